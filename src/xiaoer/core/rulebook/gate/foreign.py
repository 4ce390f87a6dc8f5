"""Another shop's text in this shop's chat: its name, goods, activities, phrases, return address and hotline warn.

Who sits at the desk of several shops pastes the wrong thing sooner or later. What both shops say alike is nobody's
mark, and neither is a generic offer (满199减15券) or a short word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ahocorasick_rs import AhoCorasick

from xiaoer.core.facts import ShopFacts
from xiaoer.core.rulebook.findings import Finding, GateResult
from xiaoer.core.rulebook.gate.fold import squeeze
from xiaoer.core.rulebook.gate.own import allowed

KIND = "other_shop"
SOURCE = "多店铺：话术、活动、退货地址只用本店的"
_TITLE, _PHRASE, _ADDRESS, _DIGITS = 6, 12, 6, 7  # letters that a mark has at least
_MOST_FINDINGS = 5
_PARTS = re.compile(r"[\s，,。；;/|｜()（）\[\]【】]+")
_OPEN = re.compile(r"\{[^{}]*\}")
_GENERIC = re.compile(r"[0-9]|双|满|每|减|券|折|元|件|第|二|半|价|全店|店铺|会员|新客|赠品|送|限时|折扣|优惠|包邮|活动")
_REGION = re.compile("[省市区县镇]")


@dataclass(frozen=True, slots=True)
class ShopMarks:
    """What tells one shop's text from another's."""

    name: str
    marks: tuple[tuple[str, str], ...]  # (squeezed words, what they are)
    said: str  # everything that the shop itself says, squeezed
    found_by: AhoCorasick

    def find(self, squeezed: str) -> Iterator[tuple[int, int, str]]:
        """Marks in a squeezed text: where, and what they are."""
        for i, start, end in self.found_by.find_matches_as_indexes(squeezed, overlapping=True):
            yield start, end, self.marks[i][1]


def shop_marks(facts: ShopFacts, *, return_address: str = "", words: Iterable[str] = ()) -> ShopMarks:
    """The marks of a shop; `words` = standing lines beside its phrases (greeting, openings, closings)."""
    name = facts.profile.name
    return_address = return_address or facts.profile.return_address
    found: dict[str, str] = {}

    def mark(text: str, what: str, least: int) -> None:
        plain = squeeze(text)
        if len(plain) >= least:
            found.setdefault(plain, what)

    mark(name, "店名", 2)
    for product in facts.products.values():
        mark(product.title, "商品", _TITLE)
        for part in _PARTS.split(product.title):
            mark(part, "商品", _TITLE)
        if re.search("[A-Za-z]", product.number) and re.search("[0-9]", product.number):
            mark(product.number, "商品", 4)
    for offer in facts.promotions:
        if len(_GENERIC.sub("", squeeze(offer.name))) >= 2:
            mark(offer.name, "活动", 4)
    for text in (*(p.text for p in facts.phrases), *words):
        for said in _OPEN.split(text):
            mark(said, "话术", _PHRASE)
    for part in (return_address, *(tail for p in _PARTS.split(return_address) for tail in _tails(p))):
        mark(part, "退货地址", _DIGITS if squeeze(part).isdigit() else _ADDRESS)
    mark(facts.profile.hotline, "电话", _DIGITS)
    whole = "\n".join(
        squeeze(text)
        for text in (
            name, return_address, facts.profile.hotline, *words, *(p.text for p in facts.phrases),
            *(f"{p.number} {p.title} {p.selling_points}" for p in facts.products.values()),
            *(f"{p.name} {p.note}" for p in facts.promotions), *(p.text for p in facts.policies),
            *(f"{f.question} {f.answer}" for f in facts.faq),
        )
    )  # fmt: skip
    marks = tuple(found.items())
    return ShopMarks(name, marks, whole, AhoCorasick([m for m, _ in marks]))


def foreign(
    text: str, own: ShopMarks, others: Iterable[ShopMarks], facts: ShopFacts, at: date | None = None
) -> tuple[Finding, ...]:
    """What in `text` belongs to another shop, in order; the longest where several stand in one place."""
    letters = [i for i, c in enumerate(text) if squeeze(c)]
    squeezed = "".join(squeeze(text[i]) for i in letters)
    spans: list[tuple[int, int, str, str]] = []
    for other in others:
        for start, end, what in other.find(squeezed):
            if squeezed[start:end] not in own.said and _whole(squeezed, start, end):
                spans.append((start, end, what, other.name))
    found: list[Finding] = []
    taken: list[tuple[int, int]] = []
    for start, end, what, name in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if any(start < b and a < end for a, b in taken):
            continue
        taken.append((start, end))
        low, high = letters[start], letters[end - 1] + 1
        reason = f"这是“{name}”的{what}，确认适用于本店再发"
        finding = Finding(KIND, "warn", text[low:high], low, high, reason, SOURCE)
        if not allowed(finding, text, None, at, facts.allowances):
            found.append(finding)
    return tuple(sorted(found, key=lambda f: f.start)[:_MOST_FINDINGS])


def with_foreign(result: GateResult, found: tuple[Finding, ...]) -> GateResult:
    """The gate's word with these findings beside its own."""
    if not found:
        return result
    return GateResult("block" if result.verdict == "block" else "warn", (*result.findings, *found), result.rewrite)


def _tails(address: str) -> list[str]:
    """An address, and what is left of it without province, city, district: people shorten it."""
    return [address, *(address[m.end() :] for m in _REGION.finditer(address))]


def _whole(text: str, start: int, end: int) -> bool:
    """A number or a Latin word does not go on beyond the match (QH101 in QH1012)."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (
        (_latin(text[start]) and before and _latin(before)) or (_latin(text[end - 1]) and after and _latin(after))
    )


def _latin(character: str) -> bool:
    return character.isascii()
