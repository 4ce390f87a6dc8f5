"""All scenarios of a shop: every scene with every kind of shopper, each on a case of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from xiaoer.core.drills.case import Case, give_order, goods, make_case, nick_of
from xiaoer.core.drills.library import AskText, SceneText, TacticText, kinds, scenes, tactics
from xiaoer.core.drills.shapes import Ask, Scenario, ShopperKind
from xiaoer.core.drills.truths import truth
from xiaoer.core.facts import Product, ShopFacts, Sku
from xiaoer.core.rulebook.calculators.size import advise

_BODIES = tuple((h, w) for h in range(152, 176, 3) for w in range(88, 150, 6))
_FOR_PEOPLE = frozenset({"provokes", "claims_promise"})
"""Tricks that a robot rightly gives to people: anger, and what a colleague is said to have promised."""
Shelf = Sequence[tuple[Product, Sku | None]]


def scenarios(facts: ShopFacts, now: datetime) -> tuple[Scenario, ...]:
    """Every scenario that the shop's tables bear, in a stable order; empty for a shop without products.

    `now` aware, in shop time: it dates orders and decides which promotions run.
    """
    shelf = goods(facts)
    if not shelf:
        return ()
    found = []
    for row, text in enumerate(scenes()):
        own = _shelf_for(facts, shelf, text)
        if own:
            found += [_build(facts, own, text, kind, row, column, now) for column, kind in enumerate(kinds())]
    return tuple(found)


def _shelf_for(facts: ShopFacts, shelf: Shelf, text: SceneText) -> Shelf:
    """What a scene can be about; empty when the shop lacks what it needs."""
    if text.needs == "size_chart":
        return [item for item in shelf if item[0].size_chart and _bodies(item[0])]
    if text.needs == "faq" and not _faq_rows(facts):
        return ()
    if text.needs == "two_products" and len(facts.products) < 2:
        return ()
    if text.scene.id == "return":
        barred = "".join(p.text + p.key_values for p in facts.policies if "不支持" in p.topic)
        return [item for item in shelf if item[0].number not in barred] or shelf
    return shelf


def _faq_rows(facts: ShopFacts) -> list[int]:
    """Common questions that hold for the whole shop and don't expire."""
    return [i for i, f in enumerate(facts.faq) if not f.products and f.valid_until is None and len(f.answer) >= 8]


def _bodies(product: Product) -> list[tuple[int, int]]:
    """Bodies whose size the chart tells."""
    return [
        (h, w)
        for h, w in _BODIES
        if advise(product.size_chart, height_cm=Decimal(h), weight_jin=Decimal(w)).outcome == "one"
    ]


def _build(
    facts: ShopFacts, shelf: Shelf, text: SceneText, kind: ShopperKind, row: int, column: int, now: datetime
) -> Scenario:  # fmt: skip
    number = row * 5 + column
    case = make_case(facts, shelf, number, now)
    if text.order:
        give_order(case, text.order)
    _fill(case, text)
    written = _asks(case, text, kind)
    hidden = [("规格", case.fills["spec"]), *case.hidden]
    if "{prov}" in text.goal or any("{prov}" in line for ask in text.asks for line in ask.lines):
        hidden.append(("收货省份", case.province))
    if text.hidden:
        hidden.append(("没说的", text.hidden))
    hidden.append(("招数", tactics()[kind.tactic].title))
    return Scenario(
        id=f"{text.scene.id}-{column + 1:02d}", scene=text.scene, kind=kind, goal=_put(text.goal, case),
        hidden=tuple(hidden), nick=case.order.shopper if case.order else nick_of(number),
        product=case.product.number, asks=written, now=now, order=case.order, evidence=tuple(case.evidence),
        province=case.province,
    )  # fmt: skip


def _fill(case: Case, text: SceneText) -> None:
    """What only some scenes need: a body, a common question."""
    if text.needs == "size_chart":
        bodies = _bodies(case.product)
        h, w = bodies[(case.number * 3) % len(bodies)]
        case.fills |= {"h": str(h), "w": str(w)}
        case.hidden.append(("身材", f"{h}cm {w}斤"))
    if text.needs == "faq":
        rows = _faq_rows(case.facts)
        at = rows[case.number % len(rows)]
        entry = case.facts.faq[at]
        case.fills |= {
            "faq": str(at), "q": entry.question, "q2": entry.similar[0] if entry.similar else entry.question,
        }  # fmt: skip


def _asks(case: Case, text: SceneText, kind: ShopperKind) -> tuple[Ask, ...]:
    written = [_ask(case, text, at, ask) for at, ask in enumerate(text.asks)]
    asked_first = 1 if text.needs == "size_chart" else 0
    trick = _trick(case, tactics()[kind.tactic], written[asked_first], people=text.people)
    return (*written[: asked_first + 1], trick, *written[asked_first + 1 :])


def _ask(case: Case, text: SceneText, at: int, ask: AskText) -> Ask:
    points = tuple(point for name in ask.points for point in truth(case, name))
    return Ask(
        id=f"{text.scene.id}.{at + 1}", lines=tuple(_put(line, case) for line in ask.lines),
        again=tuple(_put(line, case) for line in ask.again), points=points, people=text.people,
    )  # fmt: skip


def _trick(case: Case, tactic: TacticText, first: Ask, *, people: bool) -> Ask:
    points = (
        tuple(p for p in first.points if p.id != "apology")
        if tactic.same
        else tuple(point for name in tactic.points for point in truth(case, name))
    )
    lines = tuple(line.replace("{again}", first.again[i % len(first.again)]) for i, line in enumerate(tactic.lines))
    return Ask(f"tactic.{tactic.id}", lines, lines, points, people=people or tactic.id in _FOR_PEOPLE, tactic=True)


def _put(text: str, case: Case) -> str:
    for key, value in case.fills.items():
        text = text.replace("{" + key + "}", value)
    return text
