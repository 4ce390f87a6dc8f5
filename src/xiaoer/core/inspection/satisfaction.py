"""How the shopper probably left, 1 (angry) to 5 (delighted): read from his own last words and what was done to him."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xiaoer.core.inspection.judges.case import ANGRY, Case
from xiaoer.core.inspection.marks import Mark

_DELIGHTED = re.compile(
    r"太(?:好|棒|感谢|谢谢|贴心)|真(?:好|棒|不错)|非常(?:感谢|满意|好)|感谢|多谢|谢谢(?:你|您|亲|啦|哈)|么么|赞|满意|棒|喜欢|辛苦(?:了|啦)|好评|效率|[❤😘😍🥰👍🌹]|开心|完美"
)
_PLEASED = re.compile(
    r"谢|好的|好滴|好嘞|好哒|ok|收到|知道了|明白|懂了|可以|行(?:$|[,.!~吧的])|嗯|拍(?:了|下)|付(?:了|款了)|下单|就(?:它|这个|要)|买",
    re.I,
)
_UPSET = re.compile(
    r"还没|怎么还|人呢|到底|几天了|等(?:了|很|好)久|太慢|催|急|[?]{2,}|[!]{2,}|没人|不回|算了|不要了|不买了|失望|不行|麻烦死|\.{3,}|什么意思|凭什么|为什么|不理|所以呢|退货|退款"
)
_HARSH = frozenset(
    ["abuse", "rights_denial", "invoice_refusal", "false_refund_reason", "negative_wording", "blame_shifting"]
)
_LOOKED_AT = 3


def satisfaction(case: Case, marks: Sequence[Mark]) -> int | None:
    """1–5, or None when the shopper said nothing."""
    if not case.shoppers:
        return None
    if case.talk.stars:
        return case.talk.stars
    last = [case.words[i] for i in case.shoppers[-_LOOKED_AT:]]
    words = last[-1]
    kinds = {mark.kind for mark in marks}
    harsh = len(kinds & _HARSH)
    angry = any(ANGRY.search(w) for w in last) and (ANGRY.search(words) is not None or harsh > 0)
    upset, delighted = _UPSET.search(words) is not None, _DELIGHTED.search(words) is not None
    if angry or "abuse" in kinds or (harsh >= 2 and upset and not delighted):
        return 1
    if harsh or "unanswered_question" in kinds or upset:
        return 4 if delighted and harsh < 2 else 2
    return _content(case, words, kinds, upset_before=any(_UPSET.search(w) or ANGRY.search(w) for w in last[:-1]))


def _content(case: Case, words: str, kinds: set[str], *, upset_before: bool) -> int:
    troubled = kinds & {"forgotten_hold", "slow_no_apology", "broken_promise", "made_repeat"}
    if _DELIGHTED.search(words):
        return 4 if troubled or upset_before else 5
    if _PLEASED.search(words) or case.rows[case.shoppers[-1]].courtesy:
        return 3 if troubled or upset_before or "bad_closing" in kinds else 4
    return 3
