"""The rows of brought files → pieces of work, each a transaction; the same pieces are rehearsed for the preview."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from types import MappingProxyType
from typing import Any, TypeVar

from xiaoer.core.errors import Refusal
from xiaoer.core.facts import Order, Phrase, Platform, Product, ShopperFact, ShopProfile, StaffFact
from xiaoer.domains.actions import service as actions
from xiaoer.domains.catalog import service as catalog
from xiaoer.domains.knowledge import phrases as quick
from xiaoer.domains.knowledge import service as knowledge
from xiaoer.domains.orders import importing
from xiaoer.domains.shop import service as shops
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.domains.staff import service as staff
from xiaoer.domains.work import casework
from xiaoer.files.incoming import Brought
from xiaoer.files.platform_orders import AfterSalesRecord
from xiaoer.kit.upsert import Tally
from xiaoer.kit.writer import Unit

T = TypeVar("T")
PIECE = 500
Done = tuple[dict[str, Tally], list[Refusal]]
FACTS = frozenset(
    {"products", "skus", "size_chart", "promotions", "freight", "delivery", "policies", "faq", "phrases", "shop"}
)
"""Tables that make up what the shop knows: whoever answers must hear that they have changed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows and how they are brought in."""

    table: str
    what: str
    rows: int
    work: Callable[[Unit], Done]


def pieces(brought: Brought, shop: ShopInfo, pictures: Mapping[str, str]) -> Iterator[Piece]:
    """All pieces in the order in which they refer to each other. `pictures` = product number → blob, new and known."""
    if brought.profile is not None:
        yield Piece("shop", "店铺资料", 1, partial(_profile, shop.id, brought.profile))
    yield from _goods(brought, shop.id, pictures)
    yield from _knowledge(brought, shop.id)
    for people in _cut(_latest(brought.tables.get("shoppers", ()), lambda f: f.nick)):
        yield Piece("shoppers", "买家", len(people), partial(_shoppers, shop.id, people))
    yield from _orders(brought, shop)
    for person in brought.tables.get("staff", ()):
        yield Piece("staff", "员工", 1, partial(_person, shop.id, person))


KEYS: Mapping[str, tuple[str, Callable[[Any], str]]] = MappingProxyType(
    {
        "skus": ("规格", lambda s: s.number),
        "size_chart": ("尺码表", lambda r: f"{r.product}/{r.size}"),
        "promotions": ("优惠活动", lambda p: p.number),
        "freight": ("运费", lambda f: f"{f.province}/{f.way}/{f.courier}"),
        "delivery": ("时效", lambda d: f"{d.warehouse}/{d.province}/{d.way}"),
    }
)


def _goods(brought: Brought, shop_id: int, pictures: Mapping[str, str]) -> Iterator[Piece]:
    first = 0
    for goods in _cut(_latest(brought.tables.get("products", ()), lambda p: p.number)):
        yield Piece("products", "商品", len(goods), partial(_products, shop_id, goods, pictures, first))
        first += len(goods)
    for table, (what, key) in KEYS.items():
        for rows in _cut(_keyed(brought.tables.get(table, ()), key)):
            yield Piece(table, what, len(rows), partial(_facts, shop_id, table, rows))


def _knowledge(brought: Brought, shop_id: int) -> Iterator[Piece]:
    for table, what in (("policies", "政策"), ("faq", "问答")):
        for rows in _cut(_keyed(brought.tables.get(table, ()), lambda row: row.number)):
            yield Piece(table, what, len(rows), partial(_known, shop_id, table, rows))
    for phrases in _cut(_latest(brought.tables.get("phrases", ()), lambda p: p.code or p.text)):
        yield Piece("phrases", "快捷短语", len(phrases), partial(_phrases, shop_id, phrases))


def _orders(brought: Brought, shop: ShopInfo) -> Iterator[Piece]:
    own = "" if shop.platform == "own" else shop.platform
    for rows in _cut(brought.orders()):
        yield Piece("orders", "订单", len(rows), partial(_bought, shop.id, own, rows))
    for platform, read in brought.exports:
        what = read.form.title
        for rows in _cut(read.orders()):
            yield Piece("orders", what, len(rows), partial(_bought, shop.id, platform, rows))
        for cases in _cut(read.cases):
            yield Piece("after_sales", what, len(cases), partial(_cases, shop.id, platform, cases))


# -- what is done with a piece --------------------------------------------------------------------------------------


def _profile(shop_id: int, profile: ShopProfile, unit: Unit) -> Done:
    return {"shop": shops.follow_profile(unit, shop_id, profile)}, []


def _products(shop_id: int, goods: Sequence[Product], pictures: Mapping[str, str], first: int, unit: Unit) -> Done:
    return {"products": catalog.import_products(unit, shop_id, goods, pictures, first)["products"]}, []


def _facts(shop_id: int, table: str, rows: Sequence[tuple[str, Any]], unit: Unit) -> Done:
    return {table: catalog.import_facts(unit, shop_id, table, rows)}, []


def _known(shop_id: int, table: str, rows: Sequence[tuple[str, Any]], unit: Unit) -> Done:
    return {table: knowledge.import_rows(unit, shop_id, table, rows)}, []


def _phrases(shop_id: int, phrases: Sequence[Phrase], unit: Unit) -> Done:
    return {"phrases": quick.import_phrases(unit, shop_id, phrases)}, []


def _shoppers(shop_id: int, people: Sequence[ShopperFact], unit: Unit) -> Done:
    return {"shoppers": shoppers.import_shoppers(unit, shop_id, people)}, []


def _bought(shop_id: int, platform: str, rows: Sequence[Order], unit: Unit) -> Done:
    tally, refused = importing.bring_orders(unit, shop_id, platform, rows)
    if not unit.rehearses:
        actions.seen_in_import(unit, shop_id, [order.number for order in rows])
    return {"orders": tally}, refused


def _cases(shop_id: int, platform: Platform, records: Sequence[AfterSalesRecord], unit: Unit) -> Done:
    """Cases into their orders, and onto the board with the platform's deadline."""
    tally, refused = importing.bring_cases(unit, shop_id, records)
    if not unit.rehearses:
        casework.follow_platform(unit, shop_id, platform, records)
    return {"after_sales": tally}, refused


def _person(shop_id: int, fact: StaffFact, unit: Unit) -> Done:
    """Somebody of staff. A new person cannot sign in before the owner gives him a password (员工 → 重置密码)."""
    outcome, _ = staff.ensure_staff(
        unit, shop_id, login=fact.login, name=fact.name, service_number=fact.service_number, role=fact.role,
        teams=fact.teams, capacity=fact.capacity, password_hash=lambda: "",
    )  # fmt: skip
    if outcome != "unchanged":
        unit.note("staff", fact.login, outcome)
    tally = Tally()
    setattr(tally, outcome, 1)
    return {"staff": tally}, []


def _keyed(rows: Iterable[Any], key: Callable[[Any], str]) -> list[tuple[str, Any]]:
    """(key, row); where several files say something of one key, the last holds."""
    return list({key(row): (key(row), row) for row in rows}.values())


def _latest(rows: Iterable[T], key: Callable[[T], str]) -> list[T]:
    return list({key(row): row for row in rows}.values())


def _cut(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while piece := list(islice(rest, PIECE)):
        yield piece
