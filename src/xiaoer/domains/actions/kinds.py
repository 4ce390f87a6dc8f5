"""What can be done to an order: fields, who must say yes, in which states. Data.

The kinds that the answering engine proposes keep its names and take their states from its table and the shop's own
`[actions.TYPE]`; the others are the desk's. A yes in words is enough where the law asks for no form; a contract of
sale is made by the shopper's own press on the card (电子商务法 第49、50条: 提交订单、可更正输入错误).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from xiaoer.core.facts import OrderStatus
from xiaoer.core.rulebook.casework import Kind as CaseKind

FieldKind = Literal["line", "text", "money", "phone", "sku", "flag", "items", "count"]
OPEN: frozenset[OrderStatus] = frozenset({"unpaid", "grouping", "paid_unshipped"})
PAID: frozenset[OrderStatus] = frozenset({"paid_unshipped", "part_shipped", "shipped", "delivered", "finished"})
UNSHIPPED: frozenset[OrderStatus] = frozenset({"grouping", "paid_unshipped", "part_shipped"})
FLAGS = ("红", "黄", "绿", "蓝", "紫")


@dataclass(frozen=True, slots=True)
class Field:
    """A detail of an action by its Chinese name, as the engine names it too."""

    name: str
    kind: FieldKind = "line"
    needed: bool = False
    inside: bool = False  # not shown to the shopper


@dataclass(frozen=True, slots=True)
class KindRule:
    """`asks` = the shopper must say yes; `words` = he may say it in the chat; `any_of` = one of these is needed.

    `case` = it opens an after-sales case; `errand` = what people still have to do in the shop itself, if anything.
    `wish` = the detail that the shopper may write on the card. `allowed` None = the states of the engine's table.
    """

    kind: str
    name: str
    fields: tuple[Field, ...] = ()
    asks: bool = True
    words: bool = True
    any_of: tuple[str, ...] = ()
    allowed: frozenset[OrderStatus] | None = None
    refused: str = ""
    case: CaseKind | None = None
    errand: str = ""
    basis: str = ""
    wish: str = ""


_RECEIVER = (
    Field("收货地址", "text"), Field("收件人"), Field("手机号", "phone"), Field("省份", inside=True),
    Field("城市", inside=True),
)  # fmt: skip

_KINDS = (
    KindRule(
        "cancel_order", "取消订单", (Field("原因"),),
        basis="付款前、发货前买卖双方可以取消（平台订单状态规则；民法典 第543条 协商一致可以变更合同）",
    ),
    KindRule(
        "change_address", "修改收货信息", _RECEIVER, any_of=("收货地址", "收件人", "手机号"),
        basis="发货前可以修改收货信息；改个人信息要本人确认（个人信息保护法 第46条）",
    ),
    KindRule(
        "modify_order", "修改订单",
        (Field("规格"), Field("SKU", "sku", inside=True), Field("原SKU", inside=True), Field("备注", "text")),
        any_of=("SKU", "规格", "备注"),
        basis="发货前买卖双方协商一致可以变更（民法典 第543条）",
    ),
    KindRule(
        "remark", "卖家备注", (Field("备注", "text", needed=True, inside=True), Field("旗", "flag", inside=True)),
        asks=False, allowed=frozenset(), basis="店铺内部记录",
    ),
    KindRule(
        "urge_ship", "催发货", (Field("说明", "text"),), asks=False,
        errand="催仓库优先发出", basis="买家要求，按承诺时间发货（民法典 第509条）",
    ),
    KindRule(
        "split", "拆单发货", (Field("拆分", "text", needed=True),), allowed=UNSHIPPED,
        refused="已经发出，拆不了单了。", errand="按拆分明细分开打包",
        basis="分批交付要买家同意（民法典 第531条）",
    ),
    KindRule(
        "gift_add", "加送赠品",
        (Field("赠品", needed=True), Field("数量", "count"), Field("价值", "money", inside=True)),
        asks=False, allowed=OPEN, refused="已经发出，赠品放不进去了。", errand="打包时放入赠品",
        basis="赠品由店铺决定，价值在权限以内",
    ),
    KindRule(
        "invoice", "开发票",
        (
            Field("抬头", needed=True), Field("税号"), Field("发票类型"), Field("手机号", "phone"), Field("邮箱"),
        ), errand="开具发票并发给买家", basis="销售商品应当出具发票（电子商务法 第14条）",
    ),
    KindRule(
        "change_price", "付款前改价", (Field("改后应付", "money", needed=True), Field("原因", inside=True)),
        allowed=frozenset({"unpaid"}), refused="只有待付款的订单能改价。", basis="付款前协商改价，只能改低",
    ),
    KindRule(
        "place_order", "代下单",
        (
            Field("商品"), Field("明细", "items", needed=True), Field("合计"), *_RECEIVER, Field("支付方式"),
            Field("备注", "text"),
        ), words=False, allowed=frozenset(), basis="由买家本人确认后提交订单（电子商务法 第49、50条）",
    ),
    KindRule(
        "check_order", "核对订单", (Field("打包要求", "text"),), allowed=frozenset({"paid_unshipped"}),
        refused="订单已经不在待发货状态，不用再核对了。", basis="付款后请买家核对商品和收货信息",
        wish="打包要求",
    ),
    KindRule("return_apply", "申请退货退款", (Field("原因"),), case="return_refund", basis="转售后单，由规则书判定"),
    KindRule(
        "exchange", "申请换货",
        (
            Field("换成"), Field("规格"), Field("SKU", "sku", inside=True), Field("原SKU", inside=True),
            Field("原因"),
        ), case="exchange", basis="转售后单，由规则书判定",
    ),
    KindRule(
        "price_protection", "价保退差价", (Field("商品"), Field("退差价")), case="price_protection",
        basis="转售后单，由规则书判定",
    ),
    KindRule(
        "service", "预约上门服务",
        (
            Field("服务类型"), Field("预约时间", needed=True), Field("联系人"), Field("手机号", "phone"),
        ), case="service", basis="转售后单，由专人安排",
    ),
)  # fmt: skip
KINDS: Mapping[str, KindRule] = MappingProxyType({rule.kind: rule for rule in _KINDS})


def kind_rule(kind: str, name: str = "") -> KindRule:
    """The rule of a kind; a type of the shop's own is an errand for people, asked for first."""
    known = KINDS.get(kind)
    return known or KindRule(kind, name or kind, errand=f"办理：{name or kind}", basis="店铺自定义操作（shop.toml）")
