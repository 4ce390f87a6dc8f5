"""After-sales (售后): rules and progress are told; what needs a decision goes to people with the facts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.evidence.recall import in_force
from xiaoer.core.answering.goods.aspects import common_runs
from xiaoer.core.answering.goods.faults import BROKEN, DIED, HOW_TO
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.cases.cases import case_meant, case_told
from xiaoer.core.answering.skills.cases.changes import may_become
from xiaoer.core.answering.skills.cases.return_terms import state_told
from xiaoer.core.answering.skills.cases.rules_of_goods import of_other_goods, rule_for_all
from xiaoer.core.answering.skills.cases.verdicts import judged, verdict
from xiaoer.core.answering.skills.common import by_content, from_rule, hand_over, not_known, quote, rule
from xiaoer.core.answering.skills.goods.attributes import HAS_IT, by_attribute, own_faq, product_attribute
from xiaoer.core.answering.skills.goods.doubted_faults import by_letters
from xiaoer.core.answering.skills.orders.orders import (
    about_order,
    goods_named,
    line_cells,
    named_order,
    not_yours,
    number_cell,
    open_order,
    status_cell,
)
from xiaoer.core.facts import Faq, Order, Policy

_FREIGHT = re.compile(r"运费|邮费|谁出|谁承担|包退|运费险")
_DAYS = re.compile(r"(\d+)\s*(?:天|日)")
_BEFORE_BUYING = re.compile(r"(?:会不会|容易|会|掉不掉|起不起|怕).{0,6}(?:吗|么|不|$)")
_HOW = re.compile(r"怎么|流程|步骤|做什么|需要什么|要准备|寄到哪|寄回哪|地址")
_EVIDENCE = re.compile(r"照片|图片|视频|拍|截图|凭证|证明|面单")
_ASKING = re.compile(r"[吗么嘛不没]$|能不能|可不可以|怎么|咋|什么|啥|多久|哪|会不会|[?？]")
_PROMISE = re.compile(r"试睡|试用|试穿|包退|无理由|退换|可退|不退")
_RETURNS = re.compile(r"退货|退换货?|退款|换货|无理由|七天|7天|运费|规则|说明|政策|类")
_BRIEF = 110
_EARNEST = re.compile(r"定金|订金|押金|预付款|尾款")
_WARRANTY = re.compile(
    r"(?:保|管)(?:修)?(?:多久|几年|几个月|多长)|质保|保修|包修|(?:坏了|出问题)[^,。]{0,4}(?:保|修|管)"
)
_WHAT_IF = re.compile(
    r"(?:要不要|用不用|需要|要|用)(?:我)?(?:寄|退|还)回去?吗?|怎么赔|咋赔|管不管|赔不赔|赔吗|包赔|包不包|给(?:换|补|赔)(?:吗|不)|负责吗|(?:路上|运输|要是|如果|万一).{0,8}(?:怎么|咋)"
)
_IF = re.compile(
    r"^(?:那)?(?:要是|如果|万一|假如)|^(?:那)?(?:在)?(?:路上|运输中?|途中|到了?)[^,。收]{0,4}(?:死|碎|坏|化|裂|烂)(?:了|的)?(?:呢|怎么办|咋办|赔吗|管吗|怎么赔|算谁的)|寄回(?:去|来)?(?:吗|不|么)"
)
_HAPPENED = re.compile(r"收到|刚到|打开|我买的|给我发|发来|寄来|昨天|今天|投诉")
_MONEY_BACK = re.compile(
    r"(?:取消|[没未]发货?|[没未]发出)[^。；;]{0,24}\d+\s*(?:个?(?:小时|工作日)|天)|当天[^。；;]{0,6}退"
)
_UNSENT = re.compile(r"[没未](?:有)?发货?|[没未]发出|刚付|刚拍|付了款?")
_NOT_SENT = ("unpaid", "paid_unshipped", "grouping")
_ENDED = re.compile(r"目前状态：(?:[^。]{0,4})(?:成功|完成|关闭|拒绝)")
_LACKING = re.compile(r"[少漏缺错]")
_STEPS = re.compile(r"先.{1,20}(?:再|，)|检查|拧紧|换.{0,8}电池|重启|拔掉?电|清掉")
_DOUBTED = re.compile(r"是不是|算不算|是否|会不会是|正常(?:吗|么|不|嘛)|还能(?:吃|用|喝|穿|要)|怎么回事")
_WANTS_BACK = re.compile(r"退|换货|换一|赔|投诉|差评")
_SIGN = re.compile(
    r"(?:要不要|能不能|可以|能|该不该|应该|要|用)(?:先|不先)?(?:签收?|验货|拒收|拒签)(?:吗|不|么|$|后|再)|签不签|拒收还是"
)
_MAY = re.compile(r"(?:能|可以|可不可以|能不能)[^,。]{1,8}(?:吗|么|不|嘛)$")
_SUPPOSED = re.compile(r"要是|如果|万一|假如|假设|不喜欢|不合适|不满意|的话")
_ARRIVED = ("delivered", "finished")
_FAULT_TOPICS = {
    "quality_issue": ("质量", "坏", "包赔", "保修", "质保", "三包", "换新", "十五天", "破损", "退货运费"),
    "damaged": ("破损", "坏", "赔", "签收", "验货"),
    "missing_wrong_item": ("少发错发", "少发", "错发", "漏发", "缺件", "补发", "少件"),
}
_FAULT_SORRY = {
    "quality_issue": "收到的东西有问题，给您添麻烦了。",
    "damaged": "东西在路上受损了，给您添麻烦了。",
    "missing_wrong_item": "到货和您拍的不一致，给您添麻烦了。",
}


def return_policy(turn: Turn) -> Part:
    """What the shop's rules say, with the shopper's own last day where an order was signed for."""
    if not turn.orders and _WARRANTY.search(turn.text) and "退" not in turn.text:
        told = by_attribute(turn, loose=False)
        return told or not_known(turn, "质保的规定")
    if not turn.orders and _UNSENT.search(turn.text) and (found := rule(turn, "取消", "未发货", "没发货", floor=0.9)):
        return Part(found[0], facts=found[1], confidence=found[2])
    own = own_faq(turn) or _of_goods(turn)
    return own if own and "退" in own.text else _by_rule(turn)


def _by_rule(turn: Turn) -> Part:
    topics = (
        ("退货运费", "运费险") if _FREIGHT.search(turn.text) else ("七天无理由", "7天无理由", "无理由", "退换", "退货")
    )
    part = (_way_back(turn) if _FREIGHT.search(turn.text) else None) or from_rule(turn, "退货规则", *topics)
    if part.kind != "answer":
        return part
    if not _FREIGHT.search(turn.text) and (own := _of_kind(turn)) is not None and own.text not in part.text:
        part = Part(
            f"{own.text}\n{part.text}" if len(own.text) < _BRIEF else own.text,
            facts=(*own.facts, *part.facts),
            confidence=part.confidence,
        )
    part = part if _FREIGHT.search(turn.text) or turn.orders else _of_state(turn, part)
    earnest = _EARNEST.search(turn.text)
    if earnest is not None and earnest[0] not in part.text:
        return not_known(turn, f"{earnest[0]}能不能退")
    part = _with_own(turn, part)
    order = named_order(turn)
    decided = verdict(turn, order) if order is not None else None
    if decided is not None:
        return Part(f"{part.text}\n{decided.text}", facts=(*part.facts, *decided.facts), confidence=part.confidence)
    last = last_day(turn, order)
    if last:
        return Part(f"{part.text}\n{last.text}", facts=(*part.facts, *last.facts), confidence=part.confidence)
    return part


def _of_state(turn: Turn, part: Part) -> Part:
    """The rule led by what it says of the state told (下过水还能退吗)."""
    about = f"{turn.product.title} {turn.product.category}" if turn.product is not None else ""
    term = state_told(turn, turn.product, about)
    if term is None:
        return part
    said = "可以的，这种情况不影响退货。" if term.allowed else "您说的这种情况不符合无理由退货的条件。"
    own = "" if term.words in part.text else f"\n{term.words}。"
    return replace(part, text=f"{said}\n{part.text}{own}", facts=(*part.facts, *term.facts))


def _of_kind(turn: Turn) -> Part | None:
    """The rule written for returns of goods of this kind (内裤类退货)."""
    if turn.product is None:
        return None
    name = f"{turn.product.title} {turn.product.category}"
    for policy in turn.shop.policies("退"):
        kind = _RETURNS.sub("", policy.topic)
        if common_runs(kind, name):
            return Part(policy.text.strip(), facts=cite.policy(policy))
    return None


def _way_back(turn: Turn) -> Part | None:
    """Who pays the way back, by the rule that speaks of it; what it costs to send goods to the shopper is another."""
    rules = [
        p
        for p in turn.shop.policies("退货运费", "退换运费", "运费险", "退货", "退换")
        if _FREIGHT.search(p.text + p.topic)
    ]
    if "运费险" in turn.text:
        own = [p for p in turn.shop.facts.policies if "运费险" in p.topic]
        rules = own or [p for p in turn.shop.facts.policies if "运费险" in p.topic + p.text] or rules
    if not rules:
        return None
    text, facts = quote(rules[0], turn)
    return Part(text, facts=facts, confidence=0.88)


def _of_goods(turn: Turn) -> Part | None:
    """The FAQ that was written for returns of the goods in view."""
    entries = turn.shop.recall.of_product(turn.product.number) if turn.product else ()
    for entry in entries:
        if in_force(entry, turn.now.date()) and "退" in f"{entry.question}{''.join(entry.similar)}":
            return Part(entry.answer.strip(), facts=(cite.faq(entry),), confidence=0.88)
    return None


def _with_own(turn: Turn, part: Part) -> Part:
    """The rule, with what the product in view promises beyond it (试睡, 包退)."""
    product = turn.product
    own = [(k, v) for k, v in product.attributes if _PROMISE.search(f"{k}{v}")] if product is not None else []
    if product is None or not own:
        return part
    said = "".join(f"\n{cite.short_title(product)}的{key}：{value}。" for key, value in own[:2])
    facts = (cite.title(product), *(cite.cell(product.source, "属性", f"{key}:{value}") for key, value in own[:2]))
    return replace(part, text=part.text + said, facts=(*part.facts, *facts))


def return_apply(turn: Turn) -> Part:
    """A return is asked for: the rule, the order, and people who take it on."""
    foreign = not_yours(turn)
    if foreign:
        return foreign
    if not turn.orders and (_ASKING.search(turn.text) or _SUPPOSED.search(turn.text)):
        return return_policy(turn)
    lines, facts = [], []
    found = rule(turn, "七天无理由", "7天无理由", "无理由", "退换", "退货", floor=0.9)
    order = open_order(turn)
    if order is not None:
        facts += [number_cell(order), status_cell(order)]
        lines.append(f"您要退的是尾号{order.number[-4:]}的订单（{order.status_text}）对吗？")
    if found:
        lines.append(found[0])
        facts += found[1]
    named = named_order(turn)
    found_of = judged(turn, named) if named is not None else None
    if found_of is not None and not found_of.granted:
        return found_of.part
    decided = found_of.part if found_of is not None else None
    last = decided or last_day(turn, named)
    if last:
        lines.append(last.text)
        facts += last.facts
    if _HOW.search(turn.text) and lines:
        cases = case_told(turn, order) if order is not None and order.after_sales is not None else None
        if cases:
            lines, facts = [cases.text, *lines[1:]], [*cases.facts, *facts]
        return Part("\n".join(lines), facts=tuple(facts), confidence=0.85)
    lines.append("退货由售后同事来为您办理，可以先在订单里提交申请，这边把情况转过去。")
    return hand_over(turn, "\n".join(lines), facts=facts)


def exchange(turn: Turn) -> Part:
    """The exchange rule; an exchange itself is done by people."""
    if _FREIGHT.search(turn.text) and (way := _exchange_freight(turn)) is not None:
        return way
    own = None if turn.orders else own_faq(turn)
    told = own if own and "换" in own.text else None if turn.orders else by_attribute(turn, loose=False)
    if told:
        return told
    found = rule(turn, "换货", "退换")
    if found is None:
        return not_known(turn, "换货规则")
    order = open_order(turn)
    if order is not None and order.status in _NOT_SENT and (other := may_become(turn, order)) is not None:
        return other
    if order is not None:
        head = f"您要换的是尾号{order.number[-4:]}这单{goods_named(order)}（{order.status_text}）。\n"
        wait = "\n这单还在路上，收到后不合适再换；" if order.status == "shipped" else "\n"
        tail = "需要换的话告诉这边换成什么规格，请售后同事为您办理。"
        facts = (*found[1], number_cell(order), status_cell(order), *line_cells(order))
        return hand_over(turn, f"{head}{found[0]}{wait}{tail}", facts=facts)
    return Part(found[0], facts=found[1], confidence=found[2])


def _exchange_freight(turn: Turn) -> Part | None:
    """Who pays the ways of an exchange: by the rule on exchanges, else by the one on the way back."""
    rules = [p for p in turn.shop.policies("换货", "退换") if _FREIGHT.search(p.text) or "费" in p.text]
    return Part(rules[0].text.strip(), facts=cite.policy(rules[0]), confidence=0.9) if rules else _way_back(turn)


def refund_progress(turn: Turn) -> Part:
    """The state of the after-sales case on the shopper's order."""
    foreign = not_yours(turn)
    if foreign:
        return foreign
    meant = case_meant(turn, by_words=turn.slots.order in turn.slots.done)  # what was done just now is no case yet
    rules = (_of_called_off(turn) if meant is None else None) or rule(turn, "退款时效", "退款", floor=0.5)
    if meant is None:
        if rules:
            return Part(rules[0], facts=rules[1], confidence=rules[2])
        return hand_over(turn, "您当前账号下没有查到退款记录，请售后同事帮您核对。")
    part = case_told(turn, meant)
    if rules and part.kind == "answer" and not _ENDED.search(part.text):
        return Part(f"{part.text}\n{rules[0]}", facts=(*part.facts, *rules[1]), confidence=part.confidence)
    return part


def _of_called_off(turn: Turn) -> tuple[str, tuple[FactUse, ...], float] | None:
    """When the money of an order that was not sent comes back, after one was called off in this talk."""
    if not any("cancel_order" in done for done in turn.slots.done.values()):
        return None
    entries: tuple[Faq | Policy, ...] = (*turn.shop.policies("取消", "退款"), *turn.shop.facts.faq)
    told = next((e for e in entries if _MONEY_BACK.search(e.answer if isinstance(e, Faq) else e.text)), None)
    return (*quote(told, turn), 0.9) if told is not None else None


def price_protection(turn: Turn) -> Part:
    """The shop's price-protection promise; a claim itself goes to people."""
    found = rule(turn, "价保", "价格保护", "买贵", "降价", "差价", "补差", "保价")
    if found is None:
        return not_known(turn, "降价补差的规则")
    if turn.orders and re.search(r"降价|便宜了|差价|买贵|退差", turn.text):
        tail = "\n您的这单是否符合，请售后同事按订单为您核算。"
        return hand_over(turn, found[0] + tail, facts=found[1])
    return Part(found[0], facts=found[1], confidence=found[2])


def _before_a_case(turn: Turn) -> Part | None:
    """What is asked of warranty and quality by who has no case yet."""
    if not turn.orders and _WARRANTY.search(turn.text) and not HAS_IT.search(turn.text):
        warranty = rule(turn, "质保", "保修", "三包", "售后")
        if warranty and re.search(r"保|修|质量", warranty[0]):
            return Part(warranty[0], facts=warranty[1], confidence=warranty[2])
    lacking = turn.intent == "missing_wrong_item" and turn.product is None
    before = not turn.orders and not lacking and _ASKING.search(turn.text) and not BROKEN.search(turn.text)
    before = before or (turn.product is not None and _MAY.search(turn.text) and not HAS_IT.search(turn.text))
    if not before and not _BEFORE_BUYING.search(turn.text):
        return None
    asked = product_attribute(turn)
    supposed = before and turn.product is not None and not HAS_IT.search(turn.text)
    if asked is None or not (asked.known or not before or supposed):
        return None
    return asked if asked.known else by_content(turn) or asked


def _by_own_words(turn: Turn) -> Part | None:
    """What the shop wrote for it: how to sign for a damaged parcel, the steps that mend the goods in view."""
    if _SIGN.search(turn.text) and (signing := rule(turn, "签收", "验货", "拒收", "破损")) is not None:
        return Part(signing[0], facts=signing[1], confidence=signing[2])
    doubted = (own_faq(turn) or by_letters(turn)) if _DOUBTED.search(turn.text) and turn.product is not None else None
    if doubted is not None:
        return doubted
    how = HOW_TO.search(turn.text) is not None
    way = own_faq(turn) if how or turn.product is not None else None
    if way is None:
        return None
    return way if how or (_STEPS.search(way.text) and not _WANTS_BACK.search(turn.text)) else None


def fault(turn: Turn) -> Part:
    """Quality, damage, missing or wrong goods: sorry with the fact, evidence wanted, the rule, people."""
    foreign = not_yours(turn)
    if foreign:
        return foreign
    told = _before_a_case(turn) or _by_own_words(turn)
    if told:
        return told
    facts: list[FactUse] = []
    lines = [_FAULT_SORRY[turn.intent]]
    topics = _FAULT_TOPICS[turn.intent]
    topics = ("包活", "死亡", "包赔", *topics) if DIED.search(turn.reading.normal) else topics
    found = rule(turn, *topics, "售后", floor=0.5)
    if (
        found
        and turn.intent == "quality_issue"
        and turn.orders
        and turn.product is None
        and of_other_goods(turn, found[0])
    ):
        found = rule_for_all(turn, topics) or found
    if found and turn.intent == "missing_wrong_item" and not _LACKING.search(found[0]):
        found = rule(turn, *_FAULT_TOPICS[turn.intent], floor=0.9) or found
    if found and _IF.search(turn.text):
        return Part(found[0], facts=found[1], confidence=found[2])
    if found and not turn.orders and _WHAT_IF.search(turn.text) and not _HAPPENED.search(turn.text):
        told = by_content(turn) if turn.intent != "missing_wrong_item" else None
        return told or Part(found[0], facts=found[1], confidence=found[2])
    if found:
        lines.append(found[0])
        facts += found[1]
    if not found or not _EVIDENCE.search(found[0]):
        lines.append("麻烦拍几张照片：整体、问题处和外包装面单，发在这里就行。")
    order = open_order(turn)
    if order is not None and order.status == "part_shipped":
        told = about_order(turn, order)
        facts += told.facts
        lines = [lines[0], told.text, "这边请售后同事核对缺的是不是还在备货，给您答复。"]
    elif order is not None:
        facts.append(number_cell(order))
        lines.append(f"是尾号{order.number[-4:]}这单吧？这边请售后同事接手，为您处理。")
    else:
        lines.append("这边请售后同事接手，为您处理。")
    return hand_over(turn, "\n".join(lines), facts=facts)


@dataclass(frozen=True, slots=True)
class LastDay:
    """The end of the no-reason days of an order: what is said, the cells, whether it is over, and the rule."""

    text: str
    facts: tuple[FactUse, ...]
    over: bool
    rule: str


def last_day(turn: Turn, order: Order | None) -> LastDay | None:
    """The last day of the shop's no-reason return for an order signed for; day 1 = the day after signing
    (网络购买商品七日无理由退货暂行办法 art. 10). None = not known."""
    policy = next(iter(turn.shop.policies("七天无理由", "7天无理由", "无理由")), None)
    if order is None or order.signed_at is None or policy is None or order.status not in _ARRIVED:
        return None
    found = _DAYS.search(policy.text) or re.search(r"天数[:：](\d+)", policy.key_values)
    if not found:
        return None
    signed = turn.shop.local(order.signed_at)
    last = signed.date() + timedelta(days=int(found[1]))
    inputs = (*cite.policy(policy), cite.cell(order.source, "签收时间", signed), number_cell(order))
    facts = (*inputs, cite.computed("无理由退货截止", last, inputs), cite.clock(turn.now))
    rule_name = f"{policy.number} {policy.topic}（{policy.source}）"
    when = f"{last.month}月{last.day}日"
    if last < turn.now.date():
        said = f"您尾号{order.number[-4:]}的订单无理由期限到{when}，已经过了；如有质量问题可以另外处理。"
        return LastDay(said, facts, True, rule_name)
    said = f"您尾号{order.number[-4:]}的订单{signed.month}月{signed.day}日签收，无理由期限到{when}。"
    return LastDay(said, facts, False, rule_name)
