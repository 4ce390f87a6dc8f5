"""Every skill of the registry on both example shops: it answers truly, hands over honestly, and never fails."""

import json
from datetime import datetime

import pytest

from xiaoer.core.answering.engine import Engine
from xiaoer.core.answering.parts import Turn
from xiaoer.core.answering.registry import SKILLS
from xiaoer.core.answering.shapes import Memory
from xiaoer.core.answering.talk.slots import Slots
from xiaoer.core.answering.teams import team_of
from xiaoer.core.facts import Product, ShopFacts, ShopFolder, ShopProfile, Source
from xiaoer.core.grounding import unsupported
from xiaoer.core.reading.shapes import INTENTS, Intent
from xiaoer.core.transcript import Transcript, Utterance

NOW = datetime.fromisoformat("2026-11-23T14:00+08:00")
QUESTIONS: dict[str, str] = {
    "greeting": "你好", "thanks": "谢谢", "chitchat": "哈哈", "bot_identity": "你是机器人吗", "stock": "还有货吗",
    "price_promotion": "多少钱", "bargain": "便宜点", "size_advice": "165 110斤穿什么码", "shipping_fee": "发浙江运费多少",
    "ship_time": "什么时候发货", "delivery_eta": "到北京几天", "product_attribute": "产地是哪里",
    "product_suitability": "老人能用吗", "care_usage": "怎么保养", "recommend": "推荐一款", "compare": "有什么区别",
    "order_status": "我的订单到哪一步了", "urge_ship": "催一下发货", "logistics_tracking": "快递到哪了",
    "not_received": "没收到货", "return_policy": "能退吗", "return_apply": "我要退货", "exchange": "想换一个",
    "refund_progress": "退款到哪了", "quality_issue": "质量有问题", "damaged": "收到是坏的", "missing_wrong_item": "少发了一件",
    "price_protection": "降价了能退差价吗", "change_address": "改一下地址", "cancel_order": "取消订单",
    "modify_order": "换个颜色发", "invoice": "能开发票吗", "payment": "怎么付款", "gift_note": "能写贺卡吗",
    "authenticity": "是正品吗", "human_request": "转人工", "complaint": "我要投诉", "review_issue": "给好评有红包吗",
    "contact_offsite": "加微信",
}  # fmt: skip


def turn_for(engine: Engine, intent: Intent, folder: ShopFolder, shopper: str | None, product: Product | None) -> Turn:
    text = QUESTIONS[intent]
    orders = tuple(o for o in folder.orders if o.shopper == shopper) if shopper else ()
    reading = engine.reader.read(text, product=product.number if product else None, now=NOW)
    slots = Slots(product=product.number if product else "", province="浙江", height_cm="165", weight_jin="110")
    skus = product.skus if product else ()
    return Turn(engine.shop, reading, intent, text, product, (), skus, slots, orders, NOW, shopper)


def test_every_intent_but_other_has_a_skill() -> None:
    assert set(SKILLS) == set(INTENTS) - {"other"} == set(QUESTIONS)


@pytest.mark.parametrize("intent", sorted(SKILLS))
def test_a_skill_says_only_what_it_cites(example: tuple[ShopFolder, Engine], intent: Intent) -> None:
    folder, engine = example
    products: list[Product | None] = [None, *list(folder.facts.products.values())[::4]]
    shoppers = [None, *sorted({o.shopper for o in folder.orders})]
    for product in products:
        for shopper in shoppers if product is None else shoppers[:2]:
            part = SKILLS[intent](turn_for(engine, intent, folder, shopper, product))
            if part is None:
                continue
            assert part.text.strip()
            assert 0 < part.confidence <= 1
            assert (part.kind == "handoff") == (part.team is not None)
            assert unsupported(part.text, part.facts, (QUESTIONS[intent], "165cm 110斤")) == (), part.text


@pytest.mark.parametrize("intent", sorted(SKILLS))
def test_a_shop_without_tables_is_answered_honestly(intent: Intent) -> None:
    product = Product("X1", "无名的东西", "杂货", "", (), (), (), source=Source("products.csv", 2))
    engine = Engine(ShopFacts("1", ShopProfile("空店"), {"X1": product}))
    for shown in (None, "X1"):
        transcript = Transcript("c", "own", None, (Utterance(1, NOW, "shopper", "", QUESTIONS[intent]),), shown)
        draft = engine.answer(transcript, orders=(), now=NOW, memory=Memory())
        assert draft.reply.startswith("亲，")
        assert draft.kind in ("answer", "clarify", "handoff")
        assert not [c for c in draft.reply if c.isdigit()], draft.reply
        json.dumps(draft.memory.values, ensure_ascii=False)


def test_default_teams_follow_the_contract() -> None:
    assert team_of("complaint") == team_of("review_issue") == "投诉"
    assert team_of("refund_progress") == team_of("invoice") == "售后"
    assert team_of("stock") == team_of("recommend") == team_of("gift_note") == "售前"
