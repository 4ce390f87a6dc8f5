"""What can be wrong with a wish about shifts."""

from __future__ import annotations

from xiaoer.kit.errors import Conflict, Forbidden, Invalid, NotFound


class NoSuchShift(NotFound):
    """The shift is not there."""

    def __init__(self) -> None:
        super().__init__("没有这个班次", code="no_such_shift")


class NoSuchHandover(NotFound):
    """The handover is not there."""

    def __init__(self) -> None:
        super().__init__("没有这份交接单", code="no_such_handover")


class AlreadySigned(Conflict):
    """A colleague has signed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"这份交接单已由{name}签收", code="already_signed")


class NotForYou(Forbidden):
    """It was given to somebody else, or it is one's own."""

    def __init__(self) -> None:
        super().__init__("这份交接单不是交给您的，自己交出的也不能自己签收", code="not_for_you")


class BadTimes(Invalid):
    """A shift that ends before it begins, is too long, or overlaps another one of the same person."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, code="bad_times")


class NotStaffHere(Invalid):
    """The person does not work in this shop."""

    def __init__(self) -> None:
        super().__init__("这位同事不在本店", code="not_staff_here")
