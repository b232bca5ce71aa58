"""Token buckets: a burst is fine, a flood is not. In memory, for one process."""

from collections.abc import Callable
from dataclasses import dataclass

from app.facilitation.terms import Millis


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: Millis


class Limit:
    """At most `burst` at once for each key, filled up again over `per` milliseconds.

    `now` gives the moment in milliseconds; one that goes back does no harm. At most `most_keys` keys are remembered:
    beyond that, those that are full are forgotten, then the oldest.
    """

    def __init__(self, burst: int, per: Millis, now: Callable[[], Millis], *, most_keys: int = 10_000) -> None:
        self._burst = burst
        self._rate = burst / per
        self._now = now
        self._most_keys = most_keys
        self._buckets: dict[str, _Bucket] = {}

    def take(self, key: str) -> Millis:
        """Take one. 0: go ahead. Otherwise nothing was taken, and there will be one in so many milliseconds."""
        now = self._now()
        bucket = self._buckets.get(key)
        if bucket is None:
            if len(self._buckets) >= self._most_keys:
                self._tidy(now)
            bucket = self._buckets[key] = _Bucket(self._burst, now)
        bucket.tokens, bucket.at = self._filled(bucket, now), max(now, bucket.at)
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return 0
        return max(1, round((1 - bucket.tokens) / self._rate))

    def _filled(self, bucket: _Bucket, now: Millis) -> float:
        return min(float(self._burst), bucket.tokens + max(0, now - bucket.at) * self._rate)

    def _tidy(self, now: Millis) -> None:
        self._buckets = {key: each for key, each in self._buckets.items() if self._filled(each, now) < self._burst}
        while len(self._buckets) >= self._most_keys:
            del self._buckets[next(iter(self._buckets))]
