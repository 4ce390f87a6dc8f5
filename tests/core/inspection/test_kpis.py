"""The KPI engine against the slow one of `slow_kpis`, on random chats, and by hand at the edges of the definitions."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.core.inspection import slow_kpis
from tests.core.inspection.slow_kpis import Line

from xiaoer.core.inspection.cutting import cut
from xiaoer.core.inspection.ledger import VARIANTS, Counted, Ledger
from xiaoer.core.inspection.rows import Row, make_row
from xiaoer.core.inspection.tally import KPI_KEYS

ZONE = timezone(timedelta(hours=8))
AGENTS = ("店:甲", "店:乙")
ROBOT = "店:机器人"
EDGES = ("07:59:59", "08:00:00", "08:59:59", "09:00:00", "22:59:59", "23:00:00", "23:00:01", "23:59:59", "00:00:00")
GAPS = (0, 1, 29, 30, 31, 60, 61, 179, 180, 181, 599, 600, 601, 1799, 1800, 1801, 4000, 30_000, 90_000)


@st.composite
def threads(draw: st.DrawFn) -> list[Line]:
    """The lines of one shopper: from an edge of a window on, with gaps at the edges of the limits."""
    clock = draw(st.sampled_from(EDGES))
    at = datetime.fromisoformat(f"2026-03-01 {clock}").replace(tzinfo=ZONE)
    lines = []
    for _ in range(draw(st.integers(1, 14))):
        side = draw(st.sampled_from("SSSSHHHRTN"))
        who = draw(st.sampled_from(AGENTS))
        if side == "S":
            lines.append(Line(at, "S", courtesy=draw(st.integers(0, 3)) == 0))
        elif side == "T":
            giver = draw(st.sampled_from((*AGENTS, "")))
            lines.append(Line(at, "T", giver, draw(st.sampled_from((*AGENTS, "")))))
        else:
            lines.append(Line(at, side, who if side == "H" else ""))
        at += timedelta(seconds=draw(st.sampled_from(GAPS)))
    return lines


def as_rows(lines: list[Line]) -> list[Row]:
    rows = []
    for seq, line in enumerate(lines, start=1):
        ms = round(line.at.timestamp() * 1000)
        if line.side == "S":
            text = "好的谢谢" if line.courtesy else "什么时候发货"
            rows.append(make_row(seq, ms, "shopper", "买家", text, "text", None))
        elif line.side == "H":
            rows.append(make_row(seq, ms, "agent", line.who.replace(":", "："), "亲，今天发", "text", None))
        elif line.side == "R":
            rows.append(make_row(seq, ms, "robot", ROBOT, "稍等", "text", None))
        elif line.side == "T":
            rows.append(make_row(seq, ms, "system", line.who or ROBOT, "", "transfer", line.to or ROBOT))
        else:
            rows.append(make_row(seq, ms, "system", "", "当前用户来自商品详情页", "text", None))
    return rows


def ledger_of(*shoppers: list[Line], platform: str = "") -> Ledger:
    ledger = Ledger()
    for lines in shoppers:
        ledger.add([Counted(platform, rows) for rows in cut(as_rows(lines))])
    return ledger


@settings(max_examples=150, deadline=None)
@given(st.lists(threads(), min_size=1, max_size=3))
def test_generic_kpis_and_their_variants_agree_with_the_slow_ones(shoppers: list[list[Line]]) -> None:
    ledger = ledger_of(*shoppers)
    chats = [chat for lines in shoppers for chat in slow_kpis.conversations(lines)]
    for variant in ("", *VARIANTS):
        wanted = slow_kpis.generic(chats, variant)
        found = ledger.kpis((variant, "shop", ""))
        assert {key: found[key] for key in wanted} == wanted, variant
    assert ledger.kpis(("", "shop", ""))["shoppers"] == len(shoppers)


@settings(max_examples=150, deadline=None)
@given(threads())
@example(
    [Line(datetime(2026, 3, 1, 22, 59, 59, tzinfo=ZONE), "S"), Line(datetime(2026, 3, 2, 8, tzinfo=ZONE), "H", "店:甲")]
)
def test_platform_kpis_agree_with_the_slow_ones(lines: list[Line]) -> None:
    found = ledger_of(lines).kpis(("", "shop", ""))
    chats = slow_kpis.conversations(lines)
    waits = [wait for own in slow_kpis.taobao_average(chats).values() for wait in own]
    assert found["taobao_human_average_response_s"] == (round(sum(waits) / len(waits), 4) if waits else None)
    assert found["taobao_reply_rate_3min"] == slow_kpis.taobao_3min(chats)
    assert found["pdd_reply_rate_3min"] == slow_kpis.pdd(chats)
    assert found["jd_first_reply_rate_30s"] == slow_kpis.jd(chats)
    assert found["douyin_session_reply_rate_3min"] == slow_kpis.douyin(chats)


@settings(max_examples=150, deadline=None)
@given(threads())
def test_agents_answer_for_their_own_turns(lines: list[Line]) -> None:
    ledger = ledger_of(lines)
    chats = slow_kpis.conversations(lines)
    own_waits = slow_kpis.taobao_average(chats)
    for agent in AGENTS:
        found = ledger.kpis(("", "agent", agent))
        turns = [(first, answer) for chat in chats for first, answer, who in slow_kpis.turns(chat) if who == agent]
        waits = [(answer.at - first.at).total_seconds() for first, answer in turns if answer is not None]
        assert found["average_response_s"] == (round(sum(waits) / len(waits), 4) if waits else None)
        within = [
            float(answer is not None and (answer.at - first.at).total_seconds() <= 180) for first, answer in turns
        ]
        assert found["reply_rate_3min"] == (round(sum(within) / len(within), 4) if within else None)
        assert found["messages_agent"] == sum(line.side == "H" and line.who == agent for line in lines)
        assert found["messages_shopper"] == sum(
            line.side == "S" and slow_kpis.in_charge(chat, i) == agent for chat in chats for i, line in enumerate(chat)
        )
        mine = own_waits.get(agent, [])
        assert found["taobao_human_average_response_s"] == (round(sum(mine) / len(mine), 4) if mine else None)


@settings(max_examples=40, deadline=None)
@given(st.lists(threads(), min_size=2, max_size=5), st.integers(1, 4))
def test_ledgers_of_parts_merge_to_the_ledger_of_all(shoppers: list[list[Line]], at: int) -> None:
    whole = ledger_of(*shoppers)
    left, right = ledger_of(*shoppers[:at]), ledger_of(*shoppers[at:])
    right.merge(left)
    assert right.report() == whole.report()
    assert right.hours == whole.hours
    assert right.waits == whole.waits


def at(clock: str, day: int = 1) -> datetime:
    return datetime.fromisoformat(f"2026-03-{day:02d} {clock}").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("first", "answer", "wanted"),
    [
        ("07:59:59", "08:00:10", None), ("08:00:00", "08:00:10", 10.0), ("22:59:59", "23:00:09", 10.0),
        ("23:00:00", "23:00:05", None), ("12:00:00", "12:10:00", 600.0), ("12:00:00", "12:10:01", 600.0),
    ],
)  # fmt: skip
def test_taobao_average_keeps_its_window_and_its_cap(first: str, answer: str, wanted: float | None) -> None:
    lines = [Line(at(first), "S"), Line(at(answer), "H", "店:甲")]
    assert ledger_of(lines).kpis(("", "shop", ""))["taobao_human_average_response_s"] == wanted


def test_a_question_left_over_night_is_one_conversation_and_unreplied() -> None:
    lines = [Line(at("22:50:00"), "S"), Line(at("08:03:00", 2), "H", "店:甲")]
    shop = ledger_of(lines).kpis(("", "shop", ""))
    assert (shop["conversations"], shop["unreplied"], shop["first_response_s"]) == (1, 1, 33_180.0)
    assert shop["taobao_human_average_response_s"] == 600.0


def test_who_hands_over_an_open_turn_pays_for_it_and_the_receiver_starts_anew() -> None:
    lines = [Line(at("10:00:00"), "S"), Line(at("10:01:00"), "T", "店:甲", "店:乙"), Line(at("10:01:20"), "H", "店:乙")]
    ledger = ledger_of(lines)
    key = "taobao_human_average_response_s"
    assert ledger.kpis(("", "agent", "店:甲"))[key] == 600.0
    assert ledger.kpis(("", "agent", "店:乙"))[key] == 20.0
    assert ledger.kpis(("", "shop", ""))[key] == 310.0
    assert ledger.kpis(("", "shop", ""))["average_response_s"] == 80.0
    assert ledger.kpis(("", "agent", "店:甲"))["reply_rate"] == 0.0


def test_pdd_counts_eleven_at_night_and_taobao_does_not() -> None:
    lines = [Line(at("23:00:00"), "S"), Line(at("23:01:00"), "H", "店:甲")]
    shop = ledger_of(lines).kpis(("", "shop", ""))
    assert (shop["pdd_reply_rate_3min"], shop["taobao_reply_rate_3min"]) == (1.0, None)


def test_what_the_robot_answered_before_it_handed_over_is_left_out() -> None:
    lines = [
        Line(at("10:00:00"), "S"), Line(at("10:00:02"), "R"), Line(at("10:05:00"), "S"),
        Line(at("10:05:01"), "T", "", "店:甲"), Line(at("10:05:21"), "H", "店:甲"),
    ]  # fmt: skip
    shop = ledger_of(lines).kpis(("", "shop", ""))
    assert shop["taobao_human_average_response_s"] == 21.0
    assert shop["first_response_s"] == 321.0
    assert shop["jd_first_reply_rate_30s"] == 1.0


def test_a_platform_counts_its_own_conversations_only() -> None:
    quick = [Line(at("10:00:00"), "S"), Line(at("10:00:10"), "H", "店:甲")]
    slow = [Line(at("10:00:00"), "S"), Line(at("11:00:00"), "H", "店:甲")]
    ledger = ledger_of(quick, platform="pdd")
    ledger.merge(ledger_of(slow, platform="taobao"))
    shop = ledger.kpis(("", "shop", ""))
    assert (shop["pdd_reply_rate_3min"], shop["taobao_reply_rate_3min"]) == (1.0, 0.0)


def test_every_kpi_has_a_definition_with_its_window() -> None:
    report = ledger_of([Line(at("10:00:00"), "S")]).report()
    for key in KPI_KEYS:
        assert key in report["shop"]
    for key in report["shop"]:
        definition = report["definitions"][key]
        assert {"id", "version", "text", "window"} <= definition.keys(), key


def test_no_data_is_none() -> None:
    shop = Ledger().kpis(("", "shop", ""))
    assert shop["score"] is None
    assert shop["reply_rate"] is None
    assert shop["conversations"] == 0
