"""Words that rules look for, in lines of many trades that mean no harm; and the faults that stand beside them."""

from __future__ import annotations

import pytest

from xiaoer.core.rulebook.gate import Gate

GATE = Gate()

HARMLESS = [
    ("手工花器", "釉面有一点烟熏色，磨一下就没了"),
    ("二奢", "仿款我们不收，送检不过全额退"),
    ("打印机", "机器有毛病寄回来，来回运费店里出"),
    ("乐器", "指板是玫瑰木，琴身莎比利合板"),
    ("户外", "气罐快递寄不了，要到门店买"),
    ("眼镜", "按您的瞳距度数加工的镜片，属于定制，不支持无理由，度数错了重做"),
    ("渔具", "没拆的七天内随时退"),
    ("保温杯", "清洁：湿毛巾擦一遍再晾干"),
    ("咖啡", "烘好两周左右香气最好"),
    ("玉器", "A货指的是天然翡翠，和染色的B货不一样"),
    ("图书", "《微信运营手册》和《好评返现的真相》都是正版"),
    ("美妆", "色号“最美初雪”断货了，“晚风”还有"),
    ("药店", "没处方我们也发不了，处方药得药师审核"),
    ("潮玩", "店铺关注第一千名的礼物昨天送出了"),
    ("母婴", "请把要更换的手机号发给我，我改一下收件信息"),
    ("水产", "鲜活的不支持七天无理由，死了按只赔"),
    ("", "QQ群里有人传这款停产了，没有的事，一直在产"),
    ("茶叶", "刮油这种话您当故事听，空腹别多喝"),
    ("", "不加微信哦，就在这里说"),
    ("电脑", "开不开票都一个价，票照样给您开"),
    ("女鞋", "您选成了“不想要”，其实是我们寄错，撤了改选“发错货”"),
    ("水族", "外挂过滤器挂在缸背面，别让进水口露出来"),
    ("图书", "书里反派骂的“废物”之类有几处，给孩子买前看下"),
    ("", "返现的卡片不是我们放的，您拍一张发我核对"),
    ("文具", "专票这个月开不了，普票今天就能开"),
    ("宠物", "开封的饲料不支持七天无理由，胀袋的照退"),
    ("女装", "您上面写“这家是骗子”，我看了心里也不好受，今天重发"),
    ("快递", "您说派件员骂您神经病，时间告诉我，我去反映"),
    ("平板", "看网课、刷刷微信，64G够用"),
    ("水果", "橙子治不了口腔溃疡，老不好去看口腔科"),
    ("二手", "私下转账一律不收，钱只走订单"),
    ("美妆", "从来不加买家微信，有事在这说"),
    ("洗护", "它不消炎也不杀菌，只是清洁"),
    ("五金", "13855667788那个是物料码，不是电话"),
    ("家具", "先验货再点收货，有磕碰当场拍"),
    ("窗帘", "这单不支持无理由退货，店里的规定：裁切、改短的不支持无理由"),
]
FAULTS = [
    ("内衣", "内裤质量问题也不给退", "rights_denial"),
    ("二奢", "高仿的有，您要几只", "prohibited_goods"),
    ("打印机", "你是不是有毛病，问个没完", "abuse"),
    ("文具", "专票普票都开不了，别问了", "invoice_refusal"),
    ("女装", "你写“神经病”？我看你才是神经病", "abuse"),
    ("平板", "加微信聊，便宜五十", "off_platform"),
    ("水果", "橙子治口腔溃疡，吃三天就好", "food_disease_claim"),
    ("洗护", "消炎杀菌就靠它", "cosmetic_efficacy"),
    ("五金", "13855667788是我电话，您打", "off_platform"),
    ("图书", "《加v同名领资料》", "off_platform"),
    ("母婴", "手机上的码发给我，我帮您退", "personal_data"),
    ("渔具", "特价的没有七天无理由", "rights_denial"),
    ("家电", "退的时候勾“不想要”，运费我回头补您", "false_refund_reason"),
    ("药店", "不看处方，头孢直接发", "prohibited_goods"),
    ("雪具", "签收就算验收，后面的事别找我们", "rights_denial"),
]
COACHED = [
    ("灯具", "多半是您家电压不稳，灯没问题", "blame_shifting"),
    ("", "看说明书", "cold_reply"),
    ("", "您跟我急也没用", "negative_wording"),
    ("", "我要被店长扣钱的", "self_centred"),
    ("家具", "坐二十年也不会晃", "unfounded_promise"),
    ("茶具", "再犹豫就被后面的人拍走了", "fake_urgency"),
]


@pytest.mark.parametrize(("category", "text"), HARMLESS)
def test_words_that_mean_no_harm_pass(category: str, text: str) -> None:
    assert GATE.check(text, category=category or None).findings == ()


@pytest.mark.parametrize(("category", "text", "kind"), FAULTS)
def test_the_fault_beside_them_is_still_stopped(category: str, text: str, kind: str) -> None:
    result = GATE.check(text, category=category or None)
    assert result.verdict == "block"
    assert kind in {finding.kind for finding in result.findings}


@pytest.mark.parametrize(("category", "text", "kind"), COACHED)
def test_what_is_to_be_coached_is_marked(category: str, text: str, kind: str) -> None:
    result = GATE.check(text, category=category or None)
    assert result.verdict == "warn"
    assert kind in {finding.kind for finding in result.findings}


def test_a_line_that_is_plainly_nothing_is_not_coached() -> None:
    text = "做完这一批就没有了，下一批下个月开窑，不急的话可以等"
    assert GATE.check(text, category="瓷器").findings == ()
