"""Parcel tracking: where a parcel is, asked of a service. Forms: an offline example, kuaidi100, kdniao.

In: an `Inquiry`. Out: a `Tracking` in the house's states, or a `TrackingError` that says what is wrong. The forms on
real services are imported from their own modules, so that nothing is loaded which is not used.
"""

from xiaoer.ports.tracking.example import ExampleTracker
from xiaoer.ports.tracking.port import (
    Inquiry,
    NotFound,
    PhoneNeeded,
    Refused,
    Tracker,
    TrackingError,
    UnknownCourier,
)
from xiaoer.ports.tracking.reading import read_tracker

__all__ = [
    "ExampleTracker",
    "Inquiry",
    "NotFound",
    "PhoneNeeded",
    "Refused",
    "Tracker",
    "TrackingError",
    "UnknownCourier",
    "read_tracker",
]
