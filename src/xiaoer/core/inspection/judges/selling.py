"""Selling: a recommendation that was asked for and not given, a hesitant shopper left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiaoer.core.inspection.judges.case import HOLD, Case, bare
from xiaoer.core.inspection.judges.choices import two_choices
from xiaoer.core.inspection.marks import Draft

_ASKS_ADVICE = re.compile(
    r"推荐|介绍(?:一下|个|款)|具体哪[款个条件双套种]|哪[个款]不错|有(?:什么|啥|没有)(?:合适|类似|别的|其他|好)(?![^,.!?]{0,4}(?:办法|方式|问题|原因|渠道))[^,.!?]{0,6}(?:款|的|吗)|(?:搭|配)(?:什么|啥|哪|怎么)|怎么搭|"
    r"送(?:给)?[^,.!?]{0,10}(?:哪|什么|啥)[^,.!?]{0,4}(?:好|合适|礼|款|个)?|哪(?:一)?(?:款|个|种|条|件)(?:比较|更)?(?:好|合适|适合|耐|划算|实用|舒服|暖|值)|选哪|(?:类似|差不多|其他|别的|相近)的?(?:款式?|牌子)?(?:呢|有(?:没有|吗))|还是[^,.?]{1,10}(?:适合|合适|更?好|划算|耐用)|(?:有|给)(?:点|个|些|什么)?建议|"
    r"(?:买|用|选|拿|挑|整|入|换)(?:哪|啥|什么)(?![^,.!?]{0,4}(?:快递|物流|券|红包|支付|付款|原因|理由|软件|洗|方法))(?:[个款种套条双把样台]|[^,.!?]{0,4}(?:好|合适|适合))?(?=[,.!?~ 啊呀呢好]|$)|哪(?:[种款个套条双把台支])[^,.!?吗]{0,8}(?:好(?:点|些|用|玩|吃|看|一点)?|合适|强|耐|划算|靠谱|值|省心)(?=[,.!?~ 啊呀呢些]|$)|有(?:什么|啥)[^,.!?]{0,6}(?:好玩|好吃|好用|好看|好喝|合适|适合)|求(?:带|推荐|安利|科普)|"
    r"(?:帮|给)(?:我|忙)?(?:挑|选|推|推荐|说)(?:一)?(?:个|款|下|条|套)(?![^,.!?]{0,3}(?:地址|时间|快递))|[用买选]哪款|(?:不懂|不会)[^,.!?]{0,4}(?:买|选|挑)"
)
_HESITATES = re.compile(
    r"纠结|犹豫|定不(?:下|了)|不会选|选不(?:来|下)|拿不定|拿不准|选不(?:出|好|定)|不知道(?:该)?(?:选|买|要|拍|挑)(?:哪|什么)|(?:两|2)(?:个|款|种|件)都(?:想要|喜欢|好看)|怕买错|挑花眼|选择困难|难选|摇摆|打架|左右为难|比来比去|举棋不定|难取舍|取舍不了|挑不出|下不了(?:手|决心|单)|(?:商量|讨论|想|看|研究|比)了?[^,.!?]{0,8}(?:没(?:结果|定|商量|想好|个准)|定不)|(?:看|想|比|研究|琢磨)了[^,.!?]{0,2}(?:天|个月|周|星期|晚上|宿)了?(?=[,.!? ]|$)|哪个都(?:舍不得|想要|喜欢)|(?:实在|还是|一直)(?:定|决定|选|拿)不"
)
_NAMES_ONE = re.compile(
    r"(?:推荐|建议|可以看看?|看看|试试|选|拿|配|拍|适合您的?是)[^,.!?]{1,24}(?:款|色|码|号|件|条|盒|套|那个|这个|裤|裙|衫|衣|鞋|包|礼)|"
    r"(?:款|色|码|盒|套|裤|裙|衫|系列)[^,.!?]{0,10}(?:更|最|比较|就)[^,.!?]{0,3}(?:好|合适|适合|显|暖|划算|体面|舒服|百搭|实用)|链接[^,.!?]{0,4}发(?:您|你)|给(?:您|你)(?:发|挑|选|配)"
)
_LEARNS = re.compile(
    r"(?:您|你)?(?:平时|一般|预算|身高|体重|喜欢|想要|送(?:给)?(?:谁|长辈|朋友)|用在|什么场合|多大|哪种风格|偏)[^.!]{0,24}(?:[?]|吗|呢|还是|多少|哪)|还是[^,.!?]{1,10}[?]"
)
_REASON = re.compile(
    r"更|最|比较|显|耐|好(?:搭|打理|穿|配)|百搭|适合|建议|推荐|偏|一点|区别|差在|不同|的话[^.!?]{2,16}(?:选|拿|买|就)|如果"
)
_EMPTY_HANDED = re.compile(
    r"都是?[^,.!?]{0,2}受[^,.!?]{0,6}欢迎|(?:很|挺)受[^,.!?]{0,6}欢迎|哪[个款][^,.!?]{0,6}(?:都|也)|各有各|销量都|(?:挺|很|蛮)多(?:的|,|$)|(?:都|店里|里)有(?:人买)?(?:的)?(?:[,.!~ ]|$)|点开看|心情|您喜欢的|(?:都|也)(?:挺|很|蛮|不错|好看|可以|行|差不多)|(?:您|你)(?:自己|看着|随意|慢慢)|看(?:您|你)(?:自己|个人|喜欢|预算)|不好说|都(?:带走|拿下|买)|个人喜好|页(?:面)?(?:上|里|都)?有|首页|自己(?:选|看|搭|定|决定)|随(?:您|你)(?:心|喜欢|意)|(?:^|[,. ])都(?:挺|很|蛮)?[^,.!?]{1,4}(?:的)?[,.!?~]*$|分类里|翻翻|缘分|随缘|刷一?刷|翻一?翻|逛一?逛|都能(?:吃|用|穿|玩)|按销量|排行|榜单|喜欢哪个|(?:卖|销)得好的|跟着感觉|慢慢(?:看|想|挑|选)|(?:再)?商量|私人的?|百搭|都(?:还)?好用|两[种款个]都|看预算|挑(?:自己)?喜欢|(?:店里|都)[^,.!?]{0,4}有人|氛围感|(?:做|开)了[^,.!?]{1,3}年|一般般?都"
)
_BETWEEN = re.compile(
    r"[一-鿿a-z\d]还是[一-鿿a-z\d]|[一-鿿a-z\d](?:和|跟|与)[^,.!?]{1,8}(?:选|挑|哪|该)"
)  # he asks which of those in view
_BEGS = re.compile(r"求|推荐|不懂|新手|小白")
_OF_OTHERS = re.compile(r"别家|别的店|其他家")
_BOTH = re.compile(r"两(?:个|款|种|样)[^,.!?]{0,3}都|都(?:挺|很)?百搭")
"""The answer shows that he asked between what is in view."""
_WHY_HE_ASKS = re.compile(r"才问|所以问|就是不")
_CONCRETE = re.compile(
    r"《|\"[^\"]{1,12}\"|\d+(?:\.\d+)?\s*(?:元|块|寸|升|ml|毫升|g|克|瓦|w|米|cm|厘米|公分|码|mm|毫米|支|目|斤|档|度|小时|流明|号)|[a-z]+-?\d|\d{2,4}的"
)
"""A figure or a name that a recommendation holds."""
_ASKS_MORE = re.compile(r"具体|哪|区别|差别|才问|说一?[款个]|不懂|有没有|[买选用]啥|买什么|然后呢")
_LINES_AFTER = 3
_EMPTY = 0.6  # from here on an answer is heard as one that names nothing


def offers(case: Case) -> Iterator[Draft]:
    """`missed_offer` where advice was asked for and nothing named; `no_two_choices` where he could not decide.

    Once a chat each: who has to ask again for the same advice has missed it once.
    """
    found: dict[str, list[int]] = {}
    for i in case.shoppers:
        kind = _wish(case.words[i], again="missed_offer" in found)
        if not kind:
            continue
        answers = _answers(case, i)
        if not answers or not _left_alone(case, i, kind, answers):
            continue
        if kind == "missed_offer" and any(_BOTH.search(case.words[j]) for j in answers):
            kind = "no_two_choices"
        before = found.get("missed_offer", [])
        if kind == "no_two_choices" and before and not any(before[-1] < j < i for j in (*case.humans, *case.shoppers)):
            answers = [*found.pop("missed_offer"), *answers]  # the same wish, said as a doubt
        found.setdefault(kind, []).extend(answers)
    for kind, lines in found.items():
        if kind == "missed_offer":
            yield Draft(kind, case.seqs(*lines), "买家要推荐，没有说出一款", "scorecard.recommendation", 0.85)
        else:
            yield Draft(kind, case.seqs(*lines), "买家拿不定主意，没有给出选择和理由", "scorecard.two_choices", 0.85)


def _wish(words: str, *, again: bool) -> str:
    """What a shopper's line wants: a recommendation, or help between what he has in view; "" neither."""
    if not words:
        return ""
    hesitates = _HESITATES.search(words) is not None
    if hesitates and not (again and _WHY_HE_ASKS.search(words)):
        return "no_two_choices"
    if hesitates or (_ASKS_ADVICE.search(words) and not _OF_OTHERS.search(words)):
        return "no_two_choices" if _BETWEEN.search(words) and not _BEGS.search(words) else "missed_offer"
    return ""


def _left_alone(case: Case, i: int, kind: str, answers: list[int]) -> bool:
    """Whether the answer names nothing: empty words, or no good, figure or reason, and he has to ask on."""
    said = " ".join(case.words[j] for j in answers)
    card = any(case.rows[j].kind == "product_card" for j in answers)
    if (
        card
        or _NAMES_ONE.search(said)
        or _LEARNS.search(_EMPTY_HANDED.sub(" ", said))
        or _CONCRETE.search(said)
        or HOLD.search(said)
    ):
        return False
    if kind == "no_two_choices" and any(two_choices(case.words[j]) for j in case.humans if j > i):
        return False  # chosen between with him later
    heard = any(case.heard(j).heads["missed_offer"] >= _EMPTY for j in answers)
    if _EMPTY_HANDED.search(said) or heard or len(bare(said)) <= 4:
        return True
    doubts = _HESITATES.search(case.words[i]) is not None
    return not _REASON.search(said) and (doubts or _asks_on(case, answers[-1]))


def _asks_on(case: Case, i: int) -> bool:
    """The shopper asks on at once, for something that he can be told."""
    after = case.shopper_after(i)
    return after is not None and case.is_question(after) and _ASKS_MORE.search(case.words[after]) is not None


def _answers(case: Case, i: int) -> list[int]:
    """The human lines right after a shopper's line, up to his next words of weight."""
    found: list[int] = []
    for j in range(i + 1, len(case.rows)):
        side = case.rows[j].side
        if side == "human":
            found.append(j)
        elif side == "shopper" and found and not case.rows[j].courtesy:
            break
        if len(found) == _LINES_AFTER:
            break
    return found
