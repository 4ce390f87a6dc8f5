"""Lines for load: what shoppers and agents of a Chinese shop write, each text once, the same for the same seed.

About half of the lines hold numbers (sizes, orders, times), as chat does. Every line names goods, and the goods of one
run have an adjective of their own: no text comes twice in a bench, and no cache of texts can answer for the work.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

# One per run.
_KINDS = (
    "春款", "夏款", "早秋", "秋款", "冬款", "加厚", "薄款", "新款", "同款", "长款", "短款", "宽松", "修身",
    "复古", "通勤", "法式", "中式", "日常", "加绒", "轻薄", "定制", "联名", "礼盒", "家庭装", "尝鲜装", "独立装",
    "手工", "原味", "低糖", "无糖", "高腰", "中腰", "圆领", "立领", "翻领", "格纹", "条纹", "碎花", "纯色", "拼色",
)  # fmt: skip
RUNS = len(_KINDS)
_SLOTS: dict[str, tuple[str, ...]] = {
    "noun": (
        "衬衫", "大衣", "阔腿裤", "开衫", "连衣裙", "外套", "半身裙", "羽绒服", "核桃", "桂花糕", "坚果",
        "小粒咖啡", "红糖", "乌龙茶", "柚子茶", "牛肉干", "百褶裙", "打底衫", "风衣", "棉麻套装",
    ),
    "colour": ("米白", "雾蓝", "焦糖色", "黑色", "燕麦色", "酒红", "墨绿", "浅灰", "藏青", "杏色"),
    "size": ("XS码", "S码", "M码", "L码", "XL码", "均码"),
    "city": (
        "杭州", "成都", "沈阳", "乌鲁木齐", "昆明", "厦门", "哈尔滨", "拉萨", "长沙", "西安", "青岛", "南宁", "兰州",
        "合肥", "贵阳", "海口",
    ),
    "day": ("今天", "明天", "后天", "这周五", "下周一", "月底前", "周末", "国庆前", "端午前", "这两天"),
    "who": ("我妈妈", "女朋友", "同事", "婆婆", "我自己", "姐姐", "客户", "老师", "我爸", "闺蜜"),
    "call": ("亲，", "您好，", "在的，", "好的呢，", "收到，", "嗯嗯，", "亲亲，", ""),
    "hi": ("你好，", "在吗，", "请问", "老板，", "想问下", "那个，", "客服，", ""),
    "end": ("哦", "呢", "哈", "～", "，您看可以吗", "，有问题随时找我", "，请放心", "，您稍等"),
    "ask": ("吗", "吗？", "么", "吗？谢谢", "吗，急", "吗，帮我看看", "吗，在线等", "不"),
}  # fmt: skip

SHOPPER = (
    "{hi}{goods}的{colour}{size}还有货{ask}",
    "{hi}{who}要{colour}的{goods}，洗了会缩水{ask}",
    "{hi}给{who}买{colour}的{goods}，是不是偏大{ask}",
    "{day}要用，{goods}寄到{city}来得及{ask}",
    "{hi}{day}要送到{city}，{goods}送{who}合适{ask}",
    "{colour}{goods}收到了，{size}有点紧，能换{ask}",
    "{hi}{colour}{size}的{goods}，退货地址发我一下行{ask}",
    "我身高{h}，体重{w}斤，这件{goods}能穿{size}{ask}",
    "订单尾号{tail}的{goods}，{day}能发货{ask}",
    "{hour}点{minute}分拍的{goods}，物流一直没动，能催{ask}",
    "{hi}{day}送{who}，{goods}买{n}份有优惠{ask}",
    "收到的{goods}少了{n}件，尾号{tail}，能补{ask}",
    "尾号{tail}的{goods}能换成{colour}{size}{ask}",
    "{goods}发到{city}{door}号，能到{ask}",
)
AGENT = (
    "{call}{goods}的{colour}{size}现在有货{end}",
    "{call}{goods}建议冷水手洗、平铺晾干，{colour}的第一次单独洗{end}",
    "{call}寄{city}的{goods}已经在打包了，{day}会有物流{end}",
    "{call}{colour}{goods}版型正常，{who}平时穿{size}就选{size}{end}",
    "{call}{goods}的退货入口在订单详情里，{city}仓收到后给您处理{end}",
    "{call}{goods}的发票已经登记，{day}开好发到您的邮箱{end}",
    "{call}{who}用的{goods}，{colour}{size}帮您备注好了{end}",
    "{call}这款{goods}身高{h}、体重{w}斤建议{size}{end}",
    "{call}{goods}{hour}点前下单当天打包，{colour}{size}有现货{end}",
    "{call}尾号{tail}的{goods}改成{colour}{size}了{end}",
    "{call}尾号{tail}的{goods}在{city}中转，到了会有短信{end}",
    "{call}少的{n}件{goods}这就登记补发，{hour}点{minute}分前回复您{end}",
    "{call}{goods}的保质期印在外袋背面，{n}份够{who}们分{end}",
    "{call}{goods}的地址记下了，{city}，门牌{door}号{end}",
)


def lines(templates: tuple[str, ...], run: int, seed: int = 1) -> Iterator[str]:
    """Endless lines, none twice; nor with those of another `run` (0…39)."""
    dice = random.Random(seed * RUNS + run)  # noqa: S311 - texts, no secrets
    kind = _KINDS[run % RUNS]
    said: set[str] = set()
    while True:
        words = {name: dice.choice(choices) for name, choices in _SLOTS.items()}
        line = dice.choice(templates).format(
            goods=kind + words["noun"], h=dice.randint(148, 186), w=dice.randint(80, 180), n=dice.randint(2, 60),
            tail=dice.randint(100_000, 999_999), hour=dice.randint(8, 22), minute=dice.randint(10, 59),
            door=dice.randint(1, 999), **words,
        )  # fmt: skip
        if line not in said:
            said.add(line)
            yield line
