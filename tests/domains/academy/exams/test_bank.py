"""The bank: shipped questions, those of the shop's tables, fresh numbers; all can be asked and answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from xiaoer.core.drills.library import scenes
from xiaoer.core.facts import ShopFacts, ShopProfile
from xiaoer.domains.academy.exams.asking import asked
from xiaoer.domains.academy.exams.bank import bank_of, written
from xiaoer.domains.academy.exams.marking import mark
from xiaoer.domains.academy.exams.shapes import KINDS, TOPICS, Answer, Asked, Question
from xiaoer.domains.academy.exams.writing import checked
from xiaoer.files.shop_folder import read_shop

EXAMPLES = Path(__file__).parents[4] / "examples"
SHOPS = {name: read_shop(EXAMPLES / name).folder.facts for name in ("qinghe_womenswear", "shanyu_foodgift")}


def right_answer(question: Asked) -> Answer:
    """What the key asks for."""
    if question.kind in ("fill", "calc"):
        return Answer(texts=tuple(a.split("|")[0] for a in question.accept))
    if question.kind == "short":
        return Answer(texts=("；".join(a.split("|")[0] for a in question.accept),))
    return Answer(picks=question.key)


def test_the_shipped_bank_is_whole() -> None:
    assert len(written()) >= 120
    assert not [code for code, n in Counter(q.code for q in written()).items() if n > 1]
    assert {q.kind for q in written()} == set(KINDS) - {"calc"}
    assert {q.topic for q in written()} == set(TOPICS)
    for question in written():
        assert checked(question) == question, question.code
    named = {q.right[0] for q in written() if q.kind == "practice"}
    assert named <= {s.scene.id for s in scenes()}


@pytest.mark.parametrize("shop", SHOPS)
def test_every_question_of_a_shop_can_be_asked_and_its_key_is_right(shop: str) -> None:
    bank = bank_of(SHOPS[shop])
    assert Counter(e.question.origin for e in bank.values())["shop"] >= 100
    for code, entry in bank.items():
        for seed in range(3):
            question = entry.ask(Random(seed))
            assert question.code == code
            checked(question)
            paper = asked(question, Random(seed), 5)
            if question.kind != "practice":
                assert mark(paper, right_answer(paper)).share == 1.0, (code, paper)
                assert mark(paper, Answer()).share == 0.0


def test_calculations_have_new_numbers_on_each_paper() -> None:
    entry = bank_of(SHOPS["qinghe_womenswear"])["calc.signed_7"]
    assert len({entry.ask(Random(seed)).stem for seed in range(20)}) > 10
    assert entry.ask(Random(4)) == entry.ask(Random(4))


def test_questions_of_tables_follow_the_tables() -> None:
    facts = SHOPS["qinghe_womenswear"]
    policy = facts.policies[3]
    changed = replace(policy, key_values=policy.key_values.replace("48小时", "24小时"))
    before = bank_of(facts)[f"shop.policy.{policy.number}.时限"].question
    policies = tuple(changed if p == policy else p for p in facts.policies)
    after = bank_of(replace(facts, policies=policies))[f"shop.policy.{policy.number}.时限"].question
    assert (before.right, after.right) == (("48小时|48",), ("24小时|24",))
    assert before.stamp != after.stamp


def test_an_empty_shop_has_the_shipped_questions() -> None:
    bank = bank_of(ShopFacts("1", ShopProfile("空")))
    assert {e.question.origin for e in bank.values()} == {"written", "calculated"}


def test_the_shops_own_version_stands_in_place_and_can_be_switched_off() -> None:
    first = written()[0]
    own = replace(first, stem="换了问法", origin="own", version=1, active=False)
    entry = bank_of(SHOPS["qinghe_womenswear"], [own])[first.code]
    assert entry.question == own


def test_a_calculation_that_is_switched_off_keeps_its_numbers_fresh_when_it_is_back() -> None:
    facts = SHOPS["qinghe_womenswear"]
    sample = bank_of(facts)["calc.signed_7"].question
    held: Question = replace(sample, origin="own", version=2)
    assert bank_of(facts, [held])["calc.signed_7"].make is not None
    assert bank_of(facts, [replace(held, stem="别的题")])["calc.signed_7"].make is None
