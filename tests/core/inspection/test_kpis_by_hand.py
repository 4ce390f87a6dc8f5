"""Ten chats at the edges of the definitions, each figure worked out by hand from the text of the definitions."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.core.inspection.slow_kpis import Line
from tests.core.inspection.test_kpis import ZONE, ledger_of

TB, TB3, PDD, JD, DY = (
    "taobao_human_average_response_s", "taobao_reply_rate_3min", "pdd_reply_rate_3min", "jd_first_reply_rate_30s",
    "douyin_session_reply_rate_3min",
)  # fmt: skip


def chat(text: str) -> list[Line]:
    """`09:00:00 S | +09:00:10 甲`: S shopper, s courtesy, R robot, 甲>乙 a transfer, 机>甲 the robot's; `+` = next day."""
    lines = []
    for part in text.split("|"):
        clock, who = part.split()
        at = datetime.fromisoformat(f"2026-03-01 {clock.lstrip('+')}").replace(tzinfo=ZONE)
        at += timedelta(days=clock.startswith("+"))
        if who in ("S", "s"):
            lines.append(Line(at, "S", courtesy=who == "s"))
        elif who == "R":
            lines.append(Line(at, "R"))
        elif ">" in who:
            giver, taker = who.split(">")
            lines.append(Line(at, "T", "" if giver == "机" else f"店:{giver}", f"店:{taker}"))
        else:
            lines.append(Line(at, "H", f"店:{who}"))
    return lines


CASES = {
    "opens at eight, three minutes to the second": (
        "08:00:00 S | 08:03:00 甲",
        {"first_response_s": 180, "reply_rate_30s": 0, "reply_rate_3min": 1, TB: 180, TB3: 1, PDD: 1, JD: None, DY: 1},
    ),
    "a run that began a second before eight": (
        "07:59:59 S | 08:00:10 S | 08:03:12 甲",
        {"average_response_s": 193, "reply_rate_3min": 0, TB: None, TB3: None, PDD: 0, JD: None, DY: None},
    ),
    "asked in the last second, answered next morning": (
        "22:59:59 S | +08:00:30 甲",
        {"conversations": 1, "first_response_s": 32431, "unreplied": 1, "reply_rate": 1, TB: 600, TB3: 0, PDD: 0, JD: 0, DY: 0},
    ),
    "eleven sharp counts for one platform only": (
        "23:00:00 S | 23:01:00 甲",
        {"average_response_s": 60, TB: None, TB3: None, PDD: 1, JD: None, DY: None},
    ),
    "over the cap, and thanks that nobody answers": (
        "10:00:00 S | 10:10:01 甲 | 10:10:30 s",
        {"average_response_s": 601, "unreplied": 0, "reply_rate_3min": 0, TB: 600, TB3: 0, PDD: 0, JD: 0, DY: 0},
    ),
    "handed over by somebody who never wrote": (
        "10:00:00 S | 10:00:20 甲>乙 | 10:00:50 乙",
        {"average_response_s": 50, "reply_rate_3min": 1, TB: 315, TB3: 1, PDD: 1, JD: 0, DY: 1},
    ),
    "a robot hands over": (
        "10:00:00 S | 10:00:01 R | 10:00:30 S | 10:00:31 R | 10:00:40 S | 10:00:45 机>甲 | 10:01:00 甲",
        {"first_response_s": 60, "messages_shopper": 3, "messages_agent": 1, TB: 20, TB3: 1, PDD: 1, JD: 1, DY: 1},
    ),
    "a robot alone": (
        "10:00:00 S | 10:00:01 R",
        {"reply_rate": 0, "unreplied": 1, "reply_rate_3min": 0, TB: 600, TB3: 0, PDD: 0, JD: None, DY: None},
    ),
    "two agents, and back after ten minutes and a second": (
        "09:00:00 S | 09:00:10 甲 | 09:10:11 S | 09:10:45 乙",
        {"conversations": 1, "first_response_s": 10, "average_response_s": 22, TB: 22, TB3: 1, PDD: 1, JD: 0.5, DY: 1},
    ),
    "over midnight with nothing owed": (
        "22:59:50 S | 23:00:30 甲 | +08:00:00 S | +08:00:10 甲",
        {"conversations": 2, "unreplied": 0, "average_response_s": 25, TB: 25, TB3: 1, PDD: 1, JD: 0, DY: 1},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_every_figure_is_the_one_worked_out_by_hand(name: str) -> None:
    text, wanted = CASES[name]
    found = ledger_of(chat(text)).kpis(("", "shop", ""))
    assert {key: found[key] for key in wanted} == wanted


def test_what_each_agent_answers_for_when_a_chat_is_handed_over() -> None:
    ledger = ledger_of(chat(CASES["handed over by somebody who never wrote"][0]))
    giver, taker = (ledger.kpis(("", "agent", f"店:{name}")) for name in "甲乙")
    assert (giver[TB], giver["reply_rate"], giver["conversations"]) == (600, 0, 0)
    assert (taker[TB], taker["reply_rate"], taker["average_response_s"]) == (30, 1, 50)


def test_the_variants_leave_out_what_they_say() -> None:
    ledger = ledger_of(chat(CASES["asked in the last second, answered next morning"][0]))
    assert ledger.kpis(("cap_600", "shop", ""))["average_response_s"] == 600
    assert ledger.kpis(("same_day", "shop", ""))["average_response_s"] is None
    thanks = ledger_of(chat("10:00:00 S | 10:00:10 甲 | 10:00:20 s | 10:01:20 甲"))
    assert thanks.kpis(("", "shop", ""))["average_response_s"] == 35
    assert thanks.kpis(("no_courtesy", "shop", ""))["average_response_s"] == 10
