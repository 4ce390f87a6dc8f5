"""Forms that settle an intent without the classifier: courtesies, bare numbers, and words that mean one thing only."""

# Rows of Chinese count double in width; they are kept whole.

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import re

from xiaoer.core.reading.shapes import Entities, Intent

_COURTESIES: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (
        "chitchat",
        re.compile(
            r"(?:(?:好的?|好滴|好嘞|好吧|嗯+|哦+|噢|行|可以|ok|okay|知道了?|明白了?|了解了?|收到|懂了|没事(?:了|儿)?|没有?了|不用了?|不需要了?|那(?:行|好|就好)|那?就(?:要|买|拍)?(?:这个|这款|它)|要这个|就这样|先这样|"
            r"我?(?:再)?(?:看看|想想|考虑(?:一下|下)?)|got it|alright|fine|noted)[\s,了吧呀啊哦呢哈的滴]*)+"
        ),
    ),
    (
        "greeting",
        re.compile(
            r"(?:(?:亲+|老板|掌柜的?|店家|客服|请问|hi|hello|hey|嗨|哈[喽啰罗]|喂+|您?你?好(?:呀|啊|的)?|您好(?:呀|啊)?|[早晚上中下]{1,2}午?好|在吗|在么|在不在?|"
            r"在嘛|有人(?:在)?(?:吗|没|不)|打扰(?:一下|了)?|(?:我)?(?:想)?(?:咨询|请教|问)(?:一下|下|个事)?)[\s呀啊哦亲]*)+"
        ),
    ),
    (
        "thanks",
        re.compile(
            r"(?:(?:好的?|好滴|好嘞|嗯+|行|ok|那|那就|知道了|明白了?|收到)?[\s,]*(?:(?:非常|太|真的?|多|十分)?(?:谢谢|感谢|谢了|谢啦|谢)(?:你|您|啦|了|亲|哈|哦|老板|"
            r"客服|小姐姐|啊)*|辛苦(?:了|啦|你了|您了)|麻烦(?:你|您)了|thanks?(?: you| u)?(?: so much| a lot)?|thx|3q|多谢))[\s哈啊呀了啦]*"
        ),
    ),
)
_DECISIVE: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (
        "human_request",
        re.compile(
            r"机器人(?:走开|滚|闭嘴|别|退下)|(?:不要|别用|换掉)(?:这个)?机器人|转(?:接)?(?:个|一下|下)?(?:人工|真人|客服|专员|售[前后])|(?:找|要|叫|换|来|接)(?:个|一?下|你们|的)?(?:人工|真人|活人)|(?:找|叫|让|换|见|喊)(?:一?下|个)?(?:你们?|你家|咱们?)?(?:的)?(?:主管|经理|店长|负责人|上级|领导)|^人工(?:客服|服务|呢|啊|\s|!|人工)*$|"
            r"(?:speak|talk) (?:to|with) (?:a |an )?(?:human|person|agent|someone)|real person please"
        ),
    ),
    (
        "bot_identity",
        re.compile(
            r"(?:你|您|这|对面|现在)?(?:到底)?(?:是不?是|不会是|该不会是)(?:个)?(?:机器人?|真人|ai|人工智能|自动回复|智能客服)|(?:真人|人)还是(?:机器人?|ai)|^(?:请问)?(?:你|您|这)?是?(?:个)?(?:机器人|真人|ai)(?:吗|么|嘛|不|啊|吧)[?？]*$|"
            r"are you (?:a )?(?:bot|robot|human|real|ai)"
        ),
    ),
    (
        "price_protection",
        re.compile(r"价保|保价(?:吗|多|几|怎|申|服|期)|价格保护|刚买.{0,4}(?:就)?降价|退.{0,3}差价|price protection"),
    ),
    (
        "price_promotion",
        re.compile(
            r"(?<![能会])到手(?:价|多少|是?几|$|呢)|(?:券|优惠|折)后(?:价|多少|是?几)|(?:离|距离?).{0,8}(?:差|缺)多少|还差多少"
        ),
    ),
    (
        "cancel_order",
        re.compile(
            r"^(?!.*(?:怎么|为什么|为啥|自动|被取|多久|谁)).*(?:(?:帮我|给我|我要|我想|把).{0,8}取消|取消(?:一下)?(?:我的)?(?:订单|这单|那单)|订单取消(?:吧|掉|了吧|一下))"
        ),
    ),
    ("urge_ship", re.compile(r"催.{0,3}发货?|怎么还[不没](?:有)?发|(?:赶紧|赶快|快点|抓紧)(?:给我|帮我)?发")),
    (
        "change_address",
        re.compile(
            r"(?:改|换|修改|更改)(?:一?下|个|成|收货)*地址|地址.{0,4}(?:(?:写|填|选|发|搞)?错|不对)|地址[^,。]{0,4}(?:想|要|能|可以|得|需要)[^,。]{0,3}(?:换|改)"
        ),
    ),
    (
        "shipping_fee",
        re.compile(
            r"(?:寄|(?<![沙头洗理美护染烫吹假刚突毛])发|邮|运)(?!票|货|现|型|圈|箍|夹|带|膜|油|蜡|胶|光|热|酵|泡).{1,8}(?:多少钱|几块钱?|怎么收费?)"
        ),
    ),
    (
        "contact_offsite",
        re.compile(r"加.{0,3}(?:微信|vx|qq|wx)|(?:微信|vx|qq)(?:号)?(?:是)?多少|留个?(?:电话|微信|联系方式)"),
    ),
)


def courtesy(piece: str) -> Intent | None:
    """greeting or thanks when the piece says nothing else."""
    text = piece.strip(" ,.!?~。").lower()
    return next((intent for intent, pattern in _COURTESIES if pattern.fullmatch(text)), None)


def decisive(question: str) -> Intent | None:
    """The intent that certain words settle whatever stands beside them."""
    text = question.lower()
    return next((intent for intent, pattern in _DECISIVE if pattern.search(text)), None)


_ASKS_STOCK = re.compile(
    r"还有(?:吗|么|嘛|没|不|货)|有(?:没有|木有|吗|么|嘛|没|不|货)|(?:有|剩)(?:多少|几)|卖完|现货|缺货|补货"
)
_FILLER = re.compile(
    r"[\s,.。!?~:/、]|那么?|这个?|这款|的话|的|呢|吗|啊|呀|哦|换成|换|如果|要是|要|是|也|还有|和|一下|款|码|号|色|件|看看|或者|到|去|发|寄|有|我|斤|身高|体重|"
    r"cm|kg|公斤|左右|大概|尺码|颜色|一个|订单|单号|运单"
)


def bare(text: str, entities: Entities) -> bool:
    """Whether a text holds only things (那黑色呢, 165 105斤, SF123…) and no word of what is wanted."""
    if len(text) > 40 or not _names_something(entities) or asks_stock(text, entities):
        return False
    rest = text.lower()
    told = (
        *entities.orders,
        *entities.waybills,
        *entities.phones,
        entities.province or "",
        entities.city or "",
    )
    for name in sorted((*entities.colours, *entities.sizes, *told), key=len, reverse=True):
        if name:
            rest = rest.replace(name.lower(), " ").replace(name.lower().removesuffix("色"), " ")
    rest = re.sub(r"[\d.]+(?:m|米)?\d*|省|市|[零一二两三四五六七八九十百]+(?:米[零一二三四五六七八九十]*)?", " ", rest)
    return not _FILLER.sub("", rest)


def asks_stock(text: str, entities: Entities) -> bool:
    """粉色的还有吗, M码有没有: an option and words of stock."""
    return bool((entities.colours or entities.sizes) and _ASKS_STOCK.search(text))


def without_stock(text: str) -> str:
    """The text without its words of stock."""
    return _ASKS_STOCK.sub(" ", text)


def _names_something(entities: Entities) -> bool:
    return bool(
        entities.colours or entities.sizes or entities.orders or entities.waybills or entities.province
        or entities.height_cm or entities.weight_jin or entities.phones
    )  # fmt: skip


def of_bare(entities: Entities) -> Intent | None:
    """What a bare mention means when nothing was asked before."""
    if entities.waybills:
        return "logistics_tracking"
    if entities.orders:
        return "order_status"
    if entities.height_cm or entities.weight_jin:
        return "size_advice"
    if entities.colours or entities.sizes:
        return "stock"
    return "shipping_fee" if entities.province else None
