"""Answers: what was asked again, what was never answered; and praise for an apology that says what is done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiaoer.core.inspection.judges.case import ANGRY, APOLOGY, DEMAND, LEAVES, Case, bare
from xiaoer.core.inspection.marks import Draft

_SAID_BEFORE = re.compile(
    r"(?:刚|刚才|刚刚|前面|上面|之前|已经|不是|都)[^?]{0,6}(?:说|发|给|讲|写|报|提供|告诉)(?:了|过|的|你|您)|上面(?:不是)?(?:有|写|发)|(?:单|里)(?:里)?都?(?:有|写)|就(?:是)?刚才|(?:说|发|讲|给)过了|"
    r"看(?:下|一下)?(?:上面|前面|聊天记录)|说(?:几|多少)遍|又问|还(?:要)?问|重复|不看(?:消息|记录|字)|看没看|打的字|看不[见到](?:字|消息|我|吗)|瞎|没看(?:到|见)?我|看一?下消息"
)
_ASKS = re.compile(r"[?]|吗|呢|多少|什么|哪|麻烦|请|提供|发(?:一下|下|我|来)|报(?:一下|下)|告诉")
_TRULY_ASKS = re.compile(r"[?]|吗|多少|什么|哪[个款种]|提供|发(?:一下|下|我)|报(?:一下|下)|告诉|再(?:说|描述)")
_SLOTS = (
    (
        re.compile(r"身高|体重|三围|多高|多重"),
        re.compile(r"1[3-9]\d\s*(?:cm|公分)?[^\d]{0,6}\d{2,3}|\d{2,3}\s*(?:斤|kg|公斤)"),
        "身高体重",
    ),
    (
        re.compile(
            r"(?:是|问)哪(?:个|一|笔)(?:个)?(?:订单|单)|(?:提供|发|报|给|告诉|麻烦|请)[^,.!?]{0,10}(?:订单号|订单编号|单号)|(?:订单号|订单编号|单号|尾号)[^,.!?]{0,3}(?:是?多少|发|提供|报|给我|给一?下)"
        ),
        re.compile(r"(?<!\d)\d{8,22}(?!\d)|\d{6}-\d{8,}|尾号[:是 ]?\d{3,4}|单号[:是 ]?[a-z]{1,4}\d{4,}"),
        "订单号",
    ),
    (
        re.compile(
            r"(?:提供|发|报|留|告诉|麻烦)[^,.!?]{0,10}(?:手机|电话|联系)(?:号|方式)|(?:手机|电话)(?:号码?)?[^,.!?]{0,4}(?:发|报|提供|留)(?:给)?(?:我|一?下|过来)"
        ),
        re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
        "电话",
    ),
    (
        re.compile(r"(?:什么|哪个|哪种|哪款|啥)颜?色"),
        re.compile(
            r"(?:深|浅|靛|藏|湖|雾|米|奶|焦|宝|墨)[黑白红蓝灰粉绿黄紫棕青咖靛]|[黑白红蓝灰粉绿黄紫米杏棕青]色|[黑白红蓝灰粉绿黄紫米杏棕青](?:的|款|[,. ]|$)"
        ),
        "颜色",
    ),
    (
        re.compile(r"(?:什么|哪个|多大的?|几)(?:尺码|码|号)"),
        re.compile(r"\b[smlx]{1,4}\s*[码号]|\d{2,3}\s*码|\d?x+l", re.I),
        "尺码",
    ),
    (
        re.compile(
            r"(?:什么|哪个|哪种|哪款|啥)(?:型号|机型|牌子)|型号[^,.!?]{0,3}(?:是?哪|多少|什么|呢|发|报|提供|是[?])"
        ),
        re.compile(r"型号[:是]?[^,.!?]{0,4}[a-z]*\d|(?<![a-z\d])[a-z]{1,6}-?\d{2,5}(?![\d.])", re.I),
        "型号",
    ),
    (
        re.compile(r"(?:缺|少|漏)(?:了|少|发)?(?:的是)?(?:什么|哪|几|啥)"),
        re.compile(r"(?:缺|少|漏)(?:了|发|少)?(?:一|两|\d)?(?:个|颗|件|片|包|根|只|张|盒|瓶|条|把)"),
        "缺的东西",
    ),
    (
        re.compile(r"(?:要|拍|买|订|拿)(?:几|多少)(?:个|件|箱|套|盒|瓶|条|双|只|份|台|张)(?:呢|呀|[?,.!~ ]|$)"),
        re.compile(
            r"(?:要|拍|买|订|拿)(?:了)?(?:\d+|[一两二三四五六七八九十]+)(?:个|件|箱|套|盒|瓶|条|双|只|份|台|张)"
        ),
        "数量",
    ),
)
_OTHER_NUMBER = re.compile(
    r"新|之前|另|其他|下个|平时|喜欢|多一些|家里|运费|运单|支付|快递|物流"
)  # not the number of the order that he gave
_MAY_ASK = re.compile(
    r"问题|情况|咨询|哪|缺|少|漏|身高|体重|多[高重]|三围|重|型号|机型|几|多少|牌子|单号|编号|号|方式|色|码|再|重新|描述|说"
)  # one of these stands in every slot
_AGAIN = re.compile(
    r"重(?:新)?(?:发|报|说|讲)(?:一次|一遍|一下)|(?:您|你)?(?:想|要)咨询(?:什么|哪)[^,.!?]{0,3}|(?:遇到|出了|有|是)(?:了)?什么(?:问题|情况|状况)(?:呢|吗|呀|了|哦)*[,.?!~ ]*$|(?:再|重新)(?:说|描述|讲|发|提供|报)(?:一下|一遍|一次|下)|(?:描述|说)(?:一下|下)(?:您的)?(?:具体)?问题"
)
_FAULT = re.compile(
    r"(?:我们|我这?边?|同事|仓库|财务|工厂|司机|网点|站点|主管|系统|店里|客服|质检|快递|物流|师傅|打包)[^.!?]{0,16}(?:疏忽|失误|没(?:有)?(?:检查|放|发|接|跟|及时|处理|做|看|通知|贴|装|交接|对接|控|说清|写清|到位|备注|保管|留意)|漏|错|忘|不到位|责任|瑕疵|偏差|"
    r"延误|超时|少[放装发]|不周|不对的|不该|拿错|写错|不逊|不当|骂人|不应该|不礼貌|(?:语气|态度)[^,.!?]{0,3}(?:不对|不好|差|冲|重)|断了|压坏|摔坏|破损)|是不对的|做得不对|责任在我|没盯(?:住|紧)|断过|没检好|是(?:我|咱)们[^,.!?]{0,10}(?:(?:用|发|写|放|挂|标)了|薄|松|少|粗心)|漏[看装发放打写登接回跟]|[发拿配装写打派]错|错[发放拿配装写派]|重复[打发]|故障|出错|疏忽|失误|爆仓|(?:造成|导致|引起)的?|延误|没打出来|是(?:我|咱)们[^,.!?]{0,12}(?:问题|责任)|是(?:我|咱)们[^,.!?]{3,24}(?:了|的)(?:[,.!~ ]|$)|"
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


def repeated(case: Case) -> Iterator[Draft]:
    """`made_repeat`: asks for what the shopper already gave in this conversation."""
    for i in case.humans:
        words = case.words[i]
        if not words or not (_ASKS.search(words) or _AGAIN.search(words)):
            continue
        told = _already_told(case, i) if _MAY_ASK.search(words) else ""
        after = case.shopper_after(i)
        objects = (
            after is not None
            and after <= i + 2
            and _TRULY_ASKS.search(words)
            and _SAID_BEFORE.search(case.words[after]) is not None
        )
        if told or (objects and len(case.before(i, case.shoppers, 1)) > 0):
            what = f"“{told}”" if told else "说过的事"
            yield Draft(
                "made_repeat",
                case.seqs(i),
                f"又问了买家已经给过的{what}",
                "scorecard.repeat",
                0.92 if objects else 0.85,
            )


def _already_told(case: Case, i: int) -> str:
    words = case.words[i]
    for asked, given, name in _SLOTS:
        found = asked.search(words)
        if not found or not _ASKS.search(words[max(0, found.start() - 8) :]):
            continue
        answered = case.human_after(-1)
        if answered is None:
            return ""
        begun = max(words.rfind(mark, 0, found.start()) for mark in ",.!?;") + 1
        if name in ("订单号", "颜色") and _OTHER_NUMBER.search(words[begun : found.end()]):
            continue
        if given.search(words):
            continue  # he names what he was told, or says from which to choose
        if any(given.search(case.words[j]) for j in case.shoppers if j < i):
            return "" if _speaks_of_itself(words, found.start()) else name
    if _AGAIN.search(words) and any(
        not case.rows[j].courtesy and len(bare(case.words[j])) > 8 for j in case.shoppers if j < i
    ):
        return "问题"
    return ""


def _speaks_of_itself(words: str, at: int) -> bool:
    """发您单号, 快递单号是…: the shop gives it, it doesn't ask."""
    return (
        re.search(r"(?:把|您的|我们|快递|物流|退货|新|新的|运费|运|告知您?|给您|发您)[^,.!?]{0,4}$", words[:at])
        is not None
        or re.search(
            r"^[^,.!?]{0,12}(?:会?发(?:给)?您|短信|通知您|告知您)|^[^,.!?]{0,6}(?:是|已|给您|填|对比)", words[at + 2 :]
        )
        is not None
    )


_RHETORIC = re.compile(
    r"^(?:这|你们(?:这)?|真是)?(?:是)?什么(?:破|烂|鬼|垃圾)?(?:店|态度|服务|东西|人|客服|玩意儿?)(?:啊|呀|嘛)?[?!,.~ ]*$"
)


_ONLY_URGES = re.compile(r"(?:行|好的?|可以|嗯|那|ok)+吧?[,. ]*(?:快点|快一?点|尽快|赶紧)(?:吧|哈|哦|的|[,.!~ ]|$)+$")
"""Agreed, with a wish for haste: nothing is asked any more."""


def unanswered(case: Case) -> Iterator[Draft]:
    """`unanswered_question`: a question or demand that nobody answered to the end."""
    run = case.last_run()
    meant = [i for i in run if not case.rows[i].courtesy and bare(case.words[i]) and not _RHETORIC.match(case.words[i])]
    asked = next((i for i in meant if case.is_question(i) or DEMAND.search(case.words[i])), None)
    if asked is None:
        return
    if not case.is_question(asked) and (ANGRY.search(case.words[asked]) and len(meant) == 1 and case.humans):
        return  # angry last words, nothing asked
    if _ONLY_URGES.match(case.words[asked]):
        return
    if LEAVES.search(case.words[asked]) and not case.is_question(asked):
        return
    yield Draft("unanswered_question", case.seqs(asked), "买家的问题到最后没有人回答", "scorecard.unanswered", 0.9)


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
