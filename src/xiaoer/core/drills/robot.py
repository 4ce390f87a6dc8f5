"""The robot in the drills: the answering engine faces every scenario k times (`xiaoer drill --robot`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from xiaoer.core.answering.engine import Engine
from xiaoer.core.answering.shapes import Draft, Memory
from xiaoer.core.drills.book import Book
from xiaoer.core.drills.play import Played, Reply, play
from xiaoer.core.drills.shapes import Scenario, ShopperState
from xiaoer.core.drills.shopper import won
from xiaoer.core.grounding import unsupported
from xiaoer.core.transcript import Transcript, Utterance

_ANSWERS_AFTER_S = 1.0
HELD = "这个问题需要人工确认，正在为您转接客服"


@dataclass(slots=True)
class RobotRun:
    """One scenario played once: passed or not, and what was wrong. `held` = replies that the gate kept back."""

    scenario: str
    scene: str
    passed: bool
    invented: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    drafts: list[tuple[str, Draft]] = field(default_factory=list)
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RobotReport:
    """pass_1 = share of runs passed; pass_k = share of scenarios all of whose runs passed; fractions."""

    scenarios: int
    pass_1: float
    pass_k: float
    invented_facts: int
    blocked_sent: int
    by_scene: dict[str, dict[str, float]]
    runs: tuple[RobotRun, ...]


class _Robot:
    """The engine as a trainee: it sees the chat as it would at the desk, with the shopper's own order."""

    def __init__(self, engine: Engine, book: Book, scenario: Scenario) -> None:
        self._engine, self._book, self._scenario = engine, book, scenario
        self._memory = Memory()
        self._chat: list[Utterance] = []
        self.drafts: list[tuple[str, Draft]] = []
        self.held: list[str] = []

    def __call__(self, state: ShopperState, lines: Sequence[str]) -> Reply | None:
        scenario = self._scenario
        at = self._book.now + timedelta(seconds=20 * len(self._chat))
        text = "，".join(lines)
        self._chat.append(Utterance(len(self._chat) + 1, at, "shopper", scenario.nick, text))
        platform = self._book.facts.profile.platform
        transcript = Transcript(scenario.id, platform, scenario.nick, tuple(self._chat), scenario.product)
        orders = (scenario.order,) if scenario.order else ()
        draft = self._engine.answer(transcript, orders=orders, now=self._book.now, memory=self._memory)
        self._memory = draft.memory
        draft = self._gated(draft)
        self._chat.append(Utterance(len(self._chat) + 1, at, "robot", "", draft.reply))
        self.drafts.append((text, draft))
        return Reply((draft.reply,), _ANSWERS_AFTER_S, handed=draft.kind == "handoff", cited=draft.facts)

    def _gated(self, draft: Draft) -> Draft:
        """As at the desk: what the gate blocks does not leave the shop, people take over instead."""
        result = self._book.gate.check(draft.reply, by="robot", category=self._book.category(self._scenario))
        if result.verdict != "block":
            return draft
        self.held.append(draft.reply)
        return replace(draft, kind="handoff", reply=HELD, facts=(), action=None)


def run_robot(
    engine: Engine, book: Book, *, k: int, chosen: Sequence[Scenario] | None = None,
    tick: Callable[[], None] = lambda: None,
) -> RobotReport:  # fmt: skip
    """Every scenario k times, seeds 1…k. `tick` is called after each scenario."""
    runs: list[RobotRun] = []
    wanted = book.scenarios if chosen is None else chosen
    for scenario in wanted:
        runs += [_run(engine, book, scenario, seed) for seed in range(1, k + 1)]
        tick()
    return _report([(0, run) for run in runs])


def _run(engine: Engine, book: Book, scenario: Scenario, seed: int) -> RobotRun:
    robot = _Robot(engine, book, scenario)
    played = play(book, scenario, robot, seed=seed)
    invented = _invented(robot.drafts)
    blocked = tuple(f.text for f in played.state.faults if f.kind in ("blocked", "rude"))
    return RobotRun(
        scenario.id, scenario.scene.id, _passed(scenario, played, invented, blocked), invented, blocked,
        _missing(played), robot.drafts, tuple(robot.held),
    )  # fmt: skip


def _passed(scenario: Scenario, played: Played, invented: Sequence[str], blocked: Sequence[str]) -> bool:
    return won(scenario, played.state) and not invented and not blocked


def _missing(played: Played) -> tuple[str, ...]:
    unmet = tuple(played.state.unmet)
    return (*unmet, *(f"{f.kind}:{f.text}" for f in played.state.faults))


def _invented(drafts: Sequence[tuple[str, Draft]]) -> tuple[str, ...]:
    """Claims that neither a cited cell nor the shopper's own words bear, over the whole chat."""
    said = [text for text, _ in drafts]
    return tuple(c.text for _, draft in drafts for c in unsupported(draft.reply, draft.facts, said))


def joined(reports: Sequence[RobotReport]) -> RobotReport:
    """The reports of several shops as one; scenarios of different shops stay different."""
    return _report([(shop, run) for shop, report in enumerate(reports) for run in report.runs])


def _report(runs: Sequence[tuple[int, RobotRun]]) -> RobotReport:
    by_scene: dict[str, list[tuple[int, RobotRun]]] = {}
    for shop, run in runs:
        by_scene.setdefault(run.scene, []).append((shop, run))
    return RobotReport(
        scenarios=len(_scenarios(runs)), pass_1=_pass_1(runs), pass_k=_pass_k(runs),
        invented_facts=sum(len(r.invented) for _, r in runs), blocked_sent=sum(len(r.blocked) for _, r in runs),
        by_scene={
            name: {"scenarios": len(_scenarios(own)), "pass_1": _pass_1(own), "pass_k": _pass_k(own)}
            for name, own in by_scene.items()
        },
        runs=tuple(run for _, run in runs),
    )  # fmt: skip


def _scenarios(runs: Sequence[tuple[int, RobotRun]]) -> set[tuple[int, str]]:
    return {(shop, run.scenario) for shop, run in runs}


def _pass_1(runs: Sequence[tuple[int, RobotRun]]) -> float:
    return round(sum(r.passed for _, r in runs) / len(runs), 4) if runs else 0.0


def _pass_k(runs: Sequence[tuple[int, RobotRun]]) -> float:
    passed: dict[tuple[int, str], bool] = {}
    for shop, run in runs:
        passed[shop, run.scenario] = passed.get((shop, run.scenario), True) and run.passed
    return round(sum(passed.values()) / len(passed), 4) if passed else 0.0
