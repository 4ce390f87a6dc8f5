"""Which size of a garment fits, from the product's own chart.

Weight counts more than height (a garment is too tight sooner than too short); a body on the border of two
sizes gets both, with the difference of their measures. Without height and weight, body measures decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from xiaoer.core.facts import Range, SizeRow

FitWish = Literal["loose", "close"]
SizeOutcome = Literal["one", "border", "outside", "need", "no_chart"]

_HEIGHT_WEIGHT = (Decimal("0.4"), Decimal("0.6"))
_BORDER_JIN = Decimal(2)
_MEASURES = {"胸围": "bust_cm", "腰围": "waist_cm", "臀围": "hip_cm", "肩宽": "shoulder_cm"}


@dataclass(frozen=True, slots=True)
class SizeAdvice:
    """`sizes`: two on a border, smaller first. `needs` = what is missing; `side` = where `outside` lies."""

    outcome: SizeOutcome
    sizes: tuple[SizeRow, ...] = ()
    needs: tuple[str, ...] = ()
    side: Literal["", "small", "large"] = ""
    height_fits: bool = True
    by: Literal["weight", "height", "measure"] = "weight"


def advise(
    chart: Sequence[SizeRow],
    *,
    height_cm: Decimal | None,
    weight_jin: Decimal | None,
    measures_cm: Mapping[str, Decimal] | None = None,
    wish: FitWish | None = None,
    weight_alone: bool = False,
) -> SizeAdvice:
    """Pick a size. Height in cm, weight in 斤 (0.5 kg), measures of the body in cm by 胸围 腰围 臀围 肩宽.
    `weight_alone` = go by the weight although the chart tells heights too and none was said."""
    if not chart:
        return SizeAdvice("no_chart")
    by_weight = [row for row in chart if row.weight_jin]
    by_height = [row for row in chart if row.height_cm]
    if by_weight and weight_jin is not None and (weight_alone or not by_height or height_cm is not None):
        return _by_weight(by_weight, height_cm, weight_jin, wish)
    if by_height and not by_weight and height_cm is not None:
        return _by_height(by_height, height_cm, wish)
    if measures_cm:
        found = _by_measure(chart, measures_cm, wish)
        if found:
            return found
    if by_weight or by_height:
        return SizeAdvice("need", needs=_missing(bool(by_weight), bool(by_height), height_cm, weight_jin))
    keys = tuple(key for key, name in _MEASURES.items() if any(getattr(row, name) for row in chart))
    return SizeAdvice("need", needs=keys[:2]) if keys else SizeAdvice("no_chart")


def _missing(weighs: bool, tall: bool, height: Decimal | None, weight: Decimal | None) -> tuple[str, ...]:
    needs = ("身高",) if tall and height is None else ()
    return (*needs, "体重") if weighs and weight is None else needs


def _inside(value: Decimal, span: Range | None) -> bool:
    return span is not None and span[0] <= value <= span[1]


def _distance(value: Decimal, span: Range) -> Decimal:
    """0 in the middle, 1 at either end, more outside."""
    half = max((span[1] - span[0]) / 2, Decimal("0.5"))
    return abs(value - (span[0] + span[1]) / 2) / half


def _by_weight(rows: Sequence[SizeRow], height: Decimal | None, weight: Decimal, wish: FitWish | None) -> SizeAdvice:
    fitting = [row for row in rows if _inside(weight, row.weight_jin)]
    if not fitting:
        return _gap_or_outside(rows, height, weight, wish)
    fitting.sort(key=lambda row: _score(row, height, weight))
    if len(fitting) == 1:
        neighbour = _neighbour(rows, fitting[0], height, weight)
        if neighbour is None:
            return SizeAdvice("one", (fitting[0],), height_fits=_height_fits(fitting[0], height))
        fitting.append(neighbour)
    return _decide(_ordered(rows, fitting[:2]), fitting[0], height, wish)


def _score(row: SizeRow, height: Decimal | None, weight: Decimal) -> Decimal:
    share_height, share_weight = _HEIGHT_WEIGHT
    assert row.weight_jin is not None
    score = share_weight * _distance(weight, row.weight_jin)
    if height is not None and row.height_cm:
        score += share_height * _distance(height, row.height_cm)
    return score


def _neighbour(rows: Sequence[SizeRow], row: SizeRow, height: Decimal | None, weight: Decimal) -> SizeRow | None:
    """The next size, when the weight lies at the edge and the height speaks for that side too."""
    assert row.weight_jin is not None
    low, high = row.weight_jin
    index = rows.index(row)
    if high - weight < _BORDER_JIN and index + 1 < len(rows):
        larger = rows[index + 1]
        tall = height is not None and row.height_cm is not None and height > row.height_cm[1]
        return larger if tall or weight == high else None
    if weight - low < _BORDER_JIN and index > 0:
        smaller = rows[index - 1]
        short = height is not None and row.height_cm is not None and height < row.height_cm[0]
        return smaller if short or weight == low else None
    return None


def _gap_or_outside(
    rows: Sequence[SizeRow], height: Decimal | None, weight: Decimal, wish: FitWish | None
) -> SizeAdvice:
    below = [row for row in rows if row.weight_jin and row.weight_jin[1] < weight]
    above = [row for row in rows if row.weight_jin and row.weight_jin[0] > weight]
    if below and above:
        pair = (below[-1], above[0])
        return _decide(pair, pair[1], height, wish)
    if below:
        return SizeAdvice("outside", (below[-1],), side="large")
    return SizeAdvice("outside", (above[0],), side="small")


def _decide(pair: tuple[SizeRow, ...], best: SizeRow, height: Decimal | None, wish: FitWish | None) -> SizeAdvice:
    if wish and len(pair) == 2:
        chosen = pair[1] if wish == "loose" else pair[0]
        return SizeAdvice("one", (chosen,), height_fits=_height_fits(chosen, height))
    return SizeAdvice("border", pair, height_fits=_height_fits(best, height))


def _ordered(rows: Sequence[SizeRow], some: Sequence[SizeRow]) -> tuple[SizeRow, ...]:
    return tuple(sorted(some, key=rows.index))


def _height_fits(row: SizeRow, height: Decimal | None) -> bool:
    return height is None or row.height_cm is None or _inside(height, row.height_cm)


def _by_height(rows: Sequence[SizeRow], height: Decimal, wish: FitWish | None) -> SizeAdvice:
    fitting = [row for row in rows if _inside(height, row.height_cm)]
    if len(fitting) == 1:
        return SizeAdvice("one", (fitting[0],), by="height")
    if fitting:
        pair = _ordered(rows, fitting[:2])
        if wish:
            return SizeAdvice("one", (pair[1] if wish == "loose" else pair[0],), by="height")
        return SizeAdvice("border", pair, by="height")
    below = [row for row in rows if row.height_cm and row.height_cm[1] < height]
    above = [row for row in rows if row.height_cm and row.height_cm[0] > height]
    if below and above:
        return SizeAdvice("border", (below[-1], above[0]), by="height")
    if below:
        return SizeAdvice("outside", (below[-1],), side="large", by="height")
    return SizeAdvice("outside", (above[0],), side="small", by="height")


def _by_measure(chart: Sequence[SizeRow], measures: Mapping[str, Decimal], wish: FitWish | None) -> SizeAdvice | None:
    """The smallest size whose garment is not below the body's measures; one larger for a loose fit."""
    known = {key: value for key, value in measures.items() if key in _MEASURES}
    rows = [row for row in chart if any(getattr(row, _MEASURES[key]) for key in known)]
    if not known or not rows:
        return None
    for index, row in enumerate(rows):
        spans = [(value, getattr(row, _MEASURES[key])) for key, value in known.items()]
        if all(span is None or span[1] >= value for value, span in spans):
            step = 1 if wish == "loose" and index + 1 < len(rows) else 0
            return SizeAdvice("one", (rows[index + step],), by="measure")
    return SizeAdvice("outside", (rows[-1],), side="large", by="measure")
