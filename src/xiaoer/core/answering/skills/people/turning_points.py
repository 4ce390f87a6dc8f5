"""Turns that a chat takes in a word or two: 再看看, 太贵了不要了, 已拍, 退到哪里."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from dataclasses import replace

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.common import quote
from xiaoer.core.answering.skills.delivery.delivery import ship_time
from xiaoer.core.answering.skills.price.bargaining import bargain
from xiaoer.core.answering.teams import team_of

_FAMILY = r"(?:老公|老婆|妈妈?|爸爸?|家人|家里人?|朋友|闺蜜|对象|男朋友|女朋友|孩子|领导)"
_HESITATES = re.compile(
    rf"(?:(?:那|好的?|嗯+|行|我|先|就|还是|还|要|得|再|[,，~。\s])*(?:算了|再?看看(?:再说)?|看看别的|再?考虑(?:一?下|考虑)?|想想|想一?下|不买了?|不要了?|不拍了?|"
    rf"(?:收藏|加购|加购物车)(?:了|一下)?|等(?:等|一?下)(?:再说|再买)?|(?:回头|下次|改天|过几天)(?:再)?(?:说|来|买|看)?|等(?:有)?活动(?:再买|再说)?|"
    rf"(?:问|商量|跟)(?:问|一?下|商量)?(?:我)?{_FAMILY}?(?:商量|问)?(?:一?下|问|的意见)?)(?:吧|了|哈|哦|啊|呢|[~。!！,，\s])*){{1,2}}(?:(?:你|您)(?:觉得|说|看)(?:呢|怎么样|如何)?[?？]*)?"
)
_TOO_DEAR = re.compile(
    r"(?:太|有点|好|这么|那么)贵[^,，。]{0,3}[,，\s]*(?:了)?(?:就|那)?(?:不(?:要|买|拍)了?|算了|买不起|舍不得)"
)
_BOUGHT = re.compile(
    r"(?:那|好的?|嗯+|我|刚|刚刚|刚才|已经?|都|[,，~。\s])*(?:拍(?:了|好了?|下了?|完了?)|已?(?:拍|下单|付款|支付|付)(?:了|好了|完了|成功)?|下(?:好)?单了|买(?:好)?了|付(?:好|完)了)"
    r"[,，\s]*(?:帮我?(?:看|查|核对|确认)(?:一?下|看)?|核对一?下(?:地址|信息|订单)?|(?:请|麻烦)?(?:尽快|快点|早点|赶紧)(?:发货?)?)?(?:吧|哈|哦|啊|呢|[~。!！\s])*"
)
_WHERE_BACK = re.compile(
    r"(?:退货|退换|换货|寄回|回寄)(?:的)?地址|(?:退|寄)(?:回)?(?:货)?(?:去|到|给|往)?(?:哪里?|哪儿|什么地方|谁)(?=[?？呢啊呀~。]|$)|往哪(?:里|儿)?(?:退|寄)|地址发我.{0,4}退"
)
_OF_GOODS = re.compile(r"寄|货|地址|往")
_WHERE_PICTURES = re.compile(
    r"(?:照片|图片|图|视频|凭证|截图|证据)[^,，。]{0,4}(?:发|传|上传|给|寄)(?:到|给|去|在|往)?(?:哪里?|哪儿|谁|什么地方)|^(?:那|我|在|从)*(?:哪里?|哪儿|怎么)(?:发|传|上传)(?:照片|图片?|视频)"
)
_IS_THAT = re.compile(
    r"^(?:就|就是|是|那|我说|我说的是|我指的?是|[,，\s])*(?:那个|这个|那款|这款|那|这|昨天|前天|今天|上次|上周|刚才|刚刚|前几天)[^,，。?？]{1,12}?(?:啊|呀|呢|嘛|的|那单|这单|那个|订单|[~。!！\s])*$"
)
_ASKING = re.compile(r"[?？吗么]|什么|怎么|多少|几|哪|能不能|可以|会不会|有没有|是不是|多久|呢$|不$|没$|为啥|为什么")
_SHORT = 24
_OF_CASES = frozenset({"售后", "投诉"})


def turning_point(turn: Turn) -> Part | None:
    """What is said at such a turn; None = it is none."""
    text = turn.text.strip()
    if _WHERE_BACK.search(text) and not (turn.intent == "refund_progress" and not _OF_GOODS.search(text)):
        return _way_back(turn)
    if len(text) <= _SHORT and (told := _short(turn, text)) is not None:
        return told
    if _TOO_DEAR.search(text) and not turn.slots.order:
        return bargain(replace(turn, intent="bargain"))
    if _BOUGHT.fullmatch(text) and not turn.orders:
        told = ship_time(turn)
        said = "收到，感谢您的下单。"
        sure = told is not None and told.kind == "answer"
        return replace(told, text=f"{said}\n{told.text}") if told is not None and sure else Part(said, confidence=0.85)
    return None


def _pictures(turn: Turn) -> Part:
    """Pictures come into the chat; in a case people look at them."""
    said = "直接发在这个对话里就可以，点输入框旁的图片按钮就能上传，拍清楚有问题的地方和快递面单。"
    if _in_a_case(turn):
        return Part(f"{said}\n收到后售后同事马上看。", "handoff", 0.9, (), "售后")
    return Part(said, confidence=0.9)


def _of_that(turn: Turn, number: str) -> Part | None:
    """“就是那个茶饼啊”: which goods a matter is about that people have already taken up."""
    product = turn.shop.product(number)
    if product is None or turn.orders:
        return None
    text = f"好的，记下了：{cite.short_title(product)}。这就一并转给处理的同事，请他核对后回复您。"
    return Part(text, "handoff", 0.86, (cite.title(product),), team_of(turn.slots.intents[0]))  # type: ignore[arg-type]


def _short(turn: Turn, text: str) -> Part | None:
    """What a few words say: where pictures go, which goods a case is of, that somebody still thinks."""
    if _WHERE_PICTURES.search(text):
        return _pictures(turn)
    if _in_a_case(turn):
        named = turn.shop.find(text) if _IS_THAT.match(text) and not _ASKING.search(text) else ()
        return _of_that(turn, named[0]) if named else None
    if _HESITATES.fullmatch(text):
        said = "好的，您慢慢看，不着急。想对比款式、核对尺码规格，随时叫我。"
        return Part(said if turn.product is not None else "好的，您慢慢挑，有想了解的随时叫我。", confidence=0.9)
    return None


def _in_a_case(turn: Turn) -> bool:
    return bool(turn.slots.intents) and team_of(turn.slots.intents[0]) in _OF_CASES  # type: ignore[arg-type]


def _way_back(turn: Turn) -> Part:
    """The shop's own words on where to send goods; without them nobody guesses an address."""
    rules = [p for p in turn.shop.facts.policies if re.search(r"(?:退货|退换货|寄回)地址", f"{p.topic}{p.text}")]
    if rules:
        text, facts = quote(rules[0], turn)
        return Part(text, facts=facts, confidence=0.9)
    said = "请先在订单里提交退货或换货申请，同意后会告诉您寄到哪里；没有申请就寄出，仓库对不上单，会耽误您的退款。"
    return Part(f"{said}\n这边请售后同事把地址发给您。", "handoff", 0.88, (), "售后")
