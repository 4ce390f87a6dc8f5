"""Recitation cards (背诵卡) out of a shop's tables, the trade's words and the red lines; and how they are marked.

A card's answer is cut into points; a point is told when its figures are named, or enough of its words come up.
Red-line cards ask for every point.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from xiaoer.core.facts import ShopFacts
from xiaoer.core.grounding.claims import claims_of
from xiaoer.core.text.normal import normal_text

PASS_SHARE = 0.6
_CUT = re.compile(r"[；;。\n]+|(?<=[^\d]),(?=[^\d])|，")
_RUN = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HALF = 0.5
_SHORTEST = 2
_ATTRIBUTES = 4
_RED_TOPICS = re.compile(r"七天|无理由|运费|价保|发货|隐私|个人信息|质量|破损|发票")

_WORD = re.compile(r"[a-z]{3,}")
_FILLING = frozenset(
    ("the", "and", "for", "are", "was", "with", "that", "this", "from", "its", "his", "her", "our", "your", "who",
     "what", "when", "once", "into", "than", "then", "them", "they", "you", "not", "one", "will", "has", "have")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """A card. `id` stays the same while its question stays; `source` = the cell that it comes from.

    The English question and answer are "" where a card is made of the shop's own (Chinese) tables.
    """

    id: str
    group: str  # 商品 规则 问答 用语 红线
    question: str
    answer: str
    points: tuple[str, ...]
    red_line: bool
    source: str
    question_en: str = ""
    answer_en: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked answer: points told and missing, share told, whether it counts."""

    told: tuple[str, ...]
    missing: tuple[str, ...]
    share: float
    right: bool


def cards_of(facts: ShopFacts) -> tuple[Card, ...]:
    """All cards of a shop, red lines first; made anew whenever its tables change, so that none grows stale."""
    found = (*_red_lines(), *_rules(facts), *_products(facts), *_questions(facts), *_words())
    return tuple({card.id: card for card in found}.values())


def _card(
    identity: str,
    group: str,
    question: str,
    answer: str,
    source: str,
    *,
    red: bool = False,
    en: tuple[str, str] = ("", ""),
) -> Card:
    return Card(identity, group, question, answer, points_of(answer), red, source, *en)


def points_of(answer: str) -> tuple[str, ...]:
    """The points of an answer: its clauses."""
    return tuple(p.strip() for p in _CUT.split(answer) if len(p.strip()) >= _SHORTEST) or (answer,)


def _red_lines() -> Iterator[Card]:
    for at, row in enumerate(_written()["red_line"]):
        english = (row["question_en"], row["answer_en"])
        yield _card(f"red:{at}", "红线", row["question"], row["answer"], "", red=True, en=english)


def _rules(facts: ShopFacts) -> Iterator[Card]:
    for policy in facts.policies:
        answer = policy.key_values or policy.text
        red = bool(_RED_TOPICS.search(policy.topic))
        yield _card(
            f"policy:{policy.number}", "规则", f"本店的“{policy.topic}”怎么规定", answer, str(policy.source), red=red
        )


def _products(facts: ShopFacts) -> Iterator[Card]:
    for product in facts.products.values():
        told = [(k, v) for k, v in product.attributes if _SHORTEST <= len(v) <= 60][:_ATTRIBUTES]
        for key, value in told:
            question = f"{product.title}：{key}"
            yield _card(f"product:{product.number}:{key}", "商品", question, value, str(product.source))
        if product.selling_points:
            question = f"{product.title}：卖点"
            yield _card(f"product:{product.number}:*", "商品", question, product.selling_points, str(product.source))


def _questions(facts: ShopFacts) -> Iterator[Card]:
    for entry in facts.faq:
        yield _card(f"faq:{entry.number}", "问答", entry.question, entry.answer, str(entry.source))


def _words() -> Iterator[Card]:
    for row in _written()["term"]:
        english = (f"What is “{row['word_en']}” ({row['word']})?", row["meaning_en"])
        yield _card(f"word:{row['word']}", "用语", f"什么是“{row['word']}”", row["meaning"], "", en=english)


@cache
def _written() -> dict[str, list[dict[str, str]]]:
    text = (resources.files("xiaoer.domains.academy") / "data" / "glossary.toml").read_text("utf-8")
    found: dict[str, list[dict[str, str]]] = tomllib.loads(text)
    return found


def glossary() -> list[dict[str, str]]:
    """The trade's words and what they mean: `word, meaning, word_en, meaning_en`."""
    return _written()["term"]


def mark(card: Card, text: str) -> Marked:
    """Mark a typed answer, by the English points where it is written in English.

    Red-line cards count only when every point is told.
    """
    english = card.answer_en != "" and not _HAN.search(text)
    points = points_of(card.answer_en) if english else card.points
    claims = {(c.value, c.unit) for c in claims_of(text)}
    pairs = _pairs(normal_text(text))
    words = _english(text)
    told = tuple(p for p in points if (_says(p, words) if english else _tells(p, claims, pairs)))
    share = len(told) / len(points)
    right = share == 1 if card.red_line else share >= PASS_SHARE
    return Marked(told, tuple(p for p in points if p not in told), round(share, 4), right)


def _tells(point: str, claims: set[tuple[str, str]], pairs: set[str]) -> bool:
    """Figures must be named; words must come up by half."""
    figures = [(c.value, c.unit) for c in claims_of(point) if c.kind in ("number", "date", "clock")]
    if figures and not all(f in claims for f in figures):
        return False
    wanted = _pairs(normal_text(point))
    return bool(figures) or not wanted or len(wanted & pairs) >= _HALF * len(wanted)


def _says(point: str, words: set[str]) -> bool:
    """Half of an English point's words must come up."""
    wanted = _english(point)
    return not wanted or len(wanted & words) >= _HALF * len(wanted)


def _english(text: str) -> set[str]:
    """The words of an English text that carry it, by their first five letters, so that order and orders are one."""
    return {word[:5].rstrip("s") for word in _WORD.findall(text.lower()) if word not in _FILLING}


def _pairs(text: str) -> set[str]:
    found: set[str] = set()
    for run in _RUN.split(text):
        found |= {run[i : i + 2] for i in range(len(run) - 1)} if len(run) > 1 else {run} - {""}
    return found


def next_cards(cards: Sequence[Card], due_ms: dict[str, int], now_ms: int, limit: int) -> list[Card]:
    """What to ask now: what is due, longest overdue first; then cards never asked, red lines first."""
    due = sorted((c for c in cards if c.id in due_ms and due_ms[c.id] <= now_ms), key=lambda c: due_ms[c.id])
    fresh = [c for c in cards if c.id not in due_ms]
    return [*due, *fresh][:limit]
