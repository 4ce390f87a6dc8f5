"""What reading finds in a shopper's message: intents, entities, mood, kind of shopper, language."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args

Intent = Literal[
    "greeting", "thanks", "product_attribute", "product_suitability", "size_advice", "stock", "price_promotion",
    "bargain", "recommend", "compare", "shipping_fee", "ship_time", "delivery_eta", "order_status",
    "logistics_tracking", "urge_ship", "change_address", "cancel_order", "modify_order", "invoice", "payment",
    "return_apply", "return_policy", "exchange", "refund_progress", "quality_issue", "missing_wrong_item", "damaged",
    "not_received", "price_protection", "review_issue", "complaint", "authenticity", "care_usage", "gift_note",
    "human_request", "bot_identity", "contact_offsite", "chitchat", "other",
]  # fmt: skip
INTENTS: tuple[Intent, ...] = get_args(Intent)

Team = Literal["售前", "售后", "投诉", "推广", "仓配"]
TEAMS: tuple[Team, ...] = get_args(Team)

Mood = Literal["calm", "pleased", "impatient", "angry"]


@dataclass(frozen=True, slots=True)
class Scored:
    """An intent with its calibrated probability (0–1) and the part of the message that it was read from."""

    intent: Intent
    confidence: float
    span: str = ""


@dataclass(frozen=True, slots=True)
class Entities:
    """What was named. Lengths in cm, weight in 斤 (0.5 kg); empty or None = not said."""

    products: tuple[str, ...] = ()  # product numbers, best first
    colours: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    quantity: int | None = None
    height_cm: Decimal | None = None
    weight_jin: Decimal | None = None
    measures_cm: tuple[tuple[str, Decimal], ...] = ()  # ("胸围", 88), …
    money: tuple[Decimal, ...] = ()
    province: str | None = None
    city: str | None = None
    dates: tuple[str, ...] = ()  # ISO dates
    orders: tuple[str, ...] = ()
    waybills: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    weight_ambiguous: bool = False  # no unit and 70–100: 斤 or kg, ask


@dataclass(frozen=True, slots=True)
class Reading:
    """One shopper message, read. `intents` best first, never empty (`other` when nothing is known)."""

    text: str
    normal: str
    intents: tuple[Scored, ...]
    entities: Entities = field(default_factory=Entities)
    mood: Mood = "calm"
    urgent: bool = False
    language: Literal["zh", "en", "other"] = "zh"
    shopper_kind: str | None = None

    @property
    def intent(self) -> Intent:
        """The first intent."""
        return self.intents[0].intent
