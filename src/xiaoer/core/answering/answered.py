"""One question answered: what is certain whatever was read, then the intent's skill, then the shop's own words."""

from __future__ import annotations

import re

from xiaoer.core.answering.fallback import by_recall, lost
from xiaoer.core.answering.goods.aspects import content_runs
from xiaoer.core.answering.parts import Part, Skill, Turn
from xiaoer.core.answering.registry import SKILLS
from xiaoer.core.answering.skills.acting.acting import propose
from xiaoer.core.answering.skills.acting.letting_be import let_go, picture_said
from xiaoer.core.answering.skills.acting.offering import offered
from xiaoer.core.answering.skills.cases.case_turns import case_withdrawn, why_closed
from xiaoer.core.answering.skills.cases.checked_when import checked_when
from xiaoer.core.answering.skills.cases.deadlines import deadline
from xiaoer.core.answering.skills.cases.in_case import in_case
from xiaoer.core.answering.skills.cases.named_rules import by_named_rule
from xiaoer.core.answering.skills.cases.verdicts import refund_sum
from xiaoer.core.answering.skills.cases.warranty import warranty_of_order
from xiaoer.core.answering.skills.cases.who_handles import who_handles
from xiaoer.core.answering.skills.choosing.bands import by_bands
from xiaoer.core.answering.skills.choosing.deciding_for import decided_for
from xiaoer.core.answering.skills.choosing.noted_sizes import by_noted_range
from xiaoer.core.answering.skills.choosing.ranges import by_range
from xiaoer.core.answering.skills.common import by_content, content_hit
from xiaoer.core.answering.skills.delivery.carriers import by_carrier
from xiaoer.core.answering.skills.delivery.parcels_split import split_told
from xiaoer.core.answering.skills.delivery.together import together
from xiaoer.core.answering.skills.delivery.unsent import unsent_asked
from xiaoer.core.answering.skills.goods.attributes import before_buying, by_evidence, without_options
from xiaoer.core.answering.skills.goods.beyond_goods import beyond_goods
from xiaoer.core.answering.skills.goods.contents import contained
from xiaoer.core.answering.skills.goods.doubts import doubted
from xiaoer.core.answering.skills.goods.either_or import either_or
from xiaoer.core.answering.skills.goods.fits_with import fits_with
from xiaoer.core.answering.skills.goods.fitting import goods_in_range
from xiaoer.core.answering.skills.goods.introducing import introduced
from xiaoer.core.answering.skills.goods.nearest import nearest_cell
from xiaoer.core.answering.skills.goods.own_words import has_own_words
from xiaoer.core.answering.skills.goods.packs import packs_compared
from xiaoer.core.answering.skills.goods.stock import stock
from xiaoer.core.answering.skills.goods.temperatures import by_temperature
from xiaoer.core.answering.skills.goods.told_apart import told_apart
from xiaoer.core.answering.skills.goods.versions import versions_told
from xiaoer.core.answering.skills.goods.weighing import entry_by_weight, mended_by, told_by_weight, weighed_again
from xiaoer.core.answering.skills.goods.weights import by_weight
from xiaoer.core.answering.skills.orders.invoice_state import invoice_state
from xiaoer.core.answering.skills.orders.orders import in_this_chat
from xiaoer.core.answering.skills.orders.unpaid import closing_time
from xiaoer.core.answering.skills.orders.what_bought import what_bought
from xiaoer.core.answering.skills.people.english_replies import in_english
from xiaoer.core.answering.skills.people.own_entries import as_written
from xiaoer.core.answering.skills.people.shop_itself import of_the_shop
from xiaoer.core.answering.skills.people.turning_points import turning_point
from xiaoer.core.answering.skills.price.offers import of_an_offer
from xiaoer.core.answering.skills.price.paid import paid_sum, paying
from xiaoer.core.answering.skills.price.price_gap import price_gap
from xiaoer.core.answering.skills.price.running_sum import running_sum
from xiaoer.core.answering.talk.taking import taken

_SURE = 0.75
_HALF = 0.5
_OF_TABLES = ("shipping_fee", "delivery_eta")
_COUNTS = re.compile(r"多少|几|呢|钱|[两二三四五六七八九十\d]\s*[\u4e00-\u9fff]")
# In this order; the first that has an answer gives it.
_CERTAIN: tuple[Skill, ...] = (
    running_sum, case_withdrawn, why_closed, let_go, picture_said, who_handles, beyond_goods, turning_point,
    in_this_chat, propose, invoice_state, offered, unsent_asked, paid_sum, paying, warranty_of_order,
    checked_when, together, what_bought, deadline, in_case, price_gap, refund_sum, doubted, closing_time,
    as_written, introduced, decided_for, fits_with, packs_compared, told_apart, versions_told, by_temperature,
    by_weight, contained, split_told, by_bands, by_noted_range, by_range, goods_in_range, by_carrier,
    of_the_shop, by_named_rule, of_an_offer, either_or, by_evidence, before_buying, mended_by,
)  # fmt: skip
_QUOTING = frozenset({as_written, by_evidence, before_buying})  # they tell a cell or an entry as it stands


def _unsaid(turn: Turn) -> bool:
    """Whether a price or a stock was read of goods in view where no word speaks for it (多肉好养吗)."""
    if turn.product is None or turn.intent not in ("price_promotion", "stock") or turn.confidence >= _SURE:
        return False
    if _COUNTS.search(turn.text) or taken("other", turn.text, turn.product, turn.reading, turn.slots) == turn.intent:
        return False
    return not has_own_words(turn.intent, turn.text) and bool(content_runs(without_options(turn)))


def _of_no_goods(turn: Turn) -> Part | None:
    """“轨道保修几年”: the shop's own entry for all goods, before the shopper is asked which goods he means."""
    hit = content_hit(turn) if turn.product is None and not turn.reading.entities.products else None
    return by_content(turn) if hit is not None and hit.score >= _HALF else None


def answered(turn: Turn) -> Part:
    """The part of the reply that answers a turn."""
    if turn.english:
        return in_english(turn)
    certain = next(((skill, part) for skill in _CERTAIN if (part := skill(turn)) is not None), None)
    if certain is not None:
        return weighed_again(turn, certain[1]) if certain[0] in _QUOTING else certain[1]
    skill = SKILLS.get("product_attribute" if _unsaid(turn) else turn.intent)
    part = skill(turn) if skill else None
    part = part or by_recall(turn)
    if part is not None and not part.known and turn.choice and not content_runs(without_options(turn)):
        return stock(turn)  # an option is named where the question before has no answer for it
    if part is not None and not part.known and turn.intent in _OF_TABLES and turn.slots.province:
        return part  # a place that no row is for; a rule that shares a word with the question tells nothing of it
    return entry_by_weight(turn, part) or _by_own_words(turn, part)


def _by_own_words(turn: Turn, part: Part | None) -> Part:
    """What a skill gave, or the shop's own words where it knew nothing or asked which goods are meant."""
    if part is None or not part.known:
        told = by_content(turn)
        told = weighed_again(turn, told) if told is not None else told_by_weight(turn)
        return told or nearest_cell(turn) or part or lost(turn)
    return (_of_no_goods(turn) if part.asks == "product" else None) or weighed_again(turn, part)
