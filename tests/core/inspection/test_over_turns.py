"""What only the turns of a chat show: told before, asked beside, advice that names nothing, a promise not kept."""

from __future__ import annotations

import pytest

from xiaoer.core.inspection.inspecting import Inspector
from xiaoer.core.inspection.rows import Row, Talk, make_row
from xiaoer.files.chats.moments import moment

INSPECTOR = Inspector()


def found(*lines: str) -> set[tuple[str, int]]:
    """Lines `[HH:MM ]who words` → (kind, line); a minute apart where no time is given. 转 = a transfer A>B."""
    rows: list[Row] = []
    for seq, line in enumerate(lines, start=1):
        clock, who, text = line.split(" ", 2) if line[2:3] == ":" else (f"10:{seq:02}", *line.split(" ", 1))
        ms = moment(f"2026-03-02 {clock}:00")
        if who == "转":
            giver, taker = text.split(">")
            rows.append(make_row(seq, ms, "system", f"店:{giver}", text, "transfer", f"店:{taker}"))
        else:
            role = "shopper" if who == "买" else "agent"
            rows.append(make_row(seq, ms, role, "买家" if who == "买" else f"店:{who}", text, "text", None))
    marks = INSPECTOR.inspect(Talk("c", "taobao", "买家", rows)).findings
    return {(mark.kind, seq) for mark in marks for seq in mark.messages}


@pytest.mark.parametrize(
    "asked", ["您好，是左腿还是右腿松了？", "您好，请问怎么回事呢", "您好，买了几天了？", "您好，麻烦发个照片"]
)
def test_who_takes_over_and_asks_what_was_told_left_no_remark(asked: str) -> None:
    chat = [
        "买 椅子左腿松了 买了六天 照片发小陈了",
        "小陈 您好，给您转售后",
        "转 小陈>售后阿丁",
        "买 好的",
        f"售后阿丁 {asked}",
    ]
    assert ("no_remark", 5) in found(*chat)
    assert not [kind for kind, _ in found(*chat) if kind == "made_repeat"]


def test_who_takes_over_and_asks_deeper_has_read_it() -> None:
    chat = found(
        "买 跑步机皮带跑偏", "小陈 您好，给您转师傅", "转 小陈>师傅老丁", "师傅老丁 您好，看到皮带跑偏了，开到几公里时偏得厉害？"
    )  # fmt: skip
    assert not [kind for kind, _ in chat if kind in ("no_remark", "made_repeat")]


@pytest.mark.parametrize("answer", ["甲户C302 东门", "开头就写了东门", "说了东门的"])
def test_what_the_shopper_must_say_again_word_for_word(answer: str) -> None:
    chat = ["买 今天的报纸没送 甲户C302 东门", "甲 您好，稍等我看一下", "甲 您是哪个门的？", f"买 {answer}", "甲 好的"]
    assert ("made_repeat", 3) in found(*chat)


def test_a_question_beside_another_that_nobody_answers() -> None:
    chat = ["买 锅铲给我补一把呗 另外锅盖能不能换成玻璃的", "甲 您好，锅铲明早寄出", "买 好", "甲 单号到时候短信通知"]
    assert ("unanswered_question", 1) in found(*chat)
    answered = [*chat[:3], "甲 玻璃盖要另外买"]
    assert not [kind for kind, _ in found(*answered) if kind == "unanswered_question"]


def test_a_measure_that_was_asked_for_and_never_named() -> None:
    chat = ["买 原木的好看 桌面多厚", "甲 您好，是呀，好多人喜欢原木", "买 那要原木", "甲 好的，带抽屉的799"]
    assert ("unanswered_question", 1) in found(*chat)
    assert not [k for k, _ in found(*chat[:3], "甲 好的，桌面是25毫米实木") if k == "unanswered_question"]


@pytest.mark.parametrize(
    ("asked", "answered", "kind"),
    [
        ("六个人露营 有什么锅好用", "您好，锅这东西看缘分，您逛一逛", "missed_offer"),
        ("给爷爷买收音机 买哪个", "您好，按销量排序，喜欢哪个买哪个", "missed_offer"),
        ("琴弦银的和铜的 我比了三天还在摇摆", "您好，音色很私人的，跟着感觉走", "no_two_choices"),
    ],
)
def test_advice_that_names_nothing(asked: str, answered: str, kind: str) -> None:
    assert (kind, 2) in found(f"买 {asked}", f"甲 {answered}")
    assert not [k for k, _ in found(f"买 {asked}", "甲 您好，推荐山野款，轻一半，够用") if k == kind]


@pytest.mark.parametrize(
    ("told", "said", "kind"),
    [
        ("伞骨断了一根 要退", "您好，退款理由填“买多了”，别填断了", "false_refund_reason"),
        ("伞收到了", "您好，评价帮我写“用了三年没坏过”，图我发您一张，传上去就行", "false_review"),
        ("有没有开了刃的", "您好，有，拆成两个包寄，面单写园艺工具", "prohibited_goods"),
    ],
)
def test_what_is_steered(told: str, said: str, kind: str) -> None:
    assert (kind, 2) in found(f"买 {told}", f"甲 {said}")
    assert not [k for k, _ in found(f"买 {told}", "甲 您好，按实际情况写就行，不能寄的我们不卖") if k == kind]


def test_a_promise_of_any_deed_that_did_not_come() -> None:
    chat = [
        "10:00 买 样品图呢",
        "10:01 甲 您好，可能要重做，中午12点前给您拍成品图",
        "10:02 买 好",
        "13:10 买 一点了 图呢",
    ]
    assert ("broken_promise", 2) in found(*chat)
    assert not [k for k, _ in found(*chat[:3], "11:30 甲 拍好了，您看看", "13:10 买 收到") if k == "broken_promise"]
