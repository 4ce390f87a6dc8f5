"""The words of a line that names several goods: cut at the values of an option, rid of a product's name."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from xiaoer.core.answering.goods.variants import values_of
from xiaoer.core.facts import Product
from xiaoer.core.text.normal import normal_text


def by_values(product: Product | None, piece: str) -> list[str]:
    """女款13号男款17号: cut before each value of the option that the piece names several values of."""
    if product is None:
        return [piece]
    for values in values_of(product).values():
        plain = {normal_text(value): value for value in values}
        spots = sorted(
            {at for v in plain if len(v) > 1 and (at := piece.find(v)) >= 0 and not _within(v, plain, piece)}
        )
        if len(spots) > 1:
            ends = [*spots[1:], len(piece)]
            return [
                piece[: spots[0]] + piece[spots[0] : ends[0]],
                *(piece[a:b] for a, b in pairwise([*spots[1:], len(piece)])),
            ]
    return [piece]


def _within(value: str, values: Iterable[str], piece: str) -> bool:
    """Whether a value stands in the piece only as a part of a longer one."""
    return any(value != other and value in other and other in piece for other in values)


def without_name(piece: str, product: Product) -> str:
    """十二个口袋 names a book and counts nothing."""
    title = normal_text(product.title)
    runs = {piece[a:b] for a in range(len(piece)) for b in range(a + 3, len(piece) + 1)}
    for run in sorted((run for run in runs if run in title), key=lambda run: (-len(run), run)):
        piece = piece.replace(run, " ")
    return piece
