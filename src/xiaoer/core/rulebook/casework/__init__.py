"""An after-sales case as a machine of states (售后单): who may do what, what comes next, until when.

In: kind, state, act. Out: the next state and its deadline, with the rule behind it (`rules/casework/times.toml`).
"""

from xiaoer.core.rulebook.casework.complaints import complaint_due
from xiaoer.core.rulebook.casework.flow import (
    ACTS,
    KINDS,
    OPEN_STATES,
    STATES,
    Act,
    Kind,
    State,
    acts_for,
    after,
)  # fmt: skip
from xiaoer.core.rulebook.casework.times import Due, deadline

__all__ = [
    "ACTS", "KINDS", "OPEN_STATES", "STATES", "Act", "Due", "Kind", "State", "acts_for", "after", "complaint_due",
    "deadline",
]  # fmt: skip
