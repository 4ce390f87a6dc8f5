"""The model answer: what a good agent could have said to an ask, from the points' own sentences."""

from __future__ import annotations

from collections.abc import Sequence

from xiaoer.core.drills.shapes import Ask, Point, Scenario


def model_reply(scenario: Scenario, ask: Ask, missed: Sequence[str] | None = None, form: str = "亲") -> str:
    """A line that meets all points of an ask (or those in `missed`), apology first, in the shop's form of address."""
    wanted = [p for p in ask.points if missed is None or p.id in missed]
    ordered = sorted(wanted, key=lambda p: p.id not in ("apology", "calm"))
    said = "".join(_sentence(p) for p in ordered)
    if scenario.kind.tactic == "misunderstands" and ask.tactic:
        said = f"简单说：{said}"
    return f"{form}，{said}" if form else said


def _sentence(point: Point) -> str:
    text = point.model.strip()
    return text if text.endswith(("。", "！", "？", "~", "：")) else f"{text}。"
