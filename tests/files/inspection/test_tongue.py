"""Reports in English: every word of the code has its English, and nothing Chinese is left but what people wrote."""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

from python_calamine import CalamineWorkbook

from tests.support.papers import words_of_pdf
from xiaoer.core.inspection.marks import KIND_NAMES
from xiaoer.core.text.english import in_english
from xiaoer.domains.reports.letters import letter_of
from xiaoer.domains.reports.rules import NAMES, REASONS, tongue_of
from xiaoer.files.inspection.daily import write_daily
from xiaoer.files.inspection.papers import LINE_KINDS, STATES, bonus_pdf, daily_pdf, personal_pdf
from xiaoer.files.inspection.voices import KINDS, write_voices
from xiaoer.files.pdf import MOST_ROWS, Paper

ENGLISH = tongue_of("en")
HAN = re.compile(r"[\u4e00-\u9fff]+")
NUMBERS = [{"key": key, "value": 0.5, "before": 61.0} for key in NAMES]
CHAT = {"shopper": "s1", "agents": ["Ann", "Ben"], "score": 90, "kinds": list(KIND_NAMES)}
REPORT = {
    "kind": "week", "day": "2026-11-02", "summary": "Calm.", "notes": "Rain.", "to_dos": ["Cards"], "edited_by": "Lin",
    "figures": {
        "numbers": NUMBERS, "agents": [{"name": f"A{n}", "numbers": NUMBERS} for n in range(8)],
        "refunds": [{"reason": key, "count": 1, "amount": 2.5} for key in REASONS],
        "questions": [{"question": "Is it warm?", "count": 3}],
        "faults": [{"product": "P1", "name": "Coat", "cases": 2, "reasons": list(REASONS), "numbers": ["1", "2"]}],
        "kinds": [{"kind": key, "count": 1} for key in KIND_NAMES], "best": [CHAT], "worst": [CHAT],
    },
}  # fmt: skip


def test_names_are_there_in_both_languages() -> None:
    for names in (NAMES, KIND_NAMES, REASONS):
        assert [name for name in names.values() if in_english(name) is None] == []


def test_a_report_as_pdf() -> None:
    words = words_of_pdf(daily_pdf(REPORT, "Example", ENGLISH))
    assert HAN.findall(words) == []
    for part in ("Weeklyreport2026-11-02", "editedbyLin", "Agents(continued)", "Ann,Ben", "page1of"):
        assert part in words


def test_a_report_as_letter() -> None:
    own = {"summary": "会话数 12；平均响应 35秒。", "to_dos": ["处理2条已超时的待办"]}
    letter = letter_of({**REPORT, **own}, "Example", "boss@example.com", "k", "en")
    assert letter.subject == "Example Weekly report 2026-11-02"
    assert HAN.findall(letter.text + letter.html) == []
    assert "Conversations 12; Mean response 35 s." in letter.text
    assert "Deal with 2 overdue tasks" in letter.html


def test_a_report_as_workbook(tmp_path: Path) -> None:
    write_daily(tmp_path / "r.xlsx", REPORT, ENGLISH)
    assert words_of(tmp_path / "r.xlsx") == []


def test_the_voice_as_workbook(tmp_path: Path) -> None:
    items = [
        {"kind": kind, "aspect": "pilling", "count": 2, "before": 1, "days": [1, 1], "quotes": [
            {"text": "It pills", "conversation": 1, "seq": 2}]} for kind in KINDS
    ]  # fmt: skip
    question = {"question": "How heavy?", "count": 2}
    cases = [{"reason": key, "count": 1} for key in REASONS]
    product = {"product": "", "name": "Coat", "items": items, "cases": cases, "questions": [question]}
    write_voices(tmp_path / "v.xlsx", {"products": [product], "questions": [question]}, ["d1", "d2"], ENGLISH)
    assert words_of(tmp_path / "v.xlsx") == []


def test_somebodys_own_report() -> None:
    for kept in (True, False, None):
        report = {
            "staff": "Ann", "kind": "day", "day": "2026-11-02", "carried": "Ask the size", "kept": kept, "problem": "Slow",
            "cause": "Ten chats", "correction": "Phrases", "comment": "Good", "comment_by": None, "numbers": NUMBERS,
        }  # fmt: skip
        words = words_of_pdf(personal_pdf(report, "Example", ENGLISH))
        assert HAN.findall(words) == []
        assert "WordsofLead" in words


def test_a_month_of_bonus() -> None:
    lines = [
        {"order": "A-1", "kind": kind, "role": role, "at": "2026-10-31T17:00:00.000Z", "amount": "1.00",
         "share_pct": 70, "bonus": "0.21", "note": "part"} for kind in LINE_KINDS for role in ("closed", "followed", "")
    ]  # fmt: skip
    disputes = [
        {"order": "A-1", "name": "Ann", "text": "Not mine", "state": s, "answer": "", "adjust": "0.21"} for s in STATES
    ]
    person = {"staff_id": 2, "name": "Ann", "net": "1.00", "pct": "1", "bonus": "0.21", "lines": lines}
    for frozen in (True, False):
        for people in ([person], []):
            sheet = {"month": "2026-10", "frozen": frozen, "people": people, "disputes": disputes}
            assert HAN.findall(words_of_pdf(bonus_pdf(sheet, "Example", ZoneInfo("Asia/Shanghai"), ENGLISH))) == []


def test_what_is_left_out_is_said_in_english() -> None:
    paper = Paper("Daily", language="en")
    paper.table([("Item", 1)], [[n] for n in range(MOST_ROWS + 1)])
    words = words_of_pdf(paper.bytes())
    assert f"Onlythefirst{MOST_ROWS}rows" in words
    assert HAN.findall(words) == []


def words_of(path: Path) -> list[str]:
    """The Chinese words of a workbook, its sheets' names among them."""
    book = CalamineWorkbook.from_path(str(path))
    cells = [str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    return HAN.findall("\n".join([*book.sheet_names, *cells]))
