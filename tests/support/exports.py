"""Exports as the platforms write them: true headers, encodings and cell wrappings, with orders made up here."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from tests.support import export_headers as headers
from xiaoer.core.facts import Platform

Row = Mapping[str, str]


@dataclass(frozen=True)
class Export:
    """One kind of export. `above` = lines before the header; `trailing` = headers that end in a blank."""

    name: str
    platform: Platform
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str = "utf-8-sig"
    above: int = 0
    trailing: tuple[str, ...] = ()

    def table(self, rows: Sequence[Row] | None = None) -> list[list[str]]:
        """Header and rows as cells."""
        shown = [name + " " if name in self.trailing else name for name in self.columns]
        head = [["导出时间：2026-11-20 10:00", *[""] * (len(self.columns) - 1)]] * self.above
        taken = self.rows if rows is None else rows
        return [*head, shown, *([row.get(name, "") for name in self.columns] for row in taken)]

    def csv(self, folder: Path, rows: Sequence[Row] | None = None, name: str | None = None) -> Path:
        """Write it as CSV, in the platform's encoding."""
        path = folder / (name or f"{self.name}.csv")
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerows(self.table(rows))
        path.write_bytes(text.getvalue().encode(self.encoding))
        return path

    def xlsx(self, folder: Path) -> Path:
        """Write it as a workbook of texts."""
        path = folder / f"{self.name}.xlsx"
        with xlsxwriter.Workbook(path, {"strings_to_numbers": False, "strings_to_formulas": False}) as book:
            sheet = book.add_worksheet()
            for number, cells in enumerate(self.table()):
                for column, cell in enumerate(cells):
                    if cell:
                        sheet.write_string(number, column, cell)
        return path

    def html(self, folder: Path) -> Path:
        """Write it as a page that is called `.xls`."""
        path = folder / f"{self.name}.xls"
        rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in self.table())
        path.write_text(f"<html><meta charset=utf-8><table>{rows}</table></html>", encoding="utf-8")
        return path


def _export(name: str, platform: Platform, columns: str, rows: Iterable[Row], **more: object) -> Export:
    return Export(name, platform, tuple(columns.split(",")), tuple(rows), **more)  # type: ignore[arg-type]


def _q(number: str) -> str:
    return f'="{number}"'


T1, T2, T3 = "4096100200300400501", "4096100200300400502", "4096100200300400503"
TAOBAO_MAIN = _export(
    "ExportOrderList", "taobao", headers.TAOBAO_MAIN,
    [
        {"订单编号": _q(T1), "买家会员名": "柠檬不酸", "买家应付货款": "298.00", "买家应付邮费": "0.00", "总金额": "298.00",
         "买家实际支付金额": "283.00", "订单状态": "交易成功", "买家留言": "放门口", "收货人姓名": "林某某",
         "收货地址": "浙江省 宁波市 鄞州区 中河街道 天童路 1 号", "联系手机": "'13800000001",
         "订单创建时间": "2026/11/10 22:02", "订单付款时间": "2026/11/10 22:05", "宝贝标题": "羊毛大衣", "宝贝种类": "1",
         "物流单号": "No:YT7000000000001", "物流公司": "圆通速递", "订单备注": "'1110-08-赠丝巾", "宝贝总数量": "1",
         "订单关闭原因": "订单未关闭", "确认收货时间": "2026-11-15 09:00:00", "退款金额": "无退款申请"},
        {"订单编号": _q(T2), "买家会员名": "小满同学", "买家应付货款": "1,180.00", "总金额": "1,190.00",
         "买家应付邮费": "10.00", "买家实际支付金额": "0.00", "订单状态": "等待买家付款", "收货地址": "广东省 深圳市 南山区 某路 2 号",
         "订单创建时间": "2026/11/11 08:00", "订单付款时间": "null", "宝贝标题": "羊毛大衣，针织裙", "宝贝总数量": "3"},
        {"订单编号": _q(T3), "买家会员名": "柠檬不酸", "买家应付货款": "99.00", "总金额": "99.00", "买家实际支付金额": "99.00",
         "订单状态": "买家已付款，等待卖家发货", "订单创建时间": "2026-11-18 12:00:00", "订单付款时间": "2026-11-18 12:01:00",
         "宝贝标题": "打底衫", "宝贝总数量": "1"},
    ],
    encoding="gb18030", trailing=("收货地址", "联系电话", "订单付款时间", "宝贝标题", "物流单号"),
)  # fmt: skip
TAOBAO_LINES = _export(
    "ExportOrderDetailList", "taobao", headers.TAOBAO_LINES,
    [
        {"订单编号": _q(T1), "标题": "羊毛大衣", "价格": "298.00", "购买数量": "1", "商家编码": "QH101-W-M", "订单状态": "交易成功",
         "商品属性": "颜色:米白;尺码:M"},
        {"订单编号": _q(T2), "标题": "羊毛大衣", "价格": "298.00", "购买数量": "1", "商家编码": "QH101-W-M",
         "订单状态": "等待买家付款", "商品属性": "颜色:米白;尺码:M"},
        {"订单编号": _q(T2), "标题": "针织裙", "价格": "441.00", "购买数量": "2", "商家编码": "QH205-B-S",
         "订单状态": "等待买家付款", "商品属性": "颜色:黑;尺码:S"},
    ],
    encoding="gb18030",
)  # fmt: skip
QIANNIU_LINES = _export(
    "宝贝订单", "tmall", headers.QIANNIU_LINES,
    [
        {"子订单编号": "51001", "主订单编号": "5100", "商品标题": "短靴", "商品价格": "300.00", "购买数量": "1",
         "商家编码": "XZ-1", "订单状态": "卖家已发货，等待买家确认", "买家应付货款": "270.00", "买家实付金额": "270.00",
         "退款状态": "没有申请退款", "退款金额": "无退款申请", "订单创建时间": "2026-11-12 10:00:00",
         "订单付款时间": "2026-11-12 10:01:00", "发货时间": "2026-11-13 09:00:00", "应发货时间": "2026-11-14 10:01:00",
         "商品ID": "70001", "物流单号": "SF1000000000001", "物流公司": "顺丰速运"},
        {"子订单编号": "51002", "主订单编号": "5100", "商品标题": "袜子", "商品价格": "20.00", "购买数量": "3",
         "商家编码": "WZ-2", "订单状态": "卖家已发货，等待买家确认", "买家应付货款": "55.50", "买家实付金额": "55.50",
         "订单创建时间": "2026-11-12 10:00:00", "订单付款时间": "2026-11-12 10:01:00", "商品ID": "70002"},
    ],
)  # fmt: skip
QIANNIU_MAIN = _export(
    "订单", "tmall", headers.QIANNIU_MAIN,
    [{"订单编号": "5100", "买家下单时间": "2026-11-12 10:00:00", "买家付款时间": "2026-11-12 10:01:00",
      "发货时间": "2026-11-13 09:00:00", "物流公司": "顺丰速运", "买家实付金额": "325.50", "运单号": "SF1000000000001",
      "买家会员名": "橘**", "联系手机": "*******0002", "收货地址": "江苏省 南京市 ***", "宝贝标题": "短靴，袜子",
      "宝贝总数量": "4", "订单状态": "卖家已发货，等待买家确认"}],
)  # fmt: skip
TAOBAO_REFUNDS = _export(
    "退款", "taobao", headers.TAOBAO_REFUNDS,
    [
        {"订单编号": T1, "退款编号": "90001", "买家退款金额": "283.00", "售后类型": "退货退款", "退款状态": "等待商家处理",
         "退款的申请时间": "2026-11-16 10:00:00", "超时时间": "2026-11-21 10:00:00", "举证超时": "2026-11-20 08:00:00",
         "买家退款原因": "七天无理由退换货", "买家退款说明": "大了一点", "责任方": "--"},
        {"订单编号": T3, "退款编号": "90002", "买家退款金额": "无退款申请", "售后类型": "仅退款", "退款状态": "退款关闭",
         "退款的申请时间": "2026-11-18 13:00:00"},
    ],
)  # fmt: skip
PDD_ORDERS = _export(
    "orders_export", "pdd", headers.PDD_ORDERS,
    [
        {"商品": "纯棉四件套", "订单号": "261117-607198974342268\t", "订单状态": "已发货，待收货", "商品总价(元)": "159.80",
         "邮费(元)": "0", "店铺优惠折扣(元)": "10.00", "平台优惠折扣(元)": "5.50", "用户实付金额(元)": "144.30",
         "商家实收金额(元)": "149.80", "商品数量(件)": "2\t", "支付时间": "2026-11-17 08:00:10",
         "承诺发货时间": "2026-11-19 08:00:10", "发货时间": "2026-11-18 16:00:00", "商品id": "\t6917000001", "商品规格": "灰,1.5m",
         "商家编码-规格维度": "SJT-15", "售后状态": "无售后或售后取消", "快递单号": "YT7000000000077", "快递公司": "圆通快递",
         "省": "四川省", "市": "成都市", "区": "武侯区"},
        {"商品": "纯棉四件套", "订单号": "261118-607198974342269", "订单状态": "未发货，退款成功", "商品总价(元)": "79.90",
         "用户实付金额(元)": "79.90", "商品数量(件)": "1", "支付时间": "2026-11-18 09:00:00", "售后状态": "退款成功"},
    ],
)  # fmt: skip
PDD_CASES = _export(
    "售后单", "pdd", "售后编号,订单编号,售后状态,订单状态,售后类型,申请时间,退款金额(元),超时时间",
    [{"售后编号": "80001", "订单编号": "261117-607198974342268", "售后状态": "售后处理中", "订单状态": "已发货，待收货",
      "售后类型": "退货退款", "申请时间": "2026-11-19 11:00:00", "退款金额(元)": "144.30", "超时时间": "2026-11-21 11:00:00"}],
)  # fmt: skip
JD_ORDERS = _export(
    "order", "jd", headers.JD_ORDERS,
    [
        {"订单号": "290000000001", "商品ID": "100001", "商品名称": "电水壶", "订购数量": "1", "下单时间": "2026-11-16 20:00:00",
         "京东价": "129.00", "订单金额": "168.00", "应付金额": "158.00", "订单状态": "等待出库", "下单帐号": "jd_user_a",
         "客户姓名": "周某", "客户地址": "北京朝阳区某街 3 号", "联系电话": "138****0003", "运费金额": "0.00",
         "付款确认时间": "2026-11-16 20:01:00", "货号": "SH-17", "商家备注等级（等级1-5为由高到低）": "1"},
        {"订单号": "290000000001", "商品ID": "100002", "商品名称": "杯刷", "订购数量": "3", "京东价": "13.00",
         "订单金额": "168.00", "应付金额": "158.00", "订单状态": "等待出库", "下单帐号": "jd_user_a",
         "付款确认时间": "2026-11-16 20:01:00"},
        {"订单号": "290000000002", "商品ID": "100001", "商品名称": "电水壶", "订购数量": "1", "订单金额": "129.00",
         "应付金额": "129.00", "订单状态": "(删除)已取消", "下单帐号": "jd_user_b"},
    ],
    encoding="gb18030", above=2,
)  # fmt: skip
DOUYIN_ORDERS = _export(
    "抖店订单", "douyin", headers.DOUYIN_ORDERS,
    [
        {"主订单编号": "\t6917000000001", "子订单编号": "\t6917000000001", "选购商品": "坚果礼盒", "商品ID": "\t3500001", "商家编码": "JG-1",
         "商品数量": "2", "商品金额": "176.00", "订单提交时间": "2026-11-19 21:00:00", "支付完成时间": "2026-11-19 21:00:30",
         "承诺发货时间": "2026-11-21 23:59:59", "旗帜颜色": "红", "商家备注": "加急", "订单状态": "已发货", "售后状态": "-",
         "订单应付金额": "166.00", "运费": "0.00", "优惠总金额": "10.00", "收件人": "##a1b2c3d4e5f6", "收件人手机号": "$$0123456789abcdef",
         "省": "湖北省", "市": "武汉市", "区": "洪山区", "街道": "", "详细地址": "##0123456789", "快递信息": "SF1000000000009-顺丰速运"},
        {"主订单编号": "\t6917000000001", "子订单编号": "\t6917000000002", "选购商品": "果干", "商品ID": "\t3500002", "商品数量": "1",
         "商品金额": "29.90", "订单提交时间": "2026-11-19 21:00:00", "支付完成时间": "2026-11-19 21:00:30", "订单状态": "已发货",
         "订单应付金额": "29.90", "运费": "0.00", "优惠总金额": "0.00", "快递信息": "SF1000000000009-顺丰速运"},
        {"主订单编号": "6917000000010", "子订单编号": "6917000000010;6917000000011", "选购商品": "坚果礼盒;果干",
         "商品ID": "3500001;3500002", "商品数量": "1;4", "商品金额": "88.00;119.60", "订单提交时间": "2026-11-20 08:00:00",
         "订单状态": "待支付", "订单应付金额": "88.00;119.60", "运费": "0.00"},
    ],
)  # fmt: skip
DOUYIN_CASES = _export(
    "抖店售后", "douyin", headers.DOUYIN_CASES,
    [{"售后单号": "70001", "订单号": "6917000000001", "商品名称": "坚果礼盒", "售后类型": "退货退款", "退商品金额（元）": "160.00",
      "退运费金额（元）": "6.00", "售后状态": "待商家处理", "售后申请时间": "2026-11-21 10:00:00", "售后原因": "商品破损",
      "自动处理截止时间": "2026-11-23 10:00:00"}],
)  # fmt: skip
ORDERS = (TAOBAO_MAIN, TAOBAO_LINES, QIANNIU_LINES, QIANNIU_MAIN, PDD_ORDERS, JD_ORDERS, DOUYIN_ORDERS)
CASES = (TAOBAO_REFUNDS, PDD_CASES, DOUYIN_CASES)
ALL = (*ORDERS, *CASES)
