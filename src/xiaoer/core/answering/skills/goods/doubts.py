"""Doubts and rivals: the shop's own cards (质疑点, 竞争优势), kept as policies with these topics.

A doubt card: topic `质疑点` or `质疑点：掉色`, 内容 = the proof and the reply,
关键值 = `问法:会不会掉色|褪色吗;商品:J03|J06;截止:2026-12-31`.
An advantage card: topic `竞争优势`, 内容 = the dated fact. A rival is never judged.
"""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from datetime import date

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.evidence.recall import clean, grams
from xiaoer.core.answering.goods.aspects import content_runs, coverage, shared_run
from xiaoer.core.answering.goods.synonyms import canonical
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.facts import Policy

_DOUBTS = re.compile(
    r"会不会|不会[^,。]{0,8}吧|真的(?:假的|吗|有)|靠谱|怎么(?:这么|那么)?便宜|为(?:什么|啥)(?:这么|那么|比)?[^,。]{0,4}[便贵]|是不是(?:假|智商税|夸大|骗)|智商税|有用吗|管用吗|有效果?吗|担心|怕|听说|网上说|别人说|差评|真有|值得?吗|放心"
)
_RIVAL = re.compile(
    r"(?:和|跟|比|与)(?:别家|别人家|其他家?|其它|[\u4e00-\u9fffA-Za-z]{2,6}(?:家|牌|的))[^,。]{0,8}(?:比|好|区别|优势|差)|别家|别人家|其他店|优势在哪|凭什么买你|为什么买你|为啥选你"
)
_LEAST = 0.34


def doubted(turn: Turn) -> Part | None:
    """The card that answers a doubt, or what the shop has before others; None = no card fits."""
    if _RIVAL.search(turn.text):
        cards = [p for p in turn.shop.policies("竞争优势") if _fits(p, turn)]
        if cards:
            facts = tuple(fact for card in cards[:2] for fact in cite.policy(card))
            lines = ["别家的情况这边不评价，说说咱们家的：", *(card.text for card in cards[:2])]
            return Part("\n".join(lines), facts=facts, confidence=0.86)
    cards = [p for p in turn.shop.policies("质疑") if _fits(p, turn)]
    if not cards or not (_DOUBTS.search(turn.text) or any(_named(card, turn) for card in cards)):
        return None
    ranked = sorted(((_closeness(card, turn), card) for card in cards), key=lambda pair: -pair[0])
    score, best = ranked[0]
    return Part(best.text, facts=cite.policy(best), confidence=min(0.93, 0.7 + score / 4)) if score >= _LEAST else None


def _values(card: Policy) -> dict[str, str]:
    pairs = (re.split(r"[:：]", pair, maxsplit=1) for pair in re.split(r"[;；]", card.key_values))
    return {pair[0].strip(): pair[1].strip() for pair in pairs if len(pair) > 1}


def _fits(card: Policy, turn: Turn) -> bool:
    """For these goods, and not past its day."""
    values = _values(card)
    goods = [number.strip() for number in values.get("商品", "").split("|") if number.strip()]
    if goods and (turn.product is None or turn.product.number not in goods):
        return False
    try:
        return date.fromisoformat(values.get("截止", "")[:10]) >= turn.now.date()
    except ValueError:
        return True


def _wordings(card: Policy) -> list[str]:
    topic = re.sub(r"^质疑点?[:：]?", "", card.topic)
    return [text for text in (topic, *_values(card).get("问法", "").split("|")) if text.strip()]


def _named(card: Policy, turn: Turn) -> bool:
    """Whether the question is nearly one of the card's own wordings."""
    asked = grams(clean(turn.text))
    return any(len(asked & grams(clean(text))) >= max(2, len(asked) * 0.6) for text in _wordings(card))


def _closeness(card: Policy, turn: Turn) -> float:
    runs = content_runs(canonical(turn.text))
    known = canonical(" ".join(_wordings(card)))
    return coverage(runs, known) if shared_run(runs, known) else 0.0
