"""A shop folder into the database: idempotent, in pieces, with a report of what was added, changed and refused."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from xiaoer.core.errors import BadInput, Refusal
from xiaoer.core.facts import ShopFacts, ShopFolder, StaffFact
from xiaoer.core.rulebook.gate import Gate, shop_context
from xiaoer.core.rulebook.library import Fault, faults_of
from xiaoer.domains.catalog import service as catalog
from xiaoer.domains.knowledge import phrases as quick
from xiaoer.domains.knowledge import service as knowledge
from xiaoer.domains.orders import service as orders
from xiaoer.domains.shop import service as shops
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.domains.staff import service as staff
from xiaoer.domains.staff.passwords import hash_password
from xiaoer.files.shop_folder import read_pictures, read_shop
from xiaoer.kit.ids import new_token
from xiaoer.kit.upsert import Tally
from xiaoer.kit.writer import Writer
from xiaoer.ports.blobs import Blobs

T = TypeVar("T")
PIECE = 500
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class ImportReport:
    """What an import did. `passwords` holds those of newly made people: (login, password); `faults` are texts that the
    wording gate warns of or blocks (they were brought in all the same)."""

    shop: str = ""
    tables: dict[str, Tally] = field(default_factory=dict)
    refused: tuple[Refusal, ...] = ()
    passwords: list[tuple[str, str]] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def total(self) -> Tally:
        """Over all tables."""
        whole = Tally()
        for tally in self.tables.values():
            whole += tally
        return whole

    def add(self, table: str, tally: Tally) -> None:
        """Count a piece."""
        held = self.tables.setdefault(table, Tally())
        held += tally


def shop_code(folder: Path) -> str:
    """The code of a shop in addresses: the folder's name, as far as addresses allow."""
    code = re.sub(r"[^A-Za-z0-9_-]+", "-", folder.resolve().name).strip("-").lower()
    return code[:64] or "shop-" + hashlib.sha256(folder.resolve().name.encode()).hexdigest()[:8]


async def import_folder(
    folder: Path, writer: Writer, blobs: Blobs, *, code: str | None = None, example: bool = False,
    progress: Progress = lambda what, done, all_: None,
) -> ImportReport:  # fmt: skip
    """Read a folder and bring it in. Raises `BadInput` when there is no shop in it at all."""
    if not folder.is_dir():
        raise BadInput(f"没有这个文件夹：{folder}。请给出店铺文件夹的路径")
    result = read_shop(folder, progress=lambda what, done, all_: progress(f"读取 {what}", done, all_))
    if not result.folder.facts.tables and not result.refusals and not (folder / "shop.toml").is_file():
        raise BadInput(f"{folder.name} 里没有可以识别的表（如 products.csv）：请对照店铺文件夹格式的说明")
    report = ImportReport(shop=code or shop_code(folder), refused=tuple(result.refusals))
    shop_id, _ = await writer.run(lambda u: shops.ensure(u, report.shop, result.folder.facts.profile, example=example))
    pictures = _keep_pictures(folder, blobs)
    await _bring_in(result.folder, shop_id, writer, report, pictures, progress)
    total = report.total
    if total.added or total.changed:
        tables = set(result.folder.facts.tables)
        await writer.run(lambda u: shops.catalog_changed(u, shop_id, tables))
        if not example:  # those of the house are checked by its tests
            report.faults = await asyncio.to_thread(_faults, result.folder.facts)
    return report


def _faults(facts: ShopFacts) -> list[Fault]:
    """What the gate has against the texts that came in: phrases, answers, texts of goods, prohibited goods."""
    return faults_of(facts, Gate(shop=shop_context(facts)))


def _keep_pictures(folder: Path, blobs: Blobs) -> dict[str, str]:
    kept: dict[str, str] = {}
    for number, path in read_pictures(folder).items():
        data = path.read_bytes()
        name = f"p{hashlib.sha256(data).hexdigest()[:40]}{path.suffix.lower()}"
        if blobs.get(name) is None:
            blobs.put(name, data)
        kept[number] = name
    return kept


async def _bring_in(
    folder: ShopFolder, shop_id: int, writer: Writer, report: ImportReport, pictures: dict[str, str],
    progress: Progress,
) -> None:  # fmt: skip
    facts = folder.facts
    products = list(facts.products.values())
    for first, piece in _pieces(products):
        tallies = await writer.run(
            lambda u, p=piece, f=first: catalog.import_products(u, shop_id, p, pictures, f)  # type: ignore[misc]
        )
        for table, tally in tallies.items():
            report.add(table, tally)
        progress("商品", first + len(piece), len(products))
    rows: list[tuple[str, str, list[tuple[str, Any]]]] = [
        ("promotions", "优惠活动", [(p.number, p) for p in facts.promotions]),
        ("freight", "运费", [(f"{f.province}/{f.way}/{f.courier}", f) for f in facts.freight]),
        ("delivery", "时效", [(f"{d.warehouse}/{d.province}/{d.way}", d) for d in facts.delivery]),
    ]
    for table, what, items in rows:
        for first, piece_ in _pieces(items):
            report.add(
                table,
                await writer.run(
                    lambda u, t=table, p=piece_: catalog.import_facts(u, shop_id, t, p)  # type: ignore[misc]
                ),
            )
            progress(what, first + len(piece_), len(items))
    known: list[tuple[str, str, list[tuple[str, Any]]]] = [
        ("policies", "政策", [(p.number, p) for p in facts.policies]),
        ("faq", "问答", [(f.number, f) for f in facts.faq]),
    ]
    for table, what, items in known:
        for first, piece_ in _pieces(items):
            report.add(
                table,
                await writer.run(
                    lambda u, t=table, p=piece_: knowledge.import_rows(u, shop_id, t, p)  # type: ignore[misc]
                ),
            )
            progress(what, first + len(piece_), len(items))
    await _people_and_orders(folder, shop_id, writer, report, progress)


async def _people_and_orders(
    folder: ShopFolder, shop_id: int, writer: Writer, report: ImportReport, progress: Progress
) -> None:
    for first, phrases in _pieces(folder.facts.phrases):
        report.add(
            "phrases",
            await writer.run(
                lambda u, p=phrases: quick.import_phrases(u, shop_id, p)  # type: ignore[misc]
            ),
        )
        progress("快捷短语", first + len(phrases), len(folder.facts.phrases))
    for first, people in _pieces(folder.shoppers):
        report.add(
            "shoppers",
            await writer.run(lambda u, p=people: shoppers.import_shoppers(u, shop_id, p)),  # type: ignore[misc]
        )
        progress("买家", first + len(people), len(folder.shoppers))
    for first, bought in _pieces(folder.orders):
        report.add(
            "orders",
            await writer.run(lambda u, p=bought: orders.import_orders(u, shop_id, p)),  # type: ignore[misc]
        )
        progress("订单", first + len(bought), len(folder.orders))
    for done, fact in enumerate(folder.staff, 1):
        await _one_of_staff(fact, shop_id, writer, report)
        progress("员工", done, len(folder.staff))


async def _one_of_staff(fact: StaffFact, shop_id: int, writer: Writer, report: ImportReport) -> None:
    password = new_token(9)
    outcome, new = await writer.run(
        lambda u: staff.ensure_staff(
            u, shop_id, login=fact.login, name=fact.name, service_number=fact.service_number, role=fact.role,
            teams=fact.teams, capacity=fact.capacity, password_hash=lambda: hash_password(password),
        )
    )  # fmt: skip
    tally = Tally()
    setattr(tally, outcome, 1)
    report.add("staff", tally)
    report.roles[fact.login] = fact.role
    if new:
        report.passwords.append((fact.login, password))


def _pieces(items: Sequence[T]) -> Iterator[tuple[int, Sequence[T]]]:
    for first in range(0, len(items), PIECE):
        yield first, items[first : first + PIECE]
