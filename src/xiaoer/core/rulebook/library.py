"""Lint of what a shop says again and again: phrases, FAQ, policies, texts of goods (话术库体检)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xiaoer.core.facts import Product, ShopFacts
from xiaoer.core.rulebook.findings import GateResult, Speaker, Verdict
from xiaoer.core.rulebook.gate.judge import Gate

_TITLE = "标题"
# Coaching on how to talk has no place in texts of goods.
_TALK = frozenset(["cold_reply", "negative_wording", "self_centred", "blame_shifting"])


@dataclass(frozen=True, slots=True)
class LibraryText:
    """A text as it stands in the library. `where` = file and row (`phrases.csv:12`); `goods` = a text of goods."""

    where: str
    field: str
    text: str
    category: str | None = None
    goods: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """A text that the gate warns of or blocks."""

    text: LibraryText
    result: GateResult


def texts_of(facts: ShopFacts) -> Iterator[LibraryText]:
    """Every text of a shop that may be said to a shopper."""
    for phrase in facts.phrases:
        yield LibraryText(str(phrase.source), "短语", phrase.text)
    for faq in facts.faq:
        category = next((facts.products[n].category for n in faq.products if n in facts.products), None)
        yield LibraryText(str(faq.source), "回答", faq.answer, category)
    for policy in facts.policies:
        yield LibraryText(str(policy.source), "政策", policy.text)
    for product in facts.products.values():
        yield from _of_product(product)


def _of_product(product: Product) -> Iterator[LibraryText]:
    for field, text in ((_TITLE, product.title), ("卖点", product.selling_points)):
        if text.strip():
            yield LibraryText(str(product.source), field, text, product.category or None, goods=True)
    for name, value in product.attributes:
        if value.strip():
            yield LibraryText(str(product.source), name, f"{name}：{value}", product.category or None, goods=True)


def key_of(fault: Fault) -> str:
    """What makes a fault the same one on another day: its place, its words, what was found."""
    found = "|".join(sorted({f"{f.kind}:{f.span}" for f in fault.result.findings}))
    return f"{fault.text.where}/{fault.text.field}/{found}"


def faults_of(facts: ShopFacts, gate: Gate, more: Iterable[LibraryText] = ()) -> list[Fault]:
    """The texts with findings, in the order of the library; prohibited goods show up here, too.

    `more` = texts that stand elsewhere: follow-ups, people's own phrases.
    """
    faults = []
    for text in (*texts_of(facts), *more):
        # Facts of goods (过敏原：无) are judged by rules alone, as where the robot says them.
        by: Speaker = "robot" if text.goods else "agent"
        result = gate.check(text.text, by=by, category=text.category)
        if text.field == _TITLE and result.verdict == "pass":  # a title names what is for sale without saying so
            result = gate.check(f"出售{text.text}", by=by, category=text.category)
        findings = tuple(f for f in result.findings if not (text.goods and f.kind in _TALK))
        if findings:
            verdict: Verdict = "block" if any(f.level == "block" for f in findings) else "warn"
            faults.append(Fault(text, GateResult(verdict, findings, result.rewrite)))
    return faults
