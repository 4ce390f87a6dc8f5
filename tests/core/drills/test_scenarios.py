"""Scenarios: enough of them, grounded in any shop, no two alike, every one can be won and can be lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from xiaoer.core.drills.book import Book
from xiaoer.core.drills.grade import grade
from xiaoer.core.drills.library import kinds, scenes, tactics
from xiaoer.core.drills.model import model_reply
from xiaoer.core.drills.play import MOST_TURNS, Played, Reply, Trainee, play, replay
from xiaoer.core.drills.scenarios import scenarios
from xiaoer.core.drills.shapes import Scenario
from xiaoer.core.drills.shopper import won
from xiaoer.core.facts import ShopFacts, ShopProfile
from xiaoer.files.shop_folder import read_shop

EXAMPLES = Path(__file__).parents[3] / "examples"
NOW = datetime(2026, 11, 24, 14, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
CODES = ("qinghe_womenswear", "shanyu_foodgift")
BOOKS = {code: Book(read_shop(EXAMPLES / code).folder.facts, NOW) for code in CODES}
FULL = BOOKS["qinghe_womenswear"].facts
BARE = Book(ShopFacts("1", ShopProfile("小店"), products={n: FULL.products[n] for n in list(FULL.products)[:1]}), NOW)


@pytest.fixture(params=[*CODES, "bare"])
def book(request: pytest.FixtureRequest) -> Book:
    """Both example shops, and a shop of one product without any other table."""
    return BARE if request.param == "bare" else BOOKS[request.param]


def model(book: Book, scenario: Scenario) -> Trainee:
    form = book.facts.profile.address_form
    return lambda state, lines: Reply((model_reply(scenario, scenario.asks[state.ask], form=form),))


def always(text: str, waited_s: float = 15.0) -> Trainee:
    return lambda state, lines: Reply((text,) if text else (), waited_s)


def faq_copier(book: Book) -> Trainee:
    def pairs(text: str) -> set[str]:
        return {text[i : i + 2] for i in range(len(text) - 1)}

    rows = [(pairs(f.question + "".join(f.similar)), f.answer) for f in book.facts.faq] or [(set(), "您好")]
    return lambda state, lines: Reply((max(rows, key=lambda r: len(r[0] & pairs("".join(lines))))[1],))


def test_there_are_enough_and_no_two_are_alike(book: Book) -> None:
    found = book.scenarios
    assert len(found) >= 150
    assert len({s.scene.id for s in found}) >= 12
    assert len(kinds()) >= 10
    assert len({s.id for s in found}) == len(found)
    assert len({(s.goal, s.hidden, s.kind.tactic) for s in found}) == len(found)
    for scene in {s.scene.id for s in found}:
        assert {s.kind.id for s in found if s.scene.id == scene} == {k.id for k in kinds()}


def test_no_place_is_left_unfilled(book: Book) -> None:
    for scenario in book.scenarios:
        texts = [scenario.goal, *(v for _, v in scenario.hidden)]
        for ask in scenario.asks:
            texts += [*ask.lines, *ask.again, *(p.model for p in ask.points), *(p.what for p in ask.points)]
            assert ask.points
        assert not [t for t in texts if "{" in t or not t.strip()], scenario.id


def test_every_tactic_and_scene_is_used() -> None:
    assert {k.tactic for k in kinds()} == set(tactics())
    assert {s.scene.id for s in BOOKS["qinghe_womenswear"].scenarios} == {s.scene.id for s in scenes()}


def test_every_scenario_can_be_won_and_the_model_answer_passes_nearly_all(book: Book) -> None:
    played = [(s, play(book, s, model(book, s), seed=3)) for s in book.scenarios]
    assert not [s.id for s, p in played if not won(s, p.state)]
    failed = [s.id for s, p in played if not grade(book, s, p.exchanges).passed]
    assert len(failed) <= 0.05 * len(played), failed


@pytest.mark.parametrize("who", ["polite", "silent", "faq"])
def test_who_does_not_answer_loses_every_scenario(book: Book, who: str) -> None:
    trainee = {
        "polite": always("亲，非常抱歉，感谢您的咨询，祝您生活愉快~"),
        "silent": always("", waited_s=90.0),
        "faq": faq_copier(book),
    }[who]
    for scenario in book.scenarios:
        played = play(book, scenario, trainee, seed=1)
        assert played.state.over
        assert len(played.exchanges) < MOST_TURNS
        assert not won(scenario, played.state), scenario.id
        assert not grade(book, scenario, played.exchanges).passed, scenario.id


def test_same_seed_and_replies_give_the_same_chat_and_other_seeds_other_words() -> None:
    book = BOOKS["qinghe_womenswear"]
    words: set[str] = set()
    for scenario in book.scenarios[::23]:
        replies = [Reply(("亲，我看一下",), 20), Reply(("亲，有的",), 100), Reply(("好的亲",), 5)]
        first, second = (replay(book, scenario, replies, seed=9) for _ in range(2))
        assert first == second
        words |= {"".join(replay(book, scenario, [], seed=n).lines) for n in range(12)}
    assert len(words) > 2 * len(book.scenarios[::23])


def test_a_chat_goes_on_from_any_turn_as_it_went() -> None:
    book = BOOKS["shanyu_foodgift"]
    scenario = book.scenario("quality-03")
    whole: list[Reply] = []

    def record(state: object, lines: object) -> Reply:
        whole.append(Reply((f"亲，第{len(whole)}次回您",), 20))
        return whole[-1]

    played: Played = play(book, scenario, record, seed=5)
    for turns in range(len(whole)):
        part = replay(book, scenario, whole[:turns], seed=5)
        assert part.exchanges == played.exchanges[:turns]


def test_a_shop_without_products_has_no_scenarios() -> None:
    assert scenarios(ShopFacts("1", ShopProfile("空店")), NOW) == ()


def test_a_product_without_price_or_stock_is_asked_about_and_honesty_wins() -> None:
    product = next(iter(FULL.products.values()))
    blank = replace(product, skus=tuple(replace(s, price=None, stock=None) for s in product.skus[:1]), attributes=())
    book = Book(ShopFacts("1", ShopProfile("小店"), products={blank.number: blank}), NOW)
    scenario = book.scenario("stock-02")
    honest = always("亲，这一点页面上没有写明，我帮您核实清楚再回复您，建议您先看看七天退换的规则")
    assert won(scenario, play(book, scenario, honest, seed=1).state)
    assert not won(scenario, play(book, scenario, always("亲，有货的，还有8件，到手99元"), seed=1).state)
