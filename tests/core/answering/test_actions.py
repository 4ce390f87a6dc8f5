"""Actions: proposed in full, done on a yes only, in memory only, refused with their rule."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

import pytest
from tests.core.answering.conftest import EXAMPLES, Chat

from xiaoer.core.answering.engine import Engine
from xiaoer.core.answering.wishes.acts import act_rules, answer_of, is_wish
from xiaoer.core.facts import ShopFolder
from xiaoer.files.shop_folder import read_shop

Open = Callable[..., Any]
NOW = datetime.fromisoformat("2026-11-23T14:00+08:00")


@cache
def folder_with_actions(name: str) -> tuple[ShopFolder, Engine]:
    folder = read_shop(EXAMPLES / name).folder
    return folder, Engine(folder.facts, actions=True)


CANCEL = ("lanqi_appliance", "小满")


def test_a_cancel_is_proposed_with_order_state_and_rule_and_done_on_yes(trade_chat: Open) -> None:
    chat = trade_chat(CANCEL[0], shopper=CANCEL[1])
    first = chat.say("取消订单")
    assert first.kind == "act"
    assert first.action.state == "proposed"
    assert first.action.order == "2026112200011001"
    assert "待发货" in first.action.rule
    assert "299元" in first.reply
    second = chat.say("是的")
    assert (second.kind, second.action.state, second.action.order) == ("act", "done", first.action.order)
    third = chat.say("我的订单到哪一步了")
    assert "取消" in third.reply
    assert third.action is None


@pytest.mark.parametrize("line", ["不用了", "算了", "等等", "先不取消了"])
def test_a_no_drops_it(trade_chat: Open, line: str) -> None:
    chat = trade_chat(CANCEL[0], shopper=CANCEL[1])
    chat.say("帮我取消订单")
    dropped = chat.say(line)
    assert (dropped.kind, dropped.action) == ("answer", None)
    assert chat.say("是的").action is None


@pytest.mark.parametrize("line", ["好的，不过先告诉我多久退款", "是不是很慢", "在吗", "A101多少钱"])
def test_anything_but_a_plain_yes_executes_nothing(trade_chat: Open, line: str) -> None:
    chat = trade_chat(CANCEL[0], shopper=CANCEL[1])
    chat.say("取消订单")
    after = chat.say(line)
    assert after.action is None or after.action.state != "done"
    assert chat.say("是的").action is None


@pytest.mark.parametrize("line", ["怎么取消订单", "订单能取消吗", "你们什么破店，取消订单！垃圾骗子！"])
def test_no_action_from_a_question_or_anger(trade_chat: Open, line: str) -> None:
    draft = trade_chat(CANCEL[0], shopper=CANCEL[1]).say(line)
    assert draft.action is None


def test_several_orders_are_asked_back_and_then_chosen(trade_chat: Open) -> None:
    chat = trade_chat("maodou_petfood", shopper="橘座")
    asked = chat.say("帮我取消订单")
    assert asked.kind == "clarify"
    assert "2201" in asked.reply
    assert "2302" in asked.reply
    chosen = chat.say("第二个")
    assert chosen.action.state == "proposed"
    assert chosen.action.order == chat.orders[1].number or chosen.action.order == chat.orders[0].number


def test_a_state_that_forbids_it_is_refused_with_the_reason(trade_chat: Open) -> None:
    draft = trade_chat("lanqi_appliance", shopper="阿杜").say("帮我取消订单")
    assert draft.action.state == "refused"
    assert "已经发出" in draft.reply
    assert "已发货" in draft.action.rule


def test_an_address_is_repeated_and_the_phone_is_not(trade_chat: Open) -> None:
    chat = trade_chat("lanqi_appliance", shopper="小满")
    asked = chat.say("帮我改一下地址")
    assert asked.kind == "clarify"
    draft = chat.say("江苏省苏州市姑苏区平江路12号 陈一 13712345678")
    assert draft.action.type == "change_address"
    assert dict(draft.action.params) == {
        "收货地址": "江苏省苏州市姑苏区平江路12号",
        "收件人": "陈一",
        "手机号": "13712345678",
    }
    assert "平江路12号" in draft.reply
    assert "13712345678" not in draft.reply
    assert chat.say("确认").action.state == "done"


def test_a_return_after_its_days_goes_to_people(trade_chat: Open) -> None:
    draft = trade_chat("wanjia_hometextile", shopper="小姜").say("枕头我要退货")
    assert draft.kind == "handoff"
    assert draft.action.state == "refused"
    assert "七天无理由" in draft.action.rule


def test_without_the_flag_people_do_it(trade_chat: Open) -> None:
    chat = trade_chat(CANCEL[0], shopper=CANCEL[1], actions=False)
    first = chat.say("取消订单")
    assert (first.kind, first.action) == ("handoff", None)
    assert chat.say("是的").action is None


def test_nobody_acts_on_another_shoppers_order(trade_chat: Open) -> None:
    draft = trade_chat("lanqi_appliance", shopper="阿杜").say("帮我取消订单2026112200011001")
    assert draft.action is None
    assert "本人" in draft.reply


def test_yes_and_no() -> None:
    assert [answer_of(t, "cancel_order") for t in ("好的", "嗯，取消吧", "确认取消", "yes", "对，就这个")] == [
        "yes"
    ] * 5
    assert [answer_of(t, "cancel_order") for t in ("不", "别取消", "先等等", "再想想")] == ["no"] * 4
    assert [answer_of(t, "cancel_order") for t in ("好的吗？", "多久退款", "那件毛衣呢")] == [""] * 3
    assert answer_of("取消", "change_address") == "no"


def test_wishes_and_questions() -> None:
    assert all(map(is_wish, ("取消订单", "帮我改地址", "不想要了", "能帮我取消吗", "开个发票")))
    assert not any(map(is_wish, ("怎么退货", "可以取消吗", "退款到哪一步了", "退货流程是什么")))


def test_a_polite_word_is_asked_again_and_then_done_once(trade_chat: Open) -> None:
    chat = trade_chat(CANCEL[0], shopper=CANCEL[1])
    chat.say("取消订单")
    asked = chat.say("好的谢谢")
    assert (asked.kind, asked.action) == ("clarify", None)
    assert chat.say("确认").action.state == "done"
    assert chat.say("确认").action is None


@pytest.mark.parametrize("line", ["可以，但是今天退款到账才行", "如果今天能退款就取消", "等我问问家里再确认"])
def test_a_conditional_yes_does_nothing(trade_chat: Open, line: str) -> None:
    chat = trade_chat(CANCEL[0], shopper=CANCEL[1])
    chat.say("取消订单")
    after = chat.say(line)
    assert after.action is None or after.action.state == "proposed"


def test_a_condition_nobody_can_know_is_left_to_the_shopper(trade_chat: Open) -> None:
    draft = trade_chat(CANCEL[0], shopper=CANCEL[1]).say("如果今天能退款就帮我取消订单")
    assert draft.action.state == "proposed"
    assert "条件请您自己把关" in draft.reply


def test_two_wishes_are_proposed_one_after_the_other(trade_chat: Open) -> None:
    chat = trade_chat(CANCEL[0], shopper=CANCEL[1])
    first = chat.say("帮我改地址，江苏省苏州市姑苏区平江路12号，另外订单备注一下工作日送货")
    assert (first.action.type, first.action.state) == ("change_address", "proposed")
    second = chat.say("确认")
    assert (second.action.type, second.action.state) == ("change_address", "done")
    assert (second.then.type, second.then.state) == ("modify_order", "proposed")
    third = chat.say("确认")
    assert (third.action.type, third.action.state) == ("modify_order", "done")
    assert third.then is None


def test_a_changed_mind_takes_up_the_new_wish(trade_chat: Open) -> None:
    chat = trade_chat(CANCEL[0], shopper=CANCEL[1])
    chat.say("帮我取消订单")
    assert chat.say("算了，换个地址吧").intents == ("change_address",)
    assert chat.say("江苏省苏州市姑苏区平江路12号").action.type == "change_address"


def test_a_condition_is_judged_by_the_orders_state(trade_chat: Open) -> None:
    held = trade_chat("lanqi_appliance", shopper="小满").say("如果还没发货就帮我取消订单")
    assert held.action.state == "proposed"
    failed = trade_chat("lanqi_appliance", shopper="小满").say("要是已经发货了就帮我催一下")
    assert failed.action is None


@pytest.mark.parametrize(
    "line", ["再用几天看看，还是不行就取消订单", "下单后多久发货", "之前取消的订单退款到哪了", "别取消订单"]
)
def test_plans_questions_and_what_is_past_are_no_wishes(trade_chat: Open, line: str) -> None:
    draft = trade_chat(CANCEL[0], shopper=CANCEL[1]).say(line)
    assert draft.action is None


def test_an_order_is_placed_with_goods_number_and_sum() -> None:
    shop, engine = folder_with_actions("qinghe_womenswear")
    talk = Chat(engine, shop.orders, NOW, "白桃乌龙半糖", None)
    first = talk.say("帮我下单两件QH201 驼色M码")
    assert (first.action.type, first.action.order) == ("place_order", "")
    assert dict(first.action.params)["明细"] == "QH201-TS-M×2"
    assert "338元" in first.reply
    assert talk.say("确认").action.state == "done"
    assert talk.say("确认").action is None


def test_on_a_market_place_the_shopper_orders_himself() -> None:
    shop, engine = folder_with_actions("shanyu_foodgift")
    draft = Chat(engine, shop.orders, NOW, "柚子皮小姐", None).say("帮我下单两盒大佛龙井")
    assert draft.action.state == "refused"


def test_a_shop_may_say_what_is_allowed() -> None:
    shop, _ = folder_with_actions("qinghe_womenswear")
    own = {"cancel_order": {"allowed": ["unpaid"], "refused": {"paid_unshipped": "本店付款后不能取消。"}}}
    profile = replace(shop.facts.profile, extra={"actions": json.dumps(own)})
    engine = Engine(replace(shop.facts, profile=profile), actions=True)
    draft = Chat(engine, shop.orders, NOW, "橘子味的风", None).say("待发货的取消掉")
    assert draft.action.state == "refused"
    assert "付款后不能取消" in draft.reply


def test_a_service_is_booked_where_the_shop_speaks_of_it(trade_chat: Open) -> None:
    chat = trade_chat("lanqi_appliance", shopper="小满")
    asked = chat.say("帮我预约上门安装")
    if asked.kind == "clarify":
        asked = chat.say("周六上午")
    assert asked.action is None or dict(asked.action.params)["服务类型"] == "安装"


def test_tails_that_end_alike_are_asked_back() -> None:
    shop, engine = folder_with_actions("shanyu_foodgift")
    talk = Chat(engine, shop.orders, NOW, "爱吃栗子的松鼠", None)
    asked = talk.say("尾号1207那单开专票，抬头杭州云山科技有限公司")
    assert asked.kind == "clarify"
    assert talk.say("第二单").action.order == "5111162030692461207"


def test_every_act_has_words_and_a_name() -> None:
    for rule in act_rules().values():
        assert rule.name
        assert rule.words.pattern
        assert not rule.allowed & rule.refused.keys()
