"""A report as a letter: words, numbers and lists to read at once, the workbook and the PDF attached."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from xiaoer.core.text.contacts import mask_text
from xiaoer.domains.reports.rules import NAMES, REASONS, tongue_of
from xiaoer.files.inspection.daily import write_daily
from xiaoer.files.inspection.papers import KINDS, daily_pdf, shown
from xiaoer.ports.mailing import Letter

CHINESE = tongue_of("zh")
_CELL = 'style="padding:4px 16px 4px 0;border-bottom:1px solid #E8E5DE;text-align:left"'


def letter_of(report: Mapping[str, Any], shop: str, to: str, key: str) -> Letter:
    """The letter. Chats stay at home: neither the words nor what is attached name a shopper."""
    figures = {**report["figures"], "best": [], "worst": []}
    figures["questions"] = [{**q, "question": mask_text(q["question"])} for q in figures["questions"]]
    told = {**report, "figures": figures}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{report['kind']}-{report['day']}.xlsx"
        write_daily(path, told, CHINESE)
        book = path.read_bytes()
    title = f"{shop} {KINDS[report['kind']]} {report['day']}"
    files = ((path.name, book), (path.with_suffix(".pdf").name, daily_pdf(told, shop, CHINESE)))
    return Letter(key, to, shop, title, text_of(told, title), html_of(told, title), files)


def trial(shop: str, to: str, key: str) -> Letter:
    """A short letter that only shows that letters arrive."""
    text = (
        f"这是{shop}从店小二发出的测试邮件。收到它，日报和周报就能寄到这个地址。\n"
        f"A test letter from Xiaoer: reports of {shop} can reach this address.\n"
    )
    return Letter(f"trial-{key}", to, shop, f"{shop} 测试邮件", text)


def _words(report: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """The lists under their headings; empty ones are left out."""
    figures = report["figures"]
    lists = [
        ("待办", list(report["to_dos"])),
        ("退款原因", [f"{REASONS.get(r['reason'], r['reason'])} {r['count']} 单，已退 {r['amount']} 元"
                  for r in figures["refunds"]]),
        ("没答上的问题", [f"{q['question']}（{q['count']} 次）" for q in figures["questions"]]),
        ("商品问题", [_fault(f) for f in figures["faults"]]),
    ]  # fmt: skip
    return [(head, lines) for head, lines in lists if lines]


def _fault(fault: Mapping[str, Any]) -> str:
    why = "、".join(REASONS.get(r, r) for r in fault["reasons"])
    return f"{fault['name'] or fault['product']}：{fault['cases']} 单，{why}"


def _numbers(report: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    numbers = report["figures"]["numbers"]
    return [(NAMES.get(n["key"], n["key"]), shown(n["key"], n["value"]), shown(n["key"], n["before"])) for n in numbers]


def text_of(report: Mapping[str, Any], title: str) -> str:
    """For readers without HTML."""
    parts = [title, "", report["summary"], *([report["notes"]] if report["notes"] else []), ""]
    parts += [f"{name}：{now}（上期 {was}）" for name, now, was in _numbers(report)]
    for head, lines in _words(report):
        parts += ["", head, *(f"- {line}" for line in lines)]
    return "\n".join(parts) + "\n"


def html_of(report: Mapping[str, Any], title: str) -> str:
    """One column, nothing from elsewhere; everything that people wrote is escaped."""
    rows = "".join(
        f"<tr><td {_CELL}>{escape(name)}</td><td {_CELL}><b>{escape(now)}</b></td><td {_CELL}>{escape(was)}</td></tr>"
        for name, now, was in _numbers(report)
    )
    notes = f"<p>{escape(report['notes'])}</p>" if report["notes"] else ""
    lists = "".join(
        f"<h2 style='font-size:16px'>{head}</h2><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
        for head, lines in _words(report)
    )
    return (
        f"<html lang='zh'><body style='font-family:sans-serif;color:#1F2328'><h1 style='font-size:20px'>{escape(title)}"
        f"</h1><p>{escape(report['summary'])}</p>{notes}<table style='border-collapse:collapse'><tr>"
        f"<th {_CELL}>项目</th><th {_CELL}>这期</th><th {_CELL}>上期</th></tr>{rows}</table>{lists}</body></html>"
    )
