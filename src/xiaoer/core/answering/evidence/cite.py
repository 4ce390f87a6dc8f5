"""Cells as cited facts, and values as they are spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from xiaoer.core.answering.goods.metres import unit_sold
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.facts import Faq, Policy, Product, Sku, Source
from xiaoer.core.money import yuan

_WORDY = re.compile(r"[A-Za-z0-9.]")
_HALF = re.compile(r"[A-Za-z0-9.]+$")
PROFILE = "shop.toml"
SHOPPER = "shopper"
CLOCK = "now"
NOTHING = Decimal(0)


def cell(source: Source | str, field: str, value: object) -> FactUse:
    """One cell. Times are written to the minute, decimals without idle zeros."""
    return FactUse(str(source), field, spoken(value))


def spoken(value: object) -> str:
    """A value as text: times to the minute, money and numbers plain."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)


def computed(field: str, value: object, inputs: Iterable[FactUse]) -> FactUse:
    """A value computed from cited cells."""
    sources = sorted({fact.source for fact in inputs if not fact.field.startswith("=")})
    return FactUse("+".join(sources), f"={field}", spoken(value))


def clock(now: datetime) -> FactUse:
    """The time at which the answer holds."""
    return FactUse(CLOCK, "时间", spoken(now))


def price(sku: Sku) -> FactUse:
    """A variant's price."""
    return cell(sku.source, "价格", sku.price)


def stock(sku: Sku) -> FactUse:
    """A variant's stock."""
    return cell(sku.source, "库存", f"{spoken(sku.stock)}{unit_sold(sku)}")


def spec(sku: Sku) -> FactUse:
    """A variant's options."""
    return cell(sku.source, "规格", sku.spec)


def title(product: Product) -> FactUse:
    """A product's title."""
    return cell(product.source, "标题", product.title)


def policy(entry: Policy) -> tuple[FactUse, ...]:
    """A policy's topic and words."""
    facts = [cell(entry.source, "内容", entry.text)]
    if entry.key_values:
        facts.append(cell(entry.source, "关键值", entry.key_values))
    return tuple(facts)


def faq(entry: Faq) -> FactUse:
    """A FAQ's answer."""
    return cell(entry.source, "答案", entry.answer)


def money(amount: Decimal) -> str:
    """99 → `99元`."""
    return f"{yuan(amount)}元"


def day(value: date, today: date) -> str:
    """A date as it is spoken: `今天（3月5日）`, `3月8日`."""
    names = {0: "今天", 1: "明天", 2: "后天"}
    text = f"{value.month}月{value.day}日"
    near = names.get((value - today).days)
    return f"{near}（{text}）" if near else text


def moment(value: datetime) -> str:
    """A time as it is spoken: `3月5日 14:00`."""
    return f"{value.month}月{value.day}日 {value:%H:%M}"


def short_title(product: Product) -> str:
    """A title short enough to be spoken: its first two words; a model's mark stays whole (M1 Air)."""
    words = product.title.split()
    head = words[:3] if len(words) > 2 and (words[1] + words[2]).isascii() and words[2].isalpha() else words[:2]
    text = " ".join(head) if head else product.title
    return cut(text, 24)


def cut(text: str, most: int) -> str:
    """The beginning of a text, never with half a number or half a Latin word at its end."""
    if len(text) <= most or not _WORDY.match(text[most]):
        return text[:most]
    return _HALF.sub("", text[:most])
