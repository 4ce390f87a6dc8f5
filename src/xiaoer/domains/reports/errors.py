"""What can be wrong with a wish about reports."""

from __future__ import annotations

from xiaoer.kit.errors import Conflict, Invalid, NotFound


class NoSuchReport(NotFound):
    """It is not there."""

    def __init__(self) -> None:
        super().__init__("没有这份报告", code="no_such_report")


class ReportMoved(Conflict):
    """Somebody has written in it meanwhile."""

    def __init__(self) -> None:
        super().__init__("别人刚改过这份报告，请刷新后再改", code="changed_meanwhile")


class BadFile(Invalid):
    """No service table of a platform."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, code="bad_file")


class NoFormula(Conflict):
    """The shop has no bonus formula yet."""

    def __init__(self) -> None:
        super().__init__("还没有设置提成公式", code="no_formula")


class AlreadyFrozen(Conflict):
    """The month is frozen, or not over."""

    def __init__(self, detail: str = "这个月已经冻结") -> None:
        super().__init__(detail, code="frozen")
