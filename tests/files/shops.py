"""Shops made at random, and helpers to compare what was read with what was written."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from xiaoer.core import facts as f
from xiaoer.files.cells import clean
from xiaoer.files.shop_folder import TABLES, facts_version
from xiaoer.files.shop_folder.promotions import KINDS
from xiaoer.files.shop_folder.skus import options_of

NOWHERE = f.Source("", 0)
ZONES = ("Asia/Shanghai", "UTC", "America/New_York")
_SIGNS = "裙米白尺码元·，。；：【】“”aM7 '\"=+-@,;:|\\/×\n\t%😊\u3000e\u0301"


def without_sources(value: Any) -> Any:
    """The same value with every `Source` blanked."""
    if isinstance(value, f.Source):
        return NOWHERE
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(
            value,
            **{field.name: without_sources(getattr(value, field.name)) for field in dataclasses.fields(value)},
        )
    if isinstance(value, tuple):
        return tuple(map(without_sources, value))
    if isinstance(value, Mapping):
        return {key: without_sources(item) for key, item in value.items()}
    return value


texts = st.text(alphabet=_SIGNS, max_size=12).map(clean)
words_ = texts.filter(bool)
names = st.text(alphabet="ABab129-_甲乙", min_size=1, max_size=6).map(clean).filter(bool).filter(lambda t: "E" not in t)
parts = st.text(alphabet="裙aM7 '=-@😊", min_size=1, max_size=6).map(str.strip).filter(bool)
moneys = st.none() | st.integers(0, 10**11).map(lambda fen: Decimal(fen) / 100).map(
    lambda d: d.quantize(Decimal("0.01"))
)
counts = st.none() | st.integers(0, 2**63 - 1)
decimals = st.none() | st.decimals(0, 10**6, places=3)
spans = st.none() | st.tuples(st.integers(0, 4000), st.integers(0, 400)).map(
    lambda pair: (Decimal(pair[0]) / 10, Decimal(pair[0] + pair[1]) / 10)
)
yes_no = st.none() | st.booleans()
days = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))
clocks = st.just("") | st.times().map(lambda moment: moment.strftime("%H:%M"))
extras = st.dictionaries(st.sampled_from(["颜色卡", "内部备注", "=列"]), words_, max_size=2).map(MappingProxyType)


def moments(zone: str) -> st.SearchStrategy[datetime]:
    tz = ZoneInfo(zone)
    return st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1)).map(  # noqa: DTZ001 — bounds must be naive
        lambda moment: moment.replace(microsecond=0, tzinfo=tz)
    )


def skus(product: str) -> st.SearchStrategy[f.Sku]:
    return st.builds(
        lambda spec, **more: f.Sku(spec=spec, options=options_of(spec), **more),
        spec=texts,
        number=names,
        product=st.just(product),
        price=moneys,
        stock=counts,
        gross_weight_g=decimals,
        source=st.just(NOWHERE),
        extra=extras,
    )


def sizes(product: str) -> st.SearchStrategy[f.SizeRow]:
    measures = (
        "height_cm",
        "weight_jin",
        "bust_cm",
        "waist_cm",
        "hip_cm",
        "shoulder_cm",
        "length_cm",
        "sleeve_cm",
    )
    return st.builds(
        f.SizeRow,
        product=st.just(product),
        size=words_,
        fit=texts,
        remark=texts,
        source=st.just(NOWHERE),
        extra=extras,
        **dict.fromkeys(measures, spans),
    )


@st.composite
def products(draw: st.DrawFn) -> Mapping[str, f.Product]:
    numbers = draw(st.lists(names, unique=True, max_size=3))
    made, used = {}, set()
    for number in numbers:
        rows = draw(st.lists(skus(number), max_size=3, unique_by=lambda sku: sku.number))
        rows = [sku for sku in rows if sku.number not in used]
        used.update(sku.number for sku in rows)
        chart = draw(st.lists(sizes(number), max_size=2, unique_by=lambda row: row.size))
        pairs = st.lists(st.tuples(parts, words_.map(str.strip)), max_size=3).map(tuple)
        made[number] = f.Product(
            number, draw(words_), draw(texts), draw(texts), draw(pairs), tuple(rows), tuple(chart), NOWHERE, draw(extras)
        )  # fmt: skip
    return MappingProxyType(made)


def _rows(strategy: st.SearchStrategy[Any], key: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=3, unique_by=key).map(tuple)


def promotions(zone: str) -> st.SearchStrategy[f.Promotion]:
    times = st.none() | moments(zone)
    return st.builds(
        lambda span, **more: f.Promotion(starts_at=span[0], ends_at=span[1], **more),
        span=st.tuples(times, times).filter(lambda pair: None in pair or pair[0] <= pair[1]),
        number=names,
        kind=st.sampled_from(KINDS),
        source=st.just(NOWHERE),
        extra=extras,
        **dict.fromkeys(("name", "scope", "threshold", "benefit", "stacking", "claim", "note"), texts),
    )


freights = st.builds(
    f.Freight,
    province=words_,
    first_kg=decimals,
    first_fee=moneys,
    step_kg=decimals,
    step_fee=moneys,
    free_from=moneys,
    remote=yes_no,
    deliverable=yes_no,
    source=st.just(NOWHERE),
    extra=extras,
    **dict.fromkeys(("remark", "way", "courier", "pricing"), texts),
)
deliveries = st.builds(
    lambda two, **more: f.Delivery(fastest_days=two[0], slowest_days=two[1], **more),
    two=st.tuples(counts, counts).filter(lambda pair: None in pair or pair[0] <= pair[1]),
    province=words_,
    cutoff=clocks,
    source=st.just(NOWHERE),
    extra=extras,
    **dict.fromkeys(("warehouse", "courier", "way"), texts),
)
policies = st.builds(
    f.Policy, number=names, topic=words_, text=words_, key_values=texts, source=st.just(NOWHERE), extra=extras
)
phrases = st.builds(f.Phrase, code=texts, text=words_, group=texts, source=st.just(NOWHERE))


def faqs(numbers: list[str]) -> st.SearchStrategy[f.Faq]:
    linked = st.lists(st.sampled_from(numbers), max_size=2).map(tuple) if numbers else st.just(())
    return st.builds(
        f.Faq,
        number=names,
        question=words_,
        answer=words_,
        products=linked,
        similar=st.lists(parts, max_size=2).map(tuple),
        valid_until=days,
        source=st.just(NOWHERE),
        extra=extras,
    )


def after_sales(zone: str) -> st.SearchStrategy[f.AfterSales | None]:
    times = st.none() | moments(zone)
    return st.none() | st.builds(
        f.AfterSales,
        kind=words_,
        state=texts,
        reason=texts,
        requested_at=times,
        due_at=times,
        refund=moneys,
        return_waybill=texts,
    )


def order_lines(order: str) -> st.SearchStrategy[f.OrderLine]:
    return st.builds(
        f.OrderLine,
        order=st.just(order),
        number=names,
        quantity=st.integers(1, 10**6),
        price=moneys,
        subtotal=moneys,
        source=st.just(NOWHERE),
        extra=extras,
        **dict.fromkeys(("product", "sku", "title", "spec"), texts),
    )


def parcels(order: str, zone: str) -> st.SearchStrategy[f.Parcel]:
    city = st.text(alphabet="杭州市 ", max_size=4).map(str.strip)
    step = st.builds(f.TrackStep, at=moments(zone), city=city, text=st.just("") | parts | st.just("【站】已到"))
    return st.builds(
        f.Parcel,
        order=st.just(order),
        number=names,
        waybill=st.just("") | names,
        shipped_at=st.none() | moments(zone),
        last_seen_at=st.none() | moments(zone),
        content=st.lists(st.tuples(names, st.integers(1, 99)), max_size=2).map(tuple),
        track=st.lists(step, max_size=3).map(lambda steps: tuple(sorted(steps, key=lambda s: s.at))),
        source=st.just(NOWHERE),
        extra=extras,
        courier=texts,
        state=texts,
    )


@st.composite
def orders(draw: st.DrawFn, zone: str) -> tuple[f.Order, ...]:
    times = st.none() | moments(zone)
    made = []
    for number in draw(st.lists(names, unique=True, max_size=2)):
        status_text = draw(st.sampled_from(list(f.STATUS_BY_TEXT)))
        plain = ("province", "city", "address", "receiver", "phone", "close_reason", "remark", "invoice")
        dated = ("ordered_at", "paid_at", "ship_by", "shipped_at", "signed_at", "finished_at")
        order = st.builds(
            f.Order,
            number=st.just(number),
            shopper=words_,
            status=st.just(f.STATUS_BY_TEXT[status_text]),
            status_text=st.just(status_text),
            goods_amount=moneys,
            discount=moneys,
            freight=moneys,
            paid_amount=moneys,
            after_sales=after_sales(zone),
            lines=_rows(order_lines(number), lambda line: line.number),
            parcels=_rows(parcels(number, zone), lambda parcel: parcel.number),
            source=st.just(NOWHERE),
            extra=extras,
            **dict.fromkeys(plain, texts),
            **dict.fromkeys(dated, times),
        )
        made.append(draw(order))
    return tuple(made)


@st.composite
def profiles(draw: st.DrawFn) -> f.ShopProfile:
    text = st.text(alphabet=_SIGNS, max_size=8).map(str.strip)
    return f.ShopProfile(
        name=draw(text.filter(bool)),
        platform=draw(st.sampled_from(f.PLATFORMS)),
        timezone=draw(st.sampled_from(ZONES)),
        address_form=draw(text),
        voice=draw(text),
        service_hours=draw(st.sampled_from(["", "09:00-23:00", "8:30-24:00"])),
        ship_from=draw(text),
        response_target_s=draw(st.integers(1, 86400)),
        hotline=draw(text),
        return_address=draw(text),
        extra=draw(st.dictionaries(st.sampled_from(["motto", "店训"]), text).map(MappingProxyType)),
    )


@st.composite
def shops(draw: st.DrawFn) -> f.ShopFolder:
    """A whole shop in which all tables are present, as reading would give it."""
    profile = draw(profiles())
    zone = profile.timezone
    goods = draw(products())
    facts = f.ShopFacts(
        version="",
        profile=profile,
        products=goods,
        promotions=draw(_rows(promotions(zone), lambda row: row.number)),
        freight=draw(_rows(freights, lambda row: (row.province, row.way, row.courier, row.pricing))),
        delivery=draw(_rows(deliveries, lambda row: (row.warehouse, row.province, row.way, row.courier))),
        policies=draw(_rows(policies, lambda row: row.number)),
        faq=draw(_rows(faqs(list(goods)), lambda row: row.number)),
        phrases=draw(_rows(phrases, lambda row: row.code)),
        tables=frozenset(spec.name for spec in TABLES),
    )
    facts = dataclasses.replace(facts, version=facts_version(facts))
    shopper = st.builds(
        f.ShopperFact,
        nick=words_,
        tags=st.lists(parts, max_size=2).map(tuple),
        first_order_at=st.none() | moments(zone),
        source=st.just(NOWHERE),
        extra=extras,
        **dict.fromkeys(("level", "remark", "birthday"), texts),
    )
    staff = st.builds(
        f.StaffFact,
        login=names,
        name=words_,
        service_number=texts,
        role=st.sampled_from(["owner", "lead", "agent", "trainer", "auditor"]),
        teams=st.lists(parts, max_size=2).map(tuple),
        capacity=st.integers(0, 99),
        source=st.just(NOWHERE),
    )
    return f.ShopFolder(
        facts=facts,
        orders=draw(orders(zone)),
        shoppers=draw(_rows(shopper, lambda row: row.nick)),
        staff=draw(_rows(staff, lambda row: row.login)),
    )
