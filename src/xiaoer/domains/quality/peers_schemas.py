"""Chats with other shops over the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from xiaoer.kit.ids import Id, Line, Text


class PeerRoundBrief(BaseModel):
    """A round in the list. `peers` = chats with other shops."""

    id: int
    title: str
    by: str
    at: str
    peers: int
    lessons: int


class PeerRounds(BaseModel):
    """The rounds of a shop."""

    rounds: list[PeerRoundBrief]


class AnsweredView(BaseModel):
    """A common question and what was said to it."""

    topic: str
    question: str
    answer: str
    wait_s: int | None


class ChaseView(BaseModel):
    """What a shop wrote of its own accord when the shopper fell silent."""

    after_s: int
    text: str


class PeerFactsView(BaseModel):
    """What is computed of a chat. `bargain` = refused, gift, coupon, lowered, explained."""

    opening: list[str]
    greeted: bool
    first_response_s: int | None
    average_response_s: int | None
    lines_shop: int
    lines_shopper: int
    asks_shop: int
    asks_shopper: int
    answers: list[AnsweredView]
    bargain: list[str]
    bargain_words: str
    silences: int
    chases: list[ChaseView]
    good_closing: bool


class PeerLine(BaseModel):
    """A line of a chat, masked."""

    side: str
    text: str


class PeerChatView(BaseModel):
    """A chat of a round; `own` = with our own shop."""

    id: int
    name: str
    bigger: str
    own: bool
    by: str
    facts: PeerFactsView
    answers: dict[str, str]
    lines: list[PeerLine]
    version: int


class PeerLessonView(BaseModel):
    """What was learnt, and the task it became."""

    learnt: str
    shared: bool
    measure: str
    owner: str
    due: str
    task: int | None
    by: str


class PeerRoundView(BaseModel):
    """A round: chats side by side, our own first. `least` = how many other shops a lesson needs."""

    id: int
    title: str
    by: str
    at: str
    questions: list[str]
    least: int
    lessons: list[PeerLessonView]
    chats: list[PeerChatView]


class PeerRoundWish(BaseModel):
    """A new round."""

    title: Annotated[Line, Field(min_length=1)]


class PeerChatWish(BaseModel):
    """A chat as pasted. `bigger` = by what the shop is bigger; `name` is masked before it is kept."""

    name: Annotated[Line, Field(min_length=1)]
    bigger: Line = ""
    own: bool = False
    text: Annotated[Text, Field(min_length=1, max_length=200_000)]


class PeerAnswers(BaseModel):
    """What a person felt, by question."""

    answers: dict[Line, Annotated[Text, Field(max_length=2000)]]


class PeerLessonWish(BaseModel):
    """A lesson; its measure becomes a task of `owner` with a date."""

    learnt: Annotated[Text, Field(min_length=1, max_length=2000)]
    shared: bool
    measure: Annotated[Line, Field(min_length=1)]
    owner: Id
    due: date
