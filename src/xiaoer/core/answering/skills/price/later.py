"""What goods would cost at a later time (明晚八点后多少钱, 26号买呢, 双12再买): by the offers that are announced."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.delivery.order_days import days_ahead
from xiaoer.core.answering.skills.price.basket import basket_price
from xiaoer.core.answering.skills.price.gifts_asked import AMOUNT
from xiaoer.core.answering.skills.price.offers import called_offer, promotion_cells
from xiaoer.core.answering.skills.price.price import basket, paid_for, price_of
from xiaoer.core.facts import Product, Promotion
from xiaoer.core.rulebook.calculators.promotion_terms import in_scope, state_of
from xiaoer.core.text.numbers import parse_number

_BOUGHT = re.compile(r"买|拍|下单|入手|付款?|[之以]?后|再|呢[?？]?$")
_CHEAPER = re.compile(r"便宜|划算|折|优惠|降价?|合算|多少|什么价|啥价|几[块元]|贵|呢[?？]?$")
_SENT = re.compile(r"发货|送到|能到|收到|寄|邮|到货")
_CLOCK = re.compile(
    r"(凌晨|早上?|上午|中午|下午|傍晚|晚上?|夜里|今晚|明晚|后晚)?\s*(?<![\d.])(?:(\d{1,2})[:：](\d{2})|(\d{1,2}|[一二两三四五六七八九十]{1,2})点(半|整|钟)?)"
)
_DAY_NUMBER = re.compile(r"\d\s*[号日]|月\d|明天|后天|周|星期|礼拜")
_BY_DAYS = re.compile(r"天后?|年|月底|周末")
_EVENT = re.compile(
    r"双\d+|双十[一二]|618|520|国庆|中秋|五一|端午|元旦|年货节?|春节|清明|圣诞|妇女|女神|母亲|父亲|七夕|开学|周年|店庆|黑五"
)
_BEFORE = re.compile(r"(?:之|以)?前")
_RATE_ASKED = re.compile(r"几折|多少折|哪天|几[号点]|什么时候|啥时候|多久")
_LATE = re.compile(r"下午|傍晚|晚|夜")
_NOON, _HOURS = 12, 24
_FAR = timedelta(days=45)
_TOLD = 2


def priced_later(turn: Turn) -> Part | None:
    """The price at the later time that a question names; None = it names none."""
    product, text = turn.product, turn.reading.normal
    if product is None or _SENT.search(text) or _RATE_ASKED.search(text):
        return None
    if not (AMOUNT.search(text) or _CHEAPER.search(text)):
        return None
    moment = _moment(turn, product)
    if moment is None or not turn.now < moment <= turn.now + _FAR:
        return None
    then = replace(turn, now=moment)
    part = basket_price(then) or price_of(then, product)
    if part.kind != "answer":
        return None
    clock = cite.clock(turn.now)
    facts = [fact for fact in part.facts if fact.source != cite.CLOCK] + [clock]
    facts.append(cite.computed("付款时间", moment, [clock]))
    text = part.text
    for now, at_that_time in (
        ("现在到手", "到手"), ("暂时没有", "那时没有"), ("现在还不能用", "那时还不能用"), ("现在库存", "库存")
    ):  # fmt: skip
        text = text.replace(now, at_that_time)
    gone, cells = _over_by_then(turn, product, moment)
    today, more = _today(turn, then, product)
    lines = [f"{_said_as(moment)}买的话，按已经公布的活动算：", text, *gone, *today]
    return replace(part, text="\n".join(lines), facts=(*facts, *cells, *more))


def _over_by_then(turn: Turn, product: Product, moment: datetime) -> tuple[list[str], list[FactUse]]:
    """The offers in force now that will have ended."""
    over = [p for p in _of(turn, product) if state_of(p, turn.now) == "running" and state_of(p, moment) == "ended"]
    over.sort(key=lambda p: p.scope == "全店")
    lines = [
        f"“{p.name}”{cite.moment(turn.shop.local(p.ends_at))}结束，那时用不了。" for p in over[:_TOLD] if p.ends_at
    ]
    return lines, [fact for p in over[:_TOLD] for fact in promotion_cells(p)]


def _today(turn: Turn, then: Turn, product: Product) -> tuple[list[str], list[FactUse]]:
    """What the same costs today, where it is one price and another one."""
    skus = [sku for sku in turn.skus if sku.price is not None]
    if len({sku.price for sku in skus}) != 1:
        return [], []
    lines = basket(product, skus[0], max(turn.slots.quantity, 1))
    (now, used), (later, _) = paid_for(turn, lines), paid_for(then, lines)
    if now is None or later is None or now == later:
        return [], []
    count = [cite.cell(cite.SHOPPER, "数量", lines[0].quantity)] if lines[0].quantity > 1 else []
    inputs = [*used, *count]
    return [f"现在买到手是{cite.money(now)}。"], [*inputs, cite.computed("到手", now, inputs)]


def _of(turn: Turn, product: Product) -> Sequence[Promotion]:
    return [p for p in turn.shop.facts.promotions if in_scope(p, product)]


def _moment(turn: Turn, product: Product) -> datetime | None:
    """The time that the words name: the beginning of an offer to come, or a day, with or without an hour."""
    text = turn.reading.normal
    days, clock = days_ahead(turn), _CLOCK.search(text)
    if not _DAY_NUMBER.search(text) and clock is None:
        offer = called_offer([p for p in _of(turn, product) if state_of(p, turn.now) == "upcoming"], text)
        event = _EVENT.search(text)
        named = event is not None and offer is not None and event[0] in offer.name
        if named and offer is not None and offer.starts_at is not None:
            return turn.shop.local(offer.starts_at)
        if clock is None and not _BY_DAYS.search(text):
            return None  # a feast that no offer is announced for
    if len(days) == 1:
        day = days[0]
        noon = turn.now.replace(
            year=day.year, month=day.month, day=day.day, hour=_NOON, minute=0, second=0, microsecond=0
        )
        return _at(noon, clock, turn, product) if clock else noon
    if not days and clock is not None and _BOUGHT.search(text):
        return _at(turn.now.replace(second=0, microsecond=0), clock, turn, product)
    return None


def _said_as(moment: datetime) -> str:
    """10月21日 20:00; a day without an hour as a day."""
    whole = (moment.hour, moment.minute) == (_NOON, 0)
    return f"{moment.month}月{moment.day}日" if whole else cite.moment(moment)


def _at(day: datetime, clock: re.Match[str], turn: Turn, product: Product) -> datetime | None:
    """The hour said on a day; where it may be of the morning or the evening, the one at which an offer turns."""
    hour = parse_number(clock[2] or clock[4])
    if hour is None or not 0 <= hour < _HOURS or _BEFORE.match(clock.string[clock.end() :]):
        return None
    minute = int(clock[3]) if clock[3] else 30 if clock[5] == "半" else 0
    first = day.replace(hour=int(hour), minute=min(minute, 59))
    if hour >= _NOON or (clock[1] and not _LATE.search(clock[1])):
        return first
    evening = first.replace(hour=int(hour) + _NOON)
    if clock[1]:
        return evening
    ends = {turn.shop.local(at) for p in _of(turn, product) for at in (p.starts_at, p.ends_at) if at is not None}
    return evening if evening in ends or first <= turn.now else first
