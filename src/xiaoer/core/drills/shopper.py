"""The simulated shopper: opens, listens, asks again, tricks, leaves. Pure: seed and replies decide everything."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from xiaoer.core.drills.book import Book
from xiaoer.core.drills.shapes import Ask, Decision, Judged, MoodStep, Scenario, ShopperState, Step
from xiaoer.core.drills.understand import judge_reply
from xiaoer.core.drills.voice import speak
from xiaoer.core.grounding.shapes import FactUse

GAIN, PART, NOTHING = 9, 3, -9
UNTRUE, BLOCKED, RUDE, COLD = -15, -25, -30, -9
POLITE, SORRY = 1, 4
SORRY_BELOW = 60
WAIT_STEP, WAIT_MOST = 4, 20
WALKS_OUT_AT = 15
CONTENT_FROM = 40
"""The mood from which a shopper who got everything is content."""

_ASKED_BACK: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("订单", re.compile(r"订单(?:号|编号)|单号.{0,6}(?:发|给|提供)|哪一?(?:单|个订单)|账号|昵称")),
    (
        "规格",
        re.compile(r"(?:哪|什么)(?:个|种|款)?(?:规格|颜色|尺码|码|口味)|(?:规格|颜色|口味).{0,4}(?:是|要)?(?:哪|什么)"),
    ),
    ("收货省份", re.compile(r"(?:哪|什么)(?:个)?(?:省|地方|城市|地区)|收货(?:地|在哪)|寄(?:到)?哪")),
)
_THANKS = ("好的 谢谢", "行 谢谢啦", "嗯嗯 谢谢", "OK 多谢")
_BITTER = ("算了 不买了", "就这样吧 没法聊", "什么服务 再见", "我去平台投诉了")


def open_chat(scenario: Scenario, seed: int) -> Step:
    """The first lines, and the state to keep."""
    state = ShopperState(mood=scenario.kind.mood, curve=(MoodStep(0, scenario.kind.mood, ("进店",)),))
    return Step(_ask_lines(scenario, scenario.asks[0], state, seed), state)


def respond(
    book: Book, scenario: Scenario, state: ShopperState, replies: Sequence[str], *,
    waited_s: float, seed: int, said: Sequence[str] = (), handed: bool = False,
    cited: Sequence[FactUse] = (),
) -> Step:  # fmt: skip
    """The shopper's move after the trainee's lines since his own last one. No lines = he was left waiting.

    `said` = the shopper's lines so far; `handed` = a robot gave the matter to people, which answers asks that allow
    it; `cited` = the cells that its reply rests on.
    """
    if state.over:
        return Step((), state)
    ask = scenario.asks[state.ask]
    judged = judge_reply(
        book, scenario, ask, [r for r in replies if r.strip()], said, carried=state.carried, cited=cited
    )
    if handed and ask.people:
        judged = replace(judged, met=tuple(p.id for p in ask.points), missed=())
    moved, reasons = _mood(scenario, state, judged, waited_s, spoken=bool(replies))
    turn = state.turn + 1
    after = replace(
        state, turn=turn, mood=moved, curve=(*state.curve, MoodStep(turn, moved, reasons)),
        faults=(*state.faults, *judged.faults), carried=judged.met,
    )  # fmt: skip
    if judged.answered or moved <= WALKS_OUT_AT:
        return _next(scenario, _past(after, judged), judged, seed)
    return _insist(scenario, state, after, judged, replies, seed)


def _insist(
    scenario: Scenario, state: ShopperState, after: ShopperState, judged: Judged, replies: Sequence[str], seed: int
) -> Step:  # fmt: skip
    """Not all was told: a hidden fact is given when asked for, else the ask comes again until patience is gone."""
    ask = scenario.asks[state.ask]
    hidden = _asked_back(scenario, after, replies)
    if hidden:
        return Step((hidden[1],), replace(after, told=(*after.told, hidden[0])), judged)
    if set(judged.met) > set(state.carried):  # told in part: the rest is asked for, and costs no patience
        return Step(_ask_lines(scenario, ask, after, seed), after, judged)
    if after.tries + 1 >= scenario.kind.patience:
        return _next(scenario, _past(after, judged), judged, seed)
    asked = replace(after, tries=after.tries + 1)
    return Step(_ask_lines(scenario, ask, asked, seed), asked, judged)


def _past(state: ShopperState, judged: Judged) -> ShopperState:
    """The open ask is over: what was met and what was not is kept."""
    mark = f"{state.ask}."
    return replace(
        state, ask=state.ask + 1, tries=0, carried=(),
        met=(*state.met, *(mark + p for p in judged.met)), unmet=(*state.unmet, *(mark + p for p in judged.missed)),
    )  # fmt: skip


def _next(scenario: Scenario, state: ShopperState, judged: Judged, seed: int) -> Step:
    if state.ask >= len(scenario.asks) or state.mood <= WALKS_OUT_AT:
        return _leave(scenario, state, judged, seed)
    return Step(_ask_lines(scenario, scenario.asks[state.ask], state, seed), state, judged)


def _leave(scenario: Scenario, state: ShopperState, judged: Judged, seed: int) -> Step:
    decision = decide(scenario, state)
    rng = _rng(scenario, state, seed)
    lines = _THANKS if decision == scenario.scene.won else _BITTER[:2] if decision == "left" else _BITTER[2:]
    return Step(speak(rng.choice(lines), (), rng), replace(state, decision=decision), judged)


def decide(scenario: Scenario, state: ShopperState) -> Decision:
    """How the shopper leaves: content only when all was answered, nothing untrue or blocked said, and mood is left."""
    spoiled = any(fault.kind in ("untrue", "blocked", "rude") for fault in state.faults)
    content = state.ask >= len(scenario.asks) and not state.unmet and not spoiled and state.mood >= CONTENT_FROM
    return scenario.scene.won if content else scenario.scene.lost


def won(scenario: Scenario, state: ShopperState) -> bool:
    """The chat is over and the shopper left content."""
    return state.over and state.decision == scenario.scene.won


def _mood(
    scenario: Scenario, state: ShopperState, judged: Judged, waited_s: float, *, spoken: bool
) -> tuple[int, tuple[str, ...]]:
    kind = scenario.kind
    fresh = len(set(judged.met) - set(state.carried))
    moves: list[tuple[float, str]] = []
    if not spoken:
        moves.append((NOTHING, "没有人回"))
    elif judged.answered:
        moves.append((GAIN * kind.trust, "问题答到了"))
    elif fresh:
        moves.append((PART, "答了一部分"))
    else:
        moves.append((NOTHING, "没答到问题"))
    late = waited_s - kind.tolerance_s
    if late > 0:
        moves.append((-min(WAIT_MOST, WAIT_STEP + WAIT_STEP * late / kind.tolerance_s), "等得太久"))
    if judged.sorry and state.mood < SORRY_BELOW:
        moves.append((SORRY, "听到了道歉"))
    elif judged.polite:
        moves.append((POLITE, "说话客气"))
    moves += [_FAULTS[fault.kind] for fault in {f.kind: f for f in judged.faults}.values()]
    mood = round(max(0, min(100, state.mood + sum(points for points, _ in moves))))
    return mood, tuple(reason for _, reason in moves)


_FAULTS: dict[str, tuple[float, str]] = {
    "untrue": (UNTRUE, "说的与事实不符"), "blocked": (BLOCKED, "出现违禁表达"), "rude": (RUDE, "出言不逊"),
    "cold": (COLD, "语气冷"),
}  # fmt: skip


def _asked_back(scenario: Scenario, state: ShopperState, replies: Sequence[str]) -> tuple[str, str] | None:
    """A hidden fact that the trainee asked for: told once, without losing patience."""
    text = "\n".join(replies)
    for name, value in scenario.hidden:
        pattern = next((p for key, p in _ASKED_BACK if key == name), None)
        if pattern is not None and name not in state.told and pattern.search(text):
            return name, value.split("（")[0]
    return None


def _ask_lines(scenario: Scenario, ask: Ask, state: ShopperState, seed: int) -> tuple[str, ...]:
    rng = _rng(scenario, state, seed)
    return speak(rng.choice(ask.again if state.tries or state.carried else ask.lines), scenario.kind.manner, rng)


def _rng(scenario: Scenario, state: ShopperState, seed: int) -> random.Random:
    return random.Random(f"{seed}:{scenario.id}:{state.turn}")  # noqa: S311 - play, not secrets
