"""Every shape of `core.facts` goes into a JSON column and comes back the same."""

from __future__ import annotations

import dataclasses
import inspect
import types
import typing
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xiaoer.core import facts
from xiaoer.kit.codec import from_json, to_json

SHAPES = [
    shape
    for _, shape in inspect.getmembers(facts, inspect.isclass)
    if dataclasses.is_dataclass(shape) and shape.__module__ == facts.__name__
]
TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    Decimal: st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9),
    datetime: st.integers(0, 4 * 10**9).map(lambda s: datetime.fromtimestamp(s, UTC)),
    date: st.dates(date(1980, 1, 1), date(2100, 1, 1)),
}


@cache
def strategy(shape: type) -> st.SearchStrategy[Any]:
    """Any value of a shape; lists short, since a shop folder holds lists of lists."""
    hints = typing.get_type_hints(shape)
    return st.builds(shape, **{f.name: _of(hints[f.name]) for f in dataclasses.fields(shape)})


def _of(kind: Any) -> st.SearchStrategy[Any]:
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and args[-1] is Ellipsis:
        return st.lists(_of(args[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(_of, args))
    if origin is Mapping:
        return st.dictionaries(_of(args[0]), _of(args[1]), max_size=2).map(MappingProxyType)
    if origin is frozenset:
        return st.frozensets(_of(args[0]), max_size=3)
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*map(_of, args))
    if dataclasses.is_dataclass(kind):
        return strategy(kind)
    return LEAVES[kind] if kind in LEAVES else st.from_type(kind)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda s: s.__name__)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(data=st.data())
def test_there_and_back(shape: type, data: st.DataObject) -> None:
    value = data.draw(strategy(shape))
    text = to_json(value)
    back = from_json(text, shape)
    assert back == value
    if shape not in (facts.ShopFacts, facts.ShopFolder):  # a set in them has no order of its own
        assert to_json(back) == text


def test_all_shapes_of_a_shop_are_here() -> None:
    assert {"Product", "Sku", "Order", "Parcel", "ShopFacts", "ShopFolder", "ShopProfile"} <= {
        s.__name__ for s in SHAPES
    }


def test_money_keeps_its_cents() -> None:
    source = facts.Source("skus.csv", 2)
    sku = facts.Sku("S", "P", "", (("颜色", "米白"),), Decimal("99.00"), 0, None, source)
    back = from_json(to_json(sku), facts.Sku)
    assert str(back.price) == "99.00"
    assert back.options == (("颜色", "米白"),)


def test_equal_values_give_equal_texts() -> None:
    one = facts.Policy("1", "退货", "七天", "7", facts.Source("p", 2), MappingProxyType({"a": "1"}))
    two = facts.Policy("1", "退货", "七天", "7", facts.Source("p", 2), MappingProxyType({"a": "1"}))
    assert to_json(one) == to_json(two)


def test_foreign_values_are_refused() -> None:
    with pytest.raises(NotImplementedError):
        to_json(object())
