"""Which order a wish means: by number, goods, place in a list, state, or what was spoken of."""

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.aspects import common_runs
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shop import Shop
from xiaoer.core.answering.skills.cases.cases import open_case
from xiaoer.core.answering.skills.common import ordinal
from xiaoer.core.answering.skills.orders.orders import (
    calls_goods,
    goods_named,
    like_goods,
    line_cells,
    meant_orders,
    named_by_message,
    number_cell,
    numbers_said,
    status_cell,
    was_done,
)
from xiaoer.core.answering.wishes.acts import ActRule
from xiaoer.core.facts import Order

_LISTED = 4
OF_CASES = frozenset({"return_apply", "exchange", "cancel_order"})
_NAME = 3  # characters of a title that count as its name
_OTHER = re.compile(r"另一?个|另外一?个|别的(?:订单|单)|其他(?:订单|单)")
_THIS = re.compile(
    r"(?:这|该|此|本)(?:一?个|笔|张|次|款|件|台)?(?:的)?(?:订单|单|商品|东西|宝贝)|刚(?:才|刚)?(?:说|问|查)的"
)
_NEWEST = re.compile(r"刚(?:才|刚)?(?:下单|买|拍|付款|订|下的)|最近(?:一单|买|拍|下)|这次的?订单|新(?:订单|下的单)")
_NOT = re.compile(r"(?:没有?|未|不是?|尚未)$")


def order_for(turn: Turn, rule: ActRule) -> Order | Part:
    """The order meant; several possible ones are asked back."""
    if turn.wish is not None and turn.wish.order:
        return next((o for o in turn.orders if o.number == turn.wish.order), turn.orders[0])
    alive = [order for order in turn.orders if not was_done(turn, order, "cancel_order")] or list(turn.orders)
    meant = _not_in_hand(turn, rule, _meant(turn, alive, rule), alive)
    if len(meant) == 1:
        return meant[0]
    pool = meant or alive
    possible = [order for order in pool if rule.allows(order.status)]
    if len(possible) > 1 and not meant:
        possible = [o for o in possible if goods_in_focus(turn) in _products(o)] or possible
    if len(possible) == 1:
        return possible[0]
    if not possible:
        return next((order for order in pool if order.status in rule.refused), pool[0])
    return possible[0] if _NEWEST.search(turn.text) else _which(turn, rule, possible)


def _not_in_hand(turn: Turn, rule: ActRule, meant: list[Order], alive: list[Order]) -> list[Order]:
    """An order on which a case is open already is meant only where the words themselves say so."""
    if rule.type not in OF_CASES or len(meant) != 1 or not open_case(meant[0]):
        return meant
    if named_by_message(turn) is not None or _THIS.search(turn.text) or _calls(turn, meant[0]):
        return meant
    return [order for order in alive if rule.allows(order.status) and not open_case(order)] or meant


def in_focus(turn: Turn) -> Order | None:
    """The one order that a message speaks of by its number, by the number of its goods, or by its state."""
    named = named_by_message(turn)
    if named is not None:
        return named
    found = _by_products(turn, list(turn.orders)) or _by_state_said(turn, list(turn.orders))
    return found[0] if len(found) == 1 else None


def _meant(turn: Turn, alive: list[Order], rule: ActRule) -> list[Order]:
    focus = next((o for o in alive if o.number == turn.slots.order), None)
    named = named_by_message(turn)
    if named is not None:
        return _same_tail(turn, named, alive)
    if _OTHER.search(turn.text) and focus is not None:
        return [order for order in alive if order is not focus]
    newest = [o for o in alive if rule.allows(o.status)][:1] if _NEWEST.search(turn.text) else []
    this = [focus] if focus is not None and _THIS.search(turn.text) else []
    found = _by_products(turn, alive) or this or _by_state_said(turn, alive) or newest
    if found:
        return found
    asked_of = bool(turn.wish and turn.wish.condition)  # 如果还没送到: what was asked about just now
    fitting = [focus] if focus is not None and not was_done(turn, focus, rule.type) else []
    called = [order for order in like_goods(turn) if order in alive]
    if len(called) == 1 and focus is not called[0] and not asked_of and _calls(turn, called[0]):
        return called
    before = _before(turn, alive, rule)
    if (asked_of and fitting) or before is not None:
        return fitting if asked_of and fitting else [before] if before is not None else []
    told = [order for order in meant_orders(turn) if order in alive]
    goods = [order for order in alive if goods_in_focus(turn) in _products(order)]
    if len(goods) == 1 and turn.slots.details.get("product", "") in _products(goods[0]):
        told = goods
    return fitting if len(told) > 1 and focus in told and fitting else told or fitting


def _calls(turn: Turn, order: Order) -> bool:
    """Whether the words of the wish itself call the order's goods (椅子不想要了), by head or by a run of the title."""
    return calls_goods(order, turn.text) or any(common_runs(turn.text, line.title) for line in order.lines)


def _before(turn: Turn, alive: list[Order], rule: ActRule) -> Order | None:
    """The order of the same matter in the turns before, unless the words point elsewhere."""
    if ordinal(turn.reading.normal) is not None and turn.slots.listed_orders:
        return None
    details = turn.slots.details
    same = details.get("last", "").endswith(rule.type) or bool(details.get("act"))
    number = details.get(f"order:{rule.type}", "") if same else ""
    same_as_before = next((order for order in alive if order.number == number), None)
    if same_as_before is not None:
        return same_as_before
    focus = next((o for o in alive if o.number == turn.slots.order), None)
    if focus is None or was_done(turn, focus, rule.type) or goods_in_focus(turn) not in _products(focus):
        return None
    return focus


def goods_in_focus(turn: Turn) -> str:
    """The number of the goods spoken of: as it was written last, unless a name written since then says others."""
    written, named = turn.slots.details.get("product", ""), turn.slots.product
    product = turn.shop.product(named)
    if not written or product is None or written == named:
        return named or written
    text = turn.reading.normal
    spoken = any(text[i : i + _NAME] in product.title for i in range(len(text) - _NAME + 1))
    return named if spoken else written


def _same_tail(turn: Turn, named: Order, alive: list[Order]) -> list[Order]:
    """Orders of one shopper may end alike (淘宝): a tail then means all of them."""
    if named.number in turn.reading.text:
        return [named]
    tails = [n for n in numbers_said(turn) if named.number.endswith(n)]
    return [order for order in alive if any(order.number.endswith(n) for n in tails)] or [named]


def _by_products(turn: Turn, orders: list[Order]) -> list[Order]:
    """The orders whose goods are called by their numbers."""
    numbers = set(goods_written(turn.text, turn.shop))
    return [order for order in orders if numbers & _products(order)]


def goods_written(text: str, shop: Shop) -> tuple[str, ...]:
    """The numbers of products that stand in a text, in order."""
    said = re.findall(r"(?<![\dA-Za-z])[A-Za-z]{0,4}\d{3,}(?!\d)", text)
    return tuple(dict.fromkeys(number for number in said if number in shop.facts.products))


def _products(order: Order) -> set[str]:
    return {line.product for line in order.lines}


def _by_state_said(turn: Turn, orders: list[Order]) -> list[Order]:
    """The orders whose state stands in the words, and is not denied there."""
    found = []
    for order in orders:
        bare = order.status_text.removeprefix("已")
        at = max(turn.text.find(word) for word in (order.status_text or "无", f"{bare}的"))
        paid = order.status == "paid_unshipped" and re.search(r"(?:刚|已)[^,，。]{0,3}付(?:了)?款的", turn.text)
        if paid or (at >= 0 and not _NOT.search(turn.text[:at])):
            found.append(order)
    return found


def _which(turn: Turn, rule: ActRule, orders: list[Order]) -> Part:
    facts, lines = [], []
    for order in orders[:_LISTED]:
        facts += [number_cell(order), status_cell(order), *line_cells(order)]
        day = ""
        if order.ordered_at is not None:
            at = turn.shop.local(order.ordered_at)
            facts.append(cite.cell(order.source, "下单时间", at))
            day = f"{at.month}月{at.day}日的"
        lines.append(f"{day}{goods_named(order)}，尾号{order.number[-4:]}，{order.status_text}")
    text = f"您要{rule.name}的是哪一单呢？\n" + "\n".join(lines)
    numbers = tuple(order.number for order in orders[:_LISTED])
    return Part(text, "clarify", 0.93, tuple(facts), asks="order", orders=numbers)
