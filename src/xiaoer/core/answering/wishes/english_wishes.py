"""What an English line wishes to be done to an order, and the details that it gives.

A wish keeps its line after the line's words in Chinese, so that orders, goods and variants are found as ever.
"""

# Rows of words are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from xiaoer.core.answering.parts import Turn
from xiaoer.core.answering.wishes.acts import Acts
from xiaoer.core.answering.wishes.wished import Wish

_CLAUSE = re.compile(
    r"[.!?;\n]+|,\s*(?=(?:and|but|also|then|please|i|can|could)\b)|\b(?:and|but|also|then)\b", re.IGNORECASE
)
_NO_WISH = re.compile(
    r"\b(?:how (?:do|can|to|would|long|much|many)|what(?:'s| is| if)|policy|policies|who|where|why|when"
    r"|if|unless|in case|don.?t|do not|didn.?t|did not|won.?t|never|without|already|was|were|has been|have been"
    r"|cancell?ed|returned|refunded|exchanged|maybe|might|thinking|considering)\b",
    re.IGNORECASE,
)
_NEWEST = re.compile(
    r"\b(?:latest|newest|most recent|just (?:placed|ordered|bought|made)|new order|placed today)\b", re.I
)
_THIS = re.compile(r"\b(?:this|that|the same) order\b", re.IGNORECASE)
_SIZE = re.compile(r"(?<![A-Za-z'])(?:size )?(X{0,3}[SL]|M|\d{2,3})(?![A-Za-z'\d])")
_TAIL = re.compile(r"(?:ending|ends|end)(?: (?:in|with|on))? (\d{4,})|#\s?(\d{4,})", re.IGNORECASE)
_LED = re.compile(
    r"^.*?(?:\baddress(?: should)?(?: is| be|:)?(?: now)?(?: to)?|\b(?:ship|send|deliver|change|move)\b[^,\d]{0,24}?\bto\b|\bto\b|:)\s*(?=\S)",
    re.IGNORECASE | re.DOTALL,
)
_STREET = re.compile(
    r"\b(?:road|rd|street|st|avenue|ave|lane|district|building|bldg|room|unit|floor|no\.?|block|lu|jie|tower|apartment|apt"
    r"|village|town|plaza|garden|center|centre)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:company|title|name)(?: name| title)?(?: is|:)?\s+([A-Z][\w&.,' -]{2,60}|[\u4e00-\u9fff（）()]{4,40})"
)
_PERSONAL = re.compile(r"\b(?:personal|individual|private|myself|my (?:own )?name)\b", re.IGNORECASE)
_TAX = re.compile(r"(?<![A-Z0-9])([0-9A-Z]{15,20})(?![A-Z0-9])")
_NOTE = re.compile(r"\b(?:note|remark|message)(?: saying| that says|:| that)?\s+(.{2,60})", re.IGNORECASE)
_ASKS = re.compile(
    r"\?|^(?:how|what|when|where|who|why|which|is|are|do|does|did|can|could|will|would)\b", re.IGNORECASE
)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = (resources.files("xiaoer.core.answering") / "data" / "english.toml").read_text("utf-8")
    rows = tomllib.loads(text)["acts"]
    return tuple((kind, re.compile(row["words"], re.IGNORECASE)) for kind, row in rows.items() if row.get("words"))


def english_wishes(turn: Turn, acts: Acts) -> tuple[Wish, ...]:
    """The wishes of an English line in their order, each kind once; one that waits for a detail is taken up."""
    found: dict[str, Wish] = {}
    for clause in _CLAUSE.split(turn.reading.text):
        if not clause or _NO_WISH.search(clause):
            continue
        kind = next((kind for kind, words in _patterns() if kind in acts and words.search(clause)), "")
        if kind:
            found.setdefault(kind, Wish(kind, _as_words(turn)))
    return tuple(found.values())


def completed(turn: Turn, waiting: Wish) -> Wish | None:
    """The wish that was asked back, with the detail that this line gives; None = the line says something else."""
    text = turn.reading.text.strip()
    given = address_given(text) or title_given(text)
    if not given and (_ASKS.search(text) or _NO_WISH.search(text)):
        return None
    return Wish(waiting.type, f"{waiting.text}\n{_as_words(turn)}", waiting.condition, waiting.order, waiting.every)


def _as_words(turn: Turn) -> str:
    """The line's words in Chinese before the line itself."""
    text = turn.reading.text
    words = [turn.reading.normal] if turn.reading.normal.strip().lower() != text.strip().lower() else []
    words += ["刚下的单"] if _NEWEST.search(text) else []
    words += ["这个订单"] if _THIS.search(text) else []
    sizes = [f"换成{match[1]}" for match in _SIZE.finditer(text)]
    return "，".join([*words, *sizes, text])


def tails_said(text: str) -> tuple[str, ...]:
    """The last digits of orders, as these replies call them (ending in 0013)."""
    return tuple(match[1] or match[2] for match in _TAIL.finditer(text))


def address_given(text: str) -> str:
    """A full address as written, "" = none: what follows the wish, with a street or a number in it."""
    line = text.rsplit("\n", maxsplit=1)[-1].rsplit("，", maxsplit=1)[-1].strip()
    led = (
        _LED.sub("", line, count=1).strip(" .!")
        if not re.match(r"(?i)(?:no\.?|room|unit|floor|\d)", line)
        else line.strip(" .!")
    )
    return led if _STREET.search(led) and re.search(r"\d", led) and led.count(" ") > 1 else ""


def title_given(text: str) -> tuple[tuple[str, str], ...]:
    """The title of an invoice, with the tax number."""
    company, tax = _COMPANY.search(text), _TAX.search(text)
    if company:
        return (("抬头", company[1].strip(" .,")), *((("税号", tax[1]),) if tax else ()))
    return (("抬头", "个人"),) if _PERSONAL.search(text) else ()


def note_given(text: str) -> str:
    """What is to be noted on the order, "" = nothing said."""
    match = _NOTE.search(text)
    return match[1].strip(" .\"'") if match else ""
