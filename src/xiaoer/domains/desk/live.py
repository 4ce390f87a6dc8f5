"""The running desk: journal, hub, routing and the clocks behind them, for the shops of one process.

Everything here runs on the event loop; writing goes through the one writer, reading through reader threads.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

import msgspec
import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.facts import ShopFacts
from xiaoer.domains.desk import faces, patience, presence, repository, routing, service
from xiaoer.domains.desk.hub import Hub, is_first_word
from xiaoer.domains.desk.journal import Journal
from xiaoer.domains.desk.models import Conversation
from xiaoer.domains.desk.neighbours import Neighbours
from xiaoer.domains.desk.opening import VisitOpener
from xiaoer.domains.desk.rules import Post, visit_state
from xiaoer.domains.desk.wire import Fresh
from xiaoer.domains.desk.wording import Wordings
from xiaoer.domains.knowledge.book import FactsBook
from xiaoer.domains.shop.service import ShopBook, all_shops
from xiaoer.domains.staff import service as staff
from xiaoer.domains.staff.models import Membership
from xiaoer.domains.staff.rules import may
from xiaoer.kit import events
from xiaoer.kit.clock import Clock, to_ms
from xiaoer.kit.database import Database
from xiaoer.kit.events import ShopCounter, StoredEvent, encode
from xiaoer.kit.limits import Limiter
from xiaoer.kit.settings import Settings
from xiaoer.kit.writer import Unit, Writer
from xiaoer.ports.fanout import Fanout

log = structlog.get_logger()
POLL_S = 1.0
BEAT_S = 10.0
WAIT_WINDOW_MS = 2 * 3600 * 1000
VIEWS_KEPT = 20_000
LETTERS_PER_MINUTE = 6
FADE_MS = 15_000  # longer than a beat, so that a socket on another process keeps its person here
_decode = msgspec.json.Decoder().decode


class Newcomer(Protocol):
    """A widget socket whose shopper has no conversation yet."""

    async def catch_up(self, conversation_id: int) -> None: ...


class Desk:
    """What sockets, endpoints and the robot work with."""

    def __init__(self, settings: Settings, database: Database, writer: Writer, fanout: Fanout, clock: Clock) -> None:
        self.settings, self.database, self.writer, self.fanout, self.clock = (
            settings, database, writer, fanout, clock,
        )  # fmt: skip
        self.shops = ShopBook()
        self.facts = FactsBook(database)
        self.wording = Wordings(on=settings.gate, clock=clock)
        self.neighbours = Neighbours(database, self.shops, self.facts, clock)
        self.hub = Hub(self._fetch)
        self.opener = VisitOpener(self.shops, robot_on=settings.robot)
        self.journal = Journal(self.opener)
        self.shopper_limit = Limiter(settings.shopper_per_minute, settings.shopper_burst)
        self.agent_limit = Limiter(settings.agent_per_minute, settings.agent_burst)
        self.shopper_sockets: dict[int, int] = {}
        self.staff_sockets: dict[int, int] = {}
        self.upload_limit = Limiter(settings.uploads_per_minute, settings.uploads_per_minute)
        self.visitor_limit = Limiter(settings.visitors_per_minute, settings.visitors_per_minute)
        self.letter_limit = Limiter(LETTERS_PER_MINUTE, LETTERS_PER_MINUTE)  # letters to try the way of mail
        self._tasks: set[asyncio.Task[Any]] = set()
        self._routing: set[int] = set()
        self._refreshing: set[int] = set()
        self._warmed: set[int] = set()
        self.newcomers: dict[int, set[Newcomer]] = {}  # by shopper: sockets whose conversation has not begun
        self._last_prune = 0.0
        self._in_view: OrderedDict[int, str | None] = OrderedDict()

    # -- life ---------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Read the shops, open their feeds, listen to other processes, start the clocks."""
        self.writer.on_events = self._committed
        self.hub.watchers.append(self._hear)
        self.hub.local_watchers.append(self._react)
        self.hub.on_state = lambda shop_id, conversation: self.spawn(self.tell_state(shop_id, conversation))
        await self.reload_shops()
        if not self.settings.robot:
            await self.run(lambda u: service.take_from_robot(u, self.shops.get))
        await self.fanout.start(self._hint)
        self.spawn(self._poll())
        self.spawn(self._beat())

    async def stop(self) -> None:
        """Tell all sockets to come back later, then end what runs."""
        for connection in self.hub.everyone():
            connection.end(1001, "server stops")
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.fanout.stop()

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run something in the background; its failure is logged, never swallowed."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("desk.task_failed", error=repr(error))

    async def reload_shops(self) -> None:
        """Take shops and their settings from the database; open feeds of new ones."""
        shops, numbers = await self.database.read(lambda s: (all_shops(s), _counters(s)))
        self.shops.load(shops)
        for shop in shops:
            self.hub.feed(shop.id, shop.code, numbers.get(shop.id, 0))

    # -- the road of a message ----------------------------------------------------------------------------------

    def post(self, post: Post, done: Callable[[Any], None]) -> None:
        """Put a message into the journal; `done(Posted | Exception)` after its commit."""
        self.writer.post(self.journal, post, done)

    async def say(self, post: Post) -> Any:
        """`post` for whoever wants to wait: returns `Posted` or raises."""
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.post(post, lambda result: None if future.done() else future.set_result(result))
        result = await future
        if isinstance(result, Exception):
            raise result
        return result

    async def run(self, work: Callable[[Unit], Any]) -> Any:
        """A unit of work."""
        return await self.writer.run(work)

    # -- events -------------------------------------------------------------------------------------------------

    async def _fetch(self, shop_id: int, after: int) -> list[StoredEvent]:
        return await self.database.read(lambda s: events.after(s, shop_id, after))

    def _committed(self, stored: list[StoredEvent]) -> None:
        self.hub.arrive(stored)
        newest: dict[int, int] = {}
        for event in stored:
            newest[event.shop_id] = event.n
        for shop_id, n in newest.items():
            self.fanout.publish(shop_id, n)

    def _hint(self, shop_id: int, n: int, text: str) -> None:
        if text:
            self._whispered(shop_id, text)
        elif shop_id in self.hub.feeds:
            self.hub.more(shop_id, n)
        else:
            self.spawn(self.reload_shops())

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(POLL_S)
            try:
                numbers = await self.database.read(_counters)
            except Exception as error:
                log.warning("desk.poll_failed", error=str(error))
                continue
            for shop_id, n in numbers.items():
                self._hint(shop_id, n, "")

    def _hear(self, event: StoredEvent) -> None:
        if self.newcomers and (event.type == "conversation.opened" or is_first_word(event)):
            conversation = event.data["conversation"]
            for talk in list(self.newcomers.get(conversation["shopper"]["id"], ())):
                self.spawn(talk.catch_up(conversation["id"]))
        if event.type == "catalog.changed":
            self.facts.forget(event.shop_id)
            if event.shop_id in self._warmed:
                self.spawn(self._warm(event.shop_id))
        if event.type in ("settings.changed", "catalog.changed"):
            self.spawn(self.reload_shops())

    def _react(self, event: StoredEvent) -> None:
        conversation = event.data.get("conversation") if event.type != "message.created" else None
        if event.type in ("conversation.closed", "agent.changed", "settings.changed") or (
            conversation is not None and conversation["state"] == "queued" and event.type.startswith("conversation.")
        ):  # fmt: skip
            self.spawn(self.route(event.shop_id))
        if event.type in ("conversation.assigned", "conversation.closed", "conversation.transferred"):
            self.spawn(self._refresh_waiting(event.shop_id))
        if event.type == "message.created":
            self._after_message(event)

    def _after_message(self, event: StoredEvent) -> None:
        fresh: Fresh = event.news  # what this process has written itself carries it
        conversation_id = fresh.post.conversation_id
        self.note_view(conversation_id, fresh.product)
        if fresh.post.author == "shopper" and fresh.state == "queued" and not fresh.messages_left:
            self.spawn(self.offer_message(event.shop_id, conversation_id))

    async def offer_message(self, shop_id: int, conversation_id: int) -> None:
        if await self.staffed(shop_id):
            return
        shop = self.shops.get(shop_id)
        template = shop.left_words(self.clock())

        def work(unit: Unit) -> None:
            thread = service.lock(unit, shop_id, conversation_id)
            if thread.state == "queued":
                text = patience.words(shop, thread, template, wait_s=None)
                service.leave_message(unit, thread, text or service.LEFT)

        await self.run(work)

    def warm(self, shop_id: int) -> None:
        """A shop's first socket: have its facts and its gate ready before somebody writes."""
        if shop_id not in self._warmed:
            self._warmed.add(shop_id)
            self.spawn(self._warm(shop_id))

    async def _warm(self, shop_id: int) -> None:
        await self.wording.warm(shop_id, await self.facts.get(shop_id))

    def note_view(self, conversation_id: int, product: str | None) -> None:
        """Remember which product a chat is about: the gate judges words by the category of the goods."""
        self._in_view[conversation_id] = product
        self._in_view.move_to_end(conversation_id)
        if len(self._in_view) > VIEWS_KEPT:
            self._in_view.popitem(last=False)

    def category_in_view(self, facts: ShopFacts, conversation_id: int | None) -> str | None:
        """The category of the product that a chat is about, as far as this process has seen."""
        number = self._in_view.get(conversation_id) if conversation_id is not None else None
        product = facts.products.get(number) if number else None
        return product.category if product is not None else None

    # -- routing ------------------------------------------------------------------------------------------------

    async def route(self, shop_id: int) -> None:
        """Give waiting chats to free agents; several wishes at once become one run."""
        if shop_id in self._routing or not self.shops.get(shop_id).settings.auto_assign:
            return
        self._routing.add(shop_id)
        await asyncio.sleep(0)
        self._routing.discard(shop_id)
        peak = self.shops.get(shop_id).peak_at(self.clock())
        await self.run(lambda unit: routing.route(unit, shop_id, peak))

    async def staffed(self, shop_id: int) -> bool:
        """Whether a person with the right to serve is at the desk (busy ones too)."""
        return await self.database.read(lambda s: _staffed(s, shop_id, to_ms(self.clock())))

    # -- the shopper's view -------------------------------------------------------------------------------------

    async def state_of(self, shop_id: int, conversation: dict[str, Any] | None) -> dict[str, Any]:
        """The VisitState of the protocol."""
        if conversation is None:
            return {"phase": "none", "agent": None, "position": None, "wait_s": None, "can_rate": False, "rated": None}
        now_ms, shop = to_ms(self.clock()), self.shops.get(shop_id)
        queued = conversation["state"] == "queued"
        shown = conversation
        if shop.settings.face_name:
            shown = await self.database.read(lambda s: faces.seen(s, shop, conversation))

        def look(s: Session) -> tuple[bool, int | None, int | None]:
            if not queued:
                return True, None, None
            return (
                _staffed(s, shop_id, now_ms),
                repository.queue_position(s, shop_id, conversation["id"]),
                repository.usual_wait_s(s, shop_id, now_ms - WAIT_WINDOW_MS),
            )

        staffed, position, wait_s = await self.database.read(look)
        return visit_state(shown, staffed=staffed, position=position, wait_s=wait_s)

    async def tell_state(self, shop_id: int, conversation: dict[str, Any]) -> None:
        """Send the shopper's widgets how things stand."""
        state = await self.state_of(shop_id, conversation)
        self.hub.to_shopper(shop_id, conversation["id"], encode({"type": "state", "state": state}))

    async def _refresh_waiting(self, shop_id: int) -> None:
        """The queue has moved: whoever waits hears his new place (at most twice a second)."""
        if shop_id in self._refreshing:
            return
        self._refreshing.add(shop_id)
        await asyncio.sleep(0.5)
        self._refreshing.discard(shop_id)
        feed = self.hub.feeds.get(shop_id)
        for conversation_id in list(feed.shoppers) if feed else []:
            conversation = await self.database.read(
                lambda s, c=conversation_id: _queued_summary(s, shop_id, c)  # type: ignore[misc]
            )
            if conversation is not None:
                await self.tell_state(shop_id, conversation)

    # -- passing things -----------------------------------------------------------------------------------------

    def pass_on(self, shop_id: int, kind: str, to: int, frame: dict[str, Any]) -> None:
        """Carry what is not kept, here and elsewhere; `to` = a conversation, for `person` a colleague."""
        self._carry(shop_id, kind, to, encode(frame))
        self.fanout.whisper(shop_id, encode({"k": kind, "c": to, "f": frame}))

    def _carry(self, shop_id: int, kind: str, to: int, text: str) -> None:
        if kind == "shopper":
            self.hub.to_shopper(shop_id, to, text)
        elif kind == "drafting":
            self.hub.to_leads(shop_id, to, text)
        elif kind == "person":
            self.hub.to_person(shop_id, to, text)
        else:
            self.hub.to_staff(shop_id, text)

    def _whispered(self, shop_id: int, text: str) -> None:
        with contextlib.suppress(msgspec.DecodeError, KeyError, TypeError):
            whisper = _decode(text)
            self._carry(shop_id, whisper["k"], whisper["c"], encode(whisper["f"]))

    # -- clocks -------------------------------------------------------------------------------------------------

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_S)
            here = sorted({s.staff_id for feed in self.hub.feeds.values() for s in feed.staff})

            def work(unit: Unit, here: list[int] = here) -> None:
                staff.keep_alive(unit, here)
                presence.sweep(unit)
                if time.monotonic() - self._last_prune > 60:
                    self._last_prune = time.monotonic()
                    events.prune(unit.session, unit.now_ms - self.settings.feed_days * 86_400_000)

            try:
                await self.run(work)
                await self.check_sessions()
            except Exception as error:
                log.warning("desk.beat_failed", error=str(error))

    async def gone(self, staff_id: int) -> None:
        """A workbench was closed: its person has a moment to come back (a reload), then he is offline."""
        if any(s.staff_id == staff_id for feed in self.hub.feeds.values() for s in feed.staff):
            return
        await self.run(lambda u: staff.fade(u, staff_id, FADE_MS))
        await asyncio.sleep(FADE_MS / 1000 + 0.5)
        await self.run(presence.sweep)

    def refresh(self, staff_id: int) -> None:
        """Somebody's rights have changed: his sockets here come back with the new ones."""
        for socket in {s for feed in self.hub.feeds.values() for s in feed.staff if s.staff_id == staff_id}:
            socket.connection.end(1012, "rights changed")

    async def check_sessions(self) -> None:
        """Whoever has lost his session or his place in a shop, here or at another process, sees it no longer."""
        sockets = {s for feed in self.hub.feeds.values() for s in feed.staff}
        ids = {s.session_id for s in sockets}
        if not ids:
            return
        now_ms = to_ms(self.clock())
        hours = self.settings.session_hours
        living = await self.database.read(lambda s: staff.living_sessions(s, ids, now_ms, hours))
        for socket in sockets:
            shops = living.get(socket.session_id)
            if shops is None:
                socket.connection.end(4401, "session ended")
                continue
            for feed in self.hub.feeds.values():
                if socket in feed.staff and feed.shop_id not in shops:
                    feed.staff.discard(socket)
                    socket.connection.push(encode({"type": "left", "shop": feed.shop_code}))


def _counters(session: Session) -> dict[int, int]:
    return {r.shop: r.last_event for r in session.execute(select(ShopCounter.shop, ShopCounter.last_event))}


def _staffed(session: Session, shop_id: int, now_ms: int) -> bool:
    here = (Membership.status.in_(("online", "busy")), Membership.alive_until_ms >= now_ms)
    rows = session.execute(select(Membership.role).where(Membership.shop_id == shop_id, *here))
    return any(may(r.role, "serve") for r in rows)


def _queued_summary(session: Session, shop_id: int, conversation_id: int) -> dict[str, Any] | None:
    state = session.scalar(
        select(Conversation.state).where(Conversation.shop_id == shop_id, Conversation.id == conversation_id)
    )
    if state != "queued":
        return None
    found = repository.conversation(session, shop_id, conversation_id, 0)
    return found["conversation"] if found else None
