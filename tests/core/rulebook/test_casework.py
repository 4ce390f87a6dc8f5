"""The machine of a case: every state is reached and left, every open state has its deadline and its side."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from xiaoer.core.errors import BadInput
from xiaoer.core.facts import PLATFORMS
from xiaoer.core.rulebook.casework import ACTS, KINDS, OPEN_STATES, STATES, acts_for, after, deadline

NOW = datetime(2026, 11, 3, 6, tzinfo=UTC)


@pytest.mark.parametrize("kind", KINDS)
def test_walks_stay_in_the_machine_and_every_open_state_leads_on(kind: str) -> None:
    dice = random.Random(kind)
    seen: set[str] = set()
    for _ in range(300):
        state = "requested"
        for _ in range(12):
            seen.add(state)
            acts = [name for name, act in ACTS.items() if state in act.states and name not in ("note", "assign")]
            assert bool(acts) == (state in OPEN_STATES or state == "refused"), state
            if not acts:
                break
            state = after(
                kind, state, dice.choice(acts), must_return=dice.random() < 0.5, needs_approval=dice.random() < 0.3  # type: ignore[arg-type]
            )  # fmt: skip
    returns = kind in ("return_refund", "exchange", "repair")
    assert seen >= {"evidence", "approval", "done", "refused", "withdrawn"}
    assert ({"to_return", "returning"} <= seen) == returns
    assert ("to_ship" in seen) == (kind in ("exchange", "repair", "resend", "service"))


def test_what_does_not_fit_is_refused() -> None:
    for state in STATES:
        for name, act in ACTS.items():
            if state not in act.states:
                with pytest.raises(BadInput):
                    after("return_refund", state, name, must_return=True)
    with pytest.raises(BadInput):
        after("return_refund", "requested", "conjure", must_return=True)


def test_only_the_lead_confirms_and_only_the_shopper_withdraws() -> None:
    assert "confirm" in acts_for("approval", "lead")
    assert "confirm" not in acts_for("approval", "shop")
    assert acts_for("to_return", "shopper") == ("waybill", "withdraw")
    assert acts_for("done", "shopper") == ()


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("shipped", [False, True])
def test_every_open_state_has_a_deadline_and_the_platforms_own_wins(platform: str, shipped: bool) -> None:
    own = NOW + timedelta(hours=5)
    for state in STATES:
        due = deadline(state, platform, NOW, shipped=shipped)  # type: ignore[arg-type]
        assert (due is not None) == (state in OPEN_STATES and state != "approval"), state
        if due is not None:
            assert due.at > NOW
            assert due.rule
            assert due.source
            told = deadline(state, platform, NOW, shipped=shipped, platforms_own=own)  # type: ignore[arg-type]
            assert told is not None
            assert (told.at == own) == (due.side == "shop")
