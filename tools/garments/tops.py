"""Knitwear, shirts, T-shirts and hoodies. Each function returns the drawing and the patterns it needs."""

from __future__ import annotations

from garments.parts import Body, Neck, button_row, cuff, folds, hanger, hem_rib, sleeve
from garments.patterns import cables, stripes
from garments.pen import Cloth, Point, both, draw, fill, piece, spread, stroke, upright, whole

Drawing = tuple[str, str]
"""The marks, and the pattern definitions they refer to."""


def sweater(cloth: Cloth, key: str) -> Drawing:
    """Round neck, ribbed hem and cuffs."""
    neck, body = Neck(depth=24), Body(shoulder=(86, 142), under=(80, 210), waist=(80, 270), hem=(80, 336))
    knit = stripes(f"{key}k", cloth.deep, 7, 1.1)
    drawn = (
        hanger()
        + neck.inside(cloth.line)
        + sleeve(cloth, body, (146, 306), 33, rib=20)
        + fill(body.outline(neck), cloth.base, cloth.line)
        + f'<path d="{body.outline(neck)}" fill="url(#{key}k)" opacity=".22"/>'
        + folds(
            cloth,
            ((72, 226), ((60, 240), (52, 246), (44, 248))),
            ((76, 300), ((66, 310), (58, 314), (50, 316))),
        )
        + neck.band(cloth)
        + hem_rib(cloth, 80, 334)
    )
    return drawn, knit


def cable_sweater(cloth: Cloth, key: str) -> Drawing:
    """Half-high collar and three cables down the front."""
    neck = Neck(width=30, depth=14, top=118)
    body = Body(shoulder=(94, 146), under=(86, 218), waist=(86, 280), hem=(86, 342))
    collar = whole((0, 104), ((18, 104), (26, 102), (30, 98)), ((34, 122),), ((24, 140), (12, 142), (0, 142)))
    lines = draw(upright(spread(-26, 26, 9), 106, 134, 0.08), cloth.line, 1.4, opacity=0.6)
    front = whole((0, 140), ((58, 140), (58, 140), (58, 140)), ((60, 340),), ((30, 346), (20, 346), (0, 346)))
    drawn = (
        hanger()
        + sleeve(cloth, body, (156, 312), 38, bulge=14, rib=22)
        + fill(body.outline(neck), cloth.base, cloth.line)
        + f'<path d="{front}" fill="url(#{key}c)" opacity=".75"/>'
        + fill(collar, cloth.base, cloth.line)
        + lines
        + hem_rib(cloth, 86, 340, 24)
    )
    return drawn, cables(f"{key}c", cloth.deep, cloth.shade).replace("<pattern ", '<pattern x="200" ')


def cardigan(cloth: Cloth, key: str) -> Drawing:
    """Open V front with five shell buttons."""
    neck, body = Neck("v", 34, 104), Body(shoulder=(92, 146), under=(84, 216), waist=(86, 280), hem=(88, 344))
    opening = draw(stroke((0, 220), ((0, 360),)), cloth.line, 2)
    drawn = (
        hanger()
        + neck.inside(cloth.deep)
        + sleeve(cloth, body, (152, 306), 36, bulge=12, rib=20)
        + fill(body.outline(neck), cloth.base, cloth.line)
        + f'<path d="{body.outline(neck)}" fill="url(#{key}k)" opacity=".25"/>'
        + neck.band(cloth, 12)
        + hem_rib(cloth, 88, 342)
        + draw(stroke((0, 222), ((0, 368),)), cloth.shade, 15)
        + opening
        + button_row(0, spread(236, 350, 5), "#f6efe2", "#b8a88e", 4.6)
        + both(_pocket(cloth, (26, 282)))
    )
    return drawn, stripes(f"{key}k", cloth.deep, 9, 1.4)


def _pocket(cloth: Cloth, corner: Point) -> str:
    x, y = corner
    return fill(
        piece((x, y), ((x + 40, y),), ((x + 40, y + 34),), ((x + 30, y + 42), (x + 10, y + 42), (x, y + 34))),
        cloth.base,
        cloth.deep,
        1.6,
    ) + draw(stroke((x, y + 7), ((x + 40, y + 7),)), cloth.deep, 1.4)


def _collar(cloth: Cloth, top: float, reach: float = 34, drop: float = 38) -> str:
    """A turned-down shirt collar."""
    stand = whole(
        (0, top + 4),
        ((14, top + 4), (24, top - 2), (30, top - 10)),
        ((38, top + 6),),
        ((24, top + 26), (10, top + 30), (0, top + 32)),
    )
    leaf = piece(
        (30, top - 12),
        ((18, top + 8), (8, top + 16), (0, top + 22)),
        ((20, top + drop),),
        ((reach + 8, top + 8),),
    )
    return fill(stand, cloth.deep) + both(fill(leaf, cloth.light, cloth.line, 1.8))


def shirt(cloth: Cloth, key: str) -> Drawing:
    """A straight shirt with a placket, a chest pocket and a curved hem."""
    neck = Neck("v", 36, 30)
    body = Body(shoulder=(88, 144), under=(80, 214), waist=(80, 284), hem=(84, 352))
    drawn = (
        hanger()
        + sleeve(cloth, body, (142, 324), 30, bulge=12, rib=24)
        + fill(body.outline(neck, dip=20), cloth.base, cloth.line)
        + folds(
            cloth,
            ((70, 220), ((62, 250), (58, 290), (60, 340))),
            ((34, 250), ((36, 280), (34, 320), (38, 352))),
        )
        + draw(upright((-9, 9), 148, 368), cloth.deep, 1.5)
        + fill(
            piece((28, 196), ((64, 196),), ((64, 232),), ((46, 244),), ((28, 232),)),
            cloth.base,
            cloth.deep,
            1.6,
        )
        + button_row(0, spread(172, 350, 6), cloth.light, cloth.line)
        + _collar(cloth, 116)
    )
    return drawn, ""


def puff_shirt(cloth: Cloth, key: str) -> Drawing:
    """Striped cotton, gathered round sleeves, a narrow waist."""
    neck = Neck("v", 34, 30)
    body = Body(shoulder=(76, 144), under=(72, 214), waist=(62, 274), hem=(74, 346))
    puff = piece(
        (62, 136),
        ((88, 112), (128, 134), (138, 182)),
        ((144, 222), (140, 252), (134, 268)),
        ((104, 272),),
        ((96, 246), (80, 228), (66, 214)),
    )
    gathers = "".join(
        stroke((70 + i * 7, 138 - i * 2), ((74 + i * 8, 152), (76 + i * 9, 162), (78 + i * 9, 172))) for i in range(4)
    )
    arms = both(
        fill(puff, cloth.shade, cloth.line)
        + f'<path d="{puff}" fill="url(#{key}s)"/>'
        + draw(gathers, cloth.line, 1.5, opacity=0.6)
        + cuff(Cloth(cloth.light), (134, 268), (104, 272), 34)
    )
    drawn = (
        hanger()
        + arms
        + fill(body.outline(neck, dip=10), cloth.base, cloth.line)
        + f'<path d="{body.outline(neck, dip=10)}" fill="url(#{key}s)"/>'
        + draw(upright((-9, 9), 148, 354), cloth.deep, 1.5)
        + folds(cloth, ((40, 214), ((36, 244), (34, 270), (38, 330))))
        + button_row(0, spread(168, 336, 7), "#ffffff", cloth.line)
        + _collar(Cloth(cloth.light), 116, 30, 32)
    )
    return drawn, stripes(f"{key}s", cloth.mark, 11, 3)


def tee(cloth: Cloth, key: str) -> Drawing:
    """A heavy T-shirt with dropped shoulders."""
    neck = Neck(width=36, depth=26)
    body = Body(shoulder=(98, 148), under=(86, 222), waist=(86, 290), hem=(88, 360))
    arm = piece((78, 138), ((106, 144), (126, 168), (148, 232)), ((104, 250),), ((98, 238), (92, 228), (84, 220)))
    drawn = (
        hanger()
        + neck.inside(cloth.line)
        + both(fill(arm, cloth.shade, cloth.line) + draw(stroke((142, 222), ((100, 240),)), cloth.line, 1.3, "5 3"))
        + fill(body.outline(neck, dip=3), cloth.base, cloth.line)
        + draw(stroke((-86, 350), ((86, 350),)), cloth.line, 1.3, "5 3")
        + folds(
            cloth,
            ((80, 240), ((70, 262), (58, 270), (46, 272))),
            ((84, 318), ((74, 330), (66, 336), (54, 338))),
        )
        + neck.band(cloth, 10)
    )
    return drawn, ""


def base_layer(cloth: Cloth, key: str) -> Drawing:
    """A close long-sleeved top with a rounded hem."""
    neck, body = Neck(width=38, depth=22), Body((66, 142), (60, 208), (52, 266), (64, 340))
    drawn = (
        hanger()
        + neck.inside(cloth.line)
        + sleeve(cloth, body, (116, 332), 21, bulge=6)
        + fill(body.outline(neck, dip=14), cloth.base, cloth.line)
        + folds(
            cloth,
            ((54, 246), ((46, 256), (36, 260), (24, 260))),
            ((53, 276), ((44, 286), (34, 290), (20, 290))),
            ((58, 220), ((50, 226), (44, 228), (36, 228))),
        )
        + neck.band(cloth, 5)
        + draw(stroke((-62, 334), ((-30, 350), (30, 350), (62, 334))), cloth.line, 1.3, "5 3")
    )
    return drawn, ""


def mock_neck(cloth: Cloth, key: str) -> Drawing:
    """A brushed base layer with a folded half-high collar."""
    neck, body = Neck(width=30, depth=12, top=122), Body((70, 146), (64, 212), (58, 270), (66, 348))
    collar = whole((0, 96), ((16, 96), (26, 95), (30, 92)), ((33, 122),), ((22, 136), (10, 137), (0, 137)))
    drawn = (
        hanger()
        + sleeve(cloth, body, (122, 336), 24, bulge=6)
        + fill(body.outline(neck), cloth.base, cloth.line)
        + fill(collar, cloth.light, cloth.line)
        + draw(stroke((-31, 116), ((-16, 126), (16, 126), (31, 116))), cloth.line, 1.4, opacity=0.7)
        + folds(
            cloth,
            ((58, 250), ((48, 262), (38, 266), (24, 266))),
            ((60, 296), ((50, 304), (40, 308), (28, 308))),
        )
        + draw(stroke((-64, 340), ((-30, 346), (30, 346), (64, 340))), cloth.line, 1.3, "5 3")
    )
    return drawn, ""


def hoodie(cloth: Cloth, key: str) -> Drawing:
    """A loose hoodie with a kangaroo pocket and cords."""
    neck, body = Neck(width=40, depth=30), Body((98, 152), (90, 226), (92, 286), (90, 344))
    hood = whole((0, 62), ((38, 62), (66, 92), (62, 138)), ((54, 150), (30, 164), (0, 168)))
    hole = whole((0, 86), ((26, 86), (42, 106), (40, 134)), ((30, 150), (16, 158), (0, 160)))
    pouch = whole((0, 270), ((44, 270),), ((66, 316),), ((60, 340),), ((0, 342),))
    cords = both(
        draw(stroke((20, 156), ((22, 180), (18, 196), (20, 214))), cloth.mark, 3.4)
        + draw(stroke((20, 212), ((20, 224),)), "#b9b4ae", 4.4)
    )
    drawn = (
        sleeve(cloth, body, (158, 310), 38, bulge=14, rib=22)
        + fill(body.outline(neck), cloth.base, cloth.line)
        + fill(pouch, cloth.base, cloth.deep, 1.8)
        + draw(stroke((44, 270), ((66, 316),)) + stroke((-44, 270), ((-66, 316),)), cloth.line, 2.4)
        + fill(hood, cloth.base, cloth.line)
        + fill(hole, cloth.line)
        + draw(stroke((0, 62), ((3, 70), (3, 78), (0, 86))), cloth.deep, 1.6)
        + cords
        + hem_rib(cloth, 90, 342, 24)
        + folds(cloth, ((84, 236), ((74, 250), (64, 256), (52, 258))))
    )
    return drawn, ""
