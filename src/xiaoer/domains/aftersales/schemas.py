"""Cases over the wire."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from xiaoer.core.rulebook.casework import Kind
from xiaoer.domains.aftersales.rules import Reason, Side
from xiaoer.domains.worded import Worded
from xiaoer.kit.ids import Id, Line, Text

Money = Annotated[Decimal, Field(ge=0, le=10**9, decimal_places=2)]
Words = Annotated[Text, Field(max_length=1000)]


class Owner(BaseModel):
    """Whose case it is."""

    id: int
    name: str


class CaseView(BaseModel):
    """A case as staff see it. `due_side` = whose turn it is: shop or shopper."""

    id: int
    number: str
    order: str
    nick: str
    kind: str
    state: str
    reason: str
    note: str
    side: str
    asked: str | None
    agreed: str | None
    refunded: str | None
    must_return: bool
    freight_payer: str
    return_address: str
    return_courier: str
    return_waybill: str
    sent_waybill: str
    conversation: int | None
    owner: Owner | None
    due_at: str | None
    due_side: str
    due_rule: Worded
    opened_at: str
    changed_at: str
    closed_at: str | None
    version: int


class Evidence(BaseModel):
    """A picture that was handed in."""

    media: str
    url: str
    width: int | None = None
    height: int | None = None


class StepView(BaseModel):
    """One step of a case."""

    at: str
    party: str
    name: Worded
    act: str
    state: str
    text: Worded
    amount: str | None = None
    waybill: str | None = None
    courier: str | None = None
    address: str | None = None
    owner: str | None = None
    media: list[Evidence] = []


class Judgement(BaseModel):
    """What the rulebook says of a request, in words with its basis."""

    outcome: str
    amount: str | None
    must_return_goods: bool | None
    return_freight_payer: str | None
    deadline: dict[str, str] | None
    basis: list[Worded]
    flags: list[str]
    explanation: Worded


class CaseDetail(BaseModel):
    """A case with its steps, what the rulebook says of it now, and what the caller may do."""

    case: CaseView
    steps: list[StepView]
    judgement: Judgement | None
    acts: list[str]
    limit: str | None
    left: str


class CaseCounts(BaseModel):
    """Cases by state, overdue ones, one's own."""

    states: dict[str, int]
    overdue: int
    mine: int


class Cases(BaseModel):
    """A page of the board."""

    cases: list[CaseView]
    counts: CaseCounts


class OpenCase(BaseModel):
    """A case opened by an agent."""

    model_config = ConfigDict(extra="forbid")

    order: Annotated[Line, Field(min_length=1)]
    kind: Kind
    reason: Reason
    note: Words = ""
    amount: Money | None = None
    conversation: Id | None = None


class CaseAct(BaseModel):
    """An act of the shop on a case, as it was when the actor saw `version`."""

    model_config = ConfigDict(extra="forbid")

    act: Literal[
        "approve", "refuse", "ask_evidence", "evidence", "confirm", "reject", "waybill", "received", "unsound",
        "refund", "ship", "note", "assign",
    ]  # fmt: skip
    version: Id
    text: Words = ""
    amount: Money | None = None
    waybill: Line = ""
    courier: Line = ""
    address: Words = ""
    side: Side = ""
    freight_payer: Literal["", "buyer", "seller", "none"] = ""
    must_return: bool | None = None
    media: Annotated[list[Line], Field(max_length=9)] = []
    owner: Id | None = None


class BulkAssign(BaseModel):
    """Give many cases to a colleague."""

    model_config = ConfigDict(extra="forbid")

    ids: Annotated[list[Id], Field(min_length=1, max_length=200)]
    owner: Id


class BulkResult(BaseModel):
    """What became of each: moved ones, and those that somebody else was at."""

    moved: list[CaseView]
    refused: list[dict[str, Any]]


class OwnOpenCase(BaseModel):
    """A request of a shopper for one of his own orders."""

    model_config = ConfigDict(extra="forbid")

    order: Annotated[Line, Field(min_length=1)]
    kind: Literal["cancel", "refund_only", "return_refund", "exchange", "resend", "repair", "price_protection"]
    reason: Reason
    note: Words = ""


class OwnCaseAct(BaseModel):
    """What a shopper may do with his own case."""

    model_config = ConfigDict(extra="forbid")

    act: Literal["evidence", "waybill", "withdraw"]
    text: Words = ""
    waybill: Line = ""
    courier: Line = ""
    media: Annotated[list[Line], Field(max_length=9)] = []


class OwnCase(BaseModel):
    """A case as its shopper sees it: where it stands, what comes next, until when."""

    id: int
    number: str
    order: str
    kind: str
    kind_text: str
    state: str
    next: str
    mine: bool
    due_at: str | None
    amount: str | None
    return_address: str
    return_waybill: str
    acts: list[str]
    opened_at: str


class OwnCases(BaseModel):
    """A shopper's own cases."""

    cases: list[OwnCase]
