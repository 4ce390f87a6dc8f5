"""A server killed with -9 during an exam: every answer that was shown as saved is there, and so is what cards know."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tests.browser.conftest import free_port
from tests.support.clocks import HandClock
from tests.support.databases import Copy
from tests.support.desks import open_test_desk
from tests.support.shops import QINGHE
from xiaoer.domains.academy.exams import service
from xiaoer.domains.academy.exams.bank import bank_of
from xiaoer.domains.academy.exams.papers import Section
from xiaoer.domains.academy.exams.service import ExamPlan
from xiaoer.domains.staff import service as staff

pytestmark = [pytest.mark.anyio, pytest.mark.alone]
HALL = f"/api/shops/{QINGHE}/academy"
PLAN = ExamPlan("断电考试", (Section(8, 5, kinds=("single", "judge")),), 60, 60)
READY_S = 90


@contextmanager
def serving(copy: Copy) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server process on the copy; killed at the end, however it stands."""
    port = free_port()
    where = ["--port", str(port), "--database", copy.url, "--data", str(copy.data_dir)]
    kept = {k: v for k, v in os.environ.items() if not k.startswith("XIAOER_") and k != "DATABASE_URL"}
    process = subprocess.Popen([sys.executable, "-m", "xiaoer.cli", "serve", *where], env=kept)
    url, until = f"http://127.0.0.1:{port}", time.monotonic() + READY_S
    try:
        while time.monotonic() < until:
            with suppress(httpx.HTTPError):
                if httpx.get(f"{url}/health", trust_env=False).status_code == 200:
                    break
            time.sleep(0.2)
        yield url, process
    finally:
        process.kill()
        process.wait(20)


class Sitter:
    """Somebody of the shop with a session, over HTTP."""

    def __init__(self, url: str, token: str, csrf: str) -> None:
        headers = {"x-csrf-token": csrf}
        cookies = {"xiaoer_session": token}
        self._http = httpx.Client(base_url=url, cookies=cookies, headers=headers, timeout=30, trust_env=False)

    def close(self) -> None:
        self._http.close()

    def call(self, method: str, path: str, **more: Any) -> Any:
        answer = self._http.request(method, HALL + path, **more)
        assert answer.is_success, answer.text
        return answer.json()


async def test_kill_9_loses_no_answer_and_no_card(sqlite_shops: Copy) -> None:
    async with open_test_desk(sqlite_shops, HandClock(datetime.now(UTC))) as desk:
        bank = bank_of(await desk.desk.facts.get(desk.shop.id))
        exam = await desk.desk.run(lambda u: service.set_exam(u, bank, desk.shop.id, None, PLAN).id)
        me = await desk.staff_id("小雨")
        token, csrf = await desk.desk.run(lambda u: staff.open_session(u, me, "kill"))
    with serving(sqlite_shops) as (url, process), closing(Sitter(url, token, csrf)) as sitter:
        paper = sitter.call("POST", f"/exams/{exam}/sit")["sitting"]["id"]
        saved: dict[int, list[int]] = {}
        for place in range(8):
            pick = [place % 2]
            sitter.call("PUT", f"/sittings/{paper}/answers/{place}", json={"picks": pick, "texts": [], "rev": 1})
            saved[place] = pick
        card = sitter.call("GET", "/cards")["cards"][0]["id"]
        due = sitter.call("POST", "/cards", json={"card": card, "text": "不清楚"})["due_at"]
        known = sitter.call("GET", "/cards")
        process.kill()
        process.wait(20)
    with serving(sqlite_shops) as (url, _), closing(Sitter(url, token, csrf)) as sitter:
        again = sitter.call("POST", f"/exams/{exam}/sit")
        assert again["sitting"]["id"] == paper
        assert {q["place"]: q["answer"]["picks"] for q in again["questions"]} == saved
        assert sitter.call("GET", "/cards")["fresh"] == known["fresh"]
        assert sitter.call("POST", "/cards", json={"card": card, "text": "不清楚"})["due_at"] >= due
