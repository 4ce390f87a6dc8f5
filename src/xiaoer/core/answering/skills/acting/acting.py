"""Changes to an order proposed as actions (改地址 取消 备注 催发 发票 退换 预约): from his own order, in full.

Each ends with a question for the yes. Nothing is done here; the engine does it on the next turn's yes.
"""

from __future__ import annotations

import re
from dataclasses import replace

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.aspects import common_runs, content_runs
from xiaoer.core.answering.goods.variants import spec_of
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import Action
from xiaoer.core.answering.skills.acting import act_details
from xiaoer.core.answering.skills.acting.calling_off import called_off
from xiaoer.core.answering.skills.acting.ordering import place
from xiaoer.core.answering.skills.acting.proposals import proposal, refusal
from xiaoer.core.answering.skills.cases.after_sales import last_day
from xiaoer.core.answering.skills.cases.open_cases import already_open
from xiaoer.core.answering.skills.cases.verdicts import judged
from xiaoer.core.answering.skills.delivery.unsent import calls_unsent
from xiaoer.core.answering.skills.orders.orders import (
    about_order,
    calls_goods,
    goods_named,
    line_cells,
    not_yours,
    number_cell,
    status_cell,
    was_done,
)
from xiaoer.core.answering.skills.orders.which_order import order_for
from xiaoer.core.answering.wishes.acts import ActRule, is_wish
from xiaoer.core.answering.wishes.conditions import holds
from xiaoer.core.answering.wishes.wished import leaves_open
from xiaoer.core.facts import Order, OrderLine

_SELF_SERVICE = re.compile(
    r"自行|自助|订单页|订单详情|下载|(?:签收|收货|完成)后(?!\d+个?(?:工作日|天|小时)?内?(?:开|发|寄))|后台"
)
_BEFORE_DISPATCH = ("unpaid", "grouping", "paid_unshipped")
_GIVEN_UP = re.compile(r"(?:^|[,，。])([^,，。]{1,10}?)(?:我|都|也|就)?不(?:想)?要了|不要([^,，。了]{1,8})了")
_FILLER = re.compile(
    r"东西|这单|那单|订单|商品|[昨前今]天|早上|晚上|上午|下午|刚才|刚刚|拍的|买的|下的|待发货|[未没]付款|现在|已经|那个|这个|全部|退款|退钱"
)
_ARRIVED = ("delivered", "finished")
_BY_DESK = re.compile(r"专票|专用发票|增值税")
_NO_SPECIAL = re.compile(
    r"专(?:用发)?票[^。；;]{0,6}(?:开不了|不(?:能|支持|提供|开)|无法)|(?:不|无法|暂不)(?:能|支持|可以|提供)?开?(?:具)?(?:增值税)?专(?:用发)?票"
)
_PIECES = re.compile(
    r"(?:退|取消|不要)(?:掉|了)?(?:其中)?([一两二三四五六1-6])[个件条双套盒份只支把台瓶袋包]|只(?:要|留)([一两二三四五六1-6])[个件条双套盒份只支把台瓶袋包]"
)
_MADE = re.compile(r"定制|定做|订做|刻字?|来图|按尺寸|绣字|异形")
_NOT_CALLED_OFF = re.compile(r"(?:不能|不可|无法|不支持|不予)[^，。；]{0,4}(?:取消|退)|取消不了")
_NUMBERS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, **{str(n): n for n in range(1, 7)}}
_CALLED_OFF = re.compile(r"不(?:想)?要|取消|退")
_WHOLE = re.compile(r"整单|全部|都|所有|订单|这单|那单|一起")
_TAX = re.compile(r"税号|纳税人|统一社会信用")
_FAULTS = ("quality_issue", "damaged", "missing_wrong_item")
_FAULTY = re.compile(r"质量|坏|破|漏|少|错|霉|异味|瑕疵|过敏|假")


def propose(turn: Turn) -> Part | None:
    """A proposal, a question for what is missing, or a refusal with its rule; None = this line asks for no action."""
    rule = turn.shop.acts.get(turn.wish.type if turn.wish else turn.intent)
    if rule is None or not turn.acting or turn.reading.mood == "angry" or not _is_asked(turn, rule):
        return None
    if rule.type == "place_order":
        return _provided(turn, None, place(turn, rule))
    foreign = None if _TAX.search(turn.text) else not_yours(turn)
    if foreign or rule.off or not turn.orders or _elsewhere(turn, rule):
        return foreign
    order = order_for(turn, rule)
    if isinstance(order, Part):
        return order
    if rule.type == "exchange" and order.status in _BEFORE_DISPATCH and not rule.direct:
        rule = turn.shop.acts["modify_order"]  # before dispatch an exchange is another variant on the order
    if rule.type == "return_apply" and order.status in _BEFORE_DISPATCH and not rule.direct:
        rule = turn.shop.acts.get("cancel_order", rule)  # what was not sent yet is called off, not sent back
    if rule.type == "cancel_order" and order.status in _ARRIVED and "取消" not in turn.text and not turn.english:
        rule = turn.shop.acts.get("return_apply", rule)  # 不想要了 of what has arrived
    in_hand = already_open(turn, rule, order) or of_some_lines(turn, rule, order)
    if in_hand is not None:
        return in_hand
    said = _known(turn, rule, order) or _refused(turn, rule, order) or _with_details(turn, rule, order)
    return _provided(turn, order, said)


def _is_bought(turn: Turn, words: str) -> bool:
    """Whether “…不要了” speaks of nothing in particular, or of goods of an own order (手提袋不要了 does not)."""
    named = [run for run in content_runs(_FILLER.sub(" ", words)) if len(run) > 1]
    lines = [line for order in turn.orders for line in order.lines]
    if any(calls_goods(order, words) for order in turn.orders):
        return True
    return not named or any(common_runs(words, f"{line.title} {line.spec}") for line in lines)


def _elsewhere(turn: Turn, rule: ActRule) -> bool:
    """What this shop doesn't offer, or leaves to the shopper himself by its own words."""
    if rule.type == "service":
        return not act_details.is_served_at_all(turn, rule)
    if rule.type == "invoice" and _BY_DESK.search(turn.text):
        return any(_NO_SPECIAL.search(f"{p.text}；{p.key_values}") for p in turn.shop.policies("发票"))
    return rule.type == "invoice" and left_to_shopper(turn)


def left_to_shopper(turn: Turn) -> bool:
    """Whether invoices are applied for on the order's own page, by the shop's words."""
    return any(_SELF_SERVICE.search(p.text) for p in turn.shop.policies("发票"))


def _is_asked(turn: Turn, rule: ActRule) -> bool:
    given_up = _GIVEN_UP.search(turn.text) if rule.type == "cancel_order" and "取消" not in turn.text else None
    if given_up is not None and not _is_bought(turn, given_up[1] or given_up[2]):
        return False
    if turn.wish is not None:
        return True
    return turn.slots.pending == turn.intent or (
        is_wish(turn.text) and not leaves_open(turn.reading.normal) and bool(rule.words.search(turn.text))
    )


def _provided(turn: Turn, order: Order | None, part: Part | None) -> Part | None:
    """The shopper's own condition: what doesn't hold is not proposed, what we cannot know is left to his yes."""
    wish = turn.wish
    if part is None or wish is None or not wish.condition or part.action is None or part.action.state != "proposed":
        return part
    judged = holds(wish.condition, turn, order)
    name = turn.shop.acts[part.action.type].name
    if judged is False:
        facts = (number_cell(order), status_cell(order), *line_cells(order)) if order else ()
        state = f"尾号{order.number[-4:]}这单{goods_named(order)}现在是{order.status_text}，" if order else ""
        return Part(f"{state}您说的条件没有满足，{name}就先不办。", facts=facts, confidence=0.9)
    if judged is None:
        head, _, last = part.text.rpartition("\n")
        return replace(part, text=f"{head}\n您提的条件请您自己把关，符合再确认。\n{last}")
    return part


def of_some_lines(turn: Turn, rule: ActRule, order: Order) -> Part | None:
    """A wish for one of several goods of an order (把男款取消) must not become one for all of it."""
    if (
        rule.direct
        or rule.type not in ("cancel_order", "return_apply")
        or len(order.lines) < 2
        or _WHOLE.search(turn.text)
    ):
        return _some_pieces(turn, rule, order) if rule.type in ("cancel_order", "return_apply") else None
    given_up = " ".join(c for c in re.split(r"[,，。;；\s]", turn.text) if _CALLED_OFF.search(c)) or turn.text
    named = [line for line in order.lines if _names_line(given_up, line, order)]
    if not named or len(named) == len(order.lines):
        return None
    goods = "、".join(f"“{' '.join(line.title.split()[:2])} {spec_of(line.spec)}”" for line in named)
    text = (
        f"尾号{order.number[-4:]}这单有{len(order.lines)}件商品，您只想{rule.name}其中的{goods}。\n"
        "部分办理请售后同事来跟您确认金额和优惠，其余的照常处理。"
    )
    facts = [number_cell(order), status_cell(order)]
    for line in order.lines:
        facts += [cite.cell(line.source, "商品标题", line.title), cite.cell(line.source, "规格", line.spec)]
    facts.append(cite.cell(order.source, "商品件数", len(order.lines)))
    return Part(text, "handoff", 0.9, tuple(facts), "售后")


def _some_pieces(turn: Turn, rule: ActRule, order: Order) -> Part | None:
    """A wish for fewer pieces than were bought (两只里退一只): the sum is for people."""
    said = _PIECES.search(turn.text)
    bought = max((line.quantity for line in order.lines), default=1)
    if said is None or rule.direct or bought < 2 or _WHOLE.search(turn.text):
        return None
    count = _NUMBERS.get(said[1] or said[2], 0)
    if not 0 < count < bought:
        return None
    text = (
        f"尾号{order.number[-4:]}这单{goods_named(order)}拍了{bought}件，您只想{rule.name}其中一部分。\n"
        "部分办理请售后同事来跟您确认金额和优惠，其余的照常处理。"
    )
    facts = (number_cell(order), status_cell(order), *line_cells(order))
    return Part(text, "handoff", 0.9, facts, "售后")


def _names_line(text: str, line: OrderLine, order: Order) -> bool:
    """Whether a text names what only this line of the order has: a value of its variant, or a word of its title."""
    others = " ".join(f"{other.title} {other.spec}" for other in order.lines if other is not line)
    own = [value for value in re.split(r"[;；:：\s]", line.spec) if len(value) > 1 and value not in others]
    runs = [run for run in common_runs(text, line.title) if run not in others]
    return any(value.removesuffix("色") in text for value in own) or bool(runs)


def _known(turn: Turn, rule: ActRule, order: Order) -> Part | None:
    """What was done already is not done twice."""
    here = was_done(turn, order, rule.type) and rule.type != "change_address"
    column = order.extra.get(rule.record, "") if rule.record else ""
    if not here and column not in ("是", "true", "True", "已登记", "已加急"):
        return None
    facts = (number_cell(order), status_cell(order), *line_cells(order))
    text = f"尾号{order.number[-4:]}这单{goods_named(order)}的{rule.name}已经办过了，不用重复办。"
    return Part(text, facts=facts, confidence=0.92)


def _refused(turn: Turn, rule: ActRule, order: Order) -> Part | None:
    """The order's state, or the shop's days, forbid it: said with the reason."""
    why = rule.refused.get(order.status)
    if order.status == "part_shipped" and calls_unsent(turn, order):
        rest = about_order(turn, order)
        text = f"{rest.text}\n还没发出的这部分能不能{rule.name}，请售后同事来跟您确认。"
        return Part(text, "handoff", 0.9, rest.facts, "售后")
    if why is None and rule.allows(order.status):
        return _too_late(turn, rule, order)
    if why is not None:
        return refusal(rule, order, why)
    action = Action(rule.type, order.number, (), "refused", f"订单状态：{order.status_text}")
    if rule.type == "urge_ship" and order.status == "shipped":
        told = about_order(turn, order)
        text = f"{told.text}\n这边请售后同事联系快递帮您催派送，有结果告诉您。"
        return Part(text, "handoff", 0.9, told.facts, "售后", action=action)
    text = f"尾号{order.number[-4:]}这单{goods_named(order)}现在是{order.status_text}。\n这一步要请售后同事来为您办。"
    facts = (number_cell(order), status_cell(order), *line_cells(order))
    return Part(text, "handoff", 0.9, facts, "售后", action=action)


def _too_late(turn: Turn, rule: ActRule, order: Order) -> Part | None:
    if rule.type not in ("return_apply", "exchange") or rule.direct:
        return None
    found = last_day(turn, order)
    if _FAULTY.search(turn.text) or found is None or not found.over:
        return None
    action = Action(rule.type, order.number, (), "refused", found.rule)
    text = f"{found.text}\n要不要特殊处理请售后同事看过再答复您。"
    return Part(text, "handoff", 0.9, found.facts, "售后", action=action)


def _overdue(turn: Turn, order: Order) -> Part:
    """Later than promised: people, at once, with the order told."""
    part = about_order(turn, order)
    text = f"{part.text}\n让您久等了，这边请售后同事跟仓库催发，有结果给您消息。"
    return called_off(turn, order, Part(text, "handoff", 0.9, part.facts, "售后"))


def _begun(turn: Turn, rule: ActRule, order: Order) -> Part | None:
    """Goods made to order, which the shop doesn't call off once work on them has begun: people look whether it has."""
    about = " ".join(f"{line.title} {line.spec}" for line in order.lines) + order.remark
    if rule.direct or rule.type != "cancel_order" or order.status == "unpaid" or not _MADE.search(about):
        return None
    for policy in turn.shop.policies("取消", "定制", "定做", "刻字"):
        clause = next(
            (c for c in re.split(r"[。；;]", policy.text) if _MADE.search(c) and _NOT_CALLED_OFF.search(c)), ""
        )
        if clause:
            text = (
                f"尾号{order.number[-4:]}这单{goods_named(order)}是定制的，店里的规定：{clause.strip()}。\n"
                "有没有开始做请售后同事跟工厂核实，核实前先不能给您取消，结果马上告诉您。"
            )
            facts = (number_cell(order), status_cell(order), *line_cells(order), *cite.policy(policy))
            return Part(text, "handoff", 0.9, facts, "售后")
    return None


def _with_day(turn: Turn, order: Order, part: Part) -> Part:
    """A hurry-up with the day until which the order leaves anyway."""
    if order.ship_by is None or part.action is None or part.action.type != "urge_ship":
        return part
    by = turn.shop.local(order.ship_by)
    head, _, last = part.text.rpartition("\n")
    text = f"{head}\n应发货时间是{cite.moment(by)}前，确认后这边请仓库尽快优先发。\n{last}"
    return replace(part, text=text, facts=(*part.facts, cite.cell(order.source, "应发货时间", by)))


def _with_details(turn: Turn, rule: ActRule, order: Order) -> Part | None:
    """What exactly is to be done, by type."""
    asked = act_details.BY_TYPE.get(rule.type)
    if asked is None and rule.needs == "picture":
        return act_details.with_picture(turn, rule, order)
    if asked is not None:
        return asked(turn, rule, order)
    if rule.type == "urge_ship" and order.ship_by is not None and turn.shop.local(order.ship_by) < turn.now:
        return _overdue(turn, order)
    begun = _begun(turn, rule, order)
    if begun is not None:
        return begun
    if rule.type not in ("return_apply", "exchange"):
        return _with_day(turn, order, proposal(turn, rule, order, ()))
    return _sent_back(turn, rule, order)


def _sent_back(turn: Turn, rule: ActRule, order: Order) -> Part | None:
    """A return or an exchange with the judge's word on it; None where evidence or an unknown rule is for people."""
    in_fault = any(name in _FAULTS for name in turn.slots.intents[:2])
    if not rule.direct and (in_fault or _FAULTY.search(turn.text) or last_day(turn, order) is None):
        return None
    if rule.type == "exchange":
        return act_details.exchanged(turn, rule, order)
    decided = None if rule.direct else judged(turn, order)
    if decided is not None and not decided.granted:
        action = Action(rule.type, order.number, (), "refused", "七天无理由退货的规定")
        return replace(decided.part, action=action, facts=(*decided.part.facts, *line_cells(order)))
    part = proposal(turn, rule, order, ())
    if decided is None:
        return part
    head, _, last = part.text.rpartition("\n")
    return replace(part, text=f"{head}\n{decided.part.text}\n{last}", facts=(*part.facts, *decided.part.facts))
