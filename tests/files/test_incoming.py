"""What a brought file is taken for: by its columns first, and by its name where these leave it open."""

from __future__ import annotations

from pathlib import Path

import pytest

from xiaoer.files.incoming import look

EXPORT = (
    "订单编号,买家会员名,买家实付金额,宝贝标题,订单状态,收货地址\n20261127001,小葱拌豆腐,149,阔腿裤,卖家已发货,浙江\n"
)
CHAT = "小葱拌豆腐 2026-11-27 10:01:02\n这件起球吗\n清禾女装:小雨 2026-11-27 10:01:40\n面料里有说明，我帮您看\n"


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("orders.csv", EXPORT, "taobao"),
        ("昨天.csv", EXPORT, "taobao"),
        ("orders.csv", "订单号,买家昵称,订单状态\n1,小葱,已发货\n", "orders"),
        ("orders.csv", "订单号,谁买的\n1,小葱\n", "orders"),
        ("shoppers.csv", "名字,价钱\n大衣,299\n", ""),
    ],
)
def test_a_platforms_export_is_known_whatever_it_is_called(tmp_path: Path, name: str, text: str, kind: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert look(tmp_path / name, name, "taobao").kind == kind


def test_chats_are_told_apart_from_tables_that_fit_nothing(tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text(CHAT, "utf-8")
    (tmp_path / "goods.csv").write_text("名字,价钱\n大衣,299\n", "utf-8")
    found = [look(tmp_path / name, name, "own").problem for name in ("chat.txt", "goods.csv")]
    assert [problem.why for problem in found if problem] == ["这是聊天记录，不是店铺表格", "看不出这是什么表"]
