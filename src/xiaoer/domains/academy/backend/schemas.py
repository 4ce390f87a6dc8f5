"""Back-end drills over the wire. Money is text in yuan."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from xiaoer.domains.academy.backend.shapes import TaskKind
from xiaoer.domains.desk.schemas import AgentBrief
from xiaoer.kit.ids import Line, Text


class BackendDrillView(BaseModel):
    """A drill in a list; `score` 0–100 once it is handed in."""

    id: int
    kind: TaskKind
    staff: AgentBrief
    state: Literal["open", "ended"]
    score: int | None
    passed: bool
    made_at: str
    ended_at: str | None


class BackendDrills(BaseModel):
    """Newest first, and the kinds of task that the shop's tables give."""

    drills: list[BackendDrillView]
    kinds: list[TaskKind]


class BackendWish(BaseModel):
    """Which kind of task; null = one that has been passed least."""

    kind: TaskKind | None = None


class SandLine(BaseModel):
    """A line of an order in the sandbox."""

    title: str
    spec: str
    quantity: int
    price: str | None


class SandVariant(BaseModel):
    """What a line could be changed to."""

    number: str
    spec: str
    price: str | None
    stock: int | None


class SandCaseView(BaseModel):
    """An after-sales case; `acts` = what can be done with it now."""

    kind: str
    state: str
    state_text: str
    words: str
    requested_at: str
    pictures: int
    amount: str | None
    text: str
    waybill: str
    acts: list[str]


class SandOrder(BaseModel):
    """An order of nobody, as the back end would show it."""

    number: str
    shopper: str
    status: str
    status_text: str
    lines: list[SandLine]
    goods_amount: str | None
    discount: str | None
    freight: str | None
    paid_amount: str | None
    receiver: str
    phone: str
    address: str
    paid_at: str | None
    signed_at: str | None
    memo: str
    flag: str
    invoice: str
    variants: list[SandVariant]
    acts: list[str]
    case: SandCaseView | None


class SandField(BaseModel):
    """A field of a form."""

    name: str
    kind: Literal["line", "text", "money", "phone", "sku", "flag", "items", "count"]
    needed: bool


class SandForm(BaseModel):
    """What an act asks for."""

    act: str
    name: str
    fields: list[SandField]


class SandSeen(BaseModel):
    """Something that was looked at in the end."""

    tells: str
    found: str
    met: bool


class SandVerdict(BaseModel):
    """How it ended; `strayed` = changes that nobody asked for."""

    checks: list[SandSeen]
    strayed: list[str]
    score: int
    passed: bool
    why: str


class BackendDrillDetail(BaseModel):
    """A drill with its task, sandbox and forms."""

    drill: BackendDrillView
    title: str
    brief: list[str]
    brief_en: list[str]
    now: str
    orders: list[SandOrder]
    forms: list[SandForm]
    flags: list[str]
    verdict: SandVerdict | None


class SandDetail(BaseModel):
    """A filled field."""

    name: Annotated[Line, Field(min_length=1)]
    value: Text


class SandDeed(BaseModel):
    """Something to do with an order of the sandbox."""

    act: Annotated[Line, Field(min_length=1)]
    order: Annotated[Line, Field(min_length=1)]
    details: Annotated[list[SandDetail], Field(max_length=20)] = []
