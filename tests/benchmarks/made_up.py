"""A made-up appliance shop in the form of ECom-Bench, with tasks in words of our own; nothing of the benchmark's data."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SHOP, PLATFORM = "shop-1", "jd"


def goods(
    number: str,
    name: str,
    price: float,
    state: str = "已上架",
    others: tuple[tuple[str, str, str], ...] = (),
    gift: str = "无",
) -> dict[str, Any]:
    """A row of products."""
    swaps = [{"商品ID": a, "商品描述": b, "商品状态": c} for a, b, c in others]
    return {
        "商品ID": number, "商品名称": name, "商品状态": state, "商品价格": price, "商品描述": name, "可换货商品": swaps,
        "赠品信息": [{"赠品名称": gift, "赠品描述": gift}], "辅材材料": [], "安装说明": "基础安装免费，改管另收费。",
        "维修说明": "整机保修三年，保修期内免费维修。",
        "常见故障": [{"故障代码": "E2", "故障名称": "不制冷", "故障解决方案": "清洗滤网"}],
    }  # fmt: skip


GOODS = {
    row["商品ID"]: row
    for row in (
        goods(
            "200000000001",
            "云栖 1.5匹壁挂空调 一级能效 变频冷暖",
            2599,
            others=(
                ("200000000011", "云栖 2匹壁挂空调 一级能效", "已上架"),
                ("200000000012", "云栖 3匹柜机空调", "缺货"),
            ),
            gift="遥控器支架",
        ),
        goods(
            "200000000002",
            "云栖 10公斤滚筒洗衣机 洗烘一体",
            3299,
            others=(
                ("200000000021", "云栖 8公斤滚筒洗衣机", "已上架"),
                ("200000000022", "云栖 12公斤滚筒洗衣机", "已下架"),
            ),
        ),
        goods("200000000003", "云栖 450升对开门冰箱 风冷无霜", 2899),
        goods("200000000004", "云栖 520升对开门冰箱 风冷无霜", 3499, gift="保鲜盒"),
        goods("200000000005", "云栖 21升微波炉 平板加热", 399),
        goods("200000000006", "云栖 25升微波炉 转盘", 459, state="已下架"),
    )
}


def order(user: str, number: str, state: str, product: str, pay: str, price: float | None = None) -> dict[str, Any]:
    """A row of orders with one line."""
    paid = GOODS[product]["商品价格"] if price is None else price
    place = {
        "收件人姓名": "林一",
        "电话号码": "13900000001",
        "国家": "中国",
        "省份": "浙江省",
        "城市": "杭州市",
        "区县": "西湖区",
        "详细地址": "文三路1号",
    }
    return {
        "用户ID": user, "订单ID": number, "订单状态": state, "订单总金额": paid, "是否加急": False,
        "订单商品列表": [{"商品ID": product, "单价": paid, "数量": 1}], "收货地址": place, "支付方式": pay,
    }  # fmt: skip


ORDERS = {
    "甲": {
        "300000000001": order("甲", "300000000001", "已付款", "200000000001", "京东E卡", 2799),
        "300000000002": order("甲", "300000000002", "已签收", "200000000005", "微信"),
    },
    "乙": {
        "300000000003": order("乙", "300000000003", "已发货", "200000000002", "支付宝"),
        "300000000004": order("乙", "300000000004", "待付款", "200000000003", "微信"),
        "300000000005": order("乙", "300000000005", "处理中", "200000000001", "京东E卡"),
    },
    "丙": {"300000000006": order("丙", "300000000006", "已签收", "200000000004", "京东E卡")},
}


def parcel(state: str) -> dict[str, Any]:
    """A row of logistics."""
    seen = {"已签收": "已签收", "已发货": "运输中"}.get(state, "已创建")
    return {
        "物流单号": "JD1",
        "物流公司": "京东快递",
        "实际送达时间": None,
        "物流轨迹": [{"时间": "2025-06-01 08:00:00", "状态": seen}],
    }


def person(name: str, phone: str, balance: float) -> dict[str, Any]:
    """A row of users."""
    place = {"国家": "中国", "省份": "浙江省", "城市": "杭州市", "区县": "西湖区", "详细地址": "文三路1号"}
    return {"用户姓名": name, "电话号码": phone, "电子卡余额": balance, "地址信息": place}


def tables() -> dict[str, Any]:
    """All tables of the shop."""
    bill = {"订单ID": "300000000001", "发票类型": "个人发票", "发票抬头": "林一", "电话号码": "13900000001"}
    parcels = {user: {n: parcel(row["订单状态"]) for n, row in rows.items()} for user, rows in ORDERS.items()}
    return {
        "orders": {PLATFORM: {SHOP: ORDERS}},
        "logistics": {PLATFORM: {SHOP: parcels}},
        "products": {PLATFORM: {SHOP: GOODS}},
        "users_info": {
            "甲": person("林一", "13900000001", 500),
            "乙": person("周二", "13900000002", 4000),
            "丙": person("吴三", "13900000003", 100),
            "丁": person("郑四", "13900000004", 6000),
        },
        "invoices": {"300000000001": bill},
        "service": {PLATFORM: {SHOP: {}}},
        "register_cashback": {PLATFORM: {SHOP: {"乙": {"300000000003": False}}}},
        "discount": {PLATFORM: {SHOP: {"政策名称": "夏季满减", "详情": []}}},
    }


def write(folder: Path) -> Path:
    """The shop and its tasks as files."""
    (folder / "db").mkdir(parents=True)
    for name, table in tables().items():
        (folder / "db" / f"{name}.json").write_text(json.dumps(table, ensure_ascii=False), "utf-8")
    (folder / "tasks_dev.json").write_text(json.dumps(TASKS, ensure_ascii=False), "utf-8")
    return folder


TASKS: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "made_up_tasks.jsonl").read_text("utf-8").splitlines()
]
