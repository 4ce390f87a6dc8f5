"""Codes and words of couriers become one set of states."""

from __future__ import annotations

import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.rulebook.parcels import State, read_kdniao, read_kuaidi100, read_words

STATES = set(typing.get_args(State))


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("等待揽收，商家正通知快递公司揽件", "created"),
        ("【金华市】已揽收", "picked"),
        ("快件离开【华东转运中心】，已发往【乌鲁木齐】", "transit"),
        ("【成都市】正在派送，派件员电话见短信", "out_for_delivery"),
        ("您的快件已存放至蓝天小区驿站，请凭取件码领取", "at_station"),
        ("已签收，签收人是前台", "signed"),
        ("客户拒收，快件将退回", "exception"),
        ("快件正在退回寄件地", "returning"),
        ("退件已签收", "returned"),
        ("外包装破损，等待处理", "exception"),
        ("电话无法联系，改天再派", "exception"),
        ("收件人未签收", "exception"),
    ],
)
def test_a_couriers_words(words: str, state: str) -> None:
    assert read_words(words)[0] == state


@given(st.text(max_size=60))
def test_any_words_have_a_state(words: str) -> None:
    assert read_words(words)[0] in STATES


@pytest.mark.parametrize(
    ("code", "state"),
    [("0", "transit"), ("1", "picked"), ("3", "signed"), ("5", "out_for_delivery"), ("14", "exception")],
)
def test_codes_of_kuaidi100(code: str, state: str) -> None:
    assert read_kuaidi100(code) is not None
    assert read_kuaidi100(code)[0] == state  # type: ignore[index]


@pytest.mark.parametrize(
    ("code", "state", "detail"),
    [("202", "out_for_delivery", ""), ("412", "at_station", "快递柜或驿站超时未取"), ("414", "exception", "破损"),
     ("406", "returned", "退货签收"), ("499", "exception", "问题件"), ("10", "created", "待揽件")],
)  # fmt: skip
def test_codes_of_kdniao(code: str, state: str, detail: str) -> None:
    assert read_kdniao(code) == (state, detail)


@pytest.mark.parametrize("code", ["", " ", "x", "9", "-1"])
def test_what_is_no_code_is_said_to_be_none(code: str) -> None:
    assert read_kuaidi100(code) is None
    assert read_kdniao(code) is None
