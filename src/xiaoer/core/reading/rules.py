"""Words that settle an intent: patterns with a weight, tried on every clause."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xiaoer.core.reading.shapes import Intent

_PATTERNS: tuple[tuple[Intent, float, str], ...] = (
    ("human_request", 0.95, r"转?人工|真人|找个?人|叫(?:你们)?(?:老板|主管|经理|客服)|活人"),
    ("bot_identity", 0.95, r"(?:你|您)?是(?:不是)?(?:机器人|人工智能|真人|ai|AI)|机器人(?:吗|吧)"),
    (
        "size_advice",
        0.9,
        r"穿(?:多大|什么|啥|哪个|几)码?|什么码|多大码|选.{0,3}码|尺码(?:推荐|怎么选)|码数|穿得下|合身",
    ),
    ("stock", 0.85, r"有(?:没有)?.{0,6}(?:现货|库存|货)|(?:还|没)有(?:货|码)|断码|补货|缺货|到货|什么时候有"),
    ("shipping_fee", 0.9, r"包邮|邮费|运费(?!险)|快递费|免邮"),
    (
        "ship_time",
        0.85,
        r"(?:什么时候|多久|几天|今天|当天|啥时候).{0,4}(?:能|可以)?发货?|发货时间|几点.{0,4}发",
    ),
    ("delivery_eta", 0.85, r"(?:几天|多久|什么时候|啥时候|多长时间).{0,4}(?:到|收到|送到)|能到(?:吗|不|么)"),
    ("logistics_tracking", 0.85, r"物流|快递(?:到哪|单号|信息|怎么)|单号|到哪(?:了|儿|里)|包裹"),
    ("urge_ship", 0.85, r"催.{0,4}发|还不发货|怎么还没发|快点发|赶紧发|尽快发"),
    ("invoice", 0.95, r"发票|开票|抬头|税号|专票|普票"),
    ("price_promotion", 0.8, r"多少钱|价格|优惠券?|满减|折扣|活动|券|打折|到手价|半价"),
    (
        "bargain",
        0.85,
        r"便宜(?:点|些|一点)|少(?:点|一点)|优惠(?:点|一点)|抹(?:零|个零)|最低(?:多少|价)|包个邮",
    ),
    ("return_policy", 0.85, r"(?:可以|能|支持|给).{0,4}(?:退|七天|7天)|无理由|运费险|退货(?:运费|邮费)"),
    ("return_apply", 0.8, r"我?(?:要|想)(?:申请)?(?:退货|退款|退了|退掉)|怎么退|退一下|不想要了"),
    ("exchange", 0.9, r"换(?:货|一件|个|一个|码|大|小|色|颜色)"),
    ("refund_progress", 0.9, r"退款.{0,6}(?:到账|什么时候|多久|进度|没到|还没)|钱.{0,6}(?:到账|退给我|没退)"),
    ("greeting", 0.7, r"^(?:你好|您好|在吗|在不|在么|hi|hello|哈喽|亲|有人吗|嗨)[\s,。!?~呀啊]*$"),
    ("thanks", 0.8, r"谢谢|感谢|多谢|thx|thank"),
    ("complaint", 0.9, r"投诉|12315|曝光|工商|消协|骗子|举报"),
    ("care_usage", 0.75, r"怎么(?:洗|用|吃|保养|清洗|安装|存放)|能(?:机洗|水洗)|保质期|用法"),
    ("authenticity", 0.9, r"正品|真的假的|假货|授权|是不是真"),
    ("quality_issue", 0.8, r"质量(?:问题|太差|不好)|起球|掉色|开线|破洞|坏了|不能用|有瑕疵"),
    ("damaged", 0.9, r"(?:收到|到手).{0,6}(?:碎|破|压|烂)|破损|碎了|压坏|漏了"),
    ("missing_wrong_item", 0.9, r"少(?:发|了|一)|漏发|发错|错发|不是我(?:买|要)的"),
    ("not_received", 0.9, r"(?:没|未)(?:有)?收到|显示签收|丢件|丢了"),
    ("change_address", 0.95, r"(?:改|换|修改).{0,4}地址|地址.{0,6}(?:错|改|换)"),
    ("cancel_order", 0.9, r"取消订单|取消|不要了"),
    ("recommend", 0.8, r"推荐|哪款好|有什么好|介绍"),
    ("compare", 0.8, r"区别|哪个好|对比|比较|不一样"),
)
RULES: tuple[tuple[Intent, float, re.Pattern[str]], ...] = tuple(
    (intent, weight, re.compile(pattern)) for intent, weight, pattern in _PATTERNS
)


def by_rules(clause: str) -> Mapping[Intent, float]:
    """Intents that a clause's words speak for, each with its weight (0–1)."""
    return {intent: weight for intent, weight, pattern in RULES if pattern.search(clause)}
