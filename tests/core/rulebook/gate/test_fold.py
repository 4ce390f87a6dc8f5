"""Folding: disguises come off, and every character still knows where it came from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.rulebook.gate.fold import MARKS, fold, squeeze
from xiaoer.core.rulebook.gate.screen import _blotted

texts = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)


def test_disguises_come_off() -> None:
    assert squeeze("ＶＸ：➊②３　㊙薇❤信") == "vx123薇信"
    assert squeeze("加\u200b微·信 號") == "加微信号"
    assert squeeze("wēi x̲ìn") == "weixin"
    assert squeeze("壹叁捌") == "138"
    assert squeeze("V❤️：abc") == "v信abc"
    assert squeeze("线↓付") == "线下付"


def test_marks_between_single_characters_are_dropped() -> None:
    assert fold("加，微，信，聊", []).text == "加微信聊"
    assert fold("亲，面料是纯棉的", []).text == "亲,面料是纯棉的"
    assert fold("现价1,299.5元", []).text == "现价12995元"


def test_respelled_words_keep_their_span() -> None:
    folded = fold("亲加薇❤芯哦", [(2, 4, "微信")])
    assert folded.text == "亲加微信哦"
    assert folded.span(2, 4) == (2, 5)


@given(texts)
def test_offsets_point_into_the_original(text: str) -> None:
    folded = fold(text, [])
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    spans = list(zip(folded.starts, folded.ends, strict=True))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(texts)
def test_squeezed_form_is_the_folded_one_without_marks(text: str) -> None:
    assert "".join(c for c in fold(text, []).text if c not in MARKS) == squeeze(text)


def test_harmless_words_are_taken_out_alike_in_whatever_order_they_come() -> None:
    folded = fold("天然a货翡翠", [])
    words = ["然a货", "a货翡", "天然a"]
    assert len({_blotted(folded, order).text for order in (words, words[::-1], words[1:] + words[:1])}) == 1
