"""Pastries: mung-bean cakes, flower cakes, walnut shortbread, cream roll, green rice balls, mooncakes."""

from __future__ import annotations

from math import cos, pi, sin

from foodgift_art.shapes import (
    CREAM,
    GOLD,
    WHITE,
    at,
    blossom,
    circle,
    leaf,
    line,
    num,
    oval,
    path,
    plate,
    rect,
    scene,
    shadow,
    shape,
    tin,
)  # fmt: skip


def _moulded(x: float, y: float, top: str, side: str) -> str:
    """A pressed square cake with a flower on its face."""
    body = rect(-46, -16, 92, 62, side, 14) + rect(-46, -32, 92, 62, top, 14)
    return at(x, y, body, rect(-36, -23, 72, 44, WHITE, 9, 0.18), blossom(0, -1, 18, side, top))


def mung_cakes() -> str:
    low = (
        _moulded(136, 338, "#E5D69A", "#C9B56E")
        + _moulded(240, 344, "#B9C77E", "#96A75C")
        + _moulded(344, 338, "#E5D69A", "#C9B56E")
    )
    high = (
        _moulded(188, 276, "#F0DFA0", "#D2BC72")
        + _moulded(292, 276, "#E5D69A", "#C9B56E")
        + _moulded(240, 212, "#F3D98C", "#D5AE57")
    )
    crown = blossom(306, 178, 11, GOLD, "#C98A2B", 4) + blossom(176, 186, 9, GOLD, "#C98A2B", 4)
    beans = "".join(
        at(x, y, oval(0, 0, 11, 7, "#8CA457"), turn=t)
        for x, y, t in ((56, 424, 20), (82, 438, -30), (404, 432, 10), (430, 420, -20))
    )
    return scene("#F3F2DC", "#FCFAEC", "#DCC99C", plate(240, 386, 196, "#FFFDF6", "#EFE6CF"), low, high, crown, beans)


def _flaky(x: float, y: float, r: float) -> str:
    base = oval(x, y + r * 0.24, r, r * 0.5, "#C98D45") + oval(x, y, r, r * 0.52, "#EFC77F")
    rings = oval(x, y - 3, r * 0.82, r * 0.4, "#F7DBA3") + oval(x, y - 4, r * 0.56, r * 0.26, "#EFC77F")
    return base + rings + oval(x, y - 4, r * 0.3, r * 0.14, "#D0557A")


def flower_cakes() -> str:
    whole = _flaky(160, 340, 92) + _flaky(196, 280, 86)
    half = shape("M222 384A94 94 0 0 1 410 384L404 396H228z", "#EFC77F") + shape(
        "M244 384A72 66 0 0 1 388 384z", "#C2406B"
    )
    half += rect(222, 380, 190, 18, "#C98D45", 9)
    filling = "".join(
        at(x, y, oval(0, 0, 15, 7, f), turn=t)
        for x, y, t, f in (
            (282, 360, 20, "#E27B9D"),
            (322, 346, -24, "#F0A0B8"),
            (350, 368, 8, "#E27B9D"),
            (304, 374, -8, "#9C2F56"),
        )
    )
    petals = "".join(
        at(x, y, shape("M0 0C10 -22 36 -22 40 0C30 12 10 12 0 0z", f), turn=t)
        for x, y, t, f in (
            (86, 150, 24, "#F3AFC3"),
            (352, 132, -30, "#EC8FAB"),
            (396, 214, 40, "#F3AFC3"),
            (54, 428, -12, "#EC8FAB"),
            (420, 424, 16, "#F3AFC3"),
        )
    )
    rose = at(
        300,
        214,
        circle(0, 0, 44, "#E27B9D"),
        circle(-6, -4, 32, "#EC8FAB"),
        circle(2, 0, 22, "#D0557A"),
        line("M-10 2q10 -18 20 -2q-4 12 -14 8", "#F6C3D2", 4),
    )
    rose += leaf(338, 226, 52, 12, "#8DAA6B")
    return scene(
        "#FBE6E6",
        "#FFF5F1",
        "#E6BFA6",
        shadow(156, 106, 388),
        shadow(318, 104, 400),
        whole,
        rose,
        half,
        filling,
        petals,
    )


def walnut_shortbread() -> str:
    def cookie(x: float, y: float, r: float, turn: float) -> str:
        cracks = line(
            path("M", -r * 0.6, -r * 0.1, "l", r * 0.4, r * 0.14, r * 0.2, -r * 0.3, r * 0.44, r * 0.2)
            + path("M", -r * 0.2, r * 0.5, "l", r * 0.2, -r * 0.36),
            "#A9702F",
            3.5,
        )
        bits = "".join(circle(r * 0.55 * cos(a), r * 0.55 * sin(a), r * 0.12, "#8A5730") for a in (0.6, 2.5, 4.4))
        return at(
            x,
            y,
            circle(0, 5, r, "#B97C38"),
            circle(0, 0, r, "#E2AE63"),
            circle(-r * 0.1, -r * 0.12, r * 0.78, "#EDC281", 0.7),
            cracks,
            bits,
            turn=turn,
        )

    stack = "".join(
        oval(330 + dx, y + 10, 74, 20, "#B97C38") + oval(330 + dx, y, 74, 20, "#EDC281")
        for dx, y in ((0, 372), (6, 350), (-4, 328))
    )
    lean = cookie(330, 250, 60, 14) + cookie(398, 392, 40, -20)
    return scene(
        "#F8E6CC",
        "#FFF5E5",
        "#DDB583",
        tin(176, 384, 172, 178, "#C8553D", "#9C3B2A", CREAM, "#9C3B2A"),
        shadow(332, 84, 388),
        stack,
        lean,
    )


def cream_roll() -> str:
    log = rect(96, 232, 220, 148, "#D9C3E3", 70) + rect(96, 236, 200, 22, WHITE, 11, 0.4)
    face = circle(306, 306, 76, "#B08CC4") + circle(306, 306, 64, "#FFFDF8")
    swirl = line("M306 306q14 -16 26 0t-12 30t-46 -12t6 -54t66 6t14 62", "#B08CC4", 12)
    sugar = "".join(
        circle(x, y, 3, WHITE)
        for x, y in (
            (
                140,
                262,
            ),
            (168, 284),
            (200, 258),
            (152, 318),
            (222, 300),
            (186, 332),
            (214, 352),
        )
    )
    taro = at(
        78,
        384,
        oval(0, 0, 44, 34, "#8A6552"),
        oval(8, -3, 27, 20, "#E9DDEA"),
        "".join(circle(x, y, 2.2, "#A982B5") for x, y in ((0, -6), (14, 2), (8, -12), (20, -8), (2, 6))),
        turn=-14,
    )
    ice = "".join(
        at(x, y, rect(-24, -24, 48, 48, "#DDF0F5", 10), rect(-15, -15, 14, 22, WHITE, 6, 0.7), turn=t)
        for x, y, t in ((130, 418, 12), (414, 400, -16), (378, 426, 20))
    )
    flake = at(
        372,
        150,
        "".join(
            line(f"M0 0L{num(32 * cos(a))} {num(32 * sin(a))}", "#9CC7D6", 5) for a in (i * pi / 3 for i in range(6))
        ),
        circle(0, 0, 6, "#9CC7D6"),
    )
    return scene(
        "#EDE6F3",
        "#FAF6FC",
        "#D3C2D9",
        flake,
        plate(232, 384, 186, WHITE, "#EFE7F2"),
        log,
        sugar,
        face,
        swirl,
        taro,
        ice,
    )


def green_balls() -> str:
    def ball(x: float, y: float, r: float) -> str:
        return (
            circle(x, y, r, "#5F8A4C")
            + circle(x - r * 0.14, y - r * 0.16, r * 0.8, "#6F9B58")
            + oval(x - r * 0.36, y - r * 0.46, r * 0.24, r * 0.13, WHITE, 0.5)
        )

    half = circle(322, 330, 62, "#5F8A4C") + circle(322, 332, 44, "#7A2E33") + oval(308, 320, 18, 11, "#964248", 0.9)
    mat = leaf(66, 400, 196, -6, "#A9C27C") + leaf(412, 404, 196, 186, "#94B168")
    mugwort = line("M398 118Q372 190 350 220", "#6E8F55", 5) + "".join(
        leaf(x, y, 46, t, "#86A868")
        for x, y, t in ((398, 120, -70), (388, 150, 6), (380, 160, -150), (372, 182, 20), (364, 194, -160))
    )
    return scene(
        "#E8F0DC",
        "#F8FBEF",
        "#D3C79A",
        mugwort,
        plate(240, 384, 184, "#F9F4E4", "#E9DFC2"),
        mat,
        ball(164, 322, 66),
        ball(240, 252, 64),
        half,
    )


def mooncakes() -> str:
    def cake(x: float, y: float, r: float) -> str:
        scallop = "".join(circle(r * cos(i * pi / 6), r * sin(i * pi / 6), r * 0.27, "#C98136") for i in range(12))
        face = circle(0, 0, r, "#C98136") + circle(0, 0, r * 0.86, "#DFA050") + circle(0, 0, r * 0.66, "#C98136", 0.55)
        return at(x, y, scallop, face, blossom(0, 0, r * 0.5, "#EDBB70", "#C98136", 6))

    moon = (
        circle(240, 200, 150, "#F7E6B4")
        + circle(196, 160, 22, "#EDD694", 0.7)
        + circle(300, 232, 32, "#EDD694", 0.6)
        + circle(212, 258, 14, "#EDD694", 0.7)
    )
    stars = "".join(
        circle(x, y, r, "#F7E6B4", 0.9)
        for x, y, r in (
            (52, 84, 3),
            (108, 46, 2.4),
            (410, 62, 3),
            (438, 150, 2.4),
            (60, 220, 2.4),
            (396, 260, 3),
        )
    )
    cut = at(
        330,
        334,
        shape("M-70 40A74 74 0 0 1 70 40z", "#C98136"),
        shape("M-52 40A56 56 0 0 1 52 40z", "#F3C24F"),
        shape("M-26 40A26 26 0 0 1 26 40q-8 16 -14 2q-8 20 -16 0q-12 14 -22 -2z", "#E88F2A"),
    )
    osmanthus = blossom(92, 400, 13, GOLD, "#C98A2B", 4) + blossom(406, 404, 11, GOLD, "#C98A2B", 4)
    table = shape("M0 362Q240 346 480 362V480H0z", "#46547F")
    return scene(
        "#2F3A63",
        "#3A4775",
        "#46547F",
        stars,
        moon,
        table,
        plate(238, 382, 182, "#E8E2F0", "#C9C2DA"),
        cake(176, 306, 70),
        cut,
        osmanthus,
    )
