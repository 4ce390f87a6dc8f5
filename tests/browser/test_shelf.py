"""The material shelf in Chromium: a true photo of a product is put there and sent with `@`; and an owner's shops."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import Route, expect

from tests.browser.conftest import Windows
from tests.browser.store import STORE, ask_for_a_person

pytestmark = pytest.mark.alone


def photo() -> bytes:
    """A small JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (120, 90), (90, 120, 160)).save(out, "JPEG")
    return out.getvalue()


def test_a_photo_of_the_shelf_is_sent_with_at(windows: Windows) -> None:
    lead = windows.agent("qinghe-lead")
    lead.goto(lead.url.split("/desk")[0] + "/desk/materials")
    lead.get_by_test_id("materials-add").click()
    lead.get_by_test_id("material-title").fill("雾蓝窗边实拍")
    lead.get_by_test_id("material-product").locator("input").fill("QH101")
    lead.locator(".ant-select-item-option").filter(has_text="QH101").first.click()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    lead.route("**/uploads", hold)
    lead.get_by_test_id("material-file").set_input_files(
        {"name": "blue.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    expect(lead.get_by_test_id("material-save")).to_be_disabled()  # the picture is on its way
    held[0].continue_()
    expect(lead.locator(".ant-modal img")).to_be_visible()  # it is there
    lead.get_by_test_id("material-save").click()
    expect(lead.get_by_test_id("material").filter(has_text="雾蓝窗边实拍")).to_be_visible()

    shopper = windows.open(windows.person(width=390, height=844), STORE + "/p/QH101")
    ask_for_a_person(shopper)
    lead.goto(lead.url.split("/desk")[0] + "/desk/")
    lead.get_by_test_id("conversation-row").first.click()
    composer = lead.get_by_test_id("composer")
    composer.fill("@实拍")
    expect(lead.get_by_test_id("product-item").first).to_contain_text("雾蓝窗边实拍")
    composer.press("Enter")
    expect(lead.get_by_test_id("attachment")).to_be_visible()
    composer.press("Enter")
    expect(shopper.locator('[data-testid="xiaoer-message"][data-kind="image"] img')).to_be_visible()


def test_an_owner_says_who_the_shop_is(windows: Windows) -> None:
    owner = windows.agent("qinghe-owner")
    owner.goto(owner.url.split("/desk")[0] + "/desk/settings/shops")
    voice = owner.get_by_label("口吻")
    voice.fill("温和、具体，先给结论再给数据")
    owner.get_by_test_id("shop-save").click()
    expect(owner.get_by_text("已保存")).to_be_visible()
    owner.reload()
    expect(voice).to_have_value("温和、具体，先给结论再给数据")
    owner.get_by_test_id("shop-add").click()
    dialog = owner.locator(".ant-modal")
    dialog.get_by_test_id("shop-name").fill("清禾童装")
    dialog.get_by_test_id("shop-code").fill("qinghe_womenswear")
    owner.get_by_test_id("shop-add-ok").click()
    expect(dialog.get_by_role("alert")).to_contain_text("qinghe_womenswear")
