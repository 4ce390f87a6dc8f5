"""The shapes of the gate: a wording rule as data, and what a shop adds of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from xiaoer.core.facts import Allowance, OwnWord
from xiaoer.core.rulebook.findings import Level


class Alternative:
    """One alternative of a rule's pattern, compiled at first use, and the words that bring it to be tried."""

    __slots__ = ("_compiled", "anchors", "text")

    def __init__(self, text: str, anchors: frozenset[str]) -> None:
        self.text = text
        self.anchors = anchors
        self._compiled: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self.text)
        return self._compiled


@dataclass(frozen=True, slots=True)
class WordingRule:
    """One dated rule over folded text (lower case, simplified, clause marks `, . ! ? : " ( ) ~`).

    A match of one of the `alternatives` is no finding when the words
    before it in its clause end with `unless_before`, those after it begin with `unless_after`, or its sentence
    holds `unless`; and only when its sentence holds `needs`. `negation`, `quoting`, `explaining`: whether
    these kinds of context excuse it; `wide`: `needs` and `unless` look at the whole line; `short`: it is
    tried on lines of at most two characters; `promise`: a shop whose policies say so may say it; `shopper`: it
    reads shoppers' lines too, those whose sentence holds `shopper_needs` (they ask for it, not only speak of it).
    Categories are groups of goods, empty = all; where no category is told, a rule with categories holds if `cue` is
    found. `confidence`: law, platform, practice or unsure.
    """

    id: str
    kind: str
    level: Level
    alternatives: tuple[Alternative, ...]
    reason: str
    reason_en: str
    source: str
    confidence: str
    rewrite: str | None = None
    needs: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    unless_before: re.Pattern[str] | None = None
    unless_after: re.Pattern[str] | None = None
    cue: re.Pattern[str] | None = None
    wide: bool = False
    negation: bool = True
    quoting: bool = True
    explaining: bool = True
    shopper: bool = False
    shopper_needs: re.Pattern[str] | None = None
    categories: frozenset[str] = frozenset()
    not_categories: frozenset[str] = frozenset()
    platforms: frozenset[str] = frozenset()
    promise: bool = False
    short: bool = False
    valid_from: date | None = None
    valid_until: date | None = None

    def in_force(self, at: date | None) -> bool:
        """Whether the rule holds on a day; without a day, whether it has no end."""
        if at is None:
            return self.valid_until is None
        return (self.valid_from is None or self.valid_from <= at) and (
            self.valid_until is None or at <= self.valid_until
        )

    def fits(self, groups: frozenset[str] | None, text: str) -> bool:
        """Whether goods of these category groups (None = not told) fall under the rule."""
        if groups is None:
            return not self.categories or (self.cue is not None and self.cue.search(text) is not None)
        return not (self.not_categories & groups) and (not self.categories or bool(self.categories & groups))


@dataclass(frozen=True, slots=True)
class ShopContext:
    """What a shop adds: its names and brands are no boasts, its hotline no leak, its promises no inventions.

    `promises` are texts of the shop's own policies; `numbers` further allowed phone numbers (return address);
    `addresses` places that the shop publishes, in every way they are shortened; `words` it forbids itself,
    `allowances` are findings that it lets pass for a while.
    """

    names: tuple[str, ...] = ()
    hotline: str = ""
    brands: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    platform: str = "own"
    words: tuple[OwnWord, ...] = ()
    allowances: tuple[Allowance, ...] = ()


@dataclass(frozen=True, slots=True)
class Spelling:
    """A disguised way to write a word, and the word."""

    written: str
    plain: str


@dataclass(frozen=True, slots=True)
class KindWords:
    """What a finding of a kind says unless its rule says it better."""

    level: Level
    reason: str
    reason_en: str
    source: str
    rewrite: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything that the gate is made of: rules, harmless words, disguises, category groups, kinds."""

    rules: tuple[WordingRule, ...]
    harmless: tuple[tuple[str, frozenset[str]], ...]
    spellings: tuple[Spelling, ...]
    categories: tuple[tuple[str, tuple[str, ...]], ...]
    kinds: dict[str, KindWords] = field(default_factory=dict)

    def groups(self, category: str | None) -> frozenset[str] | None:
        """The groups that a shop's category name belongs to: several, none, or None when it isn't told."""
        if not category:
            return None
        return frozenset(group for group, words in self.categories if any(w in category for w in words))
