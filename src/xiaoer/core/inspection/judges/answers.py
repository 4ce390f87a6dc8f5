"""Answers: what was asked again, never answered, sold out with nothing else offered; and praise for what was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiaoer.core.inspection.judges.case import ANGRY, APOLOGY, DEMAND, LEAVES, Case, bare
from xiaoer.core.inspection.judges.sieve import Sieve
from xiaoer.core.inspection.marks import Draft

_SAID_BEFORE = re.compile(
    r"(?:刚|刚才|刚刚|前面|上面|之前|已经|不是|都)[^?]{0,6}(?:说|发|给|讲|写|报|提供|告诉)(?:了|过|的|你|您)|上面(?:不是)?(?:有|写|发)|(?:单|里)(?:里)?都?(?:有|写)|就(?:是)?刚才|(?:说|发|讲|给)过了|"
    r"看(?:下|一下)?(?:上面|前面|聊天记录)|说(?:几|多少)遍|又问|还(?:要)?问|重复|不看(?:消息|记录|字)|看没看|打的字|看不[见到](?:字|消息|我|吗)|瞎|没看(?:到|见)?我|看一?下消息"
)
_ASKS = re.compile(r"[?]|吗|呢|多少|什么|哪|麻烦|请|提供|发(?:一下|下|我|来)|报(?:一下|下)|告诉")
_TRULY_ASKS = re.compile(r"[?]|吗|多少|什么|哪[个款种]|提供|发(?:一下|下|我)|报(?:一下|下)|告诉|再(?:说|描述)")
_SLOTS = (
    (
        re.compile(r"身高|体重|三围|多高|多重"),
        re.compile(r"1[3-9]\d\s*(?:cm|公分)?[^\d]{0,6}\d{2,3}|\d{2,3}\s*(?:斤|kg|公斤)"),
        "身高体重",
    ),
    (
        re.compile(
            r"(?:是|问)哪(?:个|一|笔)(?:个)?(?:订单|单)|(?:提供|发|报|给|告诉|麻烦|请)[^,.!?]{0,10}(?:订单号|订单编号|单号)|(?:订单号|订单编号|单号|尾号)[^,.!?]{0,3}(?:是?多少|发|提供|报|给我|给一?下)"
        ),
        re.compile(r"(?<!\d)\d{8,22}(?!\d)|\d{6}-\d{8,}|尾号[:是 ]?\d{3,4}|单号[:是 ]?[a-z]{1,4}\d{4,}"),
        "订单号",
    ),
    (
        re.compile(
            r"(?:提供|发|报|留|告诉|麻烦)[^,.!?]{0,10}(?:手机|电话|联系)(?:号|方式)|(?:手机|电话)(?:号码?)?[^,.!?]{0,4}(?:发|报|提供|留)(?:给)?(?:我|一?下|过来)"
        ),
        re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
        "电话",
    ),
    (
        re.compile(r"(?:什么|哪个|哪种|哪款|啥)颜?色"),
        re.compile(
            r"(?:深|浅|靛|藏|湖|雾|米|奶|焦|宝|墨)[黑白红蓝灰粉绿黄紫棕青咖靛]|[黑白红蓝灰粉绿黄紫米杏棕青]色|[黑白红蓝灰粉绿黄紫米杏棕青](?:的|款|[,. ]|$)"
        ),
        "颜色",
    ),
    (
        re.compile(r"(?:什么|哪个|多大的?|几)(?:尺码|码|号)"),
        re.compile(r"\b[smlx]{1,4}\s*[码号]|\d{2,3}\s*码|\d?x+l", re.I),
        "尺码",
    ),
    (
        re.compile(
            r"(?:什么|哪个|哪种|哪款|啥)(?:型号|机型|牌子)|型号[^,.!?]{0,3}(?:是?哪|多少|什么|呢|发|报|提供|是[?])"
        ),
        re.compile(r"型号[:是]?[^,.!?]{0,4}[a-z]*\d|(?<![a-z\d])[a-z]{1,6}-?\d{2,5}(?![\d.])", re.I),
        "型号",
    ),
    (
        re.compile(r"(?:缺|少|漏)(?:了|少|发)?(?:的是)?(?:什么|哪|几|啥)"),
        re.compile(r"(?:缺|少|漏)(?:了|发|少)?(?:一|两|\d)?(?:个|颗|件|片|包|根|只|张|盒|瓶|条|把)"),
        "缺的东西",
    ),
    (
        re.compile(r"(?:要|拍|买|订|拿)(?:几|多少)(?:个|件|箱|套|盒|瓶|条|双|只|份|台|张)(?:呢|呀|[?,.!~ ]|$)"),
        re.compile(
            r"(?:要|拍|买|订|拿)(?:了)?(?:\d+|[一两二三四五六七八九十]+)(?:个|件|箱|套|盒|瓶|条|双|只|份|台|张)"
        ),
        "数量",
    ),
)
_OTHER_NUMBER = re.compile(
    r"新|之前|另|其他|下个|平时|喜欢|多一些|家里|运费|运单|支付|快递|物流"
)  # not the number of the order that he gave
_MAY_ASK = re.compile(
    r"问题|情况|咨询|哪|缺|少|漏|身高|体重|多[高重]|三围|重|型号|机型|几|多少|牌子|单号|编号|号|方式|色|码|再|重新|描述|说"
)  # one of these stands in every slot
_AGAIN = re.compile(
    r"重(?:新)?(?:发|报|说|讲)(?:一次|一遍|一下)|(?:您|你)?(?:想|要)咨询(?:什么|哪)[^,.!?]{0,3}|(?:遇到|出了|有|是)(?:了)?什么(?:问题|情况|状况)(?:呢|吗|呀|了|哦)*[,.?!~ ]*$|(?:再|重新)(?:说|描述|讲|发|提供|报)(?:一下|一遍|一次|下)|(?:描述|说)(?:一下|下)(?:您的)?(?:具体)?问题"
)
_NONE_LEFT = re.compile(
    r"不(?:再)?(?:补|进|出|生产)(?:货)?(?:了|啦|咯|[,.!~]|$)|预计[^,.!?]{0,8}(?:到货|补货|有货)|没有?现?货|[无缺断](?:现)?货|断码|(?:卖|送|发)(?:完|光|空|没(?!卖|送|发))|卖断|售罄|售空|抢(?:完|光)|(?<!就)(?<!会)下架|停产|没有?库存|^(?:暂时|也|都|全|现在)?(?:没有?了?|没的|无|木有)[哦呢哈啊呀的.!~ ]*$|补不了|(?<!过了就)(?<!期)不补了|不做了|停(?:产|售|做|了)|没有了|"
    r"没(?:有|得)?(?!人|什么|[^,.!?]{0,6}(?:单号|账号|编号|订单|号码))(?:这个|这款|该|您要的)?[^,.!?说]{0,6}(?:色|码|(?<![付退货打尾汇])款|号|规格|口味|版本|型号)(?:的)?(?:了|呢|哦|哈|的|[,.!~]|$)|(?:色|码|(?<![付退货打尾汇])款|号|\d)(?:的)?(?:也|都|已经)?(?:没有|没)(?:了|货)"
)
_WANTS = re.compile(r"呢[?]?$|有|货|码|色|款|补|库存|型号|规格|口味|号|还剩|买|要")
_IMPOSSIBLE = re.compile(
    r"不支持|(?:没办法|办法)[^,.!?]{0,6}(?:退|换|修|改|发|做|送|拆)|(?:的)?我们不(?:碰|做|卖|接)|(?:改|做|降|动|少|送|给|便宜|恢复|退|换|补|用|取消)不了|提前不了|发不了|无法|没法|不退|不折现|到不了|不单卖|不适合|不宜|不建议(?:您|用|吃|买|穿|拍|喝|装)|不卖(?:的)?(?:[,.!~ ]|$)|停产|过期|失效|还没定|不具备|不能[吃用穿喝装]|以内合适"
)
_OFFER = re.compile(
    r"(?:可以|能|也能|推荐|建议|试试)(?:看看?|换|选|用|领|先|考虑|拍|叠|给您|申请|了解)|换(?:成|个|一)|别的|其他款|其它款|另一款|另外一款|类似|替代|同款|同版型|相近|接近|"
    r"(?:也|还)有|预计|到货(?:提醒|通知|后)|(?<!不)(?<!再)补货|登记|提醒|还有(?:货|现货)|要不|不如|这边(?:能|可以)|的话.{0,14}(?:有|能发|可发|一样)|[色款码号装](?:的)?(?:还)?有(?:现?货|的)?|"
    r"链接(?:我)?发您|申请一?张|(?:只|还)?剩(?:下|的)?[^,.!?没]{1,8}(?:跟|和|与|、)"
)
_REAL = re.compile(
    r"[一-鿿a-z0-9]{1,8}[款色码号装寸升型版](?:[^,.!?没无]{0,14})(?:有|能发|可发|一样|接近|相同|现货|可以)|(?<!没)有[^,.!?没]{0,6}[色款码]|推荐|(?:可以|能|也能|这边能)(?:先)?(?:看看|看下|用|领|换|选|叠|帮您(?:叠|换|申请))|给您申请[^,.!?]{0,8}(?:券|红包|补偿)|(?:另|别的|其他)(?:外)?一?款|和[^,.!?]{1,8}(?:都|也)(?:是|有|能|可以)|我们这边有|建议看|\d+色的和|"
    r"现货.{0,6}(?:能|可)?发|送完了?,.{0,14}(?:还)?有|链接(?:我)?发您|款[^,.!?]{0,8}(?:明天|今天)能发|(?:只|还)剩(?:下|的)?[^,.!?没]{1,8}(?:跟|和|与|、)[^,.!?]{1,8}|[款色码装](?:那?[款种])?(?:和|跟)(?:它|这个|这款)[^,.!?]{0,4}(?:一|同|差不多|接近)|"
    r"[款色码号装][^,.!?没]{0,4}(?:还|也)有(?:现?货)?(?:[,.!~]|$)|有一?张[^,.!?]{0,14}(?:券|红包)|[^,.!?]{2,8}也(?:很|挺|蛮)?(?:好看|不错|合适|适合|好用|好吃)|[\w一-鿿]{1,6}的?(?:还|也|倒是?)有(?:[一二两三几\d]+[一-鿿]?|[smlx]|[,.!~ 的]|$)|申请一?张[^,.!?]{0,10}(?:券|红包)|"
    r"(?:不过|但是?)[^.!?]{0,16}(?:可以|能|有|给您)(?!问|咨询)[^,.!?]{2,}|(?:门店|同城|附近|线下)[^,.!?]{0,6}有货|可以看(?:一下)?我们|可以(?:先)?(?:给您|帮您)(?:补|换|申请|改)"
)
_WAY = re.compile(
    r"(?:您看|您觉得|您想|您更|您选|看您|您要|您喜欢|您倾向|您挑|要).{0,14}(?:还是|哪种|哪样|哪边|哪个|哪款|哪一|[一1]个[?])|还是.{1,12}[?]|(?:您|你)是[^,.!?]{1,10}还是|哪[种样]方便|哪个省心|选一个|挑一个|更(?:喜欢|倾向)"
)
_OPTIONS = re.compile(
    r"(?<![a-z])(?:x{0,3}[sl]|m|\dxl)(?=还是|或)|(?<=还是)(?:x{0,3}[sl]|m|\dxl)(?![a-z])|\d+(?:ml|毫升|克|寸|厘米|斤)?(?=和|还是|或)|\d+(?:ml|毫升|克|寸|厘米)|贵的|便宜的|\d+(?:\.\d+)?元|\d{2,4}的|先拍|寄回|[\w一-鿿]{1,8}?[款色码装盒](?!式)|[a-z]\d{2}|可以|退货|换货|换新|补偿|补发|退款|先|等|登记|提醒|直接约|换|补寄|退一半|[一-鿿]{2,4}店"
)
_ACT = r"(?:换|退|补|重做|重发|重新|维?修|寄|赔|送|取消|改)"
_OR = re.compile(
    r"(?:够了|就行|就好)[,;.](?:要是|如果|想|要)[^.!?]{2,24}(?:就|选|拿|换)|偏[^,.;!?]{1,6}[,;、][^.!?]{0,8}[;,][^,.;!?]{2,12}偏|急[^,.;!?]{0,4}(?:就|的话)[^,.;!?]{2,10}[,;]不(?:着)?急[^,.!?]{2,}|(?:送人|送礼)[^;.!?]{1,10}[,;][^,.;!?]{0,4}(?:自己|自用)|(?:自己|自用)[^;.!?]{1,10}[,;][^,.;!?]{0,4}(?:送人|送礼)|可以[^,.!?]{2,14},或者[^,.!?]{3,}|(?:换新|换货|退款|退货|补发|重发|维修|补偿|部分退)[^,.!?]{0,6}(?:或者?|还是)[^,.!?]{0,6}(?:换新|换货|退款|退货|补发|重发|维修|补偿|全额退|部分退)|和[^,.!?]{1,14}(?:您|你)(?:要|选|拿)哪|和[^,.!?]{1,14}(?:,|[^.!?]{0,10},)(?:您|你|亲)?(?:挑|选|要|看|更?喜欢|想要|离)[^,.!?]{0,4}哪|或者?[^.!?]{2,20},(?:您|你)?(?:看|选|挑)[^,.!?]{0,3}哪|"
    r"(?:帮您|给您)[^.!?]{2,20},也可以[^.!?]{2,}|"
    rf"(?:可以(?!的)|能)[^.!?]{{0,20}}(?:{_ACT}|上门|去|返|看|选)[^.!?]{{0,24}}(?:也可以|也能)(?!拨打|咨询|了解|联系)[^.!?]{{0,12}}(?:{_ACT}|上门|去|返|看|选|发)|"
    r"[\w一-鿿]{2,14}或者?[\w一-鿿]{2,14},.*\d元.*\d元|"
    rf"{_ACT}[^!]{{0,20}}(?:还是|或者|要么|要不)[^,.!?]{{0,6}}{_ACT}|选(?!就[行好可]|.{{0,3}}(?:质量|多拍|错拍|退|七天|不喜欢|您实际))(?P<one>[^,.;!?]{{1,8}}?)(?:更|就|比较|,|;)[^!?]{{0,24}}(?<!别)(?<!不)选(?!(?P=one))[^,.;!?]{{1,8}}|"
    r"(?:想要?|怕|喜欢|着急|不急|在意|图|嫌|求)[^,.;!?]{1,8}(?:就|的话)(?!好|行|可以)[^,.;!?]{1,14}[,;](?:但|如果)?(?:想要?|怕|喜欢|着急|不急|在意|图|嫌|求)[^,.;!?]{1,8}(?:就|的话)[^,.;!?]{1,}|"
    r"的\d{2,5}元?(?:和|跟)[^,.;!?]{1,8}的\d{2,5}(?!\d)|[,;]或者[^,.!?]{2,20}(?:也行|也可以|都行)|(?:用|找|选|拍)[^,.!?]{1,8}或者(?:用|找|选|拍|走)|推荐[^!?]{4,40}[,;.](?:预算|要是|如果|想|怕)[^,.;!?]{1,8}(?:就|可以)?(?:选|拿|用|拍|看)[^,.;!?]{1,10}|(?:放|选|拿|用|配|拍)(?P<two>[a-z\d一-鿿]{1,3}款)[^!?]{2,40}(?:就|选|拿|用|放|拍|配)(?!(?P=two))[a-z\d一-鿿]{1,3}款"
)
_EACH = re.compile(
    r"(?:大的|小的|厚的|薄的|贵的|长的|短的|单人|双人|[^,.;!?]{0,3}(?:款|色|码|装|盒|版|型|升|寸|毫升|克|cm))[^,.;!?]{0,8}(?:更|比较|适合|够|最|显|耐|省|轻便|划算|百搭)"
)
"""A good and what it is better for; two of them in a line are a choice with its reasons."""
_CHOOSE_EITHER = re.compile(
    r"(?:选|拿|买|拍|用)([^,.;!?]{1,8}?)(?:更|就|比较|够|最|,|;)[^!?]{0,24}(?:选|拿|买|拍|用)(?!\1)[^,.;!?]{1,8}"
)
_TWO_NAMED = re.compile(r"([a-z0-9一-鿿]{1,3}款)[^!?]{2,30}[,;.](?!\1)[a-z0-9一-鿿]{1,3}款(?![,;.])")
_SORTING = re.compile(
    r"退货(?:原因|理由)?选|(?:原因|理由)|请选\"|(?:看|咨询|问).{0,8}还是(?:查|问|咨询|售后)|售前还是售后|有什么可以帮"
)
_FAULT = re.compile(
    r"(?:我们|我这?边?|同事|仓库|财务|工厂|司机|网点|站点|主管|系统|店里|客服|质检|快递|物流|师傅|打包)[^.!?]{0,16}(?:疏忽|失误|没(?:有)?(?:检查|放|发|接|跟|及时|处理|做|看|通知|贴|装|交接|对接|控|说清|写清|到位|备注|保管|留意)|漏|错|忘|不到位|责任|瑕疵|偏差|"
    r"延误|超时|少[放装发]|不周|不对的|不该|拿错|写错|不逊|不当|骂人|不应该|不礼貌|(?:语气|态度)[^,.!?]{0,3}(?:不对|不好|差|冲|重)|断了|压坏|摔坏|破损)|是不对的|做得不对|责任在我|没盯(?:住|紧)|断过|没检好|是(?:我|咱)们[^,.!?]{0,10}(?:(?:用|发|写|放|挂|标)了|薄|松|少|粗心)|漏[看装发放打写登接回跟]|[发拿配装写打派]错|错[发放拿配装写派]|重复[打发]|故障|出错|疏忽|失误|爆仓|(?:造成|导致|引起)的?|延误|没打出来|是(?:我|咱)们[^,.!?]{0,12}(?:问题|责任)|是(?:我|咱)们[^,.!?]{3,24}(?:了|的)(?:[,.!~ ]|$)|"
    r"(?:应该|可能|估计|多半|原来|确实|就)?是(?!不是|否)[^,.!? 您你]{1,12}(?:没(?:有)?[一-鿿]{1,4}|不够|不足|不牢|松了|漏了?|放?少了|断了|进了|坏了|过期|受潮)|"
    r"(?:装箱|打包|分拣|发货|出厂|质检|运输|包装|登记|录入|配货|生产)(?:的)?(?:时候|过程|环节|途中|中)?[^,.!?您你]{0,6}(?:漏|错|没|少|坏|碎|压|松|摔)|(?:应该|可能|估计|多半)是(?!不是|否)[^,.!? 您你]{1,12}(?:压|碰|磕|摔|颠|挤|受潮|松动|不良|老化|堵)|是[^,.!?您你]{1,8}(?:问题|缺陷),(?:是)?我们的(?:责任|错|问题)"
)
_ON_THE_SPOT = re.compile(
    r"(?<!不)(?<!能)(?:退|换|补|重[装做发]|赔|修好?|免费?|不收费)(?![^,.!?]{0,6}(?:不了|吗|[?]))[^,.!?]{0,10}(?:您|新|今|明|周|点|元|全|差|一|[,.!~]|$)"
)
"""A way out beside the apology and the fault, whatever its words."""
_DEED = re.compile(
    r"(?:已经?|现在|马上|立刻|立即|这就|今天|今晚|明天|刚|给您|为您|帮您|先|单独)[^.!?]{0,18}(?:补|换|退|发出|寄|申请|安排|登记|催|重新|约|赔|联系|同意|推单|改派|办|操作|上报|免|给您发|重做|重发|送|修|取件|投诉|反馈|提交|解决|处理|上门|打电话|发顺丰|发新|由我|我来跟|我跟到)|由我[^,.!?]{0,4}(?:跟|负责|处理)|(?:退|补|赔)(?:给)?您[^.!?]{0,8}(?:今|明|\d点)|(?:换新|换货|退款|补发|重发|维修)[^.!?]{0,10}(?:您(?:来)?(?:定|选|挑)|都(?:行|可以))"
)


def repeated(case: Case) -> Iterator[Draft]:
    """`made_repeat`: asks for what the shopper already gave in this conversation."""
    for i in case.humans:
        words = case.words[i]
        if not words or not (_ASKS.search(words) or _AGAIN.search(words)):
            continue
        told = _already_told(case, i) if _MAY_ASK.search(words) else ""
        after = case.shopper_after(i)
        objects = (
            after is not None
            and after <= i + 2
            and _TRULY_ASKS.search(words)
            and _SAID_BEFORE.search(case.words[after]) is not None
        )
        if told or (objects and len(case.before(i, case.shoppers, 1)) > 0):
            what = f"“{told}”" if told else "说过的事"
            yield Draft(
                "made_repeat",
                case.seqs(i),
                f"又问了买家已经给过的{what}",
                "scorecard.repeat",
                0.92 if objects else 0.85,
            )


def _already_told(case: Case, i: int) -> str:
    words = case.words[i]
    for asked, given, name in _SLOTS:
        found = asked.search(words)
        if not found or not _ASKS.search(words[max(0, found.start() - 8) :]):
            continue
        answered = case.human_after(-1)
        if answered is None:
            return ""
        begun = max(words.rfind(mark, 0, found.start()) for mark in ",.!?;") + 1
        if name in ("订单号", "颜色") and _OTHER_NUMBER.search(words[begun : found.end()]):
            continue
        if given.search(words):
            continue  # he names what he was told, or says from which to choose
        if any(given.search(case.words[j]) for j in case.shoppers if j < i):
            return "" if _speaks_of_itself(words, found.start()) else name
    if _AGAIN.search(words) and any(
        not case.rows[j].courtesy and len(bare(case.words[j])) > 8 for j in case.shoppers if j < i
    ):
        return "问题"
    return ""


def _speaks_of_itself(words: str, at: int) -> bool:
    """发您单号, 快递单号是…: the shop gives it, it doesn't ask."""
    return (
        re.search(r"(?:把|您的|我们|快递|物流|退货|新|新的|运费|运|告知您?|给您|发您)[^,.!?]{0,4}$", words[:at])
        is not None
        or re.search(
            r"^[^,.!?]{0,12}(?:会?发(?:给)?您|短信|通知您|告知您)|^[^,.!?]{0,6}(?:是|已|给您|填|对比)", words[at + 2 :]
        )
        is not None
    )


_RHETORIC = re.compile(
    r"^(?:这|你们(?:这)?|真是)?(?:是)?什么(?:破|烂|鬼|垃圾)?(?:店|态度|服务|东西|人|客服|玩意儿?)(?:啊|呀|嘛)?[?!,.~ ]*$"
)


_ONLY_URGES = re.compile(r"(?:行|好的?|可以|嗯|那|ok)+吧?[,. ]*(?:快点|快一?点|尽快|赶紧)(?:吧|哈|哦|的|[,.!~ ]|$)+$")
"""Agreed, with a wish for haste: nothing is asked any more."""


def unanswered(case: Case) -> Iterator[Draft]:
    """`unanswered_question`: a question or demand that nobody answered to the end."""
    run = case.last_run()
    meant = [i for i in run if not case.rows[i].courtesy and bare(case.words[i]) and not _RHETORIC.match(case.words[i])]
    asked = next((i for i in meant if case.is_question(i) or DEMAND.search(case.words[i])), None)
    if asked is None:
        return
    if not case.is_question(asked) and (ANGRY.search(case.words[asked]) and len(meant) == 1 and case.humans):
        return  # angry last words, nothing asked
    if _ONLY_URGES.match(case.words[asked]):
        return
    if LEAVES.search(case.words[asked]) and not case.is_question(asked):
        return
    yield Draft("unanswered_question", case.seqs(asked), "买家的问题到最后没有人回答", "scorecard.unanswered", 0.9)


def alternatives(case: Case) -> Iterator[Draft]:
    """`no_alternative` and praise `true_alternative`, `two_choices`."""
    refused = -1  # the human line that refused, in mind until the shopper speaks
    for i in case.humans:
        words = case.words[i]
        may = _SIEVE.may(words) if words else frozenset()
        between = [j for j in case.shoppers if refused < j < i] if refused >= 0 else []
        still = refused >= 0 and not between
        wished = 0 < len(between) <= 2 and any(_WANTS_ANOTHER.search(case.words[j]) for j in between)
        if not words or not (may or still or wished or _MAY_CHOOSE.search(words) or _NOT_DONE.search(words)):
            continue
        real = ("real" in may and _REAL.search(words) is not None) or (
            wished and _GIVES_ANOTHER.search(words) is not None
        )
        out = "none" in may and _is_out(words) and _asked_for(case, i)
        impossible = "impossible" in may and _IMPOSSIBLE.search(words) is not None
        if (real and (out or impossible or still or wished or _declined(case, i))) or _sounds(
            case, i, "true_alternative", _MAY_OFFER
        ):
            yield Draft("true_alternative", case.seqs(i), "办不到时给了实在的替代", "scorecard.alternative", 0.85)
        elif out and not _offers(case, i):
            yield Draft("no_alternative", case.seqs(i), "没货，也没有给别的选择", "scorecard.alternative", 0.88)
        elif _asked_for(case, i) and _sounds(case, i, "no_alternative", _MAY_REFUSE) and not _offers(case, i):
            yield Draft("no_alternative", case.seqs(i), "办不到，也没有给别的办法", "hearing.no_alternative", 0.8)
        elif (
            not out and _NOT_DONE.search(words) and (_FLATLY.match(words) or _asks_on(case, i)) and not _offers(case, i)
        ):
            yield Draft("no_alternative", case.seqs(i), "办不到，也没有给别的办法", "scorecard.alternative", 0.85)
        if (may & {"way", "or", "each"} and two_choices(words)) or _sounds(case, i, "two_choices", _MAY_CHOOSE):
            yield Draft("two_choices", case.seqs(i), "给了两个具体的选择", "scorecard.two_choices", 0.85)
        refused = -1 if real else i if out or impossible or _is_refusal(words) else refused


_WANTS_ANOTHER = re.compile(
    r"差不多|类似|别的|其他|替代|适合|怎么办|没办法|灵活|有没有|白买|推荐|^那[^,.!?]{0,8}(?:呢|吗|有|怎么|[?]|$)"
)
_GIVES_ANOTHER = re.compile(
    r"(?<!没)有(?!问题|什么|啥|没有)[^,.!?没]{0,8}(?:款|色|码|件|个|[,.]|\d)|[^,.!?没不]{1,8}(?:的)?有(?:\d+|[,.!~]|货)|可以(?:直接)?(?:换|用|拍|约|走|改)[^,.!?]{2,}|要不[^,.!?]{3,}"
)


def _is_refusal(words: str) -> bool:
    return _REFUSES.search(words) is not None and not words.rstrip(" .!~").endswith(("?", "吗"))


_MAY_CHOOSE = re.compile(r"还是|或者|或是|要么|也可以|也行|的话|,[^,]*就|前者|另一|各|两[款个种套]|:")
_MAY_OFFER = re.compile(r"没|不|[断缺无售完]")
_MAY_REFUSE = re.compile(r"[没不停断无缺]|完了|光了")
_SOUNDS = {"two_choices": 0.6, "true_alternative": 0.7, "no_alternative": 0.5, "good_apology": 0.6}


def _sounds(case: Case, i: int, head: str, may: re.Pattern[str]) -> bool:
    """Whether a line that holds one of some words is heard as what no pattern knows."""
    return may.search(case.words[i]) is not None and case.heard(i).heads[head] >= _SOUNDS[head]


_NOT_DONE = re.compile(r"不支持[^,.!?]{1,8}|不上门|装不了|(?:加|装|发|寄|送|做|改|换|调|配|加急)不[了到]|不参加活动")
_REFUSES = re.compile(
    rf"{_NOT_DONE.pattern}|没有[^,.!?]{{1,6}}(?:作用|功能|功效|的款)|(?<![少忘错免受])[装结种用改砍吃穿带上拿赶]不了"
)
_FLATLY = re.compile(
    r"^(?:您好|亲亲?)?[,. ]?[^,.!?]{0,8}(?:(?:做|改|换|调|配|加急|发|送)不了[^,.!?]{0,6}|不参加活动了?)[,.!~ ]*$"
)
_ASKS_ON = re.compile(r"^(?:啊|哦|唉)?[,.]?那(?:么|要是|如果|我|有|能|可|怎|[一-鿿]{1,4}(?:呢|吗|行|可以))")


def _asks_on(case: Case, i: int) -> bool:
    """The shopper has to ask for another way himself, right after."""
    after = case.shopper_after(i)
    return after is not None and case.is_question(after) and _ASKS_ON.search(case.words[after]) is not None


_SIEVE = Sieve(
    {
        "not_done": _NOT_DONE,
        "none": _NONE_LEFT,
        "impossible": _IMPOSSIBLE,
        "real": _REAL,
        "way": _WAY,
        "or": _OR,
        "each": _EACH,
    }
)


_PRICE_KEPT = re.compile(r"价保|差价|保价")


def _is_out(words: str) -> bool:
    """Sold out, said and not asked (是无货，还是限购呢)."""
    found = _NONE_LEFT.search(words)
    return (
        found is not None
        and not _PRICE_KEPT.search(words)
        and re.match(r"[^,.!?]{0,4}(?:[?]|吗|呢)|,?还是", words[found.end() :]) is None
    )


def _asked_for(case: Case, i: int) -> bool:
    before = case.before(i, case.shoppers, 2)
    return bool(before) and before[0] >= i - 4 and any(_WANTS.search(case.words[j]) for j in before)


_DECLINES = re.compile(rf"{LEAVES.pattern}|不想")


def _declined(case: Case, i: int) -> bool:
    before = case.before(i, case.shoppers, 1)
    return bool(before) and _DECLINES.search(case.words[before[0]]) is not None


def _offers(case: Case, i: int) -> bool:
    """Whether something else is offered in this line or the next human lines before the shopper speaks."""
    for j in range(i, len(case.rows)):
        if case.rows[j].side == "shopper":
            return False
        if case.rows[j].side == "human" and (
            _OFFER.search(case.words[j]) or _REAL.search(case.words[j]) or case.rows[j].kind == "product_card"
        ):
            return True
    return False


def two_choices(words: str) -> bool:
    """Whether a line gives two concrete goods or ways out to choose from."""
    way = _WAY.search(words) is not None
    sure = (
        _OR.search(words)
        or len(_EACH.findall(words)) >= 2
        or (way and (_CHOOSE_EITHER.search(words) or _TWO_NAMED.search(words)))
    )
    if sure:
        return not _SORTING.search(words)
    if not way:
        return False
    return not _SORTING.search(words) and (not way or len(set(_OPTIONS.findall(words))) >= 2)


def apologies(case: Case) -> Iterator[Draft]:
    """Praise `good_apology`: names what went wrong and what is done now, with an apology here or just before."""
    for place, i in enumerate(case.humans):
        words = case.words[i]
        if not words:
            continue
        if APOLOGY.search(words) and case.heard(i).heads["good_apology"] >= _SOUNDS["good_apology"]:
            yield Draft("good_apology", case.seqs(i), "说清了错在哪里和现在怎么办", "hearing.good_apology", 0.8)
            continue
        if APOLOGY.search(words) and _FAULT.search(words) and _ON_THE_SPOT.search(words):
            yield Draft("good_apology", case.seqs(i), "说清了错在哪里和现在怎么办", "scorecard.apology", 0.85)
            continue
        if not _DEED.search(words):
            continue
        at = next((j for j in (i, *_line_before(case, place)) if _FAULT.search(case.words[j])), None)
        if at is None:
            continue
        near = [i, *case.before(i, case.humans, 3)]
        if any(APOLOGY.search(case.words[j]) for j in near):
            yield Draft("good_apology", case.seqs(at, i), "说清了错在哪里和现在怎么办", "scorecard.apology", 0.85)


def _line_before(case: Case, place: int) -> list[int]:
    """The human line just before one, where the shopper said nothing in between."""
    if not place:
        return []
    i, before = case.humans[place], case.humans[place - 1]
    return [] if any(before < j < i for j in case.shoppers) else [before]
