"""What the shopper had told already: asked again (`made_repeat`), or asked anew by who took over (`no_remark`).

Told = words of his own lines in this conversation. It shows in what is asked (a slot that he has filled, 左边还是右边
after 左边) and in how he answers: he objects, or says word for word what he had said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiaoer.core.inspection.judges.case import Case, bare
from xiaoer.core.inspection.marks import Draft

_TOKENS = re.compile(r"[a-z\d]{2,}|[一-鿿]{2,}")
_CODE = re.compile(r"(?=[a-z]*\d)[a-z\d]{4,}")
_CONFIRMS = re.compile(r"对吗|是吗|对吧|是吧|确认|没错吧|还是")
_WORD_FOR_WORD = 5  # characters in two or more words that an answer only repeats
_SAID_BEFORE = re.compile(
    r"(?:刚|刚才|刚刚|前面|上面|之前|已经|不是|都)[^?]{0,6}(?:说|发|给|讲|写|报|提供|告诉)(?:了|过|的|你|您)|上面(?:不是)?(?:有|写|发)|(?:单|里)(?:里)?都?(?:有|写)|就(?:是)?刚才|(?:说|发|讲|给)过了|"
    r"看(?:下|一下)?(?:上面|前面|聊天记录)|说(?:几|多少)遍|又问|还(?:要)?问|重复|不看(?:消息|记录|字)|(?:一?开头|一?开始|一上来|第一句|头一句|一早|早)就?(?:都)?(?:说|写|发|讲|报)|^(?:我)?说了[^没不,.!?]{1,6}的|往上翻|翻(?:一?下|看)?(?:上面|前面|记录)|上面不是|看上面|上面那个|看没看|打的字|看不[见到](?:字|消息|我|吗)|瞎|没看(?:到|见)?我|看一?下消息"
)
_ASKS = re.compile(r"[?]|吗|呢|多少|什么|哪|麻烦|请|提供|发(?:一下|下|我|来)|报(?:一下|下)|告诉")
_TRULY_ASKS = re.compile(
    r"[?]|麻烦|[发拍]个|多[高宽长大重厚]|几[个件号栋层楼天]|[一-鿿]还是[一-鿿]|呢[,.!~ ]*$|吗|多少|什么|哪[个款种]|提供|发(?:一下|下|我)|报(?:一下|下)|告诉|再(?:说|描述)"
)
_SLOTS = (
    (
        re.compile(r"身高|体重|三围|多高|多重"),
        re.compile(r"1[3-9]\d\s*(?:cm|公分)?[^\d]{0,6}\d{2,3}|\d{2,3}\s*(?:斤|kg|公斤)"),
        "身高体重",
    ),
    (
        re.compile(
            r"(?:是|问)哪(?:个|一|笔)(?:个)?(?:订单|单)|(?:提供|发|报|给|告诉|麻烦|请)[^,.!?]{0,10}(?:订单号|订单编号|单号)|(?:订单号|订单编号|单号|尾号)[^,.!?]{0,3}(?:是?多少|发|提供|报|给我|给一?下)"
        ),
        re.compile(r"(?<!\d)\d{8,22}(?!\d)|\d{6}-\d{8,}|尾号[:是 ]?\d{3,4}|单号[:是 ]?[a-z]{1,4}\d{4,}"),
        "订单号",
    ),
    (
        re.compile(
            r"(?:提供|发|报|留|告诉|麻烦)[^,.!?]{0,10}(?:手机|电话|联系)(?:号|方式)|(?:手机|电话)(?:号码?)?[^,.!?]{0,4}(?:发|报|提供|留)(?:给)?(?:我|一?下|过来)"
        ),
        re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
        "电话",
    ),
    (
        re.compile(r"(?:什么|哪个|哪种|哪款|啥)颜?色"),
        re.compile(
            r"(?:深|浅|靛|藏|湖|雾|米|奶|焦|宝|墨)[黑白红蓝灰粉绿黄紫棕青咖靛]|[黑白红蓝灰粉绿黄紫米杏棕青]色|[黑白红蓝灰粉绿黄紫米杏棕青](?:的|款|[,. ]|$)"
        ),
        "颜色",
    ),
    (
        re.compile(r"(?:什么|哪个|多大的?|几)(?:尺码|码|号)"),
        re.compile(r"\b[smlx]{1,4}\s*[码号]|\d{2,3}\s*码|\d?x+l", re.I),
        "尺码",
    ),
    (
        re.compile(
            r"(?:什么|哪个|哪种|哪款|啥)(?:型号|机型|牌子)|型号[^,.!?]{0,3}(?:是?哪|多少|什么|呢|发|报|提供|是[?])"
        ),
        re.compile(r"型号[:是]?[^,.!?]{0,4}[a-z]*\d|(?<![a-z\d])[a-z]{1,6}-?\d{2,5}(?![\d.])", re.I),
        "型号",
    ),
    (
        re.compile(r"(?:缺|少|漏)(?:了|少|发)?(?:的是)?(?:什么|哪|几|啥)"),
        re.compile(r"(?:缺|少|漏)(?:了|发|少)?(?:一|两|\d)?(?:个|颗|件|片|包|根|只|张|盒|瓶|条|把)"),
        "缺的东西",
    ),
    (
        re.compile(r"(?:要|拍|买|订|拿)(?:几|多少)(?:个|件|箱|套|盒|瓶|条|双|只|份|台|张)(?:呢|呀|[?,.!~ ]|$)"),
        re.compile(
            r"(?:要|拍|买|订|拿)(?:了)?(?:\d+|[一两二三四五六七八九十]+)(?:个|件|箱|套|盒|瓶|条|双|只|份|台|张)"
        ),
        "数量",
    ),
)
_NAMED = re.compile(r"([一-鿿]{1,2}号)(?:是)?(?:多少|几|报|发我|提供|说)")
"""户号, 卡号, 桌号…: a number that is asked for by its name."""
_OTHER_NUMBER = re.compile(
    r"新|之前|另|其他|下个|平时|喜欢|多一些|家里|运费|运单|支付|快递|物流"
)  # not the number of the order that he gave
_MAY_ASK = re.compile(
    r"问题|情况|咨询|哪|缺|少|漏|身高|体重|多[高重]|三围|重|型号|机型|几|多少|牌子|单号|编号|号|方式|色|码|再|重新|描述|说"
)  # one of these stands in every slot
_AGAIN = re.compile(
    r"重(?:新)?(?:发|报|说|讲)(?:一次|一遍|一下)|(?:您|你)?(?:想|要)咨询(?:什么|哪)[^,.!?]{0,3}|(?:遇到|出了|有|是)(?:了)?什么(?:问题|情况|状况)(?:呢|吗|呀|了|哦)*[,.?!~ ]*$|(?<!不用)(?<!不必)(?<!不需要)(?<!不会让您)(?:再|重新)(?:说|描述|讲|发|提供|报)(?:一下|一遍|一次|下)|(?:描述|说)(?:一下|下)(?:您的)?(?:具体)?问题"
)
_WHAT_IS_IT = re.compile(
    r"需要(?:什么|啥|哪些?)?(?:帮助|服务|处理)|有(?:什么|啥)需要|(?:请问)?(?:有)?(?:什么|啥)(?:事|问题|情况)?(?:可以|能)?(?:帮|为)(?:到)?(?:您|你)|(?:什么|啥|哪方面的?)(?:问题|情况|事)|遇到(?:什么|了什么)|怎么(?:了|回事)|(?:描述|说)(?:一下|下)[^,.!?]{0,6}(?:问题|情况)|(?:想|要)(?:咨询|了解)(?:什么|哪)|(?:说|讲)(?:一下|下)?(?:您的)?(?:诉求|需求)|(?:您|你)(?:请)?(?:讲|说)[,.!?~哈哦]*$"
)


def repeated(case: Case) -> Iterator[Draft]:
    """`made_repeat`: asks for what the shopper already gave in this conversation."""
    for i in case.humans:
        words = case.words[i]
        if not words or not (_ASKS.search(words) or _AGAIN.search(words)):
            continue
        if not case.before(i, case.shoppers, 1):
            continue
        told = _already_told(case, i) if _MAY_ASK.search(words) else ""
        again = _tells_again(case, i)
        if told or again:
            what = f"“{told}”" if told else "说过的事"
            reason = f"又问了买家已经给过的{what}"
            yield Draft("made_repeat", case.seqs(i), reason, "scorecard.repeat", 0.92 if again else 0.85)


def _tells_again(case: Case, i: int) -> bool:
    """Whether the shopper, asked by line i, objects that he has said it, or says word for word what he had said."""
    after = case.shopper_after(i)
    if after is None or after > i + 2 or not _TRULY_ASKS.search(case.words[i]):
        return False
    answer = case.words[after]
    if _SAID_BEFORE.search(answer):
        return True
    if _CONFIRMS.search(case.words[i]):
        return False
    before = " ".join(case.words[j] for j in case.shoppers if j < i)
    said = [token for token in _TOKENS.findall(answer) if token not in case.words[i]]
    known = [token for token in said if token in before]
    return len(known) == len(said) and (
        any(_CODE.fullmatch(token) for token in known) or (len(known) > 1 and sum(map(len, known)) > _WORD_FOR_WORD)
    )


def _already_told(case: Case, i: int) -> str:
    words = case.words[i]
    for asked, given, name in _SLOTS:
        found = asked.search(words)
        if not found or not _ASKS.search(words[max(0, found.start() - 8) :]):
            continue
        answered = case.human_after(-1)
        if answered is None:
            return ""
        begun = max(words.rfind(mark, 0, found.start()) for mark in ",.!?;") + 1
        if name in ("订单号", "颜色") and _OTHER_NUMBER.search(words[begun : found.end()]):
            continue
        if given.search(words):
            continue  # he names what he was told, or says from which to choose
        if any(given.search(case.words[j]) for j in case.shoppers if j < i):
            return "" if _speaks_of_itself(words, found.start()) else name
    if (named := _NAMED.search(words)) and re.search(rf"{named[1]}[:是 ]?[a-z\d]{{2,}}", _told(case, i)):
        return named[1]
    if _AGAIN.search(words) and any(
        not case.rows[j].courtesy and len(bare(case.words[j])) > 8 for j in case.shoppers if j < i
    ):
        return "问题"
    return ""


def _told(case: Case, i: int) -> str:
    """All that the shopper has said before row i."""
    return " ".join(case.words[j] for j in case.shoppers if j < i)


def _speaks_of_itself(words: str, at: int) -> bool:
    """发您单号, 快递单号是…: the shop gives it, it doesn't ask."""
    return (
        re.search(r"(?:把|您的|我们|快递|物流|退货|新|新的|运费|运|告知您?|给您|发您)[^,.!?]{0,4}$", words[:at])
        is not None
        or re.search(
            r"^[^,.!?]{0,12}(?:会?发(?:给)?您|短信|通知您|告知您)|^[^,.!?]{0,6}(?:是|已|给您|填|对比)", words[at + 2 :]
        )
        is not None
    )


_FACTS = (
    (
        re.compile(r"(?:发|拍|补|传)[^,.!?]{0,6}(?:照片|图|视频)|(?:照片|图片|视频)[^,.!?]{0,4}(?:发|有吗|给)"),
        re.compile(r"【(?:图片|视频)】|\[(?:图片|视频)\]|(?:照片|图|视频)[^,.!?]{0,6}(?:发|拍|给|传)|(?:发|拍)[^,.!?]{0,4}(?:照片|图|视频)"),
    ),
    (re.compile(r"几天|多久|什么时候(?:买|收|到|拍)"), re.compile(r"第?[一二三四五六七八九十\d]+天|昨天|前天|上周")),
)  # fmt: skip
"""What who takes over asks anew, and the words by which the shopper had told it."""
_EITHER = re.compile(r"([一-鿿a-z\d]{2})还是([一-鿿a-z\d]{2})")
_WEIGHTY = 8  # characters: a line that only presses or says that he waits has fewer


def handing_over(case: Case) -> Iterator[Draft]:
    """`no_remark`: a colleague took over and asked what it is about, though the shopper had said it."""
    for i, row in enumerate(case.rows):
        if row.side != "transfer" or row.from_robot or not row.to:
            continue
        told = [j for j in case.shoppers if j < i and len(bare(case.words[j])) > 3]
        for taken in _first_lines(case, i, row.to) if told else ():
            if _asks_anew(case, taken, i):
                yield Draft("no_remark", case.seqs(i, taken), "转接没有交代，同事又从头问起", "scorecard.remark", 0.88)
                break


def _first_lines(case: Case, i: int, who: str) -> list[int]:
    """The first two lines of who took over, before the shopper has told anything anew."""
    found: list[int] = []
    for j in range(i + 1, len(case.rows)):
        if case.rows[j].side == "shopper" and (found or len(bare(case.words[j])) > _WEIGHTY):
            break
        if case.rows[j].side == "human" and case.rows[j].who == who:
            found.append(j)
    return found[:2]


def _asks_anew(case: Case, i: int, handed: int) -> bool:
    """Whether line i asks what it is about, or something that had been told before the transfer."""
    words = case.words[i]
    if _WHAT_IS_IT.search(words):
        return True
    if not _TRULY_ASKS.search(words):
        return False
    told = _told(case, handed)
    shown = any(case.rows[j].kind == "image" for j in case.shoppers if j < handed)
    photo = _FACTS[0][0]
    return (
        _tells_again(case, i)
        or bool(_already_told(case, i))
        or (shown and photo.search(words) is not None)
        or any(asked.search(words) and given.search(told) for asked, given in _FACTS)
        or any(one in told or other in told for one, other in _EITHER.findall(words))
    )
