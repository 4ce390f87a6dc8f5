"""Which skill answers which intent. One skill may answer several; an intent has one skill."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from xiaoer.core.answering.parts import Skill
from xiaoer.core.answering.skills.cases import after_sales, changes
from xiaoer.core.answering.skills.choosing import choosing, size
from xiaoer.core.answering.skills.delivery import delivery, shipping_fee, tracking
from xiaoer.core.answering.skills.goods import attributes, comparing, making, stock, suitability
from xiaoer.core.answering.skills.orders import orders
from xiaoer.core.answering.skills.people import people, shop_rules, social
from xiaoer.core.answering.skills.price import bargaining, basket, later, price, with_freight
from xiaoer.core.reading.shapes import Intent

SKILLS: Mapping[Intent, Skill] = MappingProxyType(
    {
        "greeting": social.greeting,
        "thanks": social.thanks,
        "chitchat": social.chitchat,
        "bot_identity": social.bot_identity,
        "stock": stock.stock,
        "price_promotion": lambda turn: with_freight.with_freight(
            turn, later.priced_later(turn) or basket.basket_price(turn) or price.price_promotion(turn)
        ),
        "bargain": bargaining.bargain,
        "size_advice": size.size_advice,
        "shipping_fee": shipping_fee.shipping_fee,
        "ship_time": delivery.ship_time,
        "delivery_eta": lambda turn: making.when_made(turn) or delivery.delivery_eta(turn),
        "product_attribute": attributes.product_attribute,
        "product_suitability": suitability.product_suitability,
        "care_usage": attributes.care_usage,
        "recommend": choosing.recommend,
        "compare": comparing.compare,
        "order_status": orders.order_status,
        "urge_ship": orders.urge_ship,
        "logistics_tracking": tracking.logistics_tracking,
        "not_received": tracking.not_received,
        "return_policy": after_sales.return_policy,
        "return_apply": after_sales.return_apply,
        "exchange": after_sales.exchange,
        "refund_progress": after_sales.refund_progress,
        "quality_issue": after_sales.fault,
        "damaged": after_sales.fault,
        "missing_wrong_item": after_sales.fault,
        "price_protection": after_sales.price_protection,
        "change_address": changes.change_address,
        "cancel_order": changes.cancel_order,
        "modify_order": changes.modify_order,
        "invoice": shop_rules.invoice,
        "payment": shop_rules.payment,
        "gift_note": shop_rules.gift_note,
        "authenticity": shop_rules.authenticity,
        "human_request": people.human_request,
        "complaint": people.complaint,
        "review_issue": people.review_issue,
        "contact_offsite": people.contact_offsite,
    }
)
