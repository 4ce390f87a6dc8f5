"""`Inspector`: one conversation in, its findings, score, quality and probable satisfaction out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xiaoer.core.facts import ShopFacts
from xiaoer.core.inspection.gaps import gaps_of
from xiaoer.core.inspection.judges import (
    alternatives,
    answers,
    choices,
    complaints,
    manners,
    passed_over,
    promises,
    selling,
    steering,
    told,
    truth,
)
from xiaoer.core.inspection.judges.case import Case, case_of
from xiaoer.core.inspection.judges.conduct import conduct
from xiaoer.core.inspection.ledger import Counted
from xiaoer.core.inspection.marks import PRAISE, SUSPECTED, Draft, Mark
from xiaoer.core.inspection.rows import Talk
from xiaoer.core.inspection.satisfaction import satisfaction
from xiaoer.core.inspection.scorecard import Quality, Scorecard, default_scorecard
from xiaoer.core.rulebook.gate import Gate

_LIGHT = frozenset(
    ["no_greeting", "cold_reply", "slow_no_apology", "complaint_steps", "no_remark", "made_repeat", "forgotten_hold",
     "unanswered_question", "broken_promise", "no_alternative", "missed_offer", "bad_closing"]
)  # fmt: skip
_WAYS = frozenset(["fake_urgency", "private_payment", "off_platform"])
"""What a line wants with its 没货: no refusal of the goods that were asked for."""
_RUDE = frozenset(["negative_wording", "self_centred", "blame_shifting", "abuse", "rights_denial"])
"""How a question is turned away: more specific than that it stays open."""
_BY_HAND = (
    manners.greeting, manners.curt, manners.closing, manners.slow, manners.holds, told.repeated, told.handing_over,
    answers.unanswered, passed_over.passed_over, alternatives.alternatives, choices.chosen, answers.apologies,
    promises.broken, selling.offers, complaints.steps,
    steering.steered, steering.disguised,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in a conversation. `score` None = no person wrote in it. `gaps` = questions without an answer."""

    talk: Talk
    findings: tuple[Mark, ...]
    score: int
    quality: Quality
    satisfaction: int | None
    wording: tuple[tuple[str, int, str], ...]
    gaps: tuple[str, ...]

    @property
    def counted(self) -> Counted:
        """What a ledger takes of it."""
        talk = self.talk
        return Counted(talk.platform, talk.rows, self.score, talk.timed, self.wording)


class Inspector:
    """Judges conversations by one gate and one scorecard. Pure; safe to share."""

    def __init__(
        self, gate: Gate | None = None, scorecard: Scorecard | None = None, *, category: str | None = None,
        facts: ShopFacts | None = None,
    ) -> None:  # fmt: skip
        """`category` = the shop's category of goods, which decides on claims; `facts` = what is true in the shop."""
        self._gate = gate or Gate(ear=None)
        self._scorecard = scorecard or default_scorecard()
        self._category = category
        self._facts = facts

    def inspect(self, talk: Talk) -> Inspection:
        """Judge one conversation."""
        case = case_of(talk)
        drafts, wording = conduct(case, self._gate, self._category)
        for judge in _BY_HAND:
            drafts.extend(judge(case))
        drafts.extend(truth.wrong_facts(case, self._facts))
        marks = self._marks(_settled(case, drafts))
        return Inspection(
            talk, marks, self._scorecard.score(marks), self._scorecard.quality(marks), satisfaction(case, marks),
            tuple(wording), gaps_of(case, marks),
        )  # fmt: skip

    def _marks(self, drafts: Iterable[Draft]) -> tuple[Mark, ...]:
        made = []
        for draft in sorted(drafts, key=lambda d: (d.messages, d.kind)):
            grave = draft.fatal or draft.kind in self._scorecard.always_fatal
            fatal = grave and not draft.doubtful
            sure = min(draft.confidence, SUSPECTED) if grave and draft.doubtful else draft.confidence
            points = self._scorecard.points_of(draft.kind, fatal=fatal)
            made.append(Mark(draft.kind, draft.messages, fatal, points, sure, draft.reason, draft.rule))
        return tuple(made)


def _settled(case: Case, drafts: list[Draft]) -> list[Draft]:
    """One finding per kind and lines; a promise broken and a hold forgotten in the same line are one thing.

    自己选 to who asked for advice is the missed recommendation, not counted as rude as well.
    """
    promised = {d.messages[0] for d in drafts if d.kind == "broken_promise"}
    handed = {d.messages[-1] for d in drafts if d.kind == "no_remark"}
    faults = {m for d in drafts if d.kind not in PRAISE and d.kind not in _LIGHT for m in d.messages}
    steered = {m for d in drafts if d.kind == "false_refund_reason" for m in d.messages}
    paid = {m for d in drafts if d.kind == "cash_for_review" for m in d.messages}
    rude = {m for d in drafts if d.kind in _RUDE for m in d.messages}
    ways = {m for d in drafts if d.kind in _WAYS for m in d.messages}
    advised = {m for d in drafts if d.kind in ("missed_offer", "no_two_choices") for m in d.messages}
    seen: set[tuple[str, tuple[int, ...]]] = set()
    kept = []
    for draft in drafts:
        key = (draft.kind, draft.messages)
        if (
            key in seen
            or (draft.kind == "forgotten_hold" and draft.messages[0] in promised)
            or (draft.kind == "negative_wording" and draft.messages[0] in advised)
            or (draft.kind == "made_repeat" and draft.messages[0] in handed)
            or (draft.kind == "complaint_steps" and faults.issuperset(draft.messages))
            or (draft.kind in _RUDE and not steered.isdisjoint(draft.messages))
            or (draft.kind == "false_review" and not paid.isdisjoint(draft.messages))
            or (draft.rule == passed_over.PASSED_OVER and not rude.isdisjoint(draft.messages))
            or (draft.kind == "no_alternative" and ways.issuperset(draft.messages))
        ):
            continue
        seen.add(key)
        kept.append(draft)
    return kept
