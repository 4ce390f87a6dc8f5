"""The steps of a complaint as the chat tells them; its cause, its way up, what may be said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from xiaoer.core.facts import Freight, Order, Source
from xiaoer.core.rulebook.gate import Gate
from xiaoer.core.rulebook.judge import Decision
from xiaoer.domains.complaints.remedies import fair
from xiaoer.domains.complaints.reviews import Review, draft, number_of, sentiment_of, stars_of
from xiaoer.domains.complaints.steps import STEPS, Cause, Line, cause_of, sentences, ticked, triggers

START = datetime(2026, 11, 3, 6, 0, tzinfo=UTC)


def chat(*said: tuple[str, str, float]) -> list[Line]:
    return [
        Line(seq, START + timedelta(minutes=minute), author, text) for seq, (author, text, minute) in enumerate(said, 1)
    ]


def test_all_eight_tick_from_a_good_chat_and_nothing_ticks_from_the_shoppers_words() -> None:
    lines = chat(
        ("shopper", "你们的衣服洗一次就开线，抱歉有用吗，给我两个方案", 0),
        ("agent", "亲您好，我是客服木木，这件事我跟到底", 1),
        ("agent", "我先记下：衣服洗一次开线，对吗？", 2),
        ("shopper", "对", 3),
        ("agent", "换作我也会着急，很抱歉，是我们没做好质检", 4),
        ("agent", "有两个方案：换新或者退货退款，您看哪个合适？", 5),
        ("shopper", "换新", 6),
        ("agent", "已经为您登记换新，今天18点前发出", 7),
        ("agent", "亲，换的衣服收到了吗？", 60 * 30),
    )
    found = {tick.step: tick.seq for tick in ticked(lines)}
    assert list(found) == list(STEPS)
    assert (found["respond"], found["listen"], found["act"], found["follow"]) == (2, 3, 8, 9)
    assert ticked([line for line in lines if line.author == "shopper"]) == ()


def test_a_question_at_once_is_no_look_back() -> None:
    lines = chat(("agent", "已经为您退款", 0), ("agent", "还有什么需要吗", 1))
    assert "follow" not in {tick.step for tick in ticked(lines)}


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("衣服开线还有色差", "goods"),
        ("快递三天没到，驿站也没有", "courier"),
        ("客服态度太差，一直敷衍", "service"),
        ("气死我了", "other"),
    ],
)
def test_the_cause_by_its_words(text: str, cause: str) -> None:
    assert cause_of(text) == cause


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("孩子吃了拉肚子，去医院了", ("injury", "food")), ("我要打12315", ("authority",)), ("发到小红书曝光你们", ("media",)),
        ("太慢了", ()),
    ],
)  # fmt: skip
def test_what_makes_it_go_up(text: str, found: tuple[str, ...]) -> None:
    assert triggers(chat(("shopper", text, 0)), before=0, amount_over=False) == found


def test_the_third_time_and_too_much_money_go_up() -> None:
    assert triggers([], before=2, amount_over=True) == ("third", "amount")
    assert triggers(chat(("agent", "请不要打12315", 0)), before=1, amount_over=False) == ()


@pytest.mark.parametrize("cause", ["goods", "service", "courier", "other"])
def test_what_may_be_said_passes_the_gate(cause: Cause) -> None:
    gate = Gate(at=START.date())
    values = {
        "称呼": "亲",
        "客服": "木木",
        "事由": "衣服开线",
        "方案一": "换货，来回运费店铺承担",
        "方案二": "退货退款，来回运费店铺承担",
    }
    for step in STEPS:
        may = sentences(step, cause, values)
        assert may
        assert [gate.check(text, by="agent").verdict for text in may] == ["pass"] * len(may)
    assert sentences("remedies", cause, {"称呼": "亲"}) == ()


def order(paid: str = "200") -> Order:
    return Order(
        "1", "n", "finished", "交易成功", START, START, None, None, Decimal(0), Decimal(paid), "浙江", "杭州", "", "", "",
        None, None, None, None, "", None, "", "", (), (), Source("orders.csv", 2),
    )  # fmt: skip


FREIGHT = [
    Freight("浙江", Decimal(1), Decimal(8), None, None, None, False, True, "", "", "", "", Source("freight.csv", 2))
]


def decision(outcome: str, amount: str | None) -> Decision:
    money = Decimal(amount) if amount else None
    return Decision(outcome, None, None, None, money, ("消费者权益保护法 第24条",), (), "应当退货退款", ())  # type: ignore[arg-type]


def test_the_cheapest_fair_remedy_gives_no_less_than_law() -> None:
    granted = fair(order(), "goods", decision("approve", "200"), FREIGHT, Decimal(100))
    assert granted.floor == 200
    assert (granted.options[0].gives, granted.options[0].cost) == (Decimal(200), Decimal(16))
    lawful = [one for one in granted.options if one.by_law]
    assert granted.options[: len(lawful)] == tuple(lawful)
    assert all(one.gives >= 200 for one in lawful)
    assert all(one.needs_lead == (one.cost > 100) for one in granted.options)
    anew = fair(order(), "goods", decision("approve_conditionally", None), FREIGHT, None)
    assert (anew.options[0].name[:2], anew.options[0].by_law) == ("换货", True)
    free = fair(order(), "goods", decision("refuse", None), FREIGHT, None)
    assert (free.floor, free.options[0].cost) == (0, Decimal(16))
    assert free.options == tuple(sorted(free.options, key=lambda one: (one.cost, -one.gives)))
    assert [one.cost for one in fair(None, "service", None, [], None).options] == [5, 10]


def test_reviews_are_read_and_answered_without_bargaining() -> None:
    assert [stars_of(text) for text in ("5", "五星", "差评", "")] == [5, 5, 1, None]
    with pytest.raises(ValueError, match="1 到 5"):
        stars_of("9")
    assert [sentiment_of(None, "质量很好，喜欢"), sentiment_of(1, "还行"), sentiment_of(3, "掉色，失望")] == [
        "good", "bad", "bad",
    ]  # fmt: skip
    same = Review("", "1", "n", "g", 1, "差", START)
    assert number_of(same) == number_of(same)
    gate = Gate(at=START.date())
    for cause in ("goods", "courier", "service", "other"):
        for mood in ("good", "bad"):
            text = draft({"sentiment": mood, "cause": cause}, "亲")
            assert gate.check(text, by="agent").verdict == "pass", text
            assert not any(word in text for word in ("返现", "红包", "改评", "删除"))
