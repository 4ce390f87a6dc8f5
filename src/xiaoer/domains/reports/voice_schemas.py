"""The voice of the shopper and knowledge from chats, over the wire."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from xiaoer.domains.reports.schemas import Question


class Quote(BaseModel):
    """A shopper's words, contacts and name masked, and where they stand."""

    text: str
    conversation: int
    seq: int


class VoiceItem(BaseModel):
    """One aspect: how many chats spoke of it, on each day, and in the period before."""

    kind: Literal["fault", "wish", "doubt", "loss"]
    aspect: str
    count: int
    before: int
    days: list[int]
    quotes: list[Quote]


class ReasonCount(BaseModel):
    """After-sales cases by reason."""

    reason: str
    count: int


class ProductVoice(BaseModel):
    """What shoppers said of one product; "" = of no product in particular."""

    product: str
    name: str
    count: int
    before: int
    items: list[VoiceItem]
    cases: list[ReasonCount]
    questions: list[Question]


class VoiceView(BaseModel):
    """The voice of the shopper, the most spoken of products first; and questions that nobody could answer."""

    products: list[ProductVoice]
    questions: list[Question]


class PlaceIn(BaseModel):
    """A line of a chat."""

    conversation: int
    seq: int


class GivenAnswer(BaseModel):
    """An answer that a person gave."""

    text: str
    by: str
    conversation: int
    seq: int
    score: int | None


class FrequentQuestion(BaseModel):
    """Questions that belong together, with the best answers; `known` = an entry of the FAQ that asks the same."""

    question: str
    count: int
    chats: list[PlaceIn]
    wordings: list[str]
    answers: list[GivenAnswer]
    known: str | None


class Harvest(BaseModel):
    """What was asked most."""

    questions: list[FrequentQuestion]
