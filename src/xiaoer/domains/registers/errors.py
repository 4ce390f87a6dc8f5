"""What can go wrong with entries."""

from __future__ import annotations

from xiaoer.kit.errors import Conflict, Invalid, NotFound


class EntryGone(NotFound):
    """No such entry in this shop."""

    code = "no_such_entry"

    def __init__(self) -> None:
        super().__init__("没有这条登记")


class EntryMoved(Conflict):
    """A colleague was first."""

    code = "moved"

    def __init__(self) -> None:
        super().__init__("这条登记刚被别人改过，已为您刷新")


class Duplicate(Conflict):
    """The same was registered before; `number` names the entry."""

    code = "duplicate"


class BadCell(Invalid):
    """A cell is missing or wrong; `field` names its column."""

    code = "bad_cell"
