"""Makes the pictures of README and docs from the real pages: `docs/images/*.png`."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
WIDE, PHONE = (1440, 900), (390, 844)
SHOP = "/store/qinghe_womenswear"


@contextlib.contextmanager
def demo() -> Iterator[tuple[str, dict[str, str]]]:
    """A desk on a fresh folder; yields its address and the passwords by login."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        command = [sys.executable, "-m", "xiaoer.cli", "demo", "--port", str(port), "--data", str(data)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url)
            accounts = json.loads((data / "example-accounts.json").read_text("utf-8"))
            yield url, {a["login"]: a["password"] for a in accounts}
        finally:
            process.terminate()
            process.wait(20)


def _wait(url: str) -> None:
    for _ in range(300):
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{url}/health", trust_env=False).status_code == 200:
                return
        time.sleep(0.2)
    raise SystemExit("the desk did not start")


class Studio:
    """Opens windows and takes pictures."""

    def __init__(self, browser: Browser, url: str, passwords: dict[str, str]) -> None:
        self._browser, self.url, self._passwords = browser, url, passwords

    def person(self, size: tuple[int, int], scheme: str = "light") -> BrowserContext:
        """A browser of somebody."""
        context = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="zh-CN", timezone_id="Asia/Shanghai",
            color_scheme="dark" if scheme == "dark" else "light",
        )  # fmt: skip
        context.set_default_timeout(15_000)
        return context

    def open(self, context: BrowserContext, address: str) -> Page:
        """A page of the desk."""
        page = context.new_page()
        page.goto(self.url + address)
        return page

    def agent(self, login: str, context: BrowserContext) -> Page:
        """A signed-in workbench."""
        page = self.open(context, "/desk/")
        page.get_by_test_id("signin-login").fill(login)
        page.get_by_test_id("signin-password").fill(self._passwords[login])
        page.get_by_test_id("signin-submit").click()
        page.get_by_test_id("conversation-list").wait_for()
        return page

    def chat(self, nick: int, product: str, lines: list[str], *, human: bool) -> Page:
        """A shopper who writes some lines."""
        page = self.open(self.person(WIDE), f"{SHOP}/p/{product}")
        if nick:
            page.locator("option").nth(1).wait_for(state="attached")
            page.locator("select").first.select_option(index=nick)
        page.get_by_test_id("xiaoer-bubble").click()
        for line in lines:
            say(page, line)
            page.wait_for_timeout(1800)
        if human:
            page.get_by_test_id("xiaoer-human").click()
            page.wait_for_timeout(800)
        return page


def say(page: Page, line: str) -> None:
    """Write a line into the widget; one that was lost while its window opened is written again."""
    for _ in range(20):
        page.get_by_test_id("xiaoer-input").fill(line)
        page.wait_for_timeout(300)
        if page.get_by_test_id("xiaoer-send").is_enabled():
            break
    page.get_by_test_id("xiaoer-send").click()


def shoot(page: Page, name: str) -> None:
    """Take a picture."""
    page.wait_for_timeout(700)
    page.screenshot(path=IMAGES / f"{name}.png")
    print(f"docs/images/{name}.png", flush=True)


def take_all(studio: Studio) -> None:
    """The whole set."""
    shoot(studio.open(studio.person(WIDE), "/desk/"), "signin")
    agent = studio.agent("qinghe-xiaoyu", studio.person(WIDE))
    studio.chat(0, "QH106", ["在吗"], human=True)
    shopper = studio.chat(3, "QH101", ["165 118斤穿什么码", "发江苏几天到"], human=True)
    shoot(shopper, "storefront")
    studio.chat(5, "QH104", ["这件有优惠吗"], human=True)
    agent.get_by_test_id("conversation-row").filter(has_text="江苏").first.click()
    agent.wait_for_timeout(900)
    agent.get_by_test_id("composer").fill("收到，给您备注")
    agent.get_by_test_id("composer").press("Enter")
    agent.wait_for_timeout(500)
    say(shopper, "那发新疆运费多少")
    agent.wait_for_timeout(2000)
    agent.get_by_test_id("context-tab-orders").click()
    shoot(agent, "workbench")
    agent.get_by_test_id("composer").fill("这款是全网最低价，加我微信再便宜10块")
    shoot(agent, "gate")
    agent.get_by_test_id("composer").fill("")
    dark = studio.agent("qinghe-lead", studio.person(WIDE, "dark"))
    dark.get_by_test_id("list-tab-all").click()
    dark.get_by_test_id("conversation-row").filter(has_text="新疆").first.click()
    dark.get_by_test_id("context-tab-product").click()
    shoot(dark, "workbench-dark")
    phone = studio.open(studio.person(PHONE), f"{SHOP}/p/QH102")
    shoot(phone, "storefront-phone")
    phone.get_by_test_id("xiaoer-bubble").click()
    say(phone, "有什么颜色")
    phone.wait_for_timeout(1500)
    shoot(phone, "widget-phone")
    narrow = studio.agent("qinghe-mumu", studio.person(PHONE))
    narrow.get_by_test_id("list-tab-all").click()
    shoot(narrow, "workbench-phone")
    rooms(studio)
    academy(studio)
    abroad = studio.person(WIDE)
    abroad.add_init_script("localStorage.setItem('xiaoer.language', 'en')")
    english = studio.agent("qinghe-lead", abroad)
    english.get_by_test_id("list-tab-all").click()
    english.get_by_test_id("conversation-row").filter(has_text="新疆").first.click()
    english.get_by_test_id("context-tab-orders").click()
    shoot(english, "workbench-english")


ROOMS = ("work", "cases", "rules", "followups", "shifts", "academy", "wall")


def rooms(studio: Studio) -> None:
    """One picture of each room beside the desk, as a lead sees it."""
    lead = studio.agent("qinghe-lead", studio.person(WIDE))
    for room in ROOMS:
        lead.goto(f"{studio.url}/desk/{room}")
        lead.locator("main").wait_for()
        shoot(lead, room)


def academy(studio: Studio) -> None:
    """The learning path, a lesson, a back-end drill, an exam being written, the ten skills."""
    lead = studio.agent("qinghe-lead", studio.person(WIDE))
    lead.goto(f"{studio.url}/desk/academy?tab=exams")
    lead.get_by_test_id("exam-set").click()
    lead.get_by_test_id("exam-title").fill("新人上岗考试")
    lead.get_by_test_id("exam-save").click()
    lead.get_by_test_id("exam").first.wait_for()
    newcomer = studio.agent("qinghe-mumu", studio.person(WIDE))
    newcomer.goto(f"{studio.url}/desk/academy")
    newcomer.get_by_test_id("path").wait_for()
    shoot(newcomer, "academy-path")
    newcomer.get_by_test_id("path-lesson").nth(1).click()
    newcomer.get_by_test_id("lesson-read").wait_for()
    shoot(newcomer, "academy-lesson")
    newcomer.goto(f"{studio.url}/desk/academy?tab=backend")
    newcomer.get_by_test_id("backend-begin").click()
    newcomer.get_by_test_id("sandbox").wait_for()
    shoot(newcomer, "academy-backend")
    newcomer.goto(f"{studio.url}/desk/academy?tab=exams")
    newcomer.get_by_test_id("exam-sit").first.click()
    for _ in range(24):
        if newcomer.get_by_test_id("exam-options").count():
            newcomer.get_by_test_id("exam-options").locator("label").first.click()
        newcomer.get_by_test_id("exam-next").click()
    shoot(newcomer, "academy-exam")
    newcomer.get_by_test_id("exam-hand-in").click()
    newcomer.locator(".ant-modal-confirm .ant-btn-primary").click()
    newcomer.get_by_test_id("exam-score").wait_for()
    lead.goto(f"{studio.url}/desk/academy?tab=matrix")
    lead.get_by_test_id("skills").wait_for()
    shoot(lead, "academy-skills")


def main() -> int:
    """Take the pictures; 1 when there is no Chromium."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("Chromium is needed for pictures", file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    with demo() as (url, passwords), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        take_all(Studio(browser, url, passwords))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
