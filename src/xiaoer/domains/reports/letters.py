"""A report as a letter: words, numbers and lists to read at once, the workbook and the PDF attached."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from xiaoer.core.text.contacts import mask_text
from xiaoer.domains.reports.rules import tongue_of
from xiaoer.files.inspection.daily import write_daily
from xiaoer.files.inspection.papers import KINDS, daily_pdf, shown
from xiaoer.files.inspection.tongue import Language, Tongue
from xiaoer.ports.mailing import Letter

_CELL = 'style="padding:4px 16px 4px 0;border-bottom:1px solid #E8E5DE;text-align:left"'


def letter_of(report: Mapping[str, Any], shop: str, to: str, key: str, language: Language = "zh") -> Letter:
    """The letter, in a language. Chats stay at home: neither the words nor what is attached name a shopper."""
    say = tongue_of(language)
    figures = {**report["figures"], "best": [], "worst": []}
    figures["questions"] = [{**q, "question": mask_text(q["question"])} for q in figures["questions"]]
    told = {**report, "figures": figures}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{report['kind']}-{report['day']}.xlsx"
        write_daily(path, told, say)
        book = path.read_bytes()
    title = f"{shop} {say(KINDS[report['kind']])} {report['day']}"
    files = ((path.name, book), (path.with_suffix(".pdf").name, daily_pdf(told, shop, say)))
    return Letter(key, to, shop, title, text_of(told, title, say), html_of(told, title, say), files)


def trial(shop: str, to: str, key: str) -> Letter:
    """A short letter that only shows that letters arrive."""
    text = (
        f"这是{shop}从店小二发出的测试邮件。收到它，日报和周报就能寄到这个地址。\n"
        f"A test letter from Xiaoer: reports of {shop} can reach this address.\n"
    )
    return Letter(f"trial-{key}", to, shop, f"{shop} 测试邮件", text)


def _words(report: Mapping[str, Any], say: Tongue) -> list[tuple[str, list[str]]]:
    """The lists under their headings; empty ones are left out."""
    figures = report["figures"]
    lists = [
        ("待办", [say.own(text) for text in report["to_dos"]]),
        ("退款原因", [
            say("{reason} {n} 单，已退 {sum} 元", reason=say.reason(r["reason"]), n=r["count"], sum=r["amount"])
            for r in figures["refunds"]
        ]),
        ("没答上的问题", [
            say("{question}（{n} 次）", question=q["question"], n=q["count"]) for q in figures["questions"]
        ]),
        ("商品问题", [_fault(f, say) for f in figures["faults"]]),
    ]  # fmt: skip
    return [(say(head), lines) for head, lines in lists if lines]


def _fault(fault: Mapping[str, Any], say: Tongue) -> str:
    why = say.listed(map(say.reason, fault["reasons"]))
    return say("{goods}：{n} 单，{why}", goods=fault["name"] or fault["product"], n=fault["cases"], why=why)


def _numbers(report: Mapping[str, Any], say: Tongue) -> list[tuple[str, str, str]]:
    numbers = report["figures"]["numbers"]
    return [
        (say.figure(n["key"]), say.own(shown(n["key"], n["value"])), say.own(shown(n["key"], n["before"])))
        for n in numbers
    ]


def text_of(report: Mapping[str, Any], title: str, say: Tongue) -> str:
    """For readers without HTML."""
    parts = [title, "", say.own(report["summary"]), *([report["notes"]] if report["notes"] else []), ""]
    parts += [say("{name}：{now}（上期 {was}）", name=n, now=now, was=was) for n, now, was in _numbers(report, say)]
    for head, lines in _words(report, say):
        parts += ["", head, *(f"- {line}" for line in lines)]
    return "\n".join(parts) + "\n"


def html_of(report: Mapping[str, Any], title: str, say: Tongue) -> str:
    """One column, nothing from elsewhere; everything that people wrote is escaped."""
    rows = "".join(
        f"<tr><td {_CELL}>{escape(name)}</td><td {_CELL}><b>{escape(now)}</b></td><td {_CELL}>{escape(was)}</td></tr>"
        for name, now, was in _numbers(report, say)
    )
    notes = f"<p>{escape(report['notes'])}</p>" if report["notes"] else ""
    lists = "".join(
        f"<h2 style='font-size:16px'>{head}</h2><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
        for head, lines in _words(report, say)
    )
    heads = "".join(f"<th {_CELL}>{say(head)}</th>" for head in ("项目", "这期", "上期"))
    return (
        f"<html lang='{say.language}'><body style='font-family:sans-serif;color:#1F2328'>"
        f"<h1 style='font-size:20px'>{escape(title)}</h1>"
        f"<p>{escape(say.own(report['summary']))}</p>{notes}<table style='border-collapse:collapse'><tr>"
        f"{heads}</tr>{rows}</table>{lists}</body></html>"
    )
