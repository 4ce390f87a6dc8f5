"""What can go wrong in the academy.

NotFound   NoPractice, NoScenario, NoCard
Conflict   TooMany, NotEnded, NotWaiting
"""

from __future__ import annotations

from xiaoer.kit.errors import Conflict, NotFound


class NoPractice(NotFound):
    """No such practice, or not one's own."""

    def __init__(self) -> None:
        super().__init__("没有这次练习", code="no_practice")


class NoScenario(NotFound):
    """The shop has no such scenario."""

    def __init__(self, wanted: str) -> None:
        super().__init__(f"本店没有场景“{wanted}”", code="no_scenario")


class NoCard(NotFound):
    """The shop's data gives no such card (any more)."""

    def __init__(self) -> None:
        super().__init__("没有这张卡片，店铺资料可能已更新", code="no_card")


class TooMany(Conflict):
    """Ten practice chats at once are a rush; more are none."""

    def __init__(self, most: int) -> None:
        super().__init__(f"最多同时练 {most} 个会话，先结束一个", code="too_many")


class NotEnded(Conflict):
    """Only an ended practice has a review and can be tried again."""

    def __init__(self) -> None:
        super().__init__("练习还没有结束", code="not_ended")


class NotWaiting(Conflict):
    """It has been begun already."""

    def __init__(self) -> None:
        super().__init__("这次练习已经开始", code="begun")
