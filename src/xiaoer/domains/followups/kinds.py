"""The kinds of follow-ups, with words to start from. A shop changes the words; what a kind waits for is fixed here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from xiaoer.domains.followups.rules import Nature, Touch

Code = Literal["unpaid", "quiet", "shipped", "at_station", "signed_care", "review", "sleeping", "birthday"]
HOUR, DAY = 60, 1440
FAREWELL = "回复“退订”不再收到这类消息。"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind is about. `goal` = what counts as success in the report: paid, ordered, or nothing to count."""

    code: Code
    name: str
    nature: Nature
    goal: Literal["paid", "ordered", ""]
    stop_h: int
    touches: tuple[Touch, ...]


KINDS: dict[Code, Kind] = {
    k.code: k
    for k in (
        Kind(
            "unpaid", "催付", "service", "paid", 20,
            (
                Touch(
                    15,
                    "亲，您拍下的{商品}还没有付款，地址或规格要改的话直接告诉这边。"
                    "今天{截单时间}前付款，今天就能安排发出。",
                ),
                Touch(
                    3 * HOUR,
                    "亲，尾号{订单尾号}的订单还在等您付款。{规格}现在还有{剩余件数}件。"
                    "有拿不准的地方随时问，这边帮您看。",
                ),
            ),
        ),
        Kind(
            "quiet", "询单未下单", "service", "ordered", 24,
            (Touch(45, "亲，刚才看的{商品}，还有哪里需要再帮您确认吗？"),),
        ),
        Kind(
            "shipped", "发货通知", "service", "", 24,
            (Touch(10, "亲，您的订单（尾号{订单尾号}）已经发出，走{快递}，单号{运单号}，可以在订单里看物流。"),),
        ),
        Kind(
            "at_station", "到站提醒", "service", "", 120,
            (Touch(DAY, "亲，您的包裹已经到站点了，方便时凭取件码取一下；不方便取的话告诉这边，帮您想办法。"),),
        ),
        Kind(
            "signed_care", "签收关怀", "service", "", 96,
            (Touch(DAY, "亲，{商品}收到了吧？{打理提示}。用着有任何问题直接找这边。"),),
        ),
        Kind(
            "review", "评价邀请", "service", "", 15 * 24,
            (Touch(7 * DAY, "亲，{商品}用了几天，感觉怎么样？方便的话写写真实感受，好的不好的都想听。"),),
        ),
        Kind(
            "sleeping", "老客回访", "marketing", "ordered", 180 * 24,
            (Touch(90 * DAY, f"{{买家昵称}}您好，好久不见，{{店铺}}最近有新款，有空来看看。{FAREWELL}"),),
        ),
        Kind(
            "birthday", "生日祝福", "marketing", "ordered", 14,
            (Touch(9 * HOUR, f"{{买家昵称}}您好，{{店铺}}祝您生日快乐。{FAREWELL}"),),
        ),
    )
}  # fmt: skip
