from __future__ import annotations

from xiaoer.core.text.words import bigrams, content, words


def test_words_of_the_trade_stay_whole() -> None:
    assert words("退货运费谁出") == ("退货运费", "谁", "出")
    assert "七天无理由" in words("支持七天无理由吗？")


def test_bigrams_find_what_words_miss() -> None:
    assert "退货" in bigrams("退货运费")
    assert bigrams("M码 2.0L!") == ("m", "码", "2.0l")


def test_content_drops_what_only_holds_the_sentence() -> None:
    assert content(("这", "面料", "的", "吗")) == ("面料",)
