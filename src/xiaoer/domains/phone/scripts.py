"""What is said on the phone, scene by scene: data. `{…}` is filled from the shop; the answers are written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Scene = Literal["presale", "order", "aftersales", "complaint"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a call: what to say, and whether something is written down."""

    name: str
    say: str
    ask: bool = True


_HELLO = Step("问候", "您好，{店铺}，工号{工号}很高兴为您服务，请问有什么可以帮您？", ask=False)
_BYE = Step("告别", "还有别的需要吗？没有的话祝您生活愉快，再见。", ask=False)
_LOOK = Step("核对身份", "麻烦报一下订单号后四位和收件人姓氏，我查一下订单。")
_CONFIRM = Step("复述确认", "我跟您核对一下：您说的是……，这样处理可以吗？")
_PROMISE = Step("承诺时间", "我在……前给您结果，到时候给您回电。")

SCENES: Mapping[Scene, tuple[Step, ...]] = MappingProxyType(
    {
        "presale": (
            _HELLO, Step("需求", "您想买给谁用、平时怎么用？有什么特别在意的？"),
            Step("推荐", "按您说的，推荐这一款，理由是……"),
            Step("价格", "现在标价……，能用的优惠是……，以下单页为准。"),
            Step("特别要求", "发货、包装、发票有特别要求吗？"), _CONFIRM,
            Step("发票", "需要发票的话抬头开个人还是公司？"),
            Step("快递", "默认发……，一般……天到，有不方便收的时间吗？"), _BYE,
        ),
        "order": (
            _HELLO, _LOOK, Step("问题", "请说一下遇到了什么问题？"), Step("答复", "查到了：……"), _CONFIRM, _PROMISE,
            _BYE,
        ),
        "aftersales": (
            _HELLO, _LOOK, Step("问题", "请说一下商品的情况，什么时候发现的？"),
            Step("凭证", "麻烦在聊天窗口发一下照片：整体、问题处、吊牌。"),
            Step("办法", "可以……或者……，您看哪个合适？"),
            _CONFIRM, _PROMISE, _BYE,
        ),
        "complaint": (
            Step("问候", "您好，我是{店铺}工号{工号}，您的事情由我跟到底。", ask=False),
            Step("倾听", "您慢慢说，我都记下来。"), Step("复述", "您说的是……，对吗？"),
            Step("安抚", "换作我也会着急，您的心情能理解。", ask=False),
            Step("道歉", "这件事是我们……没有做好，很抱歉。"),
            Step("两个方案", "有两个办法：……或者……，您看哪个更合适？"), _PROMISE,
            Step("回访", "处理好以后我再给您回个电话。", ask=False),
        ),
    }
)  # fmt: skip


def script(scene: Scene, shop: str, service_number: str) -> list[dict[str, object]]:
    """The steps of a scene with the shop's name and the agent's service number in them."""
    return [
        {"name": s.name, "say": s.say.replace("{店铺}", shop).replace("{工号}", service_number or "—"), "ask": s.ask}
        for s in SCENES[scene]
    ]
