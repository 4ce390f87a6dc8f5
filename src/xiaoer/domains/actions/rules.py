"""Pure judgement of actions: may it be done, with these details, and how is it laid before the shopper."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Literal

from xiaoer.core.answering.wishes.acts import act_rules
from xiaoer.core.facts import Order, ShopFacts, ShopProfile, Sku
from xiaoer.core.money import to_cents
from xiaoer.core.text.contacts import find_phones, mask_address, mask_name, mask_phone
from xiaoer.domains.actions.errors import BadDetail
from xiaoer.domains.actions.kinds import FLAGS, KINDS, Field, KindRule, kind_rule

Params = tuple[tuple[str, str], ...]
Outcome = Literal["allowed", "refused", "lead"]
LINE, TEXT = 200, 500
_ITEM = re.compile(r"^\s*(.+?)\s*[×xX*]\s*(\d{1,3})\s*$")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an action may be done now. `why` can be said to the shopper; `rule` = what it rests on."""

    outcome: Outcome
    why: str = ""
    rule: str = ""


def rule_of(kind: str, profile: ShopProfile) -> KindRule:
    """The rule of a kind in a shop."""
    own = act_rules(profile).get(kind)
    return kind_rule(kind, own.name if own else "")


def known_kinds(profile: ShopProfile) -> tuple[str, ...]:
    """The kinds that exist in a shop: the desk's, the engine's, its own."""
    return (*KINDS, *(kind for kind in act_rules(profile) if kind not in KINDS))


def judge(
    kind: str, order: Order | None, params: Mapping[str, str], profile: ShopProfile, facts: ShopFacts, *,
    limit: Decimal | None, lead: bool,
) -> Verdict:  # fmt: skip
    """The rulebook on an action: the order's state first, then what the kind asks, then money against the limit."""
    rule = rule_of(kind, profile)
    if order is None:
        return _new_order(kind, params, facts, profile)
    refused = _by_state(rule, order, profile)
    if refused:
        return Verdict("refused", refused, f"订单状态：{order.status_text}")
    special = _special(kind, order, params, facts)
    if special:
        return Verdict("refused", special, rule.basis)
    money = _at_stake(kind, order, params)
    if money is not None and limit is not None and money > limit and not lead:
        return Verdict("lead", f"金额 {money:.2f} 元超过您的权限 {limit:.2f} 元，请主管审批", rule.basis)
    return Verdict("allowed", "", f"{rule.basis}；订单状态：{order.status_text}")


def _by_state(rule: KindRule, order: Order, profile: ShopProfile) -> str:
    """What is said where the order's state forbids it; "" = it does not."""
    if rule.allowed is not None:
        ok = not rule.allowed or order.status in rule.allowed
        return "" if ok else rule.refused or f"订单现在是{order.status_text}，办不了。"
    own = act_rules(profile).get(rule.kind)
    if own is None or own.allows(order.status):
        return ""
    return own.refused.get(order.status) or f"订单现在是{order.status_text}，{rule.name}办不了。"


def _special(kind: str, order: Order, params: Mapping[str, str], facts: ShopFacts) -> str:
    if kind == "change_price":
        now, wanted = order.paid_amount, amount_of(params.get("改后应付", ""))
        if now is None:
            return "这个订单没有应付金额，改不了价。"
        if wanted is None or wanted < 0 or wanted >= now:
            return f"改价只能改低：现在应付 {now:.2f} 元。"
    if kind == "modify_order" and params.get("SKU"):
        return _swap(order, sku_of(facts, params["SKU"]))
    return ""


def _swap(order: Order, sku: Sku | None) -> str:
    """Another variant on the order: there, of the goods ordered, at the same price."""
    if sku is None:
        return "店里没有这个规格。"
    line = next((line for line in order.lines if line.product == sku.product), None)
    if line is None:
        return "订单里没有这个商品，改不了规格。"
    if sku.stock is not None and sku.stock < line.quantity:
        return f"{sku.spec}库存只有 {sku.stock} 件，不够 {line.quantity} 件。"
    if sku.price is not None and line.price is not None and sku.price != line.price:
        return f"{sku.spec}标价 {sku.price:.2f} 元，和下单价 {line.price:.2f} 元不同，要取消重拍。"
    return ""


def _new_order(kind: str, params: Mapping[str, str], facts: ShopFacts, profile: ShopProfile) -> Verdict:
    if kind != "place_order":
        return Verdict("refused", "要说明是哪个订单", "")
    own = act_rules(profile).get(kind)
    if own is None or own.off or not own.allowed:
        return Verdict("refused", "这个平台的订单要买家本人在商品页下单付款。", f"平台规则：{profile.platform}")
    for number, count in items_of(params.get("明细", "")):
        sku = sku_of(facts, number)
        if sku is None or sku.price is None:
            return Verdict("refused", f"店里没有在售的 {number}。", "商品在售且库存足够")
        if sku.stock is not None and sku.stock < count:
            return Verdict("refused", f"{sku.spec or number}库存只有 {sku.stock} 件，不够 {count} 件。", "库存不足")
    return Verdict("allowed", "", f"商品在售且库存足够；{kind_rule(kind).basis}")


def _at_stake(kind: str, order: Order, params: Mapping[str, str]) -> Decimal | None:
    """The money that the shop gives away."""
    if kind == "change_price" and order.paid_amount is not None:
        wanted = amount_of(params.get("改后应付", ""))
        return None if wanted is None else order.paid_amount - wanted
    if kind == "gift_add":
        return amount_of(params.get("价值", ""))
    return None


def complete(rule: KindRule, given: Sequence[tuple[str, str]]) -> Params:
    """The details in the kind's order, checked. Raises `BadDetail` naming the field and what to do."""
    values = {name.strip(): value.strip() for name, value in given if value.strip()}
    fields = rule.fields or tuple(Field(name, "text") for name in values)
    unknown = [name for name in values if name not in {field.name for field in fields}]
    if unknown:
        raise BadDetail(f"{rule.name}没有“{unknown[0]}”这一项", field=unknown[0])
    for field in fields:
        if field.needed and field.name not in values:
            raise BadDetail(f"请填写{field.name}", field=field.name)
        if field.name in values:
            values[field.name] = _checked(field, values[field.name])
    if rule.any_of and not any(name in values for name in rule.any_of):
        raise BadDetail(f"请至少填写{'、'.join(rule.any_of)}中的一项", field=rule.any_of[0])
    return tuple((field.name, values[field.name]) for field in fields if field.name in values)


def _checked(field: Field, value: str) -> str:
    most = TEXT if field.kind == "text" else LINE
    if len(value) > most:
        raise BadDetail(f"{field.name}最多 {most} 个字", field=field.name)
    if field.kind == "money":
        amount = amount_of(value)
        if amount is None or amount < 0:
            raise BadDetail(f"{field.name}要写成金额，例如 12.50", field=field.name)
        return f"{amount:.2f}"
    if field.kind == "phone" and not (find_phones(value) or re.fullmatch(r"\d[\d\-]{5,19}", value)):
        raise BadDetail(f"{field.name}不像电话号码", field=field.name)
    if field.kind == "count" and not re.fullmatch(r"[1-9]\d{0,2}", value):
        raise BadDetail(f"{field.name}要写成 1 到 999 的数", field=field.name)
    if field.kind == "flag" and value not in FLAGS:
        raise BadDetail(f"{field.name}只能是{'、'.join(FLAGS)}", field=field.name)
    if field.kind == "items" and not items_of(value):
        raise BadDetail(f"{field.name}要写成“SKU编号×数量”，多个用分号隔开", field=field.name)
    return value


def items_of(text: str) -> tuple[tuple[str, int], ...]:
    """`A1×2;B3×1` → pairs; () where any part cannot be read."""
    parts = [part for part in re.split(r"[;；|]", text) if part.strip()]
    found = [(m[1], int(m[2])) for part in parts if (m := _ITEM.match(part)) and int(m[2])]
    return tuple(found) if len(found) == len(parts) else ()


def amount_of(text: str) -> Decimal | None:
    """A sum in yuan as people write it."""
    try:
        amount = Decimal(text.strip().lstrip("¥￥").removesuffix("元").replace(",", ""))
    except InvalidOperation:
        return None
    return to_cents(amount) if amount.is_finite() and abs(amount) < 10**9 else None


def sku_of(facts: ShopFacts, number: str) -> Sku | None:
    """A variant by its number."""
    return next((s for p in facts.products.values() for s in p.skus if s.number == number), None)


def card_lines(rule: KindRule, order: Order | None, params: Params) -> list[dict[str, str]]:
    """What the shopper is shown: the order, then each detail, old and new. Phones by their last digits."""
    lines = []
    if order is not None:
        goods = "、".join(f"{line.title or line.product} {line.spec}×{line.quantity}".strip() for line in order.lines)
        lines = [_pair("订单", f"{order.number}（{order.status_text}）"), _pair("商品", goods)]
        if rule.kind in ("cancel_order", "change_price") and order.paid_amount is not None:
            lines.append(_pair("应付" if order.status == "unpaid" else "实付", f"{order.paid_amount:.2f} 元"))
    if order is not None and rule.kind == "check_order":
        where = " ".join((order.province, order.city, mask_address(order.address)))
        lines += [_pair("收货", f"{mask_name(order.receiver)} {mask_phone(order.phone)} {where}".strip())]
        lines += [_pair("备注", order.remark)]
    hidden = {field.name for field in rule.fields if field.inside}
    for name, value in params:
        if name not in hidden:
            lines.append(_pair(name, f"尾号{value[-4:]}" if name == "手机号" else value))
    return [line for line in lines if line["value"]]


def _pair(name: str, value: str) -> dict[str, str]:
    return {"name": name, "value": value}


def card_text(rule: KindRule, lines: Sequence[Mapping[str, str]]) -> str:
    """The card in words, for screens without cards and for the gate."""
    return "\n".join([f"请核对：{rule.name}", *(f"{line['name']}：{line['value']}" for line in lines)])


def remark_line(now: datetime, service_number: str, what: str, promise: str) -> str:
    """The remark template (备注模板): 日期-工号-事由-承诺."""
    parts = [now.strftime("%m%d"), service_number or "-", what.strip(), promise.strip()]
    return "-".join(part for part in parts if part)


def with_extra(order: Order, **values: str) -> dict[str, str]:
    """The order's further columns with some set."""
    return {**order.extra, **{name: value for name, value in values.items() if value}}
