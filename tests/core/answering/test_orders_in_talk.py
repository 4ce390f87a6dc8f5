"""What is asked of an own order over several lines: whether it can be changed, how its case stands, its money."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from tests.core.answering.conftest import Chat, trade

from xiaoer.core.answering.talk.slots import Slots
from xiaoer.core.answering.talk.talk_lines import meant

Open = Callable[..., Any]
DRESSES, FROZEN = "yunshang_hanfu", "chaosheng_seafood"
NOW = {DRESSES: "2026-12-20T14:30+08:00", FROZEN: "2026-12-18T10:20+08:00"}


def talk(shop: str, shopper: str | None = None) -> Chat:
    folder, engine = trade(shop, actions=True)
    return Chat(engine, folder.orders, datetime.fromisoformat(NOW[shop]), shopper, None)


@pytest.mark.parametrize("line", ["昨天那单还能取消吗", "待发货的可以取消不"])
def test_whether_it_can_be_done_is_told_and_offered(line: str) -> None:
    chat = talk(DRESSES, "阿蘅")
    told = chat.say(line)
    assert (told.kind, told.action) == ("answer", None)
    assert "可以取消" in told.reply
    assert chat.say("好的").action.state == "proposed"  # type: ignore[union-attr]


def test_an_offer_is_not_taken_by_thanks(trade_chat: Open) -> None:
    chat = talk(DRESSES, "阿蘅")
    chat.say("昨天那单还能取消吗")
    assert chat.say("谢谢").action is None
    assert chat.say("好的").action is None


def test_what_was_sent_is_told_to_be_too_late() -> None:
    told = talk(DRESSES, "小鹿").say("三件套还能改地址吗")
    assert told.action is None
    assert "已经发出" in told.reply


@pytest.mark.parametrize("line", ["帮我退钱吧", "不想要团扇了", "直接退款", "退了吧"])
def test_what_is_not_sent_is_called_off(line: str) -> None:
    chat = talk(DRESSES, "栗子")
    chat.say("团扇怎么还不发")
    assert chat.say(line).action.type == "cancel_order"  # type: ignore[union-attr]


def test_a_threat_is_answered_with_the_way_out() -> None:
    draft = talk(FROZEN, "大壮").say("海参怎么还没发 再拖我就退款")
    assert draft.kind == "handoff"
    assert "要取消回复" in draft.reply


def test_what_has_arrived_is_sent_back() -> None:
    draft = talk(DRESSES, "阿蘅").say("绣花鞋不想要了")
    assert draft.action is not None
    assert draft.action.type == "return_apply"


def test_goods_that_nobody_bought_cancel_no_order() -> None:
    draft = talk(DRESSES, "阿蘅").say("手提袋不要了")
    assert draft.action is None


def test_a_shop_without_returns_is_not_given_some() -> None:
    draft = talk(FROZEN, "大壮").say("帝王蟹我想退货")
    assert "还在无理由期内" not in draft.reply
    assert "不支持" in draft.reply


@pytest.mark.parametrize(
    ("shopper", "line", "words"),
    [
        ("大橙子", "我退的裙子你们处理了吗", "待卖家收货"),
        ("晚晚", "之前取消那单退款到账了没", "299元"),
        ("晚晚", "13号那单的钱退了吗", "已退款"),
    ],
)
def test_a_case_is_found_by_what_is_said_of_it(shopper: str, line: str, words: str) -> None:
    draft = talk(DRESSES, shopper).say(line)
    assert draft.intents == ("refund_progress",)
    assert words in draft.reply


@pytest.mark.parametrize("line", ["那钱啥时候到账", "多久能退给我", "退到哪儿"])
def test_the_money_after_a_cancel(line: str) -> None:
    chat = talk(DRESSES, "栗子")
    chat.say("帮我取消待发货那单")
    chat.say("确认")
    draft = chat.say(line)
    assert draft.kind == "answer"
    assert "原路" in draft.reply


@pytest.mark.parametrize(
    ("before", "text", "intent"),
    [
        ("urge_ship", "最晚哪天", "ship_time"),
        ("recommend", "还有别的吗", "recommend"),
        ("human_request", "人呢", "human_request"),
        ("", "拒收的话运费算谁的", "return_policy"),
        ("", "等双十一再买会便宜吗", "price_promotion"),
        ("greeting", "人呢", None),
    ],
)
def test_lines_that_the_talk_explains(before: str, text: str, intent: str | None) -> None:
    slots = Slots(intents=(before,) if before else ())
    assert meant("other", text, slots, (), goods=True) == intent


@pytest.mark.parametrize(
    ("shop", "shopper", "line", "words"),
    [
        (DRESSES, "大橙子", "怎么就收到一件袍子", "还没发出的是“云裳记 缠花发钗"),
        (FROZEN, "小满妈", "还有东西没收到", "还没发出的是“潮声 扇贝肉"),
        (DRESSES, "清欢", "拜年服的包裹到成都了没", "派送中"),
        (DRESSES, "大橙子", "我买的圆领袍怎么洗", "干洗"),
    ],
)
def test_goods_of_an_own_order(shop: str, shopper: str, line: str, words: str) -> None:
    assert words in talk(shop, shopper).say(line).reply


def test_an_invoice_that_was_offered_is_taken_up_by_its_title() -> None:
    chat = talk(DRESSES, "清欢")
    assert "抬头" in chat.say("假发包那单能开发票吗").reply
    draft = chat.say("个人抬头")
    assert draft.action is not None
    assert (draft.action.type, draft.action.state) == ("invoice", "proposed")


def test_no_special_invoice_is_promised_where_the_shop_makes_none() -> None:
    draft = talk(FROZEN, "胖虎").say("能开增值税专票吗")
    assert draft.kind == "answer"
    assert "不开专票" in draft.reply


def test_an_address_follows_the_offer() -> None:
    chat = talk(FROZEN, "老周爱吃鱼")
    chat.say("地址还能改吗")
    draft = chat.say("浙江省宁波市江北区大闸南路500号 周一 13900001111")
    assert draft.action is not None
    assert draft.action.type == "change_address"


@pytest.mark.parametrize("line", ["算了", "那等收到再说吧"])
def test_a_matter_is_let_be(line: str) -> None:
    chat = talk(DRESSES, "小鹿")
    chat.say("三件套还能取消吗")
    draft = chat.say(line)
    assert draft.kind == "answer"
    assert "保持原样" in draft.reply


@pytest.mark.parametrize(
    ("shop", "shopper", "lines", "words"),
    [
        (DRESSES, "阿蘅", ("绣花鞋想换大一码", "最迟哪天要寄出"), "12月22日"),
        (DRESSES, "阿蘅", ("绣花鞋可以退吗", "几号之前申请"), "12月22日"),
        (DRESSES, "栗子", ("项圈掉色了", "15天内对吧"), "12月20日"),
        (FROZEN, "大壮", ("蟹少了一只腿", "最晚什么时候反馈"), "12月19日 09:10"),
    ],
)
def test_the_last_day_is_a_date(shop: str, shopper: str, lines: tuple[str, ...], words: str) -> None:
    chat = talk(shop, shopper)
    for line in lines[:-1]:
        chat.say(line)
    assert words in chat.say(lines[-1]).reply


@pytest.mark.parametrize("line", ["这两单能不能放一起发", "可以合并发货吗"])
def test_one_parcel_for_two_orders_is_not_promised(line: str) -> None:
    draft = talk(FROZEN, "老周爱吃鱼").say(line)
    assert draft.kind == "handoff"
    assert "仓库" in draft.reply


@pytest.mark.parametrize("line", ["那单我买的什么口味", "我昨天拍的是什么"])
def test_what_was_bought_is_told(line: str) -> None:
    assert "麻辣 ×1" in talk(FROZEN, "老周爱吃鱼").say(line).reply


def test_a_paid_order_is_expected_by_the_table() -> None:
    chat = talk(FROZEN, "老周爱吃鱼")
    chat.say("我的虾发货了吗")
    assert "12月19日" in chat.say("后天能到吗").reply


def test_a_parcel_at_the_station_is_the_one_spoken_of() -> None:
    draft = talk(DRESSES, "momo酱").say("明明写着签收 可我根本没拿到")
    assert "菜鸟驿站" in draft.reply
    assert draft.kind == "handoff"


def test_the_price_gap_of_another_variant_is_for_people() -> None:
    chat = talk(FROZEN, "胖虎")
    chat.say("礼盒那单能换成B款吗")
    draft = chat.say("要补多少钱")
    assert draft.kind == "handoff"
    assert {"398元", "598元"} <= {word for word in ("398元", "598元") if word in draft.reply}


@pytest.mark.parametrize(
    ("line", "intent"),
    [
        ("你们把字刻反了", "missing_wrong_item"),
        ("用了两天突然不转了", "quality_issue"),
        ("路上化了怎么赔", "damaged"),
        ("坏的要寄回去吗", "damaged"),
    ],
)
def test_a_fault_is_known_by_what_it_is(line: str, intent: str) -> None:
    folder, _ = trade(FROZEN, actions=True)
    assert meant("other", line, Slots(), folder.orders, goods=False) == intent
