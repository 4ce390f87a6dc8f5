"""An intent is believed by its words: what is never asked without them, and what words mean where another was read."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from dataclasses import replace

from xiaoer.core.answering.goods.faults import BROKEN, CARRIED, CRUSHED, DIED
from xiaoer.core.reading.shapes import Intent, Reading, Scored

_MEASURE = re.compile(r"胸围|腰围|臀围|肩宽|衣长|袖长|裤长|裙长")
GIVEN = re.compile(
    r"(?:^|[,，\s]|有|会|还|带|附|买了?|买.{1,4})送(?!到|货|达|给|人|礼|爸|妈|女|男|老|朋|同|客|长|孩|上|装|过|去|来|得|不[到了]).{1,6}(?:吗|么|嘛|不|吧|没)[?？]?$"
)
"""“送粉扑吗”: a gift is asked for by its name."""
_HOW_MUCH = re.compile(
    r"(?:现在|卖|标价|售价|一起买?|一共|总共|都买)多少(?:钱)?[呀啊呢?]*$|怎么卖|什么价|多少(?:钱)?一[米斤个件平张包盒条瓶罐袋支双套台本份桶箱][呢啊呀?？]*$|一起[买拍].{0,4}(?:怎么算|多少|几)|总价|总额|一共|总共|合计|划算"
)
_TO_FREE = re.compile(
    r"(?:多少|几).{0,3}起?才?(?:包邮|免邮|免运费)|(?:包邮|免邮|免运费).{0,6}(?:差|缺|凑|少)|(?:差|缺|凑|少).{0,6}(?:包邮|免邮|免运费)"
)
_LEAVES = re.compile(
    r"(?:今天|当天|现在|今晚|明天)[^,。]{0,5}走(?:得?[了掉成])?(?:不|吗|么|没)|走得了|走得掉|能走(?!路)|发得[出了走]|发得了|(?:今天|当天|马上)(?:能)?走|走不走|能发走|来得及发|几点截单|截单"
)
_SENT_NOW = re.compile(r"马上发|立刻发|今天发|现在发|当天发")
_OF_STOCK = re.compile(r"库存|有货|现货|缺货|断货|断码|没货")
_STILL_SOLD = re.compile(r"还能买|还卖[吗么不]|能买到|还有得?卖|还做[吗么不]|下架")
_WHICH_DAY = r"(?:几[号天日]|哪天|多久|什么时候|啥时候|何时)"
_ARRIVES_IF_BOUGHT = re.compile(
    rf"(?:今天|现在|今晚|明天|后天|周.)(?:早上|上午|中午|下午|晚上)?(?:下单|拍下?|付款?|买)[^。]{{0,14}}{_WHICH_DAY}|寄到?[\u4e00-\u9fff]{{2,8}}{_WHICH_DAY}(?:能|可以|会)?(?:收|到|送)"
)
_WHAT_GIFT = re.compile(
    r"(?<!岁)送[的点]?(?:啥|什么|东西)(?!快递|货|车|.{0,6}(?:好|合适|玩|礼|书))|送(?:小样|赠品|不送|吗|不$)|赠品|有(?:没有)?(?:赠|送)(?!礼|货)"
)
_HOW_MANY = re.compile(r"还有(?:多少|几)(?!钱|优惠|折|天)|剩多少|还剩|有多少(?!钱|优惠|折)|剩几|还有几")
_OWN_WORDS: frozenset[Intent] = frozenset({"human_request", "complaint", "quality_issue"})
_CAN_SEND = re.compile(
    r"^(?!.*(?:天|号|日|几|多久|时候|今|明|后天|周[一-日]|点)).*(?:(?:能|可以|可不可以|支持|给)(?:寄|发|送|邮|配送)|(?:寄|发|送|配送)(?:得)?(?:到|去)?.{0,6}(?:吗|么|不))"
)
_OF_REACH: frozenset[Intent] = frozenset({"product_attribute", "other", "stock", "chitchat", "shipping_fee"})
_MAY_BE_SENT: frozenset[Intent] = frozenset({"delivery_eta", "product_suitability"})
_REACHES = re.compile(
    r"(?:能|可以|给)?(?:收(?:不收|得到|到)?|送(?:不送|得到|到)?|配送)(?:冷链|冷运|冷冻|生鲜|货|快递|大件)?(?:吗|么|不|嘛|得?了吗)[?？]*$|(?:冷链|冷运)[^,。]{0,4}(?:到|送|收)"
)
_PLAIN_WORDS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    ("quality_issue", BROKEN),
    (
        "missing_wrong_item",
        re.compile(
            r"只(?:到|收到|发|有)了|(?:箱|盒|包|袋|包裹)(?:子)?(?:里|内)(?:面)?(?:少|缺|没看到|没找到)|少了?个(?!性|人|码|头)|少了[一二两三四五六七八九十\d]|漏了|缺了[几一二两\d]|丢了[几一二两三\d]|(?<!多)少[几一两][块片颗]|(?<!多)少块"
        ),
    ),
    (
        "logistics_tracking",
        re.compile(r"(?:怎么|咋|为啥|为什么)?还[没不](?:有)?(?:到(?!手)|收到|送)|几天了还|到哪了|走到哪"),
    ),
    ("order_status", re.compile(r"我的.{1,8}(?:呢|到哪|到了没|到了吗)")),
    ("bargain", re.compile(r"批发|团购|大量采购|企业采购|福利[^,。]{0,8}\d|要\d{2,}[箱件盒份套本]|量大")),
    ("price_promotion", re.compile(r"算下来|一共多少|总共多少|多少钱|合计")),
    (
        "recommend",
        re.compile(
            r"推荐|(?:准备|备|囤|带)(?:点|些)(?:啥|什么)|要准备(?:啥|什么|哪些)|买(?:啥|什么|点啥|哪)|预算|选哪|挑哪|送.{1,6}(?:好|合适)|用(?:什么|啥)(?!方法|办法|料|材)[^,。么样]{1,5}(?:好|合适)?$|(?:想|要|打算|准备|需要)(?:给|为|帮)?[^,。]{0,5}(?:买|入手|挑|选|整)(?!了|的|多少)[^,。]{1,10}$|有没有适合"
        ),
    ),
)
_COUNTERS = "件盒份个瓶袋双条套箱罐支包只提饼台本盆束对根片张组副顶把枚颗卷朵棵株筒桶串枝排"
_N_OF_THEM = re.compile(
    rf"(?:[一二两俩三四五六七八九十]|\d{{1,3}})\s*[{_COUNTERS}][^,。]{{0,6}}(?:多少|几钱|什么价|啥价)(?!{f'[{_COUNTERS}]'})"
    rf"|(?:买|拍|要|来|拿)[^,。]{{0,3}}(?:[二两俩三四五六七八九十]|[2-9]|\d\d)\s*[{_COUNTERS}][^,。]{{0,4}}(?:呢|多少|怎么算)"
)
# Words that mean another intent than the one read: (read as, words, meant).
_REREAD: tuple[tuple[frozenset[Intent], re.Pattern[str], Intent], ...] = (
    (frozenset({"stock", "product_attribute", "other", "price_promotion"}), _MEASURE, "size_advice"),
    (
        frozenset({"price_promotion", "product_attribute", "other", "gift_note", "care_usage", "product_suitability"}),
        _HOW_MANY,
        "stock",
    ),
    (
        frozenset(
            {"delivery_eta", "other", "payment", "price_promotion", "product_attribute", "shipping_fee", "stock"}
        ),
        _LEAVES,
        "ship_time",
    ),
    (
        frozenset({"payment", "order_status", "ship_time", "other", "product_attribute"}),
        re.compile(r"(?:加|写|放|附|配|补)(?:个|张|一?张)?(?:贺卡|卡片|祝福卡|生日卡|留言)"),
        "gift_note",
    ),
    (
        frozenset({"stock", "other", "product_attribute"}),
        re.compile(r"还有(?:没有)?[^,。货]{0,4}(?:满减|优惠|活动|折|券)|还(?:能|可以)(?:满减|打折|优惠)"),
        "price_promotion",
    ),
    (
        frozenset({"other", "chitchat", "price_promotion", "stock", "product_attribute"}),
        re.compile(
            r"^\d{2,5}(?:块|元)?(?:钱)?[^,。\d]{0,3}(?:给我|卖我|卖不卖|出不出)|(?:给我|卖我)\d{2,5}(?:块|元)?(?:行|成|可以|吧)"
        ),
        "bargain",
    ),
    (
        frozenset({"return_policy", "return_apply", "other", "exchange", "shipping_fee"}),
        re.compile(r"(?:错的?那|[发寄]错|错发|多发)[^,。]{0,8}(?:寄回|退回|还给|还要还|退给)"),
        "missing_wrong_item",
    ),
    (frozenset({"other", "chitchat", "compare", "order_status"}), _OF_STOCK, "stock"),
    (frozenset({"shipping_fee", "other"}), _SENT_NOW, "ship_time"),
    (
        frozenset({"product_attribute", "other"}),
        re.compile(r"[差贵]几[块元]|[差贵]多少钱|差价多少|贵多少"),
        "price_promotion",
    ),
    (
        frozenset({"order_status", "price_promotion", "modify_order", "ship_time", "delivery_eta", "other"}),
        re.compile(r"发票|开票|[专普]票"),
        "invoice",
    ),
    (
        frozenset({"product_attribute", "product_suitability", "care_usage"}),
        re.compile(r"[专普]票|(?:开|寄|要|有)发票|发票.{0,4}(?:寄|开|几天|多久)"),
        "invoice",
    ),
    (
        frozenset({"change_address", "logistics_tracking", "order_status", "other", "product_attribute", "stock"}),
        _ARRIVES_IF_BOUGHT,
        "delivery_eta",
    ),
    (
        frozenset({"urge_ship", "ship_time", "care_usage", "other", "product_attribute", "chitchat", "order_status"}),
        re.compile(r"(?:拍|选|下|点)错(?!地址)[^,。退]{0,4}(?:$|[\s,，。]|还没|没发|咋|怎么)"),
        "modify_order",
    ),
    (
        frozenset({"return_apply", "return_policy", "other"}),
        re.compile(r"钱呢|(?:寄|退)(?:回去|回|走)了[^,。]{0,6}(?:钱|款|怎么|多久|还没)|退的?钱(?:呢|还)"),
        "refund_progress",
    ),
    (
        frozenset({"product_attribute", "other", "compare", "stock"}),
        re.compile(r"一个价|同价|价格一样|一样的价|价格(?:都)?相同"),
        "price_promotion",
    ),
    (
        frozenset({"recommend"}),
        re.compile(
            r"(?:打折|优惠|活动|特价|促销)(?:的)?(?:有|都有|是)(?:哪些|什么|啥)|有(?:哪些|什么|啥)(?:活动|优惠|折扣)"
        ),
        "price_promotion",
    ),
    (
        frozenset({"not_received", "other", "chitchat", "product_attribute", "order_status"}),
        re.compile(r"打折|有活动|做活动|促销|有优惠|搞活动"),
        "price_promotion",
    ),
    (
        frozenset({"return_apply", "other", "payment", "return_policy"}),
        re.compile(r"钱.{0,2}退(?:到|回)?哪|退到哪|退回哪"),
        "refund_progress",
    ),
    (
        frozenset({"delivery_eta", "other", "payment", "not_received"}),
        re.compile(r"到账|退回来(?:了)?[吗没]|退款.{0,4}(?:多久|几天|时候)"),
        "refund_progress",
    ),
    (
        frozenset({"care_usage", "other", "product_attribute", "modify_order"}),
        re.compile(r"^怎么(?:个)?(?:减|打折|优惠|满减|凑单|参加)|(?:券|优惠|满减)怎么(?:用|算|叠)"),
        "price_promotion",
    ),
    (
        frozenset({"stock", "other", "product_attribute", "gift_note"}),
        re.compile(r"送的[\u4e00-\u9fff]{1,6}?(?:现在|今天|这会儿)?(?:买|拍|下单)?(?:还有|还送|有没有|还在)"),
        "price_promotion",
    ),
    (frozenset({"price_promotion", "bargain", "other"}), _TO_FREE, "shipping_fee"),
    (
        frozenset({"delivery_eta", "price_promotion", "other", "ship_time", "bargain", "refund_progress"}),
        re.compile(r"补差|降价.{0,4}(?:补|退|差)|(?:补|退)(?:个)?差价"),
        "price_protection",
    ),
    (
        frozenset({"logistics_tracking", "order_status", "other", "product_attribute", "stock", "ship_time"}),
        re.compile(r"(?:物流|快递|运|邮)费(?!.{0,6}(?:谁|退|险))"),
        "shipping_fee",
    ),
    (frozenset({"return_policy", "other", "product_attribute", "chitchat"}), _STILL_SOLD, "stock"),
    (frozenset({"stock", "other", "product_attribute", "price_promotion"}), _HOW_MUCH, "price_promotion"),
    (frozenset({"stock", "other", "product_attribute", "order_status", "size_advice"}), _N_OF_THEM, "price_promotion"),
    (
        frozenset(
            {"not_received", "order_status", "logistics_tracking", "quality_issue", "other", "product_attribute"}
        ),
        CARRIED,
        "damaged",
    ),
    (frozenset({"damaged"}), CRUSHED, "damaged"),
    (
        frozenset({"missing_wrong_item", "other", "order_status", "stock"}),
        re.compile(r"[两三四五六七八九十\d][个件条双套盒份只][^,。]{0,3}只要|多拍了|拍多了|多买了[一两\d]"),
        "modify_order",
    ),
    (
        frozenset({"stock", "product_attribute", "other", "complaint", "care_usage", "chitchat", "price_promotion"}),
        re.compile(
            r"(?:坏|断|裂|破|碎|死|烂|掉|漏|化|瘪|开胶|不亮|不转)[^,。]{0,8}(?:管不管|管吗|赔吗|赔不赔|还赔|保不保|保吗|给换|给修|负责)|(?:还|给|会|能)赔(?:吗|么|不)"
        ),
        "quality_issue",
    ),
    (frozenset({"stock", "complaint", "order_status", "product_attribute"}), DIED, "quality_issue"),
    (
        frozenset({"exchange", "return_policy", "not_received", "order_status", "logistics_tracking", "damaged"}),
        BROKEN,
        "quality_issue",
    ),
    (
        frozenset({"product_suitability", "product_attribute", "other", "care_usage", "gift_note"}),
        GIVEN,
        "price_promotion",
    ),
    (
        frozenset({"gift_note", "other", "missing_wrong_item", "bargain", "chitchat"}),
        re.compile(
            r"预算|\d+(?:元|块)?(?:以内|左右)|(?:挑|选|买|推荐|找)[^,。]{0,4}礼|送[^,。]{1,6}(?:什么|啥|哪|[一二两三四五六七八九百千\d]+(?:块|元|左右|以内))"
        ),
        "recommend",
    ),
    (
        frozenset({"gift_note", "price_promotion", "other", "product_attribute"}),
        re.compile(
            r"(?:开业|生日|毕业|结婚|婚礼|乔迁|探病|看望|节|老师|妈|爸|女友|女朋友|男朋友|男友|朋友|领导|长辈|孩子|同事|客户|闺蜜|老人)[^,。]{0,3}送(?:什么|啥|点|几)"
        ),
        "recommend",
    ),
    (
        frozenset({"recommend", "gift_note", "other", "product_attribute", "shipping_fee"}),
        _WHAT_GIFT,
        "price_promotion",
    ),
    (
        frozenset({"recommend", "other", "bargain", "stock", "product_attribute", "payment", "chitchat"}),
        re.compile(r"(?:用|够|能用).{0,3}(?:券|满减)|(?:差|缺|凑).{0,6}(?:券|满减|优惠|减\d)"),
        "price_promotion",
    ),
    (
        frozenset({"complaint", "other", "product_attribute", "care_usage", "return_policy"}),
        re.compile(r"赔不赔|(?:给|会|能|包)赔(?:吗|么|不|的吧)?|包赔|包活|包不包赔|怎么赔|咋赔"),
        "quality_issue",
    ),
)
_PROOF: dict[Intent, re.Pattern[str]] = {
    "shipping_fee": re.compile(
        r"运|邮|寄|快递|发|送|配|物流|到|省|冷链|(?<!签)收[吗么不得]|ship|deliver|post|freight", re.IGNORECASE
    ),
    "invoice": re.compile(r"票|抬头|税|报销|invoice", re.IGNORECASE),
    "gift_note": re.compile(r"贺卡|卡片|礼|包装|袋|写|备注|留言|祝福|送|蝴蝶结|丝带|吊牌|小票|价格|单子|gift|wrap"),
    "bot_identity": re.compile(
        r"^(?:请问|是)*(?:个)?机器人|你|您|真人|是不是|客服|对面|ai|AI|人工|自动回复|bot|robot|human"
    ),
    "urge_ship": re.compile(r"到|几天|多久|等|发(?![现觉票霉黄热型夹簪钗饰])|催|货|快递|单|仓|寄|物流|包裹|件|送"),
    "delivery_eta": re.compile(r"到(?!手)|送|收|达|寄|发|拿|快递|物流|几天|路上|运|来得及|赶|天能|等"),
    "review_issue": re.compile(r"评|差评|返现|返钱|晒|星|好处|红包|review|删"),
    "refund_progress": re.compile(r"退|钱|到账|售后|款"),
    "return_apply": re.compile(
        r"退|不(?:想)?要|寄回|不合适|不喜欢|拒收|无理由|七天|7天|后悔|return|refund|back", re.IGNORECASE
    ),
    "cancel_order": re.compile(r"取消|不要|不想要|退|撤"),
    "compare": re.compile(r"区别|比|哪|差别|不同|还是|一样"),
    "order_status": re.compile(r"单|发|买|拍|到|付|货|快递|物流|状态|收|包裹"),
    "recommend": re.compile(r"推荐|选|挑|送|适合|介绍|买什么|哪|有什么|有没有|预算|以内|想买|想要|搭"),
    "payment": re.compile(r"付|支|花呗|分期|转账|微信|信用卡|刷卡|定金|尾款|结账|拍下|下单|扣"),
    "missing_wrong_item": re.compile(
        r"(?<!多)少|漏|错|缺|不是我|发成|不对|没有我|(?<![一二两三四五六七八九十几\d])只(?![要想能])|多发"
    ),
    "size_advice": re.compile(
        r"穿|尺码|码数|多大|什么码|啥码|哪个码|几号|几码|选|合适|合身|斤|cm|身高|体重|大小|胸|腰|臀|肩|长|高|kg|重|\d{3}|码好|偏"
    ),
    "modify_order": re.compile(r"改|换|加|备注|合|拆|错|少拍|多拍"),
    "complaint": re.compile(
        r"投诉|举报|差评|态度|骗|坑|垃圾|12315|曝光|维权|律师|工商|消协|太差|失望|生气|气死|什么(?:破|店|东西|玩意)|破店|欺|耍|敷衍|不负责|再也不|恶心|"
        r"没人(?:理|管|回)|怎么(?:这样|回事)|不处理|说法|推脱|推来|差劲|烂|过分|无语|太慢|不满|服务|赔|解决|不管|不理|complain|scam|terrible|worst"
    ),
    "human_request": re.compile(
        r"人工|机器人|真人|活人|主管|经理|店长|领导|负责人|上级|找人|换人|有人|来人|(?<![个口几\d来])人呢|人来|的人|派人|店主|老板|客服|专员|真|活|转(?:人|接|真|客|售|给|到|$)|human|agent|person|representative"
    ),
    "contact_offsite": re.compile(
        r"微信|vx|wx|qq|QQ|加(?:个|一?下)?(?:我|你|您|好友|群|v|V|w|q|Q|微|扣|联系|老板|了?[吗没]|$|[吧呗吗么])|电话|手机|联系|号码|群|私|转账|转给|转你|支付宝|线下|站外|直接付|抖音|小红书|闲鱼|淘宝|wechat|whatsapp|phone"
    ),
    "quality_issue": re.compile(
        r"质|坏|破|洞|掉|脱|断|裂|问题|毛病|瑕疵|不(?:转|亮|热|行|好用|工作|制|动|通|响|冷|出|粘|灵)|没(?:反应|用|声)|用不(?!了$|了吧)|漏|响|异|味|变|霉|虫|起|褪|缩|松|色差|不符|"
        r"不像|不对|假|差|烂|线|污|脏|难|修|故障|卡|死|开不|打不|充不|碎|破损|毒|吐|拉|痒|疹|肿|defect|broken|quality|不新鲜|酸|馊|臭|过期|怎么回事"
    ),
    "not_received": re.compile(
        r"没|未|不|丢|谁|别人|代|哪|假|骗|虚|否|收到(?:了)?(?:吗|么)|not|never|n.t|lost|stolen|missing|waiting|deliver",
        re.IGNORECASE,
    ),
    "price_protection": re.compile(r"价|差|降|贵|便宜|减|折|券|半价|活动|补|price"),
    "change_address": re.compile(r"地址|电话|收货|收件|手机|号码|改(?![善良进])|寄到|换"),
}


def proven(scored: Scored, reading: Reading) -> Scored:
    """An intent without any of the words that it is never asked without is not believed; what is broken or
    spoilt on arrival is an after-sales matter, however it was read."""
    text = scored.span or reading.normal
    if scored.intent in _MAY_BE_SENT and reading.entities.province and _CAN_SEND.search(text):
        return replace(scored, intent="shipping_fee")
    if scored.intent in _OF_REACH and reading.entities.province and _REACHES.search(text):
        return replace(scored, intent="shipping_fee", confidence=max(scored.confidence, 0.8))
    scored = _otherwise(scored, text)
    proof = _PROOF.get(scored.intent)
    if proof is not None and not proof.search(text if scored.intent in _OWN_WORDS else reading.normal):
        scored = _otherwise(replace(scored, intent="other"), text)
    if scored.intent not in ("care_usage", "product_attribute", "product_suitability", "chitchat", "other"):
        return scored
    plain = next((intent for intent, words in _PLAIN_WORDS if words.search(text)), scored.intent)
    return scored if plain == scored.intent else replace(scored, intent=plain, confidence=0.6)


def _otherwise(scored: Scored, text: str) -> Scored:
    """The intent that words mean where another was read."""
    meant = next((to for of, words, to in _REREAD if scored.intent in of and words.search(text)), None)
    return scored if meant is None else replace(scored, intent=meant, confidence=max(scored.confidence, 0.7))
