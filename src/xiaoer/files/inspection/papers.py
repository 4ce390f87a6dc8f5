"""Reports as PDF, for reading and printing: the shop's day or week, somebody's own, a month's bonus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from xiaoer.files.inspection.overview import is_rate
from xiaoer.files.inspection.tongue import Tongue
from xiaoer.files.pdf import Column, Paper

KINDS = {"day": "日报", "week": "周报"}
LINE_KINDS = {"sale": "成交", "refund": "退款", "adjustment": "调整"}
ROLES = {"closed": "落实", "followed": "跟进"}
STATES = {"open": "待答复", "granted": "已采纳", "refused": "未采纳"}
_BESIDE = 6  # agents in one table


def daily_pdf(report: Mapping[str, Any], shop: str, say: Tongue) -> bytes:
    """A shop's report."""
    figures = report["figures"]
    paper = Paper(f"{shop} {say(KINDS[report['kind']])} {report['day']}", _made(report, say), say.language)
    paper.words(say.own(report["summary"]))
    paper.words(report["notes"])
    if report["to_dos"]:
        paper.head(say("待办"))
        paper.items([say.own(text) for text in report["to_dos"]])
    _numbers(paper, figures["numbers"], say)
    _agents(paper, figures["agents"], say)
    _lists(paper, figures, say)
    return paper.bytes()


def _lists(paper: Paper, figures: Mapping[str, Any], say: Tongue) -> None:
    """What came back, what nobody answered, what was found, chats to look at."""
    _section(
        paper, say("退款原因"), [(say("原因"), 3), (say("单数"), 1), (say("已退（元）"), 1.2)],
        [(say.reason(r["reason"]), r["count"], f"{r['amount']:,.2f}") for r in figures["refunds"]],
    )  # fmt: skip
    _section(
        paper, say("没答上的问题"), [(say("问题"), 7), (say("次数"), 1)],
        [(q["question"], q["count"]) for q in figures["questions"]],
    )  # fmt: skip
    _section(
        paper, say("商品问题"),
        [(say("商品"), 1.5), (say("名称"), 3), (say("单数"), 0.8), (say("原因"), 2.5), (say("售后单"), 3)],
        [(f["product"], f["name"], f["cases"], say.listed(map(say.reason, f["reasons"])), say.listed(f["numbers"]))
         for f in figures["faults"]],
    )  # fmt: skip
    _section(
        paper, say("质检发现"), [(say("发现"), 5), (say("数量", "count"), 1)],
        [(say.finding(k["kind"]), k["count"]) for k in figures["kinds"]],
    )  # fmt: skip
    chats = [(say("好"), c) for c in figures["best"]] + [(say("差"), c) for c in figures["worst"]]
    _section(
        paper, say("会话样例"), [(say("好差"), 0.7), (say("买家"), 2), (say("客服"), 2), (say("自动分"), 0.9), (say("发现"), 5)],
        [(mark, c["shopper"], say.listed(c["agents"]), c["score"], say.listed(map(say.finding, c["kinds"])))
         for mark, c in chats],
    )  # fmt: skip


def personal_pdf(report: Mapping[str, Any], shop: str, say: Tongue) -> bytes:
    """Somebody's own day or week."""
    paper = Paper(f"{report['staff']} {say(KINDS[report['kind']])} {report['day']}", shop, say.language)
    _numbers(paper, report["numbers"], say)
    kept = {True: say("（已做到）"), False: say("（没有做到）"), None: ""}[report["kept"]]
    parts = [
        (say("上次的改进"), f"{report['carried']}{kept}" if report["carried"] else ""),
        (say("问题", "own"), report["problem"]), (say("原因"), report["cause"]), (say("改进"), report["correction"]),
        (say("{name}的话", name=report["comment_by"] or say("主管")), report["comment"]),
    ]  # fmt: skip
    for head, text in parts:
        if text:
            paper.head(head)
            paper.words(text)
    return paper.bytes()


def bonus_pdf(sheet: Mapping[str, Any], shop: str, zone: tzinfo, say: Tongue) -> bytes:
    """A month's bonus, a table for each person; times by the clock of `zone`."""
    state = say("已冻结") if sheet["frozen"] else say("未冻结，还会变")
    paper = Paper(f"{shop} {say('提成')} {sheet['month']}", f"{state} · {say('金额单位：元')}", say.language)
    if not sheet["people"]:
        paper.words(say("这个月没有提成。"))
    _section(
        paper, say("合计"), [(say("客服"), 3), (say("净销售额"), 2), (say("比例"), 1), (say("提成"), 2)],
        [(p["name"], p["net"], f"{p['pct']}%", p["bonus"]) for p in sheet["people"]],
    )  # fmt: skip
    columns: list[Column] = [
        (say("订单"), 3.2), (say("类型"), 1), (say("方式"), 1), (say("时间"), 2.4), (say("金额"), 1.4), (say("占比"), 0.9),
        (say("提成"), 1.3), (say("说明"), 2),
    ]  # fmt: skip
    for person in sheet["people"]:
        _section(paper, person["name"], columns, [_bonus_line(line, zone, say) for line in person["lines"]])
    _section(
        paper, say("异议"),
        [(say("订单"), 2.5), (say("客服"), 1.2), (say("异议"), 4), (say("结果"), 1.2), (say("答复"), 3), (say("调整"), 1)],
        [(d["order"], d["name"], d["text"], say(STATES[d["state"]]), d["answer"],
          d["adjust"] if d["state"] == "granted" else "") for d in sheet["disputes"]],
    )  # fmt: skip
    return paper.bytes()


def _bonus_line(line: Mapping[str, Any], zone: tzinfo, say: Tongue) -> tuple[Any, ...]:
    role = ROLES.get(line["role"])
    return (
        line["order"], say(LINE_KINDS[line["kind"]]), say(role) if role else "", _local(line["at"], zone),
        line["amount"], f"{line['share_pct']}%", line["bonus"], line["note"],
    )  # fmt: skip


def _local(at: str, zone: tzinfo) -> str:
    return datetime.fromisoformat(at).astimezone(zone).strftime("%Y-%m-%d %H:%M")


def _made(report: Mapping[str, Any], say: Tongue) -> str:
    by = report.get("edited_by")
    return say("修改人 {name}", name=by) if by else say("自动生成")


def _numbers(paper: Paper, numbers: Sequence[Mapping[str, Any]], say: Tongue) -> None:
    rows = [(say.figure(n["key"]), *(_told(n["key"], n[when], say) for when in ("value", "before"))) for n in numbers]
    _section(paper, say("数据"), [(say("项目"), 4), (say("这期"), 1.5), (say("上期"), 1.5)], rows)


def _agents(paper: Paper, agents: Sequence[Mapping[str, Any]], say: Tongue) -> None:
    """A line for each figure, a column for each agent: there are more figures than a page is wide."""
    for first in range(0, len(agents), _BESIDE):
        some = agents[first : first + _BESIDE]
        columns: list[Column] = [(say("项目"), 2.4), *((a["name"], 1.0) for a in some)]
        figures = [{n["key"]: n["value"] for n in a["numbers"]} for a in some]
        keys = [n["key"] for n in some[0]["numbers"]]
        rows = [(say.figure(k), *(_told(k, one.get(k), say) for one in figures)) for k in keys]
        _section(paper, say("客服（续）") if first else say("客服"), columns, rows)


def _section(paper: Paper, head: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> None:
    """A heading and its table; nothing at all where there are no rows."""
    found = list(rows)
    if found:
        paper.head(head)
        paper.table(columns, found)


def _told(key: str, value: float | None, say: Tongue) -> str:
    """A figure with its unit, as short as people say it."""
    if value is None or is_rate(key):
        return shown(key, value)
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if not key.endswith("_s") or value < 10 else f"{value:,.0f}"
    return f"{text} {say('秒')}" if key.endswith("_s") else text


def shown(key: str, value: float | None) -> str:
    """A figure as people read it."""
    if value is None:
        return "—"
    return f"{value * 100:.1f}%" if is_rate(key) else f"{value:,.10g}"
