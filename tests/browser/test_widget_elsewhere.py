"""The widget on another origin: one script tag, a strict policy, no cookies; the network goes away and comes back."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DemoDesk, Windows
from tests.browser.line import ForeignPage, Line

pytestmark = pytest.mark.alone
SHOP = "shanyu_foodgift"


@pytest.fixture
def line(demo: DemoDesk) -> Iterator[Line]:
    """A line to the desk that can be cut."""
    made = Line(int(demo.url.rsplit(":", 1)[1]))
    yield made
    made.close()


@pytest.fixture
def page_elsewhere(line: Line, demo: DemoDesk) -> Iterator[ForeignPage]:
    """A page of another origin, listed in the shop's settings by its owner."""
    page = ForeignPage(f"http://127.0.0.1:{line.port}", SHOP)
    with demo.signed_in("shanyu-owner") as client:
        answer = client.patch(f"/api/shops/{SHOP}/settings", json={"origins": [page.origin]})
        assert answer.status_code == 200, answer.text
    yield page
    page.close()


def numbers(page: Page) -> list[int]:
    """The `seq` of every message that stands in the log."""
    marks = page.get_by_test_id("xiaoer-message").evaluate_all("all => all.map(one => Number(one.dataset.seq))")
    return [int(n) for n in marks]


def say(page: Page, text: str) -> None:
    page.get_by_test_id("xiaoer-input").fill(text)
    page.get_by_test_id("xiaoer-send").click()


def test_offline_and_back(windows: Windows, line: Line, page_elsewhere: ForeignPage, demo: DemoDesk) -> None:
    context = windows.person()
    page = windows.open(context, page_elsewhere.origin + "/")
    page.get_by_test_id("xiaoer-bubble").click()
    say(page, "这个茶怎么保存")
    expect(page.locator('[data-testid="xiaoer-message"][data-author="robot"]').first).to_be_visible()
    page.get_by_test_id("xiaoer-human").click()
    expect(page.get_by_test_id("xiaoer-log")).to_contain_text("正在为您接入人工客服")

    line.cut()
    expect(page.get_by_test_id("xiaoer-offline")).to_be_visible()
    say(page, "断网时写的第一句")
    say(page, "断网时写的第二句")
    expect(page.get_by_test_id("xiaoer-pending")).to_have_count(2)
    with demo.signed_in("shanyu-owner") as client:
        snapshot = client.get(f"/api/shops/{SHOP}/snapshot").json()
        waiting = next(c for c in snapshot["conversations"] if c["state"] == "queued")
        client.post(f"/api/shops/{SHOP}/conversations/{waiting['id']}/take").raise_for_status()
        address = f"/api/shops/{SHOP}/conversations/{waiting['id']}/messages"
        assert "断网时写的" not in client.get(address).text

        line.mend()
        expect(page.get_by_test_id("xiaoer-pending")).to_have_count(0, timeout=30_000)
        expect(page.get_by_test_id("xiaoer-offline")).to_have_count(0)
        expect(page.get_by_test_id("xiaoer-status")).to_have_attribute("data-phase", "assigned")
        kept = [m for m in client.get(address).json()["messages"] if m["author"] == "shopper"]
    assert [m["body"]["text"] for m in kept][-2:] == ["断网时写的第一句", "断网时写的第二句"]
    seen = numbers(page)
    first = seen[0]  # the consent line, number 1, stands on top of the log once and for all
    assert first <= 2
    assert seen == list(range(first, first + len(seen))), "nothing is missing, nothing stands twice"
    assert context.cookies() == []

    page.reload()
    page.get_by_test_id("xiaoer-bubble").click()
    expect(page.get_by_test_id("xiaoer-log")).to_contain_text("断网时写的第二句")


def test_an_origin_that_is_not_listed_is_refused(demo: DemoDesk) -> None:
    answer = httpx.post(
        f"{demo.url}/api/widget/{SHOP}/session",
        json={},
        headers={"Origin": "https://stranger.example"},
        timeout=30,
        trust_env=False,
    )
    assert answer.status_code == 403
    assert answer.json()["code"] == "origin"


def test_english_is_fetched_where_it_is_read(windows: Windows, line: Line, page_elsewhere: ForeignPage) -> None:
    """Under the page's strict policy, from the desk's origin."""
    page = windows.open(windows.person(), page_elsewhere.origin + "/")
    page.get_by_test_id("xiaoer-bubble").click()
    page.get_by_test_id("xiaoer-menu").click()
    page.get_by_test_id("xiaoer-menu-language").click()
    expect(page.get_by_test_id("xiaoer-human")).to_have_text("Ask a person")
