"""Returns of an own order decided by the rulebook's judge: whether, who pays the way back, how much, until when."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.aspects import common_runs
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.cases.cases import case_told, open_case
from xiaoer.core.answering.skills.cases.return_terms import own_cells, promised, shut_out, state_told
from xiaoer.core.answering.skills.orders.orders import (
    calls_goods,
    goods_named,
    line_cells,
    named_by_message,
    number_cell,
    status_cell,
)
from xiaoer.core.facts import Order, Policy, Product
from xiaoer.core.rulebook.judge import Decision, decide

RULES = "rulebook"
_APPROVED = ("approve", "approve_conditionally")
_UNSENT = frozenset({"paid_unshipped", "grouping", "locked"})
_ARRIVED = frozenset({"delivered", "finished"})
_FAULTS = frozenset({"quality_issue", "damaged", "missing_wrong_item", "not_received"})
_DAYS = re.compile(r"(\d+)\s*(?:天|日)")
_NOT_GRANTED = re.compile(r"不(?:支持|适用|享受|参与|参加|予)[^,，。；;]{0,6}无理由")
_NO_REASON = re.compile(r"无理由|七天|7天|不喜欢|不合适|退换|退货|尺码")
_BY_SHOP = re.compile(
    r"(?:店里|商家|我们|卖家|店铺|本店|我店)(?:来|负责)?(?:承担|出|付|包)|包(?:来回|往返|退货|退换货?)?(?:运|邮)费|免费上门取|上门取件"
)
_BY_BUYER = re.compile(r"买家(?:自行)?(?:承担|出|付|自付)|您(?:来|自己)?(?:承担|出|付)|自理|顾客承担|自己(?:承担|出)")
_QUALITY = re.compile(r"质量|破损|发错|少发|漏发|错发|坏")
_EXCLUDES = re.compile(r"不(?:支持|能|可|可以|予|适用|接受)?[^，。；]{0,4}退|除外|不退|不换|不适用")
_STATE_SAID = re.compile(r"拆|安装|通电|开封|用过|穿过|戴过|洗|下水|剪标|吊牌|使用|试戴|激活|刻|定制|定做|试吃|喝|吃")
_STATES = re.compile(r"[拆穿洗用戴试刻剪装吃喝]|开封|激活|通电")
_OPENED = re.compile(r"拆(?:了|开|过|封)|开封|打开(?:了|过)?")
_USED = re.compile(r"(?:用|穿|戴|洗|喝|吃)(?:过|了)|试戴|下水|试吃")
_TAGS = re.compile(r"剪标|吊牌(?:剪|没|掉|拆)|标(?:签)?(?:剪|拆|撕)")
_NOT_DONE = re.compile(
    r"(?:从来?|还|都|也|根本|完全)?(?:没有?|未|不曾)(?:怎么|有|去|舍得|来得及)?(?:下水|[拆穿洗用戴试剪喝吃开装撕])+(?:过|开|封|了|标|水|吊牌)*"
)
_OPTION = re.compile(r"[^;:：；]+[:：]")  # 度数:300度 is called 300度
_CUSTOM = re.compile(r"刻字|定制|定做|来图|私人订制")
_PERISHABLE = re.compile(r"生鲜|鲜果|水果|鲜花|海鲜|活体|蔬菜|鲜肉|冷鲜")
_SIZE = re.compile(r"大了|小了|尺码|码数|不合身|穿不了|圈号|太[大小紧松]")
_SUM = re.compile(
    r"(?:能|可以|会|应该|要)?退(?:给)?(?:我|回来?|款)?(?:多少|几块|几元)|退款(?:金额|多少)|(?:全额|全款)退|退多少"
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What is told of a return, and whether it may be proposed."""

    part: Part
    granted: bool


def verdict(turn: Turn, order: Order) -> Part | None:
    """The judge's word on a return of this order without reason; None where the order's state or sum is unknown."""
    found = judged(turn, order)
    return found.part if found is not None else None


def judged(turn: Turn, order: Order) -> Judged | None:
    """The same with whether it is granted."""
    if open_case(order):
        return Judged(case_told(turn, order), granted=False)
    if _FAULTS & set(turn.slots.intents) or not _is_open(order):
        return None  # what is faulty is no return without reason: evidence and people
    case = case_of(turn, order)
    if order.status in _ARRIVED and "no_reason_days" not in case["shop_rules"] and _none_granted(turn):
        return None  # the shop says that its goods are not taken back without a reason: its own words stand
    decision = decide(case)
    facts = _cells(turn, order, decision)
    if order.status in _UNSENT:
        told = _unsent(order, decision, facts)
        return Judged(told, decision.outcome == "approve") if told is not None else None
    if decision.outcome == "refuse":
        return Judged(_refused(order, decision, facts), granted=False)
    return _approved(turn, order, decision, facts) if decision.outcome in _APPROVED else None


def _approved(turn: Turn, order: Order, decision: Decision, facts: list[FactUse]) -> Judged:
    """Within the days: unless the shop's own terms bar the goods or their state."""
    barred = _barred(turn, order, facts)
    if barred is not None:
        return Judged(barred, granted=False)
    told = _granted(turn, order, decision, facts, _own_limit(turn, order))
    return Judged(told, told.kind == "answer")


def _barred(turn: Turn, order: Order, facts: list[FactUse]) -> Part | None:
    """Goods that the shop's words shut out, or a state that they don't take back, within the days that are left."""
    product, about = _goods(turn, order)
    out = shut_out(turn, product, about)
    term = out or state_told(turn, product, about)
    if term is None or term.allowed:
        return None
    head = f"尾号{order.number[-4:]}这单{goods_named(order)}"
    why = "不支持无理由退货" if out is not None else "：您说的情况不符合无理由退货的条件"
    lines = [f"{head}{why}，店里的规定：{term.words}。", "有质量问题的话拍照发来，另外处理。"]
    return Part("\n".join(lines), facts=(*facts, *term.facts), confidence=0.9)


def _goods(turn: Turn, order: Order) -> tuple[Product | None, str]:
    """The first goods of an order, and what all of them are called."""
    product = turn.shop.product(order.lines[0].product) if order.lines else None
    about = " ".join(f"{line.title} {_OPTION.sub('', line.spec)}" for line in order.lines)
    return product, f"{about} {product.category}" if product is not None else about


def _none_granted(turn: Turn) -> bool:
    return any(_NOT_GRANTED.search(policy.text) for policy in turn.shop.policies("无理由", "退换", "退货"))


def _is_open(order: Order) -> bool:
    """Whether the order's row tells enough to judge a return of it."""
    if order.paid_amount is None or order.status not in _UNSENT | _ARRIVED:
        return False
    return order.status in _UNSENT or order.signed_at is not None


def refund_sum(turn: Turn) -> Part | None:
    """“能退多少”: of an own order, by its case or by the judge."""
    if not _SUM.search(turn.text) or not turn.orders:
        return None
    order = next((o for o in turn.orders if o.number == turn.slots.order), None)
    found = [o for o in turn.orders if _called(o, turn)] or ([order] if order else [])
    found = found or [o for o in turn.orders if o.after_sales is not None]
    if not found and len(turn.orders) == 1:
        found = list(turn.orders)
    if len(found) != 1 or found[0].after_sales is not None:
        return None
    return verdict(turn, found[0])


def _called(order: Order, turn: Turn) -> bool:
    named = named_by_message(turn)
    if named is not None:
        return named.number == order.number
    text = turn.reading.normal
    return calls_goods(order, text) or any(common_runs(text, line.title) for line in order.lines)


def case_of(turn: Turn, order: Order) -> dict[str, Any]:
    """The order as a case for the judge (CASE_FORM): what the shop's data and the shopper's words say of it."""
    shop = turn.shop
    product = shop.product(order.lines[0].product) if order.lines else None
    paid, freight = order.paid_amount or Decimal(0), order.freight or Decimal(0)
    said = _NOT_DONE.sub(" ", turn.reading.normal)
    times = {"paid_at": order.paid_at, "shipped_at": order.shipped_at, "signed_at": order.signed_at}
    state = "paid_unshipped" if order.status in _UNSENT else "delivered"
    return {
        "now": turn.now.isoformat(),
        "platform": shop.profile.platform,
        "category": product.category if product else "",
        "product_flags": _flags(order, product),
        "order": {
            "status": state, "amount_paid": str(paid - freight), "freight_paid": str(freight),
            "qty": sum(line.quantity for line in order.lines) or 1,
            **{name: shop.local(at).isoformat() for name, at in times.items() if at is not None},
        },
        "request": {
            "type": "cancel" if state == "paid_unshipped" else "return_refund", "at": turn.now.isoformat(),
            "reason": "size" if _SIZE.search(said) else "no_reason", "opened": bool(_OPENED.search(said)),
            "used": bool(_USED.search(said)), "tags_removed": bool(_TAGS.search(said)),
        },
        "shop_rules": {**shop_rules(shop.facts.policies), **promised(turn, product)},
    }  # fmt: skip


def shop_rules(policies: Sequence[Policy]) -> dict[str, Any]:
    """What the shop's policies promise for returns without reason: days, and who pays the way back."""
    rules: dict[str, Any] = {}
    for policy in policies:
        if not re.search(r"无理由|退", policy.topic + policy.text):
            continue
        if "无理由" in policy.topic + policy.text and "no_reason_days" not in rules:
            days = re.search(r"天数[:：](\d+)", policy.key_values) or _DAYS.search(policy.text)
            if days:
                rules["no_reason_days"] = {"days": int(days[1]), "count_from": "day_after_sign"}
        for sentence in re.split(r"[。；;]", policy.text):
            if not _NO_REASON.search(sentence + policy.topic) or _BY_BUYER.search(sentence):
                continue
            if _BY_SHOP.search(sentence) and not _QUALITY.search(sentence):
                rules["no_reason_return_freight"] = "seller"
    return rules


def _flags(order: Order, product: Product | None) -> Mapping[str, bool]:
    about = f"{product.title} {product.category}" if product else ""
    made = " ".join(f"{line.title} {line.spec}" for line in order.lines) + order.remark
    custom = bool(_CUSTOM.search(order.remark)) or bool(re.search(r"定制|定做", f"{about} {made}"))
    return {"custom_made": custom, "perishable": bool(_PERISHABLE.search(about))}


def _cells(turn: Turn, order: Order, decision: Decision) -> list[FactUse]:
    """The cells that the judge's word rests on, and what it computed from them."""
    paid = cite.cell(order.source, "实付金额", order.paid_amount)
    facts = [number_cell(order), status_cell(order), *line_cells(order), paid, cite.clock(turn.now)]
    facts += [fact for policy in turn.shop.policies("无理由", "退换", "退货")[:2] for fact in cite.policy(policy)]
    facts += own_cells(_goods(turn, order)[0])
    if order.freight:
        facts.append(cite.cell(order.source, "运费", order.freight))
    if order.signed_at is not None:
        facts.append(cite.cell(order.source, "签收时间", turn.shop.local(order.signed_at)))
    facts.append(FactUse(RULES, decision.steps[-1].rule if decision.steps else "裁决", decision.explanation))
    if decision.amount is not None:
        facts.append(cite.computed("退款金额", decision.amount, [paid]))
    if decision.deadline is not None and order.signed_at is not None:
        signed = cite.cell(order.source, "签收时间", turn.shop.local(order.signed_at))
        facts.append(cite.computed("申请截止", decision.deadline.at.date(), [signed]))
    return facts


def _unsent(order: Order, decision: Decision, facts: list[FactUse]) -> Part | None:
    head = f"尾号{order.number[-4:]}这单{goods_named(order)}还没有发货"
    if decision.outcome == "approve" and decision.amount is not None:
        text = f"{head}，可以直接取消，退{cite.money(decision.amount)}，不产生寄回运费。"
        return Part(text, facts=tuple(facts), confidence=0.91)
    return _refused(order, decision, facts) if decision.outcome == "refuse" else None


def _granted(turn: Turn, order: Order, decision: Decision, facts: list[FactUse], own: str) -> Part:
    assert order.signed_at is not None
    signed = turn.shop.local(order.signed_at)
    until = ""
    if decision.deadline is not None:
        last = decision.deadline.at.date()
        until = f"，申请到{last.month}月{last.day}日为止"
    head = f"尾号{order.number[-4:]}这单{goods_named(order)}{signed.month}月{signed.day}日签收，还在无理由期内{until}。"
    payer = {"buyer": "您", "seller": "店里"}.get(decision.return_freight_payer or "", "")
    lines = [head]
    if own:
        lines.append(f"店里另有规定：{own}。")
    if own and set(_STATES.findall(own)) & set(_STATES.findall(turn.reading.normal)):
        lines.append("您说的情况能不能退，请售后同事核对后答复您；有质量问题另外处理。")
        return Part("\n".join(lines), "handoff", 0.9, tuple(facts), "售后")
    insured = next((p for p in turn.shop.facts.policies if "运费险" in f"{p.topic}{p.text}"), None)
    note = ""
    if insured is not None and payer == "您":
        note, facts = "（有运费险的按保险规则赔付）", [*facts, *cite.policy(insured)]
    tail = f"寄回的运费由{payer}承担{note}，" if payer else ""
    if decision.amount is not None:
        lines.append(f"{tail}商品完好退回后退{cite.money(decision.amount)}。")
    elif tail:
        lines.append(f"{tail.rstrip('，')}。")
    return Part("\n".join(lines), facts=tuple(facts), confidence=0.9)


def _refused(order: Order, decision: Decision, facts: list[FactUse]) -> Part:
    """The judge's no, with the rule that decided."""
    why = decision.steps[-1].text if decision.steps else decision.explanation
    text = f"尾号{order.number[-4:]}这单{goods_named(order)}：{why}。"
    return Part(text, facts=tuple(facts), confidence=0.9)


def _own_limit(turn: Turn, order: Order) -> str:
    """The shop's own clause that shuts these goods out, where one speaks of them; the shopper judges its condition."""
    about = " ".join(f"{line.title} {_OPTION.sub('', line.spec)}" for line in order.lines)
    product = turn.shop.product(order.lines[0].product) if order.lines else None
    if product is not None:
        about += f" {product.category} {' '.join(key for key, _ in product.attributes)}"
    for policy in turn.shop.policies("无理由", "退换", "退货"):
        for clause in re.split(r"[。；;]", policy.text):
            for part in re.split(r"[，,](?=[^，,]{0,12}(?:不|除外))", clause):
                if _EXCLUDES.search(part) and _STATE_SAID.search(part) and common_runs(part, about):
                    return part.strip("，, ")
    return ""
