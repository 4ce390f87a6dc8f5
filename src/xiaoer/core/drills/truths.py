"""Points whose answer a shop's own tables give: each function computes what is true of a case.

What no table tells has the honest point: to say so and to have it checked. Values carry their unit (`6|piece`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from xiaoer.core.drills.case import Case, spec_of
from xiaoer.core.drills.library import steps
from xiaoer.core.drills.shapes import Point
from xiaoer.core.facts import Policy, Product
from xiaoer.core.grounding.claims import claims_of, plain
from xiaoer.core.grounding.shapes import FactUse
from xiaoer.core.money import to_cents, yuan
from xiaoer.core.rulebook.calculators.delivery import arrival, delivery_rows, dispatch_rules
from xiaoer.core.rulebook.calculators.freight import freight_fee, rows_for
from xiaoer.core.rulebook.calculators.promotion import BasketLine, price_basket
from xiaoer.core.rulebook.calculators.size import advise

Truth = Callable[[Case], tuple[Point, ...]]
_CUT = re.compile(r"[，,。；;、（）()\s/：:]+")
_META = re.compile(r"发货仓|编号|许可|标准|预售|生产日期|批次|条码|备案|模特")
_LONGEST = 60
_NOT_SHIPPED = ("不配送", "不能寄", "不发货", "送不到", "不支持", "暂不", "发不了", "寄不了", "送不了")


def truth(case: Case, name: str) -> tuple[Point, ...]:
    """The points of a name: computed ones, else those of steps.toml, filled. Raises KeyError for an unknown name."""
    return TRUTHS[name](case) if name in TRUTHS else (_filled(steps()[name], case),)


def _filled(point: Point, case: Case) -> Point:
    def fill(text: str) -> str:
        for key, value in case.fills.items():
            text = text.replace("{" + key + "}", value)
        return text

    return replace(point, model=fill(point.model), words=tuple(fill(w) for w in point.words))


def _honest(case: Case, what: str) -> tuple[Point, ...]:
    return (replace(_filled(steps()["honest"], case), what=f"{what}：资料里没有，如实说要核实"),)


def _computed(case: Case, field: str, value: object) -> None:
    """A computed value as a cell of the case, so that the fact lock knows it."""
    case.evidence.append(FactUse("case", field, str(value)))


def stock(case: Case) -> tuple[Point, ...]:
    """How many pieces of the variant there are."""
    sku = case.sku
    if sku is None or sku.stock is None:
        return _honest(case, "库存")
    spec = spec_of(sku) or "这款"
    if sku.stock == 0:
        model = f"{spec}目前没有现货了，您可以看看同款的其他规格。"
        words = ("没有?(?:现)?货|无货|缺货|售罄|卖完|断货|断码|没有了|售完|拍完",)
        return (Point("stock", "answer", f"如实说{spec}没有现货", model, words=words, values=("0|piece",)),)
    model = f"{spec}有现货，库存还有{sku.stock}件。"
    return (Point("stock", "answer", f"报对库存：{spec} {sku.stock}件", model, values=(f"{sku.stock}|piece",)),)


def price(case: Case) -> tuple[Point, ...]:
    """What is paid for one piece now."""
    sku = case.sku
    if sku is None or sku.price is None:
        return _honest(case, "价格")
    total = _total(case)
    spec = spec_of(sku) or "这款"
    _computed(case, "到手价", total)
    if total == sku.price:
        model = f"{spec}现在到手{yuan(total)}元。"
    else:
        model = f"{spec}标价{yuan(sku.price)}元，算上现在的优惠到手{yuan(total)}元。"
    what = f"报对到手价：{spec} {yuan(total)}元"
    return (Point("price", "answer", what, model, values=(f"{plain(total)}|yuan",)),)


def _total(case: Case) -> Decimal:
    assert case.sku is not None
    assert case.sku.price is not None
    lines = (BasketLine(case.product, case.sku, case.sku.price, 1),)
    priced = price_basket(lines, case.facts.promotions, case.now, policies=case.facts.policies)
    for applied in priced.applied:
        _computed(case, "优惠", applied.saves)
    for missing in priced.missing:
        _computed(case, "差额", missing.gap)
    return priced.list_total if priced.total is None else priced.total


def _attributes(product: Product) -> list[tuple[str, str]]:
    return [
        (k, v) for k, v in product.attributes if 2 <= len(v) <= _LONGEST and not _META.search(k) and "见规格" not in v
    ]


def attribute(case: Case) -> tuple[Point, ...]:
    """One attribute of the product."""
    known = _attributes(case.product)
    if not known:
        case.fills["key"] = "材质"
        return _honest(case, "材质")
    key, value = known[case.number % len(known)]
    case.fills["key"] = key
    return (told("attribute", f"说对{key}：{value}", value, f"{case.fills['p']}的{key}：{value}。"),)


def told(name: str, what: str, text: str, model: str) -> Point:
    """A point whose answer is a text: its telling pieces or its gist."""
    pieces = [p for p in _CUT.split(text) if len(p) >= 2]
    return Point(name, "answer", what, model, words=tuple(re.escape(p) for p in pieces), gist=text)


def freight(case: Case) -> tuple[Point, ...]:
    """The shipping fee of one piece to the province."""
    rows = rows_for(case.facts.freight, case.province)
    if not rows or case.sku is None or case.sku.price is None:
        return _honest(case, "运费")
    weight = case.sku.gross_weight_g
    fee = freight_fee(rows[0], weight_kg=None if weight is None else weight / 1000, goods_paid=_total(case))
    what = f"报对寄{case.province}的运费"
    if fee.outcome == "undeliverable":
        words = ("|".join(_NOT_SHIPPED),)
        return (Point("freight", "answer", what, f"{case.province}目前不支持配送，抱歉。", words=words),)
    if fee.outcome == "free":
        words = ("包邮|免运费|免邮|不用(?:付|出)?运费|运费0|0元运费",)
        return (Point("freight", "answer", f"{what}：包邮", f"寄{case.province}包邮。", words=words),)
    if fee.fee is None:
        return _honest(case, "运费")
    _computed(case, "运费", fee.fee)
    model = f"寄{case.province}运费{yuan(fee.fee)}元。"
    return (Point("freight", "answer", f"{what}：{yuan(fee.fee)}元", model, values=(f"{plain(fee.fee)}|yuan",)),)


def eta(case: Case) -> tuple[Point, ...]:
    """When goods paid now arrive."""
    warehouse = (case.product.attribute("发货仓") or "").strip() or None
    rows = delivery_rows(case.facts.delivery, case.province, warehouse) if case.facts.delivery else ()
    presale = any("预售" in key for key, _ in case.product.attributes)
    if not rows or presale or rows[0].slowest_days is None:
        return _honest(case, "到货时间")
    found = arrival(rows[0], case.now, dispatch_rules(case.facts.policies, case.now.year, warehouse=warehouse))
    days = [d for d in (rows[0].fastest_days, rows[0].slowest_days) if d is not None]
    values = [f"{d}|day" for d in days]
    said = f"{days[0]}到{days[-1]}天"
    for at in (found.earliest, found.latest):
        if at is not None:
            values.append(_date(at))
            _computed(case, "预计送达", at.isoformat())
    model = f"寄{case.province}发出后预计{said}送到，具体以物流为准。"
    return (Point("eta", "answer", f"说对寄{case.province}的时效：{said}", model, values=tuple(values)),)


def _date(at: date) -> str:
    return f"{at.month:02d}-{at.day:02d}|date"


def dispatch(case: Case) -> tuple[Point, ...]:
    """When goods paid now leave, by the shop's own promise."""
    promise = next((p for p in case.facts.policies if "发货" in p.topic and "指定" not in p.topic), None)
    presale = any("预售" in key for key, _ in case.product.attributes)
    if promise is None or presale:
        return _honest(case, "发货时间")
    values = [f"{c.value}|{c.unit or c.kind}" for c in claims_of(promise.text) if c.kind in ("number", "clock")]
    for days in range(3):
        at = case.now.date() + timedelta(days=days)
        values.append(_date(at))
        _computed(case, "发货日期", at.isoformat())
    what = f"说对发货承诺：{promise.text}"
    return (Point("dispatch", "answer", what, promise.text, values=tuple(values), gist=promise.text),)


def asks_body(case: Case) -> tuple[Point, ...]:
    """The body is asked for before a size is told."""
    words = ("身高|体重|多高|多重",)
    return (Point("asks_body", "step", "先问身高体重再推荐", "麻烦您告诉我身高和体重，我帮您对尺码表。", words=words),)


def size(case: Case) -> tuple[Point, ...]:
    """The size by the chart; on a border either of the two."""
    found = advise(case.product.size_chart, height_cm=Decimal(case.fills["h"]), weight_jin=Decimal(case.fills["w"]))
    names = [row.size for row in found.sizes]
    if not names:
        return _honest(case, "尺码")
    words = "|".join(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])" for name in names)
    model = f"按尺码表，{case.fills['h']}cm、{case.fills['w']}斤建议选{'或'.join(names)}码。"
    return (Point("size", "answer", f"推荐对的尺码：{'或'.join(names)}", model, words=(words,)),)


def faq(case: Case) -> tuple[Point, ...]:
    """A common question of the shop."""
    entry = case.facts.faq[int(case.fills["faq"])]
    values = tuple(f"{c.value}|{c.unit}" for c in claims_of(entry.answer) if c.kind == "number" and c.unit)
    what = f"答对：{entry.answer}"
    return (Point("faq", "answer", what, entry.answer, values=values, gist=entry.answer),)


def compare(case: Case) -> tuple[Point, ...]:
    """A difference of two products, told of both."""
    other = case.other
    mine = dict(_attributes(case.product))
    theirs = dict(_attributes(other)) if other else {}
    differ = [key for key in mine if key in theirs and mine[key] != theirs[key]]
    if other is None or not differ:
        return _honest(case, "两款的区别")
    one = "；".join(mine[key] for key in differ)
    two = "；".join(theirs[key] for key in differ)
    key = differ[0]
    first, second = f"{case.fills['p']}的{key}：{mine[key]}。", f"{case.fills['p2']}的{key}：{theirs[key]}。"
    return (
        told("compare", f"说出{case.fills['p']}的特点", one, first),
        told("compare_2", f"说出{case.fills['p2']}的不同", two, second),
    )


def deadline(case: Case) -> tuple[Point, ...]:
    """The last moment of dispatch of the order."""
    order = case.order
    assert order is not None
    assert order.ship_by is not None
    at = order.ship_by
    model = f"这单最晚{at.month}月{at.day}日 {at:%H:%M}前发出，我会盯着。"
    values = (_date(at.date()),)
    return (Point("deadline", "answer", f"说出最晚发货时间：{at:%m月%d日 %H:%M}", model, values=values),)


def where(case: Case) -> tuple[Point, ...]:
    """Where the parcel is."""
    assert case.order is not None
    step = case.order.parcels[0].track[-1]
    model = f"查到您的包裹{step.at.month}月{step.at.day}日{step.text}，正在送往您那里。"
    return (Point("where", "answer", f"说出最新物流：{step.text}", model, words=(re.escape(step.city),)),)


def waybill(case: Case) -> tuple[Point, ...]:
    """Courier and waybill."""
    assert case.order is not None
    parcel = case.order.parcels[0]
    model = f"快递公司是{parcel.courier}。运单号：{parcel.waybill}。"
    words = (re.escape(parcel.waybill),)
    return (Point("waybill", "answer", f"报对运单号{parcel.waybill}", model, words=words),)


def _policy(case: Case, pattern: str) -> Policy | None:
    return next((p for p in case.facts.policies if re.search(pattern, p.topic)), None)


def return_rule(case: Case) -> tuple[Point, ...]:
    """Until when and in what state goods may go back."""
    own = _policy(case, "^七天无理由|^无理由")
    if own is None:
        what = "说明七天无理由退货的期限，或先核实"
        words = ("核实|确认|查一下",)
        model = "签收后7天内可以申请退货，商品完好就行，具体我帮您核实。"
        return (Point("return_rule", "answer", what, model, values=("7|day",), words=words),)
    values = tuple(f"{c.value}|{c.unit}" for c in claims_of(own.text) if c.kind == "number" and c.unit)
    what = f"说对退货规则：{own.text}"
    return (Point("return_rule", "answer", what, own.text, values=values, gist=own.text),)


def return_payer(case: Case) -> tuple[Point, ...]:
    """Who pays the way back without a reason."""
    own = next((p for p in case.facts.policies if re.search("退货运费", p.topic)), None)
    words = "(?:您|买家|自己|自行|顾客|亲).{0,12}(?:承担|出|付|负担)|自理|自付|自费|运费险"
    model = "无理由退货的寄回运费由您承担，有运费险的由保险赔付。"
    if own is None:
        words, model = f"{words}|核实|确认", "无理由退货的寄回运费一般由买家承担，这单我再帮您核实。"
    elif re.search(r"无理由[^。；]{0,12}(?:本店|卖家|商家|我们)(?:承担|出|付)", own.text):
        words, model = "(?:我们|本店|店里|商家|卖家).{0,8}(?:承担|出|付)|不用您", "无理由退货的寄回运费由本店承担。"
    return (Point("return_payer", "answer", "说清无理由退货的运费由谁承担", model, words=(words,)),)


def amount(case: Case) -> tuple[Point, ...]:
    """What was paid for the order."""
    assert case.order is not None
    paid = case.order.paid_amount or Decimal(0)
    model = f"您这单实付{yuan(paid)}元，按这个金额办。"
    return (Point("amount", "answer", f"报对金额：{yuan(paid)}元", model, values=(f"{plain(paid)}|yuan",)),)


def refund_state(case: Case) -> tuple[Point, ...]:
    """How far the refund is."""
    words = ("退款中|处理中|审核|收到.{0,6}退货|申请.{0,6}(?:已|在)|进度|截止|最晚|最迟",)
    model = "查到您这单的退货退款目前是退款中。"
    return (Point("refund_state", "answer", "说出退款进度：退款中", model, words=words),)


def refund_amount(case: Case) -> tuple[Point, ...]:
    """What is paid back."""
    assert case.order is not None
    assert case.order.after_sales is not None
    money = to_cents(case.order.after_sales.refund or Decimal(0))
    model = f"退款金额是{yuan(money)}元，原路退回。"
    values = (f"{plain(money)}|yuan",)
    return (Point("refund_amount", "answer", f"报对退款金额：{yuan(money)}元", model, values=values),)


TRUTHS: Mapping[str, Truth] = MappingProxyType(
    {
        "stock": stock, "price": price, "attribute": attribute, "freight": freight, "eta": eta,
        "dispatch": dispatch, "asks_body": asks_body, "size": size, "faq": faq, "compare": compare,
        "deadline": deadline, "where": where, "waybill": waybill, "return_rule": return_rule,
        "return_payer": return_payer, "amount": amount, "refund_state": refund_state,
        "refund_amount": refund_amount,
    }
)  # fmt: skip
