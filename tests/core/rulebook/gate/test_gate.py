"""The gate through its door: what is stopped, what is not, and why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.errors import BadInput
from xiaoer.core.rulebook.gate import Gate, ShopContext, read_wording

GATE = Gate()


def kinds(text: str, category: str | None = None) -> set[str]:
    return {f.kind for f in GATE.check(text, category=category).findings}


@pytest.mark.parametrize(
    ("text", "category", "verdict", "kind"),
    [
        ("这件大衣是全网最保暖的", "女装", "block", "absolute_term"),
        ("您永远是最棒的", "女装", "warn", "absolute_term"),
        ("枕着睡能治颈椎病", "家纺", "block", "medical_claim"),
        ("每天喝一杯能降血压", "茶叶", "block", "food_disease_claim"),
        ("两周就能祛斑美白", "护肤", "block", "cosmetic_efficacy"),
        ("您加我微信细聊", "女装", "block", "off_platform"),
        ("差价支付宝转给我就行", "女装", "block", "private_payment"),
        ("五星好评截图返您3元", "食品", "block", "cash_for_review"),
        ("帮我们刷单的话佣金五元", "食品", "block", "false_review"),
        ("把短信验证码发给我", "数码", "block", "personal_data"),
        ("你脑子有病吧", "数码", "block", "abuse"),
        ("那是快递的问题，跟我们没关系", "数码", "warn", "blame_shifting"),
        ("保证明天能到", "数码", "warn", "unfounded_promise"),
        ("再不拍就没货了", "数码", "warn", "fake_urgency"),
        ("我们店不开发票", "数码", "block", "invoice_refusal"),
        ("特价的不退不换", "女装", "block", "rights_denial"),
        ("退款原因别选质量问题，选不想要", "女装", "block", "false_refund_reason"),
        ("麻烦您先点一下确认收货", "女装", "warn", "early_receipt"),
        ("先确认收货，给您返5元", "女装", "block", "early_receipt"),
        ("高仿包，和专柜一模一样", "女包", "block", "prohibited_goods"),
        ("哦", "女装", "warn", "cold_reply"),
        ("催什么催", "女装", "warn", "negative_wording"),
        ("我要下班了", "女装", "warn", "self_centred"),
    ],
)
def test_every_kind_is_found(text: str, category: str, verdict: str, kind: str) -> None:
    result = GATE.check(text, category=category)
    assert (result.verdict, kind in {f.kind for f in result.findings}) == (verdict, True)
    for finding in result.findings:
        assert text[finding.start : finding.end] == finding.span
        assert finding.reason
        assert finding.source


@pytest.mark.parametrize(
    "text",
    [
        "加薇❤芯看图", "➕ⓥ聊", "w e i x i n 聊", "卫星号abc123", "扣扣号二三四五六七",
        "1З8-OO13-8OOO 打我电话", "好*评*返*现", "全網最低價", "蕞便宜的价格", "傻 ❤ 逼",
    ],
)  # fmt: skip
def test_disguises_do_not_help(text: str) -> None:
    assert GATE.check(text, category="女装").verdict == "block"


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("最近单量大，回复慢了抱歉", "女装"),
        ("最好用冷水手洗", "女装"),
        ("第一次购买可以领券", "女装"),
        ("可以用微信支付", "女装"),
        ("平台规定不能加微信，您在这里说就好", "女装"),
        ("有人让您微信转账的话一定是骗子", "女装"),
        ("没有治疗作用，不舒服请咨询医生", "家纺"),
        ("加V领的也有", "女装"),
        ("订单号是13812345678", "女装"),
        ("退货地址：杭州市余杭区1号仓库，电话13812345678", "女装"),
        ("电子发票和纸质的效力一样", "家电"),
        ("定制款不支持七天无理由，下单页有提示", "家居"),
        ("消毒液有消字号，能杀菌", "消毒用品"),
        ("雾化器用于哮喘的辅助治疗，请遵医嘱", "医疗器械"),
        ("您好", "女装"),
    ],
)
def test_harmless_lines_pass(text: str, category: str) -> None:
    assert GATE.check(text, category=category).findings == ()


def test_the_category_decides() -> None:
    line = "拆封后不支持七天无理由"
    assert kinds(line, "家电") == {"rights_denial"}
    assert kinds(line, "食品") == set()
    assert kinds("这款能护肝解酒", "茶叶") == {"food_disease_claim"}


def test_a_shopper_is_never_blocked() -> None:
    for text in ("加我微信吧", "你们全网最低价吗", "滚", "13812345678", "好评返现吗"):
        assert GATE.check(text, by="shopper").verdict != "block"
    assert GATE.check("加我微信吧", by="shopper").verdict == "warn"


def test_a_robot_is_judged_like_a_person() -> None:
    assert GATE.check("您加我微信", by="robot") == GATE.check("您加我微信")


def test_the_shop_brings_its_own_words() -> None:
    shop = ShopContext(names=("第一品牌旗舰店",), hotline="13812345678", brands=("王牌",), promises=("本店假一赔十",))
    gate = Gate(shop=shop)
    assert gate.check("欢迎光临第一品牌旗舰店").verdict == "pass"
    assert GATE.check("欢迎光临第一品牌旗舰店").verdict == "block"
    assert gate.check("有事打13812345678").verdict == "pass"
    assert gate.check("假一赔十，放心拍").verdict == "pass"
    assert GATE.check("假一赔十，放心拍").verdict == "warn"


def test_rules_hold_from_their_day_to_their_last() -> None:
    row = {
        "id": "x", "kind": "absolute_term", "pattern": "超级棒", "level": "block", "zh": "因", "en": "why",
        "source": "法", "confidence": "law", "valid_from": date(2026, 1, 1), "valid_until": date(2026, 6, 30),
    }  # fmt: skip
    wording = read_wording({"a.toml": {"rule": [row]}})
    line = "这个超级棒"
    assert Gate(wording, at=date(2026, 3, 1)).check(line).verdict == "block"
    assert Gate(wording, at=date(2025, 12, 31)).check(line).verdict == "pass"
    assert Gate(wording, at=date(2026, 7, 1)).check(line).verdict == "pass"


@pytest.mark.parametrize(
    ("change", "said"),
    [({"kind": "nonsense"}, "nonsense"), ({"pattern": "(a"}, "regular"), ({"pattern": "[^a]"}, "fixed word")],
)
def test_a_wrong_rule_is_named(change: dict[str, str], said: str) -> None:
    row = {
        "id": "r.1",
        "kind": "abuse",
        "pattern": "哎",
        "level": "warn",
        "zh": "",
        "en": "",
        "source": "",
        "confidence": "",
    }
    with pytest.raises(BadInput, match=r"a\.toml, rule r\.1") as caught:
        read_wording({"a.toml": {"rule": [{**row, **change}]}})
    assert said in str(caught.value)


@given(st.text(max_size=80), st.sampled_from([None, "食品", "化妆品", "女装", "医疗器械"]))
def test_any_text_is_judged_and_offsets_point_into_it(text: str, category: str | None) -> None:
    result = GATE.check(text, category=category)
    for finding in result.findings:
        assert text[finding.start : finding.end] == finding.span
        assert 0 <= finding.start < finding.end <= len(text)
