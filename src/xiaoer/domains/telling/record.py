"""A shopper's record (证据时间线): what happened over all orders, patterns to look at, report paths. People decide.

Counting only: nothing here refuses anything. What the law grants a shopper is granted whatever his record says
(消费者权益保护法 第24、25条); repeated claims may each be right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.rulebook.cards import appeals
from xiaoer.domains.aftersales.models import CaseRow
from xiaoer.domains.aftersales.rules import KIND_ZH
from xiaoer.domains.complaints.models import ComplaintRow
from xiaoer.domains.orders import timeline
from xiaoer.kit.clock import iso_ms

PERIOD_MS = 90 * 24 * 3600 * 1000
CALM = (
    "您说的情况我都记下了，会按订单和凭证逐项核实，核实好给您书面答复。",
    "能办的我们一定办；请把凭证发在这里，双方都有记录，处理起来更快。",
    "为了公平，这件事由平台规则来定，您也可以申请平台介入，我们配合。",
)


def of_shopper(session: Session, shop_id: int, nick: str, now_ms: int) -> dict[str, Any]:
    """Lines by time, patterns of the last 90 days, calm wording, and the platforms' report paths."""
    lines = timeline.of_shopper(session, shop_id, nick)
    cases = session.scalars(
        select(CaseRow).where(CaseRow.shop_id == shop_id, CaseRow.nick == nick).order_by(CaseRow.id)
    ).all()
    complaints = session.scalars(
        select(ComplaintRow).where(ComplaintRow.shop_id == shop_id, ComplaintRow.nick == nick).order_by(ComplaintRow.id)
    ).all()
    for case in cases:
        kind = KIND_ZH[case.kind]  # type: ignore[index]
        money = f"，退 {case.refunded} 元" if case.refunded else ""
        said = f"{kind}（{case.number}）：{case.note or case.reason}{money}"
        lines.append(_line(case.opened_ms, "case", said, case.order_number))
    recent = [case for case in cases if case.opened_ms >= now_ms - PERIOD_MS]
    lines.sort(key=lambda line: str(line["at"]))
    return {
        "lines": lines, "patterns": _patterns(recent, complaints, now_ms), "calm": list(CALM),
        "appeals": [
            {"name": a.zh, "evidence": list(a.evidence), "route": a.route, "limit": a.limit} for a in appeals()
        ],
    }  # fmt: skip


def _line(at_ms: int, kind: str, text: str, order: str) -> dict[str, Any]:
    return {"at": iso_ms(at_ms), "kind": kind, "who": "", "text": text, "order": order}


def _patterns(recent: Sequence[CaseRow], complaints: Any, now_ms: int) -> list[dict[str, Any]]:
    """Counts that are worth a look, none of which proves anything."""
    refunds = sum(1 for case in recent if case.refunded)
    kept = sum(1 for case in recent if case.kind == "refund_only" and case.refunded)
    reasons = {case.reason for case in recent}
    same = max((sum(1 for case in recent if case.reason == reason) for reason in reasons), default=0)
    raised = [c for c in complaints if c.opened_ms >= now_ms - PERIOD_MS]
    found = [
        ("90 天内售后单", len(recent), 3), ("90 天内退款", refunds, 3), ("仅退款不退货", kept, 2),
        ("同一原因反复申请", same, 3), ("90 天内投诉", len(raised), 3),
    ]  # fmt: skip
    return [{"name": name, "count": count, "look": count >= least} for name, count, least in found if count]
