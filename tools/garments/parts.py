"""What several garments share: necks, bodices, sleeves, cuffs, buttons, hangers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from garments.pen import (
    Cloth,
    Point,
    Step,
    both,
    dot,
    draw,
    fill,
    flip,
    n,
    piece,
    spread,
    stroke,
    upright,
    whole,
)


@dataclass(frozen=True)
class Neck:
    """A neckline: `round`, `v`, `square` or `high`; half its width, its depth, the height it starts at."""

    kind: str = "round"
    width: float = 34
    depth: float = 26
    top: float = 116

    def front(self) -> tuple[Point, Step]:
        low = self.top + self.depth
        if self.kind == "v":
            return (0, low), (
                (self.width * 0.5, low - self.depth * 0.55),
                (self.width, self.top + 12),
                (self.width, self.top),
            )
        if self.kind == "square":
            return (0, low), ((self.width * 0.9, low), (self.width * 0.92, low), (self.width, self.top))
        return (0, low), (
            (self.width * 0.62, low),
            (self.width * 0.96, self.top + self.depth * 0.6),
            (self.width, self.top),
        )

    def inside(self, colour: str) -> str:
        """The back of the garment as seen through the neck."""
        low, curve = self.front()
        back: Step = (
            (self.width * 0.5, self.top + 7),
            (self.width * 0.8, self.top + 4),
            (self.width, self.top),
        )
        up: Step = (curve[1], curve[0], low)
        return fill(whole((0, self.top + 7), back, up), colour)

    def band(self, cloth: Cloth, width: float = 9) -> str:
        low, curve = self.front()
        right = stroke(low, curve)
        left = stroke(low, tuple(flip(point) for point in curve))
        edges = draw(right + left, cloth.line, width + 3) + draw(right + left, cloth.shade, width)
        return f'<g stroke-linecap="butt">{edges}</g>'


@dataclass(frozen=True)
class Body:
    """Half widths and heights of a bodice: shoulder tip, underarm, waist, hem."""

    shoulder: Point = (80, 140)
    under: Point = (74, 208)
    waist: Point = (71, 270)
    hem: Point = (78, 346)

    def outline(self, neck: Neck, dip: float = 5) -> str:
        low, curve = neck.front()
        (sx, sy), (ux, uy), (wx, wy), (hx, hy) = self.shoulder, self.under, self.waist, self.hem
        arm: Step = ((sx - 8, sy + 22), (ux - 8, uy - 18), (ux, uy))
        side: Step = ((ux, uy + 24), (wx, wy - 22), (wx, wy))
        skirt: Step = ((wx, wy + 24), (hx - 1, hy - 30), (hx, hy))
        edge: Step = ((hx * 0.6, hy + dip), (hx * 0.3, hy + dip), (0, hy + dip))
        return whole(low, curve, ((sx, sy),), arm, side, skirt, edge)


def sleeve(cloth: Cloth, body: Body, wrist: Point, width: float, *, bulge: float = 10, rib: float = 0) -> str:
    """A pair of sleeves from shoulder to `wrist` (its outer corner); `rib` adds a cuff of that length."""
    (sx, sy), (ux, uy), (wx, wy) = body.shoulder, body.under, wrist
    inner = (wx - width, wy + width * 0.22)
    shape = piece(
        (sx - 16, sy - 6),
        ((sx + bulge, sy + 2), (wx - 10, wy - (wy - sy) * 0.55), (wx, wy)),
        (inner,),
        ((inner[0] - 4, inner[1] - (inner[1] - uy) * 0.4), (ux + 4, uy + 26), (ux - 4, uy)),
        ((sx - 16, sy + 20),),
    )
    drawn = fill(shape, cloth.shade, cloth.line)
    if rib:
        drawn += cuff(cloth, wrist, inner, rib)
    return both(drawn)


def cuff(cloth: Cloth, outer: Point, inner: Point, length: float) -> str:
    lean = length * 0.2
    shape = piece(outer, (inner,), ((inner[0] + lean, inner[1] + length),), ((outer[0] + lean - 3, outer[1] + length),))
    ribs = "".join(
        stroke(
            (outer[0] + (inner[0] - outer[0]) * part, outer[1] + (inner[1] - outer[1]) * part + 2),
            (
                (
                    outer[0] + (inner[0] - outer[0]) * part + lean - 1,
                    outer[1] + (inner[1] - outer[1]) * part + length - 2,
                ),
            ),
        )
        for part in (0.2, 0.4, 0.6, 0.8)
    )
    return fill(shape, cloth.deep, cloth.line) + draw(ribs, cloth.line, 1.2, opacity=0.6)


def hem_rib(cloth: Cloth, width: float, top: float, height: float = 20) -> str:
    band = whole(
        (0, top + 5),
        ((width * 0.4, top + 5), (width * 0.7, top + 5), (width, top)),
        ((width - 5, top + height),),
        ((width * 0.7, top + height + 4), (width * 0.4, top + height + 4), (0, top + height + 4)),
    )
    return fill(band, cloth.shade, cloth.line) + draw(
        upright(spread(8 - width, width - 8, 17), top + 6, top + height), cloth.line, 1.1, opacity=0.5
    )


def folds(cloth: Cloth, *lines: tuple[Point, Step]) -> str:
    """Soft creases, mirrored."""
    return both(draw("".join(stroke(start, step) for start, step in lines), cloth.deep, 2, opacity=0.55))


def button_row(x: float, heights: Sequence[float], colour: str, edge: str, radius: float = 3.6) -> str:
    return "".join(dot(x, y, radius, colour, edge) for y in heights)


def hanger() -> str:
    wood, rim = "#c9a27c", "#a9805b"
    hook = draw("M240 112V92C240 82 254 82 254 71S238 56 229 66", "#9b9793", 4)
    top, under = ((16, 108), (36, 122), (52, 138)), ((34, 136), (16, 122), (0, 121))
    arms = fill(whole((0, 106), top, ((52, 146),), under), wood, rim, 1.6)
    return hook + arms


def clip_hanger(width: float, top: float) -> str:
    lift = n(top - 106)
    hook = draw("M240 88V72C240 62 253 62 253 52S238 38 229 46", "#9b9793", 4)
    bar = fill(
        piece((-width - 8, 86), ((width + 8, 86),), ((width + 8, 94),), ((-width - 8, 94),)),
        "#c9a27c",
        "#a9805b",
        1.6,
    )
    at = width * 0.62
    clip = fill(piece((at, 84), ((at + 13, 84),), ((at + 13, 114),), ((at, 114),)), "#b9b4ae", "#8f8a85", 1.4)
    return f'<g transform="translate(0 {lift})">{hook}{bar}{both(clip)}</g>'
