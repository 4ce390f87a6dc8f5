"""Parcels on their way: one set of states over all couriers, and the watchdogs that notice when one stands still.

In: what a tracking service or a courier's own words say. Out: a state with its detail, and alarms with what to do.
"""

from xiaoer.core.rulebook.parcels.expected import Expected, expected
from xiaoer.core.rulebook.parcels.states import Scan, State, Tracking, read_kdniao, read_kuaidi100, read_words
from xiaoer.core.rulebook.parcels.watch import Alarm, Limits, Watched, alarms

__all__ = [
    "Alarm",
    "Expected",
    "Limits",
    "Scan",
    "State",
    "Tracking",
    "Watched",
    "alarms",
    "expected",
    "read_kdniao",
    "read_kuaidi100",
    "read_words",
]
