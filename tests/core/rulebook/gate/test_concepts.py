"""Words of one meaning, and the pairs of meanings that the second ear weighs."""

from xiaoer.core.rulebook.gate.concepts import CLOSE, Concepts, pairs, shipped_table
from xiaoer.core.rulebook.gate.ear import concepts

LEXICON = Concepts({"ill": ["鼻炎", "痛风"], "better": ["断根"], "no": ["不"], "drug": ["药", "断根"]})


def test_words_of_one_meaning_have_the_same_features() -> None:
    assert LEXICON.named(LEXICON.met("鼻炎断根")) == LEXICON.named(LEXICON.met("痛风三天断根"))


def test_the_order_of_two_meanings_is_told() -> None:
    assert "¤no>ill" in LEXICON.named(LEXICON.met("不治鼻炎"))
    assert "¤ill>no" in LEXICON.named(LEXICON.met("鼻炎不犯"))


def test_a_word_may_have_two_meanings_but_makes_no_pair_with_itself() -> None:
    assert LEXICON.named(LEXICON.met("断根")) == {"¤better", "¤drug"}


def test_far_apart_words_are_no_pair() -> None:
    assert not list(pairs(LEXICON.met("鼻炎" + "好" * (CLOSE + 1) + "断根")))
    assert list(pairs(LEXICON.met("鼻炎" + "好" * CLOSE + "断根")))


def test_the_shipped_lexicon_has_no_empty_word_and_no_word_twice_in_a_concept() -> None:
    for name, words in shipped_table().items():
        assert all(words), name
        assert len(set(words)) == len(words), name
    assert concepts().met("我妈的鼻炎断根了")
