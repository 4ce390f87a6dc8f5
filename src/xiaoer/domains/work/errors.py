"""What can go wrong with a task."""

from __future__ import annotations

from xiaoer.kit.errors import Conflict, NotFound


class TaskGone(NotFound):
    """No such task in this shop."""

    code = "no_such_task"

    def __init__(self) -> None:
        super().__init__("没有这条待办")


class TaskMoved(Conflict):
    """A colleague was first."""

    code = "moved"

    def __init__(self) -> None:
        super().__init__("这条待办刚被别人处理过，已为您刷新")
