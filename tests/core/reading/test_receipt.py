"""Who says that a parcel has not come; money, codes and suppositions are no parcels."""

from __future__ import annotations

import pytest

from xiaoer.core.reading.receipt import denies_receipt


@pytest.mark.parametrize(
    "said",
    ["显示签收了我没收到", "我没收到货", "谁签收的？", "不是我签收的", "被谁拿走了", "显示已签收，东西呢", "包裹不见了",
     "还没收到啊，都说签收了", "没拿到快递", "我没签收啊", "家人也没收到", "我根本没看到包裹", "I never received it",
     "说投到快递柜，柜子是空的", "签字的人我不认识", "我在外地出差，怎么会有人签收", "快递员提前点了签收", "取件的人不是我",
     "货没送来就算签收了？", "物业没代收过，驿站也没有这个件", "那款外套显示签收，没见到", "短信说放门口了，门口什么都没有",
     "以后去别家买，货都没收到"],
)  # fmt: skip
def test_not_come(said: str) -> None:
    assert denies_receipt(said)


@pytest.mark.parametrize(
    "said",
    ["退款没收到", "没收到发票", "取件码没收到", "如果没收到怎么办", "万一没收到货能退吗", "收到了谢谢", "签收后几天能退",
     "谁签收都可以吗", "赠品没收到", "我没签过合同", "你们没看到我的消息吗", "签收没有问题", "东西没了还有货吗",
     "不是没收到，是颜色不对", "刚才说没收到，已经找到了", "在别家买的显示签收没收到", "评论里说没收到货是真的吗",
     "后来补发到了，当时没收到", "签收凭证在哪看", "我还没签收", "我妈签收的，没事", "没收到发货通知", "对快递有没有影响",
     "没人冒领，我自己取的"],
)  # fmt: skip
def test_other_matters(said: str) -> None:
    assert not denies_receipt(said)
