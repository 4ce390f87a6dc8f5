"""The wishes of a message carried to proposals: one at a time is laid before the shopper, the others wait."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from xiaoer.core.answering.compose import order_told
from xiaoer.core.answering.parts import Part, Skill, Turn
from xiaoer.core.answering.shapes import Action
from xiaoer.core.answering.skills.acting.acting import propose
from xiaoer.core.answering.skills.acting.details import address_in, day_in, invoice_in, phone_in
from xiaoer.core.answering.skills.acting.english_acts import act_in_english
from xiaoer.core.answering.skills.acting.ordering import payment_said
from xiaoer.core.answering.skills.orders.orders import OF_ORDERS, meant_orders
from xiaoer.core.answering.skills.orders.which_order import goods_written, in_focus
from xiaoer.core.answering.skills.price.price import claims_in
from xiaoer.core.answering.talk.slots import Slots
from xiaoer.core.answering.wishes.acts import answer_of
from xiaoer.core.answering.wishes.english_wishes import completed, english_wishes
from xiaoer.core.answering.wishes.wished import Wish, wishes_in
from xiaoer.core.facts import Source
from xiaoer.core.reading.rules import courtesy
from xiaoer.core.reading.shapes import INTENTS, Intent, Scored

_SHORT = 16
_AGAIN = 8
_VERB = re.compile(r"换|退|取消|办|确认|确定|改|催|开|提交|申请")
_ONLY_WHICH = re.compile(
    r"(?!.*(?:不|没|别))(?:是|就是|我说的是|就|要)?[\u4e00-\u9fffA-Za-z0-9]{0,8}(?:那|这|的)(?:一)?(?:单|个订单|笔)(?:吧|啊|呀|哈)?|(?:是|我说的是)?[\u4e00-\u9fff]{1,6}那个"
)
_ADVISE = re.compile(r"推荐|(?:其他|其它|别的)(?:可换|型号|款|的)")
_ASKS = re.compile(r"啥|何时|[?？]|吗|么$|多少|怎么|什么|几|哪")
Skills = Mapping[Intent, Skill]
_OTHERS: dict[str, Intent] = {"place_order": "payment"}
_NEAR: frozenset[Intent] = frozenset(
    {
        "other",
        "cancel_order",
        "change_address",
        "modify_order",
        "return_apply",
        "exchange",
        "payment",
        "complaint",
        "contact_offsite",
    }
)
_SMALL: frozenset[Intent] = frozenset({"greeting", "thanks", "chitchat"})


@dataclass(frozen=True, slots=True)
class Doing:
    """`pairs` = what was proposed, refused or asked back, each with its turn; `queue` = wishes for later, as JSON;
    `fresh` = they come from this message, not from one before."""

    pairs: tuple[tuple[Turn, Part], ...] = ()
    queue: tuple[str, ...] = ()
    fresh: bool = False

    @property
    def asked(self) -> tuple[Scored, ...]:
        """What they are as intents."""
        return tuple(Scored(turn.intent, 0.95, turn.text) for turn, _ in self.pairs)


def wishes_of(turn: Turn, earlier: str, undecided: str = "") -> tuple[Wish, ...]:
    """The wishes of the message that `turn` stands for; a line that only completes an asked-back one takes it up.

    `earlier` = the shopper's line before, for wishes that are only meant in its matter; `undecided` = the type of the
    proposal that was just laid before him: a line that only says which order (袜子那单) lays it before him again.
    """
    acts = turn.shop.acts
    if turn.english:
        found = english_wishes(turn, acts)
        before = as_wish(turn.slots.details.get("act", ""))
        taken = completed(turn, before) if before is not None and not found and before.type in acts else None
        return found or ((taken,) if taken else ())
    found = tuple(_taken_up(turn, wish) for wish in wishes_in(turn.reading.normal, acts, earlier))
    if found:
        return tuple(one for wish in found for one in _each_order(turn, wish))
    offer = "change_address" if _moves(turn) else turn.slots.details.get("offer", "")
    given = (offer == "change_address" and address_in(turn.reading.normal)) or (
        offer == "invoice" and invoice_in(turn.reading.normal)
    )
    if offer in acts and (given or answer_of(turn.reading.normal, offer) == "yes"):
        return (Wish(offer, turn.reading.normal),)
    if _ADVISE.search(turn.reading.normal) and turn.slots.details.get("last") == "refused:exchange":
        direct = acts["exchange"].direct
        return (Wish("exchange", turn.reading.normal),) if direct else ()
    if undecided in acts and _ONLY_WHICH.fullmatch(turn.reading.normal.strip()):
        return (Wish(undecided, turn.reading.normal),) if meant_orders(turn) else ()
    return _completed(turn) or _once_more(turn)


def _moves(turn: Turn) -> bool:
    """Whether a line says another address in full, however the wish is worded."""
    rule = turn.shop.acts.get("change_address")
    return rule is not None and rule.words.search(turn.reading.normal) is not None


def _once_more(turn: Turn) -> tuple[Wish, ...]:
    """A plain yes with its verb (好 换吧) after something else was asked: what was laid before is laid again."""
    state, _, kind = turn.slots.details.get("last", "").partition(":")
    text = turn.reading.normal
    if state != "proposed" or kind not in turn.shop.acts or not _VERB.search(text) or answer_of(text, kind) != "yes":
        return ()
    wish = as_wish(turn.slots.details.get("wished", ""))
    return (wish,) if wish is not None and wish.type == kind else ()


def _completed(turn: Turn) -> tuple[Wish, ...]:
    """The wish that waits for a detail, where this line tells it."""
    wish = as_wish(turn.slots.details.get("act", "")) if _completes(turn) else None
    told = wish is not None and wish.type in turn.shop.acts
    return (replace(wish, text=f"{wish.text}，{turn.reading.normal}"),) if wish is not None and told else ()


def doing_of(base: Turn, earlier: str, undecided: str = "") -> Doing:
    """The wishes of a message as far as they can be proposed."""
    acts = base.shop.acts
    fresh = bool(english_wishes(base, acts) if base.english else wishes_in(base.reading.normal, acts, earlier))
    return replace(do(base, wishes_of(base, earlier, undecided)), fresh=fresh)


def _taken_up(turn: Turn, wish: Wish) -> Wish:
    """A wish said again while one of its kind waits for a detail: what was told before still holds."""
    before = as_wish(turn.slots.details.get("act", "")) or _laid_before(turn, wish)
    if before is None or before.type != wish.type or wish.type == "place_order":
        return wish
    return replace(wish, text=f"{before.text}，{wish.text}", order=before.order)


def _laid_before(turn: Turn, wish: Wish) -> Wish | None:
    """The same wish as it was laid before the shopper last, where this line only says it again (好 换吧)."""
    details = turn.slots.details
    again = details.get("last") == f"proposed:{wish.type}" and len(wish.text) <= _AGAIN
    return as_wish(details.get("wished", "")) if again else None


def _each_order(turn: Turn, wish: Wish) -> Sequence[Wish]:
    """所有订单: one wish per order that allows it."""
    rule = turn.shop.acts[wish.type]
    if not wish.every:
        return (wish,)
    fitting = [order for order in turn.orders if rule.allows(order.status)]
    return tuple(replace(wish, order=order.number) for order in fitting) or (wish,)


def _completes(turn: Turn) -> bool:
    text = turn.reading.normal
    if courtesy(text) in ("thanks", "greeting"):
        return False
    if (
        day_in(text)
        or address_in(text)
        or invoice_in(text)
        or phone_in(text)
        or any(way in text for rule in turn.shop.acts.values() for way in rule.ways)
    ):
        return True
    return len(text) <= _SHORT and not _ASKS.search(text)


def do(base: Turn, wishes: Sequence[Wish], instead: Skills | None = None) -> Doing:
    """Propose the first that can be proposed; what is refused or asked back before it is said too.

    `instead` = the skills that answer a wish for which nothing can be proposed.
    """
    pairs: list[tuple[Turn, Part]] = []
    for place, wish in enumerate(wishes):
        turn = replace(base, intent=intent_of(wish.type), text=wish.text, wish=wish)
        skill = instead.get(turn.intent) if instead else None
        part = propose(turn) or (skill(turn) if skill else None)
        if part is None:
            continue
        part = act_in_english(turn, part) if turn.english else part
        pairs.append((turn, part))
        if part.action is not None and part.action.state == "proposed":
            return Doing(tuple(pairs), tuple(_as_json(later) for later in wishes[place + 1 :]))
    return Doing(tuple(pairs))


def besides(asked: Sequence[Scored], doing: Doing) -> tuple[Scored, ...]:
    """What a message asks beside its wishes; a wish that was carried out of it is not answered twice."""
    if not doing.pairs:
        return tuple(asked)
    if doing.pairs[0][0].english:
        return ()
    later = {intent_of(wish.type) for text in doing.queue if (wish := as_wish(text)) is not None}
    kinds = {turn.wish.type for turn, _ in doing.pairs if turn.wish is not None}
    orders = OF_ORDERS if "place_order" in kinds else frozenset()
    if kinds & {"modify_order", "exchange"}:
        orders = orders | {"stock", "ship_time", "size_advice"}  # 换成S码 asks for no stock
    taken = orders | {turn.intent for turn, _ in doing.pairs} | later | _NEAR | _SMALL
    return tuple(s for s in asked if s.intent not in taken)


def beside(pairs: list[tuple[Turn, Part]]) -> list[tuple[Turn, Part]]:
    """Beside a proposal only what is answered from the shop's data is said; who asks for people gets them."""
    if not any(part.action and part.action.state == "proposed" for _, part in pairs):
        return pairs
    return [pair for pair in pairs if pair[1].action or _may_stand(*pair)]


def _may_stand(turn: Turn, part: Part) -> bool:
    if turn.intent == "human_request":
        return True
    return turn.intent not in OF_ORDERS and part.kind == "answer" and part.known


def queued(slots: Slots) -> tuple[Wish, ...]:
    """The wishes that wait."""
    return tuple(wish for text in slots.queue if (wish := as_wish(text)) is not None)


def details_after(turn: Turn, pairs: Sequence[tuple[Turn, Part]]) -> dict[str, str]:
    """What the next turns need to know: the way of paying, the wish that waits for a detail, how the last one ended."""
    kept = {name: value for name, value in turn.slots.details.items() if name not in ("act", "offer")}
    if len(written := goods_written(turn.reading.normal, turn.shop)) == 1:
        kept["product"] = written[0]
    claims = {*kept.get("claims", "").split("|"), *claims_in(turn.reading.normal)} - {""}
    if claims:
        kept["claims"] = "|".join(sorted(claims))
    rule = turn.shop.acts.get("place_order")
    if rule is not None and (way := payment_said(turn, rule)):
        kept["payment"] = way
    for one, part in pairs:
        kept.update({name: value for name, value in part.details if value})
        if part.action is not None and part.action.order:
            kept[f"order:{part.action.type}"] = part.action.order
        if part.action is not None:
            kept["last"] = f"{part.action.state}:{part.action.type}"
        if part.asks and one.wish is not None:
            kept["act"] = _as_json(one.wish)
        if part.action is not None and one.wish is not None:
            kept["wished"] = _as_json(one.wish)
    return kept


def order_after(turn: Turn, action: Action | None, parts: Sequence[Part]) -> str:
    """The order spoken of from here on: acted on, named, or the only one that the reply told of."""
    if action is not None and action.order:
        return action.order
    order = in_focus(turn)
    told = {order_told(parts)} - {""}
    told = told or {o.number for o in turn.orders for parcel in o.parcels if _cites(parts, parcel.source)}
    only = next(iter(told)) if len(told) == 1 else turn.slots.order
    return order.number if order is not None else only


def _cites(parts: Sequence[Part], source: Source) -> bool:
    return any(fact.source == str(source) for part in parts for fact in part.facts)


def as_wish(text: str) -> Wish | None:
    """A wish from the memory; None where it cannot be read."""
    try:
        data = json.loads(text)
        return Wish(**{name: data[name] for name in ("type", "text", "condition", "order", "every")})
    except (ValueError, KeyError, TypeError):
        return None


def _as_json(wish: Wish) -> str:
    return json.dumps(asdict(wish), ensure_ascii=False)


def intent_of(kind: str) -> Intent:
    """The intent under which an action goes."""
    return next((intent for intent in INTENTS if intent == kind), _OTHERS.get(kind, "other"))
