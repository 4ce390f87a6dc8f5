"""The judges at the edges of their rules, the scorecard, and the labelled chats that they were written by."""

from __future__ import annotations

import pytest
from benchmarks.inspection.judge import judge

from xiaoer.core.inspection.gaps import Gaps
from xiaoer.core.inspection.inspecting import Inspection, Inspector
from xiaoer.core.inspection.marks import KIND_NAMES, PRAISE, Mark
from xiaoer.core.inspection.rows import Talk, make_row
from xiaoer.core.inspection.scorecard import default_scorecard
from xiaoer.files.chats.moments import moment

INSPECTOR = Inspector()


def inspect(*lines: str, platform: str = "taobao") -> Inspection:
    """Lines `10:00:00 买 在吗`: 买 the shopper, 机 the robot, others agents."""
    rows = []
    for seq, line in enumerate(lines, start=1):
        clock, who, text = line.split(" ", 2)
        role, author = {"买": ("shopper", "买家"), "机": ("robot", "店:机器人")}.get(who, ("agent", f"店:{who}"))
        rows.append(make_row(seq, moment(f"2026-03-02 {clock}"), role, author, text, "text", None))
    return INSPECTOR.inspect(Talk("c", platform, "买家", rows))


def found(inspection: Inspection) -> dict[str, tuple[int, ...]]:
    return {mark.kind: mark.messages for mark in inspection.findings}


@pytest.mark.parametrize("name", ["tune", "seen"])
def test_the_labelled_chats_stay_judged_as_they_were(name: str) -> None:
    figures, differences = judge(name)
    assert figures["precision"] >= 0.97, differences
    assert figures["recall"] >= 0.95, differences
    assert figures["fatal"]["precision"] == 1.0, differences


def test_every_kind_has_its_place_in_the_scorecard() -> None:
    card = default_scorecard()
    grouped = [kind for group in card.groups for kind in group.kinds]
    assert sorted(grouped) == sorted(KIND_NAMES)
    assert sum(group.points for group in card.groups) == 100


def test_praise_counts_once_and_a_fatal_finding_is_nought() -> None:
    card = default_scorecard()

    def mark(kind: str, *, fatal: bool = False) -> Mark:
        return Mark(kind, (1,), fatal, card.points_of(kind, fatal=fatal), 0.9, "", "")

    praise = [mark(kind) for kind in sorted(PRAISE)]
    assert card.score(praise) == 100
    assert card.score([*praise, mark("made_repeat"), mark("bad_closing")]) == 92
    assert card.score([*praise, mark("abuse", fatal=True)]) == 0
    assert card.score([mark("made_repeat")] * 20) == 0
    assert card.quality(praise) == "good"
    assert card.quality([mark("cold_reply")]) == "middling"
    assert card.quality([mark("negative_wording"), mark("rights_denial")]) == "bad"


@pytest.mark.parametrize(
    ("begun", "answered", "slow"),
    [("10:00:00", "10:03:00", False), ("10:00:00", "10:03:01", True), ("07:50:00", "07:59:59", False), ("22:59:59", "23:10:00", True), ("23:00:00", "23:10:00", False)],
)  # fmt: skip
def test_slow_is_more_than_three_minutes_begun_within_hours(begun: str, answered: str, slow: bool) -> None:
    marks = found(inspect(f"{begun} 买 有货吗", f"{answered} 甲 亲，有货的"))
    assert ("slow_no_apology" in marks) is slow


def test_an_apology_within_the_next_four_lines_mends_a_long_wait() -> None:
    lines = ["10:00:00 买 有货吗", "10:10:00 甲 亲，有的", "10:10:05 甲 黑色", "10:10:09 甲 白色", "10:10:12 甲 灰色"]
    assert "slow_no_apology" not in found(inspect(*lines, "10:10:20 甲 让您久等了"))
    assert "slow_no_apology" in found(inspect(*lines, "10:10:15 甲 红色", "10:10:20 甲 让您久等了"))


@pytest.mark.parametrize(("back", "forgotten"), [("10:15:30", False), ("10:15:31", True)])
def test_a_hold_is_forgotten_after_a_quarter_of_an_hour(back: str, forgotten: bool) -> None:
    marks = found(inspect("10:00:00 买 到哪了", "10:00:30 甲 亲，稍等，我查一下", f"{back} 甲 抱歉，到杭州了"))
    assert ("forgotten_hold" in marks) is forgotten


def test_who_says_when_he_is_back_is_judged_by_his_word() -> None:
    lines = ["10:00:00 买 到哪了", "10:00:30 甲 亲，10分钟内给您答复"]
    assert found(inspect(*lines, "10:30:00 买 人呢，还没查到吗", "10:31:00 甲 抱歉，到杭州了"))["broken_promise"] == (
        2,
        3,
    )
    assert "broken_promise" not in found(inspect(*lines, "10:08:00 甲 亲，查到了，包裹已到杭州"))


def test_the_robot_greets_for_itself_and_answers_for_the_shop() -> None:
    marks = found(inspect("10:00:00 买 你好", "10:00:01 机 您好，亲", "10:00:10 买 包邮吗", "10:00:11 机 满99元包邮"))
    assert marks == {}
    assert "no_greeting" in found(inspect("10:00:00 买 你好", "10:00:01 机 您好，亲", "10:00:20 甲 什么事情要咨询"))


def test_a_robot_that_hands_on_has_not_answered() -> None:
    marks = found(inspect("10:00:00 买 包邮吗", "10:00:01 机 正在为您转接人工客服，请稍候"))
    assert marks == {"unanswered_question": (1,)}


def test_a_robot_alone_leaves_no_finding_against_people_and_no_score_for_them() -> None:
    inspection = inspect("10:00:00 买 包邮吗", "10:00:01 机 满99元包邮")
    assert inspection.findings == ()
    assert inspection.wording == ()


def test_the_more_specific_kind_stands_for_the_line() -> None:
    marks = found(inspect("10:00:00 买 怎么还不发", "10:00:20 甲 亲，你脑子有病吧，催什么催"))
    assert "abuse" in marks
    assert "negative_wording" not in marks


def test_without_times_nothing_is_said_of_waiting() -> None:
    rows = [
        make_row(1, 0, "shopper", "买家", "到哪了", "text", None),
        make_row(2, 0, "agent", "店:甲", "亲，稍等，我查一下", "text", None),
    ]
    kinds = {mark.kind for mark in INSPECTOR.inspect(Talk("c", "", "买家", rows, timed=False)).findings}
    assert not kinds & {"forgotten_hold", "slow_no_apology", "broken_promise"}


@pytest.mark.parametrize(
    ("last", "least", "most"),
    [("太感谢了，你们真好", 5, 5), ("好的", 3, 4), ("骗子，我要投诉", 1, 1), ("人呢？？", 1, 2)],
)
def test_satisfaction_follows_the_last_words(last: str, least: int, most: int) -> None:
    lines = ["10:00:00 买 尺码有吗", "10:00:10 甲 亲，有的", f"10:00:40 买 {last}"]
    told = inspect(*lines, "10:00:50 甲 亲，在的，祝您愉快，有问题随时找我").satisfaction
    assert told is not None
    assert least <= told <= most


def test_gaps_gather_the_same_question_in_other_words() -> None:
    gaps = Gaps()
    gaps.add("a", ["请问这个能微波吗"])
    gaps.add("b", ["能微波吗？"])
    gaps.add("c", ["几年质保"])
    assert [(row["count"], row["conversations"]) for row in gaps.report()] == [(2, ["a", "b"]), (1, ["c"])]
