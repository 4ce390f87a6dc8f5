"""Conduct: what the wording gate finds in human lines, and what only the talk around a line shows to be wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from xiaoer.core.inspection.judges.attitude import (
    BLAMED,
    BRUSH_OFF,
    CALLED_NAMES,
    FAULTY,
    HELPS,
    OWN_TROUBLE,
    SOFTENED,
    SUSPECTS,
    manner,
)
from xiaoer.core.inspection.judges.case import Case, is_curt
from xiaoer.core.inspection.judges.hearing import shipped
from xiaoer.core.inspection.judges.sieve import Sieve
from xiaoer.core.inspection.judges.weighing import weighed
from xiaoer.core.inspection.marks import Draft
from xiaoer.core.rulebook.findings import Finding
from xiaoer.core.rulebook.gate import Gate

_HEALTH = frozenset(["medical_claim", "food_disease_claim", "cosmetic_efficacy"])
_CLAIMS = _HEALTH | {"absolute_term"}
_OWN = frozenset(["cold_reply"])  # judged by `manners`, with the greeting in sight
_GRAVE = frozenset(["early_receipt", "personal_data", "false_refund_reason", "invoice_refusal", "cash_for_review"])
_SECRET = re.compile(r"密码|验证码|校验码|动态码|安全码|cvv|短信.{0,6}码")
_EFFECT = re.compile(r"见效|有效|治|根除|痊愈|瘦|祛|淡斑|美白|反弹|副作用|降(?:压|糖|脂)|假一|无效")
_TAKE_OR_LEAVE = re.compile(r"爱[一-鿿]不|^看谁")  # provoking, no insult
_SURE_EFFECT = re.compile(
    r"(?:保证|一定|肯定|绝对|百分百|100%|必定|包)[^,.!?]{0,6}(?:见效|有效|治好|好转|瘦|祛|根治|痊愈|白|长高|断根)|无效[^,.!?]{0,3}(?:退|赔)"
)
_NEVER_HARMS = re.compile(
    r"(?:保证|肯定|绝对|百分百|一定)不(?:会)?(?:过敏|掉|坏|褪|反弹|起球|缩水|糊|漏)|包(?:涨价|升值)"
)
_FALSE_EFFECT = re.compile(
    r"根除|根治|治(?:好|愈)|痊愈|包治|治百病|药到病除|疼痛全消|专治|壮阳|抗癌|降(?:血压|血糖|血脂|三高)|骨密度[^,.]{0,4}(?:恢复|正常)|比[^,.]{0,6}药[^,.]{0,4}(?:管用|有效)|"
    r"(?:\d+|[一两三七])个?(?:天|日|周|疗程|盒)[^,.!?]{0,4}(?:见效|有效果|淡斑|祛斑|美白|瘦\d|消除)|(?:吃|喝|用)(?:了|着)?[^,.!?]{0,6}保证有效|"
    r"(?:病|炎|疼痛?)[^,.!?]{0,3}(?:就|都|全)(?:能)?(?:好|没|消失|断根)(?:了|$)|(?:天|周|月|疗程)[^,.!?]{0,6}(?:把|让)?(?:红血丝|痘印|斑|皱纹|妊娠纹|黑眼圈|疤痕?)[^,.!?]{0,4}(?:去掉|去除|消|没了|淡)"
)
_OWN_WORDS = re.compile(r"规定|流程|做不了|没办法|没法")
_THANKED = re.compile(r"(?:谢谢|感谢|让|辛苦|麻烦)(?:您|你)等着")
_ALL_GIVEN = re.compile(r"(?:送|发|卖)完(?:了)?就没(?:有)?了")  # said of what is gone, not of what may go
_AFTER_OFFER = re.compile(r"(?:活动|优惠)(?:结束|过)[^,.!?]{0,6}(?:涨|恢复|原价)")  # a fact about the price
_WISHED = re.compile(r"(?:祝|愿|希望|早日|早点)[^,.!?]{0,6}(?:消|好|康|愈|恢复|退)")
_WARNS_OFF = re.compile(r"(?:千万)?(?:别|不要|勿)[^,.!?]{0,4}(?:发|给|告诉|提供)|谁都不(?:要|能)给")
_OF_REVIEWS = re.compile(r"评|刷|空包|单|晒图|销量")
_NO_REFUSAL = re.compile(
    r"(?:不过|但是?|可是)[^,.!?]{0,6}(?:可以|能|给您|帮您)|不知道(?:您|你|老人|宝宝|家里|他|她|有没有|是不是|是否|能不能)|(?:承担|出|付)[^.!?]{0,6}页面有写"
)
_ASIDE_BY_CONTACT = re.compile(r"加(?:我|一下)?[^,.!?]{0,3}(?:v|微|薇|q)|微信", re.I)
_PAYS = re.compile(r"转|付|扫|收款|打款|红包|汇")
_BRUSHES = re.compile(r"刷(?:一)?(?:单|评)|空包")
_OF_A_PLACE = re.compile(r"门店|自提|驿站|网点|师傅|快递员|司机|维修点|服务点|专柜")
_NO_PROMISE = re.compile(
    r"(?:可以|能|支持|包)(?:直接|免费|给您)?(?:换|退|修)|(?:肯定|一定|绝对)(?:是|没法|不能|不行|用不了|没有?|不好)"
)
_SWEARS_NOT = re.compile(r"(?:不(?:好|敢|能|会)|没法|无法|没人能|谁也)[^,.!?]{0,6}(?:打包票|保证|承诺|担保)")
_ASKS_CONTACT = re.compile(r"加(?:个|一下|下|你|您)*(?:微信|v|vx|qq)|(?:微信|vx|qq)(?:号)?(?:是?多少|发|给)")
_HANDLE = re.compile(r"(?<![a-z0-9])(?=[a-z_\-]*\d)[a-z][a-z0-9_\-]{5,19}(?![a-z0-9])")
_RANK = re.compile(r"(?:是|排|您)第\d{2,}")
_NO_HURRY = re.compile(r"闭眼|^一个人")
_NO_REVIEW = re.compile(r"(?:不需要|不用|无需|不要求|不强求)[^,.!?]{0,4}(?:好评|五星)|真实(?:感受|体验|评价)")
_PRESSES = re.compile(r"先|才能|才会|不然|否则|返|红包|退")
_CHANGED_HIS_MIND = re.compile(
    r"(?:买|拍|选|下|填)(?:错|重|多|成)|不(?:想|要|喜欢)(?!问|说|让)|用不(?:上|着|到)|拍了[两2三]|后悔|行程|去不了|重新拍|改成一"
)
_HAS_IT = re.compile(r"待收货|(?:已经?|都)收到|确认收货[^,.!?]{0,6}(?:在哪|怎么)|怎么[^,.!?]{0,6}确认收货")
_GOES_ON = re.compile(
    r"(?:评(?:价|论)?(?:完|好|了)|截图|晒图|五星|好评)[^.!?]{0,16}(?:返|转|领|红包|给您|打给|发我)|(?:一定|必须|要)(?:得|是|要)?(?:五星|好评)"
)
"""More of a bargain about a review, once money was offered for it."""
_PRESSES_RECEIPT = re.compile(
    r"(?:先|抬手|顺手|帮忙)[^,.!?]{0,4}(?:点|确认)(?:一?下|掉|了)?[^,.!?]{0,2}(?:确认)?收货|先把收货(?:点|确认)|收货(?:您|你)?先?(?:点(?:了|掉|一下)|点了没)"
)
_INSISTS = re.compile(
    r"(?:反正|总之|说了)[^,.!?]{0,6}(?:不|没)|没(?:有)?这(?:个|种)?(?:规矩|规定|说法)|就是(?:退|换|赔)?不(?:能|了|给|行|可以)?(?:退|换|赔)?|(?:退|换|赔)不了"
)
_CURES = re.compile(r"根除|根治")
_ASIDE = re.compile(
    r"私下(?:走|交易|谈|来|转|付)|绕(?:开|过)平台|平台(?:要|会)?抽成|(?<!不用)(?<!不要)(?<!别)(?<!不必)加(?:一下|下)?(?:我们?|客服|店长|老板|售后|店里)?的?(?:企业|个人)?(?:[微薇威]信|微(?=[:,. a-z\d])|vx|qq|扣扣)|扫(?:我|这个|店)[^,.!?]{0,4}码[^,.!?]{0,3}(?:看|加|进|领)"
)
_PAID_ASIDE = re.compile(
    r"(?:转账|打款|汇款|扫(?:这个|我的?|一下|下)?(?:收款|二维)码)[^,.!?]{0,8}(?:少收|便宜|优惠|减|省)|我(?:私人|个人)(?:转|打|付)(?:给)?(?:您|你)|(?:支付宝|微信|银行卡|私人账户|个人账户)[^,.!?]{0,14}(?:转|打|付|汇)(?:过来|给我|到我|我)"
)
_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_HOME = re.compile(r"(?:地址|住)(?:是|在)?[一-鿿]{2,10}\d+(?:号|栋|弄|幢)")
_OF_ANOTHER = re.compile(
    r"(?:她|他|别的?买家|那位|另一位|上一?位|阿姨|顾客|客户|买的)|住[在\w]{2,}|(?:叫|姓)[一-鿿]{1,3}|[一-鿿](?:姐|哥|总|工|老师|先生|女士|阿姨|叔叔?|大[爷妈姐哥])的?(?:手机|电话|号码|地址)"
)
_ASKS_OF_ANOTHER = re.compile(
    r"(?:她|他|同事|朋友|邻居|前[夫妻任]|对象|别人|[一-鿿]{2,3})(?:的)?(?:地址|电话|手机|订单|住)[^,.!?]{0,4}(?:在?哪|是?多少|是什么|号)"
)
_OWN_CONTACT = re.compile(r"加我|加(?:v|微|q)|微信|vx|扣扣|我的?(?:电话|手机|号)|我个人|转我|联系我|打给我|私")
_DENIES = re.compile(
    r"不(?:能|可以|会|具备|是|宜|要|用(?!去|吃|再|看))|请勿|谨防|千万别|没有|没法|无法|并非|(?:赔|找|追|管|保)不(?:了|到|回)|没(?:有)?保障|不受|风险|被骗|骗子|违规|封号|走平台|遵医嘱|咨询医生|就医|普通食品"
)
_PHONES_HIM = re.compile(r"(?:电话|来电)(?:给|联系)您|给您(?:打|回)个?电话|打(?:您|你)电话")
_WARNS_OF_IT = re.compile(r"没有?保障|不安全|不要|不能|不可以|谨防|违规|违反|直接在这里|平台(?:内|上|里)")
_SWORN = re.compile(r"保证|肯定|一定|必定|绝对|包(?!邮|装|裹)|无效[^,.!?]{0,3}退|放心[^,.!?]{0,3}(?:吃|用|喝)")
_ACCOUNT = re.compile(r"[a-z0-9]{5,}", re.I)  # whoever gives an account does not warn of it
_INVOICE_EXTRA = re.compile(
    r"加钱|(?:补|加|收|交|付)[^,.!?]{0,4}(?:税(?!号)|\d+个?点|[一二三四五六七八九十]个?点)|不?满\d+[^,.!?]{0,4}(?:才(?:能)?|不(?:给)?)开|(?:交|收|付)[^,.!?]{0,4}\d*元?(?:的)?手续费|另收[^,.!?]{0,4}(?:税|%)|(?:没有|不开|不提供|开不了)发?票|(?:^|[,.!~ ])(?:我们?|这边|店里|小店|那)?(?:都|是|暂时|就)?(?:不(?:给|能|提供)?开|开不了|没法开)(?:的|了|票|哦|哈|[,.!~ ]|$)"
)
_OF_INVOICE = re.compile(r"发票|开票|专票|普票|税")
_PREFERRED = (
    ("abuse", ("negative_wording", "blame_shifting", "self_centred", "cold_reply")),
    ("rights_denial", ("blame_shifting", "fake_urgency", "self_centred", "negative_wording")),
    ("blame_shifting", ("negative_wording",)),
    ("false_refund_reason", ("rights_denial",)),
    ("invoice_refusal", ("rights_denial",)),
    ("cash_for_review", ("false_review",)),
)
"""A kind, and the less specific ones that it stands for in the same line."""
_INSULTS_FIRST = ("negative_wording", "blame_shifting", "self_centred", "cold_reply")
_REFUSED_FAULT = re.compile(
    r"(?:洗过|用过|穿过|拆(?:开|封|了)|签收)[^,.!?]{0,10}(?:不能退|退不了|不给退|不退|不负责|没问题|不管|不换|不能换|不认)|(?:用过|穿过|洗过)的[^,.!?]{0,6}(?:退不了|换不了|不能退|不能换|不退|不换|不给(?:退|换))|"
    r"(?:不退不换|不管(?:了|的)|不负责|不赔|赔不了|不处理|不(?:会)?同意(?:的|了)?|不给(?:退|换|赔))|(?:正常|都这样)[^,.!?]{0,4}损耗|拆(?:封|开)?(?:就|后|了)?(?:包装)?[^,.!?]{0,4}(?:退|换)不了|拆封(?:就|后|了)?[^,.!?]{0,4}不(?:支持)?(?:退|换)|买家(?:先)?(?:自己)?(?:承担|垫付|出(?:运费)?)[^.!?]{0,6}(?:不退|$)|"
    r"(?:^|,)(?:都|是|我们)?(?:不给?|没法)(?:退|换)(?:的|哦|哈|了|[,.!~ ]|$)|只换不退|只退不换|概不(?:负责|退换)|(?:退款|退货)(?:要|得|需要)?扣[^,.!?]{0,8}(?:费|折旧)|必须(?:要|有|提供)[^,.!?]{0,4}(?:开箱|拆箱)视频|没有?(?:拍)?(?:开箱|拆箱)?视频[^.!?]{0,8}(?:不|没法|无法|没办法)|"
    r"(?:运费|邮费)[^,.!?]{0,3}自(?:理|付|费|己(?:出|付|承担|掏))|属于?人为[^.!?]{0,4}(?:不|没)|检测(?:费|报告)[^.!?]{0,10}(?:您|你|买家)(?:先)?(?:出|付|提供|承担)|(?:您|你|买家)(?:先)?(?:出|付|提供)[^,.!?]{0,4}检测|不包(?:活|赔)|到付[^,.!?]{0,6}(?:不收|拒收)|不保(?:修|了|的|哦|[,.!~ ]|$)|(?:没法|不能|无法)(?:给(?:您|你))?(?:退|换|负责|赔)(?:的|了|哦|哈|呢|[,.!~ ]|$)|(?:运费|邮费|快递费)(?![^,.!?]{0,4}不)[^,.!?]{0,6}(?:由|是|都是|一律|也是)?(?:买家|您|你|顾客|客户)(?:这?边)?(?:自己)?(?:自理|自付|出|付|承担)|签收(?:了|后|就|即)*[^,.!?]{0,6}(?:默认|视为|代表|等于|就是)[^,.!?]{0,4}(?:完好|没问题|认可|合格)|"
    r"(?:影响)?二次销售[^.!?]{0,6}(?:不|没)|试穿[^.!?]{0,12}(?:不能|不给|没法)退|不接受(?:退|换)|我们(?:是)?不认(?:的|账|[,.!~]|$)|(?:看|试|打开)(?:了|过|一下)?也?算(?:拆|用|穿)|拆(?:了|开|掉|封)?(?:塑封|包装|膜|封|盒)?[^,.!?]{0,6}不(?:支持|能|可以|享受|适用)[^,.!?]{0,4}(?:无理由|退|换)"
)
_EXCEPTED = re.compile(r"非质量|(?:食品|生鲜|贴身|内衣|定制|美妆|化妆品)[^,.!?]{0,6}(?:拆|开|一经|除)")
"""What the law leaves out of the right to return without a reason."""
_PERSONAL_GOODS = re.compile(r"食品|奶粉|零食|茶|酒|罐|喝|吃|内衣|内裤|面膜|口红|精华|面霜|护肤|定制|刻字")
_OPENED = re.compile(r"拆(?:封|开|了)|开封|打开|(?:喝|吃|用|试|戴|穿)过|定制|刻字")
_NO_PRICE_PROTECTION = re.compile(
    r"(?:降价|差价|价保)[^.!?]{0,12}(?:不能退|不退|没有|不支持|不给|退不了)|买了就买了|我们不支持"
)
_ASKS_PRICE = re.compile(r"价保|差价|降价|保价")
_PAGE_SAYS = re.compile(r"页面|详情|标题|写(?:着|了|的)|宣传|写\\w|活动规则")
_PAGE_DENIED = re.compile(
    r"写了也没用|写(?:了|的|着)(?:也)?不(?:代表|等于|一定)|(?:系统|页面)(?:显示|写)的.{0,8}(?:不|没)|系统(?:自动)?写的|店(?:铺)?不参(?:与|加)|写的(?:也)?不(?:算|代表)|写的[^,.!?]{0,4}(?:参考|看看)|不(?:算|作)数|送完了?就没|不是必送"
)


def conduct(case: Case, gate: Gate, category: str | None) -> tuple[list[Draft], list[tuple[str, int, str]]]:
    """Findings of human lines, and (agent, day, level) for each line with a gate finding."""
    hearing = shipped()
    drafts: list[Draft] = []
    begun: set[str] = set()
    wording: list[tuple[str, int, str]] = []
    for i in case.humans:
        row = case.rows[i]
        if row.kind in ("text", "product_card"):
            heard = gate.findings(row.text, category=category)
            found = [one for one in heard if not one.heard]  # a supposition is no proof against anybody
            levels = {finding.level for finding in found}
            wording += [(row.who, row.day, level) for level in sorted(levels)]
            of_line = _going_on(case, i, list(_of_line(case, i, found).values()), begun)
            of_line = list(weighed(case, i, {d.kind: d for d in of_line}, hearing).values())
            of_line = [d for d in of_line if d.kind != "false_refund_reason" or not _is_his_reason(case, i)]
            begun |= {draft.kind for draft in of_line}
            drafts.extend(of_line)
    return drafts, wording


def _gives_contact(case: Case, i: int) -> bool:
    """An account in letters and digits, given to a shopper who had just asked to be added elsewhere."""
    return (
        any(_ASKS_CONTACT.search(case.words[j]) for j in case.before(i, case.shoppers, 2))
        and _HANDLE.search(case.words[i]) is not None
        and not _DENIES.search(case.words[i])
    )


def _going_on(case: Case, i: int, drafts: list[Draft], begun: set[str]) -> list[Draft]:
    """What a line adds to what was begun: a bargain about a review, a refusal, a wish to talk elsewhere."""
    kinds, words = {draft.kind for draft in drafts}, case.words[i]
    if "off_platform" not in kinds and _gives_contact(case, i):
        drafts = [*drafts, Draft("off_platform", case.seqs(i), "把站外账号给了买家", "scorecard.off_platform", 0.9)]
    if (
        "early_receipt" not in kinds
        and _PRESSES_RECEIPT.search(words)
        and not _holds_it(case, i)
        and not _DENIES.search(words)
    ):
        drafts = [*drafts, Draft("early_receipt", case.seqs(i), "催买家先确认收货", "scorecard.early_receipt", 0.9)]
    if "cash_for_review" in begun - kinds and _GOES_ON.search(words) and not _BRUSHES.search(words):
        reason = "接着谈用好评换钱"
        return [*drafts, Draft("cash_for_review", case.seqs(i), reason, "scorecard.cash_for_review", 0.88)]
    if "rights_denial" in begun - kinds and _INSISTS.search(words) and not HELPS.search(words):
        rest = [draft for draft in drafts if draft.kind not in _INSULTS_FIRST]
        return [*rest, Draft("rights_denial", case.seqs(i), "坚持拒绝买家的权利", "scorecard.rights", 0.88)]
    return drafts


def _of_line(case: Case, i: int, findings: Sequence[Finding]) -> dict[str, Draft]:
    found: dict[str, Draft] = {}
    for finding in findings:
        if (draft := _draft(case, i, finding)) and (draft.kind not in found or draft.fatal):
            found[draft.kind] = draft
    grave = found.keys() & _GRAVE
    for draft in _by_context(case, i):
        if not grave or draft.kind not in _INSULTS_FIRST:
            found.setdefault(draft.kind, draft)
    for kind, lesser in _PREFERRED:
        if kind in found:
            for other in lesser:
                found.pop(other, None)
    _one_of_two(found, case.words[i])
    return found


def _one_of_two(found: dict[str, Draft], words: str) -> None:
    """Where two kinds rest on the same words, the more specific one stays."""
    negative = found.get("negative_wording")
    if negative and (
        ("self_centred" in found and _OWN_WORDS.search(negative.reason))
        or ("blame_shifting" in found and "没看" in negative.reason)
    ):
        del found["negative_wording"]
    if "cash_for_review" in found and _BRUSHES.search(words):
        found["false_review"] = replace(found.pop("cash_for_review"), kind="false_review")
    if "off_platform" in found and "private_payment" in found and not _PAYS.search(words):
        del found["private_payment"]  # 走微信便宜 says where to talk on, not yet where to pay
    if "private_payment" in found and not _ASIDE_BY_CONTACT.search(words):
        found.pop("off_platform", None)  # 不走平台 is how it is paid
    if "wording_block" in found and "unfounded_promise" in found:
        # one claim: a promise where it is sworn to, a false claim where it is only stated
        del found["wording_block" if _SWORN.search(words) else "unfounded_promise"]
    data = found.get("personal_data")
    if data and data.rule == "scorecard.leak":
        found.pop("off_platform", None)
    elif data and "private_payment" in found:
        del found["personal_data"]


def _draft(case: Case, i: int, finding: Finding) -> Draft | None:
    words = case.words[i]
    if finding.kind in _OWN or (finding.kind in _CLAIMS and finding.level != "block") or _means_else(finding, words):
        return None
    if finding.kind == "rights_denial" and _is_excepted(case, i):
        return None
    if finding.kind == "false_refund_reason" and _is_his_reason(case, i):
        return None
    if finding.kind == "early_receipt" and not _PRESSES.search(words) and _holds_it(case, i):
        return None
    kind = "wording_block" if finding.kind in _CLAIMS else finding.kind
    if finding.kind in _HEALTH and re.search("保证|肯定|一定|必定", finding.span):
        kind = "unfounded_promise"  # a cure that is sworn to
    if kind == "abuse" and _TAKE_OR_LEAVE.search(finding.span):
        kind = "negative_wording"
    fatal = (
        finding.kind in _HEALTH
        or (kind == "unfounded_promise" and _EFFECT.search(finding.span) is not None)
        or (kind == "personal_data" and _is_leak(finding, words))
    )
    reason = f"“{finding.span}”：{finding.reason}"
    return Draft(kind, case.seqs(i), reason, finding.source or f"gate.{finding.kind}", 0.95, fatal)


def _is_excepted(case: Case, i: int) -> bool:
    """Food, cosmetics or underwear that was opened, and nothing wrong with it: the law leaves it out."""
    said = " ".join(case.words[j] for j in case.before(i, case.shoppers, 4))
    return (
        _PERSONAL_GOODS.search(case.words[i] + said) is not None
        and _OPENED.search(case.words[i] + said) is not None
        and FAULTY.search(said) is None
    )


def _is_his_reason(case: Case, i: int) -> bool:
    """Whether the reason is the shopper's own: bought by mistake or not wanted, and nothing wrong with the goods."""
    said = " ".join(case.words[j] for j in case.before(i, case.shoppers, 4))
    return _CHANGED_HIS_MIND.search(said) is not None and FAULTY.search(said) is None


def _holds_it(case: Case, i: int) -> bool:
    """Whether the shopper asked how an order that he has received is closed."""
    return any(_HAS_IT.search(case.words[j]) for j in case.before(i, case.shoppers, 3))


def _means_else(finding: Finding, words: str) -> bool:
    """Whether the line shows that the gate's word means something else after it was said.

    The gate asks before a line is sent and may be careful; what counts against a person must hold.
    """
    span = finding.span
    return {
        "off_platform": span.startswith("不过这")
        or bool(_PHONES_HIM.search(words))
        or ("电话" in span and _OF_A_PLACE.search(words) is not None)
        or (_WARNS_OF_IT.search(words) is not None and _ACCOUNT.search(span) is None),
        # what is stated as a right or against the goods promises nothing that may not come
        "unfounded_promise": _NO_PROMISE.search(span) is not None
        or _SWEARS_NOT.search(words) is not None
        or span.startswith("保证不")
        or span == "包活"
        or _CURES.search(span) is not None,
        "abuse": _THANKED.search(words) is not None,
        "fake_urgency": _ALL_GIVEN.search(words) is not None
        or _AFTER_OFFER.search(words) is not None
        or _NO_HURRY.search(span) is not None
        or ("绝版" in span and re.search("没有?了|没货|卖完|停产", words) is not None)
        or re.search("[刚已]卖空|亏本[^.!?]{0,4}(?:做|卖|不)", words) is not None,
        "prohibited_goods": re.search("翡翠|玉|手镯|种水", words) is not None
        and span.lower() == "a货",  # jade's grade A
        "blame_shifting": re.search("不(?:用|需要)(?:您|你)", words) is not None,
        "private_payment": "码" in span and re.search("付|转|钱|款|元", words) is None,
        "medical_claim": _WISHED.search(words) is not None,
        "absolute_term": _RANK.search(words) is not None,
        "rights_denial": "手续费" in span and "退" not in words,  # a fee of paying, not of returning
        "personal_data": "几口人" in span
        or _WARNS_OFF.search(words) is not None
        or re.search(r"(?:要改|新)[^,.!?]{0,3}(?:手机|电话|号码)", words)
        is not None,  # who cooks for how many is asked to advise
        "cash_for_review": _NO_REVIEW.search(words) is not None,
        "false_review": _NO_REVIEW.search(words) is not None or _OF_REVIEWS.search(words) is None,
        "negative_wording": re.search("卖(?:完|光)|没货|断货|售罄", span) is not None  # what is offered instead decides
        or _NO_REFUSAL.search(words) is not None
        or (
            ("办法" in span or "做不了" in span)
            and (SOFTENED.search(words) is not None or HELPS.search(words) is not None)
        )
        or (
            "清楚" in span
            and re.search(
                "说不清|听不清|抱歉|(?:有|哪|要是|还)[^,.!?]{0,6}不清楚|不清楚的?(?:就|随时|可以|地方|您)", words
            )
            is not None
        )
        or (span.endswith("到吗") and "也" in words)
        or _THANKED.search(words) is not None
        or is_curt(words, words),  # 没有 alone is cold, and judged as that
    }.get(finding.kind, False)


def _is_leak(finding: Finding, words: str) -> bool:
    """Codes and passwords asked for, or another person's data given."""
    asks = re.search(r"身份证|银行卡|证件|户口|护照|驾驶证|人脸", finding.span)
    return _SECRET.search(words) is not None or asks is None


_ASKS_SECRET = re.compile(
    r"(?:提供|(?<!给您)(?<!向您)(?<!通)发(?!送)|报(?!错)|告诉|拍|念|给我)[^.!?]{0,24}(?:身份证|银行卡号|密码|验证码|校验码|[六四64]位(?:数字|码))|身份证[^.!?]{0,10}(?:正反面|照片|号)[^.!?]{0,6}发"
)
_NOT_ASKED = re.compile(
    r"不(?:需要|用|要|会|必)|无需|千万别|别(?:发|告诉|提供)|请勿|谨防|(?:订单|平台|系统|海关)(?:页|页面|里|上)[^,.!?]{0,6}(?:填|上传|提交)|自己设|您设置|忘记密码|重置|实名"
)
_CODES = re.compile(r"密码|验证码|校验码|位(?:数字|码)")
_OWN_GROUND = re.compile(r"视频|质量|只换不退|概不|扣|二次销售|试穿|检测|包活")
_SIEVE = Sieve(
    {
        "refused": _REFUSED_FAULT, "price": _NO_PRICE_PROTECTION, "page": _PAGE_DENIED, "effect": _FALSE_EFFECT,
        "aside": _ASIDE, "paid": _PAID_ASIDE, "secret": _ASKS_SECRET, "phone": _PHONE, "home": _HOME, "names": CALLED_NAMES, "invoice": _INVOICE_EXTRA, "sure": _SURE_EFFECT, "never": _NEVER_HARMS,
        "blamed": BLAMED, "brush": BRUSH_OFF, "own": OWN_TROUBLE, "suspects": SUSPECTS,
    }
)  # fmt: skip


def _by_context(case: Case, i: int) -> Iterator[Draft]:
    """What a line means only after what the shopper said."""
    words = case.words[i]
    may = _SIEVE.may(words) if words else frozenset()
    if not may:
        return
    said = " ".join(case.words[j] for j in case.before(i, case.shoppers, 4))
    if not _is_excepted(case, i):
        yield from _rights(words, said, may, case.seqs(i))
    yield from _claims(words, said, may, case.seqs(i))
    yield from manner(words, said, may, case.seqs(i))


def _rights(words: str, said: str, may: frozenset[str], seqs: tuple[int, ...]) -> Iterator[Draft]:
    opened = re.search(r"拆|打开", words + said) is not None and re.search(r"无理由|退", words + said) is not None
    faulty = FAULTY.search(said) or opened or _OWN_GROUND.search(words)
    if (
        ("refused" in may and faulty and _REFUSED_FAULT.search(words) and not _EXCEPTED.search(words))
        or ("price" in may and _ASKS_PRICE.search(said) and _NO_PRICE_PROTECTION.search(words))
        or ("page" in may and _PAGE_SAYS.search(said) and _PAGE_DENIED.search(words))
    ):
        yield Draft("rights_denial", seqs, "拒绝或加重了法律、页面给买家的权利", "scorecard.rights", 0.9)
    if "invoice" in may and _INVOICE_EXTRA.search(words) and (_OF_INVOICE.search(words) or _OF_INVOICE.search(said)):
        yield Draft("invoice_refusal", seqs, "拒开发票或要求加价", "scorecard.invoice", 0.9)


def _claims(words: str, said: str, may: frozenset[str], seqs: tuple[int, ...]) -> Iterator[Draft]:
    denies = bool(may & {"effect", "aside", "sure", "never", "paid"}) and _DENIES.search(words) is not None
    if "effect" in may and not denies and _FALSE_EFFECT.search(words):
        yield Draft("wording_block", seqs, "宣称治疗或虚假功效", "scorecard.false_effect", 0.92, fatal=True)
    if "never" in may and not denies and _NEVER_HARMS.search(words):
        yield Draft("unfounded_promise", seqs, "保证不会出问题，没有依据", "scorecard.promise_effect", 0.9)
    if "sure" in may and not denies and _SURE_EFFECT.search(words):
        yield Draft("unfounded_promise", seqs, "保证效果，没有依据", "scorecard.promise_effect", 0.92, fatal=True)
    if "aside" in may and not denies and _ASIDE.search(words):
        yield Draft("off_platform", seqs, "引导买家绕开平台交易", "scorecard.off_platform", 0.9)
    if "paid" in may and not denies and _PAID_ASIDE.search(words):
        yield Draft("private_payment", seqs, "引导买家私下付款", "scorecard.private_payment", 0.9)
    if "secret" in may and _ASKS_SECRET.search(words) and not _NOT_ASKED.search(words):
        fatal = _CODES.search(words) is not None
        yield Draft("personal_data", seqs, "索要证件、卡号、密码或验证码", "scorecard.secret", 0.92, fatal=fatal)
    of_another = ("phone" in may or "home" in may) and (_OF_ANOTHER.search(words) or _ASKS_OF_ANOTHER.search(said))
    if of_another and (_PHONE.search(words) or _HOME.search(words)) and not _OWN_CONTACT.search(words):
        yield Draft("personal_data", seqs, "说出了别人的电话", "scorecard.leak", 0.9, fatal=True)
