"""“夏天盖的被子有吗” without goods in view: what the shop has of it, in stock; None = its words fit nothing."""

from __future__ import annotations

import re
from itertools import islice

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.units import unit_of
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.choosing.needs import ranked, wish_runs
from xiaoer.core.facts import Sku

_HAVE = re.compile(r"有(?:没有|吗|么|没|不|卖)|卖不卖|有卖|有木有|找(?:个|一)")
_DOES = re.compile(r"[磨给用防去除打装擦切煮烤玩做穿戴坐睡骑看]")
_SHOWN = 2
_ENOUGH = 3
_LONGEST = 5


def wished(turn: Turn) -> Part | None:
    """Goods that hold most of the words, with what is there of them."""
    if not _HAVE.search(turn.text) or turn.reading.entities.products:
        return None
    numbers, scores = ranked(turn, None)
    near = [n for n in numbers if scores[n] >= max(_ENOUGH, scores[numbers[0]] * 0.75)]
    products = [turn.shop.facts.products[n] for n in near]
    there = list(islice(((p, sku) for p in products if (sku := _best(p.skus)) is not None), _SHOWN))
    if not there:
        return None
    lines = [
        f"{cite.short_title(p)}：{cite.money(s.price)}，库存{s.stock}{unit_of(p, s)}"
        for p, s in there
        if s.price is not None
    ]
    facts = [fact for p, s in there for fact in (cite.title(p), cite.price(s), cite.stock(s), cite.spec(s))]
    unknown = not_sold(turn)
    lead = f"按“{unknown}”没有查到商品，相近的有：\n" if unknown else "店里相近的有：\n"
    text = lead + "\n".join(lines) + "\n您看是这款吗？具体规格这边再帮您查。"
    return Part(text, facts=tuple(facts), confidence=0.8, products=tuple(p.number for p, _ in there))


def not_sold(turn: Turn) -> str:
    """The goods asked for by a name that stands nowhere in the shop (眼霜); "" = none."""
    if not _HAVE.search(turn.text):
        return ""
    runs = [run for run in wish_runs(turn.text) if len(run) > 1 and not run.isascii() and not _DOES.search(run)]
    return next((run for run in runs if len(run) <= _LONGEST and not _is_sold(turn, run)), "")


def _is_sold(turn: Turn, run: str) -> bool:
    """Whether any product bears two letters of a name, or the one before 子 头 儿 (裙子: 连衣裙)."""
    said = turn.shop.in_shop_words(run)
    if said != run or turn.shop.near(run):
        return True
    return run[-1] in "子头儿" and bool(turn.shop.of_noun(run) or turn.shop.with_letter(run[0]))


def _best(skus: tuple[Sku, ...]) -> Sku | None:
    return max((s for s in skus if s.stock and s.price is not None), key=lambda s: s.stock or 0, default=None)
