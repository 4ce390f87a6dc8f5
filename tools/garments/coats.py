"""Outerwear: trench, down jackets, wool coat, vest, blazer."""

from __future__ import annotations

from garments.parts import Body, Neck, button_row, folds, hanger, sleeve
from garments.pen import Cloth, Point, Step, both, dot, draw, fill, piece, spread, stroke, whole
from garments.tops import Drawing


def _lapel(cloth: Cloth, top: float, low: float, reach: float = 44) -> str:
    """A notched lapel and collar, right half; mirrored."""
    lapel = piece(
        (30, top),
        ((18, top + 34), (8, low - 40), (2, low)),
        ((reach, top + 66),),
        ((reach - 14, top + 56),),
        ((reach + 2, top + 44),),
    )
    collar = piece(
        (28, top - 14),
        ((38, top - 8), (46, top + 4), (50, top + 18)),
        ((reach - 2, top + 46),),
        ((24, top + 30),),
        ((26, top + 12), (26, top), (28, top - 14)),
    )
    return both(fill(lapel, cloth.light, cloth.line) + fill(collar, cloth.shade, cloth.line))


def _inside(cloth: Cloth, top: float, low: float) -> str:
    return fill(
        whole(
            (0, top - 4),
            ((16, top - 4), (26, top - 8), (30, top - 14)),
            ((26, top + 30), (10, low - 30), (0, low)),
        ),
        cloth.line,
    )


def _flap(cloth: Cloth, corner: Point, wide: float = 40, tilt: float = -4, high: float = 13) -> str:
    x, y = corner
    return both(
        fill(
            piece((x, y), ((x + wide, y + tilt),), ((x + wide, y + tilt + high),), ((x, y + high),)),
            cloth.shade,
            cloth.line,
            1.8,
        )
    )


def trench(cloth: Cloth, key: str) -> Drawing:
    """Double-breasted, belted, with storm flaps and epaulettes."""
    neck, body = Neck("v", 30, 70, 112), Body((80, 138), (72, 204), (60, 258), (94, 402))
    flap = both(
        fill(
            piece((52, 130), ((78, 142),), ((70, 172), (66, 196), (68, 204)), ((40, 200), (30, 190), (24, 176))),
            cloth.base,
            cloth.deep,
            1.8,
        )
    )
    tabs = both(
        fill(piece((54, 124), ((78, 136),), ((74, 146),), ((50, 134),)), cloth.light, cloth.line, 1.6)
        + dot(58, 130, 2.4, cloth.line)
    )
    belt = fill(
        whole((0, 250), ((30, 250), (50, 248), (61, 246)), ((61, 264),), ((50, 267), (30, 269), (0, 269))),
        cloth.shade,
        cloth.line,
    )
    buckle = draw(
        "M225 248H249Q252 248 252 251V271Q252 274 249 274H225Q222 274 222 271V251Q222 248 225 248Z",
        cloth.mark,
        4.5,
    )
    tail = fill(piece((-18, 262), ((-6, 266),), ((-22, 318),), ((-36, 312),)), cloth.shade, cloth.line, 1.8)
    drawn = (
        hanger()
        + _inside(cloth, 122, 196)
        + sleeve(cloth, body, (136, 322), 30, bulge=10)
        + both(fill(piece((106, 300), ((132, 294),), ((136, 306),), ((108, 312),)), cloth.deep, cloth.line, 1.5))
        + fill(body.outline(neck), cloth.base, cloth.line)
        + flap
        + draw(stroke((-16, 190), ((-18, 260), (-16, 340), (-18, 406))), cloth.line, 2)
        + folds(
            cloth,
            ((40, 276), ((48, 320), (56, 360), (60, 400))),
            ((60, 280), ((70, 320), (78, 350), (82, 380))),
        )
        + _flap(cloth, (44, 296), 12, 26, 14)
        + tail
        + belt
        + buckle
        + both(
            button_row(22, spread(204, 234, 2), cloth.mark, cloth.line, 4.6)
            + button_row(22, spread(288, 340, 2), cloth.mark, cloth.line, 4.6)
        )
        + _lapel(cloth, 122, 196, 46)
        + tabs
    )
    return drawn, ""


def wool_coat(cloth: Cloth, key: str) -> Drawing:
    """A cocoon coat, hand-stitched edges, horn buttons."""
    neck, body = Neck("v", 30, 90, 112), Body((88, 142), (84, 216), (90, 290), (82, 408))
    stitched = draw(stroke((-10, 212), ((-8, 408),)), cloth.light, 1.5, "7 4")
    drawn = (
        hanger()
        + _inside(cloth, 122, 212)
        + sleeve(cloth, body, (146, 330), 36, bulge=14)
        + fill(body.outline(neck), cloth.base, cloth.line)
        + draw(stroke((-4, 210), ((-4, 412),)), cloth.line, 2.2)
        + stitched
        + folds(
            cloth,
            ((76, 230), ((80, 280), (78, 330), (72, 390))),
            ((44, 330), ((46, 356), (44, 380), (46, 404))),
        )
        + both(
            draw(stroke((36, 286), ((58, 276),)), cloth.line, 6)
            + draw(stroke((37, 285), ((57, 276),)), cloth.light, 2.4)
        )
        + button_row(12, spread(230, 340, 3), cloth.mark, cloth.line, 6.4)
        + _lapel(cloth, 122, 212, 54)
    )
    return drawn, ""


def blazer(cloth: Cloth, key: str) -> Drawing:
    """Two buttons, notched lapels, flap pockets."""
    neck, body = Neck("v", 30, 110, 114), Body((86, 140), (76, 208), (66, 264), (82, 358))
    drawn = (
        hanger()
        + _inside(cloth, 124, 238)
        + sleeve(cloth, body, (138, 330), 31, bulge=10)
        + both("".join(dot(120 + i * 1.5, 306 + i * 8, 2.6, cloth.mark, cloth.line) for i in range(3)))
        + fill(body.outline(neck, dip=10), cloth.base, cloth.line)
        + draw(stroke((-2, 236), ((2, 290), (-6, 340), (-20, 368))), cloth.line, 2)
        + both(draw(stroke((46, 214), ((40, 250), (44, 290), (46, 300))), cloth.deep, 2, opacity=0.7))
        + _flap(cloth, (34, 304), 36)
        + fill(piece((30, 206), ((58, 200),), ((58, 208),), ((30, 214),)), cloth.shade, cloth.line, 1.6)
        + button_row(5, spread(252, 284, 2), cloth.mark, cloth.line, 5.4)
        + _lapel(cloth, 124, 240, 52)
    )
    return drawn, ""


def _quilt(cloth: Cloth, rows: list[tuple[float, float]]) -> str:
    """Quilting seams: (half width, height), each a little slack, with a puff of light above."""
    seams = "".join(stroke((-half, y), ((-half * 0.5, y + 9), (half * 0.5, y + 9), (half, y))) for half, y in rows)
    puffs = "".join(
        stroke((-half * 0.8, y - 16), ((-half * 0.5, y - 12), (-half * 0.3, y - 11), (-half * 0.16, y - 11)))
        for half, y in rows
    )
    return draw(seams, cloth.line, 2) + draw(puffs, cloth.light, 5, opacity=0.7)


def _puffed(cloth: Cloth, wrist: Point, shoulder: Point, under: Point) -> str:
    """A quilted sleeve with a bumpy outer edge."""
    (sx, sy), (wx, wy), (ux, uy) = shoulder, wrist, under
    bumps: list[Step] = []
    for step in range(1, 5):
        x, y = sx + (wx - sx) * step / 4, sy + (wy - sy) * step / 4
        bumps.append(((x + 3, y - 38), (x + 13, y - 16), (x, y)))
    inner = (wx - 38, wy + 8)
    shape = piece(
        (sx - 20, sy - 8), ((sx, sy),), *bumps, (inner,), ((ux + 8, uy + 60), (ux + 4, uy + 20), (ux - 4, uy))
    )
    seams = "".join(
        stroke(
            (sx + (wx - sx) * s / 4, sy + (wy - sy) * s / 4),
            ((ux + (inner[0] - ux) * (s / 4) ** 1.4 + 2, uy + (inner[1] - uy) * (s - 0.8) / 3.4),),
        )
        for s in (1, 2, 3)
    )
    rib = piece((wx - 4, wy), ((wx - 2, wy + 16),), ((wx - 32, wy + 22),), (inner,))
    return both(
        fill(shape, cloth.shade, cloth.line) + draw(seams, cloth.line, 1.8) + fill(rib, cloth.deep, cloth.line, 1.8)
    )


def _zip(cloth: Cloth, top: float, bottom: float) -> str:
    return (
        draw(stroke((0, top), ((0, bottom),)), cloth.shade, 12)
        + draw(stroke((0, top), ((0, bottom),)), cloth.line, 2.4, "3 2.4")
        + fill(
            piece((-3, top + 14), ((3, top + 14),), ((4, top + 28),), ((-4, top + 28),)),
            "#d5d0c8",
            "#8f8a85",
            1.2,
        )
    )


def short_puffer(cloth: Cloth, key: str) -> Drawing:
    """A cropped down jacket with a stand collar."""
    neck, body = Neck(width=36, depth=10, top=124), Body((90, 146), (92, 216), (96, 276), (92, 344))
    collar = whole(
        (0, 88),
        ((20, 88), (34, 88), (40, 92)),
        ((48, 110), (46, 126), (42, 136)),
        ((30, 146), (14, 148), (0, 148)),
    )
    drawn = (
        _puffed(cloth, (158, 312), (90, 148), (88, 218))
        + fill(body.outline(neck), cloth.base, cloth.line)
        + _quilt(cloth, [(86, 188), (90, 228), (94, 268), (95, 308)])
        + fill(collar, cloth.base, cloth.line)
        + draw(stroke((-45, 116), ((-20, 124), (20, 124), (45, 116))), cloth.line, 1.8)
        + fill(
            whole((0, 346), ((40, 346), (70, 345), (91, 340)), ((88, 358),), ((60, 364), (30, 365), (0, 365))),
            cloth.deep,
            cloth.line,
        )
        + _zip(cloth, 96, 362)
        + both(
            draw(stroke((52, 290), ((66, 318),)), cloth.line, 5)
            + draw(stroke((52, 290), ((66, 318),)), cloth.light, 1.8)
        )
    )
    return drawn, ""


def long_puffer(cloth: Cloth, key: str) -> Drawing:
    """A hooded down coat with a fur-like trim."""
    neck, body = Neck(width=36, depth=10, top=134), Body((84, 152), (84, 220), (84, 300), (92, 408))
    hood = whole((0, 54), ((44, 54), (72, 90), (62, 140)), ((44, 160), (20, 166), (0, 166)))
    hole = whole((0, 82), ((26, 82), (42, 104), (36, 136)), ((24, 150), (12, 153), (0, 153)))
    curls = "".join(
        dot(x, y, 9.5, cloth.mark, Cloth(cloth.mark).deep)
        for x, y in ((4, 66), (20, 69), (34, 78), (44, 92), (49, 108), (49, 124), (44, 139), (34, 150))
    )
    drawn = (
        _puffed(cloth, (146, 328), (84, 154), (82, 222))
        + fill(body.outline(neck), cloth.base, cloth.line)
        + _quilt(cloth, [(81, 200), (83, 240), (84, 280), (85, 320), (88, 362)])
        + both(
            draw(stroke((50, 296), ((60, 334),)), cloth.line, 5)
            + draw(stroke((50, 296), ((60, 334),)), cloth.light, 1.8)
        )
        + fill(hood, cloth.base, cloth.line)
        + both(curls)
        + fill(hole, cloth.line)
        + _zip(cloth, 154, 412)
    )
    return drawn, ""


def down_vest(cloth: Cloth, key: str) -> Drawing:
    """A thin quilted vest with a V neck and snaps, its pouch beside it."""
    neck, body = Neck("v", 32, 72, 114), Body((66, 138), (72, 214), (72, 276), (76, 346))
    flap = draw("M374 366H408M391 352C384 340 398 340 391 352", cloth.line, 2)
    box = piece((128, 366), ((128, 352), (174, 352), (174, 366)), ((174, 394),), ((174, 412), (128, 412), (128, 394)))
    pouch = fill(box, cloth.shade, cloth.line, 2) + flap
    drawn = (
        hanger()
        + neck.inside(cloth.deep)
        + fill(body.outline(neck), cloth.base, cloth.line)
        + _quilt(cloth, [(64, 220), (70, 250), (71, 280), (73, 310)])
        + both(
            draw(
                stroke((26, 152), ((38, 160), (50, 162), (60, 160)))
                + stroke((14, 180), ((32, 190), (48, 192), (62, 188))),
                cloth.line,
                2,
            )
        )
        + neck.band(cloth, 5)
        + draw(stroke((0, 188), ((0, 350),)), cloth.shade, 12)
        + draw(stroke((0, 188), ((0, 350),)), cloth.line, 1.6)
        + "".join(dot(0, y, 4.6, "#e9e4da", "#948d80") for y in spread(200, 336, 5))
        + both(draw(stroke((40, 296), ((54, 324),)), cloth.line, 3.4))
        + pouch
    )
    return drawn, ""
