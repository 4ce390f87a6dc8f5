"""What one can do with practices: make, begin, go on, end, try again. Units of work, each in one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update

from xiaoer.core.drills.book import Book
from xiaoer.core.drills.grade import Exchange
from xiaoer.core.drills.play import Played
from xiaoer.core.drills.shapes import Scenario, ShopperState, Step
from xiaoer.domains.academy import repository
from xiaoer.domains.academy.errors import NoPractice, NotEnded, NotWaiting, TooMany
from xiaoer.domains.academy.models import Practice
from xiaoer.domains.academy.rules import decode_exchanges, review_of
from xiaoer.domains.desk import service as desk
from xiaoer.domains.desk.journal import post_now
from xiaoer.domains.desk.models import Conversation, Visit
from xiaoer.domains.desk.opening import VisitOpener
from xiaoer.domains.desk.rules import Post, Thread
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.kit.codec import from_json, to_json
from xiaoer.kit.events import encode
from xiaoer.kit.writer import Unit

MOST_AT_ONCE = 10
ENDED = "练习结束，请到练习中心看点评"
ENDED_MYSTERY = "这是一位神秘买家，接待已结束，请到练习中心看点评"


@dataclass(frozen=True, slots=True)
class Trainee:
    """Who practises."""

    staff_id: int
    name: str


def make(
    unit: Unit, shop_id: int, staff_id: int, scenario: Scenario, *, seed: int, sent_by: int | None = None
) -> int:  # fmt: skip
    """A practice that waits for somebody; returns its id. Who makes his own must have room for it."""
    if sent_by is None:
        _room(unit, shop_id, staff_id)
    row = Practice(
        shop_id=shop_id, staff_id=staff_id, sent_by=sent_by, scenario_id=scenario.id, scenario=to_json(scenario),
        seed=seed, state="waiting", made_ms=unit.now_ms,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    return row.id


def begin(unit: Unit, opener: VisitOpener, shop_id: int, practice_id: int, who: Trainee, played: Played) -> int:
    """Open the chat at the desk: what was played so far, then the shopper's lines. Returns the conversation."""
    row = _own(unit, shop_id, practice_id, who.staff_id)
    if row.state != "waiting":
        raise NotWaiting()
    _room(unit, shop_id, who.staff_id)
    scenario = from_json(row.scenario, Scenario)
    thread = _open_chat(unit, opener, shop_id, row, scenario, who)
    for at, exchange in enumerate(played.exchanges):
        _say(unit, thread, row, exchange.asked, f"past{at}", scenario)
        _reply(unit, thread, row, exchange.replies, at, who)
    _say(unit, thread, row, played.lines, "open", scenario)
    desk.save(unit, thread)
    row.state, row.started_ms, row.conversation_id = "open", unit.now_ms, thread.id
    row.chat, row.exchanges = to_json(played.state), to_json(list(played.exchanges))
    _asked(unit, row, thread, played.lines)
    return thread.id


def send_mystery(
    unit: Unit, opener: VisitOpener, shop_id: int, sender_id: int, scenario: Scenario, played: Played, *, seed: int
) -> int:  # fmt: skip
    """Let a simulated shopper into the live queue; whoever serves it is tried. Returns the conversation."""
    made = make(unit, shop_id, sender_id, scenario, seed=seed, sent_by=sender_id)
    row = repository.get(unit.session, shop_id, made)
    assert row is not None
    thread = _new_chat(unit, opener, shop_id, scenario, mystery=True)
    thread.team = scenario.scene.group
    _say(unit, thread, row, played.lines, "open", scenario)
    desk.save(unit, thread)
    row.state, row.started_ms, row.conversation_id, row.mystery = "open", unit.now_ms, thread.id, True
    row.chat = to_json(played.state)
    _asked(unit, row, thread, played.lines)
    return thread.id


def go_on(
    unit: Unit, book: Book, shop_id: int, practice_id: int, version: int, *, step: Step, exchange: Exchange
) -> bool:  # fmt: skip
    """The shopper's move after the trainee's words; False when somebody else has moved in the meantime."""
    row = repository.get(unit.session, shop_id, practice_id)
    if row is None or row.state != "open" or row.version != version or row.conversation_id is None:
        return False
    scenario = from_json(row.scenario, Scenario)
    exchanges = [*decode_exchanges(row.exchanges), exchange]
    row.chat, row.exchanges = to_json(step.state), to_json(exchanges)
    thread = desk.lock(unit, shop_id, row.conversation_id)
    if row.mystery and thread.agent_id is not None:
        row.staff_id = thread.agent_id
    _say(unit, thread, row, step.lines, f"turn{row.version + 1}", scenario)
    desk.save(unit, thread)
    _asked(unit, row, thread, step.lines)
    if step.state.over:
        _end(unit, book, row, scenario, step.state, exchanges)
    return True


def give_up(unit: Unit, book: Book, shop_id: int, practice_id: int, staff_id: int) -> None:
    """End a practice before its end. Ending what has ended changes nothing."""
    row = _own(unit, shop_id, practice_id, staff_id)
    if row.state == "waiting":
        row.state, row.ended_ms = "ended", unit.now_ms
    if row.state != "open":
        return
    scenario, state = from_json(row.scenario, Scenario), from_json(row.chat, ShopperState)
    _end(unit, book, row, scenario, state, decode_exchanges(row.exchanges))


def again(unit: Unit, shop_id: int, practice_id: int, staff_id: int, turn: int) -> tuple[int, Scenario, int, int]:
    """A new practice of the same scenario and seed, to be begun after `turn` exchanges of the old one."""
    row = _own(unit, shop_id, practice_id, staff_id)
    if row.state != "ended":
        raise NotEnded()
    scenario = from_json(row.scenario, Scenario)
    kept = min(turn, len(decode_exchanges(row.exchanges)))
    return make(unit, shop_id, staff_id, scenario, seed=row.seed), scenario, row.seed, kept


def _own(unit: Unit, shop_id: int, practice_id: int, staff_id: int) -> Practice:
    row = repository.get(unit.session, shop_id, practice_id)
    if row is None or row.staff_id != staff_id:
        raise NoPractice()
    return row


def _room(unit: Unit, shop_id: int, staff_id: int) -> None:
    at_once = unit.session.scalar(
        select(func.count(Practice.id)).where(
            Practice.shop_id == shop_id, Practice.staff_id == staff_id, Practice.state == "open"
        )
    )
    if (at_once or 0) >= MOST_AT_ONCE:
        raise TooMany(MOST_AT_ONCE)


def _open_chat(
    unit: Unit, opener: VisitOpener, shop_id: int, row: Practice, scenario: Scenario, who: Trainee
) -> Thread:  # fmt: skip
    """A conversation of its own, flagged, in the trainee's hands from the first line: no queue ever holds it."""
    thread = _new_chat(unit, opener, shop_id, scenario, mystery=False)
    desk.assign(unit, thread, who.staff_id, who.name, by="academy")
    assert thread.visit is not None
    unit.session.execute(
        update(Visit).where(Visit.shop_id == shop_id, Visit.id == thread.visit["id"]).values(queued_ms=None)
    )
    return thread


def _new_chat(unit: Unit, opener: VisitOpener, shop_id: int, scenario: Scenario, *, mystery: bool) -> Thread:
    shopper_id = shoppers.make_simulated(unit, shop_id, scenario.nick)
    conversation_id = desk.ensure_conversation(unit, shop_id, shopper_id)
    unit.session.execute(
        update(Conversation)
        .where(Conversation.shop_id == shop_id, Conversation.id == conversation_id)
        .values(practice=True, mystery=mystery)
    )
    thread = desk.lock(unit, shop_id, conversation_id)
    opener.open_now(unit, thread)
    thread.product = scenario.product
    return thread


def _say(unit: Unit, thread: Thread, row: Practice, lines: Sequence[str], mark: str, scenario: Scenario) -> None:
    for at, line in enumerate(lines):
        post = Post(
            shop_id=row.shop_id, conversation_id=thread.id, client_id=f"practice:{row.id}:{mark}:{at}",
            author="shopper", author_name=scenario.nick, kind="text", body=encode({"text": line}), preview=line,
            product=scenario.product,
        )  # fmt: skip
        post_now(unit, thread, post)


def _reply(unit: Unit, thread: Thread, row: Practice, lines: Sequence[str], turn: int, who: Trainee) -> None:
    for at, line in enumerate(lines):
        post = Post(
            shop_id=row.shop_id, conversation_id=thread.id, client_id=f"practice:{row.id}:reply{turn}:{at}",
            author="agent", author_name=who.name, kind="text", body=encode({"text": line}), preview=line,
            staff_id=who.staff_id,
        )  # fmt: skip
        post_now(unit, thread, post)


def _asked(unit: Unit, row: Practice, thread: Thread, lines: Sequence[str]) -> None:
    row.asked, row.asked_ms, row.asked_seq = to_json(list(lines)), unit.now_ms, thread.last_seq
    row.version += 1


def _end(
    unit: Unit, book: Book, row: Practice, scenario: Scenario, state: ShopperState, exchanges: Sequence[Exchange]
) -> None:  # fmt: skip
    review = review_of(book, scenario, state, exchanges)
    row.state, row.ended_ms, row.decision = "ended", unit.now_ms, review.decision
    if not row.mystery or row.staff_id != row.sent_by:  # nobody served him: nobody is judged
        row.score, row.passed, row.review = review.score, review.passed, to_json(review)
    row.version += 1
    if row.conversation_id is not None:
        text = ENDED_MYSTERY if row.mystery else ENDED
        desk.close(unit, row.shop_id, row.conversation_id, tag="练习", remark="", text=text)
