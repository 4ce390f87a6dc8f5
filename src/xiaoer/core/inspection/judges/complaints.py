"""Complaints (投诉): soothe, then facts, then a way out with a time. RULES §6, the eight steps, as far as words show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiaoer.core.inspection.judges.case import APOLOGY, STATED, Case
from xiaoer.core.inspection.marks import Draft

COMPLAINS = re.compile(
    r"[气烦]死|敷衍|(?:就)?这么(?:做事|办事)|怎么(?:做事|发货|办事)的|卖的(?:是)?(?:什么|啥)(?:东西|玩意)|(?:你|您)是认真的|第[二三四五两2-9]次(?:来)?找|投诉|举报|12315|消协|曝光|没完(?!没)|给(?:我)?个?(?:说法|交代)|踢皮球|差评|垃圾|太差|差劲|(?<!空)(?<!客)气(?:死|人|炸)|烂(?:东西|货|店|质量)|骗(?:子|人)(?!吧|吗|的吗)|坑人|什么破|无语|恶心|欺负|忽悠|第[二三四五]次[^,.!?]{0,6}(?:错|坏|漏)|态度[^,.!?]{0,3}(?:差|恶劣|不好)|(?:什么|这种|啥)(?:服务)?态度|"
    r"(?<!担心)失望|受不了|忍无可忍|(?:你们|店里)(?:要|得|必须)(?:负责|赔)|(?:漏|泡|烧|炸|冒烟|着火|漏电|洒)[^,.!?]{0,6}(?:一地|满地|到处|都|全)|"
    r"(?:碎|破|坏|裂|烂|断)(?:了|成)[^,.!?]{0,6}(?:一地|还|都|气)|(?:也|还)能发(?:出来|货)|(?:才|只|就)?(?:穿|用)[^,.!?]{0,6}(?:次|天)[^,.!?]{0,4}(?:就)?(?:坏|开线|开胶|断|掉|破)"
)
_PLAIN = re.compile(r"(?<!楼下)(?<!邻居)(?<!别人)投诉(?!我)|12315|举报|差评")
"""Who complains in so many words; the rest is sure only where the answer to it shows no other fault."""
_WARM = re.compile(
    r"理解(?:您|你)|(?:您|你|先)(?:先)?(?:别|不要|消消)(?:急|生气|着急|气|慌)|(?:让|给)(?:您|你)[^,.!?]{0,8}(?:扫兴|添|受委屈|不愉快|失望|担心|着急|费心)|心疼|(?:发火|生气)[^,.!?]{0,3}应该|该(?:生气|发火)|换(?:谁|我)都|我们的(?:错|责任|问题|疏忽)|是我们"
)
_WAY_OUT = re.compile(
    r"(?<!不)(?<!不能)(?<!没法)退|定损|先行赔付|专人|转(?:给您|退)|派(?:人|师傅)|上门|重装|换(?:新|货|一|个|件)|补(?:发|寄|偿|一|给)|赔|维修|重发|免(?:费|单)|登记|申请|上报|升级|重做|送(?:到|达|一|个)|发(?:出|货)|加急|核实(?:完|后|清楚)|给您(?:方案|答复|处理|结果|说法)|处理好|跟到底|解决"
)
UNSURE = 0.7
_CITED = 4
_ABOUT_US = re.compile(r"(?:楼下|邻居|楼上|别人|物业)[^,.!?]{0,4}投诉")
_OF_OTHERS = re.compile(
    r"(?:买家|顾客|客户|别人)[^,.!?]{0,10}差评|(?:删|改|消|撤)(?:除|掉)?[^,.!?]{0,4}差评|差评[^,.!?]{0,4}(?:删|改|撤|消)"
)
"""Who keeps a shop of his own asks about bad reviews without complaining."""
_SUPPOSED = re.compile(r"会不会|万一|要是|如果|怕|担心")
"""What may happen is no complaint yet."""
_PROMISE_LATER = re.compile(r"(?:今天|今晚|明天|\d+\s*(?:分钟|小时|点|天)|马上|现在|已经?|这就|立刻|立即|刚)")


def steps(case: Case) -> Iterator[Draft]:
    """`complaint_steps`: after a complaint, people never soothed, or never named a way out with its time.

    Once a chat; out of order counts too: proof asked for before a word of regret.
    """
    for i in case.shoppers:
        if (
            not case.words[i]
            or not COMPLAINS.search(case.words[i])
            or _OF_OTHERS.search(case.words[i])
            or _ABOUT_US.search(case.words[i])
            or _SUPPOSED.search(case.words[i])
        ):
            continue
        after = [j for j in case.humans if j > i]
        if not after:
            return
        first = [j for j in after if j < _next_shopper(case, after[0])] or after[:1]
        soothed = any(_is_warm(case.words[j]) for j in first)
        said = [case.words[j] for j in after]
        way = any(_WAY_OUT.search(w) for w in said)
        timed = any(STATED.search(w) or (_WAY_OUT.search(w) and _PROMISE_LATER.search(w)) for w in said)
        if soothed and (timed or way):
            return
        missing = [name for name, there in (("先安抚", soothed), ("给方案和时间", timed)) if not there]
        cold = [j for j in after if not _is_warm(case.words[j])][:_CITED] or after[:1]
        yield Draft(
            "complaint_steps",
            case.seqs(*(cold if not soothed else after[:1])),
            f"处理投诉少了：{'、'.join(missing)}",
            "scorecard.complaint",
            0.85 if _PLAIN.search(case.words[i]) else UNSURE,
        )
        return


def _is_warm(words: str) -> bool:
    return APOLOGY.search(words) is not None or _WARM.search(words) is not None


def _next_shopper(case: Case, i: int) -> int:
    found = case.shopper_after(i)
    return len(case.rows) if found is None else found
