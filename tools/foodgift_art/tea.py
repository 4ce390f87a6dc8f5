"""Tea: tin, pyramid bag, gaiwan, pressed cake, barley jug."""

from __future__ import annotations

from foodgift_art.shapes import (
    CREAM,
    GOLD,
    WHITE,
    at,
    blossom,
    circle,
    leaf,
    line,
    mark,
    oval,
    rect,
    scene,
    shadow,
    shape,
    steam,
    tin,
)  # fmt: skip


def green_tea() -> str:
    loose = "".join(
        leaf(x, y, 44, t, "#7FA65A") for x, y, t in ((88, 376, -18), (128, 392, 12), (330, 388, -8), (368, 372, 24))
    )
    sprig = (
        line("M270 330Q340 262 342 150", "#5E8A4A", 5)
        + leaf(342, 152, 62, -78, "#8DB865")
        + leaf(340, 196, 66, -28, "#7FA65A")
    )
    sprig += leaf(330, 236, 54, -4, "#6E9A50")
    return scene(
        "#EEF3DF",
        "#FBFBEF",
        "#D9C8A0",
        sprig,
        tin(226, 380, 150, 190, "#6E9A50", "#4F7A3C", CREAM, "#4F7A3C"),
        loose,
    )


def osmanthus_tea() -> str:
    cup = oval(292, 372, 116, 22, WHITE) + oval(292, 369, 84, 13, "#EADBC8")
    cup += shape("M212 276H372Q368 366 320 368H264Q216 366 212 276z", WHITE) + line(
        "M370 292q44 4 34 36t-50 18", WHITE, 13
    )
    cup += oval(292, 276, 80, 19, "#F3E7D8") + oval(292, 278, 68, 14, "#B4532A")
    floats = blossom(268, 277, 9, GOLD, "#C98A2B", 4) + blossom(306, 281, 8, GOLD, "#C98A2B", 4)
    bag = shape("M132 232L188 344Q132 362 76 344z", "#F6EAD4") + shape(
        "M132 262L166 340Q132 350 98 340z", "#9A4A2A", 0.85
    )
    bag += (
        line("M132 232Q128 176 92 150", "#C9A878", 3.5) + rect(66, 122, 44, 36, "#C4552D", 5) + mark(88, 138, 30, WHITE)
    )
    flowers = "".join(
        blossom(x, y, r, GOLD, "#C98A2B", 4)
        for x, y, r in ((206, 372, 13), (60, 376, 15), (184, 388, 11), (404, 386, 13))
    )
    return scene(
        "#FBE9D4",
        "#FFF6E9",
        "#E3BF92",
        shadow(132, 64, 352, 9),
        bag,
        shadow(292, 122, 386, 12),
        cup,
        floats,
        steam(290, 244),
        flowers,
    )


def rock_tea() -> str:
    peaks = shape("M60 352L150 196L204 268L262 156L330 262L370 214L430 352z", "#C9B8A6", 0.75)
    saucer = oval(240, 376, 118, 23, "#7A4B37") + oval(240, 371, 84, 14, "#5E3626")
    bowl = shape("M146 250H334Q330 364 274 368H206Q150 364 146 250z", "#8C5A43") + shape(
        "M162 258q6 70 34 98q-40 -16 -46 -98z", WHITE, 0.2
    )
    rim = oval(240, 250, 94, 20, "#A8735A") + oval(240, 252, 80, 15, "#C97A34")
    lid = at(
        236,
        214,
        shape("M-82 22Q-62 -30 0 -32Q62 -30 82 22Q0 42 -82 22z", "#8C5A43"),
        oval(0, -36, 22, 9, "#6B4030"),
        rect(-10, -38, 20, 12, "#6B4030"),
        turn=-9,
    )
    twist = "".join(line(f"M{x} {y}q14 -14 28 -2t26 -4", "#4A342A", 6) for x, y in ((52, 392), (80, 408), (362, 402)))
    return scene(
        "#EFE4D6",
        "#F9F1E6",
        "#C7A583",
        peaks,
        shadow(240, 128, 388),
        saucer,
        bowl,
        rim,
        mark(240, 310, 62, "#F0D9B8"),
        lid,
        twist,
        steam(330, 190),
    )


def tea_cake() -> str:
    cake = circle(250, 236, 132, "#A98F66")
    flecks = "".join(
        leaf(250 + dx, 236 + dy, 34, t, fill)
        for dx, dy, t, fill in (
            (-96, -30, 20, "#8F7650"), (-40, -88, -30, "#C8B38A"), (30, -96, 50, "#8F7650"),
            (70, -30, -60, "#C8B38A"), (-70, 40, 80, "#C8B38A"),
            (-20, -30, 10, "#7D6543"), (20, 20, -20, "#8F7650"), (-10, 80, 30, "#7D6543"),
            (60, 64, -70, "#8F7650"), (96, 12, 100, "#7D6543"),
        )
    )  # fmt: skip
    well = circle(250, 236, 26, "#7D6543", 0.6)
    paper = shape("M250 104A132 132 0 0 0 250 368Q212 330 232 290T226 210T250 104z", "#FBF3E2")
    paper += line("M250 104Q206 160 226 210T232 290T250 368", "#E2D2B0", 5) + mark(176, 236, 78, "#9C3B2A")
    pick = at(372, 372, rect(-70, -5, 74, 10, "#8A5A3C", 5), line("M4 0H62", "#B9B4AC", 6), turn=-14)
    crumbs = "".join(leaf(x, y, 22, t, "#8F7650") for x, y, t in ((96, 388, 10), (128, 398, -20), (410, 396, 15)))
    stand = shape("M150 384L176 342H324L350 384z", "#9B6A45") + rect(140, 380, 220, 12, "#7D5234", 6)
    return scene("#F1EADB", "#FBF7EC", "#D3BC93", shadow(250, 140, 392), cake, flecks, well, paper, stand, crumbs, pick)


def barley_tea() -> str:
    jug = shape("M160 168H312L330 350Q330 380 300 380H172Q142 380 142 350z", "#F4EBD9", 0.9) + shape(
        "M154 232H318L328 350Q328 376 300 376H172Q144 376 144 350z", "#D8923B"
    )
    jug += (
        line("M318 206q66 0 62 62t-54 70", "#EFE2C8", 15)
        + rect(150, 148, 172, 26, "#B97A45", 10)
        + circle(236, 140, 12, "#9A6236")
    )
    jug += rect(166, 190, 14, 164, WHITE, 7, 0.5) + oval(236, 232, 82, 9, "#E7AE60")
    ice = "".join(
        at(x, y, rect(-20, -20, 40, 40, WHITE, 8, 0.42), turn=t) for x, y, t in ((210, 262, 14), (262, 278, -20))
    )
    ear = line("M92 392Q84 300 104 214", "#C79A4B", 5)
    grains = "".join(
        leaf(97 + side * 2, y, 32, -90 + side * 38, "#E2B760", "#A97B2F")
        for y in (232, 258, 284, 310)
        for side in (-1, 1)
    )
    ear += grains + leaf(104, 220, 34, -84, "#E2B760", "#A97B2F")
    loose = "".join(
        oval(x, y, 10, 5.5, "#B97F36") for x, y in ((350, 394), (376, 386), (396, 398), (130, 398), (62, 396))
    )
    return scene(
        "#FBEFD3",
        "#FFF9EA",
        "#E2C594",
        ear,
        shadow(240, 110, 386),
        jug,
        ice,
        mark(236, 326, 66, CREAM),
        loose,
    )
