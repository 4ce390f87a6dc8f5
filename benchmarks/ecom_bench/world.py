"""The shop's tables and the writes that may be made to them; gold writes and our own actions go the same way."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xiaoer.core.answering.shapes import Action

CARD = "京东E卡"
NEW_ORDER = "1234567890"
Tables = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Write:
    """One call of a writing tool, by the benchmark's names."""

    name: str
    arguments: Mapping[str, Any]


class World:
    """The tables of one task, changed by writes only."""

    def __init__(self, tables: Tables, user: str, shop: str, platform: str) -> None:
        self.tables = copy.deepcopy(tables)
        self.user, self.shop, self.platform = user, shop, platform

    def rows(self, table: str) -> dict[str, Any]:
        """A table's rows of this shop."""
        found: dict[str, Any] = self.tables[table].setdefault(self.platform, {}).setdefault(self.shop, {})
        return found

    @property
    def orders(self) -> dict[str, Any]:
        """The user's orders by number."""
        found: dict[str, Any] = self.rows("orders").get(self.user, {})
        return found

    @property
    def person(self) -> dict[str, Any]:
        """The user's own row."""
        found: dict[str, Any] = self.tables["users_info"].get(self.user, {})
        return found

    def write(self, write: Write) -> None:
        """Make one write."""
        _WRITES[write.name](self, dict(write.arguments))

    def writes_of(self, action: Action) -> list[Write]:
        """An executed action as the writes that it stands for; a card that paid is charged or refunded with it."""
        return list(_ACTIONS[action.type](self, action, dict(action.params)))


def _manage_order(world: World, args: dict[str, Any]) -> None:
    if args["action"] == "取消":
        world.orders[args["order_id"]]["订单状态"] = "已取消"
    elif args["action"] == "修改":
        place = world.orders[args["order_id"]]["收货地址"]
        for name, column in (("address", "详细地址"), ("phone_number", "电话号码"), ("user_name", "收件人姓名")):
            if args.get(name):
                place[column] = args[name]
    else:
        _add_order(world, args)


def _add_order(world: World, args: dict[str, Any]) -> None:
    goods = world.rows("products")
    lines = [
        {"商品ID": item["product_id"], "商品价格": goods[item["product_id"]]["商品价格"], "数量": item["quantity"]}
        for item in args["product_info_list"]
    ]
    person = world.person
    place = {"收件人姓名": person.get("用户姓名"), "电话号码": person.get("电话号码"), **person.get("地址信息", {})}
    world.rows("orders").setdefault(world.user, {})[NEW_ORDER] = {
        "用户ID": world.user,
        "订单ID": NEW_ORDER,
        "订单状态": "已付款",
        "订单总金额": sum(line["商品价格"] * line["数量"] for line in lines),
        "是否加急": False,
        "订单商品列表": lines,
        "收货地址": place,
        "支付方式": args["payment"],
    }


def _manage_return(world: World, args: dict[str, Any]) -> None:
    world.orders[args["order_id"]]["订单状态"] = "已退货"


def _manage_exchange(world: World, args: dict[str, Any]) -> None:
    for line in world.orders[args["order_id"]]["订单商品列表"]:
        if line["商品ID"] == args["original_product_id"]:
            line["商品ID"] = args["exchange_product_id"]


def _manage_ecard(world: World, args: dict[str, Any]) -> None:
    person = world.person
    if args["action"] == "退款":
        change = Decimal(str(args["amount"]))
    else:
        price = world.rows("products")[args["product_id"]]["商品价格"]
        change = -Decimal(str(price)) * args["quantity"]
    person["电子卡余额"] = float(Decimal(str(person["电子卡余额"])) + change)


def _manage_urgent(world: World, args: dict[str, Any]) -> None:
    world.orders[args["order_id"]]["是否加急"] = True


def _manage_invoice(world: World, args: dict[str, Any]) -> None:
    world.tables["invoices"][args["order_id"]] = {
        "发票抬头": args["title"],
        "发票类型": args["invoice_type"],
        "订单ID": args["order_id"],
        "手机号码": args["phone_number"],
    }


def _schedule_service(world: World, args: dict[str, Any]) -> None:
    world.rows("service").setdefault(world.user, {})[args["order_id"]] = {
        "服务类型": args["service_type"],
        "店铺ID": world.shop,
        "用户ID": world.user,
        "订单ID": args["order_id"],
        "平台": world.platform,
        "电话号码": args["phone_number"],
        "用户姓名": args["user_name"],
        "预约日期": args["service_time"],
    }


def _register_cashback(world: World, args: dict[str, Any]) -> None:
    """The benchmark's own tool keeps the newest registration only."""
    world.tables["register_cashback"].setdefault(world.platform, {})[world.shop] = {
        world.user: {args["order_id"]: True}
    }


_WRITES = {
    "manage_order": _manage_order,
    "manage_return": _manage_return,
    "manage_exchange": _manage_exchange,
    "manage_ecard": _manage_ecard,
    "manage_urgent": _manage_urgent,
    "manage_invoice": _manage_invoice,
    "schedule_service": _schedule_service,
    "register_cashback_by_review": _register_cashback,
}


def _back_to_card(world: World, number: str) -> Iterable[Write]:
    order = world.orders[number]
    if order["支付方式"] == CARD:
        yield Write("manage_ecard", {"action": "退款", "amount": order["订单总金额"]})


def _cancelled(world: World, action: Action, params: dict[str, str]) -> Iterable[Write]:
    yield Write("manage_order", {"action": "取消", "order_id": action.order})
    yield from _back_to_card(world, action.order)


def _returned(world: World, action: Action, params: dict[str, str]) -> Iterable[Write]:
    yield Write("manage_return", {"order_id": action.order})
    yield from _back_to_card(world, action.order)


def _readdressed(world: World, action: Action, params: dict[str, str]) -> Iterable[Write]:
    names = {"收货地址": "address", "手机号": "phone_number", "收件人": "user_name"}
    said = {names[key]: value for key, value in params.items() if key in names}
    yield Write("manage_order", {"action": "修改", "order_id": action.order, **said})


def _exchanged(world: World, action: Action, params: dict[str, str]) -> Iterable[Write]:
    goods = {"original_product_id": params["原SKU"], "exchange_product_id": params["SKU"]}
    yield Write("manage_exchange", {"action": "换货", "order_id": action.order, **goods})


def _placed(world: World, action: Action, params: dict[str, str]) -> Iterable[Write]:
    pairs = [item.split("×") for item in params["明细"].split(";")]
    items = [{"product_id": number, "quantity": int(count)} for number, count in pairs]
    way = params.get("支付方式", "")
    yield Write("manage_order", {"action": "增加", "payment": way, "product_info_list": items})
    if way == CARD:
        for item in items:
            yield Write("manage_ecard", {"action": "余额使用", **item})


def _urged(world: World, action: Action, params: dict[str, str]) -> Iterable[Write]:
    yield Write("manage_urgent", {"order_id": action.order})


def _invoiced(world: World, action: Action, params: dict[str, str]) -> Iterable[Write]:
    phone = params.get("手机号", world.person.get("电话号码", ""))
    said = {"title": params["抬头"], "invoice_type": params["发票类型"], "phone_number": phone}
    yield Write("manage_invoice", {"order_id": action.order, **said})


def _served(world: World, action: Action, params: dict[str, str]) -> Iterable[Write]:
    said = {"user_name": params.get("联系人", ""), "phone_number": params.get("手机号", "")}
    more = {"service_type": params["服务类型"], "service_time": params["预约时间"]}
    yield Write("schedule_service", {"order_id": action.order, **said, **more})


def _protected(world: World, action: Action, params: dict[str, str]) -> Iterable[Write]:
    yield Write("manage_ecard", {"action": "退款", "amount": float(params["退差价"].removesuffix("元"))})


def _registered(world: World, action: Action, params: dict[str, str]) -> Iterable[Write]:
    yield Write("register_cashback_by_review", {"action": "返现", "order_id": action.order})


_ACTIONS = {
    "cancel_order": _cancelled,
    "return_apply": _returned,
    "change_address": _readdressed,
    "exchange": _exchanged,
    "place_order": _placed,
    "urge_ship": _urged,
    "invoice": _invoiced,
    "service": _served,
    "price_protection": _protected,
    "review_cashback": _registered,
}
