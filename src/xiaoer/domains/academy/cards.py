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
_HALF = 0.5
_SHORTEST = 2
_ATTRIBUTES = 4
_RED_TOPICS = re.compile(r"七天|无理由|运费|价保|发货|隐私|个人信息|质量|破损|发票")

_RED_LINES = (
    ("买家要加微信、要电话，怎么办", "不给联系方式；说明在平台内沟通；资金和售后才有保障"),
    ("买家拿差评要钱，怎么办", "不拿钱或好处换评价；先道歉；先解决问题；评价由买家自己决定"),
    ("能向买家要哪些东西", "不要密码；不要验证码；不要身份证；不要银行卡号"),
    ("买家说用了过敏，先说什么", "先道歉；请先停止使用；症状明显及时就医；不判断病情"),
    ("不知道的事怎么答", "不编造；说明要核实；给出回复的时间；核实后再答"),
    ("改价、退款、改地址之前", "核对订单；说清楚要做的事；等买家确认；办好之前不说已办好"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """A card. `id` stays the same while its question stays; `source` = the cell that it comes from."""

    id: str
    group: str  # 商品 规则 问答 用语 红线
    question: str
    answer: str
    points: tuple[str, ...]
    red_line: bool
    source: str


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


def _card(identity: str, group: str, question: str, answer: str, source: str, *, red: bool = False) -> Card:
    return Card(identity, group, question, answer, points_of(answer), red, source)


def points_of(answer: str) -> tuple[str, ...]:
    """The points of an answer: its clauses."""
    return tuple(p.strip() for p in _CUT.split(answer) if len(p.strip()) >= _SHORTEST) or (answer,)


def _red_lines() -> Iterator[Card]:
    for at, (question, answer) in enumerate(_RED_LINES):
        yield _card(f"red:{at}", "红线", question, answer, "", red=True)


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
    for word, meaning in glossary():
        yield _card(f"word:{word}", "用语", f"什么是“{word}”", meaning, "")


@cache
def glossary() -> tuple[tuple[str, str], ...]:
    """The trade's words and what they mean."""
    text = (resources.files("xiaoer.domains.academy") / "data" / "glossary.toml").read_text("utf-8")
    return tuple((row["word"], row["meaning"]) for row in tomllib.loads(text)["term"])


def mark(card: Card, text: str) -> Marked:
    """Mark a typed answer. Red-line cards count only when every point is told."""
    claims = {(c.value, c.unit) for c in claims_of(text)}
    pairs = _pairs(normal_text(text))
    told = tuple(p for p in card.points if _tells(p, claims, pairs))
    share = len(told) / len(card.points)
    right = share == 1 if card.red_line else share >= PASS_SHARE
    return Marked(told, tuple(p for p in card.points if p not in told), round(share, 4), right)


def _tells(point: str, claims: set[tuple[str, str]], pairs: set[str]) -> bool:
    """Figures must be named; words must come up by half."""
    figures = [(c.value, c.unit) for c in claims_of(point) if c.kind in ("number", "date", "clock")]
    if figures and not all(f in claims for f in figures):
        return False
    wanted = _pairs(normal_text(point))
    return bool(figures) or not wanted or len(wanted & pairs) >= _HALF * len(wanted)


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
