"""Draw the pictures of the women's-wear example shop: one flat garment per product, as SVG.

Run `python tools/draw_womenswear.py [FOLDER]`; the folder defaults to the example shop's `pictures/`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from garments import bottoms, coats, dresses, extras, tops
from garments.pen import MIDDLE, SHEET, Cloth, mix

PICTURES = Path(__file__).resolve().parent.parent / "examples" / "qinghe_womenswear" / "pictures"


@dataclass(frozen=True)
class Sheet:
    """A product's picture: what is drawn, in which cloth, on which ground."""

    garment: Callable[[Cloth, str], tops.Drawing]
    cloth: str
    ground: str
    mark: str = "#f4ece0"
    scale: float = 1.0


SHEETS: dict[str, Sheet] = {
    "QH101": Sheet(dresses.tea_dress, "#8fa9bd", "#f3e9e2", "#fdf6ec"),
    "QH102": Sheet(dresses.knit_dress, "#d8c5a8", "#e6ebe6"),
    "QH103": Sheet(dresses.pinafore, "#b9763f", "#e7ecec", "#e9c48f"),
    "QH201": Sheet(tops.sweater, "#8fa6b8", "#f5ece4", scale=1.17),
    "QH202": Sheet(tops.cardigan, "#a9b89a", "#f6eee9", scale=1.14),
    "QH203": Sheet(tops.cable_sweater, "#ece3d2", "#d9e2e3", scale=1.12),
    "QH301": Sheet(tops.shirt, "#d9adab", "#eef0ea", scale=1.12),
    "QH302": Sheet(tops.puff_shirt, "#f3f5f7", "#f0e4e0", "#a9c2da", scale=1.14),
    "QH401": Sheet(bottoms.pleated_skirt, "#8a6656", "#eee9df"),
    "QH402": Sheet(bottoms.mini_skirt, "#f1ebe0", "#e2e6e4", "#3d3b40", scale=1.16),
    "QH501": Sheet(bottoms.jeans, "#6f93b6", "#f5ebdd"),
    "QH502": Sheet(bottoms.flares, "#5b5e68", "#ece6ea"),
    "QH503": Sheet(bottoms.wide_trousers, "#cfbda2", "#e4eaed"),
    "QH504": Sheet(bottoms.corduroy_trousers, "#8b6648", "#eeeade", "#f2e3c6"),
    "QH505": Sheet(bottoms.leggings, "#565560", "#f3e7e4"),
    "QH601": Sheet(coats.trench, "#c8ab7e", "#e5ebee", "#6b4a30"),
    "QH602": Sheet(coats.short_puffer, "#d7bfa8", "#e3eaee", scale=1.14),
    "QH603": Sheet(coats.long_puffer, "#5f7f6a", "#eee9e0", "#e3d3ba"),
    "QH604": Sheet(coats.wool_coat, "#bd9166", "#e9ebe7", "#5b3d28"),
    "QH605": Sheet(coats.down_vest, "#d8a9ae", "#eaeef0", scale=1.14),
    "QH701": Sheet(tops.tee, "#f2efe9", "#dfe7e2", scale=1.13),
    "QH702": Sheet(tops.base_layer, "#d9b3b0", "#f1eee6", scale=1.16),
    "QH703": Sheet(tops.mock_neck, "#a2707a", "#f0e9e6", scale=1.15),
    "QH704": Sheet(tops.hoodie, "#b3b5b8", "#f3e6e4", "#f7f3ec", scale=1.12),
    "QH801": Sheet(coats.blazer, "#4c5660", "#ece7e0", "#2c3238", scale=1.13),
    "QH802": Sheet(dresses.vest_and_skirt, "#cdab94", "#e6ebe9", "#6f4f3c"),
    "QH803": Sheet(dresses.cardigan_and_slip, "#c5a583", "#eceee8", "#e6d5bf"),
    "QH901": Sheet(extras.scarf, "#c48a6d", "#e9ecec", "#f6ecdd"),
    "QH902": Sheet(extras.socks, "#c2a587", "#eeebe3"),
}


def picture(number: str, sheet: Sheet) -> str:
    """The whole SVG: ground, an arched niche, a soft shadow, the garment."""
    cloth = Cloth(sheet.cloth, sheet.mark)
    drawn, patterns = sheet.garment(cloth, number)
    niche = mix(sheet.ground, "#ffffff", 0.5)
    floor = mix(sheet.ground, "#2b2a33", 0.1)
    # a larger garment keeps its hook and its middle line where they are
    shift, lift = round(MIDDLE * (1 - sheet.scale), 1), round(56 * (1 - sheet.scale), 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SHEET} {SHEET}"'
        ' stroke-linejoin="round" stroke-linecap="round">'
        f"<defs>{patterns}</defs>"
        f'<rect width="{SHEET}" height="{SHEET}" fill="{sheet.ground}"/>'
        f'<path d="M60 480V226C60 118 138 38 240 38S420 118 420 226V480Z" fill="{niche}"/>'
        f'<ellipse cx="240" cy="440" rx="118" ry="11" fill="{floor}" opacity=".7"/>'
        f'<g transform="translate({shift} {lift}) scale({sheet.scale})">{drawn}</g></svg>\n'
    )


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, sheet in SHEETS.items():
        (folder / f"{number}.svg").write_text(picture(number, sheet), encoding="utf-8")
    sys.stdout.write(f"{len(SHEETS)} pictures in {folder}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES)
