"""`Ledger`: takes in conversations shopper by shopper and yields KPIs per shop, agent, day and variant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from xiaoer.core.inspection.kpi_rules import KpiRules, default_rules
from xiaoer.core.inspection.platform import count, day_lines, personal, shopper_days
from xiaoer.core.inspection.rows import Row, day_text
from xiaoer.core.inspection.tally import Tally, merged
from xiaoer.core.inspection.turns import Turn, charges_of, owed_days, turns_of

VARIANTS = ("service_hours", "same_day", "cap_600", "no_courtesy")
Scope = Literal["shop", "agent", "day"]
Waits = list[tuple[Turn, int | None]]
Key = tuple[str, Scope, str]
"""Variant ("" = the definition itself), scope, name of the agent or day ("" for the shop)."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the ledger needs of one conversation. `wording` = (agent, day, level) of human lines with gate findings."""

    platform: str
    rows: Sequence[Row]
    score: int | None = None
    timed: bool = True
    wording: Sequence[tuple[str, int, str]] = ()


@dataclass(slots=True)
class Ledger:
    """Sums over conversations. Ledgers of different shoppers can be merged; the result does not depend on the order."""

    rules: KpiRules = field(default_factory=default_rules)
    tallies: dict[Key, Tally] = field(default_factory=dict)
    platforms: set[str] = field(default_factory=set)
    hours: dict[int, list[int]] = field(default_factory=dict)
    waits: dict[int, int] = field(default_factory=dict)

    def add(self, chats: Sequence[Counted]) -> None:
        """All conversations of one shopper."""
        met: set[Key] = set()
        lines: dict[tuple[str, str], list[Any]] = {}
        for chat in chats:
            self.platforms.add(chat.platform)
            self._conversation(chat, met)
            self._platform_parts(chat, lines)
        for key in met:
            self._tally(key).shoppers += 1
        for place, found in lines.items():
            self._shopper_days(place, found)

    def merge(self, other: Ledger) -> None:
        """Take in a ledger of other shoppers."""
        merged(other.tallies, self.tallies)
        self.platforms |= other.platforms
        for hour, (turns, wait) in other.hours.items():
            mine = self.hours.setdefault(hour, [0, 0])
            mine[0] += turns
            mine[1] += wait
        for bucket, number in other.waits.items():
            self.waits[bucket] = self.waits.get(bucket, 0) + number

    def kpis(self, key: Key) -> dict[str, float | int | None]:
        """The KPIs of one scope; a variant differs in its turns and replies only."""
        variant, scope, name = key
        tally = self.tallies.get(("", scope, name), Tally())
        if variant:
            tally = tally.varied(self.tallies.get(key, Tally()), replies=scope != "agent")
        return tally.kpis(self.rules, frozenset(self.platforms))

    def report(self) -> dict[str, Any]:
        """The value of `kpis` in `inspection.json`."""
        return {
            **self._view(""),
            "variants": {name: self._variant(name) for name in VARIANTS},
            "definitions": {key: rule.as_definition() for key, rule in self.rules.rules.items()},
        }

    def _variant(self, name: str) -> dict[str, Any]:
        view = self._view(name)
        return {**view["shop"], **view}

    def _view(self, variant: str) -> dict[str, Any]:
        def of(scope: Scope) -> dict[str, Any]:
            names = sorted(n for v, s, n in self.tallies if v == "" and s == scope)
            return {name: self.kpis((variant, scope, name)) for name in names}

        return {"shop": self.kpis((variant, "shop", "")), "agents": of("agent"), "days": of("day")}

    def _tally(self, key: Key) -> Tally:
        found = self.tallies.get(key)
        if found is None:
            found = self.tallies[key] = Tally()
        return found

    def _conversation(self, chat: Counted, met: set[Key]) -> None:
        rows = chat.rows
        if not rows:
            return
        charges = charges_of(rows)
        day = day_text(rows[0].day)
        wrote = {row.who for row in rows if row.side == "human"}
        named = {name for row in rows if row.side == "transfer" for name in (row.who, row.to) if name}
        scopes: list[tuple[Scope, str]] = [("shop", "")]
        if chat.timed:
            scopes.append(("day", day))
        for scope, name in scopes:
            self._tally(("", scope, name)).conversations += 1
            met.add(("", scope, name))
        for who in wrote | named:
            tally = self._tally(("", "agent", who))
            tally.asked += 1
            if who in wrote:
                tally.replied += 1
                tally.conversations += 1
                met.add(("", "agent", who))
        self._messages(rows, charges, timed=chat.timed)
        self._quality(chat, wrote, day)
        if chat.timed:
            self._owed(owed_days(rows, charges))
            self._timed(rows, charges, scopes, day)
        else:
            asked, replied = _replies(rows)
            for scope, name in scopes:
                tally = self._tally(("", scope, name))
                tally.asked += asked
                tally.replied += replied

    def _timed(self, rows: Sequence[Row], charges: Sequence[str], scopes: list[tuple[Scope, str]], day: str) -> None:
        turns = turns_of(rows, charges)
        base: Waits = [(turn, turn.wait_ms) for turn in turns]
        strict: Waits = [(turn, turn.wait_ms) for turn in turns_of(rows, charges, courtesies_open=False)]
        base_sums = self._sums(base)
        replies = _replies(rows)
        for variant in ("", *VARIANTS):
            whole = strict if variant == "no_courtesy" else base
            own = self._varied(variant, whole)
            asked, replied = replies if variant in ("", "cap_600") else _turn_replies(own)
            for scope, name in scopes:
                tally = self._tally((variant, scope, name))
                tally.asked += asked
                tally.replied += replied
            self._turns(variant, base_sums if own is base else self._sums(own))
            if own and own[0][0] is whole[0][0]:  # else the variant leaves the first response out
                self._first(variant, own[0][0], own[0][1], day)
        self._spread(turns)

    def _varied(self, variant: str, waits: Waits) -> Waits:
        """The turns that a variant counts, each with its wait; the list itself where nothing changes."""
        if variant == "service_hours":
            kept = [(t, w) for t, w in waits if self.rules.service_hours.holds(t.tod)]
            return waits if len(kept) == len(waits) else kept
        if variant == "same_day" and any(t.answer_day not in (t.day, None) for t, _ in waits):
            return [(t, w if t.answer_day == t.day else None) for t, w in waits]
        cap = self.rules.cap_s * 1000
        if variant == "cap_600" and any(w is not None and w > cap for _, w in waits):
            return [(t, None if w is None else min(w, cap)) for t, w in waits]
        return waits

    def _sums(self, waits: Waits) -> dict[tuple[int, str], list[int]]:
        """Day and agent → turns, answered, milliseconds, within 30 s, within 3 min, slow."""
        short = self.rules["reply_rate_30s"].within_s * 1000
        long = self.rules["reply_rate_3min"].within_s * 1000
        slow = self.rules.response_target_s * 1000
        found: dict[tuple[int, str], list[int]] = {}
        for turn, wait in waits:
            sums = found.get((turn.day, turn.who))
            if sums is None:
                sums = found[turn.day, turn.who] = [0] * 6
            sums[0] += 1
            if wait is not None:
                sums[1] += 1
                sums[2] += wait
                sums[3] += wait <= short
                sums[4] += wait <= long
                sums[5] += wait > slow
        return found

    def _messages(self, rows: Sequence[Row], charges: Sequence[str], *, timed: bool) -> None:
        counts: dict[tuple[Scope, str], list[int]] = {}
        for row, charge in zip(rows, charges, strict=False):
            if row.side not in ("shopper", "human"):
                continue
            mine = int(row.side == "human")
            owner = row.who if mine else charge
            places: list[tuple[Scope, str]] = [("shop", "")]
            if owner:
                places.append(("agent", owner))
            if timed:
                places.append(("day", day_text(row.day)))
            for place in places:
                counts.setdefault(place, [0, 0])[mine] += 1
        for place, (asked, said) in counts.items():
            tally = self._tally(("", *place))
            tally.messages_shopper += asked
            tally.messages_agent += said

    def _turns(self, variant: str, sums: dict[tuple[int, str], list[int]]) -> None:
        for (day, who), parts in sums.items():
            self._tally((variant, "shop", "")).add_turns(parts)
            self._tally((variant, "day", day_text(day))).add_turns(parts)
            if who:
                self._tally((variant, "agent", who)).add_turns(parts)

    def _first(self, variant: str, turn: Turn, wait: int | None, day: str) -> None:
        if wait is None:
            return
        scopes: list[tuple[Scope, str]] = [("shop", ""), ("day", day)]
        if turn.who:
            scopes.append(("agent", turn.who))
        for scope, name in scopes:
            tally = self._tally((variant, scope, name))
            tally.first_ms += wait
            tally.first_n += 1

    def _owed(self, owed: list[tuple[int, str]]) -> None:
        if owed:
            self._tally(("", "shop", "")).unreplied += 1
        for day in {day for day, _ in owed}:
            self._tally(("", "day", day_text(day))).unreplied += 1
        for who in {who for _, who in owed if who}:
            self._tally(("", "agent", who)).unreplied += 1

    def _quality(self, chat: Counted, wrote: set[str], day: str) -> None:
        for who, line_day, level in chat.wording:
            places: list[tuple[Scope, str]] = [("shop", ""), ("agent", who)]
            if chat.timed:
                places.append(("day", day_text(line_day)))
            for place in places:
                tally = self._tally(("", *place))
                tally.blocks += level == "block"
                tally.warns += level == "warn"
        if chat.score is None or not wrote:
            return
        scopes: list[tuple[Scope, str]] = [("shop", "")]
        scopes += [("agent", who) for who in wrote]
        if chat.timed:
            scopes.append(("day", day))
        for place in scopes:
            tally = self._tally(("", *place))
            tally.score_sum += chat.score
            tally.scored += 1

    def _spread(self, turns: list[Turn]) -> None:
        """For the charts: turns and waits by hour, and how many waits lie in which span."""
        for turn in turns:
            if turn.wait_ms is None:
                continue
            hour = self.hours.setdefault(turn.tod // 3_600_000, [0, 0])
            hour[0] += 1
            hour[1] += min(turn.wait_ms, 3_600_000)
            span = next((s for s in WAIT_SPANS if turn.wait_ms <= s * 1000), 0)
            self.waits[span] = self.waits.get(span, 0) + 1

    def _platform_parts(self, chat: Counted, lines: dict[tuple[str, str], list[Any]]) -> None:
        if not chat.timed:
            return
        rows = personal(chat.rows)
        charges = charges_of(rows)
        for rule in self.rules.of_platforms:
            place = (chat.platform, rule.key)
            if rule.method == "shopper_days":
                lines.setdefault(place, []).extend(day_lines(rule, rows, charges))
                continue
            for part in count(rule, rows, charges):
                self._platform(place, part.who, part.day, part.value)

    def _shopper_days(self, place: tuple[str, str], lines: list[Any]) -> None:
        shop, agents = shopper_days(lines)
        for day, good in shop.items():
            self._platform(place, "", day, int(good))
        for (_, who), good in agents.items():
            self._tally(("", "agent", who)).add_platform(place, int(good))

    def _platform(self, place: tuple[str, str], who: str, day: int, value: int) -> None:
        self._tally(("", "shop", "")).add_platform(place, value)
        self._tally(("", "day", day_text(day))).add_platform(place, value)
        if who:
            self._tally(("", "agent", who)).add_platform(place, value)


def _replies(rows: Sequence[Row]) -> tuple[int, int]:
    """Whether the shopper wrote, and whether a human line followed his first one."""
    first = next((i for i, row in enumerate(rows) if row.side == "shopper"), None)
    if first is None:
        return 0, 0
    return 1, int(any(row.side == "human" for row in rows[first:]))


def _turn_replies(waits: Waits) -> tuple[int, int]:
    return int(bool(waits)), int(any(wait is not None for _, wait in waits))


WAIT_SPANS = (10, 30, 60, 180, 600, 3600)
"""Upper ends of the spans of the response chart, seconds; 0 stands for longer."""
