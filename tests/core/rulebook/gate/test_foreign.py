"""Another shop's text in this shop's chat warns; what both say alike, or anybody could say, does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from xiaoer.core.facts import Allowance, ShopFacts
from xiaoer.core.rulebook.findings import GateResult
from xiaoer.core.rulebook.gate.foreign import foreign, shop_marks, with_foreign
from xiaoer.files.shop_folder import read_shop

EXAMPLES = Path(__file__).resolve().parents[4] / "examples"
CLOTHES = read_shop(EXAMPLES / "qinghe_womenswear").folder.facts
FOOD = read_shop(EXAMPLES / "shanyu_foodgift").folder.facts
ADDRESS = "浙江省杭州市余杭区云杉路18号3号仓 山屿仓储 0571-00002468"
FOOD_MARKS = shop_marks(FOOD, return_address=ADDRESS, words=["感谢您来山里看看，路上慢慢走，想吃点心再回来"])
OWN_MARKS = shop_marks(CLOTHES, return_address="广州市白云区某路1号", words=[])


def found(text: str, facts: ShopFacts = CLOTHES) -> list[tuple[str, str]]:
    return [(f.span, f.reason) for f in foreign(text, OWN_MARKS, [FOOD_MARKS], facts, date(2026, 11, 3))]


@pytest.mark.parametrize(
    ("text", "span", "what"),
    [
        ("亲，这里是山屿食礼，欢迎光临", "山屿食礼", "店名"),
        ("推荐您看这款雨前龙井绿茶 越州产区 2026春茶 铁罐装", "雨前龙井绿茶 越州产区 2026春茶 铁罐装", "商品"),
        ("SY1101还有货的亲", "SY1101", "商品"),
        ("现在有冬日囤礼，每满300减30", "冬日囤礼，每满300减30", "活动"),
        ("请寄到余杭区云杉路18号3号仓，写上昵称", "余杭区云杉路18号3号仓", "退货地址"),
        ("有事打0571-0000 2468", "0571-0000 2468", "退货地址"),
        ("感谢您来山里看看，路上慢慢走，想吃点心再回来~", "感谢您来山里看看，路上慢慢走，想吃点心再回来", "话术"),
    ],
)
def test_what_belongs_to_another_shop(text: str, span: str, what: str) -> None:
    [(words, reason)] = found(text)
    assert words == span
    assert "“山屿食礼”" in reason
    assert what in reason


def test_each_phrase_of_one_example_warns_in_the_other_unless_anybody_could_say_it() -> None:
    said = [p.text for p in FOOD.phrases if len(p.text) > 30]
    assert said
    assert all(found(text) for text in said)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "您好，在的",
        "满199减15券可以领",
        "SY11012",
        "这款连衣裙有M码，今天可以发出",
        "运费险退货按保险公司规则赔",
        "18号发货",
    ],
)
def test_what_anybody_may_say(text: str) -> None:
    assert found(text) == []


def test_the_own_shops_words_are_its_own() -> None:
    texts = [p.text for p in CLOTHES.phrases] + [p.title for p in CLOTHES.products.values()]
    assert [t for t in texts if found(t)] == []
    assert list(foreign("这里是山屿食礼", FOOD_MARKS, [FOOD_MARKS], FOOD)) == []


def test_a_lead_may_allow_it() -> None:
    given = Allowance("山屿食礼", "other_shop", "", date(2026, 12, 1), "联名活动")
    assert found("和山屿食礼联名", replace(CLOTHES, allowances=(given,))) == []
    late = replace(given, until=date(2026, 11, 2))
    assert found("和山屿食礼联名", replace(CLOTHES, allowances=(late,)))


def test_the_gates_own_word_stands() -> None:
    warned = foreign("这里是山屿食礼", OWN_MARKS, [FOOD_MARKS], CLOTHES)
    assert with_foreign(GateResult("pass"), warned).verdict == "warn"
    assert with_foreign(GateResult("block", (), "改"), warned) == GateResult("block", warned, "改")
    assert with_foreign(GateResult("pass"), ()) == GateResult("pass")
