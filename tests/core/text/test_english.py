"""The tables of both languages: every refusal has its English, gaps keep what fills them, people's words stay."""

from __future__ import annotations

import re
import string

import pytest
from tests.support.saying import called, literals, refusals

from xiaoer.core.text.english import english, in_english, phrase, table

GAP = re.compile(r"\{(\w+)(?::[dvw])?\}")


def test_every_refusal_of_the_server_has_its_english() -> None:
    found = refusals("api", "domains", "kit", "ports", "core")
    assert len(found) > 300
    assert [f"{at} {text}" for text, at in found.items() if in_english(text) is None] == []


def test_both_sides_of_a_line_have_the_same_gaps() -> None:
    wrong = []
    for chinese, said in table().items():
        gaps = set(GAP.findall(chinese))
        used = {name for _, name, _, _ in string.Formatter().parse(said) if name}
        if used != gaps:
            wrong.append(chinese)
    assert wrong == []


def test_no_line_has_gaps_alone() -> None:
    """`{a}：{b}` would be anything that anybody wrote."""
    bare = [zh for zh in table() if GAP.search(zh) and not re.sub(r"[\s：，。、·（）]", "", GAP.sub("", zh))]
    assert bare == []


def test_the_english_is_english() -> None:
    """A Chinese word may be named in it, no more."""
    han = re.compile("[\u4e00-\u9fff]")
    assert [said for said in table().values() if len(han.findall(said)) * 2 > len(said)] == []


@pytest.mark.parametrize(
    ("chinese", "said"),
    [
        ("账号或密码不对", "Wrong account or password."),
        (
            "消息有 4001 个字，最多 4000 个，请分几条发",
            "The message has 4001 characters, 4000 at most: send it in parts.",
        ),
        ("小满已先接了这个会话", "小满 took this chat first."),
        ("同事已先接了这个会话", "A colleague took this chat first."),
        ("明天能到吗", None),
        ("hello", None),
    ],
)
def test_texts_are_known_again(chinese: str, said: str | None) -> None:
    assert in_english(chinese) == said
    assert english(chinese) == (said or chinese)


def test_a_text_before_it_is_filled_in() -> None:
    assert phrase("账号或密码不对") == "Wrong account or password."
    with pytest.raises(KeyError):
        phrase("没有这样的话")


WORDED = (
    "core/inspection/trade.py", "core/rulebook/casework/flow.py", "core/rulebook/casework/complaints.py",
    "core/rulebook/judge/proof.py", "domains/work/rules.py", "domains/actions/kinds.py", "domains/shifts/contents.py",
    "domains/robot/morning.py", "domains/complaints/remedies.py", "domains/complaints/service.py",
    "domains/growing/stale.py", "domains/reports/counting.py",
)  # fmt: skip
"""Modules whose every text is the desk's own and is read by its people."""


@pytest.mark.parametrize("module", WORDED)
def test_every_text_that_a_module_lays_before_people_has_its_english(module: str) -> None:
    assert [text for text in literals(module) if in_english(text) is None] == []


def test_every_reason_of_a_finding_has_its_english() -> None:
    found = called("Draft", "core/inspection")
    assert len(found) > 30
    assert [text for text in found if in_english(text) is None] == []
