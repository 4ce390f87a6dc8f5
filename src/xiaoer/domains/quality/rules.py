"""Pure parts of inspection by people: what is drawn, what a sheet comes to, how far two people agree, what repeats."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Source = Literal["random", "risk", "new", "second", "calibration", "redecided"]
DAY_MS = 86_400_000
APPEAL_DAYS = 3  # RULES §7: appeal ≤ 3 days
SECOND_EVERY = 10  # RULES §7: double scoring 10 %
KAPPA_GOAL = 0.7  # RULES §7
FULL = 100
CONTENT = 3  # stars and moods below this are unhappy
REPEATED = 3  # chats with the same fault in a fortnight make a pattern


@dataclass(frozen=True, slots=True)
class Candidate:
    """A judged chat that nobody has scored. `risk` = the more, the sooner a person should look."""

    id: int
    agent: int | None
    risk: int
    new: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a person's look at a chat. `unsure` = findings of little confidence; `suspected` = those of

    them that would be fatal if they held.
    """

    fatal: bool = False
    score: int | None = None
    satisfaction: int | None = None
    stars: int | None = None
    unsure: int = 0
    suspected: int = 0


def risk_of(signs: Signs) -> int:
    """How much a chat asks for a person's eyes: fatal first, then what may be fatal, points lost, an unhappy shopper,

    unsure findings.
    """
    unhappy = min(signs.stars or 5, signs.satisfaction or 5)
    lost = FULL - (FULL if signs.score is None else signs.score)
    return 1000 * signs.fatal + 500 * bool(signs.suspected) + lost + 15 * max(0, CONTENT - unhappy) + 5 * signs.unsure


def why_risky(signs: Signs) -> str:
    """What made up the risk, the gravest first: `fatal|suspected:1|score:62|stars:2|mood:2|unsure:1`."""
    found = ["fatal"] if signs.fatal else []
    found += [f"suspected:{signs.suspected}"] if signs.suspected else []
    found += [f"score:{signs.score}"] if signs.score is not None and signs.score < FULL else []
    found += [f"stars:{signs.stars}"] if signs.stars is not None and signs.stars < CONTENT else []
    found += [f"mood:{signs.satisfaction}"] if signs.satisfaction is not None and signs.satisfaction < CONTENT else []
    return "|".join([*found, *([f"unsure:{signs.unsure}"] if signs.unsure else [])])


def is_due(now: str, today: str, *, on: bool, at: str, last_day: str) -> bool:
    """Whether today's drawing is still to be done at a local time `HH:MM`."""
    return on and now >= at and last_day != today


def draw(
    candidates: Sequence[Candidate], *, by_chance: int, by_risk: int, of_new: int, seed: int
) -> list[tuple[int, Source]]:
    """For each agent so many by chance, so many by risk, and of newcomers so many more. Chance is drawn first, so

    that it stays a fair picture of all chats. The same seed draws the same.
    """
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    by_agent: dict[int | None, list[Candidate]] = {}
    for one in sorted(candidates, key=lambda c: c.id):
        by_agent.setdefault(one.agent, []).append(one)
    drawn: list[tuple[int, Source]] = []
    for own in by_agent.values():
        mixed = chance.sample(own, len(own))
        taken = mixed[:by_chance]
        rest = sorted(mixed[by_chance:], key=lambda c: (-c.risk, c.id))
        risky = [c for c in rest if c.risk > 0][:by_risk]
        held = {c.id for c in (*taken, *risky)}
        fresh = [c for c in mixed if c.new and c.id not in held][:of_new]
        drawn += [(c.id, "random") for c in taken]
        drawn += [(c.id, "risk") for c in risky]
        drawn += [(c.id, "new") for c in fresh]
    return drawn


def sheet_score(groups: Mapping[str, int], lost: Mapping[str, int], *, fatal: bool) -> int:
    """100 less what each group lost, at most the group's own points; a fatal fault makes it 0."""
    if fatal:
        return 0
    return max(0, 100 - sum(min(lost.get(key, 0), points) for key, points in groups.items()))


def sheet_quality(score: int, bad_from: int, *, fatal: bool) -> str:
    """good, middling or bad, by the bounds of the automatic score."""
    if fatal or 100 - score >= bad_from:
        return "bad"
    return "good" if score == 100 else "middling"


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two people's verdicts; None without pairs, 1 where both always said one and the same thing."""
    if not pairs:
        return None
    n = len(pairs)
    agreed = sum(a == b for a, b in pairs) / n
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(first[k] * second[k] for k in first) / n / n
    return 1.0 if by_chance == 1 else round((agreed - by_chance) / (1 - by_chance), 4)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A fault that one agent repeats: in how many chats, and which. `fatal` ones count singly."""

    staff_id: int
    kind: str
    chats: tuple[int, ...]
    fatal: bool


def patterns(faults: Iterable[tuple[int, str, int, bool]], *, least: int = REPEATED) -> list[Pattern]:
    """(agent, kind, chat, fatal) → what is worth a talk, the worst first. A slip that did not recur is none."""
    chats: dict[tuple[int, str], dict[int, bool]] = {}
    for staff_id, kind, chat, fatal in faults:
        held = chats.setdefault((staff_id, kind), {})
        held[chat] = held.get(chat, False) or fatal
    found = [
        Pattern(staff_id, kind, tuple(sorted(held)), any(held.values()))
        for (staff_id, kind), held in chats.items()
        if len(held) >= least or any(held.values())
    ]
    return sorted(found, key=lambda p: (not p.fatal, -len(p.chats), p.staff_id, p.kind))
