"""All that a shop wrote which may answer a question of goods, weighed on one scale: the goods' cells, the clauses of
their selling points, their name, FAQ and rules. The best wins; a weak best means that the shop's data doesn't tell.

Weights were fitted on labelled questions (`tools/train_evidence.py` writes data/evidence.toml); 0 on the scale is
"none of these".
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Literal

from xiaoer.core.answering.evidence.recall import Recall, in_force
from xiaoer.core.answering.evidence.signs import Asked, asked, shared, told
from xiaoer.core.answering.goods.aspects import POINT, points_of, rank
from xiaoer.core.facts import Faq, Policy, Product

Kind = Literal["cell", "point", "name", "own_faq", "faq", "rule"]

_NEAR = 8
_HALF = 0.5
_BY_LETTERS = 1.0
_TOP = 4.0  # from which a cell's rank says no more
_UNRANKED = -0.5
_NOT_FIRST = 0.7


@dataclass(frozen=True, slots=True)
class Evidence:
    """A text of the shop. `head` = its key, question or topic; `entry` = the FAQ or rule, for cells None."""

    kind: Kind
    head: str
    body: str
    entry: Faq | Policy | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """Evidence with how well it answers; above 0 it is likelier than that nothing does."""

    evidence: Evidence
    score: float


def weighed(recall: Recall, product: Product | None, text: str, bare: str, *, today: date) -> list[Weighed]:
    """What may answer a question, best first. `product` = the goods asked of; without any, FAQ of all goods are
    looked at. `bare` = the question without the product's name."""
    found = list(evidence_of(recall, product, text, today))
    weights, none = _weights()
    rows = signs(recall, product, text, bare, found, today=today)
    scores = [sum(weights.get(name, 0.0) * sign for name, sign in row.items()) - none - _loose(row) for row in rows]
    both = (Weighed(evidence, score) for evidence, score in zip(found, scores, strict=True))
    return sorted(both, key=lambda one: -one.score)


def _loose(row: Mapping[str, float]) -> float:
    """What is taken off where a text shares nothing but scattered letters with the question."""
    whole = any(row[name] for name in ("run", "kin_rare", "matter", "wanted")) or row["covered"] >= _HALF
    return 0.0 if whole else _BY_LETTERS


def evidence_of(recall: Recall, product: Product | None, text: str, today: date) -> Iterator[Evidence]:
    """The texts of the shop that may tell of a product, or of what is asked of none."""
    if product is not None:
        yield from _of_product(recall, product, today)
    for entry in recall.likely(text):
        if isinstance(entry, Policy):
            yield Evidence("rule", entry.topic, entry.text, entry)
        elif (product is None or not entry.products) and in_force(entry, today):
            yield Evidence("faq", _questions(entry), entry.answer, entry)


def _of_product(recall: Recall, product: Product, today: date) -> Iterator[Evidence]:
    for key, value in product.attributes:
        yield Evidence("cell", key, value)
    for point in points_of(product):
        yield Evidence("point", "", point)
    yield Evidence("name", "名称", product.title)
    for entry in recall.of_product(product.number):
        if in_force(entry, today):
            yield Evidence("own_faq", _questions(entry), entry.answer, entry)


def signs(
    recall: Recall, product: Product | None, text: str, bare: str, found: Sequence[Evidence], *, today: date
) -> list[dict[str, float]]:
    """The signs of each evidence by name: what it shares with the question, how it ranks among its kind, its kind."""
    question: Asked = asked(text, bare)
    rows = shared(question, [told(e.head, e.body) for e in found])
    ranked = _ranked(product, text, bare) if product is not None else {}
    order = sorted(ranked.values(), reverse=True)
    first, second = (*order, 0.0, 0.0)[:2]
    number = product.number if product is not None else None
    hits = {id(h.entry): h.score for h in recall.search(text, today=today, product=number, limit=_NEAR)}
    likest = max(hits.values(), default=0.0)
    for evidence, row in zip(found, rows, strict=True):
        row[evidence.kind] = 1.0
        if evidence.kind in ("cell", "point"):
            score = ranked.get((evidence.head or POINT, evidence.body), 0.0)
            row["rank"] = min(score, _TOP) / _TOP
            row["rank_best"] = float(0 < score == first)
            row["rank_gap"] = _gap(score, first, second)
        elif evidence.entry is not None:
            hit = hits.get(id(evidence.entry), 0.0)
            row["hit"] = hit
            row["hit_best"] = float(0 < hit == likest)
    return rows


def _gap(score: float, first: float, second: float) -> float:
    if not score:
        return _UNRANKED
    return (score - (second if score == first else first)) / _TOP


def _ranked(product: Product, text: str, bare: str) -> dict[tuple[str, str], float]:
    """How surely each cell and clause is asked for by the signs of `aspects`."""
    found: dict[tuple[str, str], float] = {}
    for words, part in ((bare, 1.0), (text, _NOT_FIRST)) if text != bare else ((bare, 1.0),):
        for aspect in rank(product, words):
            place = (aspect.key, aspect.value)
            found[place] = max(found.get(place, 0.0), part * aspect.score)
    return found


def _questions(entry: Faq) -> str:
    return " ".join((entry.question, *entry.similar))


@cache
def _weights() -> tuple[Mapping[str, float], float]:
    """Sign → weight, and what "none of these" weighs."""
    table = tomllib.loads((resources.files("xiaoer.core.answering") / "data" / "evidence.toml").read_text("utf-8"))
    return table["weights"], table["none"]
