"""How many chat messages a second the gate judges on one core, and the bare automaton on the same texts.

Every message is distinct and seen once. They are composed of clauses of harmless chat and, in about one of
seven, a sentence with a finding; so is the mix of a working shop with a strict eye on it.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick

from xiaoer.core.rulebook.gate import Gate

_OPENINGS = ("亲，", "您好，", "亲爱的，", "在的亲，", "好的哦，", "您好亲，", "收到，", "嗯嗯，", "")
_MIDDLES = (
    "这款{color}的{size}码还有现货",
    "您的订单今天{hour}点前可以发出",
    "快递已经到{city}了",
    "这边帮您查一下物流",
    "面料是{part}%棉的",
    "身高{height}建议穿{size}码",
    "满{money}元可以用券",
    "退货地址稍后短信发给您",
    "{city}大概{days}天能送到",
    "洗的时候水温不要超过{part}度",
    "您拍的{color}款仓库正在打包",
    "发票可以在订单里申请",
    "这个颜色和图片比较接近",
    "尺码表在详情第{days}张图",
    "质量问题运费我们承担",
    "吊牌不剪就可以退",
    "稍等两分钟给您答复",
    "已经给您备注{color}了",
)
_ENDINGS = ("哦", "哈", "呢~", "。", "，您看可以吗？", "，有问题随时找我", "[微笑]", " 请放心", "！")
_FAULTS = (
    "这是全网最便宜的{color}款",
    "加我微信看{color}实拍",
    "好评返现{days}元",
    "保证{days}天一定送到",
    "不知道，您自己看吧",
    "最后{days}件了手慢无",
    "特价{color}款不退不换",
    "这是快递的问题跟我们没关系",
)
_FILLERS: dict[str, Sequence[object]] = {
    "color": ("米白", "黑色", "雾蓝", "豆绿", "焦糖", "浅灰", "酒红", "卡其"),
    "size": ("S", "M", "L", "XL", "2XL"),
    "hour": range(9, 23),
    "city": ("杭州", "成都", "武汉", "西安", "广州", "沈阳", "昆明", "合肥"),
    "part": range(20, 96),
    "height": range(150, 185),
    "money": range(99, 999),
    "days": range(1, 10),
}


def messages(count: int, *, seed: int = 7, fault_share: float = 0.14) -> list[str]:
    """`count` distinct short chat messages, `fault_share` of them with a finding."""
    draw = random.Random(seed)  # noqa: S311 - texts, no secrets
    seen: dict[str, None] = {}
    while len(seen) < count:
        pool = _FAULTS if draw.random() < fault_share else _MIDDLES
        body = draw.choice(pool).format(**{k: draw.choice(v) for k, v in _FILLERS.items()})
        seen[draw.choice(_OPENINGS) + body + draw.choice(_ENDINGS)] = None
    return list(seen)


def measure(count: int = 6000) -> dict[str, float | int]:
    """`per_second`, `automaton_per_second` and their `ratio`, with the share of messages that had findings."""
    gate = Gate()
    words = sorted({a for r in gate.rules for p in r.alternatives for a in p.anchors})
    automaton = AhoCorasick(words)
    texts = messages(count + 500)
    for text in texts[count:]:  # warms the character tables with other texts
        gate.check(text)
    texts = texts[:count]
    started = time.perf_counter()
    for text in texts:
        automaton.find_matches_as_indexes(text, overlapping=True)
    bare_s = time.perf_counter() - started
    started = time.perf_counter()
    results = [gate.check(text) for text in texts]
    gate_s = time.perf_counter() - started
    found = sum(bool(r.findings) for r in results)
    return {
        "per_second": round(count / gate_s),
        "automaton_per_second": round(count / bare_s),
        "ratio": round(bare_s / gate_s, 4),
        "messages": count,
        "with_findings": round(found / count, 4),
    }
