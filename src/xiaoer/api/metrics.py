"""What Prometheus may know: read from the running desk at scrape time, so that the road of a message pays nothing."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from xiaoer.domains.desk.live import Desk


class DeskCollector(Collector):
    """Counters and gauges of one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def collect(self) -> Iterator[Metric]:
        """Everything, now."""
        stages = self._desk.writer.stages
        yield CounterMetricFamily("xiaoer_writes", "Journal entries and units of work written.", stages.entries)
        yield CounterMetricFamily("xiaoer_commits", "Commits of the writer.", stages.batches)
        for name, seconds in (
            ("write", stages.write_s),
            ("number", stages.events_s),
            ("commit", stages.commit_s),
        ):
            yield CounterMetricFamily(f"xiaoer_writer_{name}_seconds", f"Seconds spent to {name}.", seconds)
        yield GaugeMetricFamily("xiaoer_writer_waiting", "Entries that wait for the writer.", self._desk.writer.waiting)
        durability = GaugeMetricFamily(
            "xiaoer_writer_durability", "What a commit of the writing connection waits for.", labels=["mode"]
        )
        durability.add_metric([self._desk.writer.durability], 1)
        yield durability
        sockets = GaugeMetricFamily("xiaoer_sockets", "Open sockets.", labels=["side"])
        sockets.add_metric(["shopper"], sum(self._desk.shopper_sockets.values()))
        sockets.add_metric(["staff"], sum(self._desk.staff_sockets.values()))
        yield sockets
        events = GaugeMetricFamily("xiaoer_feed_last_event", "Number of the newest event delivered.", labels=["shop"])
        for feed in list(self._desk.hub.feeds.values()):
            events.add_metric([feed.shop_code], feed.last)
        yield events


def registry_of(desk: Desk) -> CollectorRegistry:
    """A registry of its own per desk, so that several in one process do not collide."""
    registry = CollectorRegistry()
    registry.register(DeskCollector(desk))
    return registry
