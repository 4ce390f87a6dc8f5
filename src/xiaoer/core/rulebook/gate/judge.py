"""`Gate`: screens a line by one automaton pass, and judges context only where something stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ahocorasick_rs import AhoCorasick

from xiaoer.core.rulebook.findings import Finding, GateResult, Level, Speaker, Verdict
from xiaoer.core.rulebook.gate import context
from xiaoer.core.rulebook.gate.fold import Folded, fold, squeeze
from xiaoer.core.rulebook.gate.load import packaged
from xiaoer.core.rulebook.gate.numbers import find_numbers, may_hold_number
from xiaoer.core.rulebook.gate.rewrite import rewrite_line
from xiaoer.core.rulebook.gate.shapes import ShopContext, Wording, WordingRule

_PASS = GateResult("pass")
_SHORT = 2  # letters; such lines are read as a whole, without a screen


class Gate:
    """The wording gate of one shop on one day. Immutable after construction, safe to share between threads."""

    def __init__(
        self, rules: Wording | None = None, *, shop: ShopContext | None = None, at: date | None = None
    ) -> None:
        """`rules` = the packaged ones by default; `at` = the day whose rules hold (default: the latest)."""
        self._wording = rules or packaged()
        self._shop = shop or ShopContext()
        platform = self._shop.platform
        self._rules = tuple(
            r for r in self._wording.rules if r.in_force(at) and (not r.platforms or platform in r.platforms)
        )
        self._short = frozenset(i for i, r in enumerate(self._rules) if r.short)
        self._screen = _Screen(self._rules, self._wording, self._shop)

    @property
    def rules(self) -> tuple[WordingRule, ...]:
        """The rules in force, in order of precedence."""
        return self._rules

    def check(self, text: str, *, by: Speaker = "agent", category: str | None = None) -> GateResult:
        """Judge a line before it leaves the shop. A shopper's line is never blocked."""
        squeezed = squeeze(text)
        marks = self._screen.find(squeezed)
        if not marks and len(squeezed) > _SHORT and not may_hold_number(squeezed):
            return _PASS
        findings = self._findings(text, squeezed, marks, by, category)
        if not findings:
            return _PASS
        verdict: Verdict = "block" if any(f.level == "block" for f in findings) else "warn"
        if by == "shopper":
            return GateResult(verdict, findings)
        better = rewrite_line(text, findings, lambda line: self._findings_of(line, by, category))
        return GateResult(verdict, findings, better)

    def _findings_of(self, text: str, by: Speaker, category: str | None) -> tuple[Finding, ...]:
        squeezed = squeeze(text)
        return self._findings(text, squeezed, self._screen.find(squeezed), by, category)

    def _findings(
        self, text: str, squeezed: str, marks: list[tuple[int, int, int]], by: Speaker, category: str | None
    ) -> tuple[Finding, ...]:
        groups = self._wording.groups(category)
        folded, touched = self._screen.read(text, squeezed, marks, groups or frozenset())
        if len(squeezed) <= _SHORT:
            touched |= self._short
        found: list[tuple[WordingRule, int, int]] = []
        for index in sorted(touched):
            rule = self._rules[index]
            if (by == "shopper" and not rule.shopper) or not rule.fits(groups, folded.text):
                continue
            found += [
                (rule, a, b) for a, b in _matches(rule, folded.text) if not self._allowed(rule, folded.text, a, b)
            ]
        findings = [_finding(rule, text, folded, a, b, by) for rule, a, b in found]
        if may_hold_number(squeezed):
            findings += find_numbers(text, folded, by, self._shop)
        return _settle(findings)

    def _allowed(self, rule: WordingRule, text: str, start: int, end: int) -> bool:
        """Whether the shop itself makes this promise (假一赔十)."""
        if not rule.promise:
            return False
        return any(text[start:end] in squeeze(promise) for promise in self._shop.promises)


class _Screen:
    """One automaton over anchors, disguised spellings and harmless words."""

    def __init__(self, rules: tuple[WordingRule, ...], wording: Wording, shop: ShopContext) -> None:
        words: dict[str, _Word] = {}
        for index, rule in enumerate(rules):
            for anchor in rule.anchors:
                words.setdefault(squeeze(anchor), _Word()).rules.add(index)
        for spelling in wording.spellings:
            words.setdefault(squeeze(spelling.written), _Word()).plain = squeeze(spelling.plain)
        own = [(name, frozenset[str]()) for name in (*shop.names, *shop.brands)]
        for term, groups in (*wording.harmless, *own):
            if plain := squeeze(term):
                words.setdefault(plain, _Word()).harmless_for.append(groups)
        words.pop("", None)
        self._texts = tuple(words)
        self._words = tuple(words.values())
        self._automaton = AhoCorasick(self._texts)

    def find(self, squeezed: str) -> list[tuple[int, int, int]]:
        """(word, start, end) over the squeezed text."""
        return self._automaton.find_matches_as_indexes(squeezed, overlapping=True)

    def read(
        self, text: str, squeezed: str, marks: list[tuple[int, int, int]], groups: frozenset[str]
    ) -> tuple[Folded, set[int]]:
        """The folded text with disguises undone and harmless words blotted out, and the rules to try."""
        respelled = [(a, b, plain) for w, a, b in marks if (plain := self._words[w].plain)]
        folded = fold(text, respelled)
        if respelled:
            marks = self.find("".join(c for c in folded.text if c.isalnum()))
        blots = {self._texts[w] for w, _, _ in marks if self._words[w].harmless(groups)}
        touched: set[int] = set().union(*(self._words[w].rules for w, _, _ in marks))
        if blots:
            blotted = folded.text
            for word in sorted(blots, key=len, reverse=True):
                blotted = blotted.replace(word, "□" * len(word))
            folded = Folded(blotted, folded.starts, folded.ends)
        return folded, touched


class _Word:
    """What a word of the automaton stands for."""

    __slots__ = ("harmless_for", "plain", "rules")

    def __init__(self) -> None:
        self.rules: set[int] = set()
        self.plain = ""
        self.harmless_for: list[frozenset[str]] = []

    def harmless(self, groups: frozenset[str]) -> bool:
        return any(not wanted or wanted & groups for wanted in self.harmless_for)


def _matches(rule: WordingRule, text: str) -> Iterable[tuple[int, int]]:
    for match in rule.pattern.finditer(text):
        start, end = match.span("span" if "span" in rule.pattern.groupindex else 0)
        if end > start and not _excused(rule, text, start, end):
            yield start, end


def _excused(rule: WordingRule, text: str, start: int, end: int) -> bool:
    if rule.needs or rule.unless:
        low, high = (0, len(text)) if rule.wide else context.sentence_bounds(text, start, end)
        if rule.needs and not rule.needs.search(text, low, high):
            return True
        if rule.unless and rule.unless.search(text, low, high):
            return True
    if rule.unless_before or rule.unless_after:
        low, high = context.clause_bounds(text, start, end)
        if rule.unless_before and rule.unless_before.search(text, low, start):
            return True
        if rule.unless_after and rule.unless_after.match(text, end):
            return True
    return (
        (rule.negation and context.negated(text, start, end))
        or (rule.quoting and context.quoted(text, start, end))
        or (rule.explaining and context.explained(text, start, end))
    )


def _finding(rule: WordingRule, text: str, folded: Folded, start: int, end: int, by: Speaker) -> Finding:
    low, high = folded.span(start, end)
    level: Level = "warn" if by == "shopper" else rule.level
    return Finding(rule.kind, level, text[low:high], low, high, rule.reason, rule.source, rule.rewrite)


def _settle(findings: list[Finding]) -> tuple[Finding, ...]:
    """Where findings overlap keep the graver, then the earlier rule; order by place."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: f.level != "block"):
        if all(finding.end <= k.start or finding.start >= k.end for k in kept):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda f: (f.start, f.end)))
