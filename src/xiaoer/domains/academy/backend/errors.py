"""What can go wrong in back-end drills.

NotFound   NoDrill
Conflict   Over, NothingToDrill
Invalid    NotSo
"""

from __future__ import annotations

from xiaoer.kit.errors import Conflict, Invalid, NotFound


class NoDrill(NotFound):
    """No such drill, or not one's own."""

    def __init__(self) -> None:
        super().__init__("没有这道后台练习", code="no_backend_drill")


class Over(Conflict):
    """It has been handed in."""

    def __init__(self) -> None:
        super().__init__("这道练习已经交了，请再做一道", code="backend_drill_over")


class NothingToDrill(Conflict):
    """The shop's tables give no such task."""

    def __init__(self) -> None:
        super().__init__("店铺还没有带价格的商品，出不了这类练习", code="nothing_to_drill")


class NotSo(Invalid):
    """The back end would not do this either; the sentence says why."""

    def __init__(self, why: str) -> None:
        super().__init__(why, code="backend_refuses")
