"""Taobao and Tmall: main orders, lines (old list, 千牛 宝贝订单) and refunds. FILE FORMATS A1–A4."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from xiaoer.core.facts import Order, Platform
from xiaoer.files.platform_orders.after_sales import AfterSalesRecord
from xiaoer.files.platform_orders.forms import (
    Form,
    blank,
    first,
    kept,
    line,
    named,
    parcels,
    place,
    plain,
    quantity,
)  # fmt: skip
from xiaoer.files.platform_orders.states import unified
from xiaoer.files.shop_folder.spec import Cells
from xiaoer.files.values import CellError, money

_PLATFORMS: tuple[Platform, ...] = ("taobao", "tmall")
SUMMARY = "汇总"
"""Number of the line that stands for the lines which a main-order file does not tell."""

_MAIN = named("""
    订单编号=订单号 买家会员名=买家 买家支付宝账号 支付单号 支付详情 买家应付货款=商品金额 买家应付邮费=运费
    买家支付积分 总金额 返点积分 买家实际支付金额=实付金额 买家实付金额=实付金额 买家实际支付积分 订单状态=状态
    买家留言=买家备注 收货人姓名=收件人 收货地址=收货地址 修改后的收货地址=收货地址 运送方式=运送方式 联系电话=电话
    联系手机=电话 订单创建时间=下单时间 买家下单时间=下单时间 订单付款时间=付款时间 买家付款时间=付款时间
    发货时间=发货时间 确认收货时间=完成时间 宝贝标题=商品标题 宝贝规格=规格 宝贝种类 宝贝总数量=数量 物流单号=运单号
    运单号=运单号 物流公司=快递公司 订单备注=商家备注 店铺Id 店铺名称 订单关闭原因=关闭原因 卖家服务费 买家服务费
    发票抬头=发票抬头 是否手机订单 分阶段订单信息 特权订金订单id 是否上传合同照片 是否上传小票 是否代付 定金排名
    修改后的sku 异常信息 天猫卡券抵扣 集分宝抵扣 是否是O2O交易 满返红包金额 新零售交易类型 新零售导购门店名称
    新零售导购门店id 新零售发货门店名称 新零售发货门店id 退款金额 预约门店 打款商家金额 含应开票给个人的个人红包
    是否信用购 体验期结束时间 前N有礼 配送类型 直播返现状态 返现金额 新零售成交门店昵称 新零售成交门店id
    新零售成交经销商id 主订单编号
""")
_LINES = named("""
    订单编号=订单号 主订单编号=订单号 子订单编号=行号 标题=商品标题 商品标题=商品标题 价格=单价 商品价格=单价
    购买数量=数量 外部系统编号=SKU编号 商家编码=SKU编号 商品属性=规格 套餐信息=套餐 备注=商家备注 商家备注=商家备注
    备注标签 联系方式备注 订单状态=状态 创建时间=下单时间 订单创建时间=下单时间 订单付款时间=付款时间
    发货时间=发货时间 应发货时间=应发货时间 支付单号 买家应付货款=商品金额 买家实付金额=实付金额 退款状态=售后状态
    退款金额=退款金额 淘鲜达渠道 飞猪购订单信息 免单资格 免单金额 百亿补贴超链订单信息 超链半托管订单信息
    商品ID=商品编号 主订单买家留言=买家备注 物流单号=运单号 物流公司=快递公司 是否主动赔付 主动赔付金额
    主动赔付出账时间
""")
_REFUNDS = named("""
    订单编号=订单号 退款编号=售后单号 支付单号 订单付款时间 商品ID 商品编码 退款完结时间=退款时间 买家实际支付金额
    宝贝标题 买家退款金额=退款金额 手工退款/系统退款 售后类型=售后类型 退款的申请时间=申请时间 超时时间=截止时间
    退款状态=售后状态 货物状态 退货物流信息 发货物流信息 客服介入状态 卖家真实姓名 卖家退货地址 卖家邮编 卖家电话
    卖家手机 退货物流单号=退货运单 退货物流公司=退货快递 买家退款原因=原因 买家退款说明=说明 买家退货时间
    责任方=责任方 售中或售后 备注标签 商家备注 完结时间 部分退款/全部退款 审核操作人 举证超时=举证截止 是否零秒响应
    退款操作人 退款原因标签 业务类型 是否帮他退款 帮他退款操作账号 小额收款 淘特订单 百亿补贴超链退款信息 智能退款策略
    执行方案
""")
_CLOSED = ("退款成功", "退款关闭", "已完结", "已关闭", "完成")
_NO_REFUND = ("没有申请退款", "无退款申请", "无售后")


def _main(cells: Cells) -> Order:
    number = cells.number_of("订单编号")
    paid_at = cells.time("订单付款时间") or cells.time("买家付款时间")
    finished = cells.time("确认收货时间")
    state = cells.need("订单状态")
    address = plain(first(cells, "修改后的收货地址", "收货地址"))
    province, city = place(address)
    order = replace(
        blank(number, cells),
        shopper=cells.text("买家会员名"),
        status=unified("taobao", state, "订单状态", paid=paid_at is not None),
        status_text=state,
        ordered_at=cells.time("订单创建时间") or cells.time("买家下单时间"),
        paid_at=paid_at,
        goods_amount=cells.money("买家应付货款"),
        freight=cells.money("买家应付邮费"),
        paid_amount=_paid(cells),
        province=province,
        city=city,
        address=address,
        receiver=plain(cells.text("收货人姓名")),
        phone=plain(first(cells, "联系手机", "联系电话")),
        shipped_at=cells.time("发货时间"),
        finished_at=finished,
        close_reason="" if cells.text("订单关闭原因") == "订单未关闭" else cells.text("订单关闭原因"),
        remark=cells.text("买家留言"),
        parcels=parcels(number, first(cells, "物流单号", "运单号"), cells.text("物流公司"), cells),
        extra=kept(cells, 商家备注="订单备注", 运送方式="运送方式", 发票抬头="发票抬头"),
    )
    title = cells.text("宝贝标题")
    if not title:
        return order
    summary = line(
        order, number=SUMMARY, title=title, spec=cells.text("宝贝规格"), quantity=quantity(cells, "宝贝总数量")
    )
    return replace(order, lines=(summary,))


def _paid(cells: Cells) -> Decimal | None:
    return cells.money("买家实际支付金额") if cells.text("买家实际支付金额") else cells.money("买家实付金额")


def _old_line(cells: Cells) -> Order:
    return _line(cells, cells.number_of("订单编号"), "")


def _new_line(cells: Cells) -> Order:
    return _line(cells, cells.number_of("主订单编号"), cells.number_of("子订单编号"))


def _line(cells: Cells, number: str, sub: str) -> Order:
    state = cells.need("订单状态")
    paid_at = cells.time("订单付款时间")
    goods = cells.money("买家应付货款")
    count = quantity(cells, "购买数量")
    order = replace(
        blank(number, cells),
        status=unified("taobao", state, "订单状态", paid=paid_at is not None),
        status_text=state,
        ordered_at=cells.time("订单创建时间") or cells.time("创建时间"),
        paid_at=paid_at,
        ship_by=cells.time("应发货时间"),
        shipped_at=cells.time("发货时间"),
        remark=cells.text("主订单买家留言"),
        parcels=parcels(number, cells.text("物流单号"), cells.text("物流公司"), cells),
        extra=MappingProxyType({"商家备注": note} if (note := first(cells, "商家备注", "备注")) else {}),
    )
    sku = first(cells, "商家编码", "外部系统编号")
    spec = cells.text("商品属性")
    price = cells.money("价格") if cells.text("价格") else cells.money("商品价格")
    amounts = {"商品金额": goods, "实付金额": cells.money("买家实付金额")}
    refund = cells.text("退款状态")
    bought = line(
        order, number=sub or f"{sku}/{spec}", product=cells.text("商品ID"), sku=sku,
        title=first(cells, "商品标题", "标题"), spec=spec, quantity=count, price=price,
        subtotal=goods if goods is not None else price * count if price is not None else None,
        extra=MappingProxyType({k: f"{v:.2f}" for k, v in amounts.items() if v is not None}
            | ({"退款状态": refund} if refund and refund not in _NO_REFUND else {})),
    )  # fmt: skip
    return replace(order, lines=(bought,))


def _refund(cells: Cells) -> AfterSalesRecord:
    state = cells.need("退款状态")
    amount = cells.text("买家退款金额")
    return AfterSalesRecord(
        number=cells.number_of("退款编号"), order=cells.number_of("订单编号"), kind=cells.text("售后类型"), state=state,
        reason=cells.text("买家退款原因"), note=cells.text("买家退款说明"), requested_at=cells.time("退款的申请时间"),
        due_at=_earliest(cells), closed=any(word in state for word in _CLOSED),
        refund=None if amount in _NO_REFUND or not amount else _money(amount, "买家退款金额"),
        return_waybill=cells.text("退货物流单号"), return_courier=cells.text("退货物流公司"),
        refunded_at=cells.time("退款完结时间"), side=cells.text("责任方"), source=cells.source,
    )  # fmt: skip


def _earliest(cells: Cells) -> datetime | None:
    times = [moment for column in ("超时时间", "举证超时") if (moment := cells.time(column)) is not None]
    return min(times, default=None)


def _money(text: str, column: str) -> Decimal:
    try:
        return money(text)
    except CellError as error:
        raise CellError(error.why, error.remedy, column) from None


FORMS = (
    Form(
        "taobao_orders", "淘宝/天猫 订单报表", _PLATFORMS, "orders", "订单编号", _MAIN,
        (("订单编号",), ("订单状态",), ("买家应付货款", "总金额", "买家实际支付金额", "买家实付金额")), _main,
    ),
    Form(
        "taobao_lines", "淘宝/天猫 宝贝报表（旧）", _PLATFORMS, "orders", "订单编号", _LINES,
        (("订单编号",), ("标题",), ("价格",), ("购买数量",), ("订单状态",)), _old_line, lines=True,
    ),
    Form(
        "qianniu_lines", "千牛 宝贝订单（新）", _PLATFORMS, "orders", "主订单编号", _LINES,
        (("子订单编号",), ("主订单编号",), ("商品标题",), ("购买数量",), ("订单状态",)), _new_line, lines=True,
    ),
    Form(
        "taobao_refunds", "淘宝/天猫 退款报表", _PLATFORMS, "after_sales", "订单编号", _REFUNDS,
        (("订单编号",), ("退款编号",), ("退款状态",)), _refund,
    ),
)  # fmt: skip
