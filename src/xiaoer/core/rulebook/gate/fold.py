"""Folding for the gate: a text without its disguise, and the way back to the text as typed.

Two forms, both built by one character table (normal form + look-alikes, lower case, one character each):
*squeezed* keeps letters and digits only and is what the automaton screens; *clauses* also keeps the
punctuation that parts clauses, so that context can be judged. Every character of `Folded.text` knows its span.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from xiaoer.core.text.normal import normal_text

# Letters that look like Latin ones (Greek, Cyrillic, small capitals) and marks used as letters.
_LOOKALIKES = dict(
    zip(
        "аАвВсСеЕнНкКмМоОрРтТхХуУіІѵѴνΝχΧκΚοΟρΡαΑωΩɑɡɪʀᴠᴡⅤⅴⅩⅹ√",
        "aabbcceehhkkmmooppttxxyyiivvvnxxkkooppaawwagirvwvvxxv",
        strict=True,
    )
)
_LOOKALIKES.update(
    {"+": "加", "➕": "加", "＋": "加", "﹢": "加", "壹": "1", "贰": "2", "叁": "3", "肆": "4", "伍": "5"}
)
_LOOKALIKES.update({"陆": "6", "柒": "7", "捌": "8", "玖": "9", "〇": "0", "貳": "2", "陸": "6", "蕞": "最"})
# Keycaps, circled and dingbat digits that NFKC leaves alone.
_LOOKALIKES.update({chr(0x2776 + i): str((i + 1) % 10) for i in range(10)})
_LOOKALIKES.update({chr(0x2780 + i): str((i + 1) % 10) for i in range(10)})
_LOOKALIKES.update({chr(0x278A + i): str((i + 1) % 10) for i in range(10)})
_LOOKALIKES.update({chr(0x24F5 + i): str((i + 1) % 10) for i in range(10)})
_LOOKALIKES.update({chr(0x1F170 + i): chr(97 + i) for i in range(26)})  # 🅰…
_LOOKALIKES.update({chr(0x1F150 + i): chr(97 + i) for i in range(26)})  # 🅐…
_LOOKALIKES.update({chr(0x1F1E6 + i): chr(97 + i) for i in range(26)})  # regional indicators
_LOOKALIKES.update(
    {
        "🐧": "鹅",
        "🛰": "薇",
        "ψ": "微",
        "㣲": "微",
        "🥚": "蛋",
        "⓿": "0",
        "🧧": "䄴",
        "🐶": "狗",
        "🐷": "猪",
        "圧": "压",
        "袪": "祛",
        "髙": "高",
        "図": "图",
        "ㄨ": "x",
        "×": "x",
        "✖": "x",
        "╳": "x",
        "✕": "x",
        "㐅": "x",
        "乂": "x",
        "ⅹ": "x",
        "㈩": "加",
        "恏": "好",
        "📱": "机",
        "📞": "话",
        "☎": "话",
        "🈳": "空",
        "🎵": "抖",
        "🎶": "抖",
        "🐔": "机",
        "🐟": "鱼",
        "🐠": "鱼",
        "🍑": "桃",
        "🍠": "薯",
        "👗": "裙",
        "💊": "药",
        "💩": "屎",
        "🖼": "图",
        "🖊": "笔",
        "🖋": "笔",
        "✒": "笔",
        "🟢": "绿",
        "💚": "绿",
        "徴": "微",
        "🚬": "烟",
        "🔫": "枪",
        "💰": "钱",
        "💵": "钱",
        "🉑": "可",
        "🎫": "票",
        "🧾": "票",
        "羙": "美",
        "媄": "美",
        "苐": "第",
        "萞": "第",
        "価": "价",
        "亱": "夜",
        "贗": "假",
        "伱": "您",
        "莪": "我",
        "偠": "要",
        "徻": "会",
        "∨": "v",
        "↓": "下",
        "⬇": "下",
        "💬": "聊",
        "🗨": "聊",
        "🗯": "聊",
        "⚡": "电",
        "🔋": "电",
        "🆔": "号",
        "🏦": "行",
        "🔝": "顶",
        "🥇": "一",
        "🐱": "猫",
        "🐭": "鼠",
        "🐮": "牛",
        "🐎": "马",
        "🐴": "马",
        "🐍": "蛇",
    }
)

# Squared and circled ideographs that are typed as pictures between the characters of a word.
_EMOJI_LETTERS = frozenset([*map(chr, range(0x1F200, 0x1F300)), "㊙", "㊗"])

_CLAUSE_MARKS = dict(zip("，,、。；;！!？?：:\n\r～~…", ",,,...!!??::..~~.", strict=True))
_CLAUSE_MARKS.update(dict.fromkeys("“”\"'‘’「」『』＂＇", '"'))
_CLAUSE_MARKS.update(dict.fromkeys("（([【〔［", "("))
_CLAUSE_MARKS.update(dict.fromkeys("）)]】〕］", ")"))
_CLAUSE_MARKS.update({"%": "%", "％": "%", "@": "@", "¥": "¥", "￥": "¥", "$": "$", "/": "/", ".": ".", "．": "."})
MARKS = frozenset(_CLAUSE_MARKS.values())


def _letter(character: str) -> str:
    """The folded letter or digit of a character, or '' for what is neither."""
    if character in _LOOKALIKES:
        return _LOOKALIKES[character].lower()
    if character in _EMOJI_LETTERS:
        return ""
    bare = unicodedata.normalize("NFKD", character)[0]  # ē → e
    for form in bare if bare.isascii() else normal_text(character):
        letter = _LOOKALIKES.get(form, form)
        if letter.isalnum():
            low = letter.lower()[0]
            return str(unicodedata.digit(low)) if low.isdigit() else low
    return ""


class _Table(dict[int, str]):
    """A translation table that fills itself as characters are met; `marks` = keep clause marks."""

    def __init__(self, *, marks: bool) -> None:
        super().__init__()
        self._marks = marks

    def __missing__(self, code: int) -> str:
        character = chr(code)
        value = _CLAUSE_MARKS.get(character, "") if self._marks else ""
        self[code] = value or _letter(character)
        return self[code]


_SQUEEZE = _Table(marks=False)
_CLAUSES = _Table(marks=True)
# Words that are written with one mark inside to pass by a filter: 抖.音.
_DOTTED_WORDS = (
    "微信", "抖音", "快手", "好评", "返现", "红包", "淘宝", "支付宝", "闲鱼", "公众号", "扣扣", "转账", "刷单", "加微",
    "加群", "进群", "群号", "电话", "手机", "最低", "第一", "高仿", "治疗",
)  # fmt: skip
_DOTTED = re.compile("|".join(f"{word[:i]}[.~]{word[i:]}" for word in _DOTTED_WORDS for i in range(1, len(word))))
# Marks that part nothing: between single characters (加，微，信), and within numbers and Latin words (5.2).
_SPELLED_OUT = re.compile(
    r"[^,.:!?~/()\"](?:[,.:~/\"][^,.:!?~/()\"]){2,}"
    r"|(?<=[0-9a-z])[.](?=[0-9a-z])|(?<=[0-9]),(?=[0-9]{3})"
)
# What such marks can't be without, found faster: most lines have none.
_BESIDE = re.compile(r"[,.:~/\"][^,.:!?~/()\"][,.:~/\"]")
_INNER = re.compile(r"[.][0-9a-z]")
_THOUSANDS = re.compile(r",[0-9]{3}")


def _spelled_out(plain: str) -> bool:
    return (
        _BESIDE.search(plain) is not None
        or ("." in plain and _INNER.search(plain) is not None)
        or _THOUSANDS.search(plain) is not None
    )


def _dotted(plain: str) -> bool:
    return ("." in plain or "~" in plain) and _DOTTED.search(plain) is not None


# Stars that stand for the word: a row of them, or after a five; one between letters is only a mark (薇⭐信).
_STARS = re.compile("(?<=[五5])[⭐🌟✨★☆💫]|[⭐🌟★☆]{3,}")
# A heart after a letter that sounds like 微 stands for 信.
_HEARTS = re.compile(
    "(?<=[微薇威维围卫徽魏葳溦㣲徴幑伟惟唯胃vVwW∨Ⅴ])[❤♥💗💖💕💓💚💙🧡💛💜🤍🖤](?!\ufe0f?\\s*[信芯心新星xX])"
)
_PICTURES = frozenset("⭐🌟✨★☆💫❤♥💗💖💕💓💚💙🧡💛💜🤍🖤")


def _starred(text: str) -> str:
    """Stars that mean 星 as 星, hearts that mean 信 as 信; the length stays."""
    if _PICTURES.isdisjoint(text):
        return text
    return _HEARTS.sub("信", _STARS.sub(lambda m: "星" * len(m[0]), text))


def squeeze(text: str) -> str:
    """Letters and digits only, folded: what the automaton screens."""
    return _starred(text).translate(_SQUEEZE)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; character `i` came from `original[starts[i]:ends[i]]`."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.starts[start], self.ends[end - 1]


def fold(text: str, respelled: list[tuple[int, int, str]]) -> Folded:
    """Fold `text` keeping clause marks; `respelled` = (start, end, plain) over the squeezed form."""
    text = _starred(text)
    plain = text.translate(_CLAUSES)
    if not respelled and len(plain) == len(text) and not _spelled_out(plain) and not _dotted(plain):
        return Folded(plain, range(len(text)), range(1, len(text) + 1))
    pieces = [(form, i, i + 1) for i, c in enumerate(text) if (form := _CLAUSES[ord(c)])]
    pieces = _join_spelled_out(pieces)
    pieces = _respell(pieces, respelled)
    return Folded("".join(p[0] for p in pieces), tuple(p[1] for p in pieces), tuple(p[2] for p in pieces))


_Piece = tuple[str, int, int]


def _join_spelled_out(pieces: list[_Piece]) -> list[_Piece]:
    """Drop the marks between single characters: 加，微，信 is one word."""
    joined = "".join(p[0] for p in pieces)
    spelled = [*_SPELLED_OUT.finditer(joined), *(_DOTTED.finditer(joined) if _dotted(joined) else ())]
    dropped = {i for m in spelled for i in range(m.start(), m.end()) if joined[i] in MARKS}
    return [p for i, p in enumerate(pieces) if i not in dropped] if dropped else pieces


def _respell(pieces: list[_Piece], respelled: list[tuple[int, int, str]]) -> list[_Piece]:
    """Put the plain words where disguised ones stand; longest first, never overlapping."""
    if not respelled:
        return pieces
    letters = [i for i, p in enumerate(pieces) if p[0] not in MARKS]
    out: list[_Piece] = []
    at = 0
    for start, end, plain in _disjoint(respelled):
        first, last = letters[start], letters[end - 1]
        out += pieces[at:first]
        low, high = pieces[first][1], pieces[last][2]
        out += [(c, low, high) for c in plain]
        at = last + 1
    return out + pieces[at:]


def _disjoint(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    chosen: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= c[0] or span[0] >= c[1] for c in chosen):
            chosen.append(span)
    return sorted(chosen)
