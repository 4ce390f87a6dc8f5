"""Changes to an order wished in English: laid before the shopper, done on a yes, dropped on a no, all in English."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from xiaoer.core.answering.wishes.acts import answer_of
from xiaoer.core.answering.wishes.english_wishes import address_given, title_given

Open = Callable[..., Any]
SHOP, WHO = "lanqi_appliance", "小满"


def _english(reply: str) -> bool:
    return re.search(r"[\u4e00-\u9fff]", re.sub(r"“[^”]*”", "", reply)) is None


@pytest.mark.parametrize(
    "line", ["please cancel my order", "I'd like to cancel it", "Can you cancel the order for me?"]
)
def test_a_cancel_is_proposed_and_done_on_yes(trade_chat: Open, line: str) -> None:
    chat = trade_chat(SHOP, shopper=WHO)
    first = chat.say(line)
    assert (first.kind, first.action.type, first.action.state) == ("act", "cancel_order", "proposed")
    assert "299 yuan" in first.reply
    assert _english(first.reply)
    second = chat.say("yes, go ahead")
    assert (second.kind, second.action.state) == ("act", "done")
    assert _english(second.reply)


@pytest.mark.parametrize("line", ["no", "never mind", "oh wait, keep it", "I changed my mind"])
def test_a_no_changes_nothing(trade_chat: Open, line: str) -> None:
    chat = trade_chat(SHOP, shopper=WHO)
    chat.say("cancel my order please")
    dropped = chat.say(line)
    assert (dropped.kind, dropped.action) == ("answer", None)
    assert chat.say("yes").action is None


@pytest.mark.parametrize(
    "line",
    [
        "how do I cancel an order?",
        "I already cancelled it",
        "don't cancel my order",
        "cancel it if it can't ship today",
    ],
)
def test_no_action_from_a_question_a_condition_or_what_is_past(trade_chat: Open, line: str) -> None:
    assert trade_chat(SHOP, shopper=WHO).say(line).action is None


@pytest.mark.parametrize("line", ["yes but how long does it take", "ok if it is free", "what happens then?"])
def test_anything_but_a_plain_yes_executes_nothing(trade_chat: Open, line: str) -> None:
    chat = trade_chat(SHOP, shopper=WHO)
    chat.say("cancel my order")
    after = chat.say(line)
    assert after.action is None or after.action.state != "done"


def test_an_address_is_asked_for_and_taken(trade_chat: Open) -> None:
    chat = trade_chat(SHOP, shopper=WHO)
    asked = chat.say("my address is wrong, please change it")
    assert asked.kind == "clarify"
    assert _english(asked.reply)
    given = chat.say("Flat 3, 88 Pingjiang Road, Gusu District, Suzhou")
    assert dict(given.action.params)["收货地址"].startswith("Flat 3, 88 Pingjiang Road")
    assert chat.say("correct").action.state == "done"


def test_one_of_several_orders_is_chosen_by_its_place(trade_chat: Open) -> None:
    chat = trade_chat("maodou_petfood", shopper="橘座")
    asked = chat.say("cancel my order")
    assert asked.kind == "clarify"
    chosen = chat.say("the second one")
    assert chosen.action.state == "proposed"
    assert _english(chosen.reply)


def test_what_was_sent_is_refused_in_english(trade_chat: Open) -> None:
    draft = trade_chat(SHOP, shopper="阿杜").say("I want to cancel my order")
    assert draft.action.state == "refused"
    assert "shipped" in draft.reply
    assert _english(draft.reply)


@pytest.mark.parametrize(
    ("text", "answer"),
    [("yep", "yes"), ("sure, do it", "yes"), ("nope", "no"), ("No. 5 Nanjing Road", ""), ("where is it", "")],
)
def test_yes_and_no(text: str, answer: str) -> None:
    assert answer_of(text, "cancel_order") == answer


def test_details_in_english() -> None:
    assert address_given("please ship it to 5 Green Lane, Tianhe, Guangzhou") == "5 Green Lane, Tianhe, Guangzhou"
    assert address_given("I want to change the address") == ""
    assert title_given("a personal one please") == (("抬头", "个人"),)
    assert title_given("company name: Blue Sky Trading Ltd")[0] == ("抬头", "Blue Sky Trading Ltd")
