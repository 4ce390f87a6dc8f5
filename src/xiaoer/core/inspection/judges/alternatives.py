"""What could not be had, and what was offered instead: `no_alternative` and praise `true_alternative`.

Judged over turns. A refusal (sold out, not done, not fit) stays open until something else is offered. Offered of the
person's own accord, in the same words or before the shopper has to ask for another, it is a true alternative; where
he has to ask, the refusal stands without one and the answer to him is no praise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiaoer.core.inspection.judges.case import LEAVES, Case
from xiaoer.core.inspection.judges.sieve import Sieve
from xiaoer.core.inspection.marks import Draft

_NONE_LEFT = re.compile(
    r"不(?:再)?(?:补|进|出|生产)(?:货)?(?:了|啦|咯|[,.!~]|$)|预计[^,.!?]{0,8}(?:到货|补货|有货)|没有?现?货|[无缺断](?:现)?货|断码|(?:卖|送|发)(?:完|光|空|没(?!卖|送|发))|卖断|售罄|售空|抢(?:完|光)|(?<!就)(?<!会)下架|停产|没有?库存|^(?:暂时|也|都|全|现在)?(?:没有?了?|没的|无|木有)[哦呢哈啊呀的.!~ ]*$|补不了|(?<!过了就)(?<!期)不补了|不做了|停(?:产|售|做|了)|没有了|"
    r"没(?:有|得)?(?!人|什么|[^,.!?]{0,6}(?:单号|账号|编号|订单|号码))(?:这个|这款|该|您要的)?[^,.!?说]{0,6}(?:色|码|(?<![付退货打尾汇])款|号|规格|口味|版本|型号)(?:的)?(?:了|呢|哦|哈|的|[,.!~]|$)|(?:色|码|(?<![付退货打尾汇])款|号|\d)(?:的)?(?:也|都|已经)?(?:没有|没)(?:了|货)"
)
_ASKS_WHY = re.compile(r"(?:怎么|为什么|为啥|咋)[^,.!?]{0,4}(?:下架|没货|没有|停产|卖完|断货|买不)")
_WANTS = re.compile(r"呢[?]?$|有|货|码|色|款|补|库存|型号|规格|口味|号|还剩|买|要")
_IMPOSSIBLE = re.compile(
    r"不支持|(?:没办法|办法)[^,.!?]{0,6}(?:退|换|修|改|发|做|送|拆)|(?:的)?我们不(?:碰|做|卖|接)|(?:改|做|降|动|少|送|给|便宜|恢复|退|换|补|用|取消)不了|提前不了|发不了|(?:无法|没法)(?!(?:给您|跟您)?(?:保证|承诺|打包票))|不退|不折现|到不了|不单卖|不适合|不宜|不建议(?!您?(?:多花|这么))|不卖(?:的)?(?:[,.!~ ]|$)|停产|过期|失效|还没定|不具备|不能[吃用穿喝装]|以内合适"
)
_UNFIT = re.compile(
    r"吃力|不够用|(?:带|扛|撑|压|顶|放|塞|管|盖|遮|镇)不(?:动|住|下)|用不了|太(?:大|小|短|长|薄|厚|软|硬)了|(?:不|没)(?:太)?(?:适合|匹配|对路)(?!的?(?:话|可以|能|随时|包))|(?:还没|没有?)(?:定|准信|做(?:过)?这|开(?:这个)?类目)|(?:价格|价钱|单价)[^,.!?]{0,12}(?:统一|定(?:好|死)?的|动不了|不好(?:再)?动|不能动|改不了|到底)|(?:上个月|去年|已经?|早就?)[^,.!?]{0,6}(?:停|下架)了"
)
"""Not fit for what he wants it for, not settled, or a price that stays."""
_NOT_DONE = re.compile(r"不支持[^,.!?]{1,8}|不上门|装不了|(?:加|装|发|寄|送|做|改|换|调|配|加急)不[了到]|不参加活动")
_REFUSES = re.compile(
    rf"{_NOT_DONE.pattern}|没有[^,.!?]{{1,6}}(?:作用|功能|功效|的款)|(?<![少忘错免受])[装结种用改砍吃穿带上拿赶]不了"
)
_FLATLY = re.compile(
    r"^(?:您好|亲亲?)?[,. ]?[^,.!?]{0,8}(?:(?:做|改|换|调|配|加急|发|送)不了[^,.!?]{0,6}|不参加活动了?)[,.!~ ]*$"
)
_OFFER = re.compile(
    r"(?:可以|能|也能|推荐|建议|试试)(?:看看?|换|选|用|领|先|考虑|拍|叠|给您|申请|了解)|换(?:成|个|一)|别的|其他款|其它款|另一款|另外一款|类似|替代|同款|同版型|相近|接近|"
    r"(?:也|还)有|预计|到货(?:提醒|通知|后)|(?<!不)(?<!再)补货|登记|提醒|还有(?:货|现货)|要不|不如|这边(?:能|可以)|的话.{0,14}(?:有|能发|可发|一样)|[色款码号装](?:的)?(?:还)?有(?:现?货|的)?|"
    r"链接(?:我)?发您|申请一?张|(?:只|还)?剩(?:下|的)?[^,.!?没]{1,8}(?:跟|和|与|、)"
)
_REAL = re.compile(
    r"[一-鿿a-z0-9]{1,8}[款色码号装寸升型版](?:[^,.!?没无]{0,14})(?:有|能发|可发|一样|接近|相同|现货|可以)|(?<!没)有[^,.!?没]{0,6}[色款码]|推荐|(?:可以|能|也能|这边能)(?:先)?(?:看看|看下|用|领|换|选|叠|帮您(?:叠|换|申请))|给您申请[^,.!?]{0,8}(?:券|红包|补偿)|(?:另|别的|其他)(?:外)?一?款|和[^,.!?]{1,8}(?:都|也)(?:是|有|能|可以)|我们这边有|建议看|\d+色的和|"
    r"现货.{0,6}(?:能|可)?发|送完了?,.{0,14}(?:还)?有|链接(?:我)?发您|款[^,.!?]{0,8}(?:明天|今天)能发|(?:只|还)剩(?:下|的)?[^,.!?没]{1,8}(?:跟|和|与|、)[^,.!?]{1,8}|[款色码装](?:那?[款种])?(?:和|跟)(?:它|这个|这款)[^,.!?]{0,4}(?:一|同|差不多|接近)|"
    r"[款色码号装][^,.!?没]{0,4}(?:还|也)有(?:现?货)?(?:[,.!~]|$)|有一?张[^,.!?]{0,14}(?:券|红包)|[^,.!?]{2,8}也(?:很|挺|蛮)?(?:好看|不错|合适|适合|好用|好吃)|[\w一-鿿]{1,6}的?(?:还|也|倒是?)有(?:[一二两三几\d]+[一-鿿]?|[smlx]|[,.!~ 的]|$)|申请一?张[^,.!?]{0,10}(?:券|红包)|"
    r"(?:不过|但是?)[^.!?]{0,16}(?:可以|能|有|给您)(?!问|咨询)[^,.!?]{2,}|(?:门店|同城|附近|线下)[^,.!?]{0,6}有货|可以看(?:一下)?我们|可以(?:先)?(?:给您|帮您)(?:补|换|申请|改)"
)
_GOOD = r"[^,.!?;没不]{0,10}(?:[款色码装号寸版型味系枝支双件只红橙黄绿蓝紫黑白灰粉棕金银]|《|\"|\d|现货|[a-z]{2})"
_INSTEAD = re.compile(
    rf"(?:现有|还有|剩(?:下)?|在卖|现在做|接着(?:做|卖)|出了|换成|改成|同(?:系列|价|款|厂))(?:的)?(?:是|有)?{_GOOD}|(?<!没)有(?!没有|问题|什么|啥|点|些|人|事|时|可能|需要){_GOOD}|"
    r"(?:可以|能|建议(?:您)?|推荐|要不|不如|试试|考虑|劝您)(?:您|先|直接|给您|帮您|也|去)*(?:换|选|用|领|拍|走|约|改|补|申请|送|叠|凑|寄|参加|拿|试|买|配)(?!问|不|别家)[^,.!?;]{2,}|"
    r"(?:可以|能|建议(?:您)?|推荐(?:您)?)(?:先)?看看?(?!一?下(?:您|你)|您(?:的|家)|说明|详情|物流|页面)[^,.!?;]{0,3}(?:[款色码装号寸版型味]|\"|《|那|我们|同|[^,.!?;]{0,10}[款色码装号寸版型味])|"
    r"(?<!不)(?:给您|帮您|我)(?:先|直接|单独)?(?:补|申请|换|送|叠|改|调)[^,.!?;吗]{2,}|"
    r"[色款码装号寸版味](?:的)?[^,.!?;没不无]{0,6}(?:有(?:现)?货|现货|能发|也有|还有)|(?:今天|明天|当天|马上)(?:就)?能发|(?:老客|会员|满)[^,.!?;]{0,6}\d+[^,.!?;]{0,8}(?:券|减)|"
    r"[款色码装版][^,.!?;没不]{0,3}(?:跟|和)[^,.!?;没不]{1,8}(?:同[款价]|一样|差不多|接近|相近)|(?:专用|专门)的?[^,.!?;]{2,}|(?<!没)有[^,.!?没不]{2,8}的$|有(?:位|家)[^,.!?]{1,12}(?:做|能|修|卖|收)|(?:店名|热线|电话|地址)[^,.!?]{0,4}(?:给|发)(?:您|你)|(?:官方|品牌)(?:售后)?(?:热线|电话)是|(?<!不)适合[^,.!?;]{1,8}(?:款|系列|版|码|装)"
)
_NEGATED = re.compile(
    r"(?<![要是能会可好])没(?!关系|问题|事)|不(?!过|错|同|贵|含|掉|到|急|着急|如|仅|会再|用|需要)|无(?!线|糖|痕|理由|需)|断|停|售罄"
)
_OPENS = re.compile(r"^(?:那|要不|不过|这样|您可以|可以)")
_WANTS_ANOTHER = re.compile(
    r"差不多|类似|别的|其他|其它|替代|平替|还有(?:没|啥|什么|哪|别|其)|还卖|适合|怎么办|没办法|没辙|灵活|有没有|白买|推荐|换(?:个|成|一)什么|能换(?:成)?(?:什么|哪|啥)|^那[^,.!?]{0,8}(?:呢|怎么办|有[^,.!?]{0,6}(?:吗|没|[?]|$))|"
    r"(?:你们|店里|家)?有[^,.!?]{1,8}(?:吗|么|没|[?])|[^,.!?]{2,8}(?:有吗|有没|有货吗)|(?:什么|啥|哪)[^,.!?]{0,4}(?:大|小|长|短|厚|薄|好|贵|便宜)?的$"
)
_MAY_OFFER = re.compile(r"没|不|[断缺无售完停]")
_MAY_REFUSE = re.compile(r"[没不停断无缺]|完了|光了")
_ALONE, _BESIDE, _REFUSES_ALONE = 0.7, 0.4, 0.5
"""From which share on the hearing finds an offer by itself, beside a refusal; and a refusal by itself."""
_SIEVE = Sieve({"not_done": _NOT_DONE, "none": _NONE_LEFT, "impossible": _IMPOSSIBLE, "real": _REAL, "unfit": _UNFIT})
_ASKS_ON = re.compile(r"^(?:啊|哦|唉)?[,.]?那(?:么|要是|如果|我|有|能|可|怎|[一-鿿]{1,4}(?:呢|吗|行|可以))")


def _asks_on(case: Case, i: int) -> bool:
    """The shopper has to ask for another way himself, right after."""
    after = case.shopper_after(i)
    return after is not None and case.is_question(after) and _ASKS_ON.search(case.words[after]) is not None


def alternatives(case: Case) -> Iterator[Draft]:
    """`no_alternative` and praise `true_alternative`."""
    refused = -1  # the human line that refused, open until something else is offered
    for i in case.humans:
        words = case.words[i]
        may = _SIEVE.may(words) if words else frozenset()
        if not words or not (may or refused >= 0):
            continue
        between = [j for j in case.shoppers if refused < j < i] if refused >= 0 else []
        asked = _has_asked(case, between)
        out = "none" in may and _is_out(words) and _asked_for(case, i)
        refuses = out or _refuses(words, may) or _is_refusal(words)
        offers = refused >= 0 and not asked and _goes_on(case, i, between) and _gives(words)
        if (refuses and _gives_instead(words, out)) or offers or _sounds_given(case, i, refuses, asked):
            yield Draft("true_alternative", case.seqs(i), "办不到时给了实在的替代", "scorecard.alternative", 0.85)
            refused = -1
            continue
        if (missing := _nothing_else(case, i, out)) is not None:
            yield missing
        refused = i if refuses else -1 if _gives(words) else refused


def _nothing_else(case: Case, i: int, out: bool) -> Draft | None:
    """`no_alternative`: what was wanted cannot be had, and no line of this turn offers anything else."""
    words = case.words[i]
    if out:
        reason, rule, sure = "没货，也没有给别的选择", "scorecard.alternative", 0.88
    elif _asked_for(case, i) and _sounds(case, i, "no_alternative", _MAY_REFUSE, _REFUSES_ALONE):
        reason, rule, sure = "办不到，也没有给别的办法", "hearing.no_alternative", 0.8
    elif _NOT_DONE.search(words) and (_FLATLY.match(words) or _asks_on(case, i)):
        reason, rule, sure = "办不到，也没有给别的办法", "scorecard.alternative", 0.85
    else:
        return None
    return None if _offers(case, i) else Draft("no_alternative", case.seqs(i), reason, rule, sure)


def _refuses(words: str, may: frozenset[str]) -> bool:
    return ("impossible" in may and _IMPOSSIBLE.search(words) is not None) or (
        "unfit" in may and _UNFIT.search(words) is not None
    )


def _has_asked(case: Case, between: list[int]) -> bool:
    """Whether the shopper has had to ask for another since the refusal."""
    return any(_WANTS_ANOTHER.search(case.words[j]) for j in between)


def _goes_on(case: Case, i: int, between: list[int]) -> bool:
    """Whether a line still speaks of what was refused: nobody spoke since, or he declined and is met by 那…, 要不…."""
    if not between:
        return True
    return len(between) == 1 and (
        _DECLINES.search(case.words[between[0]]) is not None or _OPENS.search(case.words[i]) is not None
    )


def _clauses(words: str) -> list[str]:
    return [clause for clause in re.split(r"[,.!?;~]", words) if clause]


def _gives(words: str) -> bool:
    """A clause that offers something real and takes nothing back."""
    return any(_INSTEAD.search(clause) and not _NEGATED.search(clause) for clause in _clauses(words))


def _gives_instead(words: str, out: bool) -> bool:
    """An offer in another clause than the refusal; of what is sold out in the same one too."""
    return _gives(words) or (out and _REAL.search(words) is not None)


def _is_refusal(words: str) -> bool:
    return _REFUSES.search(words) is not None and not words.rstrip(" .!~").endswith(("?", "吗"))


def _sounds(case: Case, i: int, head: str, may: re.Pattern[str], least: float) -> bool:
    """Whether a line that holds one of some words is heard as what no pattern knows."""
    return may.search(case.words[i]) is not None and case.heard(i).heads[head] >= least


def _sounds_given(case: Case, i: int, refuses: bool, asked: bool) -> bool:
    return not asked and _sounds(case, i, "true_alternative", _MAY_OFFER, _BESIDE if refuses else _ALONE)


_NO_GOODS = re.compile(r"没(?:有)?[^,.!?]{0,4}(?:调色|褪色|掉色|染色|色差|[证械备批]字?号|案号|册号|货号)")
_PRICE_KEPT = re.compile(r"价保|差价|保价")


def _is_out(words: str) -> bool:
    """Sold out, said and not asked (是无货，还是限购呢)."""
    found = _NONE_LEFT.search(words)
    return (
        found is not None
        and not _PRICE_KEPT.search(words)
        and not _NO_GOODS.match(words, found.start())
        and re.match(r"[^,.!?]{0,4}(?:[?]|吗|呢)|,?还是", words[found.end() :]) is None
    )


def _asked_for(case: Case, i: int) -> bool:
    before = case.before(i, case.shoppers, 2)
    if not before or before[0] < i - 4 or _ASKS_WHY.search(case.words[before[0]]):
        return False
    return any(_WANTS.search(case.words[j]) for j in before)


_DECLINES = re.compile(rf"{LEAVES.pattern}|不想|不要|送不到|用不(?:上|了)|就是")


def _offers(case: Case, i: int) -> bool:
    """Whether something else is offered in this line or the next human lines before the shopper speaks."""
    for j in range(i, len(case.rows)):
        if case.rows[j].side == "shopper":
            return False
        if case.rows[j].side == "human" and (
            case.rows[j].kind == "product_card"
            or _OFFER.search(case.words[j])
            or _REAL.search(case.words[j])
            or _gives(case.words[j])
        ):
            return True
    return False
