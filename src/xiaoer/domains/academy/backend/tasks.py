"""Tasks of the back end, made of a shop's tables by seed; the same seed and tables give the same task. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from xiaoer.core.facts import Order, Product, ShopFacts, Sku
from xiaoer.core.money import to_cents
from xiaoer.core.rulebook.casework import Kind
from xiaoer.core.rulebook.judge import Decision
from xiaoer.domains.academy.backend.errors import NothingToDrill
from xiaoer.domains.academy.backend.orders import LEAST_PRICE, Shelf, goods_of, of_lines, signed, with_freight
from xiaoer.domains.academy.backend.shapes import TASK_KINDS, TITLES, Check, Sandbox, SandCase, Task, TaskKind
from xiaoer.domains.aftersales.rules import Reason, judged

FLAG_RULE = "本店旗色：红＝送礼或特殊包装，黄＝延后发货，绿＝答应了补偿，蓝＝配送要求，紫＝发票"
_TRIES = 30
_LATE = "七天|7天|七日|期限|超过|超出|过了"
_NO_RETURN = "退货|寄回|退回"
_COMPANIES = ("示例贸易有限公司", "样例文化传播有限公司", "演示科技有限公司", "模拟商贸行")
Made = tuple[tuple[str, ...], tuple[Order, ...], tuple[SandCase, ...], tuple[Check, ...], str]


def task_of(kind: TaskKind, facts: ShopFacts, now: datetime, seed: int) -> Task:
    """The task of a kind and seed; `now` aware, in shop time. Raises `NothingToDrill`."""
    dice = Random(f"{kind}:{seed}")  # noqa: S311 - tasks are drawn, not secrets
    shelf = Shelf(facts, now, dice)
    if not shelf.sellable:
        raise NothingToDrill()
    for _ in range(_TRIES):
        made = MAKERS[kind](shelf)
        if made is not None:
            brief, orders, cases, checks, why = made
            shown = list(orders)
            dice.shuffle(shown)
            return Task(
                kind, seed, TITLES[kind], brief, Sandbox(now, facts.profile.platform, tuple(shown), cases), checks, why
            )
    raise NothingToDrill()


def possible(facts: ShopFacts) -> tuple[TaskKind, ...]:
    """The kinds of task that a shop's tables give: any goods with a price give all, but variants of one price."""
    wares = [s for p in facts.products.values() for s in p.skus if s.price is not None and s.price > LEAST_PRICE]
    if not wares:
        return ()
    swaps = any(_swappable(p, s) for p in facts.products.values() for s in p.skus)
    return tuple(kind for kind in TASK_KINDS if kind != "swap" or swaps)


def next_kind(kinds: Sequence[TaskKind], passed: Mapping[str, int]) -> TaskKind:
    """The kind that somebody has passed least. Raises `NothingToDrill`."""
    if not kinds:
        raise NothingToDrill()
    return min(kinds, key=lambda kind: passed.get(kind, 0))


def _swappable(product: Product, sku: Sku) -> list[Sku]:
    """What a variant can be changed for on an order: there, at its price."""
    if not sku.spec or sku.price is None or sku.price <= LEAST_PRICE:
        return []
    others = [s for s in product.skus if s.number != sku.number and s.spec]
    return [s for s in others if s.price == sku.price and (s.stock or 0) > 2]


def _price(shelf: Shelf) -> Made:
    nick = shelf.nick()
    order = shelf.order("unpaid", nick)
    way = shelf.dice.choice(("minus", "percent", "freight"))
    if way == "freight":
        order = with_freight(order)
        asked, off = "运费给他免掉", order.freight or Decimal(0)
    elif way == "percent":
        fold = shelf.dice.choice((90, 95, 88))
        asked = f"商品按{fold / 10:g}折成交"
        off = to_cents((order.goods_amount or Decimal(0)) * (100 - fold) / 100)
    else:
        off = Decimal(shelf.dice.choice((5, 8, 10, 12)))
        asked = f"少收 {off} 元"
    assert order.paid_amount is not None
    wanted = order.paid_amount - off
    return (
        (
            f"买家“{nick}”刚拍下 {goods_of(order)}，还没付款。",
            f"主管同意{asked}，请改价。",
            "他的另一单已经付款，别的订单都不要动。",
        ),
        (order, shelf.order("paid_unshipped", nick), shelf.order("unpaid", shelf.nick())),
        (),
        (Check(order.number, "paid_amount", (f"{wanted:.2f}",), f"改后应付 {wanted:.2f} 元"),),
        f"现在应付 {order.paid_amount:.2f} 元，{asked}就是减 {off:.2f} 元，改成 {wanted:.2f} 元。",
    )  # fmt: skip


def _remark(shelf: Shelf) -> Made:
    nick = shelf.nick()
    day = shelf.now + timedelta(days=shelf.dice.randrange(5, 20))
    coupon = shelf.dice.choice((5, 10, 15))
    wish, flag, words = shelf.dice.choice(
        (
            ("这单是送人的，包裹里不要放价格单", "红", ("送人|送礼|礼物|礼品", "价格|价签|小票")),
            (f"我出差，{day.month}月{day.day}日以后再发货", "黄", (_day_spellings(day),)),
            (f"上次晚发货，答应补我一张{coupon}元券，这单别忘了", "绿", (f"{coupon}元|{coupon} 元|{coupon}块", "券")),
            ("工作日家里没人，请周末派送", "蓝", ("周末|周六|周日|礼拜",)),
        )
    )  # fmt: skip
    order = shelf.order("paid_unshipped", nick)
    return (
        (f"买家“{nick}”的待发货订单 {order.number}，他说：“{wish}。”", FLAG_RULE + "。", "请插旗，并写清备注。"),
        (order, shelf.order("shipped", nick), shelf.order("paid_unshipped", shelf.nick())),
        (),
        (
            Check(order.number, "flag", (flag,), f"旗帜：{flag}"),
            Check(order.number, "memo", words, "备注写清了：" + "、".join(w.split("|")[0] for w in words)),
        ),
        f"这个要求属于{flag}旗；备注要让仓库不看聊天也能照办。",
    )


def _day_spellings(day: datetime) -> str:
    return f"{day.month}月{day.day}日|{day:%m-%d}|{day.month}.{day.day}|{day.month}/{day.day}|{day:%m%d}"


def _invoice(shelf: Shelf) -> Made:
    nick = shelf.nick()
    company = shelf.dice.choice(_COMPANIES)
    tax = "91" + "".join(shelf.dice.choice("0123456789") for _ in range(6)) + "MA"
    tax += "".join(shelf.dice.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(8))
    order = shelf.order("delivered", nick)
    return (
        (f"买家“{nick}”已签收的那一单要开公司抬头的电子发票：", f"抬头：{company}", f"税号：{tax}"),
        (order, shelf.order("unpaid", nick), shelf.order("delivered", shelf.nick())),
        (),
        (
            Check(order.number, "invoice", (f"：{company}",), f"抬头：{company}"),
            Check(order.number, "invoice", (tax,), f"税号：{tax}"),
        ),
        "抬头、税号一个字都不能错，错了要红冲重开；税号照原样复制，不要手打。",
    )


def _address(shelf: Shelf) -> Made | None:
    nick = shelf.nick()
    order = shelf.order("paid_unshipped", nick)
    other = shelf.order("paid_unshipped", shelf.nick())
    if other.province == order.province or not other.city:
        return None
    town = other.city if other.city.endswith("市") else f"{other.city}市"
    where = f"{other.province}{town}样板区示范路{shelf.dice.randrange(100, 999)}号"
    return (
        (f"买家“{nick}”搬家了，待发货的那一单要改寄到：", where, "收件人和电话不变；已经发出的那一单不要动。"),
        (order, shelf.order("shipped", nick), other),
        (),
        (
            Check(order.number, "address", (where,), f"收货地址：{where}"),
            Check(order.number, "address", (order.receiver,), f"收件人还是 {order.receiver}"),
        ),
        "地址照买家的原话整段填进去；只有没发货的那一单能改。",
    )


def _swap(shelf: Shelf) -> Made | None:
    found = [(p, s) for p, s in shelf.sellable if _swappable(p, s)]
    if not found:
        return None
    product, sku = shelf.dice.choice(found)
    wanted = _swappable(product, sku)
    nick, new = shelf.nick(), shelf.dice.choice(wanted)
    order = shelf.order("paid_unshipped", nick, (product, sku))
    return (
        (f"买家“{nick}”拍的是 {product.title} {sku.spec}，还没发货。", f"他想换成：{new.spec}。价格一样，有货。"),
        (order, shelf.order("paid_unshipped", shelf.nick(), (product, sku)), shelf.order("unpaid", nick)),
        (),
        (Check(order.number, "lines", (new.spec,), f"规格：{new.spec}"),),
        "同款同价、有库存、没发货，才能直接换规格；价格不同要取消重拍。",
    )


def _refund(shelf: Shelf) -> Made | None:
    nick = shelf.nick()
    order = with_freight(shelf.order("paid_unshipped", nick))
    amount, rest = order.paid_amount, "整单都不要了"
    why = f"没发货的全额退，运费也退：{amount:.2f} 元。"
    if shelf.dice.random() < 0.5:
        first, second = shelf.dice.choice(shelf.sellable), shelf.dice.choice(shelf.sellable)
        if first[0].number == second[0].number:
            return None
        off = Decimal(shelf.dice.choice((10, 15, 20)))
        order = of_lines(order, [first, second], off)
        price, whole = first[1].price or Decimal(0), order.goods_amount or Decimal(1)
        amount = to_cents(price - off * price / whole)
        rest = f"只退 {first[0].title} 这一件，另一件照常发；优惠 {off} 元按价格比例分摊"
        why = f"{price}−{off}×{price}÷{whole}＝{amount:.2f} 元。"
    case = SandCase(
        order.number, "refund_only", "requested", "other", rest, shelf.now - timedelta(hours=3), asked=amount
    )
    return (
        (f"买家“{nick}”还没发货的订单 {order.number} 申请了退款：{rest}。", "请处理完售后单，退款金额自己算。"),
        (order, shelf.order("delivered", nick), shelf.order("paid_unshipped", shelf.nick())),
        (replace(case, asked=None),),
        (
            Check(order.number, "case_state", ("done",), "售后单已完成"),
            Check(order.number, "case_amount", (f"{amount:.2f}",), f"退了 {amount:.2f} 元"),
        ),
        why,
    )


def _return(shelf: Shelf) -> Made | None:
    """A request after the receipt; what is right is the rulebook's word, not this table's."""
    kind, reason, days, pictures, words = shelf.dice.choice(_REQUESTS)
    nick = shelf.nick()
    product, sku = shelf.dice.choice(shelf.sellable)
    order = signed(with_freight(shelf.order("delivered", nick, (product, sku))), days, shelf.now)
    at = shelf.now - timedelta(hours=1)
    case = SandCase(order.number, kind, "requested", reason, words, at, pictures)
    decided = _decided(shelf, order, case, product)
    if decided.outcome == "ask_evidence":
        decided = _decided(shelf, order, replace(case, pictures=3), product)
    checks = _wanted(order, case, decided)
    if checks is None:
        return None
    wish = "只退款不退货" if kind == "refund_only" else "退货退款"
    shown = f"，附了 {pictures} 张照片" if pictures else "，没有附照片"
    return (
        (
            f"买家“{nick}”的订单 {order.number}，{days} 天前签收，申请{wish}：“{words}”{shown}。",
            "请按规则处理到底：该拒的写明理由，该补凭证的先请他补，该退的退对金额。",
            "沙盒里买家会马上寄回、马上补图。",
        ),
        (order, shelf.order("delivered", nick), shelf.order("paid_unshipped", shelf.nick())),
        (case,),
        checks,
        decided.explanation,
    )  # fmt: skip


_REQUESTS: tuple[tuple[Kind, Reason, int, int, str], ...] = (
    ("return_refund", "no_reason", 3, 0, "不太喜欢，吊牌都在"),
    ("return_refund", "no_reason", 6, 0, "和想的不一样，没用过"),
    ("return_refund", "no_reason", 9, 0, "放了几天才打开，不想要了"),
    ("return_refund", "no_reason", 12, 0, "不喜欢，想退"),
    ("return_refund", "quality", 4, 3, "有一处开裂，照片在这"),
    ("return_refund", "quality", 2, 0, "质量有问题，裂开了"),
    ("refund_only", "no_reason", 2, 0, "不喜欢，东西我留着，把钱退我就行"),
)  # fmt: skip


def _decided(shelf: Shelf, order: Order, case: SandCase, product: Product) -> Decision:
    return judged(
        order, shelf.facts.profile.platform, case.kind, case.reason, case.requested_at, shelf.now,
        category=product.category, pictures=case.pictures,
    )  # fmt: skip


def _wanted(order: Order, case: SandCase, decided: Decision) -> tuple[Check, ...] | None:
    number = order.number
    if decided.outcome == "refuse":
        why = _NO_RETURN if case.kind == "refund_only" else _LATE
        told = "拒绝理由说明了" + ("要退货" if case.kind == "refund_only" else "期限")
        return (Check(number, "case_state", ("refused",), "售后单已拒绝"), Check(number, "case_text", (why,), told))
    if decided.outcome != "approve" or decided.amount is None:
        return None
    checks = (
        Check(number, "case_state", ("done",), "售后单已完成"),
        Check(number, "case_amount", (f"{decided.amount:.2f}",), f"退了 {decided.amount:.2f} 元"),
    )
    if case.reason == "quality":
        return (Check(number, "case_pictures", ("3张图",), "看过凭证才同意"), *checks)
    return checks


def _resend(shelf: Shelf) -> Made:
    nick = shelf.nick()
    order = signed(shelf.order("delivered", nick), 1, shelf.now)
    waybill = f"SF{shelf.dice.randrange(10**12):012d}"
    case = SandCase(
        order.number, "resend", "requested", "missing_item", "少发了一件", shelf.now - timedelta(hours=2), 2
    )
    return (
        (
            f"买家“{nick}”的订单 {order.number} 少发了一件，照片和出库重量都核对过，仓库认了。",
            f"仓库已经补寄：{waybill}。请把补寄的售后单走完。",
        ),
        (order, shelf.order("delivered", nick), shelf.order("shipped", shelf.nick())),
        (case,),
        (
            Check(order.number, "case_state", ("done",), "售后单已完成"),
            Check(order.number, "case_waybill", (waybill,), f"运单号：{waybill}"),
        ),
        "少发由本店补齐，运费本店承担；售后单要填上补寄的运单号才算完。",
    )  # fmt: skip


MAKERS: Mapping[TaskKind, Callable[[Shelf], Made | None]] = {
    "price": _price, "remark": _remark, "invoice": _invoice, "address": _address, "swap": _swap, "refund": _refund,
    "return": _return, "resend": _resend,
}  # fmt: skip
