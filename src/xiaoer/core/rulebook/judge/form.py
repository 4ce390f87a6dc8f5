"""The form of a case: which fields there are and of what kind. Finds unknown fields and values of the wrong kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xiaoer.core.rulebook.judge.facts import Facts

# Kind → paths, as in the description of the form; `*` stands for any key. Lists of objects are written without marks.
_FIELDS: dict[str, str] = {
    "bool": """
        buyer.consents_to_cancel order.cross_border order.has_gift order.installed_by_seller order.presale.balance_paid
        order.presale.clause_highlighted order.production_started order.rejected_at_door product_flags.custom_made
        product_flags.digital_unsealed product_flags.durable product_flags.near_expiry_or_flawed_declared
        product_flags.online_download product_flags.periodical product_flags.perishable
        product_flags.unsuitable_confirmed_at_purchase product_flags.unsuitable_for_return request.activated
        request.already_compensated request.damaged_by_buyer request.data_traces request.defect_same_as_declared
        request.delay_requested_by_buyer request.fault_confirmed request.new_address.phone_changed
        request.new_address.province_changed request.opened request.outer_box_missing request.price.same_coupon_type
        request.price.same_sku request.requested_by_account_owner request.seal_broken
        request.seller_declares_cannot_ship request.serial_altered request.soiled request.tags_removed
        request.unauthorized_repair request.used review.done shop_rules.broken_no_return
        shop_rules.cancel_after_ship.refund_outward_freight shop_rules.cancel_before_ship.allowed
        shop_rules.cross_border_follows_domestic_law shop_rules.custom_cancel.after_production
        shop_rules.custom_cancel.before_production shop_rules.deduct_freight_below_threshold
        shop_rules.fresh_bad_refund.need_return shop_rules.keep_card_fee
        shop_rules.late_shipping_compensation.once_per_order shop_rules.no_reason_for_excluded
        shop_rules.price_protection.same_coupon_type shop_rules.price_protection.same_sku shop_rules.unpaid_cancel
        shop_rules.warranty.free_repair
    """,
    "text": """
        buyer.purpose category deadline_wanted order.channel order.courier_chosen_by order.gift.name order.items.name
        order.items.sku order.payment.method order.presale.deposit_type order.presale.kind order.promo.type
        order.seller_role order.ship_to_country order.signed_by order.status page_notices.code page_notices.text
        platform product product_flags.confirmation_mode request.by request.claim_basis request.defect_severity
        request.detail request.gift_return request.inspection request.invoice.form request.invoice.item_name
        request.reason request.type seller_claim.code seller_claim.text shop_rules.address_change.after_ship
        shop_rules.address_change.before_ship shop_rules.address_change.redirect_fee_payer
        shop_rules.cancel_after_ship.fee_payer shop_rules.cancel_after_ship.mode shop_rules.exchange_for_size.count_from
        shop_rules.exchange_for_size.freight shop_rules.fresh_bad_refund.mode shop_rules.holiday_roll.rule
        shop_rules.invoice_form shop_rules.late_shipping_compensation.base
        shop_rules.late_shipping_compensation.rounding shop_rules.no_reason_days.count_from
        shop_rules.no_reason_return_freight shop_rules.out_of_stock_compensation.rounding
        shop_rules.price_protection.count_from shop_rules.price_protection.formula
        shop_rules.ship_after_cancel_request.return_freight shop_rules.short_weight.refund shop_rules.warranty.outside
    """,
    "count": """
        buyer.history.orders buyer.history.returns order.items.qty order.payment.points_used order.qty
        order.refunded_qty order.repair_days order.ship_promise_hours request.bad_count request.items_qty.*
        request.repair_count request.split_orders request.total_count review.reasonable_qty
        shop_rules.exchange_for_size.days shop_rules.fake_compensation.multiple shop_rules.false_shipping.no_scan_hours
        shop_rules.fresh_bad_refund.report_within_hours shop_rules.invoice_hours shop_rules.no_reason_days.days
        shop_rules.platform_timeouts.confirm_return_days shop_rules.platform_timeouts.unshipped_refund_answer_hours
        shop_rules.price_protection.days shop_rules.refund_within_hours shop_rules.warranty.months
    """,
    "number": """
        order.amount_paid order.free_shipping_threshold order.freight_paid order.gift.marked_price order.items.price
        order.list_price order.outward_freight_waived order.payment.card_fee_paid order.presale.deposit
        order.presale.total order.promo.bundle_price order.promo.minus order.promo.threshold order.refunded
        request.claimed request.declared_kg request.invoice.amount request.loss request.measured_diff_cm
        request.measured_kg request.price.unit_now request.price.unit_paid review.proven_loss shop_rules.agent_limit
        shop_rules.false_shipping.amount shop_rules.late_shipping_compensation.fixed
        shop_rules.late_shipping_compensation.max shop_rules.late_shipping_compensation.min
        shop_rules.late_shipping_compensation.rate shop_rules.out_of_stock_compensation.max
        shop_rules.out_of_stock_compensation.min shop_rules.out_of_stock_compensation.rate
        shop_rules.price_protection.cap shop_rules.size_tolerance_cm
    """,
    "time": """
        now order.exchanged_at order.first_scan_at order.installed_at order.items.shipped_at order.items.signed_at
        order.paid_at order.picked_up_at order.ship_promise_at order.shipped_at order.signed_at order.uploaded_at
        request.at request.return_received_at request.return_shipped_at request.urged_at seller.return_address_given_at
    """,
    "day": """
        order.invoice_date
    """,
    "list": """
        request.accessories_missing request.evidence request.items request.signals review.findings
        shop_rules.escalate_on shop_rules.holiday_roll.holidays shop_rules.late_shipping_compensation.exclude
    """,
}
_LISTED = frozenset(["order.items", "page_notices"])
_PLAIN = {"bool": bool, "list": list}  # values of this very type need no reading
READERS = {
    "bool": Facts.maybe, "text": Facts.text, "count": Facts.count, "number": Facts.number, "time": Facts.time,
    "day": Facts.day, "list": Facts.names,
}  # fmt: skip


def _tree() -> dict[str, Any]:
    root: dict[str, Any] = {}
    for kind, paths in _FIELDS.items():
        for path in paths.split():
            *above, last = path.split(".")
            here = root
            for key in above:
                here = here.setdefault(key, {})
            here[last] = kind
    return root


_TREE = _tree()


@dataclass(frozen=True, slots=True)
class Form:
    """How a case is filled in. `problems`: unreadable or missing, each with field and remedy; `unknown`: ignored."""

    problems: tuple[str, ...]
    unknown: tuple[str, ...]


def examine(facts: Mapping[str, Any]) -> Form:
    """Look at every field once. No problems = fit to decide."""
    problems: list[str] = []
    unknown: list[str] = []
    request = facts.get("request")
    if not (isinstance(request, dict) and request.get("type")):
        problems.append("缺少 request.type（要办什么，如 return_refund）")
    _visit(facts, _TREE, "", problems, unknown)
    return Form(tuple(problems), tuple(unknown))


def _visit(
    here: Mapping[str, Any], tree: Mapping[str, Any], above: str, problems: list[str], unknown: list[str]
) -> None:
    for key, value in here.items():
        known = tree.get(key) or tree.get("*")
        if known is None:
            unknown.append(f"{above}{key}")
        elif value is None:
            continue
        elif type(known) is str:
            if type(value) is not _PLAIN.get(known):
                READERS[known](Facts({"value": value}, problems, above, key), "value")
        elif type(value) is dict:
            _visit(value, known, f"{above}{key}.", problems, unknown)
        elif f"{above}{key}" not in _LISTED:
            problems.append(f"{above}{key} 应是一个对象")
        elif type(value) is not list:
            problems.append(f"{above}{key} 应是列表")
        else:
            for number, row in enumerate(value):
                if type(row) is dict:
                    _visit(row, known, f"{above}{key}[{number}].", problems, unknown)
                else:
                    problems.append(f"{above}{key}[{number}] 应是一个对象")
