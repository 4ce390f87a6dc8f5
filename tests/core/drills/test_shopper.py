"""How simulated shoppers take what they are told: answers, untruths, waiting, cold and forbidden words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.core.drills.test_scenarios import BOOKS

from xiaoer.core.drills.model import model_reply
from xiaoer.core.drills.shapes import Scenario, ShopperState, Step
from xiaoer.core.drills.shopper import open_chat, respond

BOOK = BOOKS["qinghe_womenswear"]
STOCK = BOOK.scenario("stock-06")  # a patient regular
FACT = STOCK.asks[0].points[0].values[0].split("|")[0]


def say(text: str, *, waited_s: float = 10.0, scenario: Scenario = STOCK, state: ShopperState | None = None) -> Step:
    opened = open_chat(scenario, 1)
    lines: Sequence[str] = (text,) if text else ()
    return respond(BOOK, scenario, state or opened.state, lines, waited_s=waited_s, seed=1, said=opened.lines)


def test_a_right_answer_moves_on_and_lifts_the_mood() -> None:
    step = say(f"亲，有货的，还有{FACT}件")
    assert step.state.ask == 1
    assert step.state.mood > STOCK.kind.mood
    assert step.lines


def test_no_answer_is_asked_again_and_costs_mood() -> None:
    step = say("亲，您好呀，欢迎光临")
    assert step.state.ask == 0
    assert step.state.mood < STOCK.kind.mood
    assert "".join(step.lines).strip()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("亲，有货的，还有88888件", "untrue"),
        ("亲，加我微信xiaoyu5520，便宜10元", "blocked"),
        ("自己看页面", "cold"),
        ("你有病吧", "rude"),
    ],
)
def test_what_is_wrong_is_noticed(text: str, kind: str) -> None:
    step = say(text)
    assert kind in {f.kind for f in step.state.faults}
    assert step.state.mood < say("亲，您好呀，欢迎光临").state.mood


def test_waiting_costs_mood_beyond_the_tolerance_only() -> None:
    answer = f"亲，有货的，还有{FACT}件"
    quick, late = say(answer, waited_s=STOCK.kind.tolerance_s), say(answer, waited_s=STOCK.kind.tolerance_s * 3)
    assert late.state.mood < quick.state.mood
    assert "等得太久" in late.state.curve[-1].reasons


def test_an_apology_calms_who_is_upset() -> None:
    angry = BOOK.scenario("urge-09")
    assert say("亲，非常抱歉", scenario=angry).state.mood > say("亲，您好", scenario=angry).state.mood


def test_points_told_one_after_another_add_up() -> None:
    scenario = BOOK.scenario("quality-06")
    state = open_chat(scenario, 1).state
    ask = scenario.asks[0]
    for point in ask.points:
        assert state.ask == 0
        state = say(f"亲，{point.model}", scenario=scenario, state=state).state
    assert state.ask == 1


def test_a_hidden_fact_is_told_when_asked_for_and_costs_no_patience() -> None:
    scenario = BOOK.scenario("urge-06")
    step = say("亲，麻烦发一下订单号", scenario=scenario)
    assert scenario.order is not None
    assert scenario.order.number in step.lines
    assert step.state.tries == 0


def test_promises_of_own_work_are_no_facts() -> None:
    assert not say("亲，我3天内回复您").state.faults


def test_a_shopper_without_mood_walks_out() -> None:
    state = open_chat(STOCK, 1).state
    for _ in range(20):
        if state.over:
            break
        state = say("自己看，不买算了", state=state, waited_s=500).state
    assert state.decision == "left"
    assert respond(BOOK, STOCK, state, ("亲",), waited_s=1, seed=1).lines == ()


def test_better_words_pass_the_gate() -> None:
    for scenario in BOOK.scenarios[::7]:
        for ask in scenario.asks:
            assert BOOK.gate.check(model_reply(scenario, ask)).verdict != "block", scenario.id
