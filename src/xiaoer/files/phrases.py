"""The quick phrase file of 千牛 (`快捷短语编码,快捷短语,快捷短语分组`): any encoding in, GBK out.

Doubled codes are common in files that several people have kept. Nothing is lost by them: the second phrase of a code
gets the next free one (`hy1` → `hy1-2`) and is named in `noted`; the same phrase twice is taken once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path

from xiaoer.core.errors import Refusal
from xiaoer.core.facts import Phrase
from xiaoer.files.shop_folder import phrases
from xiaoer.files.shop_folder.load import load_file
from xiaoer.files.table_writer import write_csv


@dataclass(frozen=True, slots=True)
class PhrasesRead:
    """The phrases of a file, the rows that were refused, and those that were taken with another code."""

    phrases: tuple[Phrase, ...]
    refusals: tuple[Refusal, ...]
    noted: tuple[Refusal, ...] = ()


def read_phrases(path: Path) -> PhrasesRead:
    """Read a phrase file; one that cannot be read at all is a single refusal."""
    loaded = load_file(replace(phrases.SPEC, key=()), Path(path), UTC)
    taken, noted = _apart(loaded.rows)
    return PhrasesRead(tuple(taken), tuple(loaded.refusals), tuple(noted))


def _apart(rows: Iterable[Phrase]) -> tuple[list[Phrase], list[Refusal]]:
    """Phrases with codes of their own, and a note per phrase that needed one."""
    held: dict[str, Phrase] = {}
    said: set[tuple[str, str]] = set()
    noted: list[Refusal] = []
    for phrase in rows:
        if (phrase.code, phrase.text) in said:
            continue
        said.add((phrase.code, phrase.text))
        key = phrase.code or phrase.text
        if key in held:
            code = _next_free(phrase.code, held)
            first = held[key].source.row
            why = f"编码 {phrase.code} 与第 {first} 行重复，已改用 {code}"
            noted.append(Refusal(phrase.source.file, phrase.source.row, "快捷短语编码", why, "想用别的编码可以再改"))
            phrase, key = replace(phrase, code=code), code  # noqa: PLW2901 - the same phrase under its new code
        held[key] = phrase
    return list(held.values()), noted


def _next_free(code: str, held: Mapping[str, Phrase]) -> str:
    n = 2
    while f"{code}-{n}" in held:
        n += 1
    return f"{code}-{n}"


def write_phrases(rows: Iterable[Phrase], to: Path, *, encoding: str = "gbk") -> None:
    """Write a file for 千牛. Raises `BadInput` for characters that the encoding lacks (emoji in GBK)."""
    cells = [phrases.SPEC.write(phrase) for phrase in rows]
    write_csv(Path(to), phrases.COLUMNS, cells, guard=False, encoding=encoding)
