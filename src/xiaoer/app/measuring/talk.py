"""Lines for load: what shoppers and agents of a Chinese shop write, each text once, the same for the same seed.

Numbers, names and days vary in every line, so that no cache of texts can answer for the work.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

_SLOTS: dict[str, tuple[str, ...]] = {
    "goods": (
        "真丝衬衫", "羊毛大衣", "阔腿裤", "针织开衫", "连衣裙", "牛仔外套", "半身裙", "羽绒服", "礼盒装核桃", "桂花糕",
        "坚果礼包", "云南小粒咖啡", "手工红糖", "乌龙茶", "蜂蜜柚子茶", "牛肉干", "百褶裙", "打底衫",
        "风衣", "棉麻套装",
    ),
    "colour": ("米白", "雾蓝", "焦糖色", "黑色", "燕麦色", "酒红", "墨绿", "浅灰", "藏青", "杏色"),
    "size": ("XS", "S", "M", "L", "XL", "2XL", "均码"),
    "city": (
        "杭州", "成都", "沈阳", "乌鲁木齐", "昆明", "厦门", "哈尔滨", "拉萨", "长沙", "西安", "青岛", "南宁", "兰州",
        "合肥", "贵阳", "海口",
    ),
    "day": ("今天", "明天", "后天", "这周五", "下周一", "月底前", "周末", "国庆前", "端午前", "这两天"),
    "who": ("我妈妈", "我女朋友", "我同事", "我婆婆", "我自己", "我姐", "客户", "老师", "我爸", "闺蜜"),
}  # fmt: skip

SHOPPER = (
    "我身高{h}，体重{w}斤，这件{goods}穿{size}还是大一号？商品编号{tail}",
    "{goods}的{colour}{size}还有货吗，想给{who}买{n}件，编号{tail}的那款",
    "订单尾号{tail}，{day}能发货吗？我在{city}",
    "你好，编号{tail}的{goods}寄到{city}要几天，运费多少？",
    "昨天{hour}点{minute}分拍的{goods}，物流一直没动，单号尾号{tail}，帮我看看",
    "尾号{tail}那单我想换成{colour}的{size}，还来得及吗",
    "{goods}（编号{tail}）洗了会不会缩水呀，{who}皮肤比较敏感，{h}的个子穿{size}",
    "买{n}份{goods}有没有优惠，是{day}送{who}的，地址在{city}，上一单尾号{tail}",
    "收到的{goods}少了{n}件，订单尾号{tail}，怎么处理",
    "发票能开公司抬头吗，订单尾号{tail}，一共{n}件{goods}",
    "退货地址发我一下，{colour}的{goods}{size}偏大，尾号{tail}",
    "请问{goods}保质期到什么时候？{day}要带去{city}，一共{n}份，尾号{tail}",
    "地址写错了，改成{city}{door}号，{tail}这单还没发吧",
    "我{hour}点{minute}分问过的，{goods}{colour}到底有没有{size}？编号{tail}",
)
AGENT = (
    "亲，这款{goods}您身高{h}、体重{w}斤，看尺码表是{size}更合适哦，编号{tail}",
    "您好，{colour}{size}目前有货，{hour}点{minute}分前下单当天打包，订单尾号{tail}",
    "尾号{tail}的订单已经帮您备注好了，{goods}改成{colour}{size}，您放心",
    "帮您查到了，包裹在{city}中转，物流信息{hour}点{minute}分更新的，尾号{tail}，到了会有短信",
    "好的呢，收货地址已经记下：{city}，门牌{door}号，稍后给您核对尾号{tail}的订单",
    "这款{goods}建议冷水手洗、平铺晾干，{colour}的初次洗涤请单独放，订单{tail}也一样",
    "您收到后少了{n}件，实在抱歉，我这就登记补发，尾号{tail}，{hour}点{minute}分回复您",
    "可以的，退货入口在订单详情里，尾号{tail}，寄出后把单号发我就行，{city}的仓库收",
    "发票已经登记，抬头按您写的来，共{n}件，尾号{tail}，开好后发到您的邮箱",
    "{goods}的保质期印在外袋背面，您{day}要用的话，{n}份够分给大家，尾号{tail}",
    "谢谢您的耐心，{hour}点{minute}分仓库回复我：{goods}还在打包，尾号{tail}",
    "亲，{who}穿的话可以再看一下肩宽，{colour}{size}的详细尺寸发您了，编号{tail}",
)
RUNS = 40


def lines(templates: tuple[str, ...], run: int, seed: int = 1) -> Iterator[str]:
    """Endless lines, none twice; nor with those of another `run` (0…39), whose numbers lie elsewhere."""
    dice = random.Random(seed * RUNS + run)  # noqa: S311 - texts, no secrets
    first = 100_000 + run % RUNS * 20_000
    said: set[str] = set()
    while True:
        line = dice.choice(templates).format(
            h=dice.randint(148, 186), w=dice.randint(80, 180), n=dice.randint(2, 60),
            tail=dice.randrange(first, first + 20_000), hour=dice.randint(8, 22), minute=dice.randint(10, 59),
            door=dice.randint(1, 999), **{name: dice.choice(words) for name, words in _SLOTS.items()},
        )  # fmt: skip
        if line not in said:
            said.add(line)
            yield line
