"""The words that speak for an intent; without them it is given up for an attribute that is asked for outright."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.reading.shapes import Intent

OWN_WORDS: dict[Intent, re.Pattern[str]] = {
    "price_promotion": re.compile(
        r"各[一二两三四五六\d来要](?!种|个人|人)|会员|新客|新人|首单|一起|都买|[买拍要来拿].{0,8}多少|[买拍要来拿订][俩仨]|钱|价|优惠|\d折|打折|券|活动|到手|便宜|减|划算|块|算下来|怎么算|赠|送|一共|总共|合计|怎么卖|满\d|(?<![快慢大小高长重])的多少[钱呢呀]?$|批发|团购|[贵便宜]+(?:多少|几|呢|吗)|贵不贵"
    ),
    "stock": re.compile(
        r"有没有(?=[^,，。]{0,6}[码色号])|货|下单|能拍|能买|[够多少]件|库存|还有|剩|卖完|断码|缺|售罄|上架|现成|没了|没有了|有(?:几|多少)[件个本条支盒袋瓶双套台箱包]$|还卖|有卖|下架|(?<!没)有(?:没有|吗|么|嘛|不)?$"
    ),
    "bargain": re.compile(
        r"\d+(?:块|元)?(?:给我|卖我)|^\d{2,5}[^,，。\d]{0,8}(?:卖不卖|出不出)|便宜|优惠|少点|打折|抹零|最低(?!多少(?:度|米|分|克|斤|公|瓦|档|转|要|温)|温|[几可能]?(?:调|到)|[几\d])|少\d|砍|讲价|折"
    ),
    "recommend": re.compile(r"推荐|哪[款个种]|选|预算|介绍|以内|有没有.{0,8}的|想买|想要|买(?:个|什么|啥)|用什么|挑"),
    "ship_time": re.compile(
        r"发货|发出|发走|几点|截单|付款|今天|明天|寄出|出库|预售|现货|能走|发吗|发不|(?:什么时候|啥时候|何时|几时|多久|几天)[^,。]{0,3}发(?!票|热|烫|霉|黄|货票)"
    ),
    "delivery_eta": re.compile(
        r"到货|送到|收到|[能会]到(?!\S{0,2}(?:零下|\d+度|多少度|多大|多高))|几天到|到[吗不]|哪天到|时候到|多久到|到.{1,4}(?:几天|多久)|到得了|送达"
    ),
    "shipping_fee": re.compile(r"运费|邮费|包邮|快递费|寄|邮|发[到往去]|配送|能发|发.{2,4}(?:吗|不|么)"),
    "size_advice": re.compile(
        r"码|穿多大|尺寸|身高|体重|斤.{0,6}穿|选.{0,3}[大小号]|偏[大小]|胸围|腰围|肩宽|衣长|裤长|脚长|大一号|几号"
    ),
    "exchange": re.compile(r"换货|退换|换(?:个|成|一|吗|不|大|小)|调换|能换(?!轴|方向|面|边|挡|档|台|着)"),
    "return_policy": re.compile(r"退|无理由|换货"),
    "return_apply": re.compile(r"退"),
    "quality_issue": re.compile(r"收到|坏了|烂了|有问题|质量|开胶|掉了|破了|断了|裂了"),
    "damaged": re.compile(r"收到|坏了|烂|碎|破|压"),
    "missing_wrong_item": re.compile(r"收到|少了|少个|里面?[少缺没]|漏|错|缺|没有我|少发"),
    "not_received": re.compile(r"收到|签收|没到|快递|包裹|件"),
    "order_status": re.compile(r"单|(?:啥|什么)时候.{0,2}到|到(?:了)?(?:吗|没|哪)|几号到|发货|买的|拍的|下的|我的"),
    "logistics_tracking": re.compile(r"快递|物流|到哪|包裹|单号|派"),
    "payment": re.compile(r"付|花呗|分期|支付|刷卡|信用卡|转账"),
    "price_protection": re.compile(r"价保|保价|差价|降价|买贵|退差|补差"),
    "review_issue": re.compile(r"评|晒"),
    "complaint": re.compile(
        r"投诉|举报|骗|垃圾|态度|12315|曝光|坑|差评|恶心|太差|失望|生气|气死|破店|无良|维权|没人|不处理|敷衍"
    ),
    "urge_ship": re.compile(r"催|快点|赶紧|赶快|抓紧|还[没不]|急|什么时候|多久|几天|尽快|早点"),
    "contact_offsite": re.compile(
        r"加(?:个|一?下|我|你|您|好友|群|v|w|q|微|扣)|微信|vx|wx|qq|私|联系|留|线下|转账|手机号|号码|站外|群",
        re.IGNORECASE,
    ),
    "modify_order": re.compile(r"订单|备注|改|换|拍错"),
    "authenticity": re.compile(
        r"正品|真假|假货|假的|仿|官方|授权|防伪|验真|保真|正规|资质|真品|旗舰|专柜|冒牌|山寨|高仿|authentic|genuine|fake",
        re.IGNORECASE,
    ),
    "chitchat": re.compile(r"$^"),
    "other": re.compile(r"$^"),
}


_SPEAKS: dict[Intent, re.Pattern[str]] = {
    "recommend": re.compile(
        r"推荐|介绍|预算|以内|别的|其[他它]|还有(?:什么|哪)|适合(?:我|什么人)|[选买挑拿]哪|哪[个款种](?:好|更|比较|适合|值得|划算)|[买选送挑](?:什么|啥)"
    ),
    "stock": re.compile(r"货|库存|剩|卖完|断码|缺|几[件个台套双]|多少[件个台套双]"),
    "gift_note": re.compile(r"贺卡|卡片|礼|包装|备注|留言|祝福|写(?:上|几|个|句|字|卡|信|名)|丝带|小票"),
    "quality_issue": re.compile(r"收到|收货|到货|我买|买的|买了|给我|发来|寄来|发错|质量问题|怎么回事|赔|退|出问题了"),
}


def speaks_for(intent: Intent, text: str) -> bool:
    """Whether a word speaks for the intent so plainly that data of the goods in view does not outweigh it."""
    plain = _SPEAKS.get(intent) or OWN_WORDS.get(intent)
    return plain is None or plain.search(text) is not None


WITHOUT_WORDS: frozenset[Intent] = frozenset({"bargain", "price_protection", "payment", "exchange", "review_issue"})
"""Intents that are not believed without any word of theirs, unless the classifier is sure."""


def has_own_words(intent: Intent, text: str) -> bool:
    """Whether a word in the text speaks for the intent."""
    own = OWN_WORDS.get(intent)
    return own is None or own.search(text) is not None
