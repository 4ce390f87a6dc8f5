"""Tables of inspection."""

from __future__ import annotations

from sqlalchemy import Boolean, Float, ForeignKey, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from xiaoer.kit.models import Base, BigId, Scoped


class ScorecardRow(Scoped, Base):
    """A published scorecard (评分表). `body` = JSON of `cards.Card`; the newest number counts from its time on."""

    __tablename__ = "scorecard"
    __table_args__ = (UniqueConstraint("shop_id", "number"),)
    number: Mapped[int] = mapped_column(Integer)
    body: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")
    staff_name: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)


class InspectionRow(Scoped, Base):
    """One closed visit, judged by itself. `score` is the automatic one; what people gave stands in `ScoreSheet`.

    `agents` = "|3|7|", who wrote; `main_id` = who wrote most; `gaps` = JSON of questions that nobody could answer;
    `failed` = why it could not be judged.
    """

    __tablename__ = "inspection"
    __table_args__ = (
        UniqueConstraint("shop_id", "visit_id"),
        Index("ix_inspection_shop_id_closed_ms", "shop_id", "closed_ms"),
    )
    conversation_id: Mapped[int] = mapped_column(BigId, ForeignKey("conversation.id"), index=True)
    visit_id: Mapped[int] = mapped_column(BigId, ForeignKey("visit.id"))
    nick: Mapped[str] = mapped_column(Text, default="")
    closed_ms: Mapped[int] = mapped_column(BigId)
    made_ms: Mapped[int] = mapped_column(BigId)
    agents: Mapped[str] = mapped_column(Text, default="|")
    main_id: Mapped[int | None] = mapped_column(BigId)
    lines: Mapped[int] = mapped_column(Integer, default=0)
    card: Mapped[int] = mapped_column(Integer)
    score: Mapped[int | None] = mapped_column(Integer)
    quality: Mapped[str] = mapped_column(Text, default="")
    satisfaction: Mapped[int | None] = mapped_column(Integer)
    fatal: Mapped[bool] = mapped_column(Boolean, default=False)
    gaps: Mapped[str] = mapped_column(Text, default="[]")
    failed: Mapped[str] = mapped_column(Text, default="")


class FindingRow(Scoped, Base):
    """One finding of an inspection. `seqs` = JSON of the messages it rests on; `voided` = an appeal took it away."""

    __tablename__ = "inspection_finding"
    __table_args__ = (Index("ix_inspection_finding_shop_id_at_ms", "shop_id", "at_ms"),)
    inspection_id: Mapped[int] = mapped_column(BigId, ForeignKey("inspection.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(BigId)
    at_ms: Mapped[int] = mapped_column(BigId)
    kind: Mapped[str] = mapped_column(Text)
    seqs: Mapped[str] = mapped_column(Text)
    fatal: Mapped[bool] = mapped_column(Boolean, default=False)
    points: Mapped[int] = mapped_column(Integer)
    confidence: Mapped[float] = mapped_column(Float)
    reason: Mapped[str] = mapped_column(Text)
    rule: Mapped[str] = mapped_column(Text)
    voided: Mapped[bool] = mapped_column(Boolean, default=False)


class ScoreSheet(Scoped, Base):
    """A person's scorecard of a chat, waiting or filled. `source`: random, risk, new, second, calibration, redecided.

    `lost` = JSON of points lost by group; `why` = "fatal|score:62": what made the chat ask for eyes when it was drawn.
    A second sheet of the same chat is filled without seeing the first.
    """

    __tablename__ = "score_sheet"
    __table_args__ = (Index("ix_score_sheet_shop_id_state", "shop_id", "state"),)
    inspection_id: Mapped[int] = mapped_column(BigId, ForeignKey("inspection.id"), index=True)
    calibration_id: Mapped[int | None] = mapped_column(BigId, index=True)
    source: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, default="waiting")  # waiting done
    staff_id: Mapped[int | None] = mapped_column(BigId)
    staff_name: Mapped[str] = mapped_column(Text, default="")
    card: Mapped[int] = mapped_column(Integer)
    lost: Mapped[str] = mapped_column(Text, default="{}")
    fatal: Mapped[bool] = mapped_column(Boolean, default=False)
    remark: Mapped[str] = mapped_column(Text, default="")
    score: Mapped[int | None] = mapped_column(Integer)
    quality: Mapped[str] = mapped_column(Text, default="")
    made_ms: Mapped[int] = mapped_column(BigId)
    done_ms: Mapped[int | None] = mapped_column(BigId)
    why: Mapped[str] = mapped_column(Text, default="", server_default="")
    version: Mapped[int] = mapped_column(Integer, default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's way


class ScoreAppeal(Scoped, Base):
    """An agent's appeal (申诉) against a finding or a sheet, and what was decided. `state`: open, granted, refused."""

    __tablename__ = "score_appeal"
    __table_args__ = (Index("ix_score_appeal_shop_id_state", "shop_id", "state"),)
    inspection_id: Mapped[int] = mapped_column(BigId, ForeignKey("inspection.id"), index=True)
    finding_id: Mapped[int | None] = mapped_column(BigId)
    sheet_id: Mapped[int | None] = mapped_column(BigId)
    staff_id: Mapped[int] = mapped_column(BigId)
    staff_name: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, default="open")
    decided_name: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    at_ms: Mapped[int] = mapped_column(BigId)
    decided_ms: Mapped[int | None] = mapped_column(BigId)


class Calibration(Scoped, Base):
    """A calibration (校准): several people score one chat apart; `standard` = JSON of what was agreed on."""

    __tablename__ = "calibration"
    inspection_id: Mapped[int] = mapped_column(BigId, ForeignKey("inspection.id"))
    staff_name: Mapped[str] = mapped_column(Text)
    standard: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    at_ms: Mapped[int] = mapped_column(BigId)
    ended_ms: Mapped[int | None] = mapped_column(BigId)


class SamplePlan(Scoped, Base):
    """The shop's own drawing: each day from `at` on so many chats of each agent; `last_day` = when it drew last."""

    __tablename__ = "sample_plan"
    __table_args__ = (UniqueConstraint("shop_id"),)
    on: Mapped[bool] = mapped_column(Boolean, default=False)
    at: Mapped[str] = mapped_column(Text, default="09:30")
    days: Mapped[int] = mapped_column(Integer, default=1)
    by_chance: Mapped[int] = mapped_column(Integer, default=1)
    by_risk: Mapped[int] = mapped_column(Integer, default=2)
    of_new: Mapped[int] = mapped_column(Integer, default=2)
    last_day: Mapped[str] = mapped_column(Text, default="")


class PeerRound(Scoped, Base):
    """A round of chats with other shops (同行暗访). `lessons` = JSON of what was learnt, each with its task."""

    __tablename__ = "peer_round"
    title: Mapped[str] = mapped_column(Text)
    lessons: Mapped[str] = mapped_column(Text, default="[]")
    staff_name: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)


class PeerChat(Scoped, Base):
    """One chat of a round. `name` is masked before it is kept; `own` = with our own shop, laid beside.

    `lines` = JSON of [side, text]; `facts` = JSON of `core.inspection.peers.PeerFacts`; `answers` = JSON of what a
    person felt, by question.
    """

    __tablename__ = "peer_chat"
    round_id: Mapped[int] = mapped_column(BigId, ForeignKey("peer_round.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    bigger: Mapped[str] = mapped_column(Text, default="")
    own: Mapped[bool] = mapped_column(Boolean, default=False)
    lines: Mapped[str] = mapped_column(Text)
    facts: Mapped[str] = mapped_column(Text)
    answers: Mapped[str] = mapped_column(Text, default="{}")
    staff_name: Mapped[str] = mapped_column(Text)
    at_ms: Mapped[int] = mapped_column(BigId)
    version: Mapped[int] = mapped_column(Integer, default=1)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's way
