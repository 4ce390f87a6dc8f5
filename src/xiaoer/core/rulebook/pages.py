"""The rulebook as a readable book: every rule of gate and judge, every card, as one kind of page; and a search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from xiaoer.core.rulebook.cards import appeals, state_cards
from xiaoer.core.rulebook.gate.load import packaged as wording
from xiaoer.core.rulebook.gate.shapes import WordingRule
from xiaoer.core.rulebook.judge.book import Rule
from xiaoer.core.rulebook.judge.book import packaged as judge_book
from xiaoer.core.rulebook.promises import promises

Part = Literal["wording", "after_sales", "promise", "state", "appeal"]
PARTS: tuple[Part, ...] = ("wording", "after_sales", "promise", "state", "appeal")
_WORDS, _OF_EACH = 16, 4


@dataclass(frozen=True, slots=True)
class Page:
    """One rule to read. `statutory`: a shop can't set it aside. `words` = some of what a wording rule looks for;
    `value` with its unit; `lines` = further lines of a card."""

    id: str
    part: Part
    kind: str
    level: str
    zh: str
    en: str
    source: str
    confidence: str
    statutory: bool
    valid_from: date | None = None
    valid_until: date | None = None
    platforms: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    value: str = ""
    rewrite: str = ""
    words: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()

    def in_force(self, at: date) -> bool:
        """Whether the rule holds on a day."""
        return (self.valid_from is None or self.valid_from <= at) and (
            self.valid_until is None or at <= self.valid_until
        )


@cache
def pages() -> tuple[Page, ...]:
    """The whole book, part by part."""
    return (*_wording_pages(), *map(_judge_page, judge_book()), *_promise_pages(), *_card_pages())


def search(query: str = "", *, part: str = "", kind: str = "", at: date | None = None) -> list[Page]:
    """Pages that hold every word of the query, in either language, source, id or words; `at`: those in force then."""
    wanted = query.lower().split()
    return [
        page
        for page in pages()
        if (not part or page.part == part)
        and (not kind or page.kind == kind)
        and (at is None or page.in_force(at))
        and all(word in _text(page) for word in wanted)
    ]


@cache
def _text(page: Page) -> str:
    parts: Iterable[str] = (
        page.id, page.kind, page.zh, page.en, page.source, page.rewrite, page.value, *page.words, *page.lines,
        *page.platforms, *page.categories,
    )  # fmt: skip
    return "\n".join(parts).lower()


def _wording_pages() -> list[Page]:
    seen: dict[tuple[str, str], Page] = {}
    for rule in wording().rules:
        seen.setdefault((rule.id, rule.kind), _wording_page(rule))
    return list(seen.values())


def _wording_page(rule: WordingRule) -> Page:
    return Page(
        rule.id, "wording", rule.kind, rule.level, rule.reason, rule.reason_en, rule.source, rule.confidence,
        rule.level == "block" and rule.confidence == "law", rule.valid_from, rule.valid_until,
        tuple(sorted(rule.platforms)), tuple(sorted(rule.categories)), rewrite=rule.rewrite or "", words=_words(rule),
    )  # fmt: skip


def _words(rule: WordingRule) -> tuple[str, ...]:
    """A taste of what the rule looks for: of each alternative some short anchors."""
    shortest = (
        sorted((a for a in part.anchors if len(a) > 1), key=lambda a: (len(a), a)) for part in rule.alternatives
    )
    return tuple(dict.fromkeys(word for words in shortest for word in words[:_OF_EACH]))[:_WORDS]


def _judge_page(rule: Rule) -> Page:
    value = "" if rule.value is None else f"{rule.value:f} {rule.unit}"
    return Page(
        rule.id, "after_sales", rule.id.split(".")[0], "", rule.zh, rule.en,
        "；".join(dict.fromkeys((rule.source, *rule.basis))), rule.confidence, rule.confidence == "law",
        rule.valid_from, rule.valid_until, tuple(sorted(rule.platforms)), value=value,
    )  # fmt: skip


def _promise_pages() -> list[Page]:
    return [
        Page(p.name, "promise", "promise", "", p.zh, p.en, p.law, "law", False, value=_line(p.least, p.most, p.unit))
        for p in promises().values()
    ]


def _line(least: object, most: object, unit: str) -> str:
    if least is not None:
        return f"≥ {least} {unit}"
    return f"≤ {most} {unit}" if most is not None else unit


def _card_pages() -> list[Page]:
    states = [
        Page(
            card.state, "state", "state", "", card.zh, card.state, card.source, card.confidence, False,
            platforms=card.platforms,
            lines=(
                f"常问：{'；'.join(card.asks)}", f"可以：{'；'.join(card.may)}", f"不可以：{'；'.join(card.must_not)}",
                f"之后：{card.next}",
            ),
        )
        for card in state_cards()
    ]  # fmt: skip
    routes = [
        Page(
            card.id, "appeal", "appeal", "", card.zh, card.id.replace("_", " "), card.source, card.confidence, False,
            lines=(
                f"证据：{'；'.join(card.evidence)}", f"途径：{card.route}", f"时限：{card.limit}",
                f"注意：{card.notes}",
            ),
        )
        for card in appeals()
    ]  # fmt: skip
    return [*states, *routes]
