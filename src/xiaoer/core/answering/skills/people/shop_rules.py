"""Matters that the shop's own words settle: invoice, payment, gift wishes, authenticity."""

from __future__ import annotations

import re
from dataclasses import replace

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.common import from_rule
from xiaoer.core.answering.skills.goods.attributes import by_attribute
from xiaoer.core.answering.skills.orders.invoices import invoice_sum

_FAILS = re.compile(
    r"付不了|付不上|支付(?:不了|失败|不上)|付款(?:失败|不了|不成功)|(?:不能|没法|无法)(?:付款|支付)|扣款失败|一直转圈"
)
_PAPER = re.compile(
    r"许可证|执行标准|产品标准|备案|批准文号|注册证|合格证|检测|检验|认证|鉴定|证书|质量等级|安全类别|3C"
)
_REPORT = re.compile(r"(?:检测|检验|质检|鉴定)?(?:报告|证书)")
_PAPERS = 4
_WAY = re.compile(r"货到付款|花呗|白条|分期|信用卡|对公转账|先用后付|月付|数字人民币|云闪付")


def invoice(turn: Turn) -> Part:
    """Invoices: the sum of an own order where it is asked for, else the shop's policy."""
    return invoice_sum(turn) or from_rule(turn, "开票的规定", "发票")


def payment(turn: Turn) -> Part:
    """Ways of paying, by the shop's policy; what to try where a payment fails."""
    if _FAILS.search(turn.text):
        told = from_rule(turn, "付款方式", "付款", "支付", "花呗")
        tip = "付不了款可以先刷新订单、换一种支付方式，或看看银行卡限额和网络；还不行的话把提示截图发来，请同事帮您看。"
        return replace(told, text=f"{tip}\n{told.text}") if told.kind == "answer" else Part(tip, confidence=0.85)
    told = from_rule(turn, "付款方式", "付款", "支付", "花呗")
    asked = _WAY.search(turn.text)
    if asked is None or told.kind != "answer" or asked[0] in told.text:
        return told
    return replace(told, text=f"您问的这种付款方式不在店里写明的里面。\n{told.text}")


def gift_note(turn: Turn) -> Part:
    """Cards, bags, wrapping: the product's own attributes, else the shop's words."""
    return by_attribute(turn) or from_rule(turn, "礼品包装和留言的安排", "贺卡", "礼品", "礼盒", "包装", "礼袋", "备注")


def authenticity(turn: Turn) -> Part:
    """Proof as the shop's data states it."""
    if turn.shop.policies("正品", "正版", "假一赔", "真品"):
        return from_rule(turn, "商品的资质和来源", "正品", "正版", "假一赔", "真品")
    told = by_attribute(turn)
    if told is not None and _REPORT.search(turn.text) and not _REPORT.search(told.text):
        told = None  # 含量有检测报告没 is no question of the contents
    told = told or from_rule(turn, "商品的资质和来源", "授权", "鉴定", "资质", "复检")
    papers = None if told.known else _papers(turn)
    if papers is not None and _REPORT.search(turn.text) and not _REPORT.search(papers.text):
        return replace(papers, text=f"检测报告这边的资料里没有写明。\n{papers.text}")
    return papers or told


def _papers(turn: Turn) -> Part | None:
    """The licences and standards that the goods' own data names."""
    product = turn.product
    named = [(k, v) for k, v in product.attributes if _PAPER.search(k)][:_PAPERS] if product else []
    if product is None or not named:
        return None
    facts = (cite.title(product), *(cite.cell(product.source, "属性", f"{key}:{value}") for key, value in named))
    told = "；".join(f"{key}：{value}" for key, value in named)
    return Part(
        f"{cite.short_title(product)}登记的资料：{told}。收到后可以对照包装核对。", facts=facts, confidence=0.85
    )
