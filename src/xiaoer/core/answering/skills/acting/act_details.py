"""The details of an action, by its type: what the shopper must say, what the shop knows, what is asked back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.variants import choose, label, narrow, options_of, spec_of
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.acting.details import (
    address_in,
    day_in,
    invoice_in,
    phone_in,
    receiver_in,
    remark_in,
    service_in,
)
from xiaoer.core.answering.skills.acting.proposals import Details, proposal, refusal
from xiaoer.core.answering.skills.cases.swapping import on_offer, wanted_swap
from xiaoer.core.answering.skills.orders.orders import goods_named, line_cells, number_cell, status_cell
from xiaoer.core.answering.skills.orders.which_order import goods_in_focus
from xiaoer.core.answering.wishes.acts import ActRule
from xiaoer.core.answering.wishes.english_wishes import address_given, note_given, title_given
from xiaoer.core.facts import Order, OrderLine, Sku

_OFFERED = 5
_OTHER_SPEC = re.compile(r"换|改|发成|要成|改成|改为")
_NOT_SHOWN = re.compile(r"不是|并非|详情|商品页|无关|看不清")
_COMPANY_BILL = re.compile(r"企业|公司|单位|专票|专用")


def new_address(turn: Turn, rule: ActRule, order: Order) -> Part:
    """Another address, receiver or phone."""
    text = turn.wish.text.removeprefix(turn.wish.condition) if turn.wish else turn.reading.normal
    address = address_given(text) if turn.english else address_in(text)
    pairs = (("收货地址", address), ("收件人", receiver_in(text)), ("手机号", phone_in(text)))
    params = tuple((name, value) for name, value in pairs if value)
    if not params:
        facts = (number_cell(order), status_cell(order))
        which = f"尾号{order.number[-4:]}这单（{order.status_text}）"
        ask = f"{which}要改成哪里呢？把新的省市区、详细地址、收件人和电话发来就行。"
        return Part(ask, "clarify", 0.92, facts, asks="address")
    return proposal(turn, rule, order, params)


def modified(turn: Turn, rule: ActRule, order: Order) -> Part | None:
    """Another variant of the same goods, or a remark."""
    sku = _sku_wanted(turn, order)
    swaps = _swaps(turn, order)
    if sku is None and len(swaps) > 1 and _OTHER_SPEC.search(turn.text):
        return _which_line(order, swaps)
    if sku is not None and _OTHER_SPEC.search(turn.text):
        paid = next((line.price for line in order.lines if line.product == sku.product), None)
        if not sku.stock or sku.price != paid:
            return _not_alike(order, sku)
        mine = next((line.sku for _, line, other in swaps if other is sku), "")
        kept: Details = (("原SKU", mine),) if mine else ()
        return proposal(turn, rule, order, (("规格", label(sku)), ("SKU", sku.number), *kept), [cite.spec(sku)])
    remark = note_given(turn.text) if turn.english else remark_in(turn.text)
    return proposal(turn, rule, order, (("备注", remark),)) if remark else None


def exchanged(turn: Turn, rule: ActRule, order: Order) -> Part:
    """A return against another variant, or against the same anew."""
    if not rule.direct:
        sku = _sku_wanted(turn, order)
        if sku is not None and sku.stock == 0:
            return _sold_out(turn, order, sku)
        params: Details = (("规格", label(sku)), ("SKU", sku.number)) if sku is not None else ()
        return proposal(turn, rule, order, params, [cite.spec(sku)] if sku is not None else [])
    swap = wanted_swap(turn, order)
    if swap is None:
        return refusal(rule, order, "这单的商品不在可换的范围里，换不了。", reason="没有可换的商品")
    names, cells = on_offer(turn, swap)
    kept = (("swap", swap.way), ("line", swap.line.product), (f"order:{rule.type}", order.number))
    if swap.sku is None:
        return _no_swap(turn, rule, order, names, tuple(cells), kept, asked=swap.asked)
    params = (("换成", label(swap.sku)), ("SKU", swap.sku.number), ("原SKU", swap.line.sku or swap.line.product))
    return proposal(turn, rule, order, params, [cite.spec(swap.sku), cite.stock(swap.sku)])


def _no_swap(
    turn: Turn, rule: ActRule, order: Order, names: str, cells: tuple[FactUse, ...], kept: Details, *, asked: bool
) -> Part:
    """The one wanted isn't there, or it wasn't said which: what can be had instead."""
    offer = f"现在能换的有：{names}。" if names else "现在没有别的款式可以换。"
    if asked:
        part = refusal(rule, order, f"您要换的这一款现在没有，换不了。{offer}", cells, "没有可换的商品")
        return Part(part.text, part.kind, part.confidence, part.facts, action=part.action, details=kept)
    facts = (number_cell(order), status_cell(order), *line_cells(order), *cells)
    text = f"尾号{order.number[-4:]}这单{goods_named(order)}想换成哪一款呢？{offer}"
    return Part(text, "clarify", 0.92, facts, asks="act", details=kept)


def invoiced(turn: Turn, rule: ActRule, order: Order) -> Part:
    """The invoice's title; a personal one is made out to the shopper's own name where it is known."""
    text = turn.wish.text if turn.wish else turn.reading.normal
    title = dict(title_given(text) if turn.english else invoice_in(text))
    if not title:
        facts = (number_cell(order), status_cell(order))
        ask = f"尾号{order.number[-4:]}这单的发票，抬头开个人还是公司呢？开公司的话把名称和税号一起发来。"
        return Part(ask, "clarify", 0.92, facts, asks="title")
    person = turn.person.extra if turn.person else {}
    if title["抬头"] == "个人" and person.get("姓名"):
        title["抬头"] = person["姓名"]
    kind = "企业发票" if _COMPANY_BILL.search(text) else "个人发票"
    phone = phone_in(text) or person.get("电话号码", "")
    more = {"发票类型": kind} if person else {}
    return proposal(turn, rule, order, tuple({**title, **more, **({"手机号": phone} if phone else {})}.items()))


def appointed(turn: Turn, rule: ActRule, order: Order) -> Part | None:
    """A service at the shopper's door; None where the shop's data speak of no such service."""
    text = turn.wish.text if turn.wish else turn.text
    kind = service_in(text) or turn.slots.details.get("service", "") or "安装"
    if not _is_served(turn, rule, order, kind):
        return None
    day = day_in(text)
    if not day:
        facts = (number_cell(order), status_cell(order), *line_cells(order))
        ask = f"尾号{order.number[-4:]}这单{goods_named(order)}的{kind}，约在哪一天方便呢？"
        return Part(ask, "clarify", 0.92, facts, asks="act", details=(("service", kind),))
    person = turn.person.extra if turn.person else {}
    name = receiver_in(text) or person.get("姓名", "")
    phone = phone_in(text) or person.get("电话号码", "")
    params = [("服务类型", kind), ("预约时间", day), ("联系人", name), ("手机号", phone)]
    return proposal(turn, rule, order, tuple((key, value) for key, value in params if value))


def is_served_at_all(turn: Turn, rule: ActRule) -> bool:
    """Whether any order's goods, or a policy, speak of the service wished for."""
    kind = service_in(turn.text) or turn.slots.details.get("service", "") or "安装"
    return any(_is_served(turn, rule, order, kind) for order in turn.orders)


def _is_served(turn: Turn, rule: ActRule, order: Order, kind: str) -> bool:
    """Whether a policy or an attribute of the order's goods speaks of the service."""
    if any(kind in policy.topic or kind in policy.text for policy in turn.shop.policies(*rule.topics)):
        return True
    goods = [turn.shop.product(line.product) for line in order.lines]
    return any(kind in key or kind in value for p in goods if p is not None for key, value in p.attributes)


def protected(turn: Turn, rule: ActRule, order: Order) -> Part | None:
    """The difference to today's price, or to the one on a picture that the shopper showed."""
    line = _line(turn, order)
    if line is None or line.price is None:
        return None
    product = turn.shop.product(line.product)
    skus = [s for s in product.skus if s.number in (line.sku, line.product)] if product else []
    now = skus[0].price if skus else None
    paid = cite.cell(line.source, "单价", line.price)
    facts = [paid, *([cite.price(skus[0])] if skus else [])]
    if (now is None or now >= line.price) and rule.needs == "picture" and turn.pictures:
        shown = [amount for amount in turn.reading.entities.money if 0 < amount < line.price]
        now = min(shown) if shown else now
    if now is None or now >= line.price:
        why = f"您买时单价是{cite.money(line.price)}，现在的价格没有更低，没有差价可退。"
        return refusal(rule, order, why, facts, "现价不低于买价")
    difference = (line.price - now) * line.quantity
    params = (("商品", line.product), ("退差价", f"{difference:f}元"))
    return proposal(turn, rule, order, params, facts)


def with_picture(turn: Turn, rule: ActRule, order: Order) -> Part:
    """An action that needs proof: the picture must have been sent and must show what it should."""
    facts = (number_cell(order), status_cell(order), *line_cells(order))
    if not turn.pictures:
        ask = f"尾号{order.number[-4:]}这单{goods_named(order)}还没有登记过，请把截图发来，核实后再办。"
        return Part(ask, "clarify", 0.92, facts, asks="act")
    if _NOT_SHOWN.search(turn.pictures[-1]):
        return refusal(rule, order, "发来的图片不符合要求，这次办不了；您可以换一张再发。", reason="凭证不符合要求")
    return proposal(turn, rule, order, ())


def _line(turn: Turn, order: Order) -> OrderLine | None:
    said = [line for line in order.lines if line.product in turn.text]
    focus = [line for line in order.lines if line.product == goods_in_focus(turn)]
    return next(iter(said or focus or order.lines), None)


def _not_alike(order: Order, sku: Sku) -> Part:
    """The variant wanted is sold out or costs another sum: said, and settled by people."""
    facts = [number_cell(order), *line_cells(order), cite.spec(sku), cite.stock(sku)]
    if not sku.stock:
        said = f"{label(sku)}这会儿没有现货，换不了这一款。"
    else:
        facts.append(cite.price(sku))
        said = f"{label(sku)}有现货，现在标价{cite.money(sku.price or Decimal(0))}，和您拍的价格不一样。"
    text = f"尾号{order.number[-4:]}这单{goods_named(order)}要换规格：{said}\n请售后同事来跟您确认怎么处理。"
    return Part(text, "handoff", 0.9, tuple(facts), "售后")


def _sold_out(turn: Turn, order: Order, sku: Sku) -> Part:
    """The variant wanted in exchange is sold out: said, with what is there of the same goods at the same price."""
    facts = [number_cell(order), status_cell(order), *line_cells(order), cite.spec(sku), cite.stock(sku)]
    product = turn.shop.product(sku.product)
    mine = {line.sku for line in order.lines}
    there = [s for s in product.skus if s.stock and s.price == sku.price and s.number not in mine] if product else []
    lines = [
        f"尾号{order.number[-4:]}这单{goods_named(order)}想换的{label(sku)}现在没有货（库存0），暂时换不了这一款。"
    ]
    if there:
        lines.append(f"同价有货的有：{'、'.join(label(s) for s in there[:_OFFERED])}，要换哪个说一声。")
        facts += [fact for s in there[:_OFFERED] for fact in (cite.spec(s), cite.stock(s))]
    lines.append("也可以等到货再换，或者改成退货；请售后同事来跟您确认。")
    return Part("\n".join(lines), "handoff", 0.9, tuple(facts), "售后")


def _sku_wanted(turn: Turn, order: Order) -> Sku | None:
    """The one other variant of the order's goods that the words call for; None = none or several."""
    found = _swaps(turn, order)
    least = min((changed for changed, _, _ in found), default=0)
    best = [sku for changed, _, sku in found if changed == least]
    return best[0] if len(best) == 1 else None


def _swaps(turn: Turn, order: Order) -> list[tuple[int, OrderLine, Sku]]:
    """Each line of the order with the variant that the words would make of it, and how many options change."""
    found = []
    for line in order.lines:
        swap = _other_variant(turn, line)
        if swap is not None:
            found.append((swap[0], line, swap[1]))
    return found


def _other_variant(turn: Turn, line: OrderLine) -> tuple[int, Sku] | None:
    product = turn.shop.product(line.product)
    if product is None:
        return None
    entities = turn.reading.entities
    text = turn.text if turn.reading.normal in turn.text else f"{turn.text} {turn.reading.normal}"
    wanted = dict(choose(product, text, colours=entities.colours, sizes=entities.sizes).options)
    mine = next((sku for sku in product.skus if sku.number == line.sku), None)
    if not wanted or mine is None:
        return None
    own = dict(options_of(mine))
    found = narrow(product, {**own, **wanted})
    changed = sum(own.get(name) != value for name, value in wanted.items())
    return (changed, found[0]) if len(found) == 1 and found[0].number != mine.number else None


def _which_line(order: Order, swaps: list[tuple[int, OrderLine, Sku]]) -> Part:
    """Several of the order's goods could be changed so: which one."""
    facts = [number_cell(order), *line_cells(order), *(cite.spec(sku) for _, _, sku in swaps)]
    facts += [cite.cell(line.source, "规格", line.spec) for _, line, _ in swaps]
    named = "、".join(f"“{spec_of(line.spec)}”" for _, line, _ in swaps)
    text = f"尾号{order.number[-4:]}这单里有{named}，要改的是哪一件呢？"
    return Part(text, "clarify", 0.92, tuple(facts), asks="act")


BY_TYPE: Mapping[str, Callable[[Turn, ActRule, Order], Part | None]] = MappingProxyType(
    {
        "change_address": new_address,
        "modify_order": modified,
        "invoice": invoiced,
        "service": appointed,
        "price_protection": protected,
    }
)
