"""The owner's first day: wizard to first message on an empty installation; then backup, wipe, restore."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import DemoDesk, Windows, free_port
from tests.support.shops import EXAMPLES, QINGHE

pytestmark = pytest.mark.alone
LINK = re.compile(r"http://\S+/desk/#setup=\S+")
PASSWORD = "店主自己的很长的密码"


@dataclass
class Installation:
    """A server process on a folder of its own, empty at first."""

    folder: Path
    port: int = field(default_factory=free_port)
    link: str = ""
    restored: threading.Event = field(default_factory=threading.Event)
    _process: subprocess.Popen[str] | None = None
    _listener: threading.Thread | None = None

    @property
    def place(self) -> list[str]:
        """Where its data lives, as flags."""
        return ["--database", f"sqlite:///{self.folder / 'xiaoer.sqlite3'}", "--data", str(self.folder)]

    def command(self, *words: str) -> str:
        """Run a command of the program; returns what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "xiaoer.cli", *words],
            capture_output=True,
            text=True,
            env=_environment(),
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        """Serve; returns once the doors are open. On an empty installation `link` is what it says."""
        heard = threading.Event()

        def listen(process: subprocess.Popen[str]) -> None:
            for line in process.stdout or ():
                if found := LINK.search(line):
                    self.link = found[0]
                    heard.set()
                if "server.restored" in line:
                    self.restored.set()

        command = [sys.executable, "-m", "xiaoer.cli", "serve", "--port", str(self.port), *self.place]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=_environment()
        )
        self._listener = threading.Thread(target=listen, args=(self._process,), daemon=True)
        self._listener.start()
        if not (self.folder / "xiaoer.sqlite3").exists():
            assert heard.wait(180)

    def stop(self) -> None:
        """End it as a signal would."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(60)
            if self._listener is not None:
                self._listener.join(60)
            if self._process.stdout is not None:
                self._process.stdout.close()
            self._process = None


def _environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("XIAOER_") and k != "DATABASE_URL"}
    return kept | {"PYTHONUNBUFFERED": "1"}


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    held = Installation(tmp_path / "data")
    held.start()
    yield held
    held.stop()


@pytest.fixture
def own(browser: Browser, installation: Installation) -> Iterator[Windows]:
    opened = Windows(browser, DemoDesk(f"http://127.0.0.1:{installation.port}", []))
    yield opened
    opened.close()
    assert opened.complaints == []


def found_shop(page: Page) -> None:
    page.get_by_test_id("shop-name").fill("小禾家居")
    page.get_by_test_id("owner-name").fill("王老板")
    page.get_by_test_id("owner-login").fill("boss")
    page.get_by_test_id("owner-password").fill(PASSWORD)
    page.get_by_test_id("setup-submit").click()


def bring_in(page: Page, folder: Path) -> None:
    """A shop folder as ZIP, and goods whose columns have other names."""
    archive = shutil.make_archive(str(folder / "店铺"), "zip", EXAMPLES, QINGHE)
    goods = folder / "货品.csv"
    goods.write_bytes("货号,品名\nA1,羊毛衫\nA2,\n".encode("gbk"))
    page.get_by_test_id("import-files").set_input_files([archive, str(goods)])
    expect(page.get_by_test_id("import-plan")).to_contain_text("看不出这是什么表", timeout=60_000)
    for name in ("products.csv", "shop.toml", "staff.csv"):
        page.get_by_label(f"导入这个文件 {name}").uncheck()
    card = page.get_by_test_id("import-file-货品.csv")
    choose(page, card.get_by_label("这是什么表 货品.csv"), "商品")
    choose(page, card.get_by_label("货号 对应到"), "商品编号")
    choose(page, card.get_by_label("品名 对应到"), "标题")
    page.get_by_test_id("import-apply").click()
    refused = page.get_by_test_id("import-refused")
    expect(refused).to_contain_text("货品.csv", timeout=60_000)
    expect(refused).to_contain_text("「标题」是空的")
    page.get_by_test_id("import-confirm").click()
    expect(page.get_by_test_id("import-ended")).to_contain_text("导入完成", timeout=60_000)


def choose(page: Page, box: Locator, text: str) -> None:
    """Take an option of a select by typing it."""
    box.fill(text)
    page.locator(".ant-select-dropdown:visible .ant-select-item-option").filter(
        has_text=re.compile(f"^{text}")
    ).first.click()


def test_wizard_to_first_message_then_backup_wipe_restore(own: Windows, installation: Installation) -> None:
    owner = own.open(own.person(), installation.link)
    found_shop(owner)
    expect(owner.get_by_test_id("start")).to_contain_text("小禾家居")
    owner.get_by_test_id("settings-hours").fill("00:00-24:00")
    owner.get_by_test_id("hours-save").click()
    expect(owner.get_by_test_id("hours-save")).to_be_hidden()
    owner.get_by_test_id("start-next").click()
    owner.get_by_test_id("staff-add").click()
    owner.get_by_test_id("staff-name").fill("阿珍")
    owner.get_by_test_id("staff-login").fill("azhen")
    owner.get_by_test_id("staff-save").click()
    owner.get_by_test_id("staff-password").wait_for()
    owner.get_by_test_id("staff-password-done").click()
    expect(owner.get_by_test_id("start-people")).to_contain_text("azhen")
    owner.get_by_test_id("start-next").click()
    bring_in(owner, installation.folder)
    owner.get_by_test_id("start-next").click()
    expect(owner.get_by_test_id("widget-snippet")).to_contain_text('data-shop="shop"')
    with owner.expect_popup() as popup:
        owner.get_by_test_id("widget-try").click()
    shopper = popup.value
    owner.get_by_test_id("start-finish").click()
    owner.get_by_test_id("conversation-list").wait_for()

    shopper.get_by_test_id("xiaoer-bubble").click()
    shopper.get_by_test_id("xiaoer-input").fill("第一句话：羊毛衫还有吗")
    shopper.get_by_test_id("xiaoer-send").click()
    shopper.get_by_test_id("xiaoer-human").click()
    expect(owner.get_by_test_id("conversation-list")).to_contain_text("第一句话", timeout=60_000)

    archive = installation.folder.parent / "backup.zip"
    assert "已备份并验证" in installation.command("backup", str(archive), *installation.place)
    own.close()
    wipe(installation)
    nobody = own.open(own.person(), f"http://127.0.0.1:{installation.port}/desk/")
    expect(nobody.get_by_test_id("setup")).to_be_visible()  # nothing is left: the first start again

    assert "已恢复" in installation.command("restore", str(archive), *installation.place)
    again = own.person()
    page = sign_in_once_back(own, again, installation)
    expect(page.get_by_test_id("conversation-list")).to_contain_text("第一句话", timeout=60_000)


def wipe(installation: Installation) -> None:
    """The disk is lost, and an empty installation is started in its place."""
    installation.stop()
    shutil.rmtree(installation.folder)
    installation.start()


def is_open(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def sign_in_once_back(own: Windows, context: BrowserContext, installation: Installation) -> Page:
    """The server begins anew by itself after a restore; then the old owner signs in with the old password."""
    assert installation.restored.wait(60)
    base, until = f"http://127.0.0.1:{installation.port}", time.monotonic() + 60
    while is_open(installation.port):  # the old life; the new one takes seconds to open
        assert time.monotonic() < until
        time.sleep(0.02)
    while not is_open(installation.port):
        assert time.monotonic() < until
        time.sleep(0.1)
    assert httpx.get(f"{base}/api/setup", trust_env=False, timeout=30).json()["needed"] is False
    page = own.open(context, f"{base}/desk/")
    page.get_by_test_id("signin-login").fill("boss")
    page.get_by_test_id("signin-password").fill(PASSWORD)
    page.get_by_test_id("signin-submit").click()
    page.get_by_test_id("conversation-list").wait_for()
    return page
