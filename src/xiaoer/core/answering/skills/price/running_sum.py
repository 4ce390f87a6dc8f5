"""A sum that goes on over turns: the variant it waited for, goods taken out again, whether the offers are in it."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xiaoer.core.answering.goods.aspects import common_runs
from xiaoer.core.answering.goods.variants import choose, narrow
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.price.basket import goods_in, is_open, remembered, sum_of
from xiaoer.core.answering.skills.price.each_kind import Named
from xiaoer.core.answering.talk.slots import as_goods
from xiaoer.core.answering.talk.summing import COUNTERS, NUMBER, RECOUNTS
from xiaoer.core.facts import Sku
from xiaoer.core.text.normal import normal_text
from xiaoer.core.text.numbers import parse_number

_PIECE = re.compile(r"[,，。;；、\s]+|和|跟|还有")
_OUT = re.compile(
    r"^(?:那|算了|还是|先|把|就)*[,，\s]*(?:不要|不买|不加|去掉|去了|减掉|减去|拿掉|删掉|删了|去除)(?P<what>[^,，。?？]{1,10}?)(?:了|吧|呢|$)"
    r"|^(?:那|算了|还是|把|就)*[,，\s]*(?P<that>[^,，。?？不]{1,10}?)(?:就)?(?:不要|不买|不加|去掉|拿掉|删掉)(?:了|吧|$)"
)
_WITH_OFFERS = re.compile(
    r"(?:用|算|减|抵|加)(?:上|了|过)*(?:的)?(?:优惠)?(?:券|优惠|满减|活动|红包)(?:了)?(?:吗|没|么|不)|(?:券|优惠|满减|活动)(?:都|已经|也)?(?:用|算|减|抵|包含|含)(?:进去|在内|上|过)?(?:了)?(?:吗|没|么)"
    r"|(?:这|那)?(?:是|就是)(?:最终|最后|到手)(?:的)?(?:价|价格)?(?:了)?(?:吗|么|没|不)"
)
_PLUS = re.compile(r"^(?:那|要是|如果)?(?:再|另外|还)?(?:加上?|来|要|带)(?!急|厚|绒|长)[^,。]{2,}")
_SWAP = re.compile(r"换成?|改成?|改要")
_MORE = re.compile(
    rf"(?:那|行|好|嗯|[,，\s])*(?:我)?(?:再|另外|还)(?:要|想要?|来|拿|买|拍|加)+\s*({NUMBER})\s*[{COUNTERS}](?:呢|吧|多少钱?|一共|一起|[,，?？\s])*"
)
_FILLER = "那把就算了不对,， "
_MANY = 1000
_TWO = 2
_SHORT = 24


def running_sum(turn: Turn) -> Part | None:
    """The sum of before, with what this line settles or changes; None = the line is of something else."""
    if turn.slots.awaited:
        settled = _settled(turn) if _PLUS.match(turn.text) is None else [*_goods(turn), *goods_in(turn)]
        if settled is not None:
            return sum_of(turn, settled)
    swapped = [] if RECOUNTS.search(turn.reading.normal) else _swapped(turn)
    if swapped:
        return sum_of(turn, swapped)
    if not (turn.slots.basket or turn.slots.awaited) or turn.slots.order or len(turn.text) > _SHORT:
        return None
    kept = _goods(turn) if turn.slots.awaited else remembered(turn, turn.slots.basket)
    if kept and _WITH_OFFERS.search(turn.text):
        told = sum_of(turn, kept)
        return replace(told, text=f"能用的优惠都算进去了：\n{told.text}") if told.kind == "answer" else told
    return _without(turn, kept) or _recounted(turn, kept) or _one_more(turn, kept)


def _recounted(turn: Turn, kept: Sequence[Named]) -> Part | None:
    """“椅子改成5把” of several goods: the sum with another number of those named, else of those in view."""
    said = RECOUNTS.search(turn.reading.normal)
    count = parse_number(said[1].replace("俩", "两")) if said else None
    if said is None or count is None or len(kept) < _TWO or not 0 < count < _MANY:
        return None
    words = turn.reading.normal[: said.start()].strip(_FILLER)
    meant = [n for n in kept if _is_named(n, words)] if words else []
    if not meant and turn.product is not None:
        meant = [n for n in kept if n.product.number == turn.product.number]
    if len(meant) != 1:
        return None
    return sum_of(turn, [replace(n, quantity=int(count)) if n is meant[0] else n for n in kept])


def _one_more(turn: Turn, kept: Sequence[Named]) -> Part | None:
    """“再加一张” of the goods just summed up, and of no other."""
    said = _MORE.fullmatch(turn.reading.normal.strip())
    count = parse_number(said[1].replace("俩", "两")) if said else None
    mine = [n for n in kept if turn.product is not None and n.product.number == turn.product.number]
    if count is None or len(mine) != 1 or not 0 < count < _MANY:
        return None
    return sum_of(turn, [replace(n, quantity=n.quantity + int(count)) if n is mine[0] else n for n in kept])


def _swapped(turn: Turn) -> list[Named]:
    """“米换成10斤的” while several goods are summed up: the sum with the other variant."""
    kept = remembered(turn, turn.slots.basket) if _SWAP.search(turn.text) and not turn.orders else []
    if len(kept) < _TWO or turn.product is None or len(turn.skus) != 1:
        return []
    mine = [n for n in kept if n.product.number == turn.product.number]
    if len(mine) != 1:
        return []
    return [Named(n.product, turn.skus, n.quantity) if n is mine[0] else n for n in kept]


def _without(turn: Turn, kept: Sequence[Named]) -> Part | None:
    """“不要红茶了”: the sum of the rest."""
    said = _OUT.match(turn.text)
    if said is None or len(kept) < 2:
        return None
    words = normal_text(said["what"] or said["that"] or "")
    out = [n for n in kept if _is_named(n, words)]
    if len(out) != 1:
        return None
    return sum_of(turn, [n for n in kept if n is not out[0]])


def _is_named(named: Named, words: str) -> bool:
    title = normal_text(f"{named.product.title} {named.product.category} {named.skus[0].spec if named.skus else ''}")
    bare = words.strip("那把这个的就").rstrip("子头儿")
    return bool(common_runs(words, title)) or (len(bare) == 1 and bare in title)


def _settled(turn: Turn) -> list[Named] | None:
    """The goods of the sum that waits, with the variants that the line names; None where it names none."""
    pieces = [piece for piece in _PIECE.split(turn.reading.normal) if piece]
    goods, moved = _goods(turn), False
    found = []
    waiting = [n for n in goods if is_open(n)]
    for named in goods:
        skus = _chosen(turn, named, pieces, alone=len(waiting) == 1) if is_open(named) else named.skus
        moved = moved or len(skus) < len(named.skus)
        found.append(Named(named.product, skus, named.quantity))
    return found if moved else None


def _chosen(turn: Turn, named: Named, pieces: Sequence[str], *, alone: bool) -> tuple[Sku, ...]:
    """The variants of goods that the pieces leave: those that name the goods, else any that fits only them."""
    among = {turn.shop.product_of_sku(n) or n for n, _ in as_goods(turn.slots.awaited)}
    own = [p for p in pieces if turn.shop.find(p)[:1] == (named.product.number,)]
    rest = [p for p in pieces if alone or not among & set(turn.shop.find(p))]
    for piece in [*own, *rest, "".join(own), *([turn.reading.normal] if alone else [])]:
        options = dict(choose(named.product, piece).options)
        skus = tuple(s for s in narrow(named.product, options, piece) if s in named.skus)
        if 0 < len(skus) < len(named.skus):
            return skus
    return named.skus


def _goods(turn: Turn) -> list[Named]:
    found = []
    for number, count in as_goods(turn.slots.awaited):
        product = turn.shop.product(number)
        if product is not None:
            there = tuple(sku for sku in product.skus if sku.stock) or product.skus
            found.append(Named(product, there, count))
            continue
        found += remembered(turn, [f"{number}×{count}"])
    return found
