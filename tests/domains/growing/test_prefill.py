"""A human answer made ready as an entry."""

from __future__ import annotations

from typing import Any

from xiaoer.domains.growing.prefill import cleaned, notes, question_before


def line(seq: int, author: str, text: str, kind: str = "text") -> dict[str, Any]:
    return {"seq": seq, "author": author, "kind": kind, "body": {"text": text}}


def test_the_question_is_what_the_shopper_said_before() -> None:
    lines = [
        line(1, "shopper", "旧问题"), line(2, "robot", "旧回答"), line(3, "shopper", "在吗"), line(4, "shopper", "能写贺卡吗"),
        line(5, "shopper", "要手写的，电话13812345678"), line(6, "system", "客服为您服务"), line(7, "agent", "稍等"),
        line(8, "agent", "可以手写的"),
    ]  # fmt: skip
    question, seq = question_before(lines, 8)
    assert question == "能写贺卡吗，要手写的，电话138****5678"
    assert seq == 5
    assert question_before(lines[:1], 1) == ("", 0)
    assert question_before([line(1, "agent", "您好"), line(2, "agent", "在的")], 2) == ("", 0)
    assert question_before([line(1, "shopper", "", "image"), line(2, "agent", "收到")], 2) == ("", 1)


def test_the_answer_loses_its_greeting_and_what_is_personal() -> None:
    assert cleaned("亲，您好~ 可以手写贺卡的哦") == "可以手写贺卡的哦"
    assert "13812345678" not in cleaned("打13812345678就行")


def test_what_to_look_at() -> None:
    assert notes("可以手写", "亲，可以手写") == []
    assert any("个人信息" in n for n in notes(cleaned("打13812345678"), "打13812345678"))
    found = "".join(notes("12月5日恢复，99元，订单20261021213078", "12月5日恢复，99元，订单20261021213078"))
    assert "有效期" in found
    assert "金额" in found
    assert "订单号" in found
