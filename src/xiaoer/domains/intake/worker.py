"""Who works on imports: a process takes one by a lease, looks at its files or brings them in, and tells how far it is.

Reading runs on a thread, writing in pieces between the messages of the desk. A process that dies leaves its import to
the next one; bringing in what is in already changes nothing, so it simply begins again.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.errors import Refusal
from xiaoer.core.rulebook.gate import Gate, shop_context
from xiaoer.core.rulebook.library import faults_of
from xiaoer.domains.audit import service as audit
from xiaoer.domains.catalog import service as catalog
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.intake import service
from xiaoer.domains.intake.bringing import FACTS, Done, Piece, pieces
from xiaoer.domains.intake.service import Held
from xiaoer.domains.intake.shapes import ColumnSeen, Count, Outcome, StagedFile
from xiaoer.domains.intake.staging import Staging
from xiaoer.domains.orders.models import OrderRow
from xiaoer.domains.shop import service as shops
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.staff import service as staff
from xiaoer.files.incoming import Brought, Chosen, Known, look, read_chosen
from xiaoer.files.shop_folder import read_pictures
from xiaoer.kit.clock import to_ms
from xiaoer.kit.errors import Unavailable
from xiaoer.kit.rehearsal import Memory, Rehearsal
from xiaoer.kit.upsert import Tally
from xiaoer.kit.writer import Unit
from xiaoer.ports.blobs import Blobs

log = structlog.get_logger()
SWEEP_S = 15.0
TELL_ROWS = 2000
KEPT_MS = 24 * 3_600_000
FAULTS_KEPT = 50


_Doing = Callable[[Piece], Awaitable[Done]]


class _Gone(Exception):
    """The import was dropped or chosen anew while it was worked on."""


class Intake:
    """The imports of this process."""

    def __init__(self, desk: Desk, blobs: Blobs) -> None:
        self.desk, self.blobs = desk, blobs
        self.staging = Staging(desk.settings.data_path)

    def start(self) -> None:
        """Take up what an earlier process left, now and from time to time."""
        self.desk.spawn(self._sweep())

    def poke(self, shop_id: int, import_id: int) -> None:
        """There is something to do."""
        self.desk.spawn(self.work(shop_id, import_id))

    async def _sweep(self) -> None:
        while True:
            try:
                await self._sweep_once(to_ms(self.desk.clock()))
            except Exception as error:
                log.warning("intake.sweep_failed", error=repr(error))
            await asyncio.sleep(SWEEP_S)

    async def _sweep_once(self, now_ms: int) -> None:
        for shop_id, import_id in await self.desk.database.read(lambda s: service.waiting(s, now_ms)):
            await self.work(shop_id, import_id)
        for shop_id, import_id, unsure in await self.desk.database.read(lambda s: service.over(s, now_ms - KEPT_MS)):
            await self._forget(shop_id, import_id, unsure=unsure)

    async def _forget(self, shop_id: int, import_id: int, *, unsure: bool) -> None:
        files = await self.desk.run(lambda u: service.cleared(u, shop_id, import_id, unsure=unsure))
        await asyncio.to_thread(self.staging.clear, files)

    async def work(self, shop_id: int, import_id: int) -> None:
        """Do what an import waits for, unless somebody else does."""
        held = await self.desk.run(lambda u: service.take(u, shop_id, import_id))
        if held is None:
            return
        try:
            await (self._look(held) if held.state == "looking" else self._bring(held))
        except _Gone:
            return
        except Unavailable as error:
            await self._stuck(held, error.detail, passing=True)
        except OSError as error:
            await self._stuck(held, f"读不了上传的文件（{error.strerror or error}）：请重新上传", passing=False)
        except Exception as error:
            log.error("intake.failed", exc_info=error)
            await self._stuck(held, "导入时出了问题，已记录；稍后会自动再试", passing=False)

    async def _stuck(self, held: Held, why: str, *, passing: bool) -> None:
        """Keep why it stands still. Where even that cannot be kept, the lease runs out and it is tried again."""
        try:
            await self.desk.run(lambda u: service.stuck(u, held, why, passing=passing))
        except Unavailable:
            log.warning("intake.waits", why=why)

    async def _tell(self, held: Held, step: str, done: int, total: int) -> None:
        if not await self.desk.run(lambda u: service.advance(u, held, step, done, total)):
            raise _Gone

    # -- looking ------------------------------------------------------------------------------------------------

    async def _look(self, held: Held) -> None:
        shop = self.desk.shops.get(held.shop_id)
        await self._tell(held, "看一看文件", 0, len(held.files))
        files = [await asyncio.to_thread(self._looked, file, shop) for file in held.files]
        brought = await self._read(held, files, shop)
        plan = Outcome()
        plan.refuse([*_unreadable(files), *brought.refusals])
        memory = Memory(whole=len(files) > 1)
        await self._each(held, brought, shop, "试算", plan, lambda piece: self._rehearse(piece, memory))
        _examples(plan, memory)
        await self.desk.run(lambda u: service.looked(u, held, files, plan))

    def _looked(self, file: StagedFile, shop: ShopInfo) -> StagedFile:
        if file.kind == "shop":
            return file
        seen = look(self.staging.path(file), file.name, shop.profile.platform, file.kind, file.names)
        columns = [ColumnSeen(c.header, c.becomes, c.sample) for c in seen.columns]
        return StagedFile(
            file.name, file.path, file.size, seen.kind, file.names, file.taken, seen.title, seen.header_row, seen.rows,
            columns, seen.problem,
        )  # fmt: skip

    async def _rehearse(self, piece: Piece, memory: Memory) -> Done:
        now_ms = to_ms(self.desk.clock())
        memory.table = piece.table
        return await self.desk.database.read(lambda s: piece.work(Rehearsal(s.connection(), now_ms, memory)))

    # -- bringing in --------------------------------------------------------------------------------------------

    async def _bring(self, held: Held) -> None:
        shop = self.desk.shops.get(held.shop_id)
        brought = await self._read(held, held.files, shop)
        report = Outcome()
        report.refuse([*_unreadable(held.files), *brought.refusals])
        await self._each(held, brought, shop, "写入", report, lambda piece: self.desk.run(piece.work))
        logins = [person.login for person in brought.tables.get("staff", ())]
        report.new_people = await self.desk.database.read(lambda s: staff.without_password(s, logins))
        await self._learnt(held, shop, report)
        await self.desk.run(lambda u: self._finish(u, held, report))
        await self.desk.reload_shops()
        await self._forget(held.shop_id, held.id, unsure=False)

    def _finish(self, unit: Unit, held: Held, report: Outcome) -> None:
        service.finished(unit, held, report)
        names = "、".join(f.name for f in held.files if f.taken)
        counted = "、".join(f"{t} +{c.added} ~{c.changed}" for t, c in report.tables.items())
        audit.record(
            unit, held.shop_id, staff_id=held.staff_id, staff_name=held.staff_name, action="import.done",
            subject=names[:200], detail=f"{counted} 拒收 {report.refused_count}",
        )  # fmt: skip

    async def _learnt(self, held: Held, shop: ShopInfo, report: Outcome) -> None:
        """What the shop knows has changed: tell whoever answers, and look over the texts that came in."""
        changed = {table for table, count in report.tables.items() if table in FACTS and (count.added or count.changed)}
        if not changed:
            return
        await self.desk.run(lambda u: shops.catalog_changed(u, shop.id, changed - {"shop"}))
        self.desk.facts.forget(shop.id)
        facts = await self.desk.facts.get(shop.id)
        found = await asyncio.to_thread(lambda: faults_of(facts, Gate(shop=shop_context(facts))))
        report.faults = [
            f"{f.text.where} {f.text.field}：“{f.result.findings[0].span}” {f.result.findings[0].reason}"
            for f in found[:FAULTS_KEPT]
        ]

    # -- both ---------------------------------------------------------------------------------------------------

    async def _read(self, held: Held, files: Sequence[StagedFile], shop: ShopInfo) -> Brought:
        chosen = [
            Chosen(self.staging.path(f), f.name, f.kind or "", f.names) for f in files if f.taken and f.problem is None
        ]
        known = await self.desk.database.read(lambda s: _known(s, shop.id, {c.kind for c in chosen}))
        loop = asyncio.get_running_loop()

        def progress(what: str, done: int, total: int) -> None:
            asyncio.run_coroutine_threadsafe(self._tell(held, f"读取 {what}", done, total), loop).result()

        return await asyncio.to_thread(read_chosen, chosen, shop.zone, known, progress)

    async def _each(
        self, held: Held, brought: Brought, shop: ShopInfo, verb: str, outcome: Outcome, do: _Doing
    ) -> None:
        folders = self.staging.pictures(list(held.files))
        pictures = await self.desk.database.read(lambda s: catalog.pictures(s, shop.id))
        pictures |= await asyncio.to_thread(self._pictures, folders, keep=verb == "写入")
        whole = await asyncio.to_thread(lambda: list(pieces(brought, shop, pictures)))
        total, done, told = sum(piece.rows for piece in whole), 0, -TELL_ROWS
        for piece in whole:
            tallies, refused = await do(piece)
            for table, tally in tallies.items():
                _add(outcome, table, tally)
            outcome.refuse(refused)
            done += piece.rows
            if done - told >= TELL_ROWS:
                told = done
                await self._tell(held, f"{verb} {piece.what}", done, total)

    def _pictures(self, folders: list[Path], *, keep: bool) -> dict[str, str]:
        kept: dict[str, str] = {}
        for folder in folders:
            for number, path in read_pictures(folder).items():
                data = path.read_bytes()
                name = f"p{hashlib.sha256(data).hexdigest()[:40]}{path.suffix.lower()}"
                if keep and self.blobs.get(name) is None:
                    self.blobs.put(name, data)
                kept[number] = name
        return kept


def _known(session: Session, shop_id: int, kinds: set[str]) -> Known:
    """What the files may refer to: numbers of goods always, of orders only where lines or parcels are brought."""
    products = frozenset(catalog.numbers(session, shop_id))
    orders: frozenset[str] = frozenset()
    if kinds & {"order_lines", "parcels"}:
        orders = frozenset(session.scalars(select(OrderRow.number).where(OrderRow.shop_id == shop_id)))
    return Known(products, orders)


def _unreadable(files: Sequence[StagedFile]) -> list[Refusal]:
    return [file.problem for file in files if file.taken and file.problem is not None]


def _add(outcome: Outcome, table: str, tally: Tally) -> None:
    count = outcome.tables.setdefault(table, Count())
    count.added += tally.added
    count.changed += tally.changed
    count.unchanged += tally.unchanged


def _examples(plan: Outcome, memory: Memory) -> None:
    """The first rows of each outcome."""
    for (table, outcome), keys in memory.examples.items():
        plan.examples.setdefault(table, {})[outcome] = keys
