"""Lines that only the talk before them explains, in one table: after what, in which words, what they ask for."""

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xiaoer.core.answering.talk.slots import Slots
from xiaoer.core.facts import Order
from xiaoer.core.reading.shapes import INTENTS, Intent

FAULTS: frozenset[str] = frozenset({"quality_issue", "damaged", "missing_wrong_item"})
_BACK: frozenset[str] = frozenset({"return_apply", "return_policy", "exchange", "refund_progress", "cancel_order"})
_MONEY: frozenset[str] = FAULTS | {"cancel_order", "return_apply", "refund_progress", "not_received", "complaint"}
_WAITING: frozenset[str] = frozenset({"urge_ship", "ship_time", "order_status"})
_ORDERS: frozenset[str] = _WAITING | {
    "logistics_tracking",
    "delivery_eta",
    "not_received",
    "modify_order",
    "change_address",
}
_BARE: frozenset[Intent] = frozenset(
    {
        "product_attribute",
        "care_usage",
        "product_suitability",
        "other",
        "chitchat",
        "stock",
        "price_promotion",
        "bargain",
    }
)
_ANY: frozenset[str] = frozenset()
_END = r"[吗么呢啊呀吧没不了嘛的?？!！。~\s]*$"
_WHEN = r"(?:多久|多长时间|几天|几个?工作日|几号|哪天|什么时候|啥时候|何时)"
_SALE = r"(?:618|双\d+|双十[一二]|双[旦节]|大促|活动|国庆|元旦|年货节|周年庆)"


@dataclass(frozen=True, slots=True)
class _Row:
    """`after` = intents of the last answers, the newest first (none = whatever); `of` = what must be there:
    an order of one's own, a case on one, goods in view; `read` = as what the line may have been read."""

    means: Intent
    words: re.Pattern[str]
    after: frozenset[str] = _ANY
    of: str = ""
    read: frozenset[str] = _ANY
    newest: int = 1


_ROWS: tuple[_Row, ...] = (
    # the money of a refund: when and whereto
    _Row("refund_progress", re.compile(rf"(?:退款|货款)[^,。货换]{{0,6}}{_WHEN}|{_WHEN}[^,。货换]{{0,4}}(?:退款|退钱)(?:给我)?(?:到|{_END})")),
    _Row("refund_progress", re.compile(rf"^(?:那|请问|我的?)*(?:钱|款|{_WHEN})[^,。货换寄]{{0,4}}(?:{_WHEN}|退|到账|回来|打给|收到钱|给我)[^,。货换寄]{{0,4}}{_END}"), _MONEY, newest=2),
    _Row("refund_progress", re.compile(r"^(?:那|请问|钱|款)*(?:是|会)?(?:退|打|返)(?:回)?(?:到|回|去)?(?:哪|原路|什么(?:账户|卡))[^,。寄]{0,5}$|^原路(?:退|返)"), frozenset({"refund_progress", "cancel_order"})),
    # a case that stands: how far it is
    _Row("refund_progress", re.compile(
        r"(?:退款|退货|换货|补寄|补发|售后|仅退款|退钱|申请|维修|取消)[^,。几多怎要能可内]{0,8}(?:到哪|进度|怎么样|咋样|通过|审核|同意|处理|批|办|弄|好|到账|收到|成功|完成|退|补|没人|不理)(?:了|好了|完了|到|下来)?(?:吗|没|么|不|[理管处]|$|呢|啊)"
        r"|(?:处理|审核|补|退|赔|修|换)(?:好|完)?了(?:吗|没|么|嘛)|(?:钱|款)[^,。]{0,4}(?:退|到|回来|收到|打)(?:账|来|过来)?(?:了)?(?:吗|没|么|不)|退不退|进度|到哪(?:一)?步|怎么样了|咋样了|为(?:啥|什么|何)(?:被)?(?:拒|不(?:给|让)?退|驳)"
        r"|退(?:的|回去的)[^,。]{1,8}收到(?:了)?(?:没|吗|么)"),
        of="case", read=frozenset({"exchange", "return_apply", "return_policy", "order_status", "quality_issue", "other", "cancel_order", "missing_wrong_item", "not_received", "refund_progress", "damaged", "care_usage", "product_attribute", "complaint", "urge_ship", "chitchat"})),
    _Row("refund_progress", re.compile(r"(?:退货|退的|退回去?的|寄回去?的|换货)[^,。]{0,8}(?:收到|签收|验|到)(?:货|了|过|好)*(?:没有?|吗|么)|收到[^,。]{0,6}(?:退货|退的|退回|寄回)[^,。]{0,6}(?:没有?|吗|么)|(?:退|换)[^,。]{0,8}到(?:哪|什么|啥)(?:一)?步|退的[^,。]{0,10}[\s,，]*(?:钱|款)|(?:退的?|寄回的?)?(?:钱|款)[^,。]{0,2}(?:到哪|去哪)"), of="case"),
    _Row("refund_progress", re.compile(r"^(?:那|这|怎么|咋|为什么|为啥|你们|退款|退个款|处理|办事)*(?:还|都)?(?:这么|那么|太|好|真|也太)(?:慢|久|墨迹|磨叽)(?:了|啊|呀)*[?？!！。]*$"), frozenset({"refund_progress"}), "case"),
    # the days that a return without reason has
    _Row("return_policy", re.compile(r"(?:还|在不在|是不是|算不算|有没有|过没过|超没超|超过?|过了?|没过|没超)(?:在|过)?[^,。]{0,4}(?:[七7]|十五|15|三十|30)\s*天(?:之?内|无理由|期限?|里)?(?:了|呢|的)?(?:吗|没|么|不|吧|[?？])|(?:[七7]|十五|15|三十|30)\s*天(?:之?内|无理由|期限?)?[^,。]{0,3}(?:过了|超了|到期|过期|来得及|还没过)[^,。]{0,3}(?:吗|没|么|不|[?？])?|(?:还)?在(?:退货|退换|无理由)(?:期|时间|期限)(?:内|里)?(?:吗|么|没|不)?"), of="order"),
    # parcels that stand still, or lie somewhere
    _Row("logistics_tracking", re.compile(r"(?:物流|快递|包裹|单号|信息|轨迹|件)[^,。]{0,6}(?:没有?|不)(?:更新|动|变|走)|(?:[一二两三四五六七\d]+|好?几)天(?:了|都|也)*(?:没有?|不)(?:更新|动|变|走)|(?:卡|停|堵)在[^,。]{2,8}(?:好久|不动|几天|[一二两三四五六七\d]+天)"), of="order"),
    _Row("logistics_tracking", re.compile(r"(?:放|扔|丢|存|搁)(?:在|到)?(?:了)?(?:哪个?|什么|啥)(?:驿站|柜|快递柜|丰巢|代收|地方)|(?:哪个|什么)驿站|取件码(?:是|呢|多少|发|没)"), of="order"),
    # an invoice that is waited for
    _Row("invoice", re.compile(rf"^(?:那|大概|一般|得|要|需要)*{_WHEN}(?:能|可以|会|才|就)*(?:给)?(?:我)?(?:开|好|出|寄|收到|拿到){{1,2}}(?:来|票|到)?{_END}"), frozenset({"invoice"})),
    # what may be done to an order
    _Row("cancel_order", re.compile(r"(?:能|可以|可不可以|能不能|还能|来得及)[^,。退换]{0,6}取消(?!预约|关注|收藏)"), of="order", read=_BACK | {"other", "order_status"}),
    # goods sent back: who pays when a parcel is refused
    _Row("return_policy", re.compile(r"拒收[^,。]{0,8}(?:运费|邮费)|(?:运费|邮费)[^,。]{0,6}拒收")),
    # goods of one's own: a fault told, where they are, whether they were sent
    _Row("quality_issue", re.compile(r"(?:有|里面?|其中|都)?(?:好?几|[一两二三四五六七八九十]|\d+|全|都)(?:只|个|件|包|袋|瓶|盒|条|块|颗|片|罐|支)?(?:都|是|有点|已经)?(?:是)?(?:臭|坏|烂|霉|死|变质|馊|酸了|发黑|发霉|长毛|开线|脱线|破洞|有洞|漏气|胀袋)(?:的|了)"), of="order"),
    _Row("quality_issue", re.compile(r"(?:收到|到手|到货|用了?|买了?|才|现在|突然)[^,。?？吗么怎]{0,12}(?:不亮|不转|不响|不动|没反应|打不开|开不了|充不(?:上|了|进)|不工作|不制冷|不加热|漏水|漏电|断了|裂了|坏了|掉漆|脱胶)(?:了)?(?:啊|呀|[。!！])*$"), of="order"),
    _Row("missing_wrong_item", re.compile(r"(?:给我|帮我|你们|把我)[^,。]{0,10}(?:做|裁|切|刻|印|绣|打|量|发|寄)(?:错|窄|短|长|宽|小|大|歪|反)(?:了|\d)|(?:颜色|尺寸|字|图案|口味|款式)[^,。]{0,3}(?:做|刻|印|发|绣)(?:错|反|歪)"), read=_BARE | FAULTS | {"not_received", "complaint", "modify_order", "exchange"}),
    _Row("damaged", re.compile(r"(?:要是|如果|万一|假如)[^,。]{0,6}(?:碎|坏|裂|烂|破|漏|化|死)(?:了|的)?[^,。]{0,6}(?:怎么|咋|赔|管|算谁)|(?:路上|运输|途中|到货?|收到(?:就|时)?)[^,。]{0,4}(?:死|碎|坏|化|裂|烂)(?:了|的)?[^,。]{0,4}(?:赔|管|怎么|咋|呢|算谁|包)"), read=_BARE | FAULTS | {"return_policy", "exchange", "complaint"}),
    _Row("damaged", re.compile(r"(?:要|用|需要|得)(?:不要|不用|不需要)?(?:把)?(?:碎|坏|烂|破|死)[^,。]{0,6}(?:寄|退)回|(?:碎片|[碎坏烂破死]的)[^,。]{0,5}(?:寄回|退回|留着|留好)")),
    _Row("order_status", re.compile(rf"^(?:那)?(?:另(?:外)?一?|其他|其它|其余|还有一|剩下?)(?:的)?(?:件|个|样|瓶|盒|包|单|条)?(?:的)?{_END}"), _ORDERS, "order", read=_BARE | {"recommend", "order_status"}),
    _Row("order_status", re.compile(r"(?:^|[,，\s呢])(?:发|寄)(?:货)?了(?:没有?|吗|么)[?？]?$"), of="order", read=_BARE | {"recommend", "gift_note"}),
    _Row("delivery_eta", re.compile(rf"(?:[昨前今]天?|\d+号)发的[^,。]{{0,10}}{_WHEN}|{_WHEN}[^,。]{{0,3}}(?:能|会|可以)?到(?:货|家)?[啊呢呀?？。~]*$"), of="order", read=_BARE),
    _Row("ship_time", re.compile(r"(?:能|可以|能不能|可不可以)(?:再|给我|帮我)?(?:早一?点|早些|提前|尽快|快一?点)(?:发|寄)"), of="order", read=_BARE | {"gift_note", "modify_order"}),
    _Row("ship_time", re.compile(r"^(?:那)?(?:如果|要是)?[^,。]{0,4}(?:\d+点|[一二两三四五六七八九十]+点|上午|下午|晚上|明天|后天|今晚|明早)[^,。]{0,4}(?:再)?(?:拍|买|付款?|下单)[^,。]{0,3}呢?[?？]?$"), frozenset({"ship_time", "delivery_eta"}), read=_BARE),
    _Row("return_policy", re.compile(r"^(?:我)?(?:是)?(?:上个?月|上周|前几天|[昨前]天|半个?月前|\d+[天号](?:前)?|好久前)(?:就)?(?:买|拍|收)(?:到)?(?:的|了)?$|^(?:但|不过|只是|就|我|还|都)*(?:没|没有|未|就|只|已经)[^,。?？吗么]{0,4}(?:拆|用|穿|戴|洗|试|剪|粘|装|下水|开封)[^,。?？吗么]{0,10}$"), frozenset({"return_policy", "return_apply", "exchange"}), read=_BARE | {"order_status", "recommend", "quality_issue"}),
    _Row("logistics_tracking", re.compile(r"(?<![能发寄送可])到(?:了)?(?!货|付|期|账|手|底|家|时|现在|今天)[\u4e00-\u9fff]{2,4}?(?:了(?:吗|没有?|么)|没(?:有)?)[?？]?(?:$|[\s,，])|揽收|揽件|出库(?:了)?(?:没|吗)"), of="order"),
    _Row("order_status", re.compile(r"(?:发|寄)没(?:发|寄)(?:货|出)?|(?:昨|前|今|上周|\d+号)[^,。]{0,6}(?:买|拍|付|下)的[^,。]{0,10}(?:发货|寄出|发出|发)了?(?:没有?|吗|么)"), of="order", read=_BARE | _ORDERS | {"recommend", "size_advice"}),
    _Row("order_status", re.compile(r"^(?:那)?(?:我)?(?:自己|本人)的(?:订单|单子?)?(?:呢|怎么样|查一?下)?[?？]?$"), of="order"),
    _Row("missing_wrong_item", re.compile(r"^(?:怎么|咋|为什么|为啥)?(?:就|只|才)(?:收到|到|发|送|来)(?:了)?(?!\d+天)[^,。多久几]{1,10}$|(?:怎么|咋)[^,。]{0,8}没(?:有)?(?:跟|和|在)?(?:一起|一块|同时)|(?:还有|剩(?:下)?)[^,。]{0,8}没(?:有)?(?:收到|到|发|送)|(?:到底)?(?:缺|少|漏)(?:的是|了)?(?:哪|什么|啥)"), of="order", read=_BARE | _ORDERS | {"recommend", "missing_wrong_item"}),
    _Row("payment", re.compile(r"货到付款")),
    # an order that is waited for
    _Row("delivery_eta", re.compile(rf"{_WHEN}[^,。]{{0,4}}(?:能|可以|会)?(?:到手|拿到手?|收到货|送达)(?!多少|价){_END}"), read=_BARE | _ORDERS | {"bargain"}),
    _Row("delivery_eta", re.compile(rf"^(?:那|大概|估计|你看|麻烦)*(?:{_WHEN}|今天|今晚|明天|后天|大后天|周[一二三四五六日天末]|年前|节前)[^,。]{{0,3}}(?:能|可以|会)?(?:送|到|到货|送到|送来|送达|收到|派送?){_END}"), _ORDERS - {"order_status"}, "order"),
    _Row("ship_time", re.compile(r"^(?:那|所以)?最[晚迟](?:是|到|会|要)?(?:哪天|哪一天|几号|几点|什么时候|啥时候|多久)?[呢啊呀?？]*$"), _WAITING, read=_BARE),
    _Row("ship_time", re.compile(rf"^(?:那|大概)?(?:没办法|不能|能不能|能|可以|有没有办法)?(?:再)?(?:提前|早一?点|早些)(?:发|寄|安排)?(?:货|出)?{_END}"), _WAITING, "order", read=_BARE | {"modify_order"}),
    _Row("urge_ship", re.compile(r"^(?:那|你)?(?:能不能|能|可以|可不可以|给我|帮我|麻烦)*(?:加急|加快|快一?点|快些|优先)(?:一?下|处理|发)?[吗么吧呢啊]*[?？]*$"), _WAITING, read=_BARE),
    _Row("logistics_tracking", re.compile(rf"^(?:那|你)?(?:帮我|给我|麻烦|你们)*(?:再)?催(?:一?下|一催|催)?(?:快递|物流|派送|他们)?{_END}"), frozenset({"logistics_tracking", "delivery_eta", "not_received"}), "order"),
    _Row("urge_ship", re.compile(r"(?:不是)?(?:说|写|承诺|保证)(?:好)?(?:了|的|过)?[^,。]{0,4}\d+(?:个)?(?:小时|天)[^,。]{0,3}(?:发|吗|么|的)|^(?:都|已经|这都|今天)+(?:第)?[几两三四五六七八九十\d]+天了"), _WAITING, "order", read=_BARE | _ORDERS),
    _Row("urge_ship", re.compile(r"超(?:过|时|了)*\d+(?:个)?(?:小时|天)|^(?:都|已经|早就)*(?:超时|逾期)了"), _WAITING, "order", read=_BARE | _ORDERS),
    # people who are waited for
    _Row("human_request", re.compile(r"^(?:那|你)?(?:能不能|能|可以|可不可以|给我|帮我|麻烦)*(?:加急|加快|快一?点|快些|优先)(?:一?下|处理)?[吗么吧呢啊]*[?？]*$"), frozenset({"human_request"})),
    _Row("human_request", re.compile(r"^(?:人呢|人工呢|怎么还(?:没|不)(?:来|有人|人)|还没(?:来|有人)|有人吗|没人(?:吗|啊)?|在不在|还要等?多久|要等多久|等多久)[吗么啊呢?？!！。~]*$"), frozenset({"human_request"})),
    # what is made good of a fault
    _Row("quality_issue", re.compile(r"^(?:那|能|可以|会|大概|你们)*(?:补|赔|退)(?:我|给我|偿)?(?:多少|几)(?:钱|块)?[呢啊?？]*$"), FAULTS),
    # choices that go on
    _Row("recommend", re.compile(
        r"^(?:那|还|你们|店里|请问)*(?:还有|有没有|有|看看|推荐)*(?:没有)?(?:别的|其他|其它|另外的?|不同)(?:的|款|推荐|款式|选择|可选)*(?:吗|么|没有?|不|呢|推荐)?[?？]*$|^(?:换|再(?:来|推荐|看看|找))(?:一?[个款批]|几款|几个|别的|点)[^,。]{0,6}$"),
        frozenset({"recommend"})),
    _Row("recommend", re.compile(
        r"^(?:我|她|他|妈|爸|老人|孩子|本人|就|比较|更|平时|[,，\s])*(?:喜欢|偏爱|想要|爱|要)(?![^,，。]{0,4}(?:松|紧|合身|修身|贴身|大|小|长|短))[^,，。?？吗么]{1,10}(?:一点|一些|点|些)?的$"),
        frozenset({"size_advice", "recommend"})),
    # a sum, now or later
    _Row("price_protection", re.compile(r"^(?:那|快|请|麻烦)*(?:退给我|退我|退差价?|补给我|补差价?|返给我|返我|退一?下|差价(?:退|补)(?:给我|我)?)(?:吧|呗|啊|了)?[。!！~]*$"), frozenset({"price_protection"})),
    _Row("price_promotion", re.compile(
        rf"(?:现在|今天)(?:买|拍|入|下单)[^,，。]{{0,6}}(?:划算|合适|便宜|好)?[^,，。]{{0,4}}还是|(?:等|到)[^,，。]{{0,3}}{_SALE}[^,，。]{{0,4}}(?:再)?(?:(?:买|拍|入)|[^,，。]{{0,4}}(?:划算|便宜|好))|还是等等?活动")),
    _Row("price_promotion", re.compile(
        r"^那?(?:如果|要是)?(?:我|咱)?(?:也)?(?:是|有|算)[^,。]{0,6}(?:会员|新客|新人|新用户|VIP|vip|首单|老客|学生)|^(?:我|咱)?(?:会员|新客|新人|首单)(?:价)?(?:呢|多少|哦|啊|哈)?[?？]?$"),
        of="goods", read=_BARE | {"bargain", "ship_time", "delivery_eta", "payment", "compare", "price_protection", "not_received", "quality_issue"}),
    _Row("price_promotion", re.compile(r"每?满\d+(?:元|块)?[减送]\d*"), read=_BARE),
    _Row("price_promotion", re.compile(r"^(?:那|这个|券|优惠券?)*(?:怎么|咋|在?哪里?|哪儿|去哪)(?:领)(?:取|券|呢|啊|呀)?[?？]*$")),
)  # fmt: skip
_REMEDY = re.compile(
    r"(?:那|就|直接|能|能不能|可以|可不可以|给我|帮我|你们)*(?:补发?|补寄|重发|再发|换新|换个?新的?|换一?[个件套]|赔|赔我|退一?半|部分退款|补偿)(?:一?[个份件])?(?:给我)?(?:就行|就好|就可以|行吗|行不|可以吗|吧|吗|不)?[呢啊呀?？。!！]*"
)


def meant(intent: Intent, text: str, slots: Slots, orders: Sequence[Order], *, goods: bool) -> Intent | None:
    """What the line asks for in the course of this talk; None = what was read may stand. `goods` = some are in view."""
    there = {"": True, "goods": goods, "order": bool(orders), "case": any(o.after_sales for o in orders)}
    line = text.strip()
    for row in _ROWS:
        if (row.read and intent not in row.read) or not there[row.of]:
            continue
        if row.after and not row.after & set(slots.intents[: row.newest]):
            continue
        if row.words.search(line):
            return row.means
    if intent in FAULTS or not _REMEDY.fullmatch(line):
        return None
    case = next((name for name in slots.intents[:3] if name in FAULTS), None)
    return next((name for name in INTENTS if name == case), None)
