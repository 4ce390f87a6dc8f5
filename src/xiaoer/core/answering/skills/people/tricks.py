"""Words that try to change the desk itself (忽略以上规则, 系统消息：…), noise, and what is no matter of a shop."""

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import re

from xiaoer.core.answering.parts import Part

_ORDERS_TO_THE_DESK = re.compile(
    r"(?:忽略|无视|忘记|忘掉|绕过|跳过)[^,，。]{0,10}(?:规则|指令|设定|提示|限制|要求|约束)|(?:系统|初始)?提示词|system ?prompt|(?:管理员|开发者|上帝|调试|越狱)(?:模式|权限|身份|指令)"
    r"|你(?:现在|从现在起|接下来)(?:是|扮演|就是)(?!不是|哪|谁|啥|什么|在|人工|机器|真人)|(?:扮演|假装(?:你)?是|模拟)(?:一个|成)?[^,，。]{1,10}(?:角色|身份|模式|老板|店长|经理|管理)"
    r"|ignore (?:all|any|the|previous|above)|jailbreak|developer mode|^\s*[\[【<(（]?\s*(?:system|assistant|admin|root|系统|系统消息|系统通知|系统提示|管理员|平台通知)\s*[\]】>)）]?\s*[:：】\]]"
    r"|(?:执行|运行)[^,，。]{0,6}(?:代码|命令|sql|脚本)|drop table|<script|\{\{.*\}\}",
    re.IGNORECASE,
)
_CODE = re.compile(r"<(script|style|iframe)\b.*?</\1\s*>|</?[a-z][^<>]{0,80}>", re.IGNORECASE | re.DOTALL)
_SQL = re.compile(r"drop table|select .{0,20} from|insert into|--\s*$", re.IGNORECASE)
_NO_MATTER = re.compile(
    r"(?:今天|明天|现在|外面)?天气|(?:讲|说)(?:个|一个)?(?:笑话|故事)|(?:写|作)(?:一首|首|个|一篇|篇)?(?:诗|作文|文章|代码|论文|歌)|唱(?:首|个)?歌|(?:翻译|解|做)(?:一下|个|道)?(?:数学|题|英文)|股票|彩票|算命|星座运势|世界杯|总统|\d+\s*[+×*]\s*\d+\s*(?:等于|=)"
)
_OF_GOODS = re.compile(r"穿|适合|能用|可以用|发货|买|书|故事机|玩具|伞|热不热")
_OF_OTHERS = re.compile(
    r"(?:告诉|发给|给|透露|报|说)(?:一?下)?我[^,，。]{0,4}(?:他|她|别人|我?朋友|人家|对方|那个(?:人|买家)|其他(?:人|买家|顾客)|别的(?:买家|顾客|客户))(?:家)?的?(?:收货|家庭|住|手机)*(?:地址|电话|手机号?|号码|订单|姓名|名字|信息|联系方式|微信)"
)
_NOISE_FROM, _NOISE_LETTERS = 200, 16


def plain(text: str) -> str:
    """The text without tags of code around it (<script>…</script>这个多少钱); a text of code alone stays as it is."""
    return bare if (bare := _CODE.sub(" ", text).strip()) else text


def trick(text: str, *, english: bool = False) -> Part | None:
    """Orders to the desk itself are declined, whatever else stands beside them."""
    if not _ORDERS_TO_THE_DESK.search(text):
        return None
    if english and not _SQL.search(text):
        words = "Sorry, I can't do that: I only answer from this shop's own data and rules. Prices and orders can't be changed by a message, and other people's data is private."
        return Part(words, confidence=0.93)
    words = "抱歉，这个不能照办：这边只按店里的资料和规定接待，价格、订单和规则都改不了，别人的信息也不能提供。\n商品、优惠、订单、售后上的事直接说，马上帮您看。"
    return Part(words, confidence=0.93)


def others_data(text: str) -> Part | None:
    """Another person's address, number or order is asked for: told to nobody but himself."""
    if not _OF_OTHERS.search(text):
        return None
    said = "别人的地址、电话和订单这边不能说，需要的话请他用自己下单的账号来问。"
    return Part(said, "handoff", 0.93, (), "售后")


def noise(text: str) -> Part | None:
    """A long line of the same few letters says nothing."""
    if len(text) < _NOISE_FROM or len(set(text)) > _NOISE_LETTERS:
        return None
    return Part("这条消息没能看明白，您想问商品、订单还是售后？用一句话说就行。", "clarify", 0.7, asks="need")


def off_matter(text: str) -> Part | None:
    """Weather, jokes, poems: friendly, short, and back to the shop."""
    if not _NO_MATTER.search(text) or _OF_GOODS.search(text):
        return None
    return Part("这个这边帮不上忙啦，店里的商品、优惠、订单和售后都可以问，这就帮您看。", confidence=0.88)
