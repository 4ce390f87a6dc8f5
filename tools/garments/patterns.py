"""Woven, printed and knitted surfaces, each as an SVG `<pattern>` with the given id."""

from __future__ import annotations

from garments.pen import n


def pattern(name: str, width: float, height: float, content: str, turn: float = 0) -> str:
    turned = f' patternTransform="rotate({turn})"' if turn else ""
    return (
        f'<pattern id="{name}" width="{width}" height="{height}" patternUnits="userSpaceOnUse"{turned}>'
        f"{content}</pattern>"
    )


def flowers(name: str, petal: str, heart: str, leaf: str) -> str:
    def bloom(x: float, y: float, size: float) -> str:
        around = ((0, -1), (0.95, -0.3), (0.6, 0.8), (-0.6, 0.8), (-0.95, -0.3))
        petals = "".join(
            f'<circle cx="{n(x + a * size)}" cy="{n(y + b * size)}" r="{n(size * 0.72)}"/>' for a, b in around
        )
        return f'<g fill="{petal}">{petals}</g><circle cx="{x}" cy="{y}" r="{n(size * 0.6)}" fill="{heart}"/>'

    leaves = f'<path d="M32 8q6-4 9 1q-6 3-9-1M6 34q-5-4-3-8q5 3 3 8" fill="{leaf}"/>'
    return pattern(name, 46, 42, bloom(14, 13, 3.6) + bloom(35, 31, 2.8) + leaves)


def stripes(name: str, colour: str, gap: float, width: float, turn: float = 0) -> str:
    return pattern(name, gap, gap, f'<rect width="{width}" height="{gap}" fill="{colour}"/>', turn)


def plaid(name: str, dark: str, light: str) -> str:
    bars = (
        f'<path d="M8 0V44M0 8H44" stroke="{dark}" stroke-width="12" opacity=".55"/>'
        f'<path d="M30 0V44M0 30H44" stroke="{light}" stroke-width="3" opacity=".9"/>'
    )
    return pattern(name, 44, 44, bars)


def houndstooth(name: str, dark: str) -> str:
    tooth = f'<path d="M0 0H8V8L16 16H12L8 12V16H0V8L-4 4V0ZM16 8L12 4V0H16Z" fill="{dark}"/>'
    return pattern(name, 16, 16, tooth)


def cables(name: str, dark: str, light: str) -> str:
    twist = (
        f'<path d="M10 0C10 9 24 9 24 18S10 27 10 36M24 0C24 9 10 9 10 18S24 27 24 36" fill="none" '
        f'stroke="{dark}" stroke-width="3.4"/><path d="M2 0V36M32 0V36" stroke="{light}" stroke-width="2"/>'
    )
    return pattern(name, 40, 36, twist)
