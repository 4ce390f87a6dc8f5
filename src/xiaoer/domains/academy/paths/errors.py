"""What can go wrong on a path.

NotFound   NoLesson, NoCertificate, NoSuchPerson
Conflict   DayClosed, NoCheck, LevelChanged
"""

from __future__ import annotations

from xiaoer.kit.errors import Conflict, NotFound


class NoLesson(NotFound):
    """No such lesson."""

    def __init__(self) -> None:
        super().__init__("没有这一课", code="no_lesson")


class NoCertificate(NotFound):
    """No such certificate, or it has ended."""

    def __init__(self) -> None:
        super().__init__("没有这张证书，或已经收回", code="no_certificate")


class NoSuchPerson(NotFound):
    """Nobody of this shop."""

    def __init__(self) -> None:
        super().__init__("本店没有这位同事", code="no_such_person")


class DayClosed(Conflict):
    """The day before is not done yet."""

    def __init__(self, day: int) -> None:
        super().__init__(f"先完成第 {day} 天的课和小测，再学后面的", code="day_closed")


class NoCheck(Conflict):
    """This lesson has no check."""

    def __init__(self) -> None:
        super().__init__("这一课没有小测", code="no_check")


class LevelChanged(Conflict):
    """Somebody was first."""

    def __init__(self) -> None:
        super().__init__("别人刚改过这个级别的条件，请刷新后再改", code="changed")
