"""Rules and notices over the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from xiaoer.core.rulebook.pages import Part
from xiaoer.kit.ids import Line, Text

FindingKind = Literal[
    "absolute_term", "medical_claim", "food_disease_claim", "cosmetic_efficacy", "off_platform", "private_payment",
    "cash_for_review", "false_review", "personal_data", "abuse", "blame_shifting", "unfounded_promise",
    "fake_urgency", "invoice_refusal", "rights_denial", "false_refund_reason", "early_receipt", "prohibited_goods",
    "cold_reply", "negative_wording", "self_centred",
]  # fmt: skip
Reason = Annotated[Text, Field(min_length=2, max_length=500)]
Words = Annotated[Text, Field(min_length=1, max_length=200)]
Topic = Literal["rule", "goods", "price", "stock", "fault", "activity"]


class RulePage(BaseModel):
    """One page of the rulebook. `statutory` = law: no shop can set it aside."""

    id: str
    part: Part
    kind: str
    level: str
    zh: str
    en: str
    source: str
    confidence: str
    statutory: bool
    valid_from: date | None
    valid_until: date | None
    platforms: list[str]
    categories: list[str]
    value: str
    rewrite: str
    words: list[str]
    lines: list[str]


class Rulebook(BaseModel):
    """Pages found, and how many the whole book has."""

    pages: list[RulePage]
    total: int


class BookChange(BaseModel):
    """A packaged rule that came, was changed or ended; `before` = how it read, where its words are others."""

    what: Literal["new", "changed", "ended"]
    part: Part
    id: str
    kind: str
    level: str
    zh: str
    en: str
    source: str
    value: str
    before: str
    day: date | None
    words: list[str]


class BookChanges(BaseModel):
    """What has changed since a day. `known_from` = the first edition kept; before it only dates tell."""

    since: date
    known_from: date | None
    changes: list[BookChange]


class PromiseView(BaseModel):
    """A promise that can be made, and the line that law draws."""

    name: str
    zh: str
    en: str
    unit: str
    law: str
    choices: list[str]


class RuleView(BaseModel):
    """A rule of the shop's own. `live_day` = from when a word holds; before, it is in shadow.

    `shadow_hits` = how many sentences it would have found since it was written (a week at most).
    """

    id: int
    kind: Literal["word", "allow", "promise"]
    text: str
    name: str
    finding_kind: str
    level: str
    category: str
    reason: str
    rewrite: str
    value: str
    live_day: date | None
    until_day: date | None
    by: str
    at: str
    off_at: str | None
    off_by: str
    shadow_hits: int | None = None


class ShopRules(BaseModel):
    """The shop's own rules, and what it could promise. `today` is the shop's day."""

    rules: list[RuleView]
    promises: list[PromiseView]
    today: date


class WordWish(BaseModel):
    """Words that the shop forbids; `at_once` = without the seven days of shadow."""

    text: Words
    kind: FindingKind = "negative_wording"
    level: Literal["warn", "block"] = "warn"
    reason: Reason
    rewrite: Annotated[Text, Field(max_length=500)] = ""
    at_once: bool = False


class AllowanceWish(BaseModel):
    """A false alarm to let pass until a day."""

    text: Words
    kind: FindingKind | Literal[""] = ""
    category: Line = ""
    until: date
    reason: Reason


class PromiseWish(BaseModel):
    """A promise to shoppers."""

    name: Line
    value: Annotated[Line, Field(min_length=1)]
    reason: Annotated[Text, Field(max_length=500)] = ""


class PreviewWish(BaseModel):
    """Words to try on the last week."""

    text: Words


class PreviewHit(BaseModel):
    """A sentence of the last week that would be found."""

    text: str
    by: str
    at: str
    conversation: int


class RulePreview(BaseModel):
    """How many sentences were looked at, how many would be found, and some of them."""

    checked: int
    found: int
    hits: list[PreviewHit]


class ChangeWish(BaseModel):
    """A change of the shop's rules to try before it is made; for `end` the number of the rule that would end."""

    kind: Literal["word", "allow", "promise", "end"]
    text: Annotated[Text, Field(max_length=200)] = ""
    finding_kind: FindingKind | Literal[""] = ""
    category: Line = ""
    value: Line = ""
    rule: Annotated[int, Field(ge=1)] | None = None


class ShortVerdict(BaseModel):
    """A decision in short."""

    outcome: str
    amount: str | None
    return_freight_payer: str | None
    deadline_what: str | None
    deadline_at: datetime | None


class CaseChange(BaseModel):
    """An open after-sales case that would be decided otherwise."""

    id: int
    number: str
    order: str
    nick: str
    kind: str
    before: ShortVerdict
    after: ShortVerdict


class ChangePreview(BaseModel):
    """What a change would do: sentences of the last week that would be found, or found no more; open cases."""

    about: Literal["sentences", "cases"]
    sentences: int
    found: list[PreviewHit]
    found_count: int
    freed: list[PreviewHit]
    freed_count: int
    cases: int
    changed: list[CaseChange]


class LintFinding(BaseModel):
    """What the gate finds in a text of the library."""

    kind: str
    level: str
    span: str
    reason: str
    source: str


class LintFault(BaseModel):
    """A text of the library that should be changed; `where` = table and row, or the phrase."""

    where: str
    field: str
    text: str
    verdict: Literal["warn", "block"]
    findings: list[LintFinding]
    rewrite: str | None
    fresh: bool = False


class LintNight(BaseModel):
    """The last night's look: when, how much, how many faults, and which were new."""

    day: date
    at: str
    checked: int
    faults: int
    fresh: list[str]


class LibraryLint(BaseModel):
    """The library gone through: phrases, answers, policies, texts of goods, follow-ups. `fresh` = new since a night."""

    checked: int
    faults: list[LintFault]
    night: LintNight | None = None


class TryWish(BaseModel):
    """A case to decide (`facts` as in the case form) and changes to try on it (dotted path → value)."""

    facts: dict[str, Any]
    changes: dict[str, Any] = Field(default_factory=dict)


class TriedStep(BaseModel):
    """One step of a decision."""

    rule: str
    text: str
    basis: list[str]


class Rung(BaseModel):
    """A warning before a deadline."""

    hours: int
    at: datetime


class TriedCase(BaseModel):
    """A decision opened to its rules and steps. `differs` = parts that are not those of the case without changes."""

    outcome: str
    return_freight_payer: str | None
    must_return_goods: bool | None
    deadline_what: str | None
    deadline_at: datetime | None
    amount: str | None
    basis: list[str]
    flags: list[str]
    explanation: str
    steps: list[TriedStep]
    warnings: list[Rung]
    when_passed: str
    differs: list[str]


class NoticeReceipt(BaseModel):
    """Who has read it, when, and after how many tries of the quiz."""

    name: str
    at: str
    tries: int


class NoticeView(BaseModel):
    """A notice; `read_at` = when one confirmed it. `receipts` and `missing` for leads only."""

    id: int
    topic: Topic
    title: str
    body: str
    question: str
    options: list[str]
    by: str
    at: str
    read_at: str | None
    receipts: list[NoticeReceipt] | None
    missing: list[str] | None


class Notices(BaseModel):
    """Notices, newest first."""

    notices: list[NoticeView]
    unread: int


class NoticeWish(BaseModel):
    """A notice to publish; with a question it is confirmed by the right answer only."""

    topic: Topic
    title: Annotated[Line, Field(min_length=2)]
    body: Annotated[Text, Field(min_length=2, max_length=5000)]
    question: Line = ""
    options: list[Line] = Field(default_factory=list, max_length=6)
    correct: int = Field(default=0, ge=0, le=5)


class NoticeMade(BaseModel):
    """The number of a new notice."""

    id: int


class NoticeAnswer(BaseModel):
    """The answer chosen in the quiz."""

    answer: int | None = Field(default=None, ge=0, le=5)


class NoticeConfirmed(BaseModel):
    """Whether it counts as read; False = the answer was wrong."""

    read: bool
