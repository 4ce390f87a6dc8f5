"""What can be wrong with a wish about inspection."""

from __future__ import annotations

from xiaoer.kit.errors import Conflict, Forbidden, Invalid, NotFound


class NoSuchInspection(NotFound):
    """It is not there, or not one's own."""

    def __init__(self) -> None:
        super().__init__("没有这份质检，或者它不是您的会话", code="no_such_inspection")


class NoSuchSheet(NotFound):
    """The sheet, appeal or calibration is not there."""

    def __init__(self) -> None:
        super().__init__("没有这张评分单", code="no_such_sheet")


class SheetDone(Conflict):
    """Somebody has filled or decided it."""

    def __init__(self) -> None:
        super().__init__("这一张已经有人处理过了，请刷新", code="sheet_done")


class NotYourself(Forbidden):
    """Nobody scores his own chat, scores one twice, or decides about his own scoring."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, code="not_yourself")


class BadCard(Invalid):
    """A scorecard that does not add up."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, code="bad_scorecard")


class NotPublished(Conflict):
    """Nothing is scored before staff were told by which rules."""

    def __init__(self) -> None:
        super().__init__("还没有公布评分标准：先公布，再评分", code="not_published")


class TooLateToAppeal(Conflict):
    """An appeal's time is over, or there is one already."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, code="too_late")


class NoSuchPeers(NotFound):
    """The round or the chat of a round is not there."""

    def __init__(self) -> None:
        super().__init__("没有这一轮同行对比，或这段聊天已删除", code="no_such_peers")


class NotYetCompared(Conflict):
    """A lesson is drawn from at least three other shops, each with its questions answered."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, code="not_yet_compared")
