"""The shop's offers (活动): those in force, those that start or have ended, one called by its name."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.evidence.recall import clean, grams
from xiaoer.core.answering.goods.aspects import common_runs, content_runs
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import hits, not_known, recalled
from xiaoer.core.facts import Promotion
from xiaoer.core.reading.shapes import Intent
from xiaoer.core.rulebook.calculators.promotion_terms import in_scope, state_of

WHEN = re.compile(
    r"开始|结束|截止|到几号|到哪天|到什么时候|哪天|什么时候|啥时候?|何时|几时|还有几天|多久|几号|到期|哪天"
)
_DIFFERENCE = re.compile(r"差价|补差|价保|保价|买贵")
_CLAIM = re.compile(r"怎么领|咋领|在哪(?:里|儿)?领|哪(?:里|儿)领|去哪领|领取|领不了|如何领")
_COUPON = re.compile(r"券|优惠|红包|满减")
_STACKED = re.compile(r"叠加|一起用|同时用|一块用|同享|都能用吗|(?:用|领|抵)(?:两|几|多|2)张|能叠")
_STACKING = re.compile(r"叠加|优惠规则|用券|优惠券")
_LISTED = 4
_COMING = re.compile(
    r"是不是|会不会|会(?:再)?(?=降|有|打|便宜)|要(?=降|打)|什么时候|啥时候|几号|哪天|\d+[号日]|下周|过几天|等.{0,4}(?:活动|降价)"
)
_OFFER = re.compile(
    r"活动|优惠|降价|直降|大促|促销|秒杀|抢购|闪购|开抢|满\s*\d|减\s*\d|[\d一二三四五六七八九]\s*折|券|半价|双1|节|开始|结束"
)
_MISTAKEN: frozenset[Intent] = frozenset(
    {
        "stock",
        "ship_time",
        "delivery_eta",
        "refund_progress",
        "order_status",
        "product_attribute",
        "return_policy",
        "price_protection",
        "size_advice",
        "product_suitability",
        "bargain",
        "authenticity",
        "other",
    }
)
_OF_DAYS: frozenset[Intent] = frozenset({"logistics_tracking", "not_received", "chitchat", "recommend"})
_RUNS = re.compile(r"打折|优惠|活动|满减|[\d一二三四五六七八九]\s*折|折扣|促销|特价|券")
_NO_GIFTS: frozenset[Intent] = frozenset(
    {"product_suitability", "product_attribute", "other", "stock", "gift_note", "care_usage", "shipping_fee"}
)
_GIVES = re.compile(
    r"(?:送|赠)(?!到|货|达|给|人|礼|上|过|去|来|得|不[到了]|什么|啥|点)[^,，。]{1,8}[吗么嘛不吧没呀?？]*$|还送"
)
_TOLD = 0.5
_NAME_SHARE = 0.6
_EVENT = re.compile(
    r"双\d+|国庆|中秋|五一|端午|元旦|年货|春节|清明|圣诞|[一二三四五六七八九十\d]{2,4}$|妇女|母亲|父亲|七夕|开学|周年|店庆"
)
_ONLY_RATES: frozenset[Intent] = frozenset({"bargain", "product_suitability", "authenticity"})
_STILL = re.compile(r"还有|还能|没了|还在|结束|过期|到期|能用|开始|真的")
_RATE = re.compile(r"\d+(?:\.\d)?折")
_KINDS_OF = (
    (re.compile(r"会员|[银金]卡|VIP|vip"), "会员券"),
    (re.compile(r"新客|新人|新用户|首单|第一次(?:买|来|下单)"), "新客券"),
)
_NAME_TOKENS = (re.compile(r"(?=([\u4e00-\u9fff]{2}))"), re.compile(r"[\u4e00-\u9fff]\d+"))
_PLAIN = frozenset(
    {"优惠", "活动", "满减", "折扣", "商品", "全店", "店铺", "每满", "一件", "任选", "立减", "第二", "二件", "半价"}
)


_PROTECTS = re.compile(r"退差|差价|价保|保价|补差")


def of_an_offer(turn: Turn) -> Part | None:
    """“年货节啥时候开始” is asked of an offer, whatever else the words may be read as."""
    if _DIFFERENCE.search(turn.text) or _PROTECTS.search(turn.text):
        return None
    claim = how_to_claim(turn) or stacked(turn)
    if claim is not None:
        return claim
    if turn.intent in _NO_GIFTS and (given := given_by_name(turn)) is not None:
        return given
    lasts = turn.intent in _OF_DAYS and _RUNS.search(turn.text) and WHEN.search(turn.text)
    if not lasts and (turn.intent not in _MISTAKEN or not _OFFER.search(turn.text)):
        return None
    if turn.intent in _ONLY_RATES and not (_RATE.search(turn.text) and _STILL.search(turn.text)):
        return None
    return named_promotion(turn) or coming_for(turn) or running_for(turn)


def stacked(turn: Turn) -> Part | None:
    """“券能一起用吗”, “能用两张不”: the shop's rule on stacking, else what the offers in force say of it."""
    if not _STACKED.search(turn.text) or called_offer(turn.shop.facts.promotions, turn.text) is not None:
        return None
    rule = next((p for p in turn.shop.facts.policies if _STACKING.search(p.topic)), None)
    product = turn.product
    running = [
        p for p in turn.shop.facts.promotions
        if p.stacking and state_of(p, turn.now) == "running" and (product is None or in_scope(p, product))
    ][:_LISTED]  # fmt: skip
    lines = [rule.text.strip()] if rule is not None else []
    lines += [f"“{p.name}”：{p.stacking}。" for p in running]
    facts = (*(cite.policy(rule) if rule is not None else ()), *(f for p in running for f in promotion_cells(p)))
    return Part("\n".join(lines), facts=(cite.clock(turn.now), *facts), confidence=0.9) if lines else None


def how_to_claim(turn: Turn) -> Part | None:
    """“券怎么领”: where the coupons in force are fetched, in the shop's words."""
    if not _CLAIM.search(turn.text) or not (_COUPON.search(turn.text) or "price_promotion" in turn.slots.intents[:2]):
        return None
    product = turn.product
    running = [
        p for p in turn.shop.facts.promotions
        if p.claim and "券" in p.kind and state_of(p, turn.now) == "running"
        and (product is None or in_scope(p, product))
    ][:_LISTED]  # fmt: skip
    if not running:
        return None
    facts = (cite.clock(turn.now), *(fact for p in running for fact in promotion_cells(p)))
    return Part("\n".join(f"“{p.name}”：{p.claim}。" for p in running), facts=facts, confidence=0.9)


def coming_for(turn: Turn) -> Part | None:
    """“12号是不是降价”: what is made for this very product and has not begun."""
    product = turn.product
    if product is None or turn.orders or not _COMING.search(turn.text):
        return None
    own = [p for p in turn.shop.facts.promotions if p.scope != "全店" and in_scope(p, product)]
    soon = [p for p in own if p.starts_at is not None and state_of(p, turn.now) == "upcoming"][:_LISTED]
    if not soon:
        return None
    lines = [
        f"“{p.name}”{cite.moment(turn.shop.local(p.starts_at))}开始{told_until(turn, p)}，现在还没到时间。"
        for p in soon
        if p.starts_at
    ]
    facts = (cite.clock(turn.now), cite.title(product), *(fact for p in soon for fact in promotion_cells(p)))
    return Part("\n".join(lines), facts=facts, confidence=0.9)


def gifts(turn: Turn) -> Part:
    """What is given with the product in view, or with what the shop sells."""
    product = turn.product
    running = [
        p for p in turn.shop.facts.promotions
        if p.kind == "赠品" and state_of(p, turn.now) == "running" and (product is None or in_scope(p, product))
    ][:_LISTED]  # fmt: skip
    told = recalled(turn)
    if not running:
        other = told or _given_with(turn)
        if other:
            return other
        facts = (cite.clock(turn.now), *((cite.title(product),) if product else ()))
        return Part(
            f"{'这款' if product else '店里'}现在没有进行中的赠品活动。", facts=facts, confidence=0.88, known=False
        )
    lines = [f"“{p.name}”：送{p.benefit}{_from(p)}{told_until(turn, p)}。" for p in running]
    notes = [f"{p.note.rstrip('。')}。" for p in running[:1] if p.note]
    facts = (cite.clock(turn.now), *(fact for p in running for fact in promotion_cells(p)))
    facts = (*facts, cite.title(product)) if product else facts
    return Part("\n".join((*lines, *notes)), facts=facts, confidence=0.92)


def given_by_name(turn: Turn) -> Part | None:
    """“送茶巾吗”: the offers in force that give just that, with what they are made for."""
    asked = _GIVES.search(turn.text)
    if asked is None:
        return None
    runs = [run for run in content_runs(asked[0].replace("送", " ")) if len(run) > 1]
    running = [
        p for p in turn.shop.facts.promotions
        if p.kind == "赠品" and state_of(p, turn.now) == "running" and any(run in p.benefit for run in runs)
    ]  # fmt: skip
    if not running:
        return None
    lines = [f"“{p.name}”：送{p.benefit}{_from(p)}{told_until(turn, p)}。" for p in running[:2]]
    facts = (cite.clock(turn.now), *(fact for p in running[:2] for fact in promotion_cells(p)))
    return Part("\n".join(lines), facts=facts, confidence=0.9)


def _given_with(turn: Turn) -> Part | None:
    """“送小夜灯吗” while the night light itself is looked at: with which goods it is given."""
    shown = turn.product.title if turn.product else ""
    running = [
        p for p in turn.shop.facts.promotions
        if p.kind == "赠品" and state_of(p, turn.now) == "running" and common_runs(p.benefit, f"{shown} {turn.text}")
    ][:_LISTED]  # fmt: skip
    if not running:
        return None
    lines = [f"“{p.name}”：送{p.benefit}{_from(p)}{told_until(turn, p)}。" for p in running]
    facts = (cite.clock(turn.now), *(fact for p in running for fact in promotion_cells(p)))
    return Part("\n".join(lines), facts=facts, confidence=0.85)


def _from(promotion: Promotion) -> str:
    """The threshold of a gift, as it is spoken."""
    threshold = promotion.threshold.strip()
    if not threshold or threshold in ("无", "无门槛", "0"):
        return ""
    return f"（满{threshold.removeprefix('满')}{'元' if re.fullmatch(r'满?[0-9.]+', threshold) else ''}）"


def running_for(turn: Turn) -> Part | None:
    """“8折哪天结束”: the offers in force that are made for this very product."""
    product = turn.product
    if product is None or not WHEN.search(turn.text):
        return None
    own = [
        p
        for p in turn.shop.facts.promotions
        if state_of(p, turn.now) == "running" and p.scope != "全店" and in_scope(p, product)
    ][:_LISTED]
    if not own:
        return None
    lines = [f"{p.name}{told_until(turn, p)}" for p in own]
    facts = (cite.clock(turn.now), cite.title(product), *(fact for p in own for fact in promotion_cells(p)))
    return Part("这款正在参加：\n" + "\n".join(lines), facts=facts, confidence=0.93)


def promotion_cells(promotion: Promotion) -> tuple[FactUse, ...]:
    """The cells that a promotion's mention rests on."""
    columns = (
        ("类型", promotion.kind),
        ("名称", promotion.name),
        ("门槛", promotion.threshold),
        ("优惠", promotion.benefit),
        ("叠加规则", promotion.stacking),
        ("领取方式", promotion.claim),
        ("说明", promotion.note),
        ("开始时间", promotion.starts_at),
        ("结束时间", promotion.ends_at),
    )
    return tuple(cite.cell(promotion.source, name, value) for name, value in columns if value)


def offers(turn: Turn) -> Part:
    """The shop's offers in force, and those that start soon."""
    promotions = turn.shop.facts.promotions
    told = next(iter(hits(turn, 1)), None)
    if not promotions or (told is not None and told.score >= _TOLD):
        return _by_words(turn)
    running = [p for p in promotions if state_of(p, turn.now) == "running"]
    soon = [p for p in promotions if state_of(p, turn.now) == "upcoming"]
    running.sort(key=lambda p: p.scope != "全店")
    named = next((kind for sign, kind in _KINDS_OF if sign.search(turn.text)), "")
    running.sort(key=lambda p: p.kind != named)
    shown = running[:_LISTED]
    facts = [cite.clock(turn.now), *(fact for p in (*shown, *soon[:1]) for fact in promotion_cells(p))]
    lines = [f"{p.name}{told_until(turn, p)}" for p in shown]
    text = "现在进行中的有：\n" + "\n".join(lines) if lines else "现在没有进行中的活动。"
    if soon and soon[0].starts_at:
        text += f"\n“{soon[0].name}”{cite.moment(turn.shop.local(soon[0].starts_at))}开始，还没到时间。"
    if turn.product is None and lines:
        text += "\n看中哪款告诉我，帮您算到手价。"
    return Part(text, facts=tuple(facts), confidence=0.92)


def _by_words(turn: Turn) -> Part:
    return recalled(turn) or not_known(turn, "当前的活动")


def told_until(turn: Turn, promotion: Promotion) -> str:
    """The end of an offer, as it is spoken."""
    if promotion.ends_at is None:
        return ""
    return f"（到{cite.moment(turn.shop.local(promotion.ends_at))}）"


def _tokens(text: str) -> frozenset[str]:
    """Pairs of Chinese characters, and a character with its number (双11)."""
    return frozenset(m for pattern in _NAME_TOKENS for m in pattern.findall(text))


def called_offer(promotions: Sequence[Promotion], text: str) -> Promotion | None:
    """The promotion that a text calls by name: by most of its name, or by words that only its name has."""
    asked = grams(clean(text))
    names = {p.number: _tokens(p.name) for p in promotions}
    scored = []
    for promotion in promotions:
        whole = grams(clean(promotion.name))
        share = len(whole & asked) / len(whole) if len(whole) > 1 else 0.0
        others = frozenset(t for number, tokens in names.items() if number != promotion.number for t in tokens)
        own = [token for token in names[promotion.number] - others if token in text and token not in _PLAIN]
        own += [rate for rate in _RATE.findall(text) if rate in promotion.name or rate in promotion.benefit]
        if share >= _NAME_SHARE or own:
            scored.append((share + len(own), promotion.number))
    best = max(scored, default=(0.0, ""))[1]
    return next((p for p in promotions if p.number == best), None) or _of_event(promotions, names, text)


def _of_event(promotions: Sequence[Promotion], names: Mapping[str, frozenset[str]], text: str) -> Promotion | None:
    """双11, 国庆: several promotions bear the word; the one for certain goods goes first."""
    found = [p for p in promotions if any(t in text and t not in _PLAIN and _EVENT.search(t) for t in names[p.number])]
    return min(found, key=lambda p: p.scope == "全店", default=None)


def named_promotion(turn: Turn) -> Part | None:
    """A promotion called by its name: in force, not yet, or over."""
    promotion = called_offer(turn.shop.facts.promotions, turn.text)
    if promotion is None:
        return None
    facts = (cite.clock(turn.now), *promotion_cells(promotion))
    state = state_of(promotion, turn.now)
    if state == "ended" and promotion.ends_at:
        end = cite.moment(turn.shop.local(promotion.ends_at))
        others = offers(turn)
        return Part(
            f"“{promotion.name}”{end}已经结束了。\n{others.text}",
            facts=(*facts, *others.facts),
            confidence=0.94,
        )
    if state == "upcoming" and promotion.starts_at:
        start = cite.moment(turn.shop.local(promotion.starts_at))
        return Part(f"“{promotion.name}”{start}开始，现在还没到时间。", facts=facts, confidence=0.94)
    rules = "；".join(word for word in (promotion.stacking, promotion.claim, promotion.note) if word)
    tail = f"\n{rules}。" if rules else ""
    return Part(f"“{promotion.name}”正在进行{told_until(turn, promotion)}。{tail}", facts=facts, confidence=0.93)
