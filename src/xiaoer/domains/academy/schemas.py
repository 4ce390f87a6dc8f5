"""The academy over the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from xiaoer.domains.desk.schemas import AgentBrief
from xiaoer.kit.ids import Id, Line, Number, Text

ItemName = Literal["answered", "true", "courteous", "steps", "wording"]
PracticeState = Literal["waiting", "open", "ended"]
Decision = Literal["open", "bought", "settled", "returned", "left", "complained"]


class ScenarioView(BaseModel):
    """A scenario to choose; what the shopper wants and hides is told after the chat."""

    id: str
    title: str
    title_en: str
    scene: str
    scene_title: str
    scene_title_en: str
    group: str
    kind: str
    kind_en: str


class Scenarios(BaseModel):
    """All scenarios of the shop."""

    scenarios: list[ScenarioView]


class PracticeView(BaseModel):
    """A practice as lists show it. `sent` = somebody sent it, `mystery` = it came through the live queue."""

    id: int
    scenario: str
    title: str
    title_en: str
    group: str
    staff: AgentBrief
    sent: bool
    mystery: bool
    state: PracticeState
    conversation: int | None
    score: int | None
    passed: bool
    decision: Decision
    turns: int
    made_at: str
    started_at: str | None
    ended_at: str | None


class Practices(BaseModel):
    """Newest first."""

    practices: list[PracticeView]


class PracticeWish(BaseModel):
    """A scenario to practise; `staff` = send it to somebody instead of beginning it oneself."""

    scenario: Annotated[Line, Field(min_length=1, max_length=64)]
    staff: Id | None = None


class RetryWish(BaseModel):
    """Try again after so many exchanges of the old chat; 0 = from the beginning."""

    turn: Annotated[Number, Field(le=200)] = 0


class HiddenFact(BaseModel):
    """Something the shopper did not say."""

    name: str
    value: str


class FaultView(BaseModel):
    """Something wrong in a reply."""

    kind: Literal["untrue", "blocked", "cold", "rude"]
    text: str


class ReviewItem(BaseModel):
    """An item of the scorecard; `cites` = places of the exchanges that cost it."""

    name: ItemName
    passed: bool
    cites: list[int]


class ReviewExchange(BaseModel):
    """One exchange; `mood` 0–100 after it, `missed` in words, `better` = a wording that would have been good."""

    asked: list[str]
    replies: list[str]
    waited_s: float
    mood: int
    reasons: list[str]
    good: bool
    missed: list[str]
    faults: list[FaultView]
    better: str | None
    slow: bool


class ReviewFinding(BaseModel):
    """What inspection found; `exchanges` = places that it cites; `points` below 0 cost, above are praise."""

    kind: str
    name: str
    exchanges: list[int]
    points: int
    fatal: bool
    praise: bool
    reason: str


class ReviewView(BaseModel):
    """The review (点评) of an ended practice."""

    score: int
    passed: bool
    decision: Decision
    goal: str
    hidden: list[HiddenFact]
    start_mood: int
    items: list[ReviewItem]
    exchanges: list[ReviewExchange]
    findings: list[ReviewFinding]


class PracticeOrder(BaseModel):
    """The simulated shopper's order, as the desk would show it."""

    number: str
    status: str
    paid: str
    paid_at: str | None
    ship_by: str | None
    signed_at: str | None
    lines: list[str]
    courier: str | None
    waybill: str | None
    track: list[str]
    after_sales: str | None
    refund: str | None


class PracticeDetail(BaseModel):
    """A practice with its review once it has ended, and the scores of this scenario."""

    practice: PracticeView
    order: PracticeOrder | None
    review: ReviewView | None
    own_scores: list[int]
    best_score: int | None


class CardView(BaseModel):
    """A card to recite; its answer comes after one's own. `question_en` = "" where there is none."""

    id: str
    group: str
    question: str
    question_en: str
    red_line: bool


class CardsDue(BaseModel):
    """What to recite now. `due` = cards whose time has come, `fresh` = never asked, `known` = not due yet."""

    cards: list[CardView]
    due: int
    fresh: int
    known: int


class CardAnswer(BaseModel):
    """What one has typed."""

    card: Annotated[Line, Field(min_length=1)]
    text: Annotated[Text, Field(max_length=2000)]


class CardMarked(BaseModel):
    """How it went, with what was missing; `due_at` = when the card comes again."""

    right: bool
    share: float
    told: list[str]
    missing: list[str]
    answer: str
    answer_en: str
    source: str
    red_line: bool
    due_at: str


class SkillView(BaseModel):
    """A row of the matrix; shares 0–1, null where nothing is known."""

    staff_id: int
    name: str
    practices: int
    passed: int
    mean_score: int | None
    items: dict[str, float | None]
    groups: dict[str, float | None]
    cards_known: int
    cards_due: int


class Matrix(BaseModel):
    """Who can do what."""

    people: list[SkillView]


class GlossaryTerm(BaseModel):
    """A word of the trade, in both languages."""

    word: str
    meaning: str
    word_en: str
    meaning_en: str


class Glossary(BaseModel):
    """The trade's words."""

    terms: list[GlossaryTerm]


class MysteryWish(BaseModel):
    """A scenario that a mystery shopper plays in the live queue."""

    scenario: Annotated[Line, Field(min_length=1, max_length=64)]


class MysteryRule(BaseModel):
    """Whether staff have been told that mystery shoppers come."""

    announced: bool


class WrittenAskShape(BaseModel):
    """What the shopper says at once, and the sentences that a good reply tells."""

    lines: Annotated[list[Annotated[Text, Field(min_length=1, max_length=300)]], Field(min_length=1, max_length=4)]
    points: Annotated[list[Annotated[Text, Field(min_length=2, max_length=500)]], Field(min_length=1, max_length=6)]


class OwnScenarioWish(BaseModel):
    """A scenario to write. `kind` = a kind of shopper, `product` = a product's number or empty."""

    title: Annotated[Line, Field(min_length=1, max_length=40)]
    group: Literal["售前", "售后", "投诉"]
    kind: Annotated[Line, Field(min_length=1, max_length=20)]
    goal: Annotated[Line, Field(min_length=1)]
    hidden: Line = ""
    product: Line = ""
    asks: Annotated[list[WrittenAskShape], Field(min_length=1, max_length=8)]


class OwnScenarioView(OwnScenarioWish):
    """A scenario that people wrote."""

    id: int
    version: int


class OwnScenarios(BaseModel):
    """Oldest first, and the kinds of shoppers that there are."""

    scenarios: list[OwnScenarioView]
    kinds: list[str]


class ChatDraft(BaseModel):
    """What a real chat gives, names removed; to be looked at and completed before it is kept."""

    product: str
    asks: list[WrittenAskShape]


class TrialView(BaseModel):
    """A test run: `model` must pass, `polite` (courtesy that answers nothing) must not."""

    trainee: Literal["model", "polite"]
    passed: bool
    score: int


class Trials(BaseModel):
    """A scenario is good when the model answer wins and empty courtesy loses."""

    trials: list[TrialView]
    good: bool
