"""What the desk refuses, in words for people."""

from __future__ import annotations

from xiaoer.kit.errors import Conflict, Forbidden, NotFound


class ConversationGone(NotFound):
    """No such conversation in this shop."""

    def __init__(self) -> None:
        super().__init__("没有这个会话，或它不属于本店", code="not_found")


class AlreadyTaken(Conflict):
    """A colleague was first."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name or '同事'}已先接了这个会话", code="taken")


class TooLate(Conflict):
    """A message can be recalled within two minutes only."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"发出超过 {seconds // 60} 分钟的消息不能撤回", code="too_late")


class NotYours(Forbidden):
    """Only one's own message can be recalled."""

    def __init__(self) -> None:
        super().__init__("只能撤回自己发的消息", code="not_yours")


class NotOpen(Conflict):
    """The conversation has no open visit."""

    def __init__(self) -> None:
        super().__init__("这个会话已经结束", code="closed")


class NotOpenedYet(Conflict):
    """Who learns has as many shoppers at once as his certificates open."""

    def __init__(self, name: str, most: int) -> None:
        opened = f"同时最多接待 {most} 位买家" if most else "还在跟岗，不接待买家"
        super().__init__(f"{name}{opened}，请找主管", code="not_opened_yet")


class PracticeStays(Conflict):
    """A practice chat belongs to who practises."""

    def __init__(self) -> None:
        super().__init__("练习会话不能转接，请在练习中心结束它", code="practice")
