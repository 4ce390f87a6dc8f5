"""Whether a claim is proven: evidence that settles it by itself, inspections, findings, the burden of proof."""

from __future__ import annotations

from typing import Literal

from xiaoer.core.rulebook.judge.case import Case
from xiaoer.core.rulebook.judge.days import after_months, within
from xiaoer.core.rulebook.judge.receipt import warranty_start

Proof = Literal["proven", "open", "none", "buyers_doing"]
"""open = proof is missing; none = there is no fault; buyers_doing = the shopper made or knew it."""

FAULTLESS = frozenset(["no_fault_intact", "matches_page"])


def proof_of(case: Case) -> Proof:
    """How the claim in `request.reason` stands. Notes what decides it."""
    facts = case.facts
    if "damage_by_user_modification" in case.findings or facts.flag("request.damaged_by_buyer"):
        case.cite("fault.by_buyer")
        return "buyers_doing"
    if facts.flag("request.defect_same_as_declared"):
        case.cite("fault.declared")
        return "buyers_doing"
    if facts.text("request.inspection") in FAULTLESS:
        case.cite("fault.none_found")
        return "none"
    measured = _measured(case)
    if measured is not None:
        return measured
    if facts.flag("request.fault_confirmed"):
        case.cite("fault.confirmed")
        return "proven"
    rule = case.first("proof")
    if rule is not None:
        case.cite(rule.id)
        return "proven"
    unconfirmed = facts.maybe("request.fault_confirmed") is False  # looked at, and nothing was found yet
    if case.reason == "quality" and facts.flag("product_flags.durable") and not unconfirmed and _sellers_burden(case):
        case.cite("burden.durable", months=str(case.value("burden.durable")))
        return "proven"
    return "open"


def _measured(case: Case) -> Proof | None:
    """Measured sizes and weights against what was promised."""
    facts = case.facts
    if case.reason not in ("not_as_described", "size", "quality", "missing_item"):
        return None
    declared, weighed = facts.number("request.declared_kg"), facts.number("request.measured_kg")
    if declared is not None and weighed is not None and "video_weighing" in case.evidence:
        if weighed >= declared:
            case.cite("weight.enough")
            return "none"
        case.cite("weight.short", declared=f"{declared:f}", weighed=f"{weighed:f}")
        return "proven"
    difference, tolerance = facts.number("request.measured_diff_cm"), facts.number("shop_rules.size_tolerance_cm")
    if difference is None or tolerance is None or "photo_measure" not in case.evidence:
        return None
    beyond = abs(difference) > tolerance
    case.cite("size.beyond" if beyond else "size.tolerated", diff=f"{abs(difference):f}", tolerance=f"{tolerance:f}")
    return "proven" if beyond else "none"


def _sellers_burden(case: Case) -> bool:
    start = warranty_start(case)
    if start is None:
        return False
    return within(case.at, after_months(start.date(), case.value("burden.durable")))


ASKS = {
    "quality": "能看清问题处的照片或视频，或检测报告（由您提供）",
    "damaged": "破损商品的照片，最好连同面单和外箱（由您提供），或快递的破损记录",
    "wrong_item": "收到的实物照片（由您提供）",
    "missing_item": "仓库的出库称重记录或打包视频（由我们调取），请您附上到货全部物品的照片",
    "not_as_described": "与页面不符之处的检测报告，或放上尺子、秤的照片或视频（由您提供）",
    "size": "平铺测量的照片（由您提供）",
    "not_received": "快递的签收底单、投递记录或取件码记录（由我们向快递调取）",
    "fake": "品牌方的鉴定或检测报告（由您提供），店铺同时提供进货凭证",
}
"""Reason → the proof that is missing and who supplies it."""
