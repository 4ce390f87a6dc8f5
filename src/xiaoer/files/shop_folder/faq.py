"""Table `faq`: a question and its answer; 关联商品 and 相似问法 are lists separated by `|`."""

from __future__ import annotations

from collections.abc import Mapping

from xiaoer.core.facts import Faq
from xiaoer.files import spelling
from xiaoer.files.shop_folder.spec import Cells, TableSpec

_COLUMNS = ("编号", "问题", "答案", "关联商品", "相似问法", "有效期至")
_KNOWN = frozenset(_COLUMNS)


def _read(cells: Cells) -> Faq:
    return Faq(
        number=cells.number_of("编号"),
        question=cells.need("问题"),
        answer=cells.need("答案"),
        products=cells.words("关联商品"),
        similar=cells.words("相似问法"),
        valid_until=cells.day("有效期至"),
        source=cells.source,
        extra=cells.rest(_KNOWN),
    )


def _write(faq: Faq) -> Mapping[str, str]:
    return {
        "编号": faq.number,
        "问题": faq.question,
        "答案": faq.answer,
        "关联商品": spelling.words(faq.products),
        "相似问法": spelling.words(faq.similar),
        "有效期至": spelling.day(faq.valid_until),
        **faq.extra,
    }


SPEC = TableSpec("faq", _COLUMNS, ("编号", "问题", "答案"), ("编号",), _read, _write)
