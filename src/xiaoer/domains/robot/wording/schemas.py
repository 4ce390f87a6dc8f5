"""Models over the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from xiaoer.domains.desk.schemas import FactView
from xiaoer.kit.ids import Id, Line, Text


class ModelView(BaseModel):
    """A model: who gets the words, where and by which contract, and its use today in this shop.

    `state`: ready, resting (kept failing), blocked (abroad, and the shop has no legal ground recorded).
    """

    name: str
    model: str
    recipient: str
    region: str
    contract: str
    timeout_s: float
    abroad: bool
    state: Literal["ready", "resting", "blocked"]
    trouble: str
    calls: int
    refused: int
    failed: int
    tokens: int


class ModelList(BaseModel):
    """The models of the installation, what the shop lets them do, and today's use against the budget (tokens)."""

    models: list[ModelView]
    mode: Literal["off", "assist", "answer"]
    budget: int
    spent: int
    failed: int
    day: str


class RestyleWish(BaseModel):
    """What has been typed, and how it shall be. `conversation` = whose data must not reach the model."""

    text: Annotated[Text, Field(min_length=1, max_length=5000)]
    how: Literal["polish", "shorten", "soften", "translate"]
    language: Annotated[Line, Field(max_length=20)] = ""
    conversation: Id | None = None
    with_model: bool = True


class Reworded(BaseModel):
    """The last line of a stream. `model` null = not a model's words; `why` = why not, if one was asked."""

    text: str
    facts: list[FactView]
    model: str | None
    why: str | None
