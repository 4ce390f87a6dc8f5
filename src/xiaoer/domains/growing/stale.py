"""What speaks against an entry today: its time is over, dates in it passed, goods sold out, prices changed. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from xiaoer.core.facts import Faq, Product, ShopFacts
from xiaoer.core.grounding.claims import claims_of, plain

SOON = timedelta(days=7)
TIMES = (Decimal(1), Decimal("0.5"), Decimal("1.5"), Decimal(2), Decimal(3))


def outdated(faq: Faq, facts: ShopFacts, today: date) -> list[str]:
    """Why somebody should look at an entry; empty = nothing known against it."""
    goods = [facts.products[n] for n in faq.products if n in facts.products]
    return [
        *_by_its_term(faq, today), *_by_dates(faq, today), *_by_goods(faq, facts, goods), *_by_prices(faq, facts, goods)
    ]  # fmt: skip


def _by_its_term(faq: Faq, today: date) -> Iterable[str]:
    if faq.valid_until is None:
        return
    if faq.valid_until < today:
        yield f"有效期到 {faq.valid_until.isoformat()}，已经过期"
    elif faq.valid_until <= today + SOON:
        yield f"有效期到 {faq.valid_until.isoformat()}，快到了"


def _by_dates(faq: Faq, today: date) -> Iterable[str]:
    """Dates with a year, or of this year: one more than half a year back is next year's."""
    passed = []
    for claim in claims_of(faq.answer):
        if claim.kind != "date":
            continue
        day = _day(claim.value, today)
        if day is not None and day < today:
            passed.append((day, claim.text))
    days = claims_of(faq.answer)
    still = any(c.kind == "date" and (d := _day(c.value, today)) is not None and d >= today for c in days)
    if passed and not still:
        yield f"答案里的日期 {max(passed)[1]} 已经过去"


def _day(value: str, today: date) -> date | None:
    try:
        if len(value) > 5:
            return date.fromisoformat(value)
        day = date.fromisoformat(f"{today.year}-{value}")
    except ValueError:
        return None
    return day.replace(year=today.year + 1) if day < today - timedelta(days=183) and day.day < 29 else day


def _by_goods(faq: Faq, facts: ShopFacts, goods: list[Product]) -> Iterable[str]:
    gone = [n for n in faq.products if n not in facts.products]
    if gone and facts.products:
        yield f"商品 {'、'.join(gone[:3])} 已经不在店里"
    empty = [p for p in goods if p.skus and all(s.stock == 0 for s in p.skus)]
    if empty and len(empty) == len(goods):
        yield f"{'、'.join(p.number for p in empty[:3])} 已经卖完"


def _by_prices(faq: Faq, facts: ShopFacts, goods: list[Product]) -> Iterable[str]:
    """A sum in an answer about goods that is neither a price of theirs nor stands in a promotion, fee or promise."""
    sums = {c.value: c.text for c in claims_of(faq.answer) if c.kind == "number" and c.unit == "yuan"}
    if not sums or not goods or any(s.price is None for p in goods for s in p.skus):
        return
    known = {plain(s.price) for p in goods for s in p.skus if s.price is not None} | _other_sums(facts)
    unknown = [text for value, text in sums.items() if not _told_from(Decimal(value), known)]
    if unknown:
        yield f"答案里的 {'、'.join(unknown[:3])} 和现在的价格、活动对不上"


def _told_from(value: Decimal, known: set[str]) -> bool:
    """A known sum, or a worked example of one: half of it, one and a half, twice, three times."""
    return any(plain(value / times) in known for times in TIMES)


def _other_sums(facts: ShopFacts) -> set[str]:
    texts = [t for p in facts.promotions for t in (p.name, p.threshold, p.benefit, p.note)]
    texts += [t for p in facts.policies for t in (p.text, p.key_values)]
    found = {c.value for t in texts for c in claims_of(t) if c.kind == "number"}
    fees: list[Decimal | None] = [v for f in facts.freight for v in (f.first_fee, f.step_fee, f.free_from)]
    return found | {plain(v) for v in fees if v is not None}
