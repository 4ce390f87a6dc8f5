"""Gift boxes: the big new-year box, tea with pastries, breakfast in a box, the company box."""

from __future__ import annotations

from math import cos, pi, sin

from foodgift_art.shapes import (
    CREAM,
    GOLD,
    INK,
    WHITE,
    at,
    blossom,
    circle,
    giftbox,
    jar,
    leaf,
    line,
    mark,
    oval,
    path,
    rect,
    scene,
    shadow,
    tin,
)  # fmt: skip


def _lantern(x: float, y: float, s: float) -> str:
    body = oval(0, 0, 44, 36, "#D13B2E") + oval(0, 0, 26, 36, "#E2574A") + oval(0, 0, 9, 36, "#D13B2E")
    caps = rect(-18, -42, 36, 10, GOLD, 4) + rect(-18, 32, 36, 10, GOLD, 4)
    tail = line("M-8 42v26M0 42v34M8 42v26", GOLD, 4) + line("M0 -42V-110", "#B98A3A", 3)
    return at(x, y, tail, body, caps, scale=s)


def new_year() -> str:
    clouds = "".join(line(f"M{x} {y}q16 -26 36 -8q22 -18 34 8h24", GOLD, 5, 0.8) for x, y in ((120, 322), (286, 348)))
    seal = circle(240, 310, 40, GOLD) + circle(240, 310, 33, "#B8281F") + mark(240, 306, 44, CREAM)
    box = giftbox(240, 388, 312, 210, "#C8352A", "#B8281F", GOLD)
    snow = "".join(
        circle(x, y, r, WHITE, 0.9)
        for x, y, r in ((70, 250, 5), (412, 268, 5), (170, 60, 4), (306, 50, 5), (36, 330, 4), (446, 200, 4))
    )
    coins = "".join(
        circle(x, y, 17, GOLD) + circle(x, y, 12, "#F3CE7E") + rect(x - 4, y - 4, 8, 8, "#B98A3A", 1)
        for x, y in ((70, 408), (106, 424), (398, 416))
    )
    return scene(
        "#FBE0D2",
        "#FFF1E6",
        "#E3B088",
        _lantern(82, 132, 0.95),
        _lantern(400, 132, 0.95),
        snow,
        box,
        clouds,
        seal,
        coins,
    )


def tea_and_pastry() -> str:
    lid = rect(58, 62, 364, 132, "#A82E25", 12) + rect(74, 76, 332, 104, "#C2402F", 8)
    rings = "".join(circle(x, 128, 30, GOLD) + circle(x, 128, 22, "#C2402F") for x in (216, 264)) + line(
        "M120 128H178M302 128H360", GOLD, 5
    )
    tray = rect(50, 348, 380, 44, "#A82E25", 8) + rect(50, 340, 380, 14, "#C2402F", 7)
    can = tin(148, 346, 104, 112, "#8C3B22", "#6B2A17", CREAM, "#8C3B22")
    cakes = "".join(
        rect(x, y + 6, 52, 36, "#C9B56E", 9)
        + rect(x, y, 52, 36, "#EFDFA0", 9)
        + blossom(x + 26, y + 18, 12, "#C9B56E", "#EFDFA0")
        for x, y in ((218, 300), (276, 300), (247, 258))
    )
    cookies = "".join(
        oval(374, y + 6, 36, 11, "#B97C38") + oval(374, y, 36, 11, "#EDC281") for y in (334, 316, 298, 280)
    )
    petals = "".join(blossom(x, y, 12, GOLD, "#C98A2B", 4) for x, y in ((74, 416), (110, 428), (388, 420)))
    return scene(
        "#FBE2D3",
        "#FFF2E8",
        "#E2B38C",
        shadow(240, 204, 394, 14),
        lid,
        rings,
        can,
        cakes,
        cookies,
        tray,
        petals,
    )


def breakfast() -> str:
    rays = "".join(
        line(
            path("M", 118 * cos(a), 118 * sin(a), "L", 142 * cos(a), 142 * sin(a)),
            "#F3C66A",
            8,
        )
        for a in (pi + i * pi / 8 for i in range(9))
    )
    sun = at(240, 206, rays, circle(0, 0, 100, "#F7D489"))
    pots = (
        jar(130, 346, 96, 108, "#C93A3F", "#F4E8D4")
        + jar(350, 346, 96, 108, "#3F4A8C", "#F4E8D4")
        + jar(240, 348, 112, 136, "#EDA92F", "#8A5A2E", CREAM, "#B9741A")
    )
    straw = "".join(
        line(f"M{x} 350q{d} -18 {d * 2} -8", "#E2C78C", 5)
        for x, d in ((70, 8), (96, -8), (182, 8), (200, -7), (290, 8), (310, -8), (400, 6), (412, -8))
    )
    tray = (
        rect(48, 344, 384, 50, "#EFE2CC", 10)
        + rect(48, 338, 384, 14, "#E0CDAE", 7)
        + line("M200 394V352M280 394V352", "#C9A878", 5)
        + mark(240, 372, 46, "#A9764A")
    )
    spoon = at(330, 420, oval(-62, 0, 28, 12, "#B97F4B"), rect(-40, -5, 112, 10, "#B97F4B", 5), turn=-5)
    toast = at(96, 414, rect(-38, -22, 76, 42, "#C98F4E", 12), rect(-32, -17, 64, 32, "#F3DCB2", 9), turn=-6)
    return scene("#FDEFD6", "#FFF8E8", "#E6C79A", sun, shadow(240, 204, 396, 14), straw, pots, tray, spoon, toast)


def company_box() -> str:
    bag = at(
        336,
        0,
        rect(-70, 186, 140, 196, "#D9B78C", 6),
        rect(-70, 186, 22, 196, INK, 6, 0.08),
        line("M-34 188q4 -64 34 -64t34 64", "#A9764A", 6),
        mark(6, 290, 76, "#8A5A36"),
    )
    box = rect(58, 232, 244, 152, "#F4E8D4", 8) + rect(50, 212, 260, 48, "#EADABF", 8)
    belt = (
        rect(136, 212, 88, 172, "#55705A")
        + rect(150, 266, 60, 60, CREAM, 8)
        + line("M164 286h32M164 298h32M164 310h20", "#B9C4AE", 5)
    )
    card = at(
        108,
        402,
        rect(-52, -32, 104, 64, WHITE, 6),
        line("M-34 -10h68M-34 4h68M-34 18h36", "#D8C7AC", 4),
        turn=-7,
    )
    sprig = (
        leaf(180, 210, 58, -128, "#7E9C58")
        + leaf(180, 210, 58, -52, "#93AE68")
        + leaf(180, 212, 56, -90, "#869B58")
        + circle(180, 208, 8, "#C8553D")
    )
    return scene(
        "#ECEADB",
        "#FAF8EC",
        "#D3BE98",
        shadow(336, 82, 384),
        bag,
        shadow(180, 140, 386),
        box,
        belt,
        sprig,
        card,
    )
