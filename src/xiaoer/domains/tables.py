"""All tables of the house, imported in one place, so that migrations and tests see every one."""

from xiaoer.domains.academy.backend.models import BackendDrill
from xiaoer.domains.academy.coaching.models import Assignment, Award, CoachMark, KnownProduct, RemedyCase
from xiaoer.domains.academy.exams.models import Exam, ExamAnswer, ExamQuestion, ExamSitting
from xiaoer.domains.academy.models import CardMemory, OwnScenario, Practice
from xiaoer.domains.academy.paths.models import (
    Certificate,
    Enrolment,
    LessonRead,
    LessonText,
    LevelDemand,
    StudyDay,
    TypingRun,
)
from xiaoer.domains.academy.showcase.models import ModelLesson
from xiaoer.domains.actions.models import ActionRow
from xiaoer.domains.aftersales.models import CaseRow, StepRow
from xiaoer.domains.audit.models import AuditRow
from xiaoer.domains.catalog.models import FactRow, ProductRow
from xiaoer.domains.complaints.models import ComplaintRow, ReviewRow
from xiaoer.domains.connect.models import ApiKey, Delivery, Webhook
from xiaoer.domains.desk.models import Conversation, DraftText, Mention, Message, Visit
from xiaoer.domains.followups.models import FollowupRule, FollowupTouch, MarketingConsent, MarketingRefusal
from xiaoer.domains.growing.models import FaqProposal
from xiaoer.domains.intake.models import ImportRow
from xiaoer.domains.knowledge.models import KnowledgeRow, PhraseRow
from xiaoer.domains.materials.models import MaterialRow
from xiaoer.domains.media.models import MediaRow
from xiaoer.domains.orders.models import OrderEventRow, OrderRow
from xiaoer.domains.phone.models import CallRow
from xiaoer.domains.quality.models import (
    Calibration,
    FindingRow,
    InspectionRow,
    ScoreAppeal,
    ScorecardRow,
    ScoreSheet,
)
from xiaoer.domains.registers.models import PackRow, RegisterRow
from xiaoer.domains.reports.models import (
    BonusDispute,
    BonusMonth,
    BonusPlan,
    PersonalReport,
    PlatformFigure,
    ReportLetter,
    ReportMail,
    ReportPlan,
    ShopReport,
)
from xiaoer.domains.robot.models import AnswerRow, ModelUse
from xiaoer.domains.rules.models import (
    ActivityCardRow,
    NoticeReadRow,
    NoticeRow,
    ShopRuleRow,
    WordingReportRow,
    WordingSweepRow,
)
from xiaoer.domains.shifts.models import Attendance, Handover, Shift
from xiaoer.domains.shop.models import Installation, Shop
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.domains.staff.models import LoginTry, Membership, RecoveryCode, Staff, StaffSession
from xiaoer.domains.telling.models import ParcelLookRow, ToldRow
from xiaoer.domains.work.models import TaskRow
from xiaoer.kit.events import EventRow, ShopCounter
from xiaoer.kit.models import Base

__all__ = [
    "ActionRow",
    "ActivityCardRow",
    "AnswerRow",
    "ApiKey",
    "Assignment",
    "Attendance",
    "AuditRow",
    "Award",
    "BackendDrill",
    "Base",
    "BonusDispute",
    "BonusMonth",
    "BonusPlan",
    "Calibration",
    "CallRow",
    "CardMemory",
    "CaseRow",
    "Certificate",
    "CoachMark",
    "ComplaintRow",
    "Conversation",
    "Delivery",
    "DraftText",
    "Enrolment",
    "EventRow",
    "Exam",
    "ExamAnswer",
    "ExamQuestion",
    "ExamSitting",
    "FactRow",
    "FaqProposal",
    "FindingRow",
    "FollowupRule",
    "FollowupTouch",
    "Handover",
    "ImportRow",
    "InspectionRow",
    "Installation",
    "KnowledgeRow",
    "KnownProduct",
    "LessonRead",
    "LessonText",
    "LevelDemand",
    "LoginTry",
    "MarketingConsent",
    "MarketingRefusal",
    "MaterialRow",
    "MediaRow",
    "Membership",
    "Mention",
    "Message",
    "ModelLesson",
    "ModelUse",
    "NoticeReadRow",
    "NoticeRow",
    "OrderEventRow",
    "OrderRow",
    "OwnScenario",
    "PackRow",
    "ParcelLookRow",
    "PersonalReport",
    "PhraseRow",
    "PlatformFigure",
    "Practice",
    "ProductRow",
    "RecoveryCode",
    "RegisterRow",
    "RemedyCase",
    "ReportLetter",
    "ReportMail",
    "ReportPlan",
    "ReviewRow",
    "ScoreAppeal",
    "ScoreSheet",
    "ScorecardRow",
    "Shift",
    "Shop",
    "ShopCounter",
    "ShopReport",
    "ShopRuleRow",
    "Shopper",
    "Staff",
    "StaffSession",
    "StepRow",
    "StudyDay",
    "TaskRow",
    "ToldRow",
    "TypingRun",
    "Visit",
    "Webhook",
    "WordingReportRow",
    "WordingSweepRow",
]
