from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.facts import Range, SizeRow, Source
from xiaoer.core.rulebook.calculators.size import advise

D = Decimal


def size(name: str, height: Range | None, weight: Range | None, bust: int = 90, row: int = 2) -> SizeRow:
    span = (D(bust), D(bust))
    return SizeRow("P", name, height, weight, span, None, None, None, None, None, "", "", Source("size_chart.csv", row))


def r(low: int, high: int) -> Range:
    return D(low), D(high)


CHART = (
    size("S", r(150, 160), r(80, 95), 88, 2),
    size("M", r(155, 165), r(95, 108), 92, 3),
    size("L", r(160, 170), r(108, 120), 96, 4),
)


def names(height: int | None, weight: int | None, **more: object) -> tuple[str, list[str]]:
    advice = advise(
        CHART,
        height_cm=D(height) if height else None,
        weight_jin=D(weight) if weight else None,
        **more,  # type: ignore[arg-type]
    )
    return advice.outcome, [row.size for row in advice.sizes]


def test_inside_one_row() -> None:
    assert names(162, 102) == ("one", ["M"])


def test_weight_counts_more_than_height() -> None:
    assert names(152, 114) == ("one", ["L"])
    assert names(170, 88) == ("one", ["S"])


def test_on_the_border_both() -> None:
    assert names(160, 95) == ("border", ["S", "M"])
    assert names(163, 108) == ("border", ["M", "L"])


def test_the_wish_decides_on_the_border() -> None:
    assert names(160, 95, wish="loose") == ("one", ["M"])
    assert names(160, 95, wish="close") == ("one", ["S"])


def test_outside_says_on_which_side() -> None:
    large = advise(CHART, height_cm=D(170), weight_jin=D(150))
    small = advise(CHART, height_cm=D(150), weight_jin=D(70))
    assert (large.outcome, large.side, large.sizes[0].size) == ("outside", "large", "L")
    assert (small.outcome, small.side, small.sizes[0].size) == ("outside", "small", "S")


def test_missing_details_are_named() -> None:
    assert advise(CHART, height_cm=None, weight_jin=None).needs == ("身高", "体重")
    assert advise(CHART, height_cm=D(160), weight_jin=None).needs == ("体重",)
    assert advise(CHART, height_cm=None, weight_jin=D(100)).needs == ("身高",)
    assert names(None, 102, weight_alone=True) == ("one", ["M"])


def test_no_chart_gives_no_size() -> None:
    assert advise((), height_cm=D(160), weight_jin=D(100)).outcome == "no_chart"


def test_body_measures_decide_where_the_chart_has_no_bodies() -> None:
    chart = tuple(size(n, None, None, b) for n, b in (("S", 88), ("M", 92), ("L", 96)))
    advice = advise(chart, height_cm=None, weight_jin=None, measures_cm={"胸围": D(90)})
    assert [row.size for row in advice.sizes] == ["M"]
    assert advise(chart, height_cm=None, weight_jin=None).needs == ("胸围",)


@given(st.integers(150, 170), st.integers(80, 120))
def test_a_body_inside_the_chart_always_gets_a_size_that_holds_its_weight(height: int, weight: int) -> None:
    advice = advise(CHART, height_cm=D(height), weight_jin=D(weight))
    assert advice.outcome in ("one", "border")
    assert any(row.weight_jin and row.weight_jin[0] <= weight <= row.weight_jin[1] for row in advice.sizes)
