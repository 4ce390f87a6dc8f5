"""The dispute pack (举证包) for a platform's appeal: chat, order, parcels, rules in force, pictures, hashes. Pure.

One page to read, the same as PDF and as data, and a list of SHA-256 over every file, so that nobody can say later that
something was changed.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xiaoer.files.pdf import Column, Paper

STYLE = (
    "body{font:14px/1.6 sans-serif;max-width:860px;margin:2em auto;padding:0 1em;color:#222}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #bbb;padding:4px 8px;text-align:left;"
    "vertical-align:top}h2{margin-top:2em}img{max-width:280px;margin:4px}code{word-break:break-all}"
    "@media print{body{margin:0}}"
)


@dataclass(frozen=True, slots=True)
class Dossier:
    """What goes into a pack. `pictures` = file name → bytes; all else plain data."""

    title: str
    made_at: datetime
    by: str
    complaint: Mapping[str, Any]
    chat: Sequence[Mapping[str, Any]]
    order: Mapping[str, Any] | None
    timeline: Sequence[Mapping[str, Any]]
    cases: Sequence[Mapping[str, Any]]
    rules: Sequence[Mapping[str, Any]]
    pictures: Mapping[str, bytes]


def write(dossier: Dossier) -> bytes:
    """The pack as a ZIP; equal dossiers give equal bytes."""
    data = {
        "complaint.json": dossier.complaint, "chat.json": dossier.chat, "order.json": dossier.order,
        "timeline.json": dossier.timeline, "cases.json": dossier.cases, "rules.json": dossier.rules,
    }  # fmt: skip
    files: dict[str, bytes] = {
        name: json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() for name, value in data.items()
    }
    files |= {f"evidence/{name}": content for name, content in dossier.pictures.items()}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    parts = _parts(dossier, hashes)
    for name, content in (("index.html", _page(dossier, parts).encode()), ("dossier.pdf", _paper(dossier, parts))):
        files[name] = content
        hashes[name] = hashlib.sha256(content).hexdigest()
    files["SHA256SUMS.txt"] = "".join(f"{digest}  {name}\n" for name, digest in sorted(hashes.items())).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, date_time=dossier.made_at.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            book.writestr(info, files[name])
    return out.getvalue()


Part = tuple[str, Sequence[Column], Sequence[Sequence[Any]]]
"""A heading, the heads of a table with their widths, its rows."""


def _parts(dossier: Dossier, hashes: Mapping[str, str]) -> list[Part]:
    """What both the page and the PDF show."""
    pairs: Sequence[Column] = [("项目", 1), ("内容", 4)]
    return [
        ("投诉", pairs, _pairs(dossier.complaint)),
        ("聊天记录", [("序号", 0.7), ("时间", 2.2), ("谁", 1.4), ("内容", 6)], [_said(line) for line in dossier.chat]),
        ("订单与物流", pairs, _pairs(dossier.order or {"订单": "未关联"})),
        ("经过", [("时间", 2.2), ("类型", 1.2), ("谁", 1.2), ("内容", 5)], [_event(line) for line in dossier.timeline]),
        ("售后单", [("单号", 2), ("类型", 1), ("状态", 1), ("金额", 1)], [_case(case) for case in dossier.cases]),
        ("适用规则", [("规则", 2), ("内容", 5), ("依据", 3)], [_rule(rule) for rule in dossier.rules]),
        ("文件校验（SHA-256）", [("文件", 1), ("校验值", 2)], sorted(hashes.items())),
    ]


def _made(dossier: Dossier) -> str:
    return f"制作时间 {dossier.made_at.strftime('%Y-%m-%d %H:%M')} · 制作人 {dossier.by}"


def _page(dossier: Dossier, parts: Sequence[Part]) -> str:
    sections = [_section(title, _table([name for name, _ in head], rows)) for title, head, rows in parts]
    images = "".join(f'<img src="evidence/{_t(name)}" alt="{_t(name)}">' for name in dossier.pictures)
    sections.insert(-1, _section("图片证据", images))
    head = f'<meta charset="utf-8"><title>{_t(dossier.title)}</title><style>{STYLE}</style>'
    body = f"<h1>{_t(dossier.title)}</h1><p>{_t(_made(dossier))}</p>{''.join(sections)}"
    return f'<!doctype html><html lang="zh-CN"><head>{head}</head><body>{body}</body></html>'


def _paper(dossier: Dossier, parts: Sequence[Part]) -> bytes:
    """The page to send where a platform takes one file."""
    paper = Paper(dossier.title, _made(dossier))
    for number, (title, head, rows) in enumerate(parts, start=1):
        if number == len(parts) and dossier.pictures:
            paper.head("图片证据")
            paper.pictures(dossier.pictures)
        paper.head(title)
        if rows:
            paper.table(head, rows)
        else:
            paper.words("无")
    return paper.bytes()


def _section(title: str, inner: str) -> str:
    return f"<h2>{_t(title)}</h2>{inner or '<p>无</p>'}"


def _pairs(values: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(name, _plain(value)) for name, value in values.items() if value not in (None, "", [])]


def _table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    if not rows:
        return ""
    body = "".join("<tr>" + "".join(f"<td>{_t(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><tr>{''.join(f'<th>{_t(cell)}</th>' for cell in head)}</tr>{body}</table>"


def _said(line: Mapping[str, Any]) -> tuple[Any, ...]:
    body = line["body"]
    text = "（已撤回）" if line["recalled"] else body.get("text") or body.get("title") or body.get("url") or ""
    return line["seq"], line["at"], line["author_name"] or line["author"], text


def _event(line: Mapping[str, Any]) -> tuple[Any, ...]:
    return line["at"], line["kind"], line["who"], line["text"]


def _case(case: Mapping[str, Any]) -> tuple[Any, ...]:
    return case["number"], case["kind"], case["state"], case["refunded"] or case["agreed"] or case["asked"] or ""


def _rule(rule: Mapping[str, Any]) -> tuple[Any, ...]:
    return rule["rule"], rule["text"], "；".join(rule["basis"])


def _plain(value: Any) -> str:
    return value if isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)  # type: ignore[return-value]


def _t(value: Any) -> str:
    return html.escape(str(value))
