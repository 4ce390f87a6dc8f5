"""A last look before people are asked: the cell or own entry that shares the rare letters of the question."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

from collections.abc import Iterator

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.evidence.recall import in_force
from xiaoer.core.answering.goods.aspects import content_runs, weight_of
from xiaoer.core.answering.goods.synonyms import canonical
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import without_title
from xiaoer.core.facts import Product
from xiaoer.core.reading.shapes import Intent
from xiaoer.core.text.normal import normal_text

_OF_GOODS: frozenset[Intent] = frozenset(
    {"product_attribute", "product_suitability", "care_usage", "other", "gift_note"}
)
_SHARE = 0.4  # of the question's letters by their weight
_LEAST = 0.6  # a rare letter, or several of the commoner ones
_CLEARLY = 1.2
_KEY = 0.25  # what a letter in a key counts beyond one in a value


def nearest_cell(turn: Turn) -> Part | None:
    """The one cell or own entry that holds most of the question by the weight of its letters; None = none clearly."""
    product = turn.product
    if product is None or turn.intent not in _OF_GOODS or turn.orders:
        return None
    asked = normal_text(without_title(turn)).lower()
    letters = {letter for run in (*content_runs(asked), *content_runs(canonical(asked))) for letter in _letters(run)}
    letters -= set(normal_text(f"{product.title}{product.category}").lower())  # the goods' name tells no matter
    whole = sum(weight_of(letter) for letter in letters)
    if not whole:
        return None
    found = sorted(
        ((_shared(letters, name, told), text, fact) for name, told, text, fact in _told(turn, product)),
        key=lambda row: -row[0],
    )
    if not found or found[0][0] < max(_LEAST, _SHARE * whole):
        return None
    if len(found) > 1 and found[1][0] * _CLEARLY > found[0][0]:
        return None
    _, text, fact = found[0]
    return Part(text, facts=(fact, cite.title(product)), confidence=0.66)


def _letters(run: str) -> Iterator[str]:
    yield from [run] if run.isascii() else run


def _shared(letters: set[str], name: str, told: str) -> float:
    in_name = sum(weight_of(letter) * (1 + _KEY) for letter in letters if letter in name)
    return in_name + sum(weight_of(letter) for letter in letters if letter not in name and letter in told)


def _told(turn: Turn, product: Product) -> Iterator[tuple[str, str, str, FactUse]]:
    """Name, what is told, the words to say and the bearing cell: of each attribute and of each own entry."""
    for key, value in product.attributes:
        text = f"{cite.short_title(product)}的{key}：{value}。"
        yield key.lower(), normal_text(value).lower(), text, cite.cell(product.source, "属性", f"{key}:{value}")
    for entry in turn.shop.recall.of_product(product.number):
        if in_force(entry, turn.now.date()):
            name = normal_text(" ".join((entry.question, *entry.similar))).lower()
            yield name, "", entry.answer.strip(), cite.faq(entry)
