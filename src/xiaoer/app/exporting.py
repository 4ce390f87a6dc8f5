"""A shop of the database as a folder of tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

from sqlalchemy.orm import Session

from xiaoer.core.facts import ShopFolder, Source, StaffFact
from xiaoer.domains.catalog import service as catalog
from xiaoer.domains.knowledge.service import shop_facts
from xiaoer.domains.orders import service as orders
from xiaoer.domains.rules import cards
from xiaoer.domains.shop.service import ShopBook, all_shops
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.domains.staff import service as staff
from xiaoer.files.writer import write_shop
from xiaoer.kit.database import Database
from xiaoer.ports.blobs import Blobs


def export_shop(
    database: Database, blobs: Blobs, code: str, folder: Path, *, form: Literal["csv", "xlsx"] = "csv"
) -> int:
    """Write all tables and pictures; returns the number of products. Raises `NotFound` for an unknown shop."""
    book = ShopBook()
    book.load(database.read_now(all_shops))
    shop = book.find(code)
    whole, pictures = database.read_now(lambda s: (_folder(s, shop.id), _pictures(s, shop.id)))
    folder.mkdir(parents=True, exist_ok=True)
    write_shop(whole, folder, form=form)
    for number, name in pictures.items():
        data = blobs.get(name)
        if data is not None:
            target = folder / "pictures" / f"{number}{Path(name).suffix}"
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(data)
    return len(whole.facts.products)


def _folder(session: Session, shop_id: int) -> ShopFolder:
    facts = shop_facts(session, shop_id)
    written = tuple(p for p in facts.promotions if p.source.file != cards.FILE)  # cards are no rows of a table
    return ShopFolder(
        facts=replace(facts, promotions=written),
        orders=tuple(orders.all_orders(session, shop_id)),
        shoppers=tuple(shoppers.all_facts(session, shop_id)),
        staff=tuple(_staff(session, shop_id)),
    )


def _staff(session: Session, shop_id: int) -> list[StaffFact]:
    return [
        StaffFact(
            login=login, name=name, service_number=number, role=member.role,
            teams=tuple(t for t in member.teams.split("|") if t), capacity=member.capacity,
            source=Source("staff.csv", row),
        )
        for row, (member, name, number, login) in enumerate(staff.members_with_login(session, shop_id), 2)
    ]  # fmt: skip


def _pictures(session: Session, shop_id: int) -> dict[str, str]:
    return catalog.pictures(session, shop_id)
