"""What can go wrong in coaching.

NotFound   NoAssignment, NoSubject
"""

from __future__ import annotations

from xiaoer.kit.errors import NotFound


class NoAssignment(NotFound):
    """No such assignment."""

    def __init__(self) -> None:
        super().__init__("没有这项任务", code="no_assignment")


class NoSubject(NotFound):
    """What was to be assigned is not there."""

    def __init__(self, what: str) -> None:
        super().__init__(f"本店没有“{what}”可以布置", code="no_subject")
