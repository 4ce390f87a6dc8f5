"""Steered words: a refund reason that is not the true one, a review that somebody else wrote, goods under another name.

Both are told over turns: the reason is false because the shopper had told of a fault (or the shop had owned to one),
the review because its words, its picture or its order are the shop's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiaoer.core.inspection.judges.attitude import FAULTY
from xiaoer.core.inspection.judges.case import Case
from xiaoer.core.inspection.marks import Draft

_OWN_WISH = r"(?:拍(?:多|错|重)|买(?:多|错|重)|多拍|错拍|不(?:想|需)要|不喜欢|用不(?:上|着)|个人原因|自己的?原因|家里(?:已经?)?有|[7七]天无理由|协商一致|与商品无关|计划有变|后悔)"
_REASON = re.compile(
    rf"(?:原因|理由)[^.!?]{{0,12}}(?:选|填|写|点|勾|改|用)[^,.!?]{{0,8}}{_OWN_WISH}|(?:选|填|写|勾)[^,.!?]{{0,6}}{_OWN_WISH}[^.!?]{{0,14}}(?:别|不要|勿|不能)(?:选|填|写|勾|提)"
)
_NOT_THE_FAULT = re.compile(
    r"(?:选|填|写|勾)(?![^,.!?]{0,4}(?:质量|破损|变质|发错|少件))[^,.!?]{1,12}[,.]?(?:千万)?(?:别|不要|勿)(?:选|填|写|勾|提)(?!无理由|[7七]天|不(?:想|喜欢))[^,.!?]{1,8}"
)
"""填买多了，别填起泡: what is told not to write is what is true."""
_OF_REASONS = re.compile(r"原因|理由|申请|退")
_OWNED = re.compile(
    r"(?:是|确实)?(?:我们|仓库|打包|生产|厂里)[^,.!?]{0,8}(?:错|漏|问题|瑕疵|混)|发(?:错|混|漏)|混缸|有瑕疵|是(?:质量|坏)"
)
_TRULY = re.compile(r"如实|据实|按(?:您|你)?(?:的)?(?:实际|真实)|照实|真实(?:原因|感受)|按您自己")
_REVIEW = re.compile(r"评|五星|晒图|带图|买家秀")
_WRITTEN = re.compile(
    r'(?:就|可以|照着?|这样|帮忙|帮我)?(?:写|说|夸)[^,.!?"]{0,6}"[^"]{2,}|(?:内容|文案|评语|词儿?|模板|字)[^,.!?]{0,8}(?:编|写|备|准备|发)好|(?:复制|粘贴)[^,.!?]{0,6}(?:上去|进去|就|过去|发)|照着(?:写|抄|发|念)|'
    r"(?:我|这边)?(?:发|给|配)(?:您|你|一张|张|几张|套)*[^,.!?]{0,6}(?:图|照片|视频)[^!?]{0,10}(?:传|晒|贴|当(?:自己|实拍)|配上)|配(?:上)?我发(?:您|你)的(?:图|照片)"
)
_EMPTY_ORDER = re.compile(r"(?:来|拍|做|下|补)(?:个|一)?单?[^,.!?]{0,2}空(?:的|单|包)|(?:发|寄)空包|刷(?:个|一)?单")


_DISGUISED = re.compile(
    r"(?:写|标|填|报|当)(?:成|作|为|个)?[^,.!?]{0,2}(?:园艺工具|水果刀|厨具|五金|玩具|茶叶|食品|糖果|保健品|日用品|工艺品|杂货|配件)[^,.!?]{0,3}(?:发|寄|走|过)?(?=[,.!?~ ]|$)"
)
_SENT = re.compile(r"寄|发|面单|品名|包裹|安检|快递|物流")
_OF_BILLS = re.compile(r"发票|开票|抬头|专票")


def disguised(case: Case) -> Iterator[Draft]:
    """`prohibited_goods`: sent under another name; fatal only where the line is heard so too."""
    for i in case.humans:
        words = case.words[i]
        if _DISGUISED.search(words) and _SENT.search(words) and not _OF_BILLS.search(words):
            doubtful = case.heard(i).shares.get("prohibited_goods", 0.0) < _LEAST
            reason = "换个品名寄，像是不能寄的东西"
            yield Draft("prohibited_goods", case.seqs(i), reason, "scorecard.disguise", 0.85, doubtful=doubtful)


def steered(case: Case) -> Iterator[Draft]:
    """`false_refund_reason` and `false_review`."""
    told = False  # a fault of the goods or of the shop
    reviewed = -9
    for i, row in enumerate(case.rows):
        words = case.words[i]
        if row.side == "shopper":
            told = told or FAULTY.search(words) is not None
        if row.side != "human" or not words:
            continue
        told = told or _OWNED.search(words) is not None
        false = (told and _REASON.search(words)) or (_NOT_THE_FAULT.search(words) and _OF_REASONS.search(words))
        if false and not _TRULY.search(words):
            yield Draft("false_refund_reason", case.seqs(i), "让买家把原因写成自己的", "scorecard.reason", 0.9)
        if _REVIEW.search(words):
            reviewed = i
        if (i - reviewed <= _NEAR and _WRITTEN.search(words) and not _TRULY.search(words)) or _EMPTY_ORDER.search(
            words
        ):
            yield Draft("false_review", case.seqs(i), "替买家写评价，或让他下空单", "scorecard.review", 0.9)


_LEAST = 0.4  # of what is heard, so that goods under another name count as fatal
_NEAR = 2  # rows back to where the review was spoken of
