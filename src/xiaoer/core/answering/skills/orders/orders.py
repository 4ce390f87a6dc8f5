"""Orders (订单): their state, told only to the shopper whose they are."""

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.evidence.recall import clean, grams
from xiaoer.core.answering.goods.aspects import content_runs
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.acting.calling_off import called_off
from xiaoer.core.answering.skills.acting.details import phone_in
from xiaoer.core.answering.skills.common import by_content, hand_over, ordinal, rule
from xiaoer.core.answering.skills.delivery.parcel_lines import parcel_line
from xiaoer.core.answering.skills.delivery.unsent import unsent_told
from xiaoer.core.facts import Order, OrderLine
from xiaoer.core.grounding.claims import claims_of
from xiaoer.core.reading.shapes import Intent

_CLOSED = frozenset({"closed_unpaid", "closed_refunded"})
_OPEN_FIRST = ("part_shipped", "shipped", "paid_unshipped", "grouping", "locked", "unpaid", "delivered")
_WAITING_FIRST = ("paid_unshipped", "part_shipped", "grouping", "locked", "shipped", "unpaid", "delivered")
_TO_LEAVE = re.compile(r"(?:不|没有?|未)(?:给我)?发|催发|发货|发出")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NO_HEADS = frozenset("款装色码号型版新家用式大小个件套的")
OF_ORDERS: frozenset[Intent] = frozenset(
    {"order_status", "logistics_tracking", "urge_ship", "change_address", "cancel_order", "modify_order", "invoice"}
)
_LISTED = 3
_NUMBER_LENGTH = 10
_STATE_WORDS = (
    (re.compile(r"[没未]付款?|待付款|[没未]付钱|未支付"), ("unpaid",)),
    (re.compile(r"[没未]发货?|待发货|还没发"), ("paid_unshipped", "grouping")),
    (re.compile(r"已?发货的|发出的|在路上|途中|运输中"), ("shipped", "part_shipped")),
    (re.compile(r"收到的|签收的|签收是|代收|放(?:门口|柜)"), ("delivered", "finished")),
)
_FOR_OTHERS = re.compile(
    r"我是(?:他|她)(?:的)?|(?:帮|替)(?:我)?(?:朋友|同事|邻居|室友|别人|亲戚|他|她)(?:们)?(?:查|问|看)|(?:朋友|同事|邻居|室友|别人|他|她)的(?:订单|单子?|快递|包裹|地址)|是谁(?:买|拍|下)"
)
_ASKING = re.compile(r"(?:帮我|麻烦|请)?(?:查|看|问)(?:一?下|一查|看)?")
_WHOSE = re.compile(
    r"(?:^|[\s,，。])([^\s,，。我您你这那哪的]{2,10})的(?:订单|单子|那单|快递单?|包裹|物流|货|收货地址|收件地址|地址|电话|手机号?)(?!什么|啥|几|哪|怎么发|多少)"
)
_THAT_ONE = re.compile(r"(?:^|[\s,，。])([\u4e00-\u9fffA-Za-z]{2,8})那[个一]?(?:单子?|订单|快递|包裹)")
_NO_PERSON = re.compile(
    r"买|拍|下|付|昨|今|前|天|号|刚|上|新|第|没|未|已|发|待|收|退|换|单|取|派|签|漏|少|错|坏|破|碎|化|断|裂|瘪|脏|大|小|预|定|加急|赠|送|运|在途|丢|补|修|[红橙黄绿青蓝紫黑白灰粉棕金银米]色?|件|月|日|周|早|晚|店|家|改|查|全部|所有|最近|之前|自己|本人|\d"
)
_THAT_ORDER = re.compile(r"[那这](?:一)?(?:单|笔|个订单)")
_BOUGHT = re.compile(r"买|拍|下单|下的|付|订|号的|日的|天的|单")
_GENERAL = re.compile(r"怎么办|咋办|咋整|怎么处理|自[己动]|要是|如果|万一|一般|丢了|丢件|会不会|能不能|可以|[赔管]吗")
_MINE = re.compile(r"我(?:的|那|这)|帮我|查(?:一?下)?我")
_AT_DOOR = re.compile(r"签收|驿站|自提|丰巢|快递柜|取件码|待取|代收|菜鸟")
_PHONE = re.compile(r"1[3-9]\d{9}$")


def order_status(turn: Turn) -> Part:
    """The state of the order meant; several open ones are named shortly."""
    foreign = not_yours(turn)
    if foreign:
        return foreign
    if not turn.orders:
        return no_orders(turn)
    order = named_order(turn)
    if order is None:
        live = [o for o in turn.orders if o.status not in _CLOSED and o.status != "finished"]
        if len(live) > 1:
            return _several(turn, live)
        order = live[0] if live else turn.orders[0]
    return about_order(turn, order)


def urge_ship(turn: Turn) -> Part:
    """Hurry-up: the deadline is told, people do the hurrying."""
    foreign = not_yours(turn)
    if foreign:
        return foreign
    order = open_order(turn)
    if order is None:
        found = rule(turn, "发货承诺", "发货")
        said = f"{found[0]}\n" if found else ""
        return hand_over(turn, f"{said}您的订单请售后同事核对后帮您催一下。", facts=found[1] if found else ())
    part = about_order(turn, order)
    if order.status in ("paid_unshipped", "part_shipped", "grouping", "locked"):
        text = f"{part.text}\n让您久等了，这边请售后同事跟仓库催发，有结果给您消息。"
        return called_off(turn, order, hand_over(turn, text, facts=part.facts))
    return part


def in_this_chat(turn: Turn) -> Part | None:
    """An order that was cancelled in this conversation is told as that; its row in the file is older."""
    order = named_order(turn) if turn.intent in OF_ORDERS and turn.slots.done else None
    if order is None or not was_done(turn, order, "cancel_order"):
        return None
    text = f"尾号{order.number[-4:]}这单刚才已经按您的确认取消了，其他事直接说。"
    return Part(text, facts=(number_cell(order),), confidence=0.93)


def was_done(turn: Turn, order: Order, kind: str) -> bool:
    """Whether an action was executed on the order in this conversation."""
    return kind in turn.slots.done.get(order.number, "").split("|")


def about_order(turn: Turn, order: Order) -> Part:
    """One order in a few lines: state, times, parcels, the next step."""
    facts = [number_cell(order), status_cell(order), cite.clock(turn.now)]
    facts += line_cells(order)
    head = f"您的订单（尾号{order.number[-4:]}）{goods_named(order)}"
    lines, kind = _state_lines(turn, order, facts)
    lines[0] = f"{head}{lines[0]}"
    team = "售后" if kind == "handoff" else None
    return Part("\n".join(lines), kind, 0.95, tuple(facts), team)  # type: ignore[arg-type]


def number_cell(order: Order) -> FactUse:
    """The order's number."""
    return cite.cell(order.source, "订单号", order.number)


def status_cell(order: Order) -> FactUse:
    """The order's state in the file's word."""
    return cite.cell(order.source, "订单状态", order.status_text)


def line_cells(order: Order) -> list[FactUse]:
    """What was bought."""
    facts = []
    for line in order.lines[:2]:
        facts.append(cite.cell(line.source, "商品标题", line.title))
        facts.append(cite.cell(line.source, "规格", line.spec))
        facts.append(cite.cell(line.source, "数量", line.quantity))
    return facts


def goods_named(order: Order) -> str:
    """The goods of an order, short and in quotes."""
    if not order.lines:
        return ""
    first = order.lines[0]
    title = cite.cut(" ".join(first.title.split()[:2]), 20)
    more = "等" if len(order.lines) > 1 else ""
    return f"“{title}{more}”"


def named_order(turn: Turn) -> Order | None:
    """The order called by its number or its last digits, or spoken of before; the only one otherwise."""
    named = named_by_message(turn) or _by_goods(turn)
    if named is not None:
        return named
    stated = [o for words, states in _STATE_WORDS if words.search(turn.text) for o in turn.orders if o.status in states]
    if len(stated) == 1:
        return stated[0]
    if turn.slots.order:
        return next((o for o in turn.orders if o.number == turn.slots.order), None)
    return turn.orders[0] if len(turn.orders) == 1 else None


def meant_orders(turn: Turn) -> list[Order]:
    """The orders that a wish may mean: by number, by place in the list shown, by state, goods or day; empty = not said."""
    named = named_by_message(turn)
    if named is not None:
        return [named]
    listed = _by_place(turn)
    if listed is not None:
        return [listed]
    by_state = [
        o for words, states in _STATE_WORDS if words.search(turn.text) for o in turn.orders if o.status in states
    ]
    if by_state:
        return by_state
    if goods := like_goods(turn):
        return goods
    if turn.slots.order and turn.slots.order not in turn.slots.done:
        return [o for o in turn.orders if o.number == turn.slots.order]
    return list(turn.orders) if len(turn.orders) == 1 else []


def _by_place(turn: Turn) -> Order | None:
    """“第二单” of the orders listed in the last reply."""
    place = ordinal(turn.reading.normal)
    numbers = turn.slots.listed_orders
    if place is None or not numbers or place > len(numbers):
        return None
    return next((o for o in turn.orders if o.number == numbers[place - 1]), None)


def _by_goods(turn: Turn) -> Order | None:
    """The order whose goods or day are spoken of (我的毛衣, 21号买的); of several the one most alive."""
    found = like_goods(turn)
    alive = {status: place for place, status in enumerate(_OPEN_FIRST)}
    return min(found, key=lambda order: alive.get(order.status, len(alive)), default=None)


def like_goods(turn: Turn) -> list[Order]:
    """The orders whose goods or day are spoken of, as far as the words tell them apart."""
    asked = {gram for gram in grams(clean(turn.reading.normal)) if gram.isalpha() and not gram.isascii()}
    days = set(turn.reading.entities.dates) if _BOUGHT.search(turn.reading.normal) else set()
    scored = []
    for order in turn.orders:
        goods = len(asked & grams("".join(_about(turn, line) for line in order.lines))) if order.lines else 0
        bought = order.ordered_at is not None and turn.shop.local(order.ordered_at).date().isoformat() in days
        scored.append((goods + 2 * bought, order))
    best = max((score for score, _ in scored), default=0)
    if not best:
        return [order for order in turn.orders if calls_goods(order, turn.reading.normal)]
    return _by_variant(asked, [order for score, order in scored if score == best], turn.reading.normal)


def _by_variant(asked: set[str], orders: list[Order], text: str) -> list[Order]:
    """“小雏菊那单” of orders alike but for the variant bought."""
    if len(orders) < 2 or not _THAT_ORDER.search(text):
        return orders
    own = {o.number: len(asked & grams(" ".join(line.spec for line in o.lines))) for o in orders}
    return [order for order in orders if own[order.number] == max(own.values())]


def calls_goods(order: Order, text: str) -> bool:
    """我那个灯, 椅子, 衣服: the last character of what goods are called stands in the text."""
    content = "".join(content_runs(text))
    heads = {token[-1] for line in order.lines for token in _HAN.findall(line.title) if len(token) > 1}
    return any(head in content for head in heads - _NO_HEADS)


def _about(turn: Turn, line: OrderLine) -> str:
    """What a line is called: its title, variant and category."""
    product = turn.shop.product(line.product)
    options = " ".join(sku.spec for sku in product.skus) if product else line.spec
    return f"{line.title} {product.category if product else ''} {options}"


def open_order(turn: Turn) -> Order | None:
    """The order that a question like “发了吗” means: the one named, else the one most alive."""
    order = _at_the_door(turn) or named_order(turn)
    if order is not None:
        return order
    to_leave = turn.intent in ("urge_ship", "ship_time") and _TO_LEAVE.search(turn.text)
    for status in _WAITING_FIRST if to_leave else _OPEN_FIRST:
        for candidate in turn.orders:
            if candidate.status == status:
                return candidate
    return turn.orders[0] if turn.orders else None


def _at_the_door(turn: Turn) -> Order | None:
    """显示签收了, 驿站说没有: the order whose parcel is there, where neither number nor goods name another."""
    if not _AT_DOOR.search(turn.text) or named_by_message(turn) is not None or like_goods(turn):
        return None
    there = [o for o in turn.orders if any(_AT_DOOR.search(p.state) for p in o.parcels) and o.status != "finished"]
    return next((o for o in there if o.number == turn.slots.order), next(iter(there), None))


def not_yours(turn: Turn) -> Part | None:
    """A number that is none of the shopper's orders: nothing is told of it."""
    if _of_another(turn):
        text = "订单信息只能告诉下单的本人，帮别人查的话，请他用下单的账号来问。"
        return Part(text, "handoff", 0.93, (), "售后")
    if not numbers_said(turn) or named_by_message(turn) is not None:
        return None
    text = "您当前账号下没有查到这个单号。订单信息只能告诉下单的本人，请用下单的账号来问，或核对一下号码。"
    return Part(text, "handoff", 0.93, (), "售后")


def _of_another(turn: Turn) -> bool:
    """小满的订单, 帮我朋友查: an order that is said to be another person's."""
    if _FOR_OTHERS.search(turn.text):
        return True
    bare = _ASKING.sub("", turn.text)
    match = _WHOSE.search(bare) or _THAT_ONE.search(bare)
    if match is None or _NO_PERSON.search(match[1]) or match[1] == turn.shopper:
        return False
    said = grams(match[1])
    if any(calls_goods(order, match[1]) for order in turn.orders) or turn.shop.find(match[1]):
        return False  # 裤子那单 is goods, and nobody's name
    return not any(said & grams(_about(turn, line)) for order in turn.orders for line in order.lines)


def named_by_message(turn: Turn) -> Order | None:
    """The shopper's own order whose number or waybill stands in this message."""
    numbers = numbers_said(turn)
    for order in turn.orders:
        if any(order.number == n or (len(n) >= 4 and order.number.endswith(n)) for n in numbers):
            return order
        if any(parcel.waybill.upper() in numbers for parcel in order.parcels):
            return order
    return None


def numbers_said(turn: Turn) -> tuple[str, ...]:
    """Order and parcel numbers in the message, in capitals; phones are none."""
    entities = turn.reading.entities
    codes = [claim.value for claim in claims_of(turn.reading.text) if claim.kind == "code"]
    long = [c for c in codes if len(c) >= _NUMBER_LENGTH and any(d.isdigit() for d in c) and not _PHONE.match(c)]
    said = dict.fromkeys(n.upper() for n in (*entities.orders, *entities.waybills, *long))
    return tuple(number for number in said if not turn.shop.is_goods(number) and number != phone_in(turn.reading.text))


def no_orders(turn: Turn) -> Part:
    """No order is known for this shopper."""
    general = by_content(turn) if _GENERAL.search(turn.text) and not _MINE.search(turn.text) else None
    if general is not None:
        return general
    if turn.shopper is None:
        text = "查订单需要先核实是您本人，请登录下单的账号来问，别人的订单信息不能提供；这边也请售后同事帮您看。"
        return hand_over(turn, text, team="售后")
    text = "您当前账号下没有查到订单，是不是用别的账号拍的？这边请售后同事帮您核对。"
    return hand_over(turn, text, team="售后")


def _several(turn: Turn, orders: list[Order]) -> Part:
    facts: list[FactUse] = [cite.clock(turn.now)]
    lines = []
    for order in orders[:_LISTED]:
        facts += [number_cell(order), status_cell(order), *line_cells(order)]
        lines.append(f"尾号{order.number[-4:]}{goods_named(order)}：{order.status_text}")
    text = "您名下进行中的订单有：\n" + "\n".join(lines) + "\n想看哪一单的详情？"
    return Part(text, facts=tuple(facts), confidence=0.92)


def _state_lines(turn: Turn, order: Order, facts: list[FactUse]) -> tuple[list[str], str]:
    if order.status == "unpaid":
        due = ""
        if order.paid_amount is not None:
            facts.append(cite.cell(order.source, "实付金额", order.paid_amount))
            due = f"，应付{cite.money(order.paid_amount)}"
        return [
            f"现在是{order.status_text}，还没有付款{due}，确认好规格和地址后就可以付款，付款后这边安排发货。"
        ], "answer"
    if order.status in ("paid_unshipped", "grouping", "locked"):
        return _waiting(turn, order, facts)
    if order.status in ("shipped", "part_shipped"):
        return _on_the_way(turn, order, facts)
    if order.status in ("delivered", "finished"):
        return _arrived(turn, order, facts), "answer"
    return _closed(order, facts), "answer"


def _waiting(turn: Turn, order: Order, facts: list[FactUse]) -> tuple[list[str], str]:
    paid = ""
    if order.paid_at:
        facts.append(cite.cell(order.source, "付款时间", turn.shop.local(order.paid_at)))
        paid = f"，{cite.moment(turn.shop.local(order.paid_at))}付款"
    lines = [f"现在是{order.status_text}{paid}。"]
    if order.ship_by is None:
        return lines, "answer"
    by = turn.shop.local(order.ship_by)
    facts.append(cite.cell(order.source, "应发货时间", by))
    if by < turn.now:
        lines.append(f"应发货时间是{cite.moment(by)}，已经超时，很抱歉。这边请售后同事马上跟进发货。")
        return lines, "handoff"
    lines.append(f"应发货时间是{cite.moment(by)}前，发出后可以在订单里看到单号。")
    return lines, "answer"


def _on_the_way(turn: Turn, order: Order, facts: list[FactUse]) -> tuple[list[str], str]:
    if not order.parcels:
        lines = [f"现在是{order.status_text}。"]
        if order.shipped_at:
            shipped = turn.shop.local(order.shipped_at)
            facts.append(cite.cell(order.source, "发货时间", shipped))
            lines[0] = f"{cite.moment(shipped)}已发货。"
        return [*lines, "物流明细这边还没有收到，请售后同事帮您查一下。"], "handoff"
    lines = [f"现在是{order.status_text}。"]
    lines += [parcel_line(turn, parcel, facts) for parcel in order.parcels[:_LISTED]]
    if order.status == "part_shipped":
        rest, late = unsent_told(turn, order, facts)
        lines.append(rest or "其余商品还在备货，发出后会更新单号。")
        lines += ["要催的话说一声，这边请售后同事马上跟进。"] if late else []
    return lines, "answer"


def _arrived(turn: Turn, order: Order, facts: list[FactUse]) -> list[str]:
    lines = [f"现在是{order.status_text}。"]
    if order.signed_at:
        signed = turn.shop.local(order.signed_at)
        facts.append(cite.cell(order.source, "签收时间", signed))
        lines[0] = f"{cite.moment(signed)}已签收，订单{order.status_text}。"
    return [*lines, *(parcel_line(turn, parcel, facts) for parcel in order.parcels[:1])]


def _closed(order: Order, facts: list[FactUse]) -> list[str]:
    line = f"状态是{order.status_text}"
    if order.close_reason:
        facts.append(cite.cell(order.source, "关闭原因", order.close_reason))
        line += f"，原因：{order.close_reason}"
    if order.after_sales and order.after_sales.refund is not None:
        facts.append(cite.cell(order.source, "退款金额", order.after_sales.refund))
        line += f"，退款{cite.money(order.after_sales.refund)}"
    return [f"{line}。"]
