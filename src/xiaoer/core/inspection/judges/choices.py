"""Choices: praise for two concrete goods or ways out that a shopper can choose between."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiaoer.core.inspection.judges.case import Case
from xiaoer.core.inspection.judges.sieve import Sieve
from xiaoer.core.inspection.marks import Draft

_WAY = re.compile(
    r"(?:您看|您觉得|您想|您更|您选|看您|您要|您喜欢|您倾向|您挑|要).{0,14}(?:还是|哪种|哪样|哪边|哪个|哪款|哪一|[一1]个[?])|还是.{1,12}[?]|(?:您|你)是[^,.!?]{1,10}还是|哪[种样]方便|哪个省心|选一个|挑一个|更(?:喜欢|倾向)"
)
_OPTIONS = re.compile(
    r"(?<![a-z])(?:x{0,3}[sl]|m|\dxl)(?=还是|或)|(?<=还是)(?:x{0,3}[sl]|m|\dxl)(?![a-z])|\d+(?:ml|毫升|克|寸|厘米|斤)?(?=和|还是|或)|\d+(?:ml|毫升|克|寸|厘米)|贵的|便宜的|\d+(?:\.\d+)?元|\d{2,4}的|先拍|寄回|[\w一-鿿]{1,8}?[款色码装盒](?!式)|[a-z]\d{2}|可以|(?<![一-鿿])[一-鿿]{1,3}的(?=还是)|(?<=看)[一-鿿]{1,3}的(?=还是)|(?<=还是)[一-鿿]{1,3}的|退货|换货|换新|补偿|补发|退款|先|等|登记|提醒|直接约|换|补寄|退一半|[一-鿿]{2,4}店"
)
_ACT = r"(?:换|退|补|重做|重发|重新|维?修|寄|赔|送|取消|改)"
_OR = re.compile(
    r"(?:够了|就行|就好)[,;.](?:要是|如果|想|要)[^.!?]{2,24}(?:就|选|拿|换)|偏[^,.;!?]{1,6}[,;、][^.!?]{0,8}[;,][^,.;!?]{2,12}偏|急[^,.;!?]{0,4}(?:就|的话)[^,.;!?]{2,10}[,;]不(?:着)?急[^,.!?]{2,}|(?:送人|送礼)[^;.!?]{1,10}[,;][^,.;!?]{0,4}(?:自己|自用)|(?:自己|自用)[^;.!?]{1,10}[,;][^,.;!?]{0,4}(?:送人|送礼)|可以[^,.!?]{2,14},或者[^,.!?]{3,}|(?:换新|换货|退款|退货|补发|重发|维修|补偿|部分退)[^,.!?]{0,6}(?:或者?|还是)[^,.!?]{0,6}(?:换新|换货|退款|退货|补发|重发|维修|补偿|全额退|部分退)|和[^,.!?]{1,14}(?:您|你)(?:要|选|拿)哪|和[^,.!?]{1,14}(?:,|[^.!?]{0,10},)(?:您|你|亲)?(?:挑|选|要|看|更?喜欢|想要|离)[^,.!?]{0,4}哪|或者?[^.!?]{2,20},(?:您|你)?(?:看|选|挑)[^,.!?]{0,3}哪|"
    r"(?:帮您|给您)[^.!?]{2,20},也可以[^.!?]{2,}|"
    rf"(?:可以(?!的)|能)[^.!?]{{0,20}}(?:{_ACT}|上门|去|返|看|选)[^.!?]{{0,24}}(?:也可以|也能)(?!拨打|咨询|了解|联系)[^.!?]{{0,12}}(?:{_ACT}|上门|去|返|看|选|发)|"
    r"[\w一-鿿]{2,14}或者?[\w一-鿿]{2,14},.*\d元.*\d元|"
    rf"{_ACT}[^!]{{0,20}}(?:还是|或者|要么|要不)[^,.!?]{{0,6}}{_ACT}|选(?!就[行好可]|.{{0,3}}(?:质量|多拍|错拍|退|七天|不喜欢|您实际))(?P<one>[^,.;!?]{{1,8}}?)(?:更|就|比较|,|;)[^!?]{{0,24}}(?<!别)(?<!不)选(?!(?P=one))[^,.;!?]{{1,8}}|"
    r"(?:想要?|怕|喜欢|着急|不急|在意|图|嫌|求)[^,.;!?]{1,8}(?:就|的话)(?!好|行|可以)[^,.;!?]{1,14}[,;](?:但|如果)?(?:想要?|怕|喜欢|着急|不急|在意|图|嫌|求)[^,.;!?]{1,8}(?:就|的话)[^,.;!?]{1,}|"
    r"的\d{2,5}元?(?:和|跟)[^,.;!?]{1,8}的\d{2,5}(?!\d)|[,;]或者[^,.!?]{2,20}(?:也行|也可以|都行)|(?:用|找|选|拍)[^,.!?]{1,8}或者(?:用|找|选|拍|走)|推荐[^!?]{4,40}[,;.](?:预算|要是|如果|想|怕)[^,.;!?]{1,8}(?:就|可以)?(?:选|拿|用|拍|看)[^,.;!?]{1,10}|(?:放|选|拿|用|配|拍)(?P<two>[a-z\d一-鿿]{1,3}款)[^!?]{2,40}(?:就|选|拿|用|放|拍|配)(?!(?P=two))[a-z\d一-鿿]{1,3}款"
)
_EACH = re.compile(
    r"(?:大的|小的|厚的|薄的|贵的|长的|短的|单人|双人|[^,.;!?]{0,3}(?:款|色|码|装|盒|版|型|升|寸|毫升|克|cm))[^,.;!?]{0,8}(?:更|比较|适合|够|最|显|耐|省|轻便|划算|百搭)"
)
"""A good and what it is better for; two of them in a line are a choice with its reasons."""
_CHOOSE_EITHER = re.compile(
    r"(?:选|拿|买|拍|用)([^,.;!?]{1,8}?)(?:更|就|比较|够|最|,|;)[^!?]{0,24}(?:选|拿|买|拍|用)(?!\1)[^,.;!?]{1,8}"
)
_TWO_NAMED = re.compile(r"([a-z0-9一-鿿]{1,3}款)[^!?]{2,30}[,;.](?!\1)[a-z0-9一-鿿]{1,3}款(?![,;.])")
_SORTING = re.compile(
    r"退货(?:原因|理由)?选|(?:原因|理由)|请选\"|(?:看|咨询|问).{0,8}还是(?:查|问|咨询|售后)|售前还是售后|有什么可以帮"
)
_MAY_CHOOSE = re.compile(r"还是|或者|或是|要么|也可以|也行|的话|,[^,]*就|前者|另一|各|两[款个种套]|:")


def two_choices(words: str) -> bool:
    """Whether a line gives two concrete goods or ways out to choose from."""
    way = _WAY.search(words) is not None
    sure = (
        _OR.search(words)
        or len(_EACH.findall(words)) >= 2
        or (way and (_CHOOSE_EITHER.search(words) or _TWO_NAMED.search(words)))
    )
    if sure:
        return not _SORTING.search(words)
    if not way:
        return False
    return not _SORTING.search(words) and (not way or len(set(_OPTIONS.findall(words))) >= 2)


_SIEVE = Sieve({"way": _WAY, "or": _OR, "each": _EACH})
_LEAST = 0.6  # from this share on a line is heard as a choice of two


def chosen(case: Case) -> Iterator[Draft]:
    """Praise `two_choices`, line by line."""
    for i in case.humans:
        words = case.words[i]
        if words and (
            (_SIEVE.may(words) and two_choices(words))
            or (_MAY_CHOOSE.search(words) and case.heard(i).heads["two_choices"] >= _LEAST)
        ):
            yield Draft("two_choices", case.seqs(i), "给了两个具体的选择", "scorecard.two_choices", 0.85)
