"""Charts as inline SVG: bars, columns, lines. Colours come from the page's own variables."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_WIDTH, _HEIGHT = 640, 200
_LEFT, _BOTTOM, _TOP = 44, 26, 14


def bars(rows: Sequence[tuple[str, float, str]], *, label: str, kinds: Sequence[str] = (), nothing: str = "") -> str:
    """Lying bars: (name, value, words at the end). `kinds[i]` marks row i as a filter of the chats."""
    if not rows:
        return _empty(nothing)
    most = max(value for _, value, _ in rows) or 1
    height = 26 * len(rows) + 8
    parts = []
    for i, (name, value, words) in enumerate(rows):
        y = 26 * i + 6
        width = max(2, value / most * 400)
        data = f' class="row" data-kind="{escape(kinds[i])}" tabindex="0" role="button"' if kinds else ""
        parts.append(
            f'<g{data}><text x="128" y="{y + 13}" text-anchor="end">{escape(name)}</text>'
            f'<rect class="bar" x="136" y="{y}" width="{width:.1f}" height="18" rx="3"/>'
            f'<text class="quiet" x="{142 + width:.1f}" y="{y + 13}">{escape(words)}</text></g>'
        )
    return _svg(_WIDTH, height, label, parts)


def columns(
    names: Sequence[str], values: Sequence[float], *, label: str, words: Sequence[str], nothing: str = ""
) -> str:
    """Standing bars with a tooltip each; every few names are written below."""
    if not values or not max(values):
        return _empty(nothing)
    most = max(values)
    step = (_WIDTH - _LEFT - 8) / len(values)
    inner = _HEIGHT - _BOTTOM - _TOP
    parts = _grid(most)
    every = max(1, len(names) // 12)
    for i, value in enumerate(values):
        height = value / most * inner
        x = _LEFT + step * i
        parts.append(
            f'<rect class="bar" x="{x + step * 0.15:.1f}" y="{_TOP + inner - height:.1f}" width="{step * 0.7:.1f}" '
            f'height="{height:.1f}" rx="2"><title>{escape(words[i])}</title></rect>'
        )
        if i % every == 0:
            parts.append(
                f'<text class="quiet" x="{x + step / 2:.1f}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(names[i])}</text>'
            )
    return _svg(_WIDTH, _HEIGHT, label, parts)


def lines(
    names: Sequence[str], values: Sequence[float | None], *, label: str, words: Sequence[str], nothing: str = ""
) -> str:
    """A line over days; a missing value breaks it."""
    known = [value for value in values if value is not None]
    if not known:
        return _empty(nothing)
    most = max(known) or 1
    step = (_WIDTH - _LEFT - 16) / max(1, len(values) - 1)
    inner = _HEIGHT - _BOTTOM - _TOP
    parts, path, pen = _grid(most), [], "M"
    every = max(1, len(names) // 8)
    for i, value in enumerate(values):
        x = _LEFT + 4 + step * i
        if i % every == 0:
            parts.append(
                f'<text class="quiet" x="{x:.1f}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(names[i])}</text>'
            )
        if value is None:
            pen = "M"
            continue
        y = _TOP + inner - value / most * inner
        path.append(f"{pen}{x:.1f} {y:.1f}")
        pen = "L"
        parts.append(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"><title>{escape(words[i])}</title></circle>')
    parts.append(f'<path class="line" d="{" ".join(path)}"/>')
    return _svg(_WIDTH, _HEIGHT, label, parts)


def _grid(most: float) -> list[str]:
    inner = _HEIGHT - _BOTTOM - _TOP
    parts = []
    for share in (0, 0.5, 1):
        y = _TOP + inner - share * inner
        parts.append(f'<line class="rule" x1="{_LEFT}" x2="{_WIDTH - 8}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(
            f'<text class="quiet" x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{_short(most * share)}</text>'
        )
    return parts


def _short(value: float) -> str:
    if value >= 10_000:
        return f"{value / 1000:,.0f}k"
    return f"{value:.0f}" if value >= 10 or value == int(value) else f"{value:.2f}"


def _svg(width: int, height: int, label: str, parts: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(label)}">{"".join(parts)}</svg>'


def _empty(nothing: str) -> str:
    return f'<p class="quiet">{escape(nothing or "–")}</p>'
