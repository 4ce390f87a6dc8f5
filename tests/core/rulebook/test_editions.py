"""What has changed in the book: by the dates of rules, and against the editions that were kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from xiaoer.core.rulebook import editions as book
from xiaoer.core.rulebook.editions import changes, editions, known_from, snapshot

TODAY = date(2026, 12, 24)


def test_every_edition_is_read_and_tells_words_and_a_fingerprint() -> None:
    assert known_from() == min(editions())
    for edition in editions().values():
        assert len(edition) > 300
        assert all(entry["id"] and len(entry["print"]) == 12 for entry in edition.values())


def test_a_book_that_was_kept_as_it_is_has_not_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "editions", lambda: {TODAY: snapshot()})
    assert changes(TODAY, TODAY) == []


def test_new_changed_and_ended_pages_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = snapshot()
    fresh, other, reworded = list(kept)[:3]
    del kept[fresh]
    kept[other] = {**kept[other], "print": "x" * 12}
    kept[reworded] = {**kept[reworded], "print": "x" * 12, "zh": "旧的说法", "value": "3"}
    kept["wording/gone.rule/abuse"] = {**kept[other], "id": "gone.rule", "zh": "已经没有的规则"}
    monkeypatch.setattr(book, "editions", lambda: {TODAY - timedelta(days=9): kept})
    found = changes(TODAY - timedelta(days=2), TODAY)
    assert sorted((one.what, one.before) for one in found) == [
        ("changed", ""), ("changed", "旧的说法（3）"), ("ended", ""), ("new", ""),
    ]  # fmt: skip
    assert next(one for one in found if one.what == "ended").id == "gone.rule"


def test_a_rule_tells_its_own_day_where_no_edition_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "editions", dict)
    found = changes(date(2024, 6, 30), TODAY)
    assert date(2024, 7, 1) in {one.day for one in found}, "the 实施条例 holds from then on"
    assert all(one.day and date(2024, 6, 30) < one.day <= TODAY for one in found)
    assert changes(TODAY, TODAY) == []
