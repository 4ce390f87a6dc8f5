"""Rules of a shop as data: from and to the columns that keep them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from xiaoer.domains.followups.kinds import KINDS
from xiaoer.domains.followups.models import FollowupRule, FollowupTouch
from xiaoer.domains.followups.rules import Plan, Segment, Touch
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.events import encode


@dataclass(frozen=True, slots=True)
class Wish:
    """A rule as somebody wants it, seen at `version`."""

    version: int
    name: str
    enabled: bool
    approval: bool
    stop_h: int
    holdout_pct: int
    touches: tuple[Touch, ...]
    segment: Segment


def touches_text(touches: Sequence[Touch]) -> str:
    """Touches as a column keeps them."""
    return encode(list(touches))


def segment_text(segment: Segment) -> str:
    """A segment as a column keeps it."""
    return encode(segment)


def touches_of(rule: FollowupRule) -> tuple[Touch, ...]:
    """A rule's touches."""
    return tuple(msgspec.json.decode(rule.touches, type=list[Touch]))


def segment_of(rule: FollowupRule) -> Segment:
    """A rule's segment."""
    return msgspec.json.decode(rule.segment, type=Segment)


def plan_of(rule: FollowupRule) -> Plan:
    """The part of a rule that timing needs."""
    kind = KINDS[rule.kind]  # type: ignore[index]
    return Plan(kind.nature, touches_of(rule), rule.stop_h, rule.approval, rule.holdout_pct, segment_of(rule))


def rule_view(rule: FollowupRule, states: dict[str, int]) -> dict[str, Any]:
    """The FollowupRule of the API."""
    kind, segment = KINDS[rule.kind], segment_of(rule)  # type: ignore[index]
    return {
        "id": rule.id, "kind": rule.kind, "name": rule.name, "nature": kind.nature, "enabled": rule.enabled,
        "approval": rule.approval, "stop_h": rule.stop_h, "holdout_pct": rule.holdout_pct,
        "touches": [{"after_min": t.after_min, "text": t.text} for t in touches_of(rule)],
        "segment": {
            "levels": list(segment.levels), "tags": list(segment.tags),
            "min_amount": None if segment.min_amount is None else f"{segment.min_amount:.2f}",
        },
        "states": states, "version": rule.version,
    }  # fmt: skip


def segment_from(levels: Sequence[str], tags: Sequence[str], min_amount: str | None) -> Segment:
    """A segment from the wire."""
    return Segment(tuple(levels), tuple(tags), None if min_amount is None else Decimal(min_amount))


def touch_view(touch: FollowupTouch, names: dict[int, str]) -> dict[str, Any]:
    """The FollowupTouch of the API."""
    return {
        "id": touch.id, "rule": touch.rule_id, "rule_name": names.get(touch.rule_id, ""), "touch": touch.touch,
        "state": touch.state, "why": touch.why, "nick": touch.nick, "order": touch.order,
        "conversation": touch.conversation_id, "text": touch.text, "at": iso_ms(touch.at_ms), "by": touch.done_by,
    }  # fmt: skip
