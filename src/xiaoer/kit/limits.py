"""Token buckets: how much somebody may do per minute and at once."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at_s: float


class Limiter:
    """One bucket per key; forgets the longest unused beyond `keep` keys (they are full again by then)."""

    def __init__(self, per_minute: int, burst: int, keep: int = 50_000) -> None:
        self.per_minute, self.burst, self._keep = per_minute, burst, keep
        self._buckets: OrderedDict[object, _Bucket] = OrderedDict()

    def take(self, key: object, now_s: float) -> float:
        """Take one; returns 0.0, or the seconds to wait when the bucket is empty. `now_s` is a monotonic clock."""
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = _Bucket(float(self.burst), now_s)
            if len(self._buckets) > self._keep:
                self._buckets.popitem(last=False)
        else:
            self._buckets.move_to_end(key)
        rate = self.per_minute / 60
        bucket.tokens = min(float(self.burst), bucket.tokens + max(0.0, now_s - bucket.at_s) * rate)
        bucket.at_s = now_s
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return 0.0
        return (1 - bucket.tokens) / rate
