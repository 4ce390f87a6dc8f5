"""Whose sale it was, and what those who asked went on to buy."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from xiaoer.core.inspection.rows import Row, make_row
from xiaoer.core.inspection.trade import DEFINITIONS, Book, Sale, report, roles_of

ZONE = timezone(timedelta(hours=8))


def ms(text: str) -> int:
    return round(datetime.fromisoformat(f"2026-03-{text}").replace(tzinfo=ZONE).timestamp() * 1000)


def chat(*lines: tuple[str, str]) -> list[Row]:
    """(time, who): "" = the shopper."""
    return [
        make_row(i, ms(at), "agent" if who else "shopper", who or "买家", "亲" if who else "有货吗", "text", None)
        for i, (at, who) in enumerate(lines, start=1)
    ]


def sale(number: str, ordered: str, paid: str | None, fen: int = 10_000, **more: int) -> Sale:
    return Sale(
        number, ms(ordered), None if paid is None else ms(paid), fen, more.get("items", 1), more.get("refund_fen", 0)
    )


def test_the_last_one_before_the_order_closes_it_and_who_urged_payment_follows_it_up() -> None:
    spoke = [(ms("01 10:00"), "甲"), (ms("01 10:05"), "乙"), (ms("01 12:00"), "丙")]
    assert roles_of(sale("1", "01 11:00", "01 13:00"), spoke) == {"甲": "assisted", "乙": "closed", "丙": "followed"}


def test_who_spoke_only_between_order_and_payment_gets_the_sale() -> None:
    book = Book()
    book.count([chat(("01 12:00", ""), ("01 12:01", "甲"))], [sale("1", "01 11:00", "01 13:00")])
    assert book.of("甲").figures()["sales"] == 100.0


def test_lines_of_long_ago_make_no_sale() -> None:
    assert roles_of(sale("1", "05 11:00", "05 13:00"), [(ms("03 23:59"), "甲")]) == {}
    assert roles_of(sale("1", "05 11:00", "05 13:00"), [(ms("04 00:00"), "甲")]) == {"甲": "closed"}


def test_conversion_by_the_next_day_and_finally() -> None:
    book = Book()
    book.count(
        [chat(("01 10:00", ""), ("01 10:01", "甲"))], [sale("1", "01 11:00", "02 23:00", items=3, refund_fen=2000)]
    )
    book.count([chat(("01 10:00", ""), ("01 10:01", "甲"))], [sale("2", "04 11:00", "05 09:00")])
    book.count([chat(("01 10:00", ""), ("01 10:01", "乙"))], [sale("3", "01 11:00", None)])
    book.count([chat(("01 10:00", ""), ("01 10:01", "乙"))], [])
    shop = book.of("").figures()
    assert (shop["inquiries"], shop["paid_next_day_rate"], shop["paid_final_rate"]) == (4, 0.25, 0.5)
    assert (shop["ordered"], shop["order_paid_rate"]) == (3, 0.6667)
    assert (shop["orders"], shop["sales"], shop["net_sales"], shop["refund_rate"]) == (1, 100.0, 80.0, 1.0)
    assert book.of("甲").figures()["paid_final_rate"] == 1.0
    assert book.of("乙").figures()["order_value"] is None


def test_pure_after_sales_talk_is_no_inquiry() -> None:
    book = Book()
    book.count([chat(("03 10:00", ""), ("03 10:01", "甲"))], [sale("1", "01 11:00", "01 12:00")])
    assert book.of("").figures()["inquiries"] == 0


def test_silent_orders_are_those_nobody_talked_about() -> None:
    book = Book()
    sales = {
        "买家": [sale("1", "01 11:00", "01 12:00")],
        "别人": [sale("2", "01 11:00", "01 12:00"), sale("3", "01 11:00", None)],
    }
    book.count([chat(("01 10:00", ""), ("01 10:01", "甲"))], sales["买家"])
    found = report(book, sales)
    assert found["shop"]["silent_orders"] == 1
    assert set(found["shop"]) == set(DEFINITIONS)
    assert found["agents"]["甲"]["orders"] == 1
