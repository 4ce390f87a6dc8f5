"""One parcel told in a line."""

from __future__ import annotations

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.facts import Parcel


def parcel_line(turn: Turn, parcel: Parcel, facts: list[FactUse]) -> str:
    """One parcel in plain words: who carries it, where it is, since when."""
    facts += [
        cite.cell(parcel.source, "快递公司", parcel.courier),
        cite.cell(parcel.source, "运单号", parcel.waybill),
        cite.cell(parcel.source, "包裹状态", parcel.state),
    ]
    line = (
        f"{parcel.courier} {parcel.waybill}，{parcel.state}" if parcel.waybill else f"{parcel.courier}，{parcel.state}"
    )
    if parcel.track:
        last = parcel.track[-1]
        at = turn.shop.local(last.at)
        facts.append(cite.cell(parcel.source, "物流轨迹", f"{at:%Y-%m-%d %H:%M} 【{last.city}】{last.text}"))
        city = f"在{last.city}，" if last.city else ""
        return f"{line}：{cite.moment(at)}{city}{last.text}。"
    if parcel.last_seen_at:
        at = turn.shop.local(parcel.last_seen_at)
        facts.append(cite.cell(parcel.source, "最新轨迹时间", at))
        return f"{line}，最近更新{cite.moment(at)}。"
    return f"{line}，还没有物流记录。"
