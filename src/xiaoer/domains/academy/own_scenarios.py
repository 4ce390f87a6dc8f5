"""Scenarios that a shop's people write, or make of real chats; tried by the engine before anybody practises them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.drills.book import Book
from xiaoer.core.drills.model import model_reply
from xiaoer.core.drills.play import Reply, play
from xiaoer.core.drills.shapes import Scenario, ShopperState
from xiaoer.core.drills.written import WrittenAsk, WrittenScenario, from_chat
from xiaoer.domains.academy.errors import NoScenario
from xiaoer.domains.academy.models import OwnScenario
from xiaoer.domains.academy.rules import review_of
from xiaoer.domains.desk.models import Conversation, Message
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.kit.codec import from_json, to_json
from xiaoer.kit.errors import NotFound
from xiaoer.kit.writer import Unit

POLITE = "亲，您好，很高兴为您服务，我帮您看一下哦"
NEWEST = 60
"""So many of a chat's newest lines become a scenario."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How a test run went: what the trainee said, whether he passed, his score."""

    trainee: str
    passed: bool
    score: int


class NoSuchChat(NotFound):
    """The shop has no such conversation."""

    def __init__(self) -> None:
        super().__init__("本店没有这个会话", code="no_such_conversation")


def rows(session: Session, shop_id: int) -> Sequence[OwnScenario]:
    """All of them, oldest first."""
    return session.scalars(select(OwnScenario).where(OwnScenario.shop_id == shop_id).order_by(OwnScenario.id)).all()


def view(row: OwnScenario) -> dict[str, object]:
    """A scenario as the form shows it."""
    shown: dict[str, object] = msgspec.to_builtins(from_json(row.data, WrittenScenario))
    return {"id": row.id, "version": row.version, **shown}


def keep(unit: Unit, shop_id: int, staff_id: int, written: WrittenScenario, own_id: int | None) -> OwnScenario:
    """Write a scenario, or change one; practices that were begun keep theirs."""
    if own_id is None:
        row = OwnScenario(shop_id=shop_id, made_by=staff_id, made_ms=unit.now_ms, data="", version=0)
        unit.session.add(row)
    else:
        row = _get(unit.session, shop_id, own_id)
    row.data, row.version = to_json(written), row.version + 1
    unit.session.flush()
    return row


def remove(unit: Unit, shop_id: int, own_id: int) -> None:
    """Take a scenario away."""
    unit.session.delete(_get(unit.session, shop_id, own_id))


def _get(session: Session, shop_id: int, own_id: int) -> OwnScenario:
    row = session.scalar(select(OwnScenario).where(OwnScenario.shop_id == shop_id, OwnScenario.id == own_id))
    if row is None:
        raise NoScenario(str(own_id))
    return row


@dataclass(frozen=True, slots=True)
class RealChat:
    """A chat of the desk: what it was about, who took part, its newest lines (number, author, text), oldest first."""

    product: str
    names: tuple[str, ...]
    lines: tuple[tuple[int, str, str], ...]


def chat_of(session: Session, shop_id: int, conversation_id: int) -> RealChat:
    """The words of a conversation. Raises `NoSuchChat`."""
    found = session.execute(
        select(Conversation.product, Shopper.nick, Shopper.label)
        .join(Shopper, Shopper.id == Conversation.shopper_id)
        .where(Conversation.shop_id == shop_id, Conversation.id == conversation_id)
    ).one_or_none()
    if found is None:
        raise NoSuchChat()
    messages = session.execute(
        select(Message.number, Message.author, Message.author_name, Message.body)
        .where(
            Message.shop_id == shop_id, Message.conversation_id == conversation_id, Message.internal.is_(False),
            Message.recalled.is_(False), Message.kind == "text", Message.author.in_(("shopper", "agent", "robot")),
        )
        .order_by(Message.number.desc())
        .limit(NEWEST)
    ).all()[::-1]  # fmt: skip
    names = {found.nick or "", found.label, *(m.author_name for m in messages)}
    lines = tuple((m.number, m.author, str(msgspec.json.decode(m.body).get("text", ""))) for m in messages)
    return RealChat(found.product or "", tuple(sorted(names)), lines)


def of_chat(session: Session, shop_id: int, conversation_id: int) -> tuple[tuple[WrittenAsk, ...], str]:
    """What a real chat gives, names and numbers removed; and the product that it was about."""
    chat = chat_of(session, shop_id, conversation_id)
    return from_chat([(author, text) for _, author, text in chat.lines], chat.names), chat.product


def tried(book: Book, scenario: Scenario) -> tuple[Trial, ...]:
    """A test run: the model answer must win, polite words that answer nothing must not."""

    def model(state: ShopperState, lines: Sequence[str]) -> Reply:
        return Reply((model_reply(scenario, scenario.asks[state.ask]),), 5.0)

    def polite(state: ShopperState, lines: Sequence[str]) -> Reply:
        return Reply((POLITE,), 5.0)

    found = []
    for name, trainee in (("model", model), ("polite", polite)):
        played = play(book, scenario, trainee, seed=1)
        review = review_of(book, scenario, played.state, played.exchanges)
        found.append(Trial(name, review.passed, review.score))
    return tuple(found)
