"""Honey, jam and dried fruit."""

from __future__ import annotations

from math import cos, pi, sin

from foodgift_art.shapes import (
    CREAM,
    INK,
    WHITE,
    at,
    blossom,
    circle,
    jar,
    leaf,
    line,
    mark,
    num,
    oval,
    path,
    pouch,
    rect,
    scene,
    shadow,
    shape,
)  # fmt: skip


def _hexagon(x: float, y: float, r: float, fill: str, opacity: float = 1) -> str:
    points = "L".join(f"{num(x + r * cos(i * pi / 3))} {num(y + r * sin(i * pi / 3))}" for i in range(6))
    return shape(f"M{points}z", fill, opacity)


def _bee(x: float, y: float, turn: float = 0) -> str:
    wings = oval(-4, -17, 10, 15, WHITE, 0.85) + oval(12, -15, 9, 13, WHITE, 0.85)
    body = oval(0, 0, 24, 16, "#F0B93A") + line("M-6 -13v26M7 -13v26", INK, 6)
    return at(x, y, wings, body, circle(24, -2, 9, INK), line("M28 -9q6 -10 12 -8", INK, 2.5), turn=turn)


def honey() -> str:
    comb = "".join(
        _hexagon(x, y, 30, f, 0.75)
        for x, y, f in (
            (88, 150, "#F3CF7A"),
            (136, 178, "#F7DC98"),
            (88, 206, "#F7DC98"),
            (136, 122, "#F3CF7A"),
        )
    )
    pot = jar(232, 384, 178, 190, "#EDA92F", "#8A5A2E", CREAM, "#B9741A")
    dipper = at(
        372,
        296,
        rect(-6, -120, 12, 122, "#A9764A", 6),
        "".join(
            rect(-22 + abs(i) * 4, -4 + (i + 2) * 14, 44 - abs(i) * 8, 10, "#8A5A2E", 5) for i in (-2, -1, 0, 1, 2)
        ),
        turn=18,
    )
    drip = shape("M344 352q-6 26 6 28t8 -26z", "#EDA92F") + oval(352, 388, 44, 10, "#EDA92F")
    return scene(
        "#FCEFCF",
        "#FFF9E8",
        "#E6C88D",
        comb,
        _bee(350, 132, -12),
        line("M300 168q20 -26 34 -32", INK, 2.5, 0.35),
        pot,
        dipper,
        drip,
    )


def honey_sticks() -> str:
    def stick(turn: float, body: str) -> str:
        return at(
            240,
            404,
            rect(-19, -256, 38, 214, body, 6),
            line("M-14 -242H14", WHITE, 3.5, 0.7),
            mark(0, -186, 32, WHITE),
            turn=turn,
        )

    fan = "".join(
        stick(t, f) for t, f in ((-32, "#D98B24"), (32, "#D98B24"), (-16, "#E8A534"), (16, "#E8A534"), (0, "#F2BC4C"))
    )
    cup = (
        shape("M150 286H330L314 384Q312 396 298 396H182Q168 396 166 384z", "#C8553D")
        + rect(142, 276, 196, 24, "#A8402C", 10)
        + mark(240, 346, 74, CREAM)
    )
    comb = "".join(
        _hexagon(x, y, 24, f)
        for x, y, f in (
            (70, 396, "#F3CF7A"),
            (108, 418, "#EDBE55"),
            (392, 404, "#F3CF7A"),
            (430, 384, "#EDBE55"),
        )
    )
    return scene("#FBEBC4", "#FFF7E0", "#E5C384", _bee(402, 156, -8), shadow(240, 104, 396), fan, cup, comb)


def jams() -> str:
    def cloth(x: float, y: float, w: float, tint: str) -> str:
        hem = shape(
            path("M", x - w / 2, y, "Q", x, y - 42, x + w / 2, y, "L", x + w / 2 + 10, y + 26)
            + "q-14 12 -26 0t-26 0t-26 0t-26 0t-26 0z",
            tint,
        )
        dots = "".join(
            circle(x + dx, y + dy, 4, WHITE, 0.8)
            for dx, dy in ((-34, 6), (-12, -6), (12, 6), (34, -4), (-22, 20), (24, 20))
        )
        return hem + dots

    pots = jar(108, 378, 108, 128, "#7C3A6B", "#A4679A") + cloth(108, 242, 104, "#A4679A")
    pots += jar(372, 378, 108, 128, "#3F4A8C", "#6A76B5") + cloth(372, 242, 104, "#6A76B5")
    pots += jar(240, 388, 128, 150, "#C93A3F", "#E2736F") + cloth(240, 230, 120, "#E2736F")
    berry = at(
        322,
        398,
        shape("M0 28C-30 8 -26 -18 0 -16C26 -18 30 8 0 28z", "#D8383F"),
        "".join(circle(x, y, 2, "#F6D37A") for x, y in ((-9, -4), (8, -6), (0, 6), (-6, 14), (9, 10))),
        leaf(0, -14, 22, -50, "#6E9A50"),
        leaf(0, -14, 22, 230, "#6E9A50"),
    )
    blues = "".join(circle(x, y, 14, "#3F4A8C") + circle(x, y - 4, 5, "#6A76B5") for x, y in ((424, 408), (402, 426)))
    arbutus = "".join(
        circle(x, y, 16, "#8C2F4F") + circle(x - 4, y - 5, 5, "#B35A78") for x, y in ((52, 404), (82, 424))
    )
    return scene("#FBE4DC", "#FFF4EE", "#E4BFA4", pots, berry, blues, arbutus)


def candied_osmanthus() -> str:
    branch = (
        line("M60 118Q180 96 262 132", "#8A6A45", 7)
        + leaf(120, 104, 74, -44, "#7E9C58")
        + leaf(186, 108, 70, 36, "#93AE68")
        + leaf(258, 130, 76, 6, "#7E9C58")
    )
    bloom = "".join(
        blossom(x, y, 13, "#F2B233", "#C97F1C", 4)
        for x, y in ((100, 128), (146, 92), (158, 130), (206, 96), (232, 134))
    )
    inside = "".join(
        blossom(x, y, 8, "#FCE3A0", "#D98F22", 4)
        for x, y in ((196, 266), (240, 254), (282, 268), (216, 366), (270, 366))
    )
    spoon = at(
        372,
        388,
        oval(-34, 0, 40, 17, "#C9A36C"),
        oval(-34, -3, 30, 11, "#E8A534"),
        rect(2, -6, 92, 11, "#C9A36C", 6),
        turn=-18,
    )
    fallen = "".join(blossom(x, y, 11, "#F2B233", "#C97F1C", 4) for x, y in ((92, 398), (126, 420), (396, 424)))
    return scene(
        "#FCF0CC",
        "#FFFAE6",
        "#E2C78C",
        branch,
        bloom,
        jar(238, 384, 150, 158, "#E8A534", "#6B7F45", CREAM, "#A8741A"),
        inside,
        spoon,
        fallen,
    )


def freeze_dried() -> str:
    def berry(x: float, y: float, scale: float, turn: float = 0) -> str:
        seeds = "".join(
            oval(a, b, 2.4, 3.6, "#F6D37A")
            for a, b in ((-16, -8), (0, -14), (16, -8), (-9, 8), (9, 8), (0, 22), (-20, 6), (20, 6))
        )
        body = shape("M0 42C-46 14 -42 -26 0 -24C42 -26 46 14 0 42z", "#D9434A") + oval(-14, -8, 8, 12, WHITE, 0.25)
        crown = "".join(leaf(0, -20, 28, t, "#7BA05B") for t in (-160, -125, -90, -55, -20))
        return at(x, y, body, seeds, crown, turn=turn, scale=scale)

    slice_ = circle(376, 264, 40, "#F2A531") + circle(376, 264, 32, "#F8C667") + circle(376, 264, 10, "#E08E22")
    chips = "".join(
        at(
            x,
            y,
            shape("M0 24C-26 8 -24 -16 0 -14C24 -16 26 8 0 24z", "#F08A88"),
            shape("M0 14C-13 4 -12 -8 0 -6C12 -8 13 4 0 14z", "#FCE0DC"),
            turn=t,
        )
        for x, y, t in ((346, 406, 20), (404, 412, -30), (72, 400, 14))
    )
    return scene(
        "#FCE3E0",
        "#FFF5F2",
        "#E8BFAE",
        slice_,
        pouch(200, 386, 184, 232, "#F2F0EA", "#D9434A", "#FBD3CF"),
        mark(200, 210, 62, "#D9434A"),
        berry(200, 304, 0.9),
        berry(346, 348, 1.05, -10),
        chips,
    )


def persimmons() -> str:
    def cake(x: float, y: float, s: float = 1.0) -> str:
        body = oval(0, 0, 46, 39, "#D9692B") + oval(-4, -2, 38, 31, "#E58440") + oval(-8, 6, 26, 17, WHITE, 0.34)
        cap = "".join(at(0, -34, oval(0, -1, 8, 17, "#7A5B3A"), turn=t) for t in (-60, 0, 60))
        return at(x, y, cap, body, scale=s)

    bar = rect(40, 62, 400, 14, "#9A6B42", 7) + rect(40, 70, 400, 6, INK, 3, 0.14)
    strings = "".join(line(f"M{x} 74V{y}", "#B99668", 4) for x, y in ((136, 214), (240, 250), (344, 214)))
    hung = "".join(cake(x, y) for x, y in ((136, 138), (136, 232), (240, 168), (240, 262), (344, 138), (344, 232)))
    split = at(
        330,
        384,
        shape("M-62 0C-60 -42 60 -42 62 0Q0 34 -62 0z", "#D9692B"),
        shape("M-44 -4C-40 -28 40 -28 44 -4Q0 18 -44 -4z", "#B9401A"),
        oval(-8, -8, 18, 6, "#EE8B4A"),
    )
    low = cake(160, 378, 1.05) + cake(88, 394, 0.8)
    return scene(
        "#FBE6CF",
        "#FFF5E6",
        "#DFB385",
        bar,
        strings,
        hung,
        shadow(150, 110, 412),
        shadow(332, 66, 398),
        low,
        split,
    )


def plums() -> str:
    def plum(x: float, y: float, s: float, turn: float) -> str:
        folds = line("M-18 -8q8 10 0 22M2 -18q10 14 0 32M20 -6q-6 10 2 18", "#3E2430", 3.5)
        return at(
            x,
            y,
            oval(0, 0, 33, 27, "#6B4250"),
            oval(-5, -5, 24, 17, "#84586A", 0.7),
            folds,
            "".join(circle(a, b, 1.8, WHITE, 0.7) for a, b in ((-12, -14), (12, -10), (-4, 14))),
            turn=turn,
            scale=s,
        )

    pot = shape("M152 214Q110 250 122 322Q132 384 188 386H266Q322 384 332 322Q344 250 302 214z", "#5E7F8C") + rect(
        158, 192, 138, 28, "#4C6A76", 10
    )
    pot += (
        oval(227, 192, 69, 15, "#3B545E")
        + shape("M142 256q-12 50 16 96q-24 -50 -2 -100z", WHITE, 0.25)
        + rect(176, 268, 102, 74, CREAM, 8)
        + mark(227, 306, 64, "#4C6A76")
    )
    top = plum(196, 178, 0.8, 10) + plum(256, 176, 0.8, -20) + plum(226, 164, 0.85, 40)
    sprig = line("M360 96Q350 190 382 250", "#7A5B4A", 6) + "".join(
        blossom(x, y, 18, "#F7C9D2", "#C2557A") for x, y in ((360, 110), (382, 152), (352, 182), (390, 224))
    )
    return scene(
        "#F3E3E3",
        "#FFF5F3",
        "#D8B9A8",
        sprig,
        shadow(228, 118, 388),
        pot,
        top,
        plum(368, 372, 1, -8),
        plum(408, 402, 0.8, 30),
        plum(86, 396, 0.85, 12),
    )
