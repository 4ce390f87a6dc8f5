"""Cured meat, rice cakes and lotus starch."""

from __future__ import annotations

from foodgift_art.shapes import (
    CREAM,
    GOLD,
    INK,
    WHITE,
    at,
    blossom,
    circle,
    leaf,
    line,
    mark,
    oval,
    plate,
    rect,
    scene,
    shadow,
    shape,
    steam,
)  # fmt: skip


def ham() -> str:
    def slice_(turn: float) -> str:
        meat = shape("M-50 -6C-50 -62 50 -66 52 -8C54 40 22 76 -6 74C-38 72 -50 40 -50 -6z", "#F3DCC8")
        meat += shape("M-40 -6C-40 -50 40 -54 42 -8C44 32 18 62 -6 60C-32 58 -40 34 -40 -6z", "#B8433F")
        grain = line("M-24 -20q22 12 48 -2M-26 6q26 12 52 -2M-18 30q18 8 36 -2", "#E9A69A", 4, 0.8)
        return at(240, 400, at(0, -112, meat, grain, circle(22, 28, 9, "#F3DCC8")), turn=turn)

    fan = "".join(slice_(t) for t in (-62, 62, -32, 32, 0))
    board = rect(44, 380, 392, 26, "#A9764A", 13) + rect(44, 380, 392, 9, "#C4935F", 5) + circle(412, 393, 6, "#7D522E")
    green = leaf(222, 386, 66, -150, "#7E9C58") + leaf(258, 386, 66, -30, "#93AE68") + circle(240, 382, 13, "#C8553D")
    return scene("#F8E0D2", "#FFF3EA", "#DDB08A", shadow(240, 206, 408), fan, board, green)


def sausages() -> str:
    def link(x: float, y: float, fill: str, dark: str) -> str:
        body = line(f"M{x} {y}q-16 62 2 136", dark, 46) + line(f"M{x - 3} {y}q-16 62 2 136", fill, 36)
        fat = "".join(
            oval(x - 8 + dx, y + dy, 5, 4, "#F6D9C6", 0.9)
            for dx, dy in ((-4, 14), (6, 40), (-6, 62), (8, 84), (0, 112), (-2, 30), (4, 128))
        )
        return body + fat

    bar = rect(40, 66, 400, 14, "#8A5A36", 7)
    ties = "".join(
        line(f"M{a} 78V{b}", "#D9C09A", 5) + circle(a, b + 4, 7, "#D9C09A")
        for a, b in ((126, 112), (202, 118), (278, 112), (354, 118))
    )
    links = (
        link(130, 144, "#B5402F", "#8C2D22")
        + link(206, 150, "#C8632F", "#9C4A20")
        + link(282, 144, "#B5402F", "#8C2D22")
        + link(358, 150, "#A8363A", "#7E2329")
    )
    slices = "".join(
        oval(x, y, 32, 23, "#8C2D22")
        + oval(x, y - 3, 28, 19, "#C4523F")
        + "".join(circle(x + a, y + b, 4, "#F6D9C6") for a, b in ((-12, -6), (4, -10), (12, 2), (-4, 4), (-16, 4)))
        for x, y in ((132, 398), (190, 408), (248, 400))
    )
    chili = at(
        338,
        404,
        shape("M0 0Q30 -22 74 -2Q36 10 4 10z", "#D1362B"),
        line("M0 4q-14 -4 -18 -14", "#6E9A50", 5),
        turn=-8,
    )
    pepper = "".join(circle(x, y, 5, "#7A4632") for x, y in ((318, 430), (300, 418), (424, 424)))
    return scene("#F9E2CC", "#FFF4E6", "#DCAF80", bar, ties, links, slices, chili, pepper)


def duck() -> str:
    body = shape(
        "M120 268C132 204 236 182 306 214C356 236 384 280 372 312C358 352 238 366 182 348C138 334 112 306 120 268z",
        "#A5542A",
    )
    shine = shape("M150 256C170 220 236 208 286 226C236 222 184 236 150 256z", "#E0A065", 0.8)
    wing = shape("M206 268C236 242 304 250 326 290C296 318 240 320 214 302Q196 286 206 268z", "#8A4320") + line(
        "M232 286q36 -14 72 8M240 302q30 -6 52 2", "#6B3016", 4
    )
    leg = (
        shape("M338 306C372 300 404 320 412 336L398 350C374 342 346 340 330 332z", "#A5542A")
        + rect(400, 332, 40, 13, "#F1E0C4", 6)
        + circle(438, 332, 9, "#F1E0C4")
        + circle(440, 344, 9, "#F1E0C4")
    )
    neck = (
        line("M150 246Q104 216 122 168", "#A5542A", 34)
        + circle(126, 160, 25, "#A5542A")
        + shape("M110 148L62 158Q58 166 66 170L112 172z", "#D99A3E")
        + circle(128, 152, 4, INK)
    )
    greens = "".join(
        leaf(x, y, 62, t, f)
        for x, y, t, f in (
            (96, 362, -20, "#93AE68"),
            (396, 366, 200, "#7E9C58"),
            (150, 372, 10, "#7E9C58"),
            (344, 374, 170, "#93AE68"),
        )
    )
    star = at(420, 424, "".join(at(0, 0, oval(0, -12, 5, 12, "#7A4632"), turn=60 * i) for i in range(6)))
    return scene(
        "#F7E3CF",
        "#FFF5E8",
        "#D9AD82",
        plate(240, 366, 200, WHITE, "#F0E6D6"),
        greens,
        leg,
        body,
        shine,
        wing,
        neck,
        star,
        steam(270, 180),
    )


def rice_cakes() -> str:
    def bar(x: float, y: float, w: float = 176) -> str:
        return (
            rect(x, y + 8, w, 40, "#D9CFBC", 18)
            + rect(x, y, w, 40, "#FFFDF7", 18)
            + rect(x + 18, y + 7, w - 36, 8, "#F1E9DA", 4)
        )

    pile = "".join(bar(x, y) for x, y in ((58, 336), (152, 340), (246, 336), (104, 290), (200, 290), (152, 244)))
    band = (
        rect(222, 238, 36, 152, "#C8402F", 4)
        + circle(240, 300, 30, "#C8402F")
        + circle(240, 300, 24, CREAM)
        + mark(240, 298, 32, "#C8402F")
    )
    rice = line("M396 252Q406 170 372 108", "#B99A4B", 5) + "".join(
        leaf(x, y, 30, t, "#E2C36A", "#A9822F")
        for x, y, t in (
            (374, 112, -120),
            (384, 132, -20),
            (386, 140, -160),
            (393, 162, -20),
            (394, 170, -160),
            (398, 194, -24),
            (397, 202, -158),
        )
    )
    coins = "".join(
        oval(x, y + 5, 30, 15, "#D9CFBC") + oval(x, y, 30, 15, "#FFFDF7")
        for x, y in ((88, 414), (142, 428), (358, 424))
    )
    return scene("#F6E4D3", "#FFF3E4", "#D5A77C", rice, shadow(240, 190, 392, 14), pile, band, coins)


def ciba() -> str:
    def bar(x: float, y: float, w: float = 150) -> str:
        return (
            rect(x, y + 12, w, 44, "#B97A34", 16)
            + rect(x, y, w, 44, "#E5AE5C", 16)
            + rect(x + 12, y + 6, w - 24, 12, "#F3CD8C", 6)
        )

    pile = bar(92, 320) + bar(238, 320) + bar(160, 268)
    syrup = shape(
        "M150 262Q240 240 326 262Q330 284 312 282T292 312T276 290T250 296T226 340T206 294T182 286T156 300T150 262z",
        "#6B2E1C",
    ) + oval(214, 264, 34, 6, WHITE, 0.25)
    powder = "".join(
        circle(x, y, r, "#F7E2AC")
        for x, y, r in (
            (190, 254, 4),
            (226, 250, 3),
            (262, 252, 4),
            (290, 258, 3),
            (116, 324, 4),
            (142, 330, 3),
            (346, 324, 4),
            (368, 332, 3),
            (324, 328, 3),
        )
    )
    jug = at(
        406,
        306,
        shape("M-38 -30H30Q44 20 28 46H-30Q-44 20 -38 -30z", "#8C4A32"),
        line("M30 -18q34 4 22 36t-24 14", "#8C4A32", 10),
        shape("M-38 -30q-18 2 -22 -10q18 -2 26 2z", "#8C4A32"),
        oval(-4, -30, 33, 8, "#5E2A1A"),
        mark(-4, 14, 40, CREAM),
    )
    beans = "".join(oval(x, y, 11, 9, "#E2C36A") for x, y in ((62, 418), (88, 430), (402, 420), (426, 406)))
    return scene(
        "#FAE6CC",
        "#FFF5E4",
        "#DDB083",
        jug,
        plate(240, 388, 188, "#7C8F98", "#95A7AF"),
        pile,
        syrup,
        powder,
        beans,
    )


def lotus_starch() -> str:
    bowl = (
        shape("M112 268H368Q362 384 284 390H196Q118 384 112 268z", "#8FA9A3")
        + shape("M130 276q6 74 48 104q-58 -18 -60 -104z", WHITE, 0.28)
        + rect(194, 388, 92, 12, "#76918B", 6)
    )
    bowl += oval(240, 268, 128, 28, "#B3C7C2") + oval(240, 271, 112, 21, "#D9A58F") + oval(214, 265, 54, 8, WHITE, 0.35)
    toppings = (
        "".join(blossom(x, y, 9, GOLD, "#C98A2B", 4) for x, y in ((204, 274), (262, 268), (296, 276)))
        + oval(236, 280, 10, 6, "#A8283A")
        + oval(278, 284, 10, 6, "#B9763C")
        + oval(170, 270, 9, 5, "#B9763C")
    )
    spoon = at(332, 236, rect(-7, -110, 14, 126, "#F3E9DA", 7), turn=28)

    def root(x: float, y: float, r: float) -> str:
        holes = "".join(at(x, y, oval(0, -r * 0.52, r * 0.15, r * 0.2, "#C9A98F"), turn=t) for t in range(0, 360, 52))
        return circle(x, y, r, "#D9BFA3") + circle(x, y, r * 0.9, "#F8ECDD") + holes + circle(x, y, r * 0.13, "#C9A98F")

    water = leaf(396, 410, 74, 186, "#93AE68") + leaf(60, 416, 70, -12, "#7E9C58")
    return scene(
        "#F6E6E0",
        "#FFF6F1",
        "#DCBBA6",
        spoon,
        shadow(240, 124, 400),
        bowl,
        mark(240, 334, 84, CREAM),
        toppings,
        steam(200, 222),
        water,
        root(92, 374, 40),
        root(400, 380, 33),
    )
