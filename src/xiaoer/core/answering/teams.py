"""Who takes a chat over, per intent (the shop may change it)."""

from __future__ import annotations

from xiaoer.core.reading.shapes import Intent, Team

_COMPLAINTS: frozenset[Intent] = frozenset({"complaint", "review_issue"})
_AFTER_SALES: frozenset[Intent] = frozenset(
    {
        "order_status", "logistics_tracking", "urge_ship", "change_address", "cancel_order", "modify_order",
        "invoice", "return_apply", "return_policy", "exchange", "refund_progress", "quality_issue",
        "missing_wrong_item", "damaged", "not_received", "price_protection",
    }
)  # fmt: skip


def team_of(intent: Intent) -> Team:
    """The default team of an intent (CONTRACTS, `xiaoer ask`)."""
    if intent in _COMPLAINTS:
        return "投诉"
    return "售后" if intent in _AFTER_SALES else "售前"
