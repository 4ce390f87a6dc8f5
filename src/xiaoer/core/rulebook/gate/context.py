"""Context that excuses a word: negation, quotation, explaining a rule."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"[.!?]")
_CLAUSE_END = re.compile(r"[.!?,~]")

_NEGATED = re.compile(
    r"(?:(?<!能)不能|(?<!可)不可以?|不允许|不让|不支持|不提供|不得|禁止|严禁|请勿|切勿|勿|(?<!要)不要|(?<![级区特分性类个识告差辨])别(?!人|家|的|处|说|提)|(?<!会)不会|不建议|(?<!有)没有|没法|"
    r"并非|(?<!是)不是|并不|无法|无需|不用|未|不接受|拒绝|不做|不搞|不参与|谢绝|不存在|不敢说|不承诺|不保证|不涉及|不属于|不具备|不具有|"
    r"没有?任何|不含|不宜|不便|不方便|不适合|不应该?|不等于|不代表|不作为|算不上|谈不上|称不上|不宣称|不(?:说|提|讲|宣传)(?:它|这个|什么|能|可以|有)?|不夸大|代替不了|不替代)"
    r"[^,.!?:]{0,8}$"
)
_DENIED = frozenset(["没有", *("不" + verb for verb in "要能用会让可必给支做搞建存")])
_QUOTED = re.compile(
    r"(?:您|你|亲|买家|顾客|客户|客人|有人|对方|别人|骗子|对话里|评价里?|差评里?|截图里?|留言里?|网上|其他店|别家|所谓的?|说的|这句|词|字眼|字样)"
    r"[^.!?]{0,12}$"
)
_AFTER_QUOTE = re.compile(
    r"\"[^.!?]{0,12}(?:违规|违法|不能|不可以|不允许|禁止|敏感|极限词|广告法|这样的|这种|这类|之类|的说法|的话|字样|字眼|是不对|不属实|不准确|的吗)"
)
# A prohibition excuses what it speaks of (in its own clause) or what stands before it, but not what follows:
# 平台不让发，您加我微信.
_FORBIDDEN = re.compile(
    r"(?:平台|规则|规定|法律|广告法|新规|国家|公司|政策|法规)[^.!?]{0,12}(?:不允许|不让|禁止|不支持|不能|不可以|不得|严禁|明令|杜绝|严查|处罚|查处)"
)
_EXPLAINED = re.compile(
    r"(?:说法|叫法|宣称|概念|字眼|宣传语?)[^.!?]{0,5}(?:不准确|不对|不规范|不成立|不存在|是错|不能用)|没(?:有)?保障|不受(?:平台)?保[护障]|举报|违规|违法|违反|处罚|扣分|封店|骗子|诈骗|骗局|受骗|上当|谨防|当心|冒充|假冒客服|防骗|钓鱼|不法分子"
)


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around text[start:end]."""
    low = max(text.rfind(".", 0, start), text.rfind("!", 0, start), text.rfind("?", 0, start)) + 1
    return low, _end(_SENTENCE_END, text, end)


def clause_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around text[start:end]."""
    return clause_start(text, start), _end(_CLAUSE_END, text, end)


def clause_start(text: str, start: int) -> int:
    """Where the clause begins that text[start] stands in."""
    marks = (text.rfind(",", 0, start), text.rfind("~", 0, start))
    return max(
        *marks, text.rfind(".", 0, start), text.rfind("!", 0, start), text.rfind("?", 0, start)
    ) + 1  # fmt: skip


def _end(marks: re.Pattern[str], text: str, end: int) -> int:
    found = marks.search(text, end)
    return found.start() if found else len(text)


def negated(text: str, start: int) -> bool:
    """Whether the words before, in the same clause, deny it: 不能治疗, 没有全网最低."""
    low = clause_start(text, start)
    if _NEGATED.search(text, low, start):
        return True
    # The denial may reach into the match: 不|要加微信.
    return text[max(0, start - 1) : start + 1] in _DENIED


def quoted(text: str, start: int, end: int) -> bool:
    """Whether it stands between quotation marks as somebody else's or a forbidden word."""
    if '"' not in text:
        return False
    low, high = sentence_bounds(text, start, end)
    opened = text.rfind('"', low, start)
    closed = text.find('"', end, min(high + 1, len(text)))
    if opened < 0 or closed < 0 or text.count('"', low, start) % 2 == 0:
        return False
    return bool(_QUOTED.search(text, low, opened) or _AFTER_QUOTE.match(text, closed))


def titled(original: str, start: int, end: int) -> bool:
    """Whether original[start:end] stands in the title of a book or a film: 《最好的我们》."""
    opened = original.rfind("《", 0, start)
    closed = original.find("》", end - 1)
    return opened >= 0 and closed >= 0 and "》" not in original[opened:start] and "《" not in original[end:closed]


def explained(text: str, start: int, end: int) -> bool:
    """Whether its sentence explains a rule or warns of a fraud."""
    low, high = sentence_bounds(text, start, end)
    if _EXPLAINED.search(text, low, high):
        return True
    forbidden = _FORBIDDEN.search(text, low, high)
    return forbidden is not None and forbidden.end() >= clause_start(text, start)
