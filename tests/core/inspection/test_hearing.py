"""The second sign: what patterns and the linear model say together of a line, through the inspector."""

from __future__ import annotations

import pytest

from xiaoer.core.inspection.inspecting import Inspector
from xiaoer.core.inspection.judges.hearing import PASS, shipped
from xiaoer.core.inspection.marks import Mark
from xiaoer.core.inspection.rows import Talk, make_row
from xiaoer.files.chats.moments import moment

INSPECTOR = Inspector()


def marks(asked: str, answered: str) -> dict[str, Mark]:
    rows = [
        make_row(1, moment("2026-03-02 10:00:00"), "shopper", "买家", asked, "text", None),
        make_row(2, moment("2026-03-02 10:00:30"), "agent", "店:甲", f"您好，{answered}", "text", None),
    ]
    return {mark.kind: mark for mark in INSPECTOR.inspect(Talk("c", "taobao", "买家", rows)).findings}


@pytest.mark.parametrize(
    ("asked", "answered", "kind"),
    [
        ("门把手松了", "师傅装的，谁装的您找谁去问", "blame_shifting"),
        ("能改时间吗", "业内都这么操作的，我没权限给您破例", "self_centred"),
        ("扣子掉了怎么办", "这点小毛病也要来问，您自个儿缝两针不会吗", "negative_wording"),
    ],
)
def test_faults_in_free_speech_are_found_and_are_never_fatal(asked: str, answered: str, kind: str) -> None:
    found = marks(asked, answered)
    assert kind in found
    assert not found[kind].fatal


@pytest.mark.parametrize(
    "answered",
    [
        "请不要在平台外面转账给任何人，那样没有保障",
        "不用您去问快递，我来联系站点，今晚给您回话",
        "五金包里确实少装了一颗，是打包漏了，我们今天补寄",
        "没收到货千万先别点确认，验好了再点",
        "扣分不扣分是我们的事，您照实选就行，运费我们承担",
    ],
)
def test_what_only_looks_like_a_fault_is_none(answered: str) -> None:
    assert not [mark for mark in marks("怎么办呢", answered).values() if mark.points < 0]


def test_a_line_in_so_many_words_is_fatal() -> None:
    assert marks("便宜点", "您加我微信吧，微信里下单给您便宜二十")["off_platform"].fatal


def test_shares_of_a_line_make_one() -> None:
    heard = shipped().hear("好的，今天给您发出")
    assert sum(heard.shares.values()) == pytest.approx(1)
    assert heard.shares[PASS] > 0.9
