"""How a phrase sounds, so that it can be found by typing pinyin without a Chinese input method."""

from __future__ import annotations

import re

HEARD = 24  # characters from the beginning; what one remembers of a phrase is how it begins
_LATIN = re.compile(r"[a-z0-9]+")


def sounds(text: str) -> str:
    """Initials, a blank, and whole syllables of the first characters: "退货运费" → "thyf tuihuoyunfei".

    Loads its dictionary at first use.
    """
    from pypinyin import lazy_pinyin

    heard = [_LATIN.findall(part.casefold()) for part in lazy_pinyin(text[:HEARD])]
    syllables = [word for words in heard for word in words]
    return f"{''.join(s[0] for s in syllables)} {''.join(syllables)}".strip()
