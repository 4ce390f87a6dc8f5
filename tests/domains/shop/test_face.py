"""The name under which people speak to shoppers."""

from __future__ import annotations

import pytest

from xiaoer.domains.shop.face import check, shown


@pytest.mark.parametrize(
    ("template", "number", "wanted"),
    [
        ("", "1003", "小鱼"), ("{店铺}-{工号}", "1003", "清禾女装-1003"), ("{店铺}-{工号}", "", "清禾女装"),
        ("客服{工号}号", "7", "客服7号"), ("{工号}", "", "小鱼"), ("{店铺}·{客服}", "1", "清禾女装·小鱼"),
    ],
)  # fmt: skip
def test_what_shoppers_read(template: str, number: str, wanted: str) -> None:
    assert shown(check(template), shop="清禾女装", name="小鱼", number=number) == wanted


@pytest.mark.parametrize("wrong", ["{姓名}", "{店铺", "店铺}", "{}", "{店铺}{"])
def test_templates_that_say_nothing(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"变量|花括号"):
        check(wrong)
