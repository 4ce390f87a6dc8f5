"""The protocol of blobs."""

from __future__ import annotations

from typing import Protocol


class Blobs(Protocol):
    """Keeps bytes under a name of `[A-Za-z0-9._-]`. All calls may block: run them off the event loop."""

    def put(self, name: str, data: bytes) -> None: ...

    def get(self, name: str) -> bytes | None: ...

    def delete(self, name: str) -> None: ...
