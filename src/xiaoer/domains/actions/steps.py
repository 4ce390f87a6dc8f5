"""By hand on a platform without an open interface: exact steps, with what is to be pasted.

Menus as the platforms' own help pages name them (千牛 卖家中心, 拼多多商家后台, 京麦, 抖店后台); where a platform
moves a menu, the search by the order's number still finds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from xiaoer.core.facts import Platform

_WHERE: Mapping[str, str] = MappingProxyType(
    {
        "taobao": "千牛 → 交易 → 已卖出的宝贝", "tmall": "千牛 → 交易 → 已卖出的宝贝",
        "pdd": "拼多多商家后台 → 发货管理 → 订单查询", "jd": "京麦 → 订单 → 订单查询",
        "douyin": "抖店 → 订单 → 订单管理",
    }
)  # fmt: skip
_DO: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "cancel_order": (
            "未付款：点“关闭交易/取消订单”，原因选“买家不想买了”",
            "已付款未发货：请买家在订单页申请“退款（未收到货）”，再到售后里同意；先在订单上备注“拦截，勿发货”",
        ),
        "change_address": (
            "点“修改收货地址”，粘贴下面的新信息并保存", "没有修改入口时：请买家在订单详情自己修改，或取消重拍",
        ),
        "modify_order": ("点“修改订单/备注”，粘贴下面的内容并保存", "换规格没有入口时：请买家取消重拍"),
        "remark": ("点“备注”，粘贴下面的备注，选对旗子颜色并保存",),
        "urge_ship": ("点“备注”，写明加急；通知仓库优先发出", "发出后把运单号告诉买家"),
        "split": ("点“拆单/部分发货”，按下面的明细分开发货",),
        "gift_add": ("点“备注”，粘贴下面的赠品说明；通知仓库放入",),
        "invoice": ("到发票管理里按下面的抬头和税号开具，上传发票",),
        "change_price": ("点“修改价格/改价”，把应付改成下面的金额并保存", "请买家刷新后付款"),
    }
)  # fmt: skip


def steps_for(platform: Platform, kind: str, name: str, order: str) -> tuple[str, ...]:
    """What is to be done, one step a line."""
    where = _WHERE.get(platform, "店铺后台 → 订单")
    last = "办好后回到这里点“已办好”；下次导入订单时核对上也会自动完成"
    return (f"打开 {where}，搜索订单号 {order}", *_DO.get(kind, (f"办理：{name}",)), last)


def paste_text(order: str, name: str, params: tuple[tuple[str, str], ...]) -> str:
    """What the copy button takes along."""
    return "\n".join([f"订单号：{order}", f"办理：{name}", *(f"{key}：{value}" for key, value in params)])
