"""Activity cards, reports on the gate and the night's look over the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field

from xiaoer.domains.rules.schemas import Reason
from xiaoer.kit.ids import Id, Line, Number, Text

ActivityKind = Literal[
    "满减", "每满减", "限时折扣", "第二件半价", "多件折扣", "店铺券", "会员券", "新客券", "赠品",
]  # fmt: skip
ActivityState = Literal["running", "upcoming", "ended", "off"]


class ActivityWish(BaseModel):
    """A card as one writes it. `scope` = 全店, 类目:…, or product numbers parted by |; `version` when changing."""

    title: Annotated[Line, Field(min_length=2, max_length=60)]
    kind: ActivityKind = "满减"
    scope: Annotated[Line, Field(max_length=400)] = "全店"
    threshold: Annotated[Line, Field(max_length=60)] = ""
    benefit: Annotated[Line, Field(max_length=120)] = ""
    price: Annotated[Line, Field(max_length=120)] = ""
    gift: Annotated[Line, Field(max_length=120)] = ""
    stock: Annotated[int | None, Field(ge=0, le=10_000_000)] = None
    spoken: Annotated[Text, Field(max_length=500)] = ""
    note: Annotated[Text, Field(max_length=500)] = ""
    checkout: bool = False
    owner: Annotated[Line, Field(min_length=1, max_length=40)]
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    version: Number = 0


class ActivityView(BaseModel):
    """A card; `phrases` = how many phrases depend on it."""

    id: int
    title: str
    kind: str
    scope: str
    threshold: str
    benefit: str
    price: str
    gift: str
    stock: int | None
    spoken: str
    note: str
    checkout: bool
    owner: str
    starts_at: str
    ends_at: str
    by: str
    at: str
    off_by: str
    state: ActivityState
    version: int
    phrases: int


class Activities(BaseModel):
    """Cards: running first, then upcoming, ended, switched off."""

    cards: list[ActivityView]


class AlarmWish(BaseModel):
    """A finding that one holds for a false alarm: the sentence, and which words of it."""

    conversation: Id | None = None
    text: Annotated[Text, Field(min_length=1, max_length=5000)]
    span: Annotated[Text, Field(min_length=1, max_length=500)]
    kind: Line
    note: Annotated[Text, Field(max_length=500)] = ""


class AlarmView(BaseModel):
    """A false alarm, or a line sent all the same."""

    id: int
    kind: Literal["alarm", "override"]
    state: Literal["open", "allowed", "declined", "sent"]
    conversation: int | None
    text: str
    span: str
    finding_kind: str
    level: Literal["warn", "block"]
    why: str
    source: str
    statutory: bool
    category: str
    note: str
    by: str
    at: str
    answer: str
    decided_by: str
    decided_at: str | None


class Alarms(BaseModel):
    """Alarms: leads see all, others their own."""

    reports: list[AlarmView]
    open: int


class AlarmDecision(BaseModel):
    """Let the words pass until a day (for a category or all), or keep the rule; with the reason in both cases."""

    allow: bool
    until: date | None = None
    category: Line = ""
    reason: Reason
