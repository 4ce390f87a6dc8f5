"""Table `parcels`: a parcel of an order, what is in it, and where it was seen.

包裹内容 = `SKU×数量;SKU×数量`; 物流轨迹 = `时间 【城市】说明` joined by ` | `, kept oldest first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import tzinfo

from xiaoer.core.facts import Parcel, TrackStep
from xiaoer.files import spelling, values
from xiaoer.files.shop_folder.spec import Cells, TableSpec
from xiaoer.files.values import CellError

_COLUMNS = (
    "订单号", "包裹号", "快递公司", "运单号", "发货时间", "包裹状态", "包裹内容", "最新轨迹时间", "物流轨迹",
)  # fmt: skip
_KNOWN = frozenset(_COLUMNS)
_ITEM = re.compile(r"(.+?)\s*(?:[×✕＊*]|(?<=[\w\s])[xX](?=\s*\d+$))\s*(\d+)", re.DOTALL)
_NEXT_STEP = re.compile(r"\s*[|｜]\s*(?=\d{4}\s*[-/.年])|\n(?=\d{4}[-/.年])")
_STEP = re.compile(
    r"(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?"
    r"(?:[ T]+\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d{1,6})?)?)?)"
    r"\s*(?:【([^】]*)】)?\s*(.*)",
    re.DOTALL,
)


def _read(cells: Cells) -> Parcel:
    return Parcel(
        order=cells.number_of("订单号"),
        number=cells.number_of("包裹号"),
        courier=cells.text("快递公司"),
        waybill=cells.number_of("运单号") if cells.text("运单号") else "",
        shipped_at=cells.time("发货时间"),
        state=cells.text("包裹状态"),
        content=_content(cells.text("包裹内容")),
        last_seen_at=cells.time("最新轨迹时间"),
        track=_track(cells.text("物流轨迹"), cells.zone),
        source=cells.source,
        extra=cells.rest(_KNOWN),
    )


def _content(text: str) -> tuple[tuple[str, int], ...]:
    items = []
    for part in re.split(r"[;；,，、|｜\n]", text):
        if not part.strip():
            continue
        match = _ITEM.fullmatch(part.strip())
        if not match:
            raise CellError(f"“{part.strip()[:30]}”看不出数量", "写成 SKU编号×数量，多样之间用 ; 隔开", "包裹内容")
        try:
            items.append((match[1].strip(), values.count(match[2])))
        except CellError as error:
            raise CellError(error.why, error.remedy, "包裹内容") from None
    return tuple(items)


def _track(text: str, zone: tzinfo) -> tuple[TrackStep, ...]:
    steps = [_step(part.strip(), zone) for part in _NEXT_STEP.split(text) if part.strip(" |｜\n")]
    return tuple(sorted(steps, key=lambda step: step.at))


def _step(text: str, zone: tzinfo) -> TrackStep:
    match = _STEP.fullmatch(text)
    if not match:
        raise CellError(f"“{text[:30]}”不像一条轨迹", "写成 2026-03-05 14:00 【杭州】已揽收", "物流轨迹")
    try:
        return TrackStep(values.time(match[1], zone), (match[2] or "").strip(), match[3].strip())
    except CellError as error:
        raise CellError(error.why, error.remedy, "物流轨迹") from None


def _write(parcel: Parcel) -> Mapping[str, str]:
    return {
        "订单号": parcel.order,
        "包裹号": parcel.number,
        "快递公司": parcel.courier,
        "运单号": parcel.waybill,
        "发货时间": spelling.time(parcel.shipped_at),
        "包裹状态": parcel.state,
        "包裹内容": ";".join(f"{sku}×{quantity}" for sku, quantity in parcel.content),
        "最新轨迹时间": spelling.time(parcel.last_seen_at),
        "物流轨迹": " | ".join(map(_step_text, parcel.track)),
        **parcel.extra,
    }


def _step_text(step: TrackStep) -> str:
    city = f"【{step.city}】" if step.city or step.text.startswith("【") else ""
    return f"{spelling.time(step.at)} {city}{step.text}"


SPEC = TableSpec("parcels", _COLUMNS, ("订单号", "包裹号"), ("订单号", "包裹号"), _read, _write)
