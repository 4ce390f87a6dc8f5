"""Polish, shorten, soften a reply by rules, without a model: only what rules can do safely, and said to be so. Pure."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.rulebook.findings import GateResult
from xiaoer.core.rulebook.gate.rewrite import replace_faults

SOFT = frozenset({"negative_wording", "cold_reply", "blame_shifting", "self_centred", "abuse"})
_YOU = re.compile(r"你(?!们)")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;\n]*")
_OPENING = re.compile(r"^(?:(?:亲爱的|亲|宝子|您好|你好|在的|嗯+|好的|哈喽)[,，。!！~～呢哈哦呀 ]*)+")
_PADDING = (
    (re.compile(r"(?:其实|就是说|那个|然后呢|的话呢|这个呢|麻烦您|请您(?:耐心)?稍等(?:一下)?[,，。]?)"), ""),
    (re.compile(r"(?:非常|特别|十分)(?=感谢|抱歉)"), ""),
    (re.compile(r"(?:哈|哦|呢|呀|啦|噢|喔)+(?=[,，。！!~～]|$)"), ""),
    (re.compile(r"您(?:这边|那边)"), "您"),
    (re.compile(r"(?:进行|给您做)(?=退款|发货|处理|核实|登记)"), ""),
)
_CLOSING = re.compile(
    r"(?:如果)?(?:还)?有(?:任何|其他|什么)?(?:问题|疑问|需要)[^。！!]*(?:联系|找|咨询|说)[^。！!]*[。！!~～]?"
)
_BARE_NO = (
    (re.compile(r"^不行[。！!]?$"), "这个暂时做不到，我帮您看看有没有别的办法。"),
    (re.compile(r"^没有[。！!]?$"), "这个目前没有，您想要什么样的？我帮您找相近的。"),
    (re.compile(r"^不知道[。！!]?$"), "这个我先帮您核实，再给您准话。"),
    (re.compile(r"^不能[。！!]?$"), "这个暂时不能，我把原因和别的办法告诉您。"),
)
_HARD = (
    (re.compile(r"必须"), "需要"), (re.compile(r"你自己"), "麻烦您"), (re.compile(r"(?:你|您)应该"), "您可以"),
    (re.compile(r"(?:你|您)不要"), "建议您先别"), (re.compile(r"不是跟(?:你|您)说(?:过|了)[吗么]?"), "我再跟您说一下"),
    (re.compile(r"[!！]{2,}"), "。"), (re.compile(r"[?？]{2,}"), "？"),
)  # fmt: skip


def polish(text: str) -> str:
    """Punctuation, blanks and 你 → 您; no word is added."""
    text = re.sub(r"[ \t]+", " ", text.strip())
    text = re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", text)
    text = re.sub(r"(?<=[\u4e00-\u9fff])[,](?=\s*\S)", "，", text)
    text = re.sub(r"(?<=[\u4e00-\u9fff])\.(?=\s|$)", "。", text)
    text = re.sub(r"(?<=[\u4e00-\u9fff])\?", "？", text)
    text = re.sub(r"[,，]{2,}", "，", re.sub(r"[。]{2,}(?!\.)", "。", re.sub(r"[!！]{2,}", "！", text)))
    text = _YOU.sub("您", text)
    return text if not text or text[-1] in "。！？!?~～…）)」”" or not _han(text[-1]) else f"{text}。"


def shorten(text: str) -> str:
    """Without greeting, padding, repetition and set closings. Numbers and conditions stay."""
    body = _OPENING.sub("", text.strip())
    for pattern, word in _PADDING:
        body = pattern.sub(word, body)
    kept: dict[str, str] = {}
    for sentence in _SENTENCE.findall(body):
        bare = re.sub(r"\W", "", sentence)
        if bare and not _CLOSING.fullmatch(sentence.strip()):
            kept.setdefault(bare, sentence)
    return polish("".join(kept.values())) or text.strip()


def soften(text: str, gate: GateResult, address: str) -> str:
    """Hard words gently; sentences that the gate finds cold give way to what it advises."""
    body = text.strip()
    for pattern, words in _BARE_NO:
        body = pattern.sub(words, body)
    faults = tuple(f for f in gate.findings if f.kind in SOFT and f.rewrite)
    if faults and body == text.strip():
        body = replace_faults(body, faults)
    for hard, words in _HARD:
        body = hard.sub(words, body)
    body = polish(body)
    return body if not address or body.startswith((address, "您好")) else f"{address}，{body}"


def _han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
