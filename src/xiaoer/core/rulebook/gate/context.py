"""Context that excuses a word: negation, quotation, explaining a rule."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"[.!?]")
_CLAUSE_END = re.compile(r"[.!?,~]")

_NEGATED = re.compile(
    r"(?:(?<!能)不能|(?<!可)不可以?|不允许|不让|不支持|不提供|不得|从来不|从不|绝不|决不|一概不|一律不|禁止|严禁|请勿|切勿|勿|(?<!要)不要|(?<![级区特分性类个识告差辨])别(?!人|家|的|处|说|提)|(?<!会)不会|不建议|(?<!有)没有|没法|"
    r"并非|(?<!是)不是|并不|无法|无需|不用|未|不接受|拒绝|不做|不搞|不参与|谢绝|不存在|不敢说|不承诺|不保证|不涉及|不属于|不具备|不具有|"
    r"没有?任何|不含|不宜|不便|不方便|不适合|不应该?|不等于|不代表|不作为|算不上|谈不上|称不上|不宣称|不(?:说|提|讲|宣传)(?:它|这个|什么|能|可以|有)?|不夸大|代替不了|不替代)"
    r"[^,.!?:]{0,8}$"
)
_DENIED = frozenset(["没有", *("不" + verb for verb in "要能用会让可必给支做搞建存")])
_DENIED_WITHIN = re.compile(
    "(?:从?来|一律|一概|绝)不(?:加|留|给|收|换|用)|(?:治|降|防|祛|消|去|补|代替|替代|管|抗|止|杀|保|调|解决|改善|缓解|根治|预防)不(?:了|掉|好|住)"
)
_BARE_NO = re.compile("(?<![要好可能会是行对差得了来无])不$")
_EFFECTS = frozenset("治消杀抗降祛防补淡美瘦止减根排解活调养护")  # 不消炎, but not 不加微信就
_QUOTED = re.compile(
    r"(?:您|你|亲|买家|顾客|客户|客人|有人|对方|别人|骗子|对话里|评价里?|差评里?|截图里?|留言里?|网上|其他店|别家|所谓的?|说的|这句|词|字眼|字样|叫做?|名为|名字是|写着|印着|刻着|标着|色号|口味|花色|唇色)"
    r"[^.!?]{0,12}$"
)
_AFTER_QUOTE = re.compile(
    r"\"[^.!?]{0,12}(?:违规|违法|不能|不可以|不允许|禁止|敏感|极限词|广告法|这样的|这种|这类|之类|是(?:色号|款式?|商品|产品|型号|系列|花色|口味|颜色)?名|[一二两三四]个字|的说法|的话|字样|字眼|是不对|不属实|不准确|的吗|(?:暂时|已经|都|也)?(?:缺货|断货|有货|没货|断码|补货|卖完))"
)
# A prohibition excuses what it speaks of (in its own clause) or what stands before it, but not what follows:
# 平台不让发，您加我微信.
_FORBIDDEN = re.compile(
    r"(?:平台|规则|规定|法律|广告法|新规|国家|公司|政策|法规)[^.!?]{0,12}(?:不允许|不让|禁止|不支持|不能|不可以|不得|严禁|明令|杜绝|严查|处罚|查处)"
)
_EXPLAINED = re.compile(
    r"不能乱说|(?:听听|听过)就算了|当(?:个)?故事听|没(?:什么)?捷径|没(?:有)?神药|谁说都别信|[这那]套[^,.!?]{0,8}(?:不管用|不作数)|不敢打包票|(?:说法|叫法|宣称|概念|字眼|宣传语?)[^.!?]{0,5}(?:不准确|不对|不规范|不成立|不存在|是错|不能用)|没(?:有)?保障|不受(?:平台)?保[护障]|举报|违规|违法|违反|处罚|扣分|封店|骗子|诈骗|骗局|受骗|上当|谨防|当心|冒充|假冒客服|防骗|钓鱼|不法分子"
)

_DENIES = re.compile(
    r"(?:我们|本店|这边|店里|平台|我)?(?:从来?|一律|都|也|是|并)*(?:不(?:能|会|可以|允许|让|敢|做|搞|卖|支持|提供|承诺|宣传|建议|需要|要求|参与)|没有|不是|并非|未|无法|没法|禁止|别信)"
    r"(?:[^,.!?]{0,8})(?:治|疗效|功效|功能|作用|加(?:您|微|v|好友|任何)|返现|返红包|刷单|好评|转账|扫码|私下|线下|验证码|密码|身份证|保证|最|第一|顶级|代替|替代|药|信|冒充|宣传|说法|卖|用作)|是(?:款|商品|品牌|色号|系列|型号|产品|书)名"
)
_GRANTED = re.compile(
    r"没有(?:这样|这种|这个|此)的?(?:规定|说法|事|规矩)|实付|按(?:实际|订单|付款)[^,.!?]{0,6}开|(?<!不)(?:全额退|退(?:您)?全款|全款退)|(?<![不没只仅])(?:也|都|照样|一样|同样)?(?:能|可以|支持|包)(?:七天|7天|无理由|申请|给您)*(?:退|换|赔|补|修|处理|开票)|不影响|也赔|包赔|不用(?:您)?(?:出|承担)|我们(?:来)?(?:出|承担|包)|免费(?:修|换|补)|"
    r"定制|定做|刻字|生鲜|鲜活|鲜花|易腐|虚拟|充值|贴身|内衣|内裤|跨境|保税|影响(?:二次|再次)?销售"
)
_PUT_OFF = re.compile("(?:别|不要|不用|不必|无需|先不|不急|不着急|没收到|延长)")
_SAYS = re.compile(
    r"(?:您|亲|买家|客人|顾客|评价|上面|留言|台词|背后|正面|衣服|派件员|快递员|他|她)[^.!?\"]{0,10}(?:写|说|骂|评|喊|叫|打|印|绣|标)(?:了|的|着|过|道|到)?(?:一?句|我们|这)?[,:]?$|(?:看到|所谓的?)[^.!?\"]{0,8}$"
)
_SCOLDED = re.compile(r"(?:您说|您讲|反映|投诉)[^,.!?]{0,8}骂(?:您|你|人|了|我)?$")
# What stands behind a word and takes it back: 好评返现的事我们不做的; 顶级缪斯，是款名.
_DENIED_AFTER = re.compile(
    r"[^.!?]{0,8}?(?:(?:我们|本店|店里|这边|咱们?|一律|一概|从来?|都|也|是|就|可|真|还)*不(?:做|宣传|宣称|搞|参与|用给|允许|存在|讲|说|提|敢说|收|接|碰|认|加|留|给也不加|卖)的?(?:啦|了)?(?=[,.!?~哦哈]|$)|没(?:有)?(?:什么|任何)?(?:科学)?(?:依据|根据)|信不得|不可信|都?是(?:谣言|瞎编)|也没有(?=[,.!~]|$)|不是的|没有的事|我们没有(?=[,.!~]|$)|请拒绝|别信|不要信|别这样|别点|请勿|没有返现|平台不管|"
    r"(?:我们|本店)?从?没(?:有)?(?:做过|写过|承诺过|宣传过|测过|检测过)|(?:话|词|说法|字眼|宣传)[^.!?]{0,14}(?:不让写|不能写|不让说|撤了|停用|删了)|(?:都|就)?算(?:是)?(?:虚假|违规|违法|作弊|欺诈)|"
    r"是(?:违规|骗|虚假|谣言|误导|(?:款|商品|品牌|色号|系列|型号|产品|书)名|注册商标|行业|形容|出版社|图案|设计))"
)
_SPEAKS_OF = re.compile(
    r"(?:您|你|亲|有人|别人|对方|骗子)[^,.!?]{0,3}(?:说|问|写|提|讲|听|看到)的?|这(?:个|种|类|些)?(?:词|说法|字眼|话)|字样|写着|印着|叫|名(?:字|称|为)"
)

_INVITES = re.compile("[0-9A-Za-z０-９]{3}|[零一二三四五六七八九]{5}|[加搜扫进+➕]|联系|找我|同名|私")


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around text[start:end]."""
    low = max(text.rfind(".", 0, start), text.rfind("!", 0, start), text.rfind("?", 0, start)) + 1
    return low, _end(_SENTENCE_END, text, end)


def clause_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around text[start:end]."""
    return clause_start(text, start), _end(_CLAUSE_END, text, end)


def clause_start(text: str, start: int) -> int:
    """Where the clause begins that text[start] stands in."""
    marks = (text.rfind(",", 0, start), text.rfind("~", 0, start))
    return max(
        *marks, text.rfind(".", 0, start), text.rfind("!", 0, start), text.rfind("?", 0, start)
    ) + 1  # fmt: skip


def _end(marks: re.Pattern[str], text: str, end: int) -> int:
    found = marks.search(text, end)
    return found.start() if found else len(text)


def negated(text: str, start: int) -> bool:
    """Whether the words before, in the same clause, deny it: 不能治疗, 没有全网最低."""
    low = clause_start(text, start)
    if _NEGATED.search(text, low, start):
        return True
    # The denial may reach into the match: 不|要加微信; 从|来不加微信; 降不了血压.
    return (
        text[max(0, start - 1) : start + 1] in _DENIED
        or _DENIED_WITHIN.match(text, start) is not None
        or (_BARE_NO.search(text, low, start) is not None and text[start : start + 1] in _EFFECTS)
    )


def quoted(text: str, start: int, end: int) -> bool:
    """Whether it stands between quotation marks as somebody else's or a forbidden word."""
    if '"' not in text:
        return False
    low, high = sentence_bounds(text, start, end)
    opened = text.rfind('"', low, start)
    closed = text.find('"', end, min(high + 1, len(text)))
    if opened < 0 or closed < 0 or text.count('"', low, start) % 2 == 0:
        return False
    return bool(_QUOTED.search(text, low, opened) or _AFTER_QUOTE.match(text, closed))


def reported(text: str, start: int, end: int) -> bool:
    """Whether a rude word is somebody else's: 您上面写“骗子”, 说派件员骂您神经病, 印着“无赖”两个字."""
    low = clause_start(text, start)
    if _SCOLDED.search(text, low, start):
        return True
    if '"' not in text:
        return False
    low, high = sentence_bounds(text, start, end)
    opened, closed = text.rfind('"', low, start), text.find('"', end, min(high + 1, len(text)))
    if opened < 0 or closed < 0 or text.count('"', low, start) % 2 == 0:
        return False
    return bool(_SAYS.search(text, low, opened) or _AFTER_QUOTE.match(text, closed))


def title_of(original: str, start: int, end: int) -> str:
    """The title of a book or a film that original[start:end] stands in (《最好的我们》); empty where there is none."""
    opened = original.rfind("《", 0, end)
    closed = original.find("》", end - 1)
    if opened < 0 or closed < 0 or "》" in original[opened : end - 1] or "《" in original[end:closed]:
        return ""
    return original[opened + 1 : closed]


def invites(title: str) -> bool:
    """Whether a title may hide an account or an invitation: 《加v同名》 is no book."""
    return _INVITES.search(title) is not None


def explained(text: str, start: int, end: int) -> bool:
    """Whether its sentence explains a rule or warns of a fraud."""
    low, high = sentence_bounds(text, start, end)
    if _EXPLAINED.search(text, low, high):
        return True
    forbidden = _FORBIDDEN.search(text, low, high)
    return forbidden is not None and forbidden.end() >= clause_start(text, start)


def talked_of(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is denied, stands quoted or in a sentence that explains a rule or warns of a fraud."""
    low, high = sentence_bounds(text, start, end)
    if explained(text, end - 1, end) or _DENIES.search(text, low, high) or denied_after(text, end):
        return True
    return _quotes(text, low, high)


def _quotes(text: str, low: int, high: int) -> bool:
    return '"' in text[low:high] and _SPEAKS_OF.search(text, low, high) is not None


def denied_after(text: str, end: int) -> bool:
    """Whether what follows text[:end] takes it back."""
    return _DENIED_AFTER.match(text, end) is not None


def granted(text: str, start: int, end: int) -> bool:
    """Whether its sentence grants a return, a repair or an invoice (特价也能退，不影响), or quotes the refusal."""
    low, high = sentence_bounds(text, start, end)
    return _GRANTED.search(text, low, high) is not None or _quotes(text, low, high)


def put_off(text: str, start: int, end: int) -> bool:
    """Whether its sentence asks to wait: 不用先确认收货."""
    low, high = sentence_bounds(text, start, end)
    return _PUT_OFF.search(text, low, high) is not None
