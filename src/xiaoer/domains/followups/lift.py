"""What a rule brought: paid orders among the touched against the hold-out group, with the uncertainty of small numbers.

Difference of two proportions by Newcombe's hybrid score interval (Statistics in Medicine 17, 1998, method 10), built
from Wilson's interval of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class Lift:
    """Shares are of 1; `low`…`high` holds the difference with 95 % confidence. None where a group is empty."""

    touched: int
    touched_good: int
    held: int
    held_good: int
    difference: float | None
    low: float | None
    high: float | None


def lift(touched: int, touched_good: int, held: int, held_good: int) -> Lift:
    """Compare two groups."""
    if not touched or not held:
        return Lift(touched, touched_good, held, held_good, None, None, None)
    p, q = touched_good / touched, held_good / held
    p_low, p_high = wilson(touched_good, touched)
    q_low, q_high = wilson(held_good, held)
    low = p - q - sqrt((p - p_low) ** 2 + (q_high - q) ** 2)
    high = p - q + sqrt((p_high - p) ** 2 + (q - q_low) ** 2)
    return Lift(touched, touched_good, held, held_good, round(p - q, 4), round(low, 4), round(high, 4))


def wilson(good: int, whole: int) -> tuple[float, float]:
    """The 95 % score interval of a share."""
    share, square = good / whole, Z95**2
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = Z95 * sqrt(share * (1 - share) / whole + square / (4 * whole**2)) / (1 + square / whole)
    return max(0.0, middle - half), min(1.0, middle + half)
