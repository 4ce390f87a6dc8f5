"""A long chat: few lines are drawn, the newest stays in sight, older ones come in without a jump, a hit in its place."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Windows
from tests.support.shops import XIAOYU

pytestmark = pytest.mark.alone
LINES = 110
STILL_PX = 8  # heights are whole pixels in the list and parts of pixels on the screen
PRODUCT = "/store/qinghe_womenswear/p/QH101"

# Through a socket of the page's own: 110 lines would take the composer long. Sixty may go at once, then ten a second.
WRITE = """async ([chat, from, count]) => {
  const { csrf } = await (await fetch("/api/session")).json();
  const socket = new WebSocket(`ws://${location.host}/ws/desk`);
  const acks = new Set();
  let greeted;
  const hello = new Promise((done) => { greeted = done; });
  socket.onmessage = ({ data }) => {
    for (const frame of [JSON.parse(data)].flat()) {
      if (frame.type === "hello") greeted();
      if (frame.type === "ack") acks.add(frame.client_id);
    }
  };
  await new Promise((open) => { socket.onopen = open; });
  socket.send(JSON.stringify({ type: "auth", csrf, feeds: {} }));
  await hello;
  for (let n = from; n < from + count; n++) {
    if (n - from >= 55) await new Promise((go) => setTimeout(go, 110));
    const text = `第${n}句` + "，慢慢说".repeat(n % 9);
    const frame = { type: "send", shop: "qinghe_womenswear", conversation: chat, client_id: `long-${n}`, kind: "text" };
    socket.send(JSON.stringify({ ...frame, body: { text } }));
  }
  while (acks.size < count) await new Promise((go) => setTimeout(go, 50));
  socket.close();
}"""
TOP_LINE = """() => {
  const box = document.querySelector('[data-testid="thread"]');
  const edge = box.getBoundingClientRect().top;
  for (const one of box.querySelectorAll('[data-testid="bubble"]')) {
    const { top, bottom } = one.getBoundingClientRect();
    if (bottom > edge + 40) return { seq: one.dataset.seq, y: top - edge };
  }
}"""


def place_of(page: Page, seq: str) -> float:
    """How far a line stands under the thread's upper edge, px; far away while it is not drawn."""
    return float(
        page.evaluate(
            """(seq) => (document.querySelector(`[data-seq="${seq}"]`)?.getBoundingClientRect().top ?? 1e6)
              - document.querySelector('[data-testid="thread"]').getBoundingClientRect().top""",
            seq,
        )
    )


def steady(page: Page, read: Callable[[], float]) -> float:
    """A measure once it has stopped changing: lines are drawn, then measured, then put in their place."""
    held = read()
    for _ in range(100):
        page.wait_for_timeout(150)
        now = read()
        if now == held:
            return now
        held = now
    raise AssertionError("it never came to rest")


def until(page: Page, true: Callable[[], bool]) -> None:
    """Wait for something that no locator can say."""
    for _ in range(100):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not come")


def test_a_long_chat(windows: Windows) -> None:
    agent = windows.agent(XIAOYU)
    shopper = windows.open(windows.person(), PRODUCT)
    shopper.get_by_test_id("xiaoer-bubble").click()
    shopper.get_by_test_id("xiaoer-input").fill("在吗")
    shopper.get_by_test_id("xiaoer-send").click()
    shopper.get_by_test_id("xiaoer-human").click()
    agent.get_by_test_id("conversation-row").filter(has_text="访客").first.click()
    expect(agent).to_have_url(re.compile(r"/c/\d+"))
    chat = int(re.search(r"/c/(\d+)", agent.url)[1])  # type: ignore[index]
    bubbles, thread = agent.get_by_test_id("bubble"), agent.get_by_test_id("thread")
    expect(bubbles.first).to_be_visible()
    agent.evaluate(WRITE, [chat, 1, LINES])

    # All are held, those in sight are drawn, the newest is in sight.
    expect(bubbles.filter(has_text=f"第{LINES}句").first).to_be_in_viewport()
    assert bubbles.count() < 60

    # Anew: the newest page, at its end. Further up older ones come in, and what is read stays where it is.
    agent.reload()
    expect(bubbles.filter(has_text=f"第{LINES}句").first).to_be_in_viewport()
    steady(agent, lambda: thread.evaluate("(box) => box.scrollTop"))
    thread.evaluate("(box) => { box.scrollTop = 300 }")
    steady(agent, lambda: thread.evaluate("(box) => box.scrollTop + box.scrollHeight"))
    before = agent.evaluate(TOP_LINE)
    height = thread.evaluate("(box) => box.scrollHeight")
    agent.get_by_test_id("older").evaluate("(button) => button.click()")
    until(agent, lambda: thread.evaluate("(box) => box.scrollHeight") > height + 1000)
    place = steady(agent, lambda: place_of(agent, before["seq"]))
    assert abs(place - before["y"]) <= STILL_PX

    # News below do not move it; one press leads to them.
    agent.evaluate(WRITE, [chat, LINES + 1, 2])
    expect(agent.get_by_test_id("new-below")).to_be_visible()
    place = steady(agent, lambda: place_of(agent, before["seq"]))
    assert abs(place - before["y"]) <= STILL_PX
    agent.get_by_test_id("new-below").click()
    expect(bubbles.filter(has_text=f"第{LINES + 2}句").first).to_be_in_viewport()
    expect(agent.get_by_test_id("new-below")).to_have_count(0)

    # A message looked for opens in its place.
    agent.goto(agent.url.split("/c/")[0] + f"/c/{chat}?at=20")
    found = agent.locator("[data-found]")
    expect(found).to_be_in_viewport()
    assert found.get_by_test_id("bubble").get_attribute("data-seq") == "20"
    agent.get_by_test_id("past-now").click()
    expect(bubbles.filter(has_text=f"第{LINES + 2}句").first).to_be_in_viewport()
