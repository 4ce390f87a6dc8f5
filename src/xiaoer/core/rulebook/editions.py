"""What has changed in the packaged book since a day: rules that came, were changed, or ended.

Two sources: the dates that rules carry, and editions, which are kept as they were published
(`rules/editions/DAY.json`, made by tools/edition.py): page → its words and a fingerprint of all that it does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Literal

from xiaoer.core.rulebook.gate.load import packaged as wording
from xiaoer.core.rulebook.pages import Page, pages

What = Literal["new", "changed", "ended"]
_ORDER: tuple[What, ...] = ("new", "changed", "ended")
_KEPT = ("part", "id", "kind", "level", "zh", "en", "source", "value")
Entry = dict[str, str]
"""The kept words of a page, and `print`: its fingerprint."""
Edition = Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Change:
    """A page that came, was changed or ended; `before` = how it read, where its words or its value are others.

    `day` = from when, where the rule itself says so; `words` = some of what a wording rule looks for.
    """

    what: What
    part: str
    id: str
    kind: str
    level: str
    zh: str
    en: str
    source: str
    value: str
    before: str = ""
    day: date | None = None
    words: tuple[str, ...] = ()


def snapshot() -> dict[str, Entry]:
    """The book as it is: what an edition keeps of it."""
    inner = _patterns()
    return {_key(page): _entry(page, inner.get((page.id, page.kind), "")) for page in pages()}


@cache
def editions() -> dict[date, Edition]:
    """The editions published so far, oldest first."""
    folder = resources.files("xiaoer.core.rulebook") / "rules" / "editions"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".json")), key=lambda f: f.name)
    return {date.fromisoformat(f.name.removesuffix(".json")): json.loads(f.read_text("utf-8")) for f in files}


def changes(since: date, today: date) -> list[Change]:
    """What is otherwise today than on a day: what is new first, then what was changed, then what has ended."""
    now = {_key(page): page for page in pages()}
    then, prints = _edition_of(since), {key: entry["print"] for key, entry in snapshot().items()}
    found: dict[str, Change] = {}
    for key, page in now.items():
        if then is not None and page.in_force(today):
            was = then.get(key)
            if was is None:
                found[key] = _change("new", _kept(page), page.valid_from)
            elif was["print"] != prints[key]:
                found[key] = _change("changed", _kept(page), page.valid_from, before=_was(was, page))
        if page.valid_from is not None and since < page.valid_from <= today:
            older = any(p.id == page.id and p.valid_until and p.valid_until < page.valid_from for p in now.values())
            found[key] = _change("changed" if older else "new", _kept(page), page.valid_from)
        if page.valid_until is not None and since <= page.valid_until < today:
            found[key] = _change("ended", _kept(page), page.valid_until)
    for key, entry in (then or {}).items():
        if key not in now:
            found[key] = _change("ended", entry, None)
    told = [replace(one, words=now[key].words) if key in now else one for key, one in found.items()]
    return sorted(told, key=lambda one: _ORDER.index(one.what))


def known_from() -> date | None:
    """The day of the first edition: of changes before it only dates tell."""
    return next(iter(editions()), None)


def _edition_of(day: date) -> Edition | None:
    """The edition that was current on a day, or the first one where the day is before it."""
    known = list(editions().items())
    return next((e for at, e in reversed(known) if at <= day), known[0][1] if known else None)


def _change(what: What, kept: Mapping[str, str], day: date | None, *, before: str = "") -> Change:
    return Change(
        what, kept["part"], kept["id"], kept["kind"], kept["level"], kept["zh"], kept["en"], kept["source"],
        kept["value"], before, day,
    )  # fmt: skip


def _was(was: Entry, page: Page) -> str:
    """How a changed page read, where one can read the difference."""
    old, new = (
        f"{zh}{f'（{value}）' if value else ''}" for zh, value in ((was["zh"], was["value"]), (page.zh, page.value))
    )
    return old if old != new else ""


def _kept(page: Page) -> Entry:
    return {name: str(getattr(page, name)) for name in _KEPT}


def _key(page: Page) -> str:
    return "/".join((page.part, page.id, page.kind, *page.platforms, str(page.valid_from or "")))


def _entry(page: Page, inner: str) -> Entry:
    told = json.dumps(asdict(page), ensure_ascii=False, default=str, sort_keys=True) + inner
    return {**_kept(page), "print": hashlib.sha256(told.encode()).hexdigest()[:12]}


def _patterns() -> dict[tuple[str, str], str]:
    """What the wording rules of a page look for, and what excuses it."""
    found: dict[tuple[str, str], str] = {}
    for rule in wording().rules:
        tests = (rule.needs, rule.unless, rule.unless_before, rule.unless_after, rule.cue)
        told = "|".join([*(part.text for part in rule.alternatives), *(t.pattern if t else "" for t in tests)])
        found[rule.id, rule.kind] = found.get((rule.id, rule.kind), "") + told
    return found
