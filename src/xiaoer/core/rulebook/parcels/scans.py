"""Scans into an order: what a service, an import or another program tells of a parcel, put over what is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from xiaoer.core.facts import Order, Parcel, TrackStep
from xiaoer.core.rulebook.parcels.states import State, Tracking, read_words

WORDS: dict[State, str] = {
    "created": "待揽收", "picked": "已揽收", "transit": "运输中", "out_for_delivery": "派送中",
    "at_station": "到站待取", "signed": "已签收", "exception": "异常", "returning": "退回中", "returned": "已退回",
}  # fmt: skip
"""The states in the words of an import; `read_words` reads them back."""
DONE: tuple[State, ...] = ("signed", "returned")


def with_scans(parcel: Parcel, steps: Iterable[TrackStep], state: str = "") -> Parcel:
    """A parcel with further scans, each kept once, oldest first; `state` counts unless its scans are the older ones."""
    held = {(step.at, step.text): step for step in parcel.track}
    said = tuple(steps)
    told = [step for step in said if (step.at, step.text) not in held]
    newest = max((step.at for step in said), default=None)
    old = newest is not None and parcel.last_seen_at is not None and newest < parcel.last_seen_at
    track = tuple(sorted((*parcel.track, *told), key=lambda step: step.at))
    return replace(
        parcel, track=track, state=parcel.state if old else state or parcel.state,
        last_seen_at=max(filter(None, (parcel.last_seen_at, newest)), default=None),
    )  # fmt: skip


def with_tracking(order: Order, waybill: str, tracking: Tracking) -> Order:
    """An order with what a service tells of one parcel; signed for as a whole when its last parcel is."""
    steps = [TrackStep(scan.at, scan.place, scan.text) for scan in tracking.scans]
    parcels = tuple(
        with_scans(parcel, steps, WORDS[tracking.state]) if parcel.waybill == waybill else parcel
        for parcel in order.parcels
    )
    signed = [parcel.last_seen_at for parcel in parcels if state_of(parcel) == "signed" and parcel.last_seen_at]
    whole = order.signed_at is None and parcels and len(signed) == len(parcels)
    return replace(order, parcels=parcels, signed_at=max(signed) if whole else order.signed_at)


def state_of(parcel: Parcel) -> State:
    """Where a parcel is, by its state or its last scan."""
    return read_words(parcel.state or (parcel.track[-1].text if parcel.track else ""))[0]
