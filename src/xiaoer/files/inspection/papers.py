"""Reports as PDF, for reading and printing: the shop's day or week, somebody's own, a month's bonus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from xiaoer.core.inspection.marks import KIND_NAMES
from xiaoer.files.inspection.overview import is_rate
from xiaoer.files.pdf import Column, Paper

KINDS = {"day": "日报", "week": "周报"}
LINE_KINDS = {"sale": "成交", "refund": "退款", "adjustment": "调整"}
ROLES = {"closed": "落实", "followed": "跟进"}
STATES = {"open": "待答复", "granted": "已采纳", "refused": "未采纳"}
_BESIDE = 6  # agents in one table
_NUMBERS: list[Column] = [("项目", 4), ("这期", 1.5), ("上期", 1.5)]


def daily_pdf(report: Mapping[str, Any], shop: str, names: Mapping[str, str], reasons: Mapping[str, str]) -> bytes:
    """A shop's report; `names` of figures and `reasons` of refunds by key."""
    figures = report["figures"]
    paper = Paper(f"{shop} {KINDS[report['kind']]} {report['day']}", _made(report))
    paper.words(report["summary"])
    paper.words(report["notes"])
    if report["to_dos"]:
        paper.head("待办")
        paper.items(report["to_dos"])
    _numbers(paper, figures["numbers"], names)
    _agents(paper, figures["agents"], names)
    _section(
        paper, "退款原因", [("原因", 3), ("单数", 1), ("已退（元）", 1.2)],
        [(reasons.get(r["reason"], r["reason"]), r["count"], f"{r['amount']:,.2f}") for r in figures["refunds"]],
    )  # fmt: skip
    _section(
        paper, "没答上的问题", [("问题", 7), ("次数", 1)], [(q["question"], q["count"]) for q in figures["questions"]]
    )
    _section(
        paper, "商品问题", [("商品", 1.5), ("名称", 3), ("单数", 0.8), ("原因", 2.5), ("售后单", 3)],
        [(f["product"], f["name"], f["cases"], "、".join(reasons.get(r, r) for r in f["reasons"]),
          "、".join(f["numbers"])) for f in figures["faults"]],
    )  # fmt: skip
    _section(
        paper, "质检发现", [("发现", 5), ("数量", 1)],
        [(KIND_NAMES.get(k["kind"], k["kind"]), k["count"]) for k in figures["kinds"]],
    )  # fmt: skip
    chats = [("好", c) for c in figures["best"]] + [("差", c) for c in figures["worst"]]
    _section(
        paper, "会话样例", [("好差", 0.7), ("买家", 2), ("客服", 2), ("自动分", 0.9), ("发现", 5)],
        [(mark, c["shopper"], "、".join(c["agents"]), c["score"],
          "、".join(KIND_NAMES.get(k, k) for k in c["kinds"])) for mark, c in chats],
    )  # fmt: skip
    return paper.bytes()


def personal_pdf(report: Mapping[str, Any], shop: str, names: Mapping[str, str]) -> bytes:
    """Somebody's own day or week."""
    paper = Paper(f"{report['staff']} {KINDS[report['kind']]} {report['day']}", shop)
    _numbers(paper, report["numbers"], names)
    kept = {True: "（已做到）", False: "（没有做到）", None: ""}[report["kept"]]
    parts = [
        ("上次的改进", f"{report['carried']}{kept}" if report["carried"] else ""), ("问题", report["problem"]),
        ("原因", report["cause"]), ("改进", report["correction"]),
        (f"{report['comment_by'] or '主管'}的话", report["comment"]),
    ]  # fmt: skip
    for head, text in parts:
        if text:
            paper.head(head)
            paper.words(text)
    return paper.bytes()


def bonus_pdf(sheet: Mapping[str, Any], shop: str, zone: tzinfo) -> bytes:
    """A month's bonus, a table for each person; times by the clock of `zone`."""
    state = "已冻结" if sheet["frozen"] else "未冻结，还会变"
    paper = Paper(f"{shop} 提成 {sheet['month']}", f"{state} · 金额单位：元")
    if not sheet["people"]:
        paper.words("这个月没有提成。")
    _section(
        paper, "合计", [("客服", 3), ("净销售额", 2), ("比例", 1), ("提成", 2)],
        [(p["name"], p["net"], f"{p['pct']}%", p["bonus"]) for p in sheet["people"]],
    )  # fmt: skip
    for person in sheet["people"]:
        _section(
            paper, person["name"],
            [("订单", 3.2), ("类型", 1), ("方式", 1), ("时间", 2.4), ("金额", 1.4), ("占比", 0.9), ("提成", 1.3), ("说明", 2)],
            [(li["order"], LINE_KINDS[li["kind"]], ROLES.get(li["role"], ""), _local(li["at"], zone),
              li["amount"], f"{li['share_pct']}%", li["bonus"], li["note"]) for li in person["lines"]],
        )  # fmt: skip
    _section(
        paper, "异议", [("订单", 2.5), ("客服", 1.2), ("异议", 4), ("结果", 1.2), ("答复", 3), ("调整", 1)],
        [(d["order"], d["name"], d["text"], STATES[d["state"]], d["answer"], d["adjust"] if d["state"] == "granted" else "")
         for d in sheet["disputes"]],
    )  # fmt: skip
    return paper.bytes()


def _local(at: str, zone: tzinfo) -> str:
    return datetime.fromisoformat(at).astimezone(zone).strftime("%Y-%m-%d %H:%M")


def _made(report: Mapping[str, Any]) -> str:
    return f"修改人 {report['edited_by']}" if report.get("edited_by") else "自动生成"


def _numbers(paper: Paper, numbers: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> None:
    rows = [(names.get(n["key"], n["key"]), _told(n["key"], n["value"]), _told(n["key"], n["before"])) for n in numbers]
    _section(paper, "数据", _NUMBERS, rows)


def _agents(paper: Paper, agents: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> None:
    """A line for each figure, a column for each agent: there are more figures than a page is wide."""
    for first in range(0, len(agents), _BESIDE):
        some = agents[first : first + _BESIDE]
        columns: list[Column] = [("项目", 2.4), *((a["name"], 1.0) for a in some)]
        figures = [{n["key"]: n["value"] for n in a["numbers"]} for a in some]
        keys = [n["key"] for n in some[0]["numbers"]]
        rows = [(names.get(k, k), *(_told(k, one.get(k)) for one in figures)) for k in keys]
        _section(paper, "客服" if not first else "客服（续）", columns, rows)


def _section(paper: Paper, head: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> None:
    """A heading and its table; nothing at all where there are no rows."""
    found = list(rows)
    if found:
        paper.head(head)
        paper.table(columns, found)


def _told(key: str, value: float | None) -> str:
    """A figure with its unit, as short as people say it."""
    if value is None or is_rate(key):
        return shown(key, value)
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if not key.endswith("_s") or value < 10 else f"{value:,.0f}"
    return f"{text} 秒" if key.endswith("_s") else text


def shown(key: str, value: float | None) -> str:
    """A figure as people read it."""
    if value is None:
        return "—"
    return f"{value * 100:.1f}%" if is_rate(key) else f"{value:,.10g}"
