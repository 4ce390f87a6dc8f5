"""What can be wrong with a wish about follow-ups."""

from __future__ import annotations

from xiaoer.kit.errors import Conflict, Invalid, NotFound


class NoSuchRule(NotFound):
    """The rule is not there."""

    def __init__(self) -> None:
        super().__init__("没有这条跟进规则", code="no_such_rule")


class NoSuchTouch(NotFound):
    """The line to approve or to copy is not there."""

    def __init__(self) -> None:
        super().__init__("没有这条待处理的跟进", code="no_such_touch")


class RuleChanged(Conflict):
    """Somebody else was faster."""

    def __init__(self) -> None:
        super().__init__("这条规则刚被别人改过，请刷新后再改", code="rule_changed")


class BadWords(Invalid):
    """The words of a rule may not leave the shop, or hold a variable that nobody fills."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, code="bad_words")
