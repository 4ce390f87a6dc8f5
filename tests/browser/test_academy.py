"""The academy on screen: a newcomer's first day, a practice chat to its second try, an exam interrupted and resumed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Windows

pytestmark = pytest.mark.alone


def choose(page: Page, test_id: str, text: str) -> None:
    """Take an option of a select by typing it; it may have to be fetched first."""
    page.get_by_test_id(test_id).click()
    page.keyboard.type(text)
    page.locator(".ant-select-dropdown:visible .ant-select-item-option").filter(has_text=text).first.click()


def test_a_practice_chat_to_its_review_and_second_try(windows: Windows) -> None:
    trainee = windows.agent("qinghe-xiaoyu")
    trainee.get_by_role("link", name="练习中心").click()
    trainee.get_by_test_id("academy-tab-practice").click()
    choose(trainee, "academy-scene", "查物流")
    trainee.get_by_test_id("academy-begin").click()

    chat = trainee.get_by_test_id("chat")
    expect(chat).to_have_attribute("data-practice", "true")
    expect(trainee.get_by_test_id("practice-order")).to_contain_text("78")
    bubbles = trainee.get_by_test_id("bubble")
    expect(bubbles.first).to_be_visible()
    before = bubbles.count()
    composer = trainee.get_by_test_id("composer")
    composer.fill("亲，您好，我帮您看一下")
    composer.press("Enter")
    expect(trainee.get_by_test_id("thread")).to_contain_text("我帮您看一下")
    expect(bubbles.nth(before + 1)).to_be_visible(timeout=20_000)  # the shopper writes on

    trainee.get_by_test_id("practice-end").click()
    expect(trainee.get_by_test_id("review-score")).to_be_visible()
    expect(trainee.get_by_test_id("mood-curve")).to_be_visible()
    first = trainee.get_by_test_id("review-exchange").first
    expect(first).to_contain_text("我帮您看一下")
    expect(first).to_contain_text("可以这样说")
    first.get_by_test_id("review-retry").click()

    expect(trainee.get_by_test_id("chat")).to_have_attribute("data-practice", "true")
    expect(trainee.get_by_test_id("thread")).not_to_contain_text("我帮您看一下")
    trainee.get_by_test_id("practice-end").click()
    expect(trainee.get_by_test_id("review")).to_be_visible()


def test_a_newcomers_first_day(windows: Windows) -> None:
    newcomer = windows.agent("qinghe-mumu")
    newcomer.get_by_role("link", name="练习中心").click()
    expect(newcomer.get_by_test_id("path-day").nth(1)).to_have_attribute("data-open", "false")
    newcomer.get_by_test_id("path-lesson").nth(1).click()
    expect(newcomer.get_by_test_id("lesson-table").first).to_contain_text("09:00-23:00")
    newcomer.get_by_test_id("lesson-check").click()

    expect(newcomer.get_by_test_id("exam-question")).to_be_visible()
    for at in range(5):  # the check
        if newcomer.get_by_test_id("exam-options").count():
            newcomer.get_by_test_id("exam-options").locator("label").first.click()
        elif newcomer.get_by_test_id("exam-text").count():
            newcomer.get_by_test_id("exam-text").first.fill("48小时")
        if at < 4:
            newcomer.get_by_test_id("exam-next").click()
    expect(newcomer.get_by_test_id("exam-saving")).to_have_attribute("data-state", "saved")
    newcomer.get_by_test_id("exam-hand-in").click()
    newcomer.locator(".ant-modal-confirm .ant-btn-primary").click()
    expect(newcomer.get_by_test_id("exam-score")).to_contain_text("分")
    expect(newcomer.get_by_test_id("exam-result")).to_have_count(5)
    newcomer.get_by_role("link", name="回学习").click()
    expect(newcomer.get_by_test_id("streak")).to_contain_text("1")

    newcomer.get_by_test_id("academy-tab-cards").click()
    newcomer.get_by_test_id("card-text").fill("不给联系方式；说明在平台内沟通；资金和售后才有保障")
    newcomer.get_by_test_id("card-answer").click()
    expect(newcomer.get_by_test_id("card-mark")).to_contain_text("对了 100%")

    newcomer.get_by_test_id("academy-tab-typing").click()
    text = newcomer.get_by_test_id("typing-text").inner_text()
    newcomer.get_by_test_id("typing-field").press_sequentially(text, delay=5)
    expect(newcomer.get_by_test_id("typing-result")).to_contain_text("正确率 100%")
    newcomer.reload()
    expect(newcomer.get_by_test_id("typing-curve")).to_be_visible()  # the server has kept it


def test_an_exam_interrupted_and_resumed(windows: Windows) -> None:
    lead = windows.agent("qinghe-lead")
    lead.goto(lead.url.split("/desk")[0] + "/desk/academy?tab=exams")
    lead.get_by_test_id("exam-set").click()
    lead.get_by_test_id("exam-title").fill("中断再续")
    lead.get_by_test_id("exam-save").click()
    expect(lead.get_by_test_id("exam").filter(has_text="中断再续")).to_be_visible()

    first = windows.agent("qinghe-xiaoyu")
    hall = first.url.split("/desk")[0] + "/desk/academy?tab=exams"
    first.goto(hall)
    first.get_by_test_id("exam").filter(has_text="中断再续").get_by_test_id("exam-sit").click()
    answered: dict[int, str] = {}
    question = first.get_by_test_id("exam-question")
    expect(question).to_be_visible()
    for at in range(25):
        if question.get_by_role("radio").count():
            question.get_by_role("radio").first.check()
            answered[at] = question.locator("p").first.inner_text()
        if at < 24:
            first.get_by_test_id("exam-next").click()
    assert answered
    expect(first.get_by_test_id("exam-saving")).to_have_attribute("data-state", "saved")
    first.goto(hall)  # gone without a word

    again = windows.agent("qinghe-xiaoyu")
    again.goto(hall)
    button = again.get_by_test_id("exam").filter(has_text="中断再续").get_by_test_id("exam-sit")
    expect(button).to_have_text("继续答题")
    button.click()
    places = again.get_by_test_id("sitting").locator("nav button")
    for at, text in answered.items():
        places.nth(at).click()
        expect(again.get_by_test_id("exam-question")).to_contain_text(text)
        expect(again.get_by_test_id("exam-question").get_by_role("radio").first).to_be_checked()
    again.get_by_test_id("exam-hand-in").click()
    again.locator(".ant-modal-confirm .ant-btn-primary").click()
    expect(again.get_by_test_id("exam-score")).to_contain_text("分")
    lead.reload()
    expect(lead.get_by_test_id("exam-papers")).to_contain_text("小雨")


def test_a_lead_assigns_and_reads_the_matrix(windows: Windows) -> None:
    lead = windows.agent("qinghe-lead")
    matrix = lead.url.split("/desk")[0] + "/desk/academy?tab=matrix"
    lead.goto(matrix)
    lead.get_by_test_id("assign").click()
    choose(lead, "assign-subject", "讨价还价")
    choose(lead, "people-staff", "木木")
    lead.keyboard.press("Escape")
    lead.get_by_test_id("assign-save").click()
    expect(lead.get_by_test_id("all-tasks")).to_contain_text("讨价还价")

    agent = windows.agent("qinghe-mumu")
    agent.get_by_role("link", name="练习中心").click()
    expect(agent.get_by_test_id("task").filter(has_text="讨价还价")).to_be_visible()
    agent.get_by_test_id("task").filter(has_text="讨价还价").get_by_role("link").click()
    agent.get_by_test_id("academy-begin").click()
    expect(agent.get_by_test_id("chat")).to_have_attribute("data-practice", "true")
    bubbles = agent.get_by_test_id("bubble")
    expect(bubbles.first).to_be_visible()
    before = bubbles.count()
    composer = agent.get_by_test_id("composer")
    composer.fill("亲，您好，这个价格已经是活动价了")
    composer.press("Enter")
    expect(bubbles.nth(before + 1)).to_be_visible(timeout=20_000)  # the shopper has heard it, and says something
    agent.get_by_test_id("practice-end").click()
    expect(agent.get_by_test_id("review-score")).to_be_visible()

    lead.goto(matrix)
    row = lead.get_by_test_id("skills").locator("tbody tr").filter(has_text="木木")
    expect(row).to_contain_text("%")  # his practice says something of his skills
    expect(lead.get_by_test_id("weak")).to_be_visible()


def test_a_mystery_shopper_does_not_count(windows: Windows) -> None:
    agent = windows.agent("qinghe-xiaoyu")
    lead = windows.agent("qinghe-lead")
    home = lead.url.split("/desk")[0]
    figures = f"{home}/api/shops/qinghe_womenswear/agents"
    before = {a["name"]: a["load"] for a in lead.request.get(figures).json()["agents"]}
    lead.goto(home + "/desk/academy?tab=practice")
    choose(lead, "academy-scene", "问库存")
    lead.get_by_test_id("academy-mystery").click()
    lead.locator(".ant-modal-confirm .ant-btn-primary").click()
    expect(lead.get_by_text("神秘买家已进入排队")).to_be_visible()

    agent.goto(home + "/desk/")
    agent.get_by_test_id("conversation-row").first.click()  # routed to the team like any shopper
    expect(agent.get_by_test_id("bubble").first).to_be_visible(timeout=20_000)  # what he asks, in words of his own
    expect(agent.get_by_test_id("chat")).not_to_have_attribute("data-practice", "true")
    after = {a["name"]: a["load"] for a in lead.request.get(figures).json()["agents"]}
    assert after == before


def test_a_back_end_drill_is_judged_by_its_end(windows: Windows) -> None:
    agent = windows.agent("qinghe-mumu")
    agent.goto(agent.url.split("/desk")[0] + "/desk/academy?tab=backend")
    agent.get_by_test_id("backend-kind").click()
    agent.locator(".ant-select-item-option").filter(has_text="登记发票").click()
    agent.get_by_test_id("backend-begin").click()
    brief = agent.get_by_test_id("backend-brief").locator("p")
    expect(brief).to_have_count(3)
    told = brief.all_inner_texts()
    title, tax = (line.partition("：")[2] for line in told[1:])
    nick = told[0].partition("“")[2].partition("”")[0]
    orders = agent.get_by_test_id("sandbox-order").filter(has_text=nick)
    order = orders.filter(has_text="已签收")
    order.get_by_test_id("sandbox-change_price").click()
    order.get_by_test_id("deed-改后应付").fill("1")
    order.get_by_test_id("deed-send").click()
    expect(order.get_by_role("alert")).to_contain_text("只有待付款的订单能改价")  # as the real desk would say
    order.get_by_test_id("sandbox-invoice").click()
    order.get_by_test_id("deed-抬头").fill(title)
    order.get_by_test_id("deed-税号").fill(tax)
    order.get_by_test_id("deed-send").click()
    expect(order).to_contain_text(tax)
    agent.get_by_test_id("backend-hand-in").click()
    expect(agent.get_by_test_id("backend-verdict")).to_have_attribute("data-passed", "true")
    expect(agent.get_by_test_id("backend-list")).to_contain_text("通过")
