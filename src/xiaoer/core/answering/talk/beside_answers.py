"""What stays beside the answers of a message: no stray remark, one question back at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xiaoer.core.answering.fallback import ASKS
from xiaoer.core.answering.goods.aspects import content_runs
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.reading.shapes import Scored

_SURE = 0.8
_FEW = 6
_FAULTS = frozenset({"quality_issue", "damaged", "missing_wrong_item"})
_BESIDE_A_FAULT = frozenset({"order_status", "exchange", "logistics_tracking"})
_BACK = frozenset({"return_policy", "return_apply", "exchange"})
_HARM = re.compile(
    r"坏|破|碎|裂|烂|漏|洒|脏|污|霉|臭|馊|瘪|压|摔|磕|变形|质量|瑕疵|掉色|起球|开线|开胶|少|错|缺|漏发|不亮|不转|不响|失灵|故障|问题|划痕|色差|异味|过期|受潮|湿"
)
_ASKS_MORE = re.compile(r"[?？吗么呢]|什么|啥|哪|几|多[少大长重高宽厚]|怎么|能不能|是不是|有没有")
_ON_THE_ROAD = re.compile(r"到|送|发|寄|收|快递|物流|路上")


def without_stray(pairs: list[tuple[Turn, Part]], asked: Sequence[Scored]) -> list[tuple[Turn, Part]]:
    """Beside a question that was answered, an unsure one that nothing is known of is mostly a remark."""
    both = [(pair, s) for pair, s in zip(pairs, asked, strict=True) if not _only_state(pair, pairs)]
    if both:
        pairs, asked = [pair for pair, _ in both], [s for _, s in both]
    if any(part.kind == "handoff" and part.known for _, part in pairs):
        kept = [pair for pair in pairs if pair[1].kind != "clarify" or pair[1].asks not in ("need", "product")]
        in_case = any(turn.intent in _FAULTS for turn, _ in kept)
        kept = [pair for pair in kept if pair[1].known or not in_case] or kept
        return kept or pairs
    if not any(part.known and part.kind == "answer" for _, part in pairs):
        return pairs
    both = [(pair, s) for pair, s in zip(pairs, asked, strict=True) if not _told_beside(pair, pairs)]
    kept = [pair for pair, s in both if pair[1].asks not in ("need", "product") and _wanted(*pair, s)]
    return [_softened(pair, kept) for pair in kept]


def _only_state(pair: tuple[Turn, Part], pairs: Sequence[tuple[Turn, Part]]) -> bool:
    """Whether a fault was read of words that only tell in what state goods are that one asks to send back (外盒打开了
    里面没撕 能退吗), or a day on the road of a bare “几天内”, beside what answers it."""
    turn, part = pair
    cases = _FAULTS | {"not_received"}
    told = next((p for t, p in pairs if t.intent in cases and p.kind == "handoff" and t is not turn), None)
    if told is not None and turn.intent in _BESIDE_A_FAULT and part.action is None:
        return True
    others = [t.intent for t, part in pairs if t is not turn and part.known]
    if turn.intent in _FAULTS:
        return bool(_BACK & set(others)) and not _HARM.search(turn.text)
    summed = any(len(part.goods) > 1 for t, part in pairs if t is not turn)
    if summed and turn.intent in ("size_advice", "product_attribute") and not _ASKS_MORE.search(turn.text):
        return True  # 1.5奶油粉加一床6斤200的 beside its sum
    bare = turn.intent in ("delivery_eta", "ship_time") and not _ON_THE_ROAD.search(turn.text)
    return bare and bool(others) and turn.product is None and len(turn.text.strip()) <= _FEW


def _softened(pair: tuple[Turn, Part], pairs: Sequence[tuple[Turn, Part]]) -> tuple[Turn, Part]:
    """Beside what the goods' data told, another thing asked of the same goods that it doesn't tell is said so; the
    chat need not go to people for it (多重 老婆用会不会累)."""
    turn, part = pair
    told = any(other.known and other.kind == "answer" and _of_goods(t) for t, other in pairs)
    if part.known or not told or not _of_goods(turn):
        return pair
    text = f"“{turn.text.strip()}”这一点资料里没有写明，需要的话请同事帮您核实。"
    return turn, replace(part, text=text, kind="answer", team=None, confidence=min(part.confidence, 0.7))


def _of_goods(turn: Turn) -> bool:
    return turn.product is not None and turn.intent in ("product_attribute", "product_suitability", "care_usage")


def one_question(pairs: list[tuple[Turn, Part]]) -> list[tuple[Turn, Part]]:
    """Of several questions back only the first is asked: one at a time."""
    first = next((part for _, part in pairs if part.kind == "clarify"), None)
    return [pair for pair in pairs if pair[1].kind != "clarify" or pair[1] is first]


def _told_beside(pair: tuple[Turn, Part], pairs: Sequence[tuple[Turn, Part]]) -> bool:
    """Whether what is unknown by itself (多少字) stands in an answer beside it, or goods asked back for are those of
    an order that was told."""
    turn, part = pair
    others = [other for _, other in pairs if other is not part and other.known and other.kind == "answer"]
    if part.kind == "clarify" and part.asks == "product":
        return any(fact.field == "订单号" for other in others for fact in other.facts)
    letters = "".join(content_runs(turn.text))
    return not part.known and bool(letters) and any(all(c in o.text for c in letters) for o in others)


def _wanted(turn: Turn, part: Part, scored: Scored) -> bool:
    asks = ASKS.search(turn.text) is not None
    return (part.known and (part.kind != "clarify" or asks)) or (scored.confidence >= _SURE and asks)
