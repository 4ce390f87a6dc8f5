"""By which way goods are sent and where they are not: what the tables' remarks and the rules say of certain goods."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from collections.abc import Sequence

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.shop import Shop
from xiaoer.core.facts import Freight, Policy, Product
from xiaoer.core.text.regions import SPECIAL_REGIONS, find_regions

_NOT_SENT = re.compile(
    r"(?:暂时?|目前|一律|都|也)?(?:不(?:能|可以?|支持|予)?(?:发货?|寄送?|送货?|配送|邮寄)|停发|暂停发[往货]?|[发寄送]不了|无法(?:发|寄|送|配送)货?)"
)
_CLAUSE = re.compile(r"[;；,，。\n]+")
_SENTENCE = re.compile(r"[;；。\n]+")
_SEASON = re.compile(r"[春夏秋冬]季|\d月|期间|年前|年后|节")
_OF_SENDING = re.compile(r"运费|邮费|包邮|配送|发货|快递|物流|地区|范围|港澳|海外|送达")
_KEYS = re.compile(r"配送|运输|发货|物流|快递|送货")
_PLACES = re.compile(r"地区|范围|区域|可发|可送|配送|发货地")
_ALL_OTHERS = re.compile(r"其[他余它]|以外|之外|除")
_USE = re.compile(r"^(.{2,12}?)(?:专?用|适用)$")
_WAY_WORDS = re.compile(r"大件|冷链|冷冻|冷运|货运|同城|鲜花|活体")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,}")
_LEAST = 3


def warehouse_of(product: Product | None, turn: Turn) -> str | None:
    """The warehouse that a product leaves from, where it is known."""
    named = product.attribute("发货仓") if product else None
    known = list(dict.fromkeys(row.warehouse for row in turn.shop.facts.delivery))
    if named:
        return next((name for name in known if name == named or name in named), named)
    return known[0] if len(known) == 1 else None


def row_for(turn: Turn, rows: Sequence[Freight]) -> Freight:
    """The row by which the goods in view are sent: by their warehouse, a remark (梯子工具柜用), their own data or a
    rule that names them with the way; else the shop's first."""
    product = meant(turn)
    if product is None or len(rows) < 2:
        return rows[0]
    way = turn.shop.way_of(warehouse_of(product, turn))
    found = next((row for row in rows if way and row.way == way), None)
    return found or _by_remark(product, rows) or _by_words(turn.shop, product, rows) or rows[0]


def meant(turn: Turn) -> Product | None:
    """The goods in view, else one that stands for the kind that the words name (充电宝能寄新疆不)."""
    named = next(iter(turn.reading.entities.products), None)
    return turn.product or turn.shop.of_kind(turn.reading.normal) or turn.shop.product(named)


def _by_remark(product: Product, rows: Sequence[Freight]) -> Freight | None:
    for row in rows:
        uses = [said[1] for piece in _CLAUSE.split(row.remark) if (said := _USE.match(piece.strip()))]
        if any(is_of(product, use) for use in uses):
            return row
    return None


def _by_words(shop: Shop, product: Product, rows: Sequence[Freight]) -> Freight | None:
    own = " ".join(value for key, value in product.attributes if _KEYS.search(key))
    rules = " ".join(
        f"{p.topic}{p.text}" for p in shop.facts.policies if _WAY_WORDS.search(p.topic) and is_of(product, p.text)
    )
    for row in rows:
        words = _WAY_WORDS.findall(row.way)
        if any(word in own or word in rules for word in words):
            return row
    return None


def is_of(product: Product, words: str) -> bool:
    """Whether words of a rule or remark name the kind of a product: its category, or the end of a word of its title."""
    category = product.category.rsplit("/", 1)[-1]
    if len(category) > 1 and category in words:
        return True
    names = _NAME.findall(product.title)
    return any(name[-n:] in words for name in names for n in range(_LEAST, min(len(name), 6) + 1)) or any(
        len(said) > 1 and said in (*names, category) for said in _NAME.findall(words)
    )


def refused(turn: Turn, province: str, rows: Sequence[Freight]) -> Part | None:
    """That the goods in view, or any, are not sent to a province, by their own data, a row's remark or a rule."""
    return _by_own_data(turn, province) or _by_note(turn, province, rows) or _by_rule(turn, province)


def _by_own_data(turn: Turn, province: str) -> Part | None:
    """发货地区:浙江、江苏…: the provinces that the goods go to are counted up, and this is none of them."""
    product = meant(turn)
    if product is None:
        return None
    for key, value in product.attributes:
        named = {region.province for region in find_regions(value)} if _PLACES.search(key) else set()
        if not named:
            continue
        barred = _NOT_SENT.search(value) is not None and _ALL_OTHERS.search(value) is None
        if (province in named) == barred:
            facts = (cite.cell(product.source, "属性", f"{key}:{value}"), cite.title(product))
            return _refusal(turn, province, f"{key}：{value}", facts)
    return None


def _by_note(turn: Turn, province: str, rows: Sequence[Freight]) -> Part | None:
    """乳胶床垫不发 in the remark of the province's row."""
    product = meant(turn)
    if product is None:
        return None
    for row in rows:
        for piece in _CLAUSE.split(row.remark):
            if _NOT_SENT.search(piece) and not _SEASON.search(piece) and is_of(product, piece):
                facts = (
                    cite.cell(row.source, "省份", row.province),
                    cite.cell(row.source, "备注", row.remark),
                    cite.title(product),
                )
                return _refusal(turn, province, piece.strip(), facts)
    return None


def _by_rule(turn: Turn, province: str) -> Part | None:
    """新疆、西藏、青海不发 in a rule on these goods, or on sending as such."""
    for policy in turn.shop.facts.policies:
        if province not in policy.text and not (province in SPECIAL_REGIONS and "港澳台" in policy.text):
            continue
        for sentence in _SENTENCE.split(policy.text):
            named = province in sentence or (province in SPECIAL_REGIONS and "港澳台" in sentence)
            clause = next((c for c in _clauses(sentence) if _NOT_SENT.search(c)), "")
            if named and clause and not _SEASON.search(clause) and _is_meant(turn, policy, sentence):
                facts = (*cite.policy(policy), *((cite.title(goods),) if (goods := meant(turn)) else ()))
                return _refusal(turn, province, sentence.strip(), facts)
    return None


def _clauses(sentence: str) -> list[str]:
    return [piece for piece in re.split(r"[,，]", sentence) if piece]


def _is_meant(turn: Turn, policy: Policy, sentence: str) -> bool:
    """Whether a rule's refusal is one of the goods in view: it names them, or it is on sending and names no goods."""
    goods, there, product = turn.shop.categories, f"{policy.topic}{policy.text}", meant(turn)
    if product is not None and is_of(product, there):
        return is_of(product, sentence) or not any(name in sentence for name in goods)
    general = _OF_SENDING.search(policy.topic) is not None and not _WAY_WORDS.search(policy.topic)
    return general and not any(name in there for name in goods)


def _refusal(turn: Turn, province: str, words: str, facts: tuple[FactUse, ...]) -> Part:
    kind = meant(turn) if turn.product is None else None
    name = (
        cite.short_title(turn.product) if turn.product is not None else kind.category.rsplit("/", 1)[-1] if kind else ""
    )
    text = f"{name}不发{province}（店里写明：{words}）。\n方便的话换一个能收货的地址，这边再帮您看。"
    return Part(text, facts=facts, confidence=0.93)


def undeliverable(turn: Turn, province: str) -> Part | None:
    """That a province is not sent to at all, or not the goods in view; None = nothing bars it."""
    rows = turn.shop.freight(province)
    row = row_for(turn, rows) if rows else None
    if row is None or row.deliverable is not False:
        return refused(turn, province, rows)
    facts = (
        cite.cell(row.source, "省份", row.province),
        cite.cell(row.source, "可配送", "否"),
        cite.cell(row.source, "备注", row.remark),
    )
    note = f"（{row.remark}）" if row.remark else ""
    return Part(f"{province}目前不支持配送{note}，方便的话换一个收货地址。", facts=facts, confidence=0.94)


def note_of(turn: Turn, row: Freight) -> str:
    """A row's remark without what it says of other goods."""
    product = meant(turn)
    if product is None or not row.remark:
        return row.remark
    pieces = [piece for piece in re.split(r"[;；。]", row.remark) if piece]
    others = [p for p in pieces if _NOT_SENT.search(p) and any(name in p for name in turn.shop.categories)]
    kept = [p for p in pieces if (p not in others or is_of(product, p)) and not _USE.match(p)]
    return row.remark if len(kept) == len(pieces) else "；".join(kept)
