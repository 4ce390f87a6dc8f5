"""Reading plain English: which intents a line asks for, and its words of goods and places in the shop's Chinese."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from xiaoer.core.reading.shapes import INTENTS, Intent, Reading, Scored

_PRICED = re.compile(
    r"how much (?:is|are|does|do|for)(?: it| this| that| these| they| the (?!ship|deliver|freight|post)|$|\?)"
    r"|what(?:'s| is) the price",
    re.IGNORECASE,
)
LANGUAGE = "lang"
"""The remembered detail that tells in which language the shopper writes."""
_BUDGET = re.compile(
    r"\b(?:under|below|within|less than|up to|no more than|max(?:imum)?|budget(?: is| of)?)"
    r"\s*[¥$]?\s*(\d{2,6})\s*(?:yuan|rmb|cny|kuai|¥)?"
)
_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
_COUNT = re.compile(
    r"\b(one|two|three|four|five|six|\d{1,2})\s+(?:of|pcs|pieces?|sets?|box(?:es)?|bottles?|packs?|bags?|tubs?|pairs?|units?|items?|cans?)\b"
)
_MEASURE = re.compile(r"(\d)\s+(cm|kg|mm|ml|m)\b", re.IGNORECASE)
_WISH = re.compile(
    r"\b(?:looking for|i(?:'m| am)? (?:need|want|would like|after)|i'd like|we need|any|something|anything"
    r"|do you (?:have|sell|carry)(?= (?:any|some|a|something|anything)\b))\s+"
    r"(?!(?:to|it|this|that|these|those|my|them|left|more|the|other (?:size|colou?r))\b|\d)"
    r"(?:(?!refund|invoice|receipt|help|discount|coupon|promo|deal|offer|news|update|chance|idea|problem|way|gift|card"
    r"|note|reply|answer|human|agent|person|someone|one\b|extra).)*?[a-z]{3,}",
    re.IGNORECASE,
)
_OF_THESE = re.compile(r"\b(?:ones?|left|in stock|available)\b", re.IGNORECASE)
_BESIDE_WISHES = frozenset({"product_attribute", "stock", "greeting", "thanks", "recommend", "price_promotion"})
_COMPARES = re.compile(
    r"\b(?:compare|difference between|(?:which (?:one )?is )?better than|which (?:one )?is better)\b"
    r"|\b(?:or|vs\.?|versus) the\b.*\bbetter\b|\bwhich\b.*\bor\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"^[^\u4e00-\u9fff]*[A-Za-z][^\u4e00-\u9fff]*$")
_SURE = 0.85
_MOST = 3
_LEAST_WORDS = 2
_UNITS = frozenset({"kg", "cm", "ml", "mm", "xs", "xl", "xxl", "xxxl", "usb", "led", "ok", "sf", "ems", "jd", "pdd"})
_SMALL: frozenset[str] = frozenset({"greeting", "thanks"})
# What is asked of the first is not asked of the second too: how much is shipping, where is my order …
_COVERS: frozenset[tuple[str, str]] = frozenset(
    {
        ("shipping_fee", "price_promotion"), ("shipping_fee", "ship_time"), ("refund_progress", "return_policy"),
        ("logistics_tracking", "order_status"), ("not_received", "order_status"), ("size_advice", "product_attribute"),
        ("cancel_order", "order_status"), ("change_address", "order_status"), ("return_policy", "order_status"),
        ("product_attribute", "stock"), ("damaged", "quality_issue"), ("damaged", "return_policy"),
        ("complaint", "quality_issue"), ("quality_issue", "return_policy"), ("not_received", "logistics_tracking"),
        ("refund_progress", "delivery_eta"), ("refund_progress", "order_status"), ("return_policy", "shipping_fee"),
        ("not_received", "delivery_eta"), ("order_status", "ship_time"), ("quality_issue", "order_status"),
    }
)  # fmt: skip


@cache
def _data() -> dict[str, Any]:
    text = (resources.files("xiaoer.core.answering") / "data" / "english.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _intents() -> tuple[tuple[Intent, re.Pattern[str]], ...]:
    rows = {row["name"]: re.compile(row["words"], re.IGNORECASE) for row in _data()["intent"]}
    return tuple((intent, rows[name]) for name in rows for intent in INTENTS if intent == name)


@cache
def _words() -> tuple[re.Pattern[str], Mapping[str, str]]:
    meaning = {**_data()["words"], **_data()["places"]}
    longest = sorted(meaning, key=len, reverse=True)
    return re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, longest))})(?:s|es)?(?![a-z])"), meaning


def place_in_english(province: str) -> str:
    """A province in English; its own name where it is unknown."""
    return next((name.title() for name, place in _data()["places"].items() if place == province), province)


def status_in_english(text: str) -> str:
    """An order's state in English; the file's own word where it is unknown."""
    return str(_data()["status"].get(text, text))


def is_english(text: str) -> bool:
    """Two words and more that are neither units nor sizes: 168 55kg is none."""
    words = [w for w in re.findall(r"(?<![A-Za-z\d])[A-Za-z']{2,}(?![\d])", text) if w.lower() not in _UNITS]
    return len(words) >= _LEAST_WORDS


def speaks_english(reading: Reading, details: Mapping[str, str]) -> bool:
    """Whether a line is English: by its words, or a word or two (yes, personal) in an English talk."""
    if is_english(reading.normal):
        return reading.language == "en"
    return details.get(LANGUAGE) == "en" and _LETTERS.search(reading.normal) is not None


def in_chinese(text: str) -> str:
    """The words of goods, colours and places of an English line, in Chinese; numbers and codes are kept."""
    pattern, meaning = _words()

    def chinese(match: re.Match[str]) -> str:
        word = match[0]
        return meaning.get(word) or meaning.get(word.removesuffix("s")) or meaning.get(word.removesuffix("es"), word)

    text = _MEASURE.sub(r"\1\2", text)
    text = _COUNT.sub(lambda m: f" {_NUMBERS.get(m[1], m[1])}个 ", text)
    text = _BUDGET.sub(r" \1元以内 ", text.lower())
    found = pattern.sub(lambda m: f" {chinese(m)} ", text)
    return " ".join(re.findall(r"\d+元以内|\d+个|[\u4e00-\u9fff]+|[a-z]*\d[\w.-]*", found))


def intents_of(text: str) -> tuple[Scored, ...]:
    """What an English line asks for, in the order of its words; `other` when nothing is known."""
    found = [(match.start(), intent) for intent, words in _intents() if (match := words.search(text))]
    names = {intent for _, intent in found}
    priced = _PRICED.search(text) is not None
    asked = [
        (at, i)
        for at, i in found
        if (i == "price_promotion" and priced) or not any((other, i) in _COVERS for other in names)
    ]
    if names <= _BESIDE_WISHES and (chosen := _chosen_among(text, names)) is not None:
        return (Scored(chosen, _SURE, text),)
    real = [(at, i) for at, i in asked if i not in _SMALL] or asked[:1]
    return tuple(Scored(i, _SURE, text) for _, i in sorted(real)[:_MOST]) or (Scored("other", _SURE, text),)


def _chosen_among(text: str, names: set[Intent]) -> Intent | None:
    """Whether goods are wished for or compared, where nothing else is asked; None = neither."""
    if _COMPARES.search(text):
        return "compare"
    wished = _WISH.search(text) is not None and not names & {"price_promotion"} and _OF_THESE.search(text) is None
    return "recommend" if wished or "recommend" in names else None
