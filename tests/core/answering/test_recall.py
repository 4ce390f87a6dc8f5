from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.answering.evidence.recall import Recall, relevant
from xiaoer.core.facts import Faq, Policy, Source

TODAY = date(2026, 3, 5)


def faq(
    number: str,
    question: str,
    *,
    products: tuple[str, ...] = (),
    similar: tuple[str, ...] = (),
    until: date | None = None,
) -> Faq:
    return Faq(number, question, f"答{number}", products, similar, until, Source("faq.csv", int(number) + 1))


FAQ = [
    faq("1", "退货运费谁出"),
    faq("2", "可以开发票吗", similar=("给开票么",)),
    faq("3", "会不会起球", products=("A1",)),
    faq("4", "端午活动有哪些", until=date(2026, 3, 4)),
    faq("5", "怎么联系物流"),
]
POLICIES = [Policy("P1", "价保", "签收后15天内降价可以退差价。赠品不算。", "", Source("policies.csv", 2))]
RECALL = Recall(FAQ, POLICIES)


@pytest.mark.parametrize(
    ("asked", "source"),
    [
        ("退货的邮费是谁承担", "faq.csv:2"),
        ("能不能开票呀", "faq.csv:3"),
        ("降价了能退差价吗", "policies.csv:2"),
        ("价保多久", "policies.csv:2"),
    ],
)
def test_other_words_find_the_entry(asked: str, source: str) -> None:
    assert str(RECALL.search(asked, today=TODAY)[0].entry.source) == source


def test_an_entry_of_another_product_stays_out() -> None:
    assert not [h for h in RECALL.search("会起球吗", today=TODAY) if h.entry is FAQ[2]]
    assert RECALL.search("会起球吗", today=TODAY, product="A1")[0].entry is FAQ[2]
    assert not [h for h in RECALL.search("会起球吗", today=TODAY, product="B1") if h.entry is FAQ[2]]


def test_an_entry_holds_to_its_last_day() -> None:
    assert not [h for h in RECALL.search("端午活动", today=TODAY) if h.entry is FAQ[3]]
    assert RECALL.search("端午活动", today=date(2026, 3, 4))[0].entry is FAQ[3]


def test_the_same_question_scores_highest() -> None:
    best = RECALL.search("退货运费谁出", today=TODAY)[0]
    assert best.score > 0.9
    assert RECALL.search("今天天气真好", today=TODAY) == [] or RECALL.search("今天天气真好", today=TODAY)[0].score < 0.3


def test_a_long_text_is_cut_to_what_was_asked() -> None:
    text = "第一条讲包装。" * 10 + "退差价在十五天内办理。" + "别的不相干。" * 10
    cut = relevant(text, "退差价多久")
    assert "退差价" in cut
    assert len(cut) <= 120
    assert relevant("短句。", "什么") == "短句。"


@given(st.text(max_size=60))
def test_any_question_can_be_searched(text: str) -> None:
    hits = RECALL.search(text, today=TODAY)
    assert all(0 < hit.score <= 1.2 for hit in hits)
    assert hits == sorted(hits, key=lambda h: -h.score)
