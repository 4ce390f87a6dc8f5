"""The desk by keyboard alone: a rush of ten chats; a pasted question; a lead who whispers and takes over.

Nothing here clicks. The pages are read by locators and worked by keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DemoDesk, Windows
from tests.browser.shoppers import Guest
from tests.support.shops import LEAD, XIAOYU

pytestmark = pytest.mark.alone
RUSH = 10


def sign_in(windows: Windows, demo: DemoDesk, login: str) -> Page:
    """By keyboard: the name's field has the focus."""
    page = windows.open(windows.person(), "/desk/")
    expect(page.get_by_test_id("signin-login")).to_be_focused()
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(demo.account(login)["password"])
    page.keyboard.press("Enter")
    page.get_by_test_id("conversation-list").wait_for()
    windows.seated(page)
    return page


def palette(page: Page, words: str) -> None:
    """Go somewhere by the palette."""
    page.keyboard.press("Control+KeyK")
    expect(page.get_by_test_id("palette-input")).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def tab_to(page: Page, test_id: str) -> None:
    """Tab until something has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.dataset.testid") == test_id:
            return
    raise AssertionError(f"{test_id} cannot be reached by Tab")


def test_a_rush_of_ten_chats(windows: Windows, demo: DemoDesk) -> None:
    agent = sign_in(windows, demo, XIAOYU)
    guests = [Guest(demo.url) for _ in range(RUSH)]
    for n, guest in enumerate(guests):
        guest.say(f"我是第{n}位，帮我看看")
        guest.person()
    thread, chat = agent.get_by_test_id("thread"), agent.get_by_test_id("chat")
    agent.keyboard.press("Alt+Digit1")
    expect(agent.get_by_test_id("conversation-row")).to_have_count(RUSH)

    seen: set[int] = set()
    here = ""
    for _ in range(RUSH):
        agent.keyboard.press("Alt+KeyJ")  # the one that is due first
        expect(chat).not_to_have_attribute("data-conversation", here)
        here = chat.get_attribute("data-conversation") or ""
        others = "".join(str(n) for n in range(RUSH) if n not in seen)
        expect(thread).to_contain_text(re.compile(f"我是第[{others}]位"))
        number = int(re.search(r"我是第(\d)位", thread.inner_text())[1])  # type: ignore[index]
        seen.add(number)
        expect(agent.get_by_test_id("composer")).to_be_focused()  # one writes at once
        agent.keyboard.type(f"您是第{number}位，这就帮您看")
        agent.keyboard.press("Enter")
        heard(guests[number], lambda text, n=number: text == f"您是第{n}位，这就帮您看")  # type: ignore[misc]
        # Known here too: only then it is not due any more.
        expect(agent.get_by_test_id("bubble").filter(has_text=f"您是第{number}位")).to_be_visible()
    assert seen == set(range(RUSH))
    for n, guest in enumerate(guests):
        assert [t for t in guest.lines() if t.startswith("您是第")] == [f"您是第{n}位，这就帮您看"]

    # A phrase by `/`, then each is closed: Alt+W, the tag by arrows, Enter.
    agent.keyboard.press("Alt+KeyI")
    agent.keyboard.type("/")
    expect(agent.get_by_test_id("phrase-item").first).to_be_visible()
    agent.keyboard.press("Enter")
    expect(agent.get_by_test_id("composer")).not_to_have_value("/")
    agent.keyboard.press("Enter")
    expect(agent.get_by_test_id("composer")).to_have_value("")
    for left in range(RUSH - 1, -1, -1):
        agent.keyboard.press("Alt+KeyW")
        expect(agent.locator("[data-testid=close-tag] input").first).to_be_focused()
        agent.keyboard.press("ArrowRight")
        agent.keyboard.press("Enter")
        expect(agent.get_by_test_id("conversation-row")).to_have_count(left)
        expect(agent.locator(".ant-modal")).to_have_count(0)
        if left:
            agent.keyboard.press("Alt+ArrowDown")
            expect(agent.locator('[data-testid="conversation-row"][aria-current]')).to_have_count(1)
    for guest in guests:
        guest.wait(lambda frame: frame["type"] == "state" and frame["state"]["phase"] == "closed")
        guest.close()


def heard(guest: Guest, fits: Callable[[str], bool]) -> None:
    """A shopper has got a line of the agent."""
    guest.wait(lambda f: f["type"] == "message" and f["message"]["author"] == "agent" and fits(_text(f)))


def _text(frame: dict[str, dict[str, dict[str, str]]]) -> str:
    return frame["message"]["body"].get("text", "")


def test_from_a_pasted_question_to_the_copied_answer_with_one_press(windows: Windows, demo: DemoDesk) -> None:
    agent = sign_in(windows, demo, XIAOYU)
    agent.context.grant_permissions(["clipboard-read", "clipboard-write"])
    palette(agent, "副屏")
    expect(agent.get_by_test_id("companion-question")).to_be_focused()
    agent.evaluate("navigator.clipboard.writeText('QH101 165 118斤穿什么码')")
    agent.keyboard.press("Control+KeyV")
    expect(agent.get_by_test_id("companion-question")).to_have_value("QH101 165 118斤穿什么码")
    agent.keyboard.press("Enter")
    reply = agent.get_by_test_id("companion-reply")
    expect(reply).to_contain_text("L")
    expect(agent.get_by_test_id("companion-copy")).to_contain_text("已复制")
    assert agent.evaluate("navigator.clipboard.readText()") == reply.inner_text()


def test_a_lead_whispers_and_takes_over_on_the_wall(windows: Windows, demo: DemoDesk) -> None:
    agent, lead = sign_in(windows, demo, XIAOYU), sign_in(windows, demo, LEAD)
    guest = Guest(demo.url)
    guest.say("这都等了半天了")
    guest.person()
    expect(agent.get_by_test_id("conversation-row")).to_have_count(1)  # a key opens only what is already in the list
    agent.keyboard.press("Alt+ArrowDown")
    expect(agent.get_by_test_id("thread")).to_contain_text("这都等了半天了")

    palette(lead, "现场")
    lead.get_by_test_id("wall-chat").first.wait_for()
    tab_to(lead, "wall-whisper")
    lead.keyboard.press("Enter")
    expect(lead.get_by_test_id("call-text")).to_be_focused()
    lead.keyboard.type("先道歉，再报时间")
    lead.keyboard.press("Enter")
    whisper = agent.locator('[data-testid="bubble"][data-author="note"]')
    expect(whisper).to_contain_text("先道歉，再报时间")
    expect(lead.locator(".ant-modal")).to_have_count(0)

    tab_to(lead, "wall-take-over")
    lead.keyboard.press("Enter")
    guest.wait(lambda frame: frame["type"] == "state" and frame["state"]["agent"] == "阿宁")
    expect(agent.get_by_test_id("conversation-row")).to_have_count(0)
    tab_to(lead, "wall-look")
    lead.keyboard.press("Enter")
    expect(lead.get_by_test_id("thread")).to_contain_text("这都等了半天了")
    expect(lead.get_by_test_id("composer")).to_be_focused()
    lead.keyboard.type("让您久等了，我来处理")
    lead.keyboard.press("Enter")
    heard(guest, lambda text: text == "让您久等了，我来处理")
    assert not any("先道歉" in str(frame) for frame in guest.heard), "a whisper never reaches the shopper"
    lead.keyboard.press("Alt+KeyW")
    expect(lead.locator("[data-testid=close-tag] input").first).to_be_focused()
    lead.keyboard.press("ArrowRight")
    lead.keyboard.press("Enter")
    guest.wait(lambda frame: frame["type"] == "state" and frame["state"]["phase"] == "closed")
    guest.close()
