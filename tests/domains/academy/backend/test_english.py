"""Every sentence of every brief is in the table of both languages, with what the task fills in kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from xiaoer.core.text.english import english, in_english
from xiaoer.domains.academy.backend.shapes import TASK_KINDS, TaskKind
from xiaoer.domains.academy.backend.tasks import possible, task_of
from xiaoer.files.shop_folder import read_shop

EXAMPLES = Path(__file__).parents[4] / "examples"
NOW = datetime(2026, 11, 3, 14, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize("shop", ["qinghe_womenswear", "shanyu_foodgift"])
@pytest.mark.parametrize("kind", TASK_KINDS)
def test_each_sentence_has_its_english(kind: TaskKind, shop: str) -> None:
    facts = read_shop(EXAMPLES / shop).folder.facts
    if kind not in possible(facts):
        pytest.skip("this shop has no such goods")
    for seed in range(40):
        brief = task_of(kind, facts, NOW, seed).brief
        missing = [line for n, line in enumerate(brief) if in_english(line) is None and (kind, n) != ("address", 1)]
        assert missing == []


def test_what_is_filled_in_stays() -> None:
    line = "买家“小满”的订单 2026，3 天前签收，申请退货退款：“质量有问题”，附了 3 张照片。"
    said = "Order 2026 of shopper “小满” was received 3 days ago. Asked for: return and refund: “质量有问题”, with 3 photos."
    assert [english(line), english("浙江省杭州市示范路1号")] == [said, "浙江省杭州市示范路1号"]
