"""The pen: outlines, lines and tones on a 480 × 480 sheet.

Points are `(dx, y)`: `dx` counts from the middle line, so that a symmetrical outline is given by its right
half alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SHEET = 480
MIDDLE = SHEET / 2
INK = "#2b2a33"

Point = tuple[float, float]
Step = tuple[Point, ...]
"""One point = a straight line to it; three points = a cubic curve."""


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0–1) of `other` in it; both `#rrggbb`."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


@dataclass(frozen=True)
class Cloth:
    """A cloth's tones, all made from its colour; `mark` is the colour of what is printed or sewn on."""

    base: str
    mark: str = "#f4ece0"

    @property
    def light(self) -> str:
        return mix(self.base, "#ffffff", 0.28)

    @property
    def shade(self) -> str:
        return mix(self.base, INK, 0.12)

    @property
    def deep(self) -> str:
        return mix(self.base, INK, 0.3)

    @property
    def line(self) -> str:
        return mix(self.base, INK, 0.42)


def n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def at(point: Point) -> str:
    return f"{n(MIDDLE + point[0])} {n(point[1])}"


def walk(steps: Sequence[Step]) -> str:
    return "".join(("L" if len(step) == 1 else "C") + " ".join(map(at, step)) for step in steps)


def flip(point: Point) -> Point:
    return -point[0], point[1]


def whole(start: Point, *steps: Step) -> str:
    """A closed outline from its right half, which runs from the middle line to the middle line."""
    stops = [start, *(step[-1] for step in steps)]
    back: list[Step] = []
    for step, before in zip(reversed(steps), reversed(stops[:-1]), strict=True):
        bends = tuple(flip(point) for point in reversed(step[:-1]))
        back.append((*bends, flip(before)))
    return f"M{at(start)}{walk(steps)}L{at(flip(stops[-1]))}{walk(back)}Z"


def piece(start: Point, *steps: Step) -> str:
    """A closed outline as given."""
    return f"M{at(start)}{walk(steps)}Z"


def stroke(start: Point, *steps: Step) -> str:
    """An open line as given."""
    return f"M{at(start)}{walk(steps)}"


def fill(outline: str, colour: str, edge: str | None = None, width: float = 2.2) -> str:
    drawn = f' stroke="{edge}" stroke-width="{width}"' if edge else ""
    return f'<path d="{outline}" fill="{colour}"{drawn}/>'


def draw(outline: str, colour: str, width: float = 2, dash: str = "", opacity: float = 1) -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    veil = f' opacity="{opacity}"' if opacity < 1 else ""
    return f'<path d="{outline}" fill="none" stroke="{colour}" stroke-width="{width}"{dashes}{veil}/>'


def dot(dx: float, y: float, radius: float, colour: str, edge: str = "") -> str:
    rim = f' stroke="{edge}" stroke-width="1.4"' if edge else ""
    return f'<circle cx="{n(MIDDLE + dx)}" cy="{n(y)}" r="{n(radius)}" fill="{colour}"{rim}/>'


def both(part: str) -> str:
    """A right-hand part and its mirror image."""
    return f'{part}<g transform="translate({SHEET}) scale(-1 1)">{part}</g>'


def upright(xs: Sequence[float], top: float, bottom: float, lean: float = 0) -> str:
    """Upright lines at `xs`; `lean` spreads their lower ends."""
    return "".join(f"M{at((x, top))}L{at((x * (1 + lean), bottom))}" for x in xs)


def spread(low: float, high: float, count: int) -> list[float]:
    return [low + (high - low) * index / (count - 1) for index in range(count)]
