"""What the after-sales judge says: a decision, its deadline and the steps that led to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

Outcome = Literal["approve", "approve_conditionally", "refuse", "ask_evidence", "escalate"]
Payer = Literal["buyer", "seller", "none"]
Due = Literal["return_by", "refund_by", "ship_by", "answer_by"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last moment for something; 24:00 is written 23:59:59 in Asia/Shanghai."""

    what: Due
    at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reasoning: the rule applied, what it said of this case, and the articles behind it."""

    rule: str
    text: str
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decided case. `amount` in yuan; `explanation` can be read out to the shopper; `steps` is the long form."""

    outcome: Outcome
    return_freight_payer: Payer | None
    must_return_goods: bool | None
    deadline: Deadline | None
    amount: Decimal | None
    basis: tuple[str, ...]
    flags: tuple[str, ...]
    explanation: str
    steps: tuple[Step, ...]

    def as_json(self) -> dict[str, Any]:
        """The decision in the form of the contract (without id and steps)."""
        due = self.deadline
        return {
            "outcome": self.outcome,
            "return_freight_payer": self.return_freight_payer,
            "must_return_goods": self.must_return_goods,
            "deadline": {"what": due.what, "at": due.at.isoformat(timespec="seconds")} if due else None,
            "amount": None if self.amount is None else str(self.amount),
            "basis": list(self.basis),
            "flags": list(self.flags),
            "explanation": self.explanation,
        }
