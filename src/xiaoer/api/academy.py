"""The academy over HTTP: practice chats and their reviews, recitation, the matrix, the glossary."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.core.drills.grade import Exchange
from xiaoer.core.drills.play import Reply
from xiaoer.core.drills.shapes import Scenario
from xiaoer.domains.academy import mystery, repository, schemas, service
from xiaoer.domains.academy.books import scenario_of
from xiaoer.domains.academy.cards import Card, cards_of, glossary, mark, next_cards
from xiaoer.domains.academy.coaching.repository import remedies
from xiaoer.domains.academy.coaching.service import remedy_card
from xiaoer.domains.academy.errors import NoCard, NoPractice
from xiaoer.domains.academy.player import Player
from xiaoer.domains.academy.recitation import answered
from xiaoer.domains.academy.rules import decode_exchanges
from xiaoer.domains.academy.service import Trainee
from xiaoer.domains.audit import service as audit
from xiaoer.domains.desk import repository as desk_repository
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.staff.rules import may
from xiaoer.domains.staff.service import Identity
from xiaoer.kit.clock import iso, to_ms
from xiaoer.kit.errors import NotFound

BASE = "/api/shops/{shop:str}/academy"
ONE = BASE + "/practices/{practice_id:int}"
TAGS = ["academy"]
AT_ONCE = 10
All = Annotated[bool, QueryParameter(name="all", description="Everybody's (needs the right to teach).")]
ThePlayer = NamedDependency[Player]


def provide_player(request: Request[Any, Any, Any]) -> Player:
    """Dependency `player`: the simulated shoppers of this process."""
    player: Player = request.app.state.player
    return player


@get(BASE + "/scenarios", operation_id="listScenarios", tags=TAGS)
async def scenarios(shop: PathText, who: Who, desk: TheDesk, player: ThePlayer) -> schemas.Scenarios:
    """The scenarios that the shop's tables give."""
    own = enter(desk, who, shop, "read")
    book = await player.book(own.id)
    return schemas.Scenarios.model_validate({"scenarios": [_scenario(s) for s in book.scenarios]})


def _scenario(s: Scenario) -> dict[str, str]:
    return {
        "id": s.id, "title": s.title, "title_en": f"{s.scene.title_en} · {s.kind.title_en}", "scene": s.scene.id,
        "scene_title": s.scene.title, "scene_title_en": s.scene.title_en, "group": s.scene.group,
        "kind": s.kind.title, "kind_en": s.kind.title_en,
    }  # fmt: skip


@get(BASE + "/practices", operation_id="listPractices", tags=TAGS)
async def practices(shop: PathText, who: Who, desk: TheDesk, everybody: All = False) -> schemas.Practices:
    """One's own practices, or everybody's, newest first."""
    own = enter(desk, who, shop, "teach" if everybody else "read")
    of = None if everybody else who.staff_id
    found = await desk.database.read(lambda s: repository.practices(s, own.id, of))
    return schemas.Practices.model_validate({"practices": found})


@post(BASE + "/practices", operation_id="addPractice", status_code=HTTP_201_CREATED, tags=TAGS)
async def add(
    shop: PathText, data: JSONBody[schemas.PracticeWish], who: Who, desk: TheDesk, player: ThePlayer
) -> schemas.PracticeDetail:
    """Begin a practice chat, or send one to a colleague."""
    own = enter(desk, who, shop, "serve" if data.staff is None else "teach")
    scenario = scenario_of(await player.book(own.id), data.scenario)
    receiver = who.staff_id
    if data.staff is not None:
        receiver = data.staff
        colleague = await desk.database.read(lambda s: desk_repository.agent(s, own.id, receiver))
        if colleague is None or not may(colleague["role"], "serve"):
            raise NotFound("本店没有这位可以接待的同事", code="no_such_agent")
    seed = secrets.randbelow(2**31)
    sent_by = None if data.staff is None else who.staff_id
    made: int = await desk.run(lambda u: service.make(u, own.id, receiver, scenario, seed=seed, sent_by=sent_by))
    if data.staff is None:
        await player.begin(own.id, made, _trainee(who))
    return await _detail(desk, own.id, made)


@get(ONE, operation_id="getPractice", tags=TAGS)
async def practice(shop: PathText, practice_id: PathId, who: Who, desk: TheDesk) -> schemas.PracticeDetail:
    """A practice with its review: one's own, or anybody's for who may teach."""
    own = enter(desk, who, shop, "read")
    found = await _detail(desk, own.id, practice_id)
    if found.practice.staff.id != who.staff_id:
        enter(desk, who, shop, "teach")
    return found


@post(ONE + "/begin", operation_id="beginPractice", status_code=HTTP_200_OK, tags=TAGS)
async def begin(
    shop: PathText, practice_id: PathId, who: Who, desk: TheDesk, player: ThePlayer
) -> schemas.PracticeDetail:
    """Begin a practice that was sent."""
    own = enter(desk, who, shop, "serve")
    await player.begin(own.id, practice_id, _trainee(who))
    return await _detail(desk, own.id, practice_id)


@post(ONE + "/end", operation_id="endPractice", status_code=HTTP_200_OK, tags=TAGS)
async def end(
    shop: PathText, practice_id: PathId, who: Who, desk: TheDesk, player: ThePlayer
) -> schemas.PracticeDetail:
    """Give a practice up; it is reviewed as far as it went."""
    own = enter(desk, who, shop, "serve")
    book = await player.book(own.id)
    await desk.run(lambda u: service.give_up(u, book, own.id, practice_id, who.staff_id))
    return await _detail(desk, own.id, practice_id)


@post(ONE + "/retry", operation_id="retryPractice", status_code=HTTP_201_CREATED, tags=TAGS)
async def retry(
    shop: PathText, practice_id: PathId, data: JSONBody[schemas.RetryWish], who: Who, desk: TheDesk, player: ThePlayer
) -> schemas.PracticeDetail:
    """Try again from a turn: the chat up to it is there already, the same shopper goes on from it."""
    own = enter(desk, who, shop, "serve")

    def look(s: Session) -> list[Exchange] | None:
        row = repository.get(s, own.id, practice_id)
        return None if row is None or row.staff_id != who.staff_id else decode_exchanges(row.exchanges)

    exchanges = await desk.database.read(look)
    if exchanges is None:
        raise NoPractice()
    made, _, _, kept = await desk.run(lambda u: service.again(u, own.id, practice_id, who.staff_id, data.turn))
    await player.begin(own.id, made, _trainee(who), _replies(exchanges[:kept]))
    return await _detail(desk, own.id, made)


def _replies(exchanges: Sequence[Exchange]) -> list[Reply]:
    return [Reply(e.replies, e.waited_s) for e in exchanges]


def _trainee(who: Identity) -> Trainee:
    return Trainee(who.staff_id, who.name)


async def _detail(desk: TheDesk, shop_id: int, practice_id: int) -> schemas.PracticeDetail:
    found = await desk.database.read(lambda s: repository.detail(s, shop_id, practice_id))
    if found is None:
        raise NoPractice()
    return schemas.PracticeDetail.model_validate(found)


@get(BASE + "/mystery", operation_id="getMysteryRule", tags=TAGS)
async def mystery_rule(shop: PathText, who: Who, desk: TheDesk) -> schemas.MysteryRule:
    """Whether staff have been told that mystery shoppers come."""
    own = enter(desk, who, shop, "read")
    return schemas.MysteryRule(announced=await desk.database.read(lambda s: mystery.announced(s, own.id)))


@post(BASE + "/mystery/rule", operation_id="announceMystery", status_code=HTTP_200_OK, tags=TAGS)
async def announce(shop: PathText, who: Who, desk: TheDesk) -> schemas.MysteryRule:
    """Tell staff by a notice that mystery shoppers come."""
    own = enter(desk, who, shop, "manage")
    await desk.run(lambda u: mystery.announce(u, own.id, (who.staff_id, who.name)))
    return schemas.MysteryRule(announced=True)


@post(BASE + "/mystery", operation_id="sendMystery", status_code=HTTP_201_CREATED, tags=TAGS)
async def send_mystery(
    shop: PathText, data: JSONBody[schemas.MysteryWish], who: Who, desk: TheDesk, player: ThePlayer
) -> schemas.MysteryRule:
    """Send a simulated shopper into the live queue; 409 `not_announced` before staff have been told."""
    own = enter(desk, who, shop, "manage")
    scenario = scenario_of(await player.book(own.id), data.scenario)
    if not await desk.database.read(lambda s: mystery.announced(s, own.id)):
        raise mystery.NotAnnounced()
    await player.send_mystery(own.id, who.staff_id, scenario, secrets.randbelow(2**31))
    await desk.run(
        lambda u: audit.record(
            u, own.id, staff_id=who.staff_id, staff_name=who.name, action="mystery.send", subject=scenario.title
        )
    )
    return schemas.MysteryRule(announced=True)


@get(BASE + "/cards", operation_id="listDueCards", tags=TAGS)
async def cards(shop: PathText, who: Who, desk: TheDesk) -> schemas.CardsDue:
    """What to recite now: cards that are due, then fresh ones."""
    own = enter(desk, who, shop, "read")
    every = await _cards_of(desk, own.id, who.staff_id)
    now_ms = to_ms(desk.clock())
    held = await desk.database.read(
        lambda s: {card: m.due_ms for card, m in repository.memories(s, own.id, who.staff_id).items()}
    )
    due = sum(c.id in held and held[c.id] <= now_ms for c in every)
    known = sum(c.id in held for c in every) - due
    shown = next_cards(every, held, now_ms, AT_ONCE)
    return schemas.CardsDue.model_validate(
        {
            "cards": [
                {
                    "id": c.id, "group": c.group, "question": c.question, "question_en": c.question_en,
                    "red_line": c.red_line,
                }
                for c in shown
            ],
            "due": due, "fresh": len(every) - due - known, "known": known,
        }
    )  # fmt: skip


@post(BASE + "/cards", operation_id="answerCard", status_code=HTTP_200_OK, tags=TAGS)
async def answer(shop: PathText, data: JSONBody[schemas.CardAnswer], who: Who, desk: TheDesk) -> schemas.CardMarked:
    """Mark a typed answer and plan the card anew."""
    own = enter(desk, who, shop, "read")
    card = next((c for c in await _cards_of(desk, own.id, who.staff_id) if c.id == data.card), None)
    if card is None:
        raise NoCard()
    marked = mark(card, data.text)
    due = await desk.run(lambda u: answered(u, own.id, who.staff_id, card, marked))
    return schemas.CardMarked.model_validate(
        {
            "right": marked.right, "share": marked.share, "told": marked.told, "missing": marked.missing,
            "answer": card.answer, "answer_en": card.answer_en, "source": card.source,
            "red_line": card.red_line, "due_at": iso(due),
        }
    )  # fmt: skip


async def _cards_of(desk: Desk, shop_id: int, staff_id: int) -> list[Card]:
    """The shop's cards, after those that inspection's findings have made for this person."""
    facts = await desk.facts.get(shop_id)
    mine = await desk.database.read(lambda s: [r.kind for r in remedies(s, shop_id, staff_id, only_open=True)])
    return [*(remedy_card(kind) for kind in mine), *cards_of(facts)]


@get(BASE + "/matrix", operation_id="getSkillMatrix", tags=TAGS)
async def matrix(shop: PathText, who: Who, desk: TheDesk) -> schemas.Matrix:
    """Who can do what, from practices and cards."""
    own = enter(desk, who, shop, "teach")
    now_ms = to_ms(desk.clock())
    found = await desk.database.read(lambda s: repository.matrix(s, own.id, now_ms))
    return schemas.Matrix.model_validate({"people": msgspec.to_builtins(found)})


@get(BASE + "/glossary", operation_id="getGlossary", tags=TAGS)
async def words(shop: PathText, who: Who, desk: TheDesk) -> schemas.Glossary:
    """The trade's words."""
    enter(desk, who, shop, "read")
    return schemas.Glossary.model_validate({"terms": glossary()})


handlers = [
    mystery_rule, announce, send_mystery, scenarios, practices, add, practice, begin, end, retry, cards, answer, matrix,
    words,
]  # fmt: skip
