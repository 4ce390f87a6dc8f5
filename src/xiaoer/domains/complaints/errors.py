"""What can go wrong with complaints and reviews."""

from __future__ import annotations

from xiaoer.kit.errors import Conflict, Forbidden, Invalid, NotFound


class ComplaintGone(NotFound):
    """No such complaint in this shop."""

    code = "no_such_complaint"

    def __init__(self) -> None:
        super().__init__("没有这张投诉单")


class ReviewGone(NotFound):
    """No such review in this shop."""

    code = "no_such_review"

    def __init__(self) -> None:
        super().__init__("没有这条评价")


class AlreadyMoved(Conflict):
    """A colleague was first."""

    code = "moved"

    def __init__(self) -> None:
        super().__init__("刚被同事处理过，已为您刷新")


class AlreadyOpen(Conflict):
    """The chat has an open complaint."""

    code = "already_open"


class NeedsLead(Forbidden):
    """Above one's limit, or escalated."""

    code = "not_allowed"


class Missing(Invalid):
    """Something must be said with this act."""

    code = "missing"
