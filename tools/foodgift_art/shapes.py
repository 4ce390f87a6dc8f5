"""Strokes that every motif uses. Coordinates are in the 480 × 480 picture; the table top lies at y = 384."""

from __future__ import annotations

import re
from math import cos, pi, sin

TABLE = 384
CREAM, INK, GOLD, WHITE = "#FFF6E6", "#4A342A", "#E2B04A", "#FFFFFF"


def num(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def path(*steps: str | float) -> str:
    """Letters and coordinates as path data: `path("M", 1, 2.25, "z")` is `M1 2.2z`."""
    words = [step if isinstance(step, str) else num(step) for step in steps]
    return re.sub(r" ?([A-Za-z]) ?", r"\1", " ".join(words))


def tag(name: str, fill: str, opacity: float = 1, **values: float) -> str:
    """One filled element; underscores in names become hyphens."""
    numbers = "".join(f' {key.replace("_", "-")}="{num(value)}"' for key, value in values.items())
    veil = "" if opacity == 1 else f' opacity="{opacity:g}"'
    return f'<{name}{numbers} fill="{fill}"{veil}/>'


def rect(x: float, y: float, w: float, h: float, fill: str, r: float = 0, opacity: float = 1) -> str:
    return tag("rect", fill, opacity, x=x, y=y, width=w, height=h, rx=r)


def circle(x: float, y: float, r: float, fill: str, opacity: float = 1) -> str:
    return tag("circle", fill, opacity, cx=x, cy=y, r=r)


def oval(x: float, y: float, rx: float, ry: float, fill: str, opacity: float = 1) -> str:
    return tag("ellipse", fill, opacity, cx=x, cy=y, rx=rx, ry=ry)


def shape(d: str, fill: str, opacity: float = 1) -> str:
    veil = "" if opacity == 1 else f' opacity="{opacity:g}"'
    return f'<path d="{d}" fill="{fill}"{veil}/>'


def line(d: str, stroke: str, width: float, opacity: float = 1) -> str:
    veil = "" if opacity == 1 else f' opacity="{opacity:g}"'
    ends = 'stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{num(width)}" {ends}{veil}/>'


def at(x: float, y: float, *parts: str, turn: float = 0, scale: float = 1) -> str:
    """Moves parts that were drawn around the origin."""
    turned = f" rotate({num(turn)})" if turn else ""
    scaled = f" scale({scale:g})" if scale != 1 else ""
    return f'<g transform="translate({num(x)} {num(y)}){turned}{scaled}">{"".join(parts)}</g>'


def scene(backdrop: str, glow: str, table: str, *parts: str) -> str:
    """A whole picture: wall, a round glow behind the goods, table, goods."""
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 480">'
    wall = rect(0, 0, 480, 480, backdrop) + circle(240, 220, 172, glow)
    top = shape("M0 362Q240 346 480 362V480H0z", table)
    return f"{head}{wall}{top}{''.join(parts)}</svg>\n"


def shadow(x: float, rx: float, y: float = TABLE, ry: float = 12) -> str:
    return oval(x, y, rx, ry, INK, 0.14)


def leaf(x: float, y: float, size: float, turn: float, fill: str, vein: str = "#FFFFFF") -> str:
    s = size
    blade = f"M0 0C{num(s * 0.25)} {num(-s * 0.36)} {num(s * 0.75)} {num(-s * 0.32)} {num(s)} 0"
    back = f"C{num(s * 0.75)} {num(s * 0.28)} {num(s * 0.25)} {num(s * 0.3)} 0 0z"
    rib = line(f"M{num(s * 0.12)} 0H{num(s * 0.82)}", vein, max(1.5, s / 30), 0.45)
    return at(x, y, shape(blade + back, fill), rib, turn=turn)


def blossom(x: float, y: float, r: float, fill: str, heart: str, petals: int = 5) -> str:
    ring = [2 * pi * i / petals - pi / 2 for i in range(petals)]
    round_petals = "".join(circle(r * 0.62 * cos(a), r * 0.62 * sin(a), r * 0.46, fill) for a in ring)
    return at(x, y, round_petals, circle(0, 0, r * 0.28, heart))


def mark(x: float, y: float, size: float, ink: str) -> str:
    """The shop's sign: two peaks over a wave."""
    peaks = shape("M-50 18L-18 -34L2 -4L16 -22L50 18z", ink)
    wave = line("M-50 34q12 -10 25 0t25 0t25 0t25 0", ink, 7)
    return at(x, y, peaks, wave, scale=size / 100)


def steam(x: float, y: float, tint: str = WHITE) -> str:
    curl = "q-12 -16 0 -32t0 -32"
    return "".join(
        line(f"M{num(x + dx)} {num(y + dy)}{curl}", tint, 6, 0.65) for dx, dy in ((-22, 0), (2, -10), (26, 0))
    )


def plate(x: float, y: float, rx: float, rim: str, face: str) -> str:
    under = oval(x, y + rx * 0.08, rx * 0.98, rx * 0.27, INK, 0.14)
    return under + oval(x, y, rx, rx * 0.27, rim) + oval(x, y - 3, rx * 0.8, rx * 0.19, face)


def tin(x: float, y: float, w: float, h: float, body: str, dark: str, label: str, ink: str) -> str:
    """A round tin that stands at (x centre, y bottom), with lid and a paper label."""
    left, ry = x - w / 2, w * 0.11
    wall = shape(
        path("M", left, y - h, "V", y - ry, "A", w / 2, ry, 0, 0, 0, left + w, y - ry, "V", y - h, "z"),
        body,
    )
    light = shape(
        f"M{num(left + w * 0.1)} {num(y - h)}h{num(w * 0.1)}V{num(y - ry * 0.4)}h{num(-w * 0.1)}z",
        WHITE,
        0.22,
    )
    lid_h = h * 0.17
    lid = shape(
        path("M", left - 5, y - h - lid_h, "v", lid_h, "A", w / 2 + 5, ry, 0, 0, 0, left + w + 5, y - h)
        + path("v", -lid_h, "z"),
        dark,
    )
    top = oval(x, y - h - lid_h, w / 2 + 5, ry, body) + oval(x, y - h - lid_h, w / 2 - 10, ry * 0.7, dark, 0.35)
    paper = rect(x - w * 0.28, y - h * 0.74, w * 0.56, h * 0.5, label, 8) + mark(x, y - h * 0.5, w * 0.36, ink)
    return shadow(x, w * 0.62, y - 2) + wall + light + paper + lid + top


def jar(x: float, y: float, w: float, h: float, filling: str, lid: str, label: str = CREAM, ink: str = INK) -> str:
    """A glass jar that stands at (x centre, y bottom) with a cap."""
    left = x - w / 2
    glass = rect(left, y - h, w, h, filling, w * 0.16) + rect(left, y - h, w, h * 0.16, WHITE, w * 0.12, 0.35)
    light = rect(left + w * 0.09, y - h * 0.82, w * 0.08, h * 0.66, WHITE, w * 0.04, 0.45)
    cap = rect(left + w * 0.06, y - h - h * 0.19, w * 0.88, h * 0.22, lid, 8)
    ridges = rect(left + w * 0.06, y - h - h * 0.05, w * 0.88, h * 0.04, INK, 0, 0.16)
    paper = rect(x - w * 0.34, y - h * 0.62, w * 0.68, h * 0.4, label, 8) + mark(x, y - h * 0.42, w * 0.42, ink)
    return shadow(x, w * 0.6, y - 1) + glass + light + cap + ridges + paper


def pouch(x: float, y: float, w: float, h: float, body: str, dark: str, window: str) -> str:
    """A standing bag with a crimped top and a round window."""
    left = x - w / 2
    side = path("M", left + 8, y - h, "H", left + w - 8, "L", left + w, y - 10, "Q", x, y + 12, left, y - 10, "z")
    crimp = rect(left + 4, y - h - 16, w - 8, 34, dark, 5)
    notches = line(f"M{num(left + 18)} {num(y - h + 1)}H{num(left + w - 18)}", WHITE, 2.5, 0.6)
    pane = circle(x, y - h * 0.36, w * 0.29, window) + mark(x, y - h * 0.76, w * 0.34, WHITE)
    return shadow(x, w * 0.56, y) + shape(side, body) + crimp + notches + pane


def giftbox(x: float, y: float, w: float, h: float, body: str, lid: str, ribbon: str) -> str:
    """A closed box with a lid, a ribbon and a bow, seen from the front."""
    left, lid_h = x - w / 2, h * 0.27
    base = rect(left + 10, y - h, w - 20, h, body, 6) + rect(left + 10, y - h + lid_h, w - 20, 10, INK, 0, 0.12)
    cover = rect(left, y - h - 6, w, lid_h + 6, lid, 8)
    band = rect(x - w * 0.055, y - h - 6, w * 0.11, h + 6, ribbon)
    by = y - h - 8
    loop = shape("M0 0C24 -54 92 -62 78 -20S24 4 0 0z", ribbon)
    loop += shape("M14 -8C30 -34 66 -42 62 -22S30 -6 14 -8z", INK, 0.14)
    loops = at(x, by, loop, f'<g transform="scale(-1 1)">{loop}</g>')
    return shadow(x, w * 0.54, y) + base + cover + band + loops + circle(x, by - 4, 15, ribbon)
