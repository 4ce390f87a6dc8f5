"""What can go wrong with an action."""

from __future__ import annotations

from xiaoer.kit.errors import Conflict, Forbidden, Invalid, NotFound


class ActionGone(NotFound):
    """No such action in this shop, or none of this shopper's."""

    code = "no_such_action"

    def __init__(self) -> None:
        super().__init__("没有这个操作")


class AlreadyAnswered(Conflict):
    """Somebody was first: the other window, a colleague, the clock."""

    code = "moved"

    def __init__(self) -> None:
        super().__init__("这个操作刚被处理过，已为您刷新，请看过再操作")


class RuledOut(Conflict):
    """The rulebook says no: `detail` can be said to the shopper."""

    code = "ruled_out"


class Pending(Conflict):
    """The same is being done already."""

    code = "pending"


class BadDetail(Invalid):
    """A detail is missing or wrong; `field` names it."""

    code = "bad_detail"


class NotAllowed(Forbidden):
    """The role may not."""

    code = "not_allowed"
