"""The real pages in Chromium against a real server process with the example shops."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from tests.support.services import demand

CHROMIUM = "/usr/bin/chromium"
READY_S = 180
PATIENCE_MS = 30_000  # for one thing to come; a busy machine is slow, not wrong
OWNERS = {"qinghe_womenswear": "qinghe-owner", "shanyu_foodgift": "shanyu-owner"}


@dataclass(frozen=True)
class DemoDesk:
    """A running demo: its address and the example accounts."""

    url: str
    accounts: list[dict[str, str]]

    def account(self, login: str) -> dict[str, str]:
        """One example account."""
        return next(a for a in self.accounts if a["login"] == login)

    @contextlib.contextmanager
    def signed_in(self, login: str) -> Iterator[httpx.Client]:
        """The API with the session of one example account."""
        account = self.account(login)
        with httpx.Client(base_url=self.url, trust_env=False, timeout=PATIENCE_MS / 1000) as client:
            signed = client.post("/api/session", json={"login": account["login"], "password": account["password"]})
            client.headers["X-CSRF-Token"] = signed.raise_for_status().json()["csrf"]
            yield client

    def close_chats(self) -> None:
        """End every chat that is still open, so that no test finds in the queue what another has left there."""
        for shop, owner in OWNERS.items():
            with self.signed_in(owner) as client:
                found = client.get(f"/api/shops/{shop}/conversations", params={"state": "open", "limit": 200})
                ids = [c["id"] for c in found.raise_for_status().json()["conversations"]]
                if ids:
                    wish = {"ids": ids, "tag": "无需处理", "remark": ""}
                    client.post(f"/api/shops/{shop}/conversations/close", json=wish).raise_for_status()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoDesk]:
    """`xiaoer demo` on a data folder of its own."""
    data, port = tmp_path_factory.mktemp("demo"), free_port()
    log = (data / "server.log").open("wb")
    command = [sys.executable, "-m", "xiaoer.cli", "demo", "--port", str(port), "--data", str(data / "kept")]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("XIAOER_") and k != "DATABASE_URL"}
    process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(url, process, data / "server.log")
        accounts = json.loads((data / "kept" / "example-accounts.json").read_text("utf-8"))
        yield DemoDesk(url, accounts)
    finally:
        process.terminate()
        process.wait(60)
        log.close()


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + READY_S
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text("utf-8")
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{url}/health", trust_env=False).status_code == 200:
                return
        time.sleep(0.2)
    raise AssertionError(log.read_text("utf-8"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium of the machine."""
    demand("chromium", shutil.which(CHROMIUM) is not None, f"{CHROMIUM} is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield started
        started.close()


class Windows:
    """Browser windows of different people; what their pages complain about is kept."""

    def __init__(self, browser: Browser, demo: DemoDesk) -> None:
        self._browser, self._demo = browser, demo
        self._contexts: list[BrowserContext] = []
        self._agents: list[Page] = []
        self.complaints: list[str] = []

    def person(self, *, width: int = 1440, height: int = 900, locale: str = "zh-CN") -> BrowserContext:
        """A browser profile of its own."""
        context = self._browser.new_context(viewport={"width": width, "height": height}, locale=locale)
        context.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        self._contexts.append(context)
        return context

    def open(self, context: BrowserContext, address: str) -> Page:
        """A page that must not throw."""
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(address if "://" in address else f"{self._demo.url}{address}")
        return page

    def agent(self, login: str, **size: int) -> Page:
        """A signed-in workbench."""
        account = self._demo.account(login)
        page = self.open(self.person(**size), "/desk/")
        page.get_by_test_id("signin-login").fill(account["login"])
        page.get_by_test_id("signin-password").fill(account["password"])
        page.get_by_test_id("signin-submit").click()
        page.get_by_test_id("conversation-list").wait_for()
        self._agents.append(page)
        return page

    def seated(self, page: Page) -> None:
        """Somebody has signed in by hand: signed out at the end like the others."""
        self._agents.append(page)

    def close(self) -> None:
        """Sign everybody out and close all, so that no chat of the next test goes to somebody of this one."""
        for page in self._agents:
            with contextlib.suppress(Error):  # its page may have been closed by a test that failed
                self._sign_out(page.context)
        for context in self._contexts:
            context.close()

    def _sign_out(self, context: BrowserContext) -> None:
        """Beside the page, which may be on its way to another address."""
        address = f"{self._demo.url}/api/session"
        session = context.request.get(address)
        if session.ok:
            context.request.delete(address, headers={"X-CSRF-Token": session.json()["csrf"]})


@pytest.fixture
def windows(browser: Browser, demo: DemoDesk) -> Iterator[Windows]:
    """Windows for one test; a script error in any of them fails it."""
    opened = Windows(browser, demo)
    yield opened
    opened.close()
    demo.close_chats()
    assert opened.complaints == []
