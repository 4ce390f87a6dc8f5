"""Bonus sheets and integrity over the wire. Money is decimal text in yuan."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from xiaoer.kit.ids import Line, Text

Yuan = Annotated[Line, Field(pattern=r"^\d{1,9}(\.\d{1,2})?$")]
SignedYuan = Annotated[Line, Field(pattern=r"^-?\d{1,7}(\.\d{1,2})?$")]
Percent = Annotated[Line, Field(pattern=r"^\d{1,3}(\.\d{1,3})?$")]
Month = Annotated[Line, Field(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]


class Tier(BaseModel):
    """From so many yuan of net sales on, so many percent of all of them."""

    start: Yuan
    pct: Percent


class BonusFormula(BaseModel):
    """A shop's formula. `closed_pct` = the share of who closed an order where somebody else followed it up."""

    model_config = ConfigDict(extra="forbid")
    tiers: Annotated[list[Tier], Field(min_length=1, max_length=20)]
    closed_pct: Annotated[int, Field(ge=0, le=100)] = 100
    per_order: Yuan = "0"


class BonusPlanView(BaseModel):
    """The formula in force; empty = none yet."""

    formula: BonusFormula | None


class BonusLine(BaseModel):
    """An order's part of somebody's bonus."""

    order: str
    kind: Literal["sale", "refund", "adjustment"]
    role: str
    at: str
    amount: str
    share_pct: int
    bonus: str
    note: str


class BonusPerson(BaseModel):
    """One person's month."""

    staff_id: int
    name: str
    net: str
    pct: str
    bonus: str
    lines: list[BonusLine]


class DisputeView(BaseModel):
    """A dispute about a line."""

    id: int
    month: str
    order: str
    staff_id: int
    name: str
    text: str
    state: Literal["open", "granted", "refused"]
    answer: str
    by: str | None
    adjust: str
    applied: str | None
    at: str


class BonusSheet(BaseModel):
    """A month: an agent sees his own, leads all."""

    month: str
    frozen: bool
    people: list[BonusPerson]
    disputes: list[DisputeView]


class BonusMonthWish(BaseModel):
    """Which month."""

    month: Month


class DisputeWish(BaseModel):
    """What is wrong with a line of one's own month."""

    month: Month
    order: Annotated[Line, Field(min_length=1, max_length=64)]
    text: Annotated[Text, Field(min_length=1, max_length=1000)]


class DisputeDecision(BaseModel):
    """The answer; `adjust` = what is added (or taken) when it is granted."""

    grant: bool
    answer: Annotated[Text, Field(min_length=1, max_length=1000)]
    adjust: SignedYuan = "0"


class GivenAway(BaseModel):
    """What an agent agreed to without a return."""

    name: str
    cases: int
    amount: float


class FarOut(BaseModel):
    """A figure far above the others'; `score` = modified z-score."""

    name: str
    what: Literal["amount", "cases"]
    value: float
    middle: float
    score: float | None


class Pair(BaseModel):
    """An agent and a shopper who come up together again and again."""

    name: str
    shopper: str
    times: int
    numbers: list[str]


class Integrity(BaseModel):
    """Hints for the owner, never a verdict."""

    people: list[GivenAway]
    far: list[FarOut]
    pairs: list[Pair]
