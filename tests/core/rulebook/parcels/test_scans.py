"""Scans put over what is known: each once, in order, never back; an order is signed for when its last parcel is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from xiaoer.core.facts import Order, Parcel, Source, TrackStep
from xiaoer.core.rulebook.parcels import Scan, State, Tracking, read_words
from xiaoer.core.rulebook.parcels.scans import WORDS, with_scans, with_tracking
from xiaoer.files.platform_orders import merge

AT = datetime(2026, 11, 3, 6, tzinfo=UTC)
STEPS = tuple(
    TrackStep(AT + timedelta(hours=h), "", text) for h, text in ((0, "已揽收"), (9, "运输中"), (40, "已签收"))
)


def parcel(waybill: str = "75000000000001") -> Parcel:
    return Parcel("1", waybill, "中通", waybill, AT, "", (), None, (), Source("x", 1))


def order(*parcels: Parcel) -> Order:
    return Order(
        "1", "小满", "shipped", "已发货", AT, AT, None, None, None, None, "浙江", "", "", "", "", None, AT, None, None, "",
        None, "", "", (), parcels, Source("x", 1),
    )  # fmt: skip


@pytest.mark.parametrize("state", WORDS)
def test_every_state_is_read_back_from_its_words(state: State) -> None:
    assert read_words(WORDS[state])[0] == state


def test_scans_are_kept_once_and_in_order() -> None:
    first = with_scans(parcel(), STEPS[1:2], "运输中")
    whole = with_scans(first, STEPS, "已签收")
    assert (whole.track, whole.state, whole.last_seen_at) == (STEPS, "已签收", STEPS[-1].at)
    assert with_scans(whole, STEPS, "已签收") == whole
    assert with_scans(whole, [TrackStep(AT + timedelta(hours=1), "", "旧的")], "运输中").state == "已签收"


def test_an_order_is_signed_for_with_its_last_parcel() -> None:
    told = Tracking("中通", "", "signed", "", tuple(Scan(s.at, s.text) for s in STEPS))
    one, two = parcel("75000000000001"), parcel("75000000000002")
    half = with_tracking(order(one, two), one.waybill, told)
    assert half.signed_at is None
    assert with_tracking(half, two.waybill, told).signed_at == STEPS[-1].at


def test_an_order_sent_again_brings_its_new_scans() -> None:
    held = order(with_scans(parcel(), STEPS[:1], "已揽收"))
    news = replace(held, parcels=(with_scans(parcel(), STEPS[:2], "运输中"),))
    merged = merge(held, news)
    assert (merged.parcels[0].track, merged.parcels[0].state) == (STEPS[:2], "运输中")
    assert merge(merged, held).parcels == merged.parcels, "what was sent earlier takes nothing back"
