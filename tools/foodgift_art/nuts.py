"""Nuts: hickory kernels, daily sachets, macadamias, peanuts, the eight-tin box."""

from __future__ import annotations

from math import cos, pi, sin

from foodgift_art.shapes import (
    CREAM,
    INK,
    WHITE,
    at,
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


def _kernel(x: float, y: float, size: float, turn: float = 0) -> str:
    """Half a hickory or walnut kernel: two lobes with folds."""
    s = size
    lobes = "".join(
        shape(
            path("M", d * 2, -s, "C", d * s * 1.1, -s * 1.1, d * s * 1.2, s * 0.5, d * 2, s, "z"),
            "#C98F4E",
        )
        for d in (-1, 1)
    )
    folds = "".join(
        line(
            path("M", d * s * 0.3, -s * 0.6, "q", d * s * 0.4, s * 0.3, 0, s * 0.6, "t", 0, s * 0.5),
            "#96602C",
            max(2, s / 9),
            0.8,
        )
        for d in (-1, 1)
    )
    return at(x, y, lobes, folds, turn=turn)


def hickory() -> str:
    inside = "".join(_kernel(x, y, 20, t) for x, y, t in ((192, 232, 20), (232, 228, -30), (272, 233, 40)))
    glass = jar(238, 384, 164, 196, "#F3DFBE", "#7A4A2B")
    heap = "".join(_kernel(x, y, 27, t) for x, y, t in ((366, 372, -24), (404, 398, 40), (96, 390, 30)))
    shell = at(
        58,
        412,
        circle(0, 0, 24, "#A9764A"),
        line("M-20 -6q20 -14 40 0", "#7D522E", 3),
        line("M-18 8q18 -8 36 0", "#7D522E", 3),
    )
    leaves = leaf(344, 172, 70, -36, "#9DB06B") + leaf(350, 176, 60, 14, "#869B58")
    return scene("#F5E7D2", "#FFF7EA", "#DDBA8C", leaves, glass, inside, heap, shell)


def daily_nuts() -> str:
    def sachet(x: float, y: float, body: str, dark: str, turn: float) -> str:
        edge = line("M-48 -92H48M-48 92H48", dark, 10)
        sun = circle(0, -34, 21, CREAM) + "".join(
            line(
                f"M{num(28 * cos(a))} {num(-34 + 28 * sin(a))}L{num(36 * cos(a))} {num(-34 + 36 * sin(a))}",
                CREAM,
                4.5,
            )
            for a in (i * pi / 3 for i in range(6))
        )
        return at(x, y, rect(-52, -98, 104, 196, body, 8), edge, sun, mark(0, 40, 58, CREAM), turn=turn)

    bags = (
        sachet(136, 262, "#8DA95F", "#6D8A45", -13)
        + sachet(344, 262, "#C8553D", "#9C3B2A", 13)
        + sachet(240, 244, "#E39A3B", "#BC7722", 0)
    )
    almonds = "".join(
        at(
            x,
            y,
            shape("M-22 0Q-8 -16 22 0Q-8 16 -22 0z", "#B9763C"),
            line("M-12 0H12", "#8F5628", 2.5),
            turn=t,
        )
        for x, y, t in ((96, 398, 14), (150, 420, -24), (300, 404, 40))
    )
    cashews = "".join(
        at(x, y, line("M-16 6Q0 -22 16 8", "#EBCB95", 15), turn=t) for x, y, t in ((206, 400, 0), (378, 412, 24))
    )
    berries = "".join(
        circle(x, y, 10, f)
        for x, y, f in (
            (252, 424, "#A8283A"),
            (422, 396, "#A8283A"),
            (66, 426, "#4B4A86"),
            (336, 430, "#4B4A86"),
        )
    )
    return scene("#FBEBD0", "#FFF8E8", "#E5C08C", shadow(240, 170, 366, 16), bags, almonds, cashews, berries)


def macadamia() -> str:
    def nut(x: float, y: float, r: float, turn: float) -> str:
        slit = shape(
            f"M{num(-r * 0.7)} -3Q0 {num(r * 0.24)} {num(r * 0.7)} -3Q0 {num(r * 0.05)} {num(-r * 0.7)} -3z",
            CREAM,
        )
        return at(
            x,
            y,
            circle(0, 0, r, "#7D4A2A"),
            circle(-r * 0.12, -r * 0.14, r * 0.76, "#94603A"),
            slit,
            oval(-r * 0.36, -r * 0.46, r * 0.2, r * 0.12, WHITE, 0.4),
            turn=turn,
        )

    open_nut = circle(352, 340, 48, "#7D4A2A") + circle(352, 340, 37, "#F7EBD0") + oval(342, 328, 14, 9, WHITE, 0.8)
    key = at(
        218,
        426,
        rect(-9, -2, 18, 84, "#B8B2A6", 8),
        circle(0, -20, 30, "#B8B2A6"),
        circle(0, -20, 15, "#FFF7E6"),
        turn=-82,
    )
    heap = nut(298, 386, 36, 12) + nut(380, 404, 30, -24) + nut(84, 392, 33, 30)
    return scene(
        "#F3E4D0",
        "#FFF6E8",
        "#D7B48A",
        pouch(196, 386, 176, 226, "#E6B65C", "#B98428", CREAM),
        nut(196, 304, 32, -10),
        key,
        shadow(352, 52, 388),
        open_nut,
        heap,
    )


def peanuts() -> str:
    def pod(x: float, y: float, turn: float, scale: float = 1.0) -> str:
        hull = shape("M-50 0C-50 -32 -14 -28 0 -17C14 -28 50 -32 50 0C50 32 14 28 0 17C-14 28 -50 32 -50 0z", "#D7A765")
        net = line("M-36 -12q12 12 0 24M-18 -16q8 16 0 32M20 -18q8 18 0 36M38 -12q-10 12 0 24", "#B58143", 3)
        return at(x, y, hull, net, turn=turn, scale=scale)

    bag = shape("M122 166L132 384H302L312 166L290 152L268 166L242 152L216 166L190 152L166 166L144 152z", "#D9B78C")
    bag += rect(150, 232, 134, 98, "#B8452F", 8) + mark(217, 282, 84, CREAM) + line("M124 186H310", "#B48F60", 3)
    star = at(
        374,
        300,
        "".join(at(0, 0, oval(0, -26, 10, 24, "#8A4B2A"), circle(0, -28, 6, "#C98136"), turn=45 * i) for i in range(8)),
        circle(0, 0, 9, "#6B371D"),
    )
    kernels = "".join(oval(x, y, 15, 11, "#A8402F") for x, y in ((388, 424), (356, 432), (102, 430)))
    return scene(
        "#F6E3CB",
        "#FFF4E4",
        "#D9AF7C",
        star,
        shadow(218, 104, 388),
        bag,
        pod(356, 352, -22),
        pod(388, 394, 10, 0.86),
        pod(78, 388, 24, 0.9),
        pod(120, 412, -8, 0.7),
        kernels,
    )


def eight_tins() -> str:
    tray = rect(52, 122, 376, 262, "#C4672F", 22) + rect(66, 136, 348, 234, "#E9913F", 14)
    fills = ("#B9763C", "#94603A", "#EBCB95", "#B9A15A", "#8DA95F", "#C98F4E", "#6E4A63", "#A8283A")
    tins = ""
    for i, fill in enumerate(fills):
        x, y = 112 + i % 4 * 85.5, 196 + i // 4 * 112
        bits = "".join(oval(x + 20 * cos(a + i), y + 20 * sin(a + i), 10, 7, WHITE, 0.26) for a in (0, 1.6, 3.2, 4.8))
        tins += (
            circle(x, y + 4, 41, INK, 0.2)
            + circle(x, y, 41, "#FFF3DC")
            + circle(x, y, 34, fill)
            + bits
            + oval(x, y, 10, 7, INK, 0.2)
        )
    lid = at(
        240,
        74,
        rect(-148, -30, 296, 74, "#C4672F", 14),
        rect(-132, -18, 264, 50, "#D87C38", 8),
        mark(0, 4, 64, CREAM),
    )
    loose = "".join(
        oval(x, y, 13, 9, f) for x, y, f in ((92, 420, "#B9763C"), (122, 432, "#94603A"), (388, 424, "#C98F4E"))
    )
    return scene("#FBE5C9", "#FFF3E0", "#E3B57E", lid, shadow(240, 200, 392, 16), tray, tins, loose)
