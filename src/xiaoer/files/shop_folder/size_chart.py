"""Table `size_chart`: one size of a product a row. Garment measures in cm, the wearer's weight in 斤."""

from __future__ import annotations

from collections.abc import Mapping

from xiaoer.core.facts import SizeRow
from xiaoer.files import spelling
from xiaoer.files.shop_folder.spec import Cells, TableSpec

_COLUMNS = (
    "商品编号", "尺码", "适合身高cm", "适合体重斤", "胸围cm", "腰围cm", "臀围cm",
    "肩宽cm", "衣长cm", "袖长cm", "版型", "备注",
)  # fmt: skip
_KNOWN = frozenset(_COLUMNS)


def _read(cells: Cells) -> SizeRow:
    return SizeRow(
        product=cells.number_of("商品编号"),
        size=cells.need("尺码"),
        height_cm=cells.span("适合身高cm"),
        weight_jin=cells.span("适合体重斤"),
        bust_cm=cells.span("胸围cm"),
        waist_cm=cells.span("腰围cm"),
        hip_cm=cells.span("臀围cm"),
        shoulder_cm=cells.span("肩宽cm"),
        length_cm=cells.span("衣长cm"),
        sleeve_cm=cells.span("袖长cm"),
        fit=cells.text("版型"),
        remark=cells.text("备注"),
        source=cells.source,
        extra=cells.rest(_KNOWN),
    )


def _write(row: SizeRow) -> Mapping[str, str]:
    return {
        "商品编号": row.product,
        "尺码": row.size,
        "适合身高cm": spelling.span(row.height_cm),
        "适合体重斤": spelling.span(row.weight_jin),
        "胸围cm": spelling.span(row.bust_cm),
        "腰围cm": spelling.span(row.waist_cm),
        "臀围cm": spelling.span(row.hip_cm),
        "肩宽cm": spelling.span(row.shoulder_cm),
        "衣长cm": spelling.span(row.length_cm),
        "袖长cm": spelling.span(row.sleeve_cm),
        "版型": row.fit,
        "备注": row.remark,
        **row.extra,
    }


SPEC = TableSpec("size_chart", _COLUMNS, ("商品编号", "尺码"), ("商品编号", "尺码"), _read, _write)
