"""Skirts, trousers, jeans and leggings."""

from __future__ import annotations

from garments.parts import clip_hanger
from garments.patterns import houndstooth, stripes
from garments.pen import Cloth, both, dot, draw, fill, piece, spread, stroke, upright, whole
from garments.tops import Drawing


def waistband(cloth: Cloth, width: float, top: float, height: float = 20) -> str:
    shape = whole(
        (0, top + 4),
        ((width * 0.5, top + 4), (width * 0.8, top + 2), (width, top)),
        ((width + 2, top + height),),
        ((width * 0.8, top + height + 3), (width * 0.5, top + height + 5), (0, top + height + 5)),
    )
    return fill(shape, cloth.shade, cloth.line)


def pleated_skirt(cloth: Cloth, key: str) -> Drawing:
    """A long pressed-pleat skirt."""
    hem = [(150.0, 396.0), (120.0, 408.0), (90.0, 400.0), (60.0, 412.0), (30.0, 404.0), (0.0, 414.0)]
    outline = whole((0, 128), ((54, 126),), ((72, 170), (128, 330), hem[0]), *((point,) for point in hem[1:]))
    pleats = "".join(
        fill(piece((top, 128), ((top + 5, 128),), ((low + 17, y),), ((low, y + 3),)), cloth.deep)
        for top, low, y in zip(
            spread(-46, 42, 9),
            spread(-126, 112, 9),
            (402, 404, 406, 408, 408, 408, 406, 404, 402),
            strict=True,
        )
    )
    shine = draw(upright(spread(-30, 34, 5), 134, 396, 1.75), cloth.light, 2, opacity=0.5)
    drawn = (
        fill(outline, cloth.base, cloth.line)
        + f'<g opacity=".5">{pleats}</g>'
        + shine
        + waistband(cloth, 54, 106)
        + clip_hanger(54, 108)
    )
    return drawn, ""


def mini_skirt(cloth: Cloth, key: str) -> Drawing:
    """A short woollen A-line skirt in houndstooth."""
    outline = whole((0, 156), ((66, 154),), ((84, 190), (112, 290), (122, 344)), ((80, 356), (40, 358), (0, 358)))
    drawn = (
        fill(outline, cloth.base, cloth.line)
        + f'<path d="{outline}" fill="url(#{key}h)"/>'
        + draw(stroke((-120, 334), ((-60, 348), (60, 348), (120, 334))), cloth.mark, 1.5, "6 4")
        + both(draw(stroke((36, 160), ((42, 186), (44, 196), (46, 206))), cloth.mark, 2.2))
        + waistband(Cloth(cloth.mark), 66, 130)
        + dot(0, 146, 6, "#d8b36a", "#a8843f")
        + clip_hanger(66, 130)
    )
    return drawn, houndstooth(f"{key}h", cloth.mark)


def _legs(waist: float, hip: float, knee: float, hem: float, bottom: float) -> str:
    """The outline of a pair of trousers: half widths at waist, hip, knee (outer edge) and hem."""
    lean = (hem - hip) / (bottom - 206)
    return whole(
        (0, 122),
        ((waist, 120),),
        ((waist + 6, 150), (hip - 26 * lean - 1, 180), (hip, 206)),
        ((hip + 30 * lean, 236), (knee - 30 * lean, 270), (knee, 300)),
        ((knee + 36 * lean, 336), (hem - 30 * lean, 378), (hem, bottom)),
        ((6, bottom + 6),),
        ((7, 330), (4, 260), (0, 226)),
    )


def _jean_details(cloth: Cloth, waist: float, hip: float) -> str:
    thread = "#d9a866"
    pockets = both(
        draw(
            stroke((waist * 0.5, 130), ((waist * 0.55, 150), (waist * 0.8, 160), (hip - 9, 164))),
            thread,
            1.8,
            "5 3",
        )
    )
    fly = draw(stroke((10, 132), ((10, 176),), ((8, 194), (4, 202), (0, 206))), thread, 1.8, "5 3") + draw(
        stroke((0, 126), ((0, 226),)), cloth.line, 2
    )
    loops = "".join(
        fill(
            piece((x - 3, 102), ((x + 3, 102),), ((x + 3, 128),), ((x - 3, 128),)),
            cloth.base,
            cloth.line,
            1.2,
        )
        for x in (-waist * 0.6, waist * 0.6)
    )
    return pockets + fly + waistband(cloth, waist, 104) + loops + dot(0, 117, 5, "#c98f4e", "#8a5c28")


def jeans(cloth: Cloth, key: str) -> Drawing:
    """Straight, washed pale at the thighs, with a turned-up hem."""
    outline = _legs(58, 74, 76, 76, 408)
    fade = both(f'<ellipse cx="284" cy="262" rx="20" ry="64" fill="{cloth.light}" opacity=".55"/>')
    turn = both(fill(piece((76, 392), ((77, 414),), ((5, 420),), ((6, 398),)), cloth.light, cloth.line, 1.8))
    whiskers = both(
        draw(
            stroke((20, 214), ((36, 210), (52, 206), (66, 196))) + stroke((22, 226), ((40, 224), (54, 220), (70, 212))),
            cloth.light,
            2,
            opacity=0.7,
        )
    )
    drawn = (
        fill(outline, cloth.base, cloth.line)
        + fade
        + whiskers
        + turn
        + _jean_details(cloth, 58, 74)
        + clip_hanger(58, 106)
    )
    return drawn, ""


def flares(cloth: Cloth, key: str) -> Drawing:
    """Narrow to the knee, a bell below it, raw hem."""
    outline = _legs(54, 67, 56, 96, 414)
    seams = both(draw(stroke((30, 230), ((28, 290), (30, 330), (52, 414))), cloth.deep, 1.8, opacity=0.7))
    raw = both(draw(upright(spread(8, 94, 15), 414, 421, 0.02), cloth.light, 1.6))
    fade = both(f'<ellipse cx="276" cy="250" rx="14" ry="52" fill="{cloth.light}" opacity=".4"/>')
    drawn = (
        fill(outline, cloth.base, cloth.line) + fade + seams + raw + _jean_details(cloth, 54, 67) + clip_hanger(54, 106)
    )
    return drawn, ""


def wide_trousers(cloth: Cloth, key: str) -> Drawing:
    """Suit trousers with pressed creases and front pleats."""
    outline = _legs(54, 74, 92, 112, 410)
    crease = both(draw(stroke((42, 136), ((52, 200), (58, 320), (62, 410))), cloth.deep, 2.2))
    shine = both(draw(stroke((54, 150), ((64, 210), (72, 320), (78, 404))), cloth.light, 3, opacity=0.4))
    pleat = both(
        draw(stroke((30, 128), ((32, 148), (34, 158), (36, 170))), cloth.line, 1.8)
        + draw(stroke((52, 130), ((62, 148), (63, 156), (65, 172))), cloth.line, 2)
    )
    drawn = (
        fill(outline, cloth.base, cloth.line)
        + crease
        + shine
        + pleat
        + draw(stroke((0, 126), ((0, 226),)), cloth.line, 2)
        + waistband(cloth, 54, 104)
        + draw(stroke((-18, 118), ((18, 118),)), cloth.line, 1.6)
        + dot(14, 117, 4, cloth.light, cloth.line)
        + clip_hanger(54, 106)
    )
    return drawn, ""


def corduroy_trousers(cloth: Cloth, key: str) -> Drawing:
    """Fleece-lined, elastic waist with a bow, the lining showing at the hem."""
    outline = _legs(58, 78, 90, 98, 396)
    lining = both(
        fill(
            piece(
                (98, 386),
                ((102, 402),),
                ((96, 412), (84, 404), (76, 412)),
                ((66, 404), (54, 414), (44, 406)),
                ((32, 414), (20, 406), (6, 412)),
                ((6, 394),),
            ),
            "#f7efe2",
            cloth.line,
            1.6,
        )
    )
    bow = both(
        draw(
            stroke((2, 124), ((10, 112), (26, 116), (22, 126)), ((16, 134), (6, 130), (2, 124))),
            cloth.mark,
            3,
        )
    ) + both(draw(stroke((3, 126), ((6, 140), (10, 150), (12, 164))), cloth.mark, 3))
    drawn = (
        fill(outline, cloth.base, cloth.line)
        + f'<path d="{outline}" fill="url(#{key}c)" opacity=".6"/>'
        + lining
        + both(draw(stroke((50, 134), ((60, 152), (68, 162), (72, 182))), cloth.line, 2))
        + draw(stroke((0, 126), ((0, 226),)), cloth.line, 1.8)
        + waistband(cloth, 58, 104)
        + draw(upright(spread(-52, 52, 19), 109, 126), cloth.line, 1.3, opacity=0.6)
        + bow
        + clip_hanger(58, 106)
    )
    return drawn, stripes(f"{key}c", cloth.deep, 6, 1.6)


def leggings(cloth: Cloth, key: str) -> Drawing:
    """Close-fitting, a wide high waist, a diamond gusset."""
    outline = whole(
        (0, 132),
        ((48, 128),),
        ((52, 156), (60, 180), (59, 214)),
        ((58, 262), (50, 296), (47, 336)),
        ((44, 368), (38, 392), (36, 412)),
        ((13, 416),),
        ((13, 370), (12, 300), (0, 236)),
    )
    drawn = (
        fill(outline, cloth.base, cloth.line)
        + both(draw(stroke((56, 190), ((54, 260), (42, 320), (28, 404))), cloth.light, 5, opacity=0.4))
        + both(
            draw(
                stroke((50, 312), ((42, 318), (34, 320), (26, 318)))
                + stroke((48, 324), ((40, 330), (34, 332), (28, 330))),
                cloth.line,
                1.5,
                opacity=0.6,
            )
        )
        + fill(piece((0, 204), ((11, 232),), ((0, 256),), ((-11, 232),)), cloth.light, cloth.line, 1.5)
        + draw(stroke((0, 142), ((0, 204),)), cloth.line, 1.6)
        + waistband(cloth, 47, 98, 36)
        + both(draw(stroke((34, 398), ((12, 402),)), cloth.line, 1.3, "4 3"))
        + clip_hanger(46, 100)
    )
    return drawn, ""
