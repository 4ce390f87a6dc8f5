"""Dresses and two-piece sets."""

from __future__ import annotations

from dataclasses import dataclass

from garments.parts import Body, Neck, button_row, cuff, folds, hanger, sleeve
from garments.patterns import flowers, stripes
from garments.pen import Cloth, Step, both, dot, draw, fill, piece, spread, stroke, upright, whole
from garments.tops import Drawing


@dataclass(frozen=True)
class Skirted:
    """Half widths and heights of a dress: shoulder, bust, waist, hem."""

    shoulder: float
    bust: float
    waist: float
    waist_y: float
    hem: float
    bottom: float

    def outline(self, neck: Neck) -> str:
        """A bodice and a flared skirt in one outline with a waving hem."""
        low, curve = neck.front()
        waist, hem, bottom = (self.waist, self.waist_y), self.hem, self.bottom
        arm: Step = (
            (self.shoulder - 8, neck.top + 40),
            (self.bust - 6, neck.top + 58),
            (self.bust, neck.top + 72),
        )
        side: Step = ((self.bust - 2, self.waist_y - 36), (self.waist, self.waist_y - 18), waist)
        flare: Step = ((self.waist + 14, self.waist_y + 50), (hem - 16, bottom - 70), (hem, bottom))
        wave: tuple[Step, ...] = (
            ((hem * 0.86, bottom + 14), (hem * 0.72, bottom + 12), (hem * 0.6, bottom + 6)),
            ((hem * 0.46, bottom + 18), (hem * 0.3, bottom + 18), (hem * 0.2, bottom + 10)),
            ((hem * 0.1, bottom + 16), (hem * 0.05, bottom + 17), (0, bottom + 17)),
        )
        return whole(low, curve, ((self.shoulder, neck.top + 20),), arm, side, flare, *wave)


def tea_dress(cloth: Cloth, key: str) -> Drawing:
    """Square neck, covered buttons, gathered sleeves, flowers."""
    neck = Neck("square", 36, 34, 112)
    outline = Skirted(64, 58, 46, 226, 132, 396).outline(neck)
    arm = piece(
        (48, 126),
        ((82, 116), (108, 150), (114, 206)),
        ((122, 240), (124, 254), (122, 268)),
        ((94, 274),),
        ((82, 240), (70, 210), (56, 186)),
    )
    arms = both(
        fill(arm, cloth.shade, cloth.line)
        + f'<path d="{arm}" fill="url(#{key}f)"/>'
        + cuff(cloth, (122, 268), (94, 274), 16)
    )
    gathers = draw(
        "".join(stroke((x, 240), ((x * 1.1, 258), (x * 1.2, 268), (x * 1.35, 284))) for x in spread(-38, 38, 9)),
        cloth.line,
        1.5,
        opacity=0.55,
    )
    drawn = (
        hanger()
        + neck.inside(cloth.line)
        + arms
        + fill(outline, cloth.base, cloth.line)
        + f'<path d="{outline}" fill="url(#{key}f)"/>'
        + gathers
        + folds(
            cloth,
            ((34, 300), ((44, 340), (56, 370), (60, 398))),
            ((70, 300), ((84, 336), (98, 364), (104, 390))),
        )
        + fill(
            whole((0, 222), ((30, 222), (40, 220), (46, 218)), ((47, 232),), ((30, 238), (16, 239), (0, 239))),
            cloth.shade,
            cloth.line,
            1.8,
        )
        + draw(stroke((0, 148), ((0, 222),)), cloth.line, 1.3, opacity=0.6)
        + button_row(0, spread(156, 214, 6), cloth.light, cloth.line, 3.4)
    )
    return drawn, flowers(f"{key}f", cloth.mark, "#e9b44c", _leaf(cloth))


def _leaf(cloth: Cloth) -> str:
    return Cloth("#7d9471").light if cloth.base > "#666666" else "#7d9471"


def knit_dress(cloth: Cloth, key: str) -> Drawing:
    """Fine ribs, a close top and an A-line skirt."""
    neck = Neck(width=32, depth=20, top=112)
    outline = Skirted(62, 56, 50, 236, 118, 402).outline(neck)
    body = Body((62, 132), (56, 184), (50, 236), (80, 320))
    drawn = (
        hanger()
        + neck.inside(cloth.line)
        + sleeve(cloth, body, (108, 300), 21, bulge=6, rib=16)
        + fill(outline, cloth.base, cloth.line)
        + draw(upright(spread(-44, 44, 15), 142, 236), cloth.deep, 1.3, opacity=0.45)
        + draw(upright(spread(-46, 46, 15), 240, 404, 1.35), cloth.deep, 1.3, opacity=0.45)
        + draw(stroke((-50, 236), ((-20, 243), (20, 243), (50, 236))), cloth.line, 2)
        + neck.band(cloth, 8)
    )
    return drawn, ""


def pinafore(cloth: Cloth, key: str) -> Drawing:
    """A corduroy strap dress over a cream knit."""
    knit = Cloth("#f3ead9")
    neck, body = Neck(width=32, depth=14, top=114), Body((76, 140), (70, 206), (70, 260), (72, 300))
    dress = whole(
        (0, 204),
        ((46, 202),),
        ((58, 218), (64, 236), (70, 250)),
        ((84, 300), (98, 352), (106, 396)),
        ((60, 410), (30, 410), (0, 410)),
    )
    strap = both(
        fill(piece((36, 122), ((50, 130),), ((44, 216),), ((28, 216),)), cloth.shade, cloth.line, 1.8)
        + dot(37, 212, 5.4, "#d8b36a", "#a8843f")
    )
    pocket = both(draw(stroke((58, 276), ((52, 296), (56, 316), (84, 322))), cloth.line, 2.2))
    drawn = (
        hanger()
        + neck.inside(knit.line)
        + sleeve(knit, body, (130, 304), 28, rib=18)
        + fill(body.outline(neck), knit.base, knit.line)
        + neck.band(knit, 8)
        + fill(dress, cloth.base, cloth.line)
        + f'<path d="{dress}" fill="url(#{key}c)" opacity=".55"/>'
        + strap
        + draw(stroke((-48, 214), ((48, 214),)), cloth.mark, 1.5, "5 3")
        + draw(stroke((-103, 388), ((-50, 402), (50, 402), (103, 388))), cloth.mark, 1.5, "5 3")
        + fill(
            piece((-22, 232), ((22, 232),), ((22, 262),), ((0, 272),), ((-22, 262),)),
            cloth.base,
            cloth.line,
            1.8,
        )
        + pocket
    )
    return drawn, stripes(f"{key}c", cloth.deep, 6, 1.5)


def vest_and_skirt(cloth: Cloth, key: str) -> Drawing:
    """A suit waistcoat above its A-line skirt."""
    vest = whole(
        (0, 196),
        ((16, 168), (32, 130), (36, 108)),
        ((62, 124),),
        ((52, 142), (50, 160), (62, 178)),
        ((60, 196), (54, 206), (56, 222)),
        ((36, 238),),
        ((14, 228),),
        ((0, 242),),
    )
    back = whole((0, 118), ((18, 118), (30, 114), (36, 108)), ((32, 150), (16, 180), (0, 198)))
    skirt = whole((0, 256), ((50, 254),), ((66, 290), (98, 360), (112, 408)), ((70, 420), (36, 422), (0, 422)))
    drawn = (
        hanger()
        + fill(back, cloth.line)
        + fill(skirt, cloth.base, cloth.line)
        + folds(
            cloth,
            ((22, 270), ((30, 320), (36, 370), (40, 420))),
            ((42, 276), ((58, 320), (74, 366), (82, 414))),
        )
        + fill(
            whole((0, 250), ((30, 250), (40, 249), (48, 247)), ((51, 262),), ((34, 266), (16, 267), (0, 267))),
            cloth.shade,
            cloth.line,
        )
        + fill(vest, cloth.base, cloth.line)
        + draw(stroke((0, 198), ((0, 242),)), cloth.line, 2)
        + button_row(6, spread(206, 230, 2), cloth.mark, cloth.line, 4)
        + both(fill(piece((26, 204), ((46, 200),), ((46, 206),), ((26, 210),)), cloth.deep))
        + both(draw(stroke((42, 116), ((38, 140), (26, 172), (8, 196))), cloth.deep, 1.6, "5 3"))
    )
    return drawn, ""


def cardigan_and_slip(cloth: Cloth, key: str) -> Drawing:
    """A long slip dress under a cropped cardigan."""
    slip = Cloth(cloth.mark)
    body = Body((76, 138), (70, 202), (66, 240), (66, 268))
    dress = whole(
        (0, 160),
        ((14, 158), (22, 150), (26, 138)),
        ((54, 190),),
        ((58, 250), (66, 340), (76, 408)),
        ((40, 418), (20, 418), (0, 418)),
    )
    straps = both(draw(stroke((26, 140), ((29, 130), (31, 120), (32, 112))), slip.line, 3))
    drawn = (
        hanger()
        + fill(dress, slip.base, slip.line)
        + draw(stroke((44, 330), ((50, 360), (54, 390), (56, 414))), slip.line, 2.2)
        + draw(upright(spread(-50, 36, 7), 280, 410, 0.25), slip.deep, 1.4, opacity=0.4)
        + straps
        + sleeve(cloth, body, (126, 296), 27, rib=16)
        + both(
            fill(
                piece(
                    (34, 112),
                    ((76, 138),),
                    ((66, 160), (62, 184), (70, 202)),
                    ((66, 226), (66, 240), (66, 268)),
                    ((22, 272),),
                    ((18, 240), (22, 220), (12, 196)),
                    ((26, 166), (32, 140), (34, 112)),
                ),
                cloth.base,
                cloth.line,
            )
        )
        + both(
            draw(
                stroke((34, 114), ((32, 142), (26, 168), (13, 196)), ((22, 220), (18, 240), (22, 270))),
                cloth.shade,
                7,
            )
        )
        + button_row(21, spread(212, 260, 4), "#f6efe2", "#b8a88e", 3.6)
    )
    return drawn, ""
