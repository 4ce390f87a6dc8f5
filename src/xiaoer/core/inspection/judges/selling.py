"""Selling: a recommendation that was asked for and not given, a hesitant shopper left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiaoer.core.inspection.judges.case import Case, bare
from xiaoer.core.inspection.judges.choices import two_choices
from xiaoer.core.inspection.marks import Draft

_ASKS_ADVICE = re.compile(
    r"推荐|介绍(?:一下|个|款)|具体哪[款个]|哪[个款]不错|有(?:什么|啥|没有)(?:合适|类似|别的|其他|好)(?![^,.!?]{0,4}(?:办法|方式|问题|原因|渠道))[^,.!?]{0,6}(?:款|的|吗)|(?:搭|配)(?:什么|啥|哪|怎么)|怎么搭|"
    r"送(?:给)?[^,.!?]{0,10}(?:哪|什么|啥)[^,.!?]{0,4}(?:好|合适|礼|款|个)?|哪(?:一)?(?:款|个|种|条|件)(?:比较|更)?(?:好|合适|适合|耐|划算|实用|舒服|暖|值)|选哪|(?:类似|差不多|其他|别的|相近)的?(?:款式?|颜色|牌子)?(?:呢|有(?:没有|吗))|还是[^,.?]{1,10}(?:适合|合适|更?好|划算|耐用)|(?:有|给)(?:点|个|些|什么)?建议"
)
_HESITATES = re.compile(
    r"纠结|犹豫|定不(?:下|了)|不会选|选不(?:来|下)|拿不定|拿不准|选不(?:出|好|定)|不知道(?:该)?(?:选|买|要|拍|挑)(?:哪|什么)|(?:两|2)(?:个|款|种|件)都(?:想要|喜欢|好看)|怕买错|挑花眼|选择困难|难选"
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
    r"都是?[^,.!?]{0,2}受[^,.!?]{0,6}欢迎|(?:很|挺)受[^,.!?]{0,6}欢迎|哪[个款][^,.!?]{0,6}(?:都|也)|各有各|销量都|(?:挺|很|蛮)多(?:的|,|$)|(?:都|店里|里)有(?:人买)?(?:的)?(?:[,.!~ ]|$)|点开看|心情|您喜欢的|(?:都|也)(?:挺|很|蛮|不错|好看|可以|行|差不多)|(?:您|你)(?:自己|看着|随意|慢慢)|看(?:您|你)(?:自己|个人|喜欢|预算)|不好说|都(?:带走|拿下|买)|个人喜好|页(?:面)?(?:上|里|都)?有|首页|自己(?:选|看|搭|定|决定)|随(?:您|你)(?:心|喜欢|意)|(?:^|[,. ])都(?:挺|很|蛮)?[^,.!?]{1,4}(?:的)?[,.!?~]*$|分类里|翻翻"
)
_BETWEEN = re.compile(r"选哪[个款]|[一-鿿]还是[一-鿿]")  # he asks which of those in view
_LINES_AFTER = 3
_EMPTY = 0.6  # from here on an answer is heard as one that names nothing


def offers(case: Case) -> Iterator[Draft]:
    """`missed_offer` where advice was asked for and nothing named; `no_two_choices` where he could not decide."""
    for i in case.shoppers:
        words = case.words[i]
        if not words:
            continue
        hesitates = _HESITATES.search(words) is not None
        asks = not hesitates and _ASKS_ADVICE.search(words) is not None
        if not (hesitates or asks):
            continue
        answers = _answers(case, i)
        if not answers:
            continue
        said = " ".join(case.words[j] for j in answers)
        card = any(case.rows[j].kind == "product_card" for j in answers)
        if card or _NAMES_ONE.search(said) or _LEARNS.search(said):
            continue
        if hesitates and any(two_choices(case.words[j]) for j in case.humans if j > i):
            continue  # chosen between with him later
        empty = _EMPTY_HANDED.search(said) or any(case.heard(j).heads["missed_offer"] >= _EMPTY for j in answers)
        if hesitates and (_EMPTY_HANDED.search(said) or not _REASON.search(said)):
            yield Draft(
                "no_two_choices",
                case.seqs(answers[0]),
                "买家拿不定主意，没有给出选择和理由",
                "scorecard.two_choices",
                0.85,
            )
        elif asks and (empty or len(bare(said)) <= 4):
            kind = "no_two_choices" if _BETWEEN.search(words) else "missed_offer"
            yield Draft(kind, case.seqs(*answers), "买家要推荐，没有说出一款", "scorecard.recommendation", 0.85)


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
