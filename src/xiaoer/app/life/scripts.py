"""What simulated shoppers say: short courses of lines by occasion, filled with the product they look at."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

Product = dict[str, object]


@dataclass(frozen=True, slots=True)
class Course:
    """One chat: lines in order, whether it asks for a person, how it ends."""

    lines: tuple[str, ...]
    wants_person: bool
    needs_orders: bool
    stars: int | None


_CLOTHES = (
    ("你好 这款还有货吗", "{h} {w}斤穿什么码", "那想宽松一点呢", "好的我拍下"),
    ("这个面料是什么的", "会起球吗", "能机洗不", "谢谢"),
    ("亲 这件多少钱", "有优惠券吗", "两件一起能便宜点吗", "行吧我再看看"),
    ("{h}高 体重{w} 拿哪个号合适", "胸围多少", "嗯嗯"),
    ("发{province}几天到", "运费多少", "今天拍今天发吗"),
    ("透不透啊", "模特穿的什么码", "色差大吗"),
)
_FOOD = (
    ("在吗 这个保质期多久", "送长辈合适吗", "有礼袋吗", "好 谢谢"),
    ("这里面有花生吗 对坚果过敏", "配料表发下", "嗯"),
    ("发{province}要几天", "包邮吗", "能写贺卡不"),
    ("买三盒有优惠吗", "能开票吗 公司用", "怎么开"),
    ("这个怎么保存", "打开后多久要吃完", "甜不甜"),
)
_ORDERS = (
    ("我的快递到哪了", "怎么还没到啊", "麻烦催一下"),
    ("什么时候发货", "能不能今天发 着急", "好的"),
    ("我想退货怎么弄", "运费谁出", "多久退款"),
    ("能改地址吗 还没发货吧", "改成公司的"),
    ("收到少了一件", "就是少了 怎么办"),
)
_CROSS = (
    ("你们这什么质量啊 洗一次就坏了", "我要投诉", "转人工！！"),
    ("机器人别回了 叫人来", "等半天了"),
    ("能加个微信吗 聊着方便", "那算了"),
)
_PROVINCES = ("江苏", "四川", "新疆", "北京", "广东", "黑龙江", "海南", "陕西")


def make_course(rng: random.Random, *, clothes: bool, known: bool) -> Course:
    """A chat for a shop of clothes or food; order matters only for known shoppers."""
    dice = rng.random()
    if known and dice < 0.35:
        lines: Sequence[str] = rng.choice(_ORDERS)
        kind = "orders"
    elif dice > 0.88:
        lines, kind = rng.choice(_CROSS), "cross"
    else:
        lines, kind = rng.choice(_CLOTHES if clothes else _FOOD), "shopping"
    fills = {"h": rng.randint(155, 172), "w": rng.randint(86, 140), "province": rng.choice(_PROVINCES)}
    count = rng.randint(2, len(lines))
    stars = None if rng.random() < 0.6 else rng.choice((5, 5, 5, 4, 4, 3, 2 if kind == "cross" else 5))
    return Course(
        lines=tuple(line.format(**fills) for line in lines[:count]),
        wants_person=kind == "cross" or rng.random() < 0.25,
        needs_orders=kind == "orders",
        stars=stars,
    )
