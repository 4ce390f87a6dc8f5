"""The readable book: pages, search, promises, cards, lint of a library."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from xiaoer.core.errors import BadInput
from xiaoer.core.facts import Faq, Phrase, Product, ShopFacts, ShopProfile, Source
from xiaoer.core.rulebook.cards import appeals, state_cards
from xiaoer.core.rulebook.gate import Gate
from xiaoer.core.rulebook.judge import decide, examine
from xiaoer.core.rulebook.library import faults_of, texts_of
from xiaoer.core.rulebook.pages import PARTS, pages, search
from xiaoer.core.rulebook.promises import promises, read_promise


def test_every_page_can_be_read_in_both_languages_and_says_its_source() -> None:
    for page in pages():
        assert page.source, page.id
        assert page.confidence in ("law", "platform", "practice", "unsure"), page.id
        assert page.part in PARTS
        if page.id != "verdict.escalate":  # says nothing of its own
            assert page.zh, page.id
            assert page.en, page.id


def test_every_part_has_pages_and_ids_are_unique_in_it() -> None:
    for part in PARTS:
        ids = [(page.id, page.kind, page.valid_from) for page in search(part=part)]
        assert ids
        assert len(ids) == len(set(ids))


def test_search_needs_every_word_and_looks_into_words_and_sources() -> None:
    found = search("广告法 最低价", part="wording")
    assert "absolute.superlative.price" in {page.id for page in found}
    assert all("广告法" in page.source for page in found)
    assert search("seven days", part="after_sales")
    assert search("广告法 没有这样的词") == []


def test_only_what_is_in_force_on_a_day() -> None:
    early = {page.id for page in search(part="after_sales", at=date(2016, 1, 1))}
    assert "no_reason.right" in early
    assert "punitive.promise" not in early  # 法释〔2022〕8号


def test_law_is_statutory_and_platform_rules_are_not() -> None:
    by_id = {page.id: page for page in search(part="wording")}
    assert by_id["rights.sale_goods"].statutory
    assert not by_id["contact.chat_app"].statutory
    assert not by_id["urgency.false"].statutory


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("no_reason_days.days", "15", 15),
        ("no_reason_return_freight", "seller", "seller"),
        ("refund_within_hours", "48", 48),
        ("broken_no_return", "true", True),
        ("late_shipping_compensation.fixed", "3.50", "3.50"),
    ],
)
def test_a_promise_within_law_is_read_and_fits_the_form_of_a_case(name: str, value: str, read: object) -> None:
    assert read_promise(name, value) == read
    rules: dict[str, object] = {}
    here = rules
    *above, last = name.split(".")
    for key in above:
        here = here.setdefault(key, {})  # type: ignore[assignment]
    here[last] = read
    form = examine({"request": {"type": "return_refund"}, "shop_rules": rules})
    assert (form.problems, form.unknown) == ((), ())
    decide({"request": {"type": "return_refund"}, "shop_rules": rules})


@pytest.mark.parametrize(
    ("name", "value", "article"),
    [
        ("no_reason_days.days", "3", "消费者权益保护法 第25条"),
        ("refund_within_hours", "720", "消费者权益保护法 第25条"),
        ("fake_compensation.multiple", "1", "消费者权益保护法 第55条"),
        ("cancel_before_ship.allowed", "false", "消费者权益保护法 第25条"),
    ],
)
def test_a_promise_worse_than_law_is_refused_with_the_article(name: str, value: str, article: str) -> None:
    with pytest.raises(BadInput, match=article) as refused:
        read_promise(name, value)
    assert refused.value.code == "worse_than_law"


@pytest.mark.parametrize(
    ("name", "value"),
    [("no_reason_days.days", "七"), ("no_reason_days.days", "7.5"), ("keep_card_fee", "看情况"), ("nothing", "1"),
     ("price_protection.days", "-1"), ("price_protection.days", "nan"), ("price_protection.days", "99999999")],
)  # fmt: skip
def test_a_promise_that_cannot_be_read_says_what_is_wanted(name: str, value: str) -> None:
    with pytest.raises(BadInput, match=r"请填|可选"):
        read_promise(name, value)


def test_every_promise_has_both_languages_and_an_article() -> None:
    for promise in promises().values():
        assert promise.zh
        assert promise.en
        assert promise.law


def test_a_card_for_each_state_of_the_desk_and_each_appeal_says_evidence_route_and_limit() -> None:
    states = {card.state for card in state_cards()}
    assert states == {
        "unpaid", "grouping", "paid_unshipped", "part_shipped", "shipped", "delivered", "finished", "closed_unpaid",
        "closed_refunded", "locked",
    }  # fmt: skip
    assert all(card.may and card.asks and card.must_not and card.next for card in state_cards())
    assert all(a.evidence and a.route and a.limit for a in appeals())


def library() -> ShopFacts:
    at = Source("phrases.csv", 2)
    goods = Product("P1", "抗癌养生杯", "家居", "有现货", (("功能", "治疗失眠"),), (), (), Source("products.csv", 2))
    return ShopFacts(
        version="1", profile=ShopProfile(name="小店"), products={"P1": goods},
        phrases=(Phrase("a", "好评返现5元", "", at), Phrase("b", "您好，请问有什么可以帮您", "", at)),
        faq=(Faq("1", "能退吗", "特价不退不换", (), (), None, Source("faq.csv", 3)),),
    )  # fmt: skip


def test_the_lint_names_where_a_fault_stands_and_keeps_silent_on_the_rest() -> None:
    faults = faults_of(library(), Gate())
    told = {(f.text.where, f.text.field, f.result.verdict) for f in faults}
    assert told == {
        ("phrases.csv:2", "短语", "block"), ("faq.csv:3", "回答", "block"), ("products.csv:2", "标题", "block"),
        ("products.csv:2", "功能", "block"),
    }  # fmt: skip
    assert len(list(texts_of(library()))) == 6


def test_the_example_shops_have_clean_libraries() -> None:
    from xiaoer.files.shop_folder import read_shop

    for shop in ("qinghe_womenswear", "shanyu_foodgift"):
        facts = read_shop(Path(__file__).parents[3] / "examples" / shop).folder.facts
        assert [(f.text.where, f.result.findings) for f in faults_of(facts, Gate())] == []
