"""The companion over the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from xiaoer.domains.catalog.schemas import ProductCard
from xiaoer.domains.desk.schemas import FactView, FindingView
from xiaoer.domains.orders.schemas import OrderView
from xiaoer.kit.ids import Line, Text


class Turn(BaseModel):
    """A line that was said before."""

    role: Literal["shopper", "agent"]
    text: Annotated[Text, Field(min_length=1, max_length=2000)]


class CompanionWish(BaseModel):
    """A question from another client, with what is known: nick, order number, product (number, link or words)."""

    text: Annotated[Text, Field(min_length=1, max_length=2000)]
    nick: Line = ""
    order: Line = ""
    product: Annotated[Text, Field(max_length=2000)] = ""
    turns: Annotated[list[Turn], Field(max_length=20)] = []
    quantity: Annotated[int, Field(ge=1, le=999)] = 1


class Verdict(BaseModel):
    """What the gate says of a text."""

    verdict: Literal["pass", "warn", "block"]
    findings: list[FindingView]
    rewrite: str | None


class SavingView(BaseModel):
    """A promotion that counts, and what it takes off."""

    name: str
    saves: str


class GapView(BaseModel):
    """A threshold that is not reached, and what is missing to it."""

    name: str
    gap: str


class SumView(BaseModel):
    """What some variants cost. `total` null = it depends on words that cannot be computed."""

    specs: list[str]
    quantity: int
    listed: str
    total: str | None
    applied: list[SavingView]
    missing: list[GapView]
    gifts: list[str]


class CompanionAnswer(BaseModel):
    """A reply to copy, with what bears it."""

    kind: Literal["answer", "clarify", "handoff", "act"]
    reply: str
    intents: list[str]
    mood: str
    urgent: bool
    team: str | None
    facts: list[FactView]
    gate: Verdict
    nick: str | None
    product: ProductCard | None
    orders: list[OrderView]
    sums: list[SumView]


class CompanionDraft(BaseModel):
    """A draft to be looked at before it is pasted elsewhere."""

    text: Annotated[Text, Field(min_length=1, max_length=20_000)]
    product: Annotated[Text, Field(max_length=2000)] = ""
