"""Writes `examples/shanyu_foodgift/pictures/<product>.svg`: `python tools/draw_foodgift.py [DIR]`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from foodgift_art import gifts, hearty, nuts, pastry, sweet, tea

MOTIFS: dict[str, Callable[[], str]] = {
    "SY1101": tea.green_tea,
    "SY1102": tea.osmanthus_tea,
    "SY1103": tea.rock_tea,
    "SY1104": tea.tea_cake,
    "SY1105": tea.barley_tea,
    "SY1201": pastry.mung_cakes,
    "SY1202": pastry.flower_cakes,
    "SY1203": pastry.walnut_shortbread,
    "SY1204": pastry.cream_roll,
    "SY1205": pastry.green_balls,
    "SY1301": nuts.hickory,
    "SY1302": nuts.daily_nuts,
    "SY1303": nuts.macadamia,
    "SY1304": nuts.peanuts,
    "SY1401": sweet.honey,
    "SY1402": sweet.honey_sticks,
    "SY1403": sweet.jams,
    "SY1404": sweet.candied_osmanthus,
    "SY1501": sweet.freeze_dried,
    "SY1502": sweet.persimmons,
    "SY1503": sweet.plums,
    "SY1601": hearty.ham,
    "SY1602": hearty.sausages,
    "SY1603": hearty.duck,
    "SY1701": hearty.rice_cakes,
    "SY1702": hearty.ciba,
    "SY1703": hearty.lotus_starch,
    "SY1801": gifts.new_year,
    "SY1802": gifts.tea_and_pastry,
    "SY1803": nuts.eight_tins,
    "SY1804": pastry.mooncakes,
    "SY1805": gifts.breakfast,
    "SY1806": gifts.company_box,
}
PLACE = Path(__file__).parent.parent / "examples" / "shanyu_foodgift" / "pictures"


def draw_all(place: Path) -> None:
    """Draws every product's picture anew; the same motif gives the same bytes."""
    place.mkdir(parents=True, exist_ok=True)
    for product, motif in MOTIFS.items():
        (place / f"{product}.svg").write_text(motif(), encoding="utf-8")


if __name__ == "__main__":
    draw_all(Path(sys.argv[1]) if len(sys.argv) > 1 else PLACE)
