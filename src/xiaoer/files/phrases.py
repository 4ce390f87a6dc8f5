"""The quick phrase file of 千牛 (`快捷短语编码,快捷短语,快捷短语分组`): any encoding in, GBK out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from xiaoer.core.errors import Refusal
from xiaoer.core.facts import Phrase
from xiaoer.files.shop_folder import phrases
from xiaoer.files.shop_folder.load import load_file
from xiaoer.files.table_writer import write_csv


@dataclass(frozen=True, slots=True)
class PhrasesRead:
    """The phrases of a file, and the rows that were refused."""

    phrases: tuple[Phrase, ...]
    refusals: tuple[Refusal, ...]


def read_phrases(path: Path) -> PhrasesRead:
    """Read a phrase file; one that cannot be read at all is a single refusal."""
    loaded = load_file(phrases.SPEC, Path(path), UTC)
    return PhrasesRead(tuple(loaded.rows), tuple(loaded.refusals))


def write_phrases(rows: Iterable[Phrase], to: Path, *, encoding: str = "gbk") -> None:
    """Write a file for 千牛. Raises `BadInput` for characters that the encoding lacks (emoji in GBK)."""
    cells = [phrases.SPEC.write(phrase) for phrase in rows]
    write_csv(Path(to), phrases.COLUMNS, cells, guard=False, encoding=encoding)
