"""The short form of `make crash`: the server is killed under load; what it acknowledged stays, once, without a gap."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from benchmarks.crash.clients import Book
from benchmarks.crash.rounds import Result, play
from benchmarks.crash.verdict import judge

from tests.support.databases import Copy
from tests.support.services import POSTGRES, demand_postgres

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "qinghe_womenswear"


def check(result: Result, rounds: int) -> None:
    assert result.rounds == rounds
    assert min(result.acked_per_round) >= 1000
    assert result.rounds_with_messages_in_flight == rounds
    assert (result.lost, result.doubled, result.gaps, result.event_gaps) == (0, 0, 0, 0)
    assert result.retried > 0
    assert result.ack_ms_plain < result.commit_delay_ms <= result.ack_ms_with_delayed_commit


@pytest.mark.alone
def test_nothing_acknowledged_is_lost_on_sqlite() -> None:
    result = asyncio.run(play(FOLDER, rounds=3))
    check(result, 3)
    assert result.durability == ["synchronous=2"]


@pytest.mark.alone
def test_nothing_acknowledged_is_lost_when_one_of_two_servers_dies() -> None:
    server = POSTGRES.format(user=demand_postgres(), name="postgres")
    result = asyncio.run(play(FOLDER, postgres=server, rounds=2))
    check(result, 2)
    assert result.durability == ["synchronous_commit=on"]


def test_the_judge_sees_what_is_lost(empty: Copy) -> None:
    book = Book()
    book.ack("1:m1", 1, 1)
    assert judge(empty.url, book).lost == 1
    book.ack("1:m1", 1, 2)
    assert not judge(empty.url, book).clean
    assert book.trouble
