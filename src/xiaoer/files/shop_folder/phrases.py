"""Table `phrases`: quick phrases in the form of 千牛. An empty group is the top level.

The cells are not guarded against formula injection: a mark in front would be sent to shoppers by 千牛.
"""

from __future__ import annotations

from collections.abc import Mapping

from xiaoer.core.facts import Phrase
from xiaoer.files.shop_folder.spec import Cells, TableSpec

COLUMNS = ("快捷短语编码", "快捷短语", "快捷短语分组")


def _read(cells: Cells) -> Phrase:
    return Phrase(
        code=cells.text("快捷短语编码"),
        text=cells.need("快捷短语"),
        group=cells.text("快捷短语分组"),
        source=cells.source,
    )


def _write(phrase: Phrase) -> Mapping[str, str]:
    return dict(zip(COLUMNS, (phrase.code, phrase.text, phrase.group), strict=True))


SPEC = TableSpec(
    "phrases",
    COLUMNS,
    ("快捷短语",),
    ("快捷短语编码",),
    _read,
    _write,
    aliases={"快捷编码": "快捷短语编码"},
    guard=False,
)
