"""What can go wrong with a case."""

from __future__ import annotations

from xiaoer.kit.errors import Conflict, Forbidden, Invalid, NotFound


class CaseGone(NotFound):
    """No such case in this shop, or none of this shopper's."""

    code = "no_such_case"

    def __init__(self) -> None:
        super().__init__("没有这张售后单")


class AlreadyMoved(Conflict):
    """A colleague, the shopper or the clock was first."""

    code = "moved"

    def __init__(self) -> None:
        super().__init__("这张售后单刚被别人处理过，已为您刷新，请看过再操作")


class WrongState(Conflict):
    """The act does not fit the state."""

    code = "wrong_state"


class AlreadyOpen(Conflict):
    """The order has an open case of this kind."""

    code = "already_open"


class NotAllowed(Forbidden):
    """The role may not."""

    code = "not_allowed"


class Missing(Invalid):
    """Something must be said with this act."""

    code = "missing"


class TooMuch(Invalid):
    """More money than was paid."""

    code = "too_much"
