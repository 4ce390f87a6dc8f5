"""`Gate`: screens a line by one automaton pass, and judges context only where something stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import islice
from typing import Literal

from xiaoer.core.rulebook.findings import Finding, GateResult, Level, Speaker, Verdict
from xiaoer.core.rulebook.gate import context
from xiaoer.core.rulebook.gate.ear import (
    CERTAIN,
    DOUBTFUL,
    GROUPS,
    HARMLESS,
    HEALTH,
    SURELY,
    UNLIKELY,
    Ear,
    letters_of,
)
from xiaoer.core.rulebook.gate.ear import shipped as shipped_ear
from xiaoer.core.rulebook.gate.fold import MARKS, Folded, fold, squeeze
from xiaoer.core.rulebook.gate.load import packaged
from xiaoer.core.rulebook.gate.numbers import find_numbers, may_hold_number
from xiaoer.core.rulebook.gate.own import SOURCE as OWN
from xiaoer.core.rulebook.gate.own import allowed, own_rule
from xiaoer.core.rulebook.gate.rewrite import SAFE_LINE, replace_faults
from xiaoer.core.rulebook.gate.screen import BLOT, Mark, Screen, Try
from xiaoer.core.rulebook.gate.shapes import ShopContext, Wording, WordingRule

_PASS = GateResult("pass")
_MOST_ADVICE = 2000
_UNHEARD = ("shopper", "robot")  # the robot speaks checked templates and the shop's own data: the rules judge those
_MOST_MATCHES = 30  # of one alternative in one line: a text made to be slow is judged all the same
# What a title may say: 《治愈你的不是时间》 promises no cure.
_CLAIMS = frozenset(["absolute_term", "medical_claim", "food_disease_claim", "cosmetic_efficacy", "fake_urgency"])
_EATEN = re.compile("吃|喝|服用|食用|冲泡|泡水|口服")
_LICENSED = frozenset(["medical", "disinfect"])  # goods that may be said to heal or to kill germs
_OPENED = frozenset(["food", "cosmetics", "care"])  # goods that can't come back once opened
_SUPPOSED = "像是"  # what a supposition's reason begins with
# Kinds that a person may speak of without committing them: denied, quoted or explained they are nothing to the ear.
_TALKED_OF = _CLAIMS | {
    "off_platform", "private_payment", "cash_for_review", "false_review", "personal_data", "prohibited_goods",
    "unfounded_promise",
}  # fmt: skip
# Kinds in which a rule may be taken in by a word and the ear may overrule it.
_MISTAKEN = _CLAIMS | {
    "off_platform", "private_payment", "cash_for_review", "false_review", "rights_denial",
}  # fmt: skip
# Kinds of coaching in which a rule may be taken in, too.
_OVERHEARD = frozenset(
    ["fake_urgency", "unfounded_promise", "negative_wording", "blame_shifting", "self_centred", "absolute_term"]
)
_GRAVE_WHEN_TIED = {"early_receipt"}  # the ear speaks of what must not be sent: receipt tied to a benefit or a threat
_TITLE = re.compile("《[^》]*》")
_FILLING = re.compile(
    r"(?:反正|就是|真的|懂的都懂|懂得都懂|你懂的|您懂的|信我|相信我|哈+|属于是|天下|绝对|亲|我说|没话说|是|不骗[您你]|[您你]?放心|妥妥|"
    r"简直|必须|太|就|都|也|这|那|它|的|了|啊|呀|哦|呢|吧|嘛|好吧|[,.!?~\"()]){1,12}"
)
_CLAUSE_END = re.compile("[,~]")
_CURT = {"cold_reply", "negative_wording"}
_SHORT = 2  # letters; such lines are read as a whole, without a screen


class Gate:
    """The wording gate of one shop on one day. Safe to share between threads."""

    def __init__(
        self,
        rules: Wording | None = None,
        *,
        shop: ShopContext | None = None,
        at: date | None = None,
        ear: Ear | Literal["shipped"] | None = "shipped",
    ) -> None:
        """`rules` = the packaged ones by default; `at` = the day whose rules hold (default: the latest).

        `ear` hears what no packaged rule has a pattern for, in lines that a person is about to send; rules of one's
        own, and what people are judged by afterwards, do without it.
        """
        self._ear = (shipped_ear() if rules is None else None) if ear == "shipped" else ear
        self._wording = rules or packaged()
        self._shop = shop or ShopContext()
        platform = self._shop.platform
        own = [rule for word in self._shop.words if (rule := own_rule(word))]
        self._at = at
        self._rules = tuple(
            r for r in (*own, *self._wording.rules) if r.in_force(at) and (not r.platforms or platform in r.platforms)
        )
        self._searches: dict[Try, Callable[[str], re.Match[str] | None]] = {}
        self._short = [(i, 0) for i, rule in enumerate(self._rules) if rule.short]
        self._numbers = tuple(filter(None, map(squeeze, (self._shop.hotline, *self._shop.numbers))))
        self._promises = "\n".join(squeeze(promise) for promise in self._shop.promises)
        self._screen = Screen(self._rules, self._wording, self._shop)
        # The rules' own rewrites are judged once for each speaker and category, not at every finding.
        self._advice: dict[tuple[str, Speaker, str | None], bool] = {}

    @property
    def rules(self) -> tuple[WordingRule, ...]:
        """The rules in force, in order of precedence."""
        return self._rules

    def letters(self, text: str) -> str:
        """The letters of a line with disguises undone and harmless words blotted out: what the ear weighs."""
        squeezed = squeeze(text)
        marks = self._screen.find(squeezed)
        return letters_of(self._screen.read(text, marks, frozenset())[0].text if marks else squeezed)

    def groups(self, category: str | None) -> frozenset[str]:
        """The groups of goods that a category belongs to; none where it isn't told."""
        return self._wording.groups(category) or frozenset()

    def check(self, text: str, *, by: Speaker = "agent", category: str | None = None) -> GateResult:
        """Judge a line before it leaves the shop. A shopper's line is never blocked."""
        findings = self._findings(text, by, category)
        if not findings:
            return _PASS
        verdict: Verdict = "block" if any(f.level == "block" for f in findings) else "warn"
        if by == "shopper":
            return GateResult(verdict, findings)
        return GateResult(verdict, findings, self._better(text, findings, by, category))

    def findings(self, text: str, *, by: Speaker = "agent", category: str | None = None) -> tuple[Finding, ...]:
        """What `check` finds, without a rewrite: for lines that were already said."""
        return self._findings(text, by, category)

    def _findings(self, text: str, by: Speaker, category: str | None) -> tuple[Finding, ...]:
        squeezed = squeeze(text)
        marks = self._screen.find(squeezed)
        numbered = may_hold_number(squeezed)
        if not marks and not numbered and len(squeezed) > _SHORT:
            if self._ear is None or by in _UNHEARD or self._ear.quiet(letters_of(squeezed)):
                return ()
            return self._heard(text, fold(text, []), by, category)
        return self._judge(text, marks, by, category, short=len(squeezed) <= _SHORT, numbered=numbered)

    def _judge(
        self, text: str, marks: list[Mark], by: Speaker, category: str | None, *, short: bool, numbered: bool
    ) -> tuple[Finding, ...]:
        groups = self._wording.groups(category)
        folded, tries = self._screen.read(text, marks, groups or frozenset())
        if short:
            tries = [*tries, *self._short]
        found: list[Finding] = []
        excused = False
        harmless: dict[tuple[int, int, str], bool] = {}
        stands: list[tuple[int, int]] = []  # where something stands that hides all within it
        searches, line = self._searches, folded.text
        for at in tries:
            if (searches.get(at) or self._search(at))(line) is not None:
                told, passed = self._told(at, text, folded, by, groups, harmless, stands)
                found += told
                if not self._shop.allowances:
                    stands += [(f.start, f.end) for f in told if f.level == "block"]
                excused = excused or passed
        if numbered:
            found += find_numbers(text, folded, by, self._shop)
        if found and self._shop.allowances:
            given = self._shop.allowances
            found = [f for f in found if not allowed(f, text, category, self._at, given)]
        if not any(f.level == "block" for f in found):
            found += self._heard(text, folded, by, category, excused=excused)
        return _settle(found) if found else ()

    def _search(self, at: Try) -> Callable[[str], re.Match[str] | None]:
        """The search of an alternative, kept: most lines are tried by several and match none."""
        self._searches[at] = search = self._rules[at[0]].alternatives[at[1]].pattern.search
        return search

    def _told(
        self, at: Try, text: str, folded: Folded, by: Speaker, groups: frozenset[str] | None,
        harmless: dict[tuple[int, int, str], bool], stands: list[tuple[int, int]],
    ) -> tuple[list[Finding], bool]:  # fmt: skip
        """What an alternative finds in a line, and whether something was found and let pass."""
        rule = self._rules[at[0]]
        if by == "shopper" and not rule.shopper:
            return [], False
        listening = self._ear is not None and by not in _UNHEARD and self._mistaken(rule)
        found: list[Finding] = []
        excused = False
        for match in islice(rule.alternatives[at[1]].pattern.finditer(folded.text), _MOST_MATCHES):
            start, end = match.span()
            if end <= start or not rule.fits(groups, folded.text):
                continue
            if stands and _within(folded.span(start, end), stands):
                continue
            if by == "shopper" and not _asked(rule, folded.text, start, end):
                continue
            if self._excused(rule, folded.text, start, end):
                excused = True
                continue
            finding = _finding(rule, text, folded, start, end, by)
            if "《" in text and _only_named(finding, text):
                continue
            if listening and self._let_pass(finding, folded.text, start, end, groups, harmless):
                excused = True
                continue
            found.append(finding)
        return found, excused

    def _let_pass(
        self, finding: Finding, text: str, start: int, end: int, groups: frozenset[str] | None,
        known: dict[tuple[int, int, str], bool],
    ) -> bool:  # fmt: skip
        """Whether the ear takes the clauses of a finding for harmless; weighed once a line."""
        warned = finding.level == "warn"
        bounds = context.sentence_bounds if warned else context.clause_bounds
        low, high = bounds(text, start, end)
        at = (low, high, finding.kind if warned else "")
        if at in known:
            return known[at]
        if warned:
            known[at] = self._nothing(finding.kind, text[low:high], groups)
        else:
            known[at] = self._harmless(text, low, high, groups)
        return known[at]

    def _nothing(self, kind: str, sentence: str, groups: frozenset[str] | None) -> bool:
        """Whether a sentence is nothing to be coached for, whatever word a rule has found in it."""
        told = [g for g in GROUPS if groups and g in groups]
        return self._ear is not None and self._ear.nothing(letters_of(sentence), kind, told)

    @staticmethod
    def _mistaken(rule: WordingRule) -> bool:
        """Whether the ear may overrule a rule: one of ours whose words are often taken up by harmless lines."""
        return rule.source != OWN and rule.kind in (_MISTAKEN if rule.level == "block" else _OVERHEARD)

    def _harmless(self, text: str, start: int, end: int, groups: frozenset[str] | None) -> bool:
        """Whether the ear is sure that the sentence of some clauses is harmless in which a rule has found a word.

        The clauses are weighed alone as well, so that polite words around them can't outweigh them.
        """
        ear = self._ear
        if ear is None:
            return False
        told = [g for g in GROUPS if groups and g in groups]
        low, high = context.sentence_bounds(text, start, end)
        odds = ear.odds(letters_of(text[low:high]), told)
        if odds >= HARMLESS:
            return False
        most = UNLIKELY if odds >= SURELY else DOUBTFUL
        return all(ear.odds(letters_of(clause), told) < most for clause in _CLAUSE_END.split(text[start:end]))

    def _heard(
        self, text: str, folded: Folded, by: Speaker, category: str | None, *, excused: bool = False
    ) -> tuple[Finding, ...]:
        """What the ear finds where the rules have found nothing to stop; `excused` = they have found and let pass."""
        if self._ear is None or by in _UNHEARD or any(n in squeeze(text) for n in self._numbers):
            return ()
        groups = self._wording.groups(category)
        if groups and not _LICENSED.isdisjoint(groups):
            return ()
        if "《" in text:
            folded = _without_titles(text, folded)
        heard = self._ear.hear(letters_of(folded.text), [g for g in GROUPS if groups and g in groups])
        if heard is None:
            return ()
        kind = heard.kind if heard.kind != HEALTH else _health_kind(groups, folded.text)
        told = self._wording.kinds[kind]
        at = [i for i, c in enumerate(folded.text) if c not in MARKS]
        first, last = at[heard.start], at[heard.end - 1] + 1
        excused = excused and heard.odds < CERTAIN
        if self._lets_pass(kind, folded.text, first, last, groups, excused=excused):
            return ()
        low, high = folded.span(first, last)
        level: Level = "block" if kind in _GRAVE_WHEN_TIED else told.level
        finding = Finding(
            kind, level, text[low:high], low, high, _SUPPOSED + told.reason, told.source, told.rewrite, heard=True
        )  # fmt: skip
        given = self._shop.allowances
        return () if given and allowed(finding, text, category, self._at, given) else (finding,)

    @staticmethod
    def _lets_pass(kind: str, text: str, start: int, end: int, groups: frozenset[str] | None, *, excused: bool) -> bool:
        """Whether what the ear takes for a fault is denied, quoted, explained or no refusal."""
        if kind in _TALKED_OF:
            return excused or context.talked_of(text, start, end)
        if kind in ("rights_denial", "invoice_refusal"):
            opened = excused and groups is not None and not _OPENED.isdisjoint(groups)
            return opened or context.granted(text, start, end)
        return kind == "early_receipt" and context.put_off(text, start, end)

    def _excused(self, rule: WordingRule, text: str, start: int, end: int) -> bool:
        """Whether the words around the match, or the shop's own promise (假一赔十), excuse it."""
        if rule.promise and text[start:end] in self._promises:
            return True
        return _excused_by_words(rule, text, start, end)

    def _better(self, text: str, findings: tuple[Finding, ...], by: Speaker, category: str | None) -> str | None:
        """A rewrite of the line that passes: other sentences kept, else the advice alone, else a safe line."""
        advice = list(dict.fromkeys(f.rewrite for f in findings if f.rewrite))
        whole = replace_faults(text, findings)
        if whole.strip() and (whole in advice or not self._findings(whole, by, category)):
            advice.insert(0, whole)
        return next((line for line in (*advice, SAFE_LINE) if self._passes(line, by, category)), None)

    def _passes(self, line: str, by: Speaker, category: str | None) -> bool:
        key = (line, by, category)
        known = self._advice.get(key)
        if known is None:
            known = not self._findings(line, by, category)
            if len(self._advice) < _MOST_ADVICE:
                self._advice[key] = known
        return known


def _within(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _only_named(finding: Finding, text: str) -> bool:
    """Whether a finding stands in the title of a book that nobody could be led away by."""
    if finding.kind not in _TALKED_OF and finding.kind != "abuse":
        return False
    title = context.title_of(text, finding.start, finding.end)
    return bool(title) and (finding.kind in _CLAIMS or not context.invites(title))


def _says_nothing_else(text: str, start: int, end: int) -> bool:
    """Whether a boast stands among filling words only: 真的，独一无二，信我 boasts of no goods."""
    rest = text[:start] + text[end:]
    return bool(rest) and _FILLING.fullmatch(rest) is not None


def _without_titles(text: str, folded: Folded) -> Folded:
    """The letters without those of titles: 《世界第一等的恋爱》 boasts of nothing."""
    titles = [m.span() for m in _TITLE.finditer(text)]
    kept = "".join(
        c if c in MARKS or not any(a <= start < b for a, b in titles) else BLOT
        for c, start in zip(folded.text, folded.starts, strict=True)
    )
    return Folded(kept, folded.starts, folded.ends)


def _health_kind(groups: frozenset[str] | None, text: str) -> str:
    """Which of the three claims of an effect on the body it is: by the goods, else by what is done with them."""
    if (groups and "food" in groups) or (not groups and _EATEN.search(text)):
        return "food_disease_claim"
    return "cosmetic_efficacy" if groups and {"cosmetics", "care"} & groups else "medical_claim"


def _asked(rule: WordingRule, text: str, start: int, end: int) -> bool:
    """Whether a shopper asks for what the rule names, and not only speaks of it."""
    return rule.shopper_needs is None or bool(
        rule.shopper_needs.search(text, *context.sentence_bounds(text, start, end))
    )


def _excused_by_words(rule: WordingRule, text: str, start: int, end: int) -> bool:
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
        (rule.negation and (context.negated(text, start) or context.denied_after(text, end)))
        or (rule.quoting and context.quoted(text, start, end))
        or (rule.kind == "abuse" and context.reported(text, start, end))
        or (rule.explaining and context.explained(text, start, end))
    )


def _finding(rule: WordingRule, text: str, folded: Folded, start: int, end: int, by: Speaker) -> Finding:
    low, high = folded.span(start, end)
    bare = rule.kind == "absolute_term" and _says_nothing_else(folded.text, start, end)
    level: Level = "warn" if by == "shopper" or bare else rule.level
    statutory = not bare and rule.level == "block" and rule.confidence == "law"
    return Finding(rule.kind, level, text[low:high], low, high, rule.reason, rule.source, rule.rewrite, statutory)


def _beside(one: Finding, other: Finding) -> bool:
    """Whether two findings may stand at one place: a bare no is curt and forbidden wording at once."""
    return {one.kind, other.kind} == _CURT


def _settle(findings: list[Finding]) -> tuple[Finding, ...]:
    """Where findings overlap keep the graver, then the longer, then the earlier rule; order by place."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.level != "block", f.start - f.end)):
        if all(finding.end <= k.start or finding.start >= k.end or _beside(finding, k) for k in kept):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda f: (f.start, f.end)))
