"""The hub: carries committed events to everyone who watches, in the order of their numbers.

One `Feed` per shop that somebody watches in this process. Events of this process arrive straight from the writer;
those of others are fetched by number when a hint or the poll says that there are more. A number is delivered once,
and never before its predecessor.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from xiaoer.domains.desk.connections import Connection, Packed, pack
from xiaoer.domains.desk.rules import public_view
from xiaoer.domains.desk.wire import Fresh, public_frame
from xiaoer.kit.events import StoredEvent, encode, frame

log = structlog.get_logger()
Fetch = Callable[[int, int], Awaitable[list[StoredEvent]]]
Watcher = Callable[[StoredEvent], None]


class StaffSocket:
    """A workbench: its connection, who sits there, the feeds it follows and the chat it has open."""

    __slots__ = ("connection", "held", "leads", "looking", "name", "session_id", "shops", "staff_id", "typing")

    def __init__(
        self, connection: Connection, staff_id: int, name: str, session_id: int, leads: frozenset[int] = frozenset()
    ) -> None:
        self.connection = connection
        self.staff_id, self.name, self.session_id = staff_id, name, session_id
        self.shops: dict[int, int] = {}  # shop id → last event number handed over
        self.leads = leads  # shops in which he may see what colleagues type, where the shop's rules say so
        self.looking: tuple[int, int] | None = None
        self.typing = False
        self.held: dict[int, list[tuple[int, str]]] = {}  # live events of feeds whose past is still being read

    def hand(self, shop_id: int, n: int, text: str) -> None:
        """Take an event: once, in order, and after its past."""
        held = self.held.get(shop_id)
        if held is not None:
            held.append((n, text))
        elif self.shops.get(shop_id, 0) < n:
            self.shops[shop_id] = n
            self.connection.push(text)

    def hand_run(self, shop_id: int, first: int, texts: list[str], whole: list[Packed]) -> None:
        """Take events `first`, `first` + 1, …: `whole` is all of them, packed once for everybody who is up to date."""
        if shop_id not in self.held and self.shops.get(shop_id, 0) == first - 1:
            self.shops[shop_id] = first + len(texts) - 1
            for packed in whole:
                self.connection.push(packed)
            return
        for n, text in enumerate(texts, first):
            self.hand(shop_id, n, text)

    def release(self, shop_id: int) -> None:
        """The past has been sent: what came meanwhile follows."""
        for n, text in self.held.pop(shop_id, ()):
            self.hand(shop_id, n, text)


class ShopperSocket:
    """A widget: its connection and the conversation it shows."""

    __slots__ = ("connection", "conversation_id", "held", "rev", "shop_id", "shopper_id")

    def __init__(self, connection: Connection, shop_id: int, shopper_id: int) -> None:
        self.connection, self.shop_id, self.shopper_id = connection, shop_id, shopper_id
        self.conversation_id: int | None = None
        self.rev = 0
        self.held: list[tuple[int, str]] | None = None

    def hand(self, rev: int, text: str) -> None:
        """Take a changed message: once, in order, and after its past."""
        if self.held is not None:
            self.held.append((rev, text))
        elif rev > self.rev:
            self.rev = rev
            self.connection.push(text)

    def release(self) -> None:
        """The past has been sent: what came meanwhile follows."""
        held, self.held = self.held, None
        for rev, text in held or ():
            self.hand(rev, text)


class Feed:
    """A shop's feed in this process."""

    def __init__(self, shop_id: int, shop_code: str, last: int) -> None:
        self.shop_id, self.shop_code = shop_id, shop_code
        self.last = last
        self.fetching = False
        self.wanted = last
        self.staff: set[StaffSocket] = set()
        self.shoppers: dict[int, set[ShopperSocket]] = {}


class Hub:
    """All feeds of this process. Everything runs on the event loop."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self.feeds: dict[int, Feed] = {}
        self.watchers: list[Watcher] = []  # hear every event of every shop, once
        self.local_watchers: list[Watcher] = []  # hear what this process committed
        self.on_state: Callable[[int, dict[str, Any]], None] = lambda shop_id, conversation: None
        self._tasks: set[asyncio.Task[None]] = set()

    def feed(self, shop_id: int, shop_code: str, last: int) -> Feed:
        """The feed of a shop; begins at `last` when nobody has watched it yet."""
        return self.feeds.setdefault(shop_id, Feed(shop_id, shop_code, last))

    def arrive(self, events: list[StoredEvent]) -> None:
        """Events that this process has just committed, in order."""
        runs: dict[int, list[StoredEvent]] = {}
        for event in events:
            _tell(self.local_watchers, event)
            runs.setdefault(event.shop_id, []).append(event)
        for shop_id, run in runs.items():
            feed = self.feeds.get(shop_id)
            if feed is None:
                continue
            fresh = [e for e in run if e.n > feed.last]
            if fresh and fresh[0].n == feed.last + 1:
                self._deliver(feed, fresh)
            elif fresh:
                self.more(shop_id, fresh[-1].n)

    def more(self, shop_id: int, n: int) -> None:
        """Somebody says that events up to `n` exist: fetch what is missing."""
        feed = self.feeds.get(shop_id)
        if feed is None or n <= feed.last:
            return
        feed.wanted = max(feed.wanted, n)
        if not feed.fetching:
            feed.fetching = True
            task = asyncio.get_running_loop().create_task(self._catch_up(feed))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _catch_up(self, feed: Feed) -> None:
        try:
            while feed.last < feed.wanted:
                events = await self._fetch(feed.shop_id, feed.last)
                if not events:  # not visible yet: the poll will ask again
                    break
                self._deliver(feed, [e for e in events if e.n > feed.last])
        except Exception as error:
            log.warning("hub.fetch_failed", shop=feed.shop_id, error=repr(error))
        finally:
            feed.wanted = max(feed.wanted, feed.last)
            feed.fetching = False

    def _deliver(self, feed: Feed, run: list[StoredEvent]) -> None:
        """Hand on events without a gap, the first of which is the feed's next."""
        if not run:
            return
        feed.last = run[-1].n
        if feed.staff:
            texts = [frame(event, feed.shop_code) for event in run]
            whole = pack(texts)
            for socket in feed.staff:
                socket.hand_run(feed.shop_id, run[0].n, texts, whole)
        for event in run:
            self._to_shopper(feed, event)
            _tell(self.watchers, event)

    def _to_shopper(self, feed: Feed, event: StoredEvent) -> None:
        if event.conversation_id is None:
            return
        sockets = feed.shoppers.get(event.conversation_id)
        if not sockets:
            return
        fresh: Fresh | None = event.news
        if event.type == "message.created" and fresh is not None:
            behind = [s for s in sockets if s.held is not None or s.rev < fresh.rev]
            text = public_frame(fresh) if behind else ""
            for socket in behind:
                socket.hand(fresh.rev, text)
        elif event.type in ("message.created", "message.recalled", "message.changed"):
            message = event.data["message"]
            text = encode({"type": "message", "message": public_view(message)})
            for socket in sockets:
                socket.hand(message["rev"], text)
        elif event.type == "conversation.read":
            seq = event.data["conversation"]["agent_read_seq"]
            for socket in sockets:
                socket.connection.push(f'{{"type":"read","by":"agent","seq":{seq}}}')
        elif event.type != "note.created" and "conversation" in event.data:  # a promise or task shows nothing
            self.on_state(feed.shop_id, event.data["conversation"])

    def to_shopper(self, shop_id: int, conversation_id: int, text: str) -> None:
        """A passing frame for the widgets of a conversation in this process."""
        feed = self.feeds.get(shop_id)
        for socket in feed.shoppers.get(conversation_id, ()) if feed else ():
            socket.connection.push(text)

    def to_staff(self, shop_id: int, text: str) -> None:
        """A passing frame for the workbenches of a shop in this process."""
        feed = self.feeds.get(shop_id)
        for socket in feed.staff if feed else ():
            socket.connection.push(text)

    def to_leads(self, shop_id: int, conversation_id: int, text: str) -> None:
        """A passing frame for leads who have a chat open in this process."""
        feed = self.feeds.get(shop_id)
        for socket in feed.staff if feed else ():
            if shop_id in socket.leads and socket.looking == (shop_id, conversation_id):
                socket.connection.push(text)

    def to_person(self, shop_id: int, staff_id: int, text: str) -> None:
        """A passing frame for all screens of one colleague in this process."""
        feed = self.feeds.get(shop_id)
        for socket in feed.staff if feed else ():
            if socket.staff_id == staff_id:
                socket.connection.push(text)

    def everyone(self) -> list[Connection]:
        """All open connections."""
        found: dict[int, Connection] = {}
        for feed in self.feeds.values():
            for staff in feed.staff:
                found[id(staff.connection)] = staff.connection
            for group in feed.shoppers.values():
                for shopper in group:
                    found[id(shopper.connection)] = shopper.connection
        return list(found.values())


def _tell(watchers: list[Watcher], event: StoredEvent) -> None:
    for watcher in watchers:
        try:
            watcher(event)
        except Exception as error:
            log.error("hub.watcher_failed", event_type=event.type, error=repr(error))


def is_first_word(event: StoredEvent) -> bool:
    """The shop speaks first (a follow-up, a card): whoever has the widget open and has not written yet hears it."""
    if event.type != "message.created":
        return False
    if event.news is not None:
        return event.news.number == 1 and not event.news.post.internal
    return bool(event.data["message"]["seq"] == 1)
