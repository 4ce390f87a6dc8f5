"""Answers: what was never answered; and praise for an apology that says what is done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiaoer.core.inspection.judges.case import ANGRY, APOLOGY, DEMAND, LEAVES, Case, bare
from xiaoer.core.inspection.marks import Draft

_FAULT = re.compile(
    r"(?:我们|我这?边?|同事|仓库|财务|工厂|司机|网点|站点|主管|系统|店里|客服|质检|快递|物流|师傅|打包)[^.!?]{0,16}(?:疏忽|失误|没(?:有)?(?:检查|放|发|接|跟|及时|处理|做|看|通知|贴|装|交接|对接|控|说清|写清|到位|备注|保管|留意)|漏|错|忘|不到位|责任|瑕疵|偏差|"
    r"延误|超时|少[放装发]|不周|不对的|不该|拿错|写错|不逊|不当|骂人|不应该|不礼貌|(?:语气|态度)[^,.!?]{0,3}(?:不对|不好|差|冲|重)|断了|压坏|摔坏|破损)|是不对的|做得不对|责任在我|没盯(?:住|紧)|断过|(?:骑手|司机|师傅|车|骑手的车)[^,.!?]{0,8}(?:扎|抛锚|熄火|没电|堵|摔|撞)了?|没检好|是(?:我|咱)们[^,.!?]{0,10}(?:(?:用|发|写|放|挂|标)了|薄|松|少|粗心)|漏[看装发放打写登接回跟]|[发拿配装写打派]错|错[发放拿配装写派]|重复[打发]|故障|出错|疏忽|失误|爆仓|(?:造成|导致|引起)的?|延误|没打出来|是(?:我|咱)们[^,.!?]{0,12}(?:问题|责任)|是(?:我|咱)们[^,.!?]{3,24}(?:了|的)(?:[,.!~ ]|$)|"
    r"(?:应该|可能|估计|多半|原来|确实|就)?是(?!不是|否)[^,.!? 您你]{1,12}(?:没(?:有)?[一-鿿]{1,4}|不够|不足|不牢|松了|漏了?|放?少了|断了|进了|坏了|过期|受潮)|"
    r"(?:装箱|打包|分拣|发货|出厂|质检|运输|包装|登记|录入|配货|生产)(?:的)?(?:时候|过程|环节|途中|中)?[^,.!?您你]{0,6}(?:漏|错|没|少|坏|碎|压|松|摔)|(?:应该|可能|估计|多半)是(?!不是|否)[^,.!? 您你]{1,12}(?:压|碰|磕|摔|颠|挤|受潮|松动|不良|老化|堵)|是[^,.!?您你]{1,8}(?:问题|缺陷),(?:是)?我们的(?:责任|错|问题)"
)
_ON_THE_SPOT = re.compile(
    r"(?<!不)(?<!能)(?:退|换|补|重[装做发]|赔|修好?|免费?|不收费)(?![^,.!?]{0,6}(?:不了|吗|[?]))[^,.!?]{0,10}(?:您|新|今|明|周|点|元|全|差|一|[,.!~]|$)"
)
"""A way out beside the apology and the fault, whatever its words."""
_DEED = re.compile(
    r"(?:已经?|现在|马上|立刻|立即|这就|今天|今晚|明天|刚|给您|为您|帮您|先|单独)[^.!?]{0,18}(?:补|换|退|发出|寄|申请|安排|登记|催|重新|约|赔|联系|同意|推单|改派|办|操作|上报|免|给您发|重做|重发|送|修|取件|投诉|反馈|提交|解决|处理|上门|打电话|发顺丰|发新|由我|我来跟|我跟到)|由我[^,.!?]{0,4}(?:跟|负责|处理)|(?:退|补|赔)(?:给)?您[^.!?]{0,8}(?:今|明|\d点)|(?:换新|换货|退款|补发|重发|维修)[^.!?]{0,10}(?:您(?:来)?(?:定|选|挑)|都(?:行|可以))"
)


_SOUNDS_SORRY = 0.6  # from this share on a line with an apology is heard as a good one


_RHETORIC = re.compile(
    r"^(?:这|你们(?:这)?|真是)?(?:是)?什么(?:破|烂|鬼|垃圾)?(?:店|态度|服务|东西|人|客服|玩意儿?)(?:啊|呀|嘛)?[?!,.~ ]*$"
)


_ONLY_URGES = re.compile(r"(?:行|好的?|可以|嗯|那|ok)+吧?[,. ]*(?:快点|快一?点|尽快|赶紧)(?:吧|哈|哦|的|[,.!~ ]|$)+$")
"""Agreed, with a wish for haste: nothing is asked any more."""


def unanswered(case: Case) -> Iterator[Draft]:
    """`unanswered_question`: a question or demand that nobody answered to the end."""
    run = case.last_run()
    weighty = [
        i for i in run if not case.rows[i].courtesy and bare(case.words[i]) and not _RHETORIC.match(case.words[i])
    ]
    asked = next((i for i in weighty if case.is_question(i) or DEMAND.search(case.words[i])), None)
    if asked is None:
        return
    if not case.is_question(asked) and (ANGRY.search(case.words[asked]) and len(weighty) == 1 and case.humans):
        return  # angry last words, nothing asked
    if _ONLY_URGES.match(case.words[asked]):
        return
    if LEAVES.search(case.words[asked]) and not case.is_question(asked):
        return
    meant = asked if not _IS_THERE.match(case.words[asked]) else _left_open(case, run[0], asked)
    yield Draft(
        "unanswered_question", case.seqs(asked, meant), "买家的问题到最后没有人回答", "scorecard.unanswered", 0.9
    )  # fmt: skip


_IS_THERE = re.compile(r"^(?:亲|喂|你好)?[,. ]?(?:还)?(?:在不在|在吗|在么|有人吗?|人呢|人去哪了?)[?!,.~ ]*$")


def _left_open(case: Case, run: int, asked: int) -> int:
    """The question that 还在吗 asks after: the last one before, where people have only asked back since."""
    for j in reversed([j for j in case.shoppers if j < run and case.is_question(j)]):
        between = [k for k in case.humans if j < k < run]
        return (
            j
            if all(
                case.words[k].rstrip(" .!~").endswith(("?", "吗", "呢")) or _ASKS_BACK.search(case.words[k])
                for k in between
            )
            else asked
        )
    return asked


_ASKS_BACK = re.compile(r"[^,.!?]还是[^,.!?]|多少|哪|什么")


def apologies(case: Case) -> Iterator[Draft]:
    """Praise `good_apology`: names what went wrong and what is done now, with an apology here or just before."""
    for place, i in enumerate(case.humans):
        words = case.words[i]
        if not words:
            continue
        if APOLOGY.search(words) and case.heard(i).heads["good_apology"] >= _SOUNDS_SORRY:
            yield Draft("good_apology", case.seqs(i), "说清了错在哪里和现在怎么办", "hearing.good_apology", 0.8)
            continue
        if APOLOGY.search(words) and _FAULT.search(words) and _ON_THE_SPOT.search(words):
            yield Draft("good_apology", case.seqs(i), "说清了错在哪里和现在怎么办", "scorecard.apology", 0.85)
            continue
        if not _DEED.search(words):
            continue
        at = next((j for j in (i, *_line_before(case, place)) if _FAULT.search(case.words[j])), None)
        if at is None:
            continue
        near = [i, *case.before(i, case.humans, 3)]
        if any(APOLOGY.search(case.words[j]) for j in near):
            yield Draft("good_apology", case.seqs(at, i), "说清了错在哪里和现在怎么办", "scorecard.apology", 0.85)


def _line_before(case: Case, place: int) -> list[int]:
    """The human line just before one, where the shopper said nothing in between."""
    if not place:
        return []
    i, before = case.humans[place], case.humans[place - 1]
    return [] if any(before < j < i for j in case.shoppers) else [before]
