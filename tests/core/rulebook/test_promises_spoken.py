"""Articles of a decision as people read them: no path of a program is shown."""

from __future__ import annotations

from xiaoer.core.rulebook.promises import spoken


def test_own_promises_are_told_by_their_title_and_each_once() -> None:
    told = spoken(
        ["shop_rules.exchange_for_size", "消费者权益保护法 第25条", "shop_rules.nothing", "shop_rules.nowhere"]
    )
    assert told == ["本店规定：多少天内可以换尺码（签收次日起）", "消费者权益保护法 第25条", "本店规定"]
