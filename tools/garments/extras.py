"""Scarf and socks."""

from __future__ import annotations

from garments.patterns import plaid
from garments.pen import Cloth, draw, fill, piece, spread, stroke, upright
from garments.tops import Drawing


def scarf(cloth: Cloth, key: str) -> Drawing:
    """A checked scarf in a loose loop, fringes at both ends."""
    loop = piece(
        (-96, 150),
        ((-90, 96), (92, 92), (98, 150)),
        ((100, 196), (40, 222), (0, 222)),
        ((-44, 222), (-100, 200), (-96, 150)),
    )
    hole = piece((-54, 142), ((-46, 118), (46, 116), (54, 142)), ((50, 164), (-48, 166), (-54, 142)))
    left = piece(
        (-58, 204),
        ((2, 212),),
        ((2, 280), (-14, 330), (-16, 372)),
        ((-92, 366),),
        ((-90, 310), (-66, 262), (-58, 204)),
    )
    right = piece(
        (-14, 208),
        ((52, 200),),
        ((60, 260), (82, 300), (88, 336)),
        ((16, 352),),
        ((12, 300), (-6, 262), (-14, 208)),
    )

    def woven(outline: str) -> str:
        return fill(outline, cloth.base, cloth.line) + f'<path d="{outline}" fill="url(#{key}p)"/>'

    fringe_left = upright(spread(-90, -18, 13), 369, 394)
    fringe_right = "".join(
        stroke((x, 351 - (x - 18) * 0.22), ((x + 5, 375 - (x - 18) * 0.22),)) for x in spread(18, 87, 12)
    )
    drawn = (
        draw(fringe_left, cloth.line, 3)
        + draw(fringe_right, cloth.line, 3)
        + woven(left)
        + woven(right)
        + woven(loop)
        + fill(hole, cloth.line)
        + draw(
            stroke((-90, 172), ((-60, 200), (20, 204), (60, 190)))
            + stroke((94, 166), ((70, 190), (40, 200), (20, 202))),
            cloth.line,
            2,
            opacity=0.6,
        )
    )
    return drawn, plaid(f"{key}p", cloth.deep, cloth.mark)


def socks(cloth: Cloth, key: str) -> Drawing:
    """Slouchy socks, one in each of the shop's three colours."""

    def sock(shift: float, tone: Cloth) -> str:
        def x(value: float) -> float:
            return value + shift

        leg = piece(
            (x(-30), 128),
            ((x(-10), 134), (x(10), 134), (x(30), 128)),
            ((x(34), 190), (x(28), 250), (x(34), 300)),
            ((x(40), 330), (x(72), 346), (x(78), 368)),
            ((x(80), 390), (x(50), 394), (x(30), 388)),
            ((x(4), 380), (x(-30), 356), (x(-34), 318)),
            ((x(-36), 270), (x(-28), 200), (x(-30), 128)),
        )
        slouch = "".join(
            stroke((x(-31), y), ((x(-10), y + 14), (x(12), y + 12), (x(30), y - 2))) for y in (222, 244, 266, 288)
        )
        toe = piece(
            (x(56), 346),
            ((x(68), 352), (x(76), 358), (x(78), 368)),
            ((x(80), 388), (x(60), 394), (x(44), 391)),
            ((x(56), 380), (x(60), 362), (x(56), 346)),
        )
        heel = piece(
            (x(-34), 306),
            ((x(-14), 314), (x(-10), 336), (x(-20), 350)),
            ((x(-30), 340), (x(-34), 326), (x(-34), 306)),
        )
        band = piece(
            (x(-31), 126),
            ((x(-10), 132), (x(10), 132), (x(31), 126)),
            ((x(31), 172),),
            ((x(10), 178), (x(-10), 178), (x(-31), 172)),
        )
        ribs = draw(upright([x(v) for v in spread(-24, 24, 9)], 133, 172), tone.line, 1.4, opacity=0.6)
        return (
            fill(leg, tone.base, tone.line)
            + draw(slouch, tone.line, 2, opacity=0.55)
            + fill(toe, tone.shade, tone.line, 1.6)
            + fill(heel, tone.shade, tone.line, 1.6)
            + fill(band, tone.light, tone.line)
            + ribs
        )

    drawn = sock(84, Cloth("#5f7f86")) + sock(-16, Cloth("#c9c5bf")) + sock(-112, cloth)
    return drawn, ""
