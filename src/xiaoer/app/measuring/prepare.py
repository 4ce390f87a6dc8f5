"""A database to measure on: an imported shop, agents with sessions, shoppers with tokens and open conversations."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from xiaoer.app.importing import import_folder
from xiaoer.domains.desk import service
from xiaoer.domains.desk.journal import Journal
from xiaoer.domains.desk.opening import VisitOpener
from xiaoer.domains.desk.rules import Post, preview_of
from xiaoer.domains.desk.visitors import Visitor, sign_token
from xiaoer.domains.shop.service import ShopBook, all_shops, installation_secret
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.domains.staff import service as staff
from xiaoer.kit.clock import system_clock, to_ms
from xiaoer.kit.database import Database
from xiaoer.kit.events import encode
from xiaoer.kit.migrate import migrate
from xiaoer.kit.writer import Unit, Writer
from xiaoer.ports.blobs import FolderBlobs

PIECE = 250


@dataclass(slots=True)
class Seat:
    """An agent with a session, and the conversations he has."""

    staff_id: int
    name: str
    cookie: str
    csrf: str
    conversations: list[int]


@dataclass(slots=True)
class Guest:
    """A shopper with a token and a conversation."""

    token: str
    conversation: int


@dataclass(slots=True)
class Scene:
    """Who takes part."""

    shop: str
    shop_id: int
    seats: list[Seat]
    guests: list[Guest]
    idle: list[Guest]

    def plain(self) -> dict[str, Any]:
        """As JSON for the load process."""
        return asdict(self)


async def prepare(database_url: str, data: Path, folder: Path, *, agents: int, guests: int, idle: int = 0) -> Scene:
    """Fill an empty database. `guests` have an open conversation with an agent, `idle` ones a closed one."""
    database = Database(database_url)
    try:
        migrate(database)
        writer = Writer(database, lambda: to_ms(system_clock()))
        writer.start()
        try:
            return await _fill(database, writer, data, folder, agents, guests, idle)
        finally:
            await writer.stop()
    finally:
        database.close()


async def _fill(
    database: Database, writer: Writer, data: Path, folder: Path, agents: int, guests: int, idle: int
) -> Scene:
    report = await import_folder(folder, writer, FolderBlobs(data / "media"))
    book = ShopBook()
    book.load(await database.read(all_shops))
    shop = book.find(report.shop)
    secret: str = await writer.run(lambda u: installation_secret(u, "widget_tokens"))
    seats = await writer.run(lambda u: [_seat(u, shop.id, n) for n in range(agents)])
    journal = Journal(VisitOpener(book, robot_on=False))
    made: list[tuple[int, int]] = []
    for first in range(0, guests + idle, PIECE):
        size = min(PIECE, guests + idle - first)
        fresh = await writer.run(lambda u, n=size: [_guest(u, shop.id) for _ in range(n)])  # type: ignore[misc]
        await asyncio.gather(*(_greet(writer, journal, shop.id, c) for _, c in fresh))
        made += fresh
    busy, past = made[:guests], made[guests:]
    for n, (_, conversation) in enumerate(busy):
        seat = seats[n * agents // guests]
        seat.conversations.append(conversation)
        await writer.run(lambda u, s=seat, c=conversation: service.take(u, shop.id, c, s.staff_id, s.name))  # type: ignore[misc]
    for first in range(0, len(past), PIECE):
        piece = [c for _, c in past[first : first + PIECE]]
        await writer.run(lambda u, p=piece: [service.close(u, shop.id, c, tag="咨询", remark="") for c in p])  # type: ignore[misc]
    now = system_clock()
    invited = [
        Guest(sign_token(secret, Visitor(shop.id, shopper, None), now)[0], conversation)
        for shopper, conversation in made
    ]
    return Scene(shop.code, shop.id, seats, invited[:guests], invited[guests:])


def _seat(unit: Unit, shop_id: int, number: int) -> Seat:
    login, name = f"bench-{number:02d}", f"测速{number:02d}"
    staff.ensure_staff(
        unit, shop_id, login=login, name=name, service_number=f"{900 + number}", role="agent", teams=("售前",),
        capacity=200, password_hash=lambda: "!" + secrets.token_hex(8),
    )  # fmt: skip
    unit.session.flush()
    found = staff.find_login(unit.session, login)
    assert found is not None
    cookie, csrf = staff.open_session(unit, found[0], login)
    return Seat(found[0], name, cookie, csrf, [])


def _guest(unit: Unit, shop_id: int) -> tuple[int, int]:
    shopper, _ = shoppers.make_anonymous(unit, shop_id)
    return shopper, service.ensure_conversation(unit, shop_id, shopper)


async def _greet(writer: Writer, journal: Journal, shop_id: int, conversation: int) -> None:
    body = {"text": "在吗，想问一下"}
    post = Post(
        shop_id=shop_id, conversation_id=conversation, client_id="first", author="shopper", author_name="",
        kind="text", body=encode(body), preview=preview_of("text", body),
    )  # fmt: skip
    future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    writer.post(journal, post, future.set_result)
    result = await future
    if isinstance(result, Exception):
        raise result
