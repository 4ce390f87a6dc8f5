"""Every screen of the workbench, in both languages and both themes, looked at by axe (WCAG 2.1 A and AA)."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Windows
from tests.support.services import demand
from tests.support.shops import LEAD, QINGHE

pytestmark = pytest.mark.alone
WEB = Path(__file__).resolve().parents[2] / "web"
AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
ROUTER = WEB / "workbench" / "src" / "app" / "router.tsx"

ROUTE = re.compile(r"getParentRoute: \(\) => (\w+),\s*path: \"([^\"]+)\"")
PARENTS = {"root": "", "desk": "", "underSettings": "/settings"}

LESSON = "company-1"  # the first of the newcomer's path
RUN = """async (only) => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
  const runOnly = only ? { type: "rule", values: [only] } : { type: "tag", values: tags };
  const found = await axe.run(document, { runOnly, resultTypes: ["violations"] });
  return found.violations.map(({ id, nodes }) => ({
    id, nodes: nodes.slice(0, 4).map(({ html, any, all, none }) => ({
      html: html.slice(0, 220), why: [...any, ...all, ...none].map(({ message }) => message).join("; ").slice(0, 200),
    })),
  }));
}"""
GO = """(path) => { history.pushState({}, "", `/desk${path}`); dispatchEvent(new PopStateEvent("popstate")); }"""
# A frame without skeletons and spinners, twice: what is loaded is drawn.
STILL = """async () => {
  const busy = () => document.querySelector(".ant-skeleton, .ant-btn-loading, .ant-spin-spinning");
  for (let calm = 0, n = 0; calm < 4 && n < 100; n++) {
    await new Promise((go) => setTimeout(go, 60));
    calm = busy() || !document.querySelector("#chat, main, [data-testid=chat]") ? 0 : calm + 1;
  }
}"""


def addresses() -> list[str]:
    """Every address of the router, with its parameters unfilled. A parent that is not known fails here."""
    found = ROUTE.findall(ROUTER.read_text("utf-8"))
    assert len(found) == ROUTER.read_text("utf-8").count("path: ") - len(PARENTS) + 2, "a route of another form"
    return sorted({(PARENTS[parent] + path).rstrip("/") or "/" for parent, path in found})


def filled(address: str, values: dict[str, str]) -> str:
    """An address with this desk's numbers in it."""
    names = re.findall(r"\$(\w+)", address)
    key = "practice" if address.startswith("/academy") else "chat"
    for name in names:
        address = address.replace(f"${name}", values[{"id": key}.get(name, name)])
    return address


def themed(page: Page, scheme: Literal["light", "dark"]) -> None:
    """The page in a theme. A busy browser may let one change of the medium go unheard: it is then made anew."""
    html = page.locator("html")
    for _ in range(3):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        with contextlib.suppress(AssertionError):
            return expect(html).to_have_attribute("data-theme", scheme, timeout=5_000)
        page.emulate_media(color_scheme="dark" if scheme == "light" else "light")
    expect(html).to_have_attribute("data-theme", scheme)


def looked_at(page: Page, where: str) -> Iterator[str]:
    """Violations of the page as it stands: all rules in the light theme, contrast in the dark one."""
    schemes: tuple[tuple[Literal["light", "dark"], str | None], ...] = (("light", None), ("dark", "color-contrast"))
    for scheme, only in schemes:
        themed(page, scheme)
        violations: list[dict[str, Any]] = page.evaluate(RUN, only)
        for one in violations:
            for node in one["nodes"]:
                yield f"{where} {scheme}: {one['id']}: {node['why']}\n    {node['html']}"


def inject(page: Page) -> None:
    """Axe, into the page that is open. By the debugger's door, so that the page's own policy stays as it is."""
    page.evaluate(AXE.read_text("utf-8") + "\n;0")


ROOMS = "main [role=tab], [data-testid$=-tabs] .ant-segmented-item, .ant-segmented-item:has([data-testid*=-tab-])"


def within(page: Page, address: str) -> Iterator[str]:
    """The rooms of a screen behind its tabs."""
    for room in page.locator(ROOMS).all()[1:]:
        room.click()
        page.mouse.move(0, 0)
        page.evaluate(STILL)
        yield from looked_at(page, f"{address} [{room.inner_text()}]")


def walk(page: Page, language: str, values: dict[str, str]) -> Iterator[str]:
    """All screens in one language."""
    page.evaluate(f"localStorage.setItem('xiaoer.language', '{language}')")
    page.reload()
    page.get_by_test_id("conversation-list").wait_for()
    inject(page)
    for address in addresses():
        page.evaluate(GO, filled(address, values))
        page.evaluate(STILL)
        yield from looked_at(page, f"{address} {language}")
        if language == "zh":
            yield from within(page, address)
    page.evaluate(GO, "/")
    for key in ("Control+KeyK", "Control+Slash"):
        page.keyboard.press(key)
        page.locator(".ant-modal").wait_for()
        page.wait_for_timeout(300)
        yield from looked_at(page, f"{key} {language}")
        page.keyboard.press("Escape")
        page.locator(".ant-modal").wait_for(state="hidden")


def test_every_screen_passes_axe(windows: Windows) -> None:
    demand("axe-core", AXE.is_file(), "run `npm ci` in web/")
    found: list[str] = []
    stranger = windows.open(windows.person(), "/desk/")
    stranger.get_by_test_id("signin-form").wait_for()
    inject(stranger)
    found += looked_at(stranger, "sign-in")

    shopper = windows.open(windows.person(), "/store/qinghe_womenswear/p/QH101")
    shopper.get_by_test_id("xiaoer-bubble").click()
    shopper.get_by_test_id("xiaoer-input").fill("165 118斤穿什么码")
    shopper.get_by_test_id("xiaoer-send").click()
    lead = windows.agent(LEAD)
    practice = begin_practice(lead)
    lead.get_by_test_id("list-tab-all").click()
    row = lead.get_by_test_id("conversation-row").filter(has_text="访客").first
    chat = str(row.get_attribute("data-conversation"))
    values = {"chat": chat, "shop": QINGHE, "practice": practice, "code": LESSON}
    for language in ("zh", "en"):
        found += walk(lead, language, values)
    assert not found, "\n".join(found)


def begin_practice(page: Page) -> str:
    """A practice chat, begun and given up: its number, for the review's address."""
    return str(
        page.evaluate(
            """async (shop) => {
      const { csrf } = await (await fetch("/api/session")).json();
      const headers = { "X-CSRF-Token": csrf, "Content-Type": "application/json" };
      const ask = async (path, options) => (await fetch(`/api/shops/${shop}/academy/${path}`, options)).json();
      const scenario = (await ask("scenarios")).scenarios[0].id;
      const made = await ask("practices", { method: "POST", headers, body: JSON.stringify({ scenario }) });
      await ask(`practices/${made.practice.id}/end`, { method: "POST", headers });
      return made.practice.id;
    }""",
            QINGHE,
        )
    )
