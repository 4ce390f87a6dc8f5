from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.facts import Freight, Source
from xiaoer.core.rulebook.calculators.freight import freight_fee, plain_province, rows_for

D = Decimal


def row(**changes: object) -> Freight:
    values: dict[str, object] = {
        "province": "浙江", "first_kg": D(1), "first_fee": D(5), "step_kg": D(1), "step_fee": D(2),
        "free_from": D(49), "remote": False, "deliverable": True, "remark": "", "way": "", "courier": "", "pricing": "",
        "source": Source("freight.csv", 2),
    }  # fmt: skip
    return Freight(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("weight", "fee"), [("0.3", "5.00"), ("1", "5.00"), ("1.001", "7.00"), ("2", "7.00"), ("3.2", "11.00")]
)
def test_further_weight_is_counted_in_begun_units(weight: str, fee: str) -> None:
    result = freight_fee(row(), weight_kg=D(weight), goods_paid=D(10))
    assert (result.outcome, result.fee) == ("fee", D(fee))
    assert result.sources == ("freight.csv:2",)
    assert result.steps


def test_the_threshold_counts_what_is_paid() -> None:
    assert freight_fee(row(), weight_kg=D(9), goods_paid=D(49)).outcome == "free"
    assert freight_fee(row(), weight_kg=D(1), goods_paid=D("48.99")).outcome == "fee"


def test_undeliverable_goes_before_everything() -> None:
    assert freight_fee(row(deliverable=False), weight_kg=D(1), goods_paid=D(999)).outcome == "undeliverable"


def test_what_is_not_in_the_table_is_unknown() -> None:
    assert freight_fee(row(first_fee=None), weight_kg=D(1), goods_paid=D(1)).outcome == "unknown"
    assert freight_fee(row(step_fee=None), weight_kg=D(3), goods_paid=D(1)).outcome == "unknown"
    assert freight_fee(row(), weight_kg=None, goods_paid=D(1)).outcome == "unknown"


@given(st.decimals("0.001", "80", places=3), st.decimals("0.001", "5", places=3))
def test_more_weight_never_costs_less(weight: Decimal, more: Decimal) -> None:
    light = freight_fee(row(free_from=None), weight_kg=weight, goods_paid=None)
    heavy = freight_fee(row(free_from=None), weight_kg=weight + more, goods_paid=None)
    assert light.fee is not None
    assert heavy.fee is not None
    assert light.fee <= heavy.fee


@pytest.mark.parametrize(
    ("name", "plain"),
    [("广西壮族自治区", "广西"), ("浙江省", "浙江"), ("北京市", "北京"), ("西藏", "西藏"), ("香港特别行政区", "香港")],
)
def test_provinces_are_compared_by_their_short_names(name: str, plain: str) -> None:
    assert plain_province(name) == plain
    assert rows_for([row(province=plain)], name)
