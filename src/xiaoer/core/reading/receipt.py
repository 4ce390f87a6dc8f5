"""Whether a shopper says that goods which count as signed for have not come (签收未收到).

Said in four ways: it was not received, it is not where it should lie, another signed (or nobody could have), the
signature is false. Only words about the parcel count: money, invoices, codes and answers that have not come are other
matters. So are suppositions (万一没收到), other shops' parcels, and what was found in the end. Pure.
"""

from __future__ import annotations

import re

_OTHER = (
    r"退款|退的?钱|钱|返现|补偿|赔偿|赔付|红包|优惠券|券|积分|发票|短信|信息|消息|通知|取件码|验证码|电话|回电|来电|回复|答复|回应|赠品|行程单|"
    r"礼物卡|售后|申请|链接|二维码|运费险|邮件|提醒|提示|反馈|单号|客服"
)
_NOT = r"(?:没有?|未|木有|冇|从没|没能|不曾)"
_GOODS = r"(?:包裹|快递(?!员|柜|架|单|公司|点)|快件|货(?!号|款|架|到付)|东西|(?<![条文邮证])件(?!数|码))"
_PLACE = (
    r"(?:柜子?|信?箱|门口|门缝|门卫|楼下|楼道|车棚|货架|前台|驿站|保安|物业|收发室|登记本|便利店|代收点|自提点|放置点|网点|菜鸟|丰巢|"
    r"手里|手上|家里|架子?上)"
)
_END = r"(?=$|[\s，。！？,.!?；;…~啊呀呢吧耶哦了])"
_WHO = r"(?:谁|哪个|什么人|别人|其他人|陌生人|他人)"
_TAKE = r"(?:签(?:收|走|了|的|掉)?|拿走|领走|取走|拿了|领了|取了|冒领|代领|顺走|偷走?)"
_SIGNED = r"(?:签收|签了|妥投|送达|已签|送到|投递成功|已取出|出库|完结|完成配送)"
_AWAY = r"(?:外地|出差|不在家|没在家|在?上班|老家|飞机|国外|家里没人|家里也没人|一个人住|旅游|回老家)"

_NOT_RECEIVED = (
    rf"{_NOT}(?:有|真的|实际|亲自)?(?:[帮替给]我?|我)?代?(?:收|拿|取|领|摸|碰)(?:到|着|过)"
    rf"(?!(?:[我你]们?的?|您的?|那?个|任何|这个?)?(?:客服|发货|签收|取件|平台)?(?:{_OTHER}|款))",
    rf"{_GOODS}[^，。！？,.!?]{{0,5}}(?:{_NOT}|还没|都没)(?:有|真的)?"
    r"(?:到(?!账|期|货)|来(?!得)|送(?:到|来|达|上)|投|给我|在我|见(?:到|着|影|过)?|影(?!响)|交给我)",
    r"(?:实际|明明|压根|根本|就)[^，。！？,.!?]{0,3}没(?:有人?)?(?:人来?)?(?:送|投|派)(?!礼|赠)",
    r"没人(?:来过?|给我)?(?:送|敲门|打过?电话)[^。！？!?]{0,14}(?:显示|写|却|就|已)[^。！？!?]{0,6}(?:签|送达|妥投|送到)",
    rf"{_NOT}人?(?:看|见|找|瞧)(?:到|着|过|见)?(?:过)?(?:你们?的?|我的|任何|这个?|那个)?(?:包裹|快递(?!员)|货(?!号|款|架)|东西|件|影(?!响))",
    rf"{_SIGNED}[^。！？!?]{{0,14}}{_NOT}(?:看|见|找|瞧)(?:到|着|见|过){_END}",
    rf"(?:(?<!给)我|本人|自己|家里?人?)(?:根本|压根|都|并|可|也)?{_NOT}(?:签|收)(?:收|字|货|过|啊|呀|呢|吧)?{_END}",
    r"没到我(?:手|这)|不在我(?:手|这|家)|没在我(?:手|这|家)",
)
_NOT_THERE = (
    rf"{_PLACE}[^。！？!?]{{0,12}}(?:是?空的|空空|(?:啥|什么)(?:也|都)?(?:没有?|无)|(?:没有|没(?!人))(?:{_END}|这|那|我的|{_GOODS}))",
    rf"{_PLACE}里?[^。！？!?]{{0,4}}{_NOT}(?:找|看|见)(?:到|着|见){_END}",
    rf"{_NOT}(?:这个?|那个?|这一|我的|任何)(?:{_GOODS}|{_END})",
    rf"(?:找|翻|问|查|看)(?:遍|了|过)[^。！？!?]{{0,8}}(?:都|也)?(?:没有{_END}|没我的|没签过|没这|没找)",
    rf"{_SIGNED}[^。！？!?]{{0,10}}(?:{_NOT}(?:啊|呀|{_GOODS})|不见|找不到|是空的|{_GOODS}(?:呢|去哪))",
    rf"{_GOODS}(?:呢|去哪了?)[^。！？!?]{{0,3}}[？?，,。！!]?[^。！？!?]{{0,6}}{_SIGNED}",
    r"(?:包裹|快递|快件)没了|(?:包裹|快递|快件|东西|货)(?:丢了|不见了?|失踪|(?:可能|好像|八成)?被人?(?:偷|顺|拿走))",
    r"(?:照片|图)[^。！？!?]{0,8}(?:不是我|那是隔壁|是别人家)",
)
_NOT_BY_US = (
    r"不是(?:我|本人|自己)(?:本人|自己|们家)?(?:签|收|拿|取|领)",
    rf"{_TAKE}[^。！？!?]{{0,4}}(?:人|的)?[^。！？!?，,]{{0,2}}[？?，,]?不是(?:我|本人)(?!的)",
    rf"{_WHO}(?:给|在家)?{_TAKE}(?!收?(?:都|也|可以|合同|谁))",
    rf"[被让](?:{_WHO}|人)(?:给|代)?{_TAKE}",
    r"(?:签收人?|代签人?|收货人|取件人|签字|签的)[^。！？!?]{0,12}(?:不认[识得]|没姓|哪来的?|不是我(?!的)|是谁|没这个?人)",
    rf"{_AWAY}[^。！？!?]{{0,12}}(?:怎么|谁|却|不可能|居然|竟然)[^。！？!?]{{0,6}}签",
    rf"(?:显示|签收|写着?|说是)[^。！？!?]{{0,10}}签[^。！？!?]{{0,8}}(?:我|本人|我爸|我妈|他)[^。！？!?]{{0,6}}{_AWAY}",
    r"没人签过|都没签过|[签取领拿][收件货走]?的?人(?:也|都|可)?不是(?:我|本人)(?!的)",
)
_FALSE = (
    r"(?:虚假|擅自|私自|提前|硬是?|乱)(?:就|给我)?(?:点了?)?(?:了)?(?:签收|妥投|送达)|(?:签收|妥投)(?:是|都是)?(?:假|虚假)",
    r"(?:冒领|冒签)",
    r"怎么(?:能)?(?:就)?(?:算|变成)(?:是)?(?:已?签收|收货)",
    r"(?:haven'?t|have not|didn'?t|did not|never) (?:received?|got|get)",
)
_SAID = re.compile("|".join((*_NOT_RECEIVED, *_NOT_THERE, *_NOT_BY_US, *_FALSE)), re.IGNORECASE)
_ABOUT_OTHER = re.compile(rf"(?:{_OTHER})(?!里?[说写](?:放|送|到|已))[^，。！？,.!?]{{0,6}}$")
_SUPPOSED = re.compile(r"(?:如果|要是|万一|假如|若是?|怕|担心|会不会|if )[^，。！？,.!?]{0,14}$", re.IGNORECASE)
_DENIED = re.compile(r"(?:不是|没说|没有说|并非|不存在|别担心[，,]?|没人?)$")
_ELSEWHERE = re.compile(r"在(?:别家|别的店|其他店|别处)|别家的|评论里|评价里|新闻|网上说|跟你们(?:店)?(?:没关系|无关)")
_CAME = re.compile(
    r"(?<![没未不能有代只])(?:收|拿|找|取|领)(?:到|回)(?:家|来)?(?:了|的?是|是收到)(?!吗|[？?]|.{0,3}(?:短信|通知|信息))"
    r"|(?:补发|后来|又)(?:到了|收到)|在(?:鞋架|鞋柜|消防栓)|已经(?:给我|拿)了"
)
_QUOTED = re.compile(r"(?:说|显示|写着?|算|提示|怎么|以为)[^，。！？,.!?]{0,6}$")

_LOOK_BACK = 40  # characters in which an excuse stands before what is said


def denies_receipt(text: str) -> bool:
    """Whether the line says that the parcel has not come, or that somebody else signed for it."""
    if _ELSEWHERE.search(text) or _came_after_all(text):
        return False
    for match in _SAID.finditer(text):
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        if not any(excuse.search(before) for excuse in (_ABOUT_OTHER, _SUPPOSED, _DENIED)):
            return True
    return False


def _came_after_all(text: str) -> bool:
    return any(
        not _QUOTED.search(text[max(0, found.start() - _LOOK_BACK) : found.start()]) for found in _CAME.finditer(text)
    )
