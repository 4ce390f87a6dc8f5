"""Notes in the attendance who comes, goes and changes status, from the desk's own events."""

from __future__ import annotations

from typing import Any

from xiaoer.domains.desk.live import Desk
from xiaoer.domains.shifts import service
from xiaoer.kit.events import StoredEvent
from xiaoer.kit.writer import Unit


class Recorder:
    """Hears the events that this process has committed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._last: dict[tuple[int, int], str] = {}

    def start(self) -> None:
        """Listen from now on."""
        self.desk.hub.local_watchers.append(self._hear)

    def _hear(self, event: StoredEvent) -> None:
        if event.type != "agent.changed":
            return
        agent: dict[str, Any] = event.data["agent"]
        key, status = (event.shop_id, int(agent["id"])), str(agent["status"])
        if self._last.get(key) == status:  # only the load has changed
            return
        self._last[key] = status

        def work(unit: Unit) -> None:
            service.note_presence(unit, key[0], key[1], status, event.at_ms)

        self.desk.spawn(self.desk.run(work))
