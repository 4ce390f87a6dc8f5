"""`report.html`: one file with all it needs, readable offline, light and dark, on paper, and without scripts."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any

from xiaoer.core.inspection.ledger import WAIT_SPANS
from xiaoer.core.inspection.marks import KIND_NAMES, PRAISE
from xiaoer.files.inspection import charts
from xiaoer.files.inspection.overview import (
    KPI_NAMES,
    PLATFORM_NAMES,
    TRADE_NAMES,
    VARIANT_NAMES,
    Overview,
    is_rate,
    shown,
    span,
)

_AGENT_COLUMNS = (
    "conversations", "messages_agent", "first_response_s", "average_response_s", "reply_rate", "reply_rate_3min",
    "unreplied", "slow_responses", "wording_blocks", "score",
)  # fmt: skip
_MOST_AGENTS, _MOST_DAYS, _MOST_GAPS, _MOST_UNREAD = 200, 400, 60, 200
_SPAN_NAMES = ("10 秒内", "10–30 秒", "30–60 秒", "1–3 分", "3–10 分", "10–60 分", "更久")


def write_page(path: Path, overview: Overview) -> None:
    """Write the page; it appears whole or not at all."""
    beside = path.with_name(f".{path.name}.part")
    with beside.open("w", encoding="utf-8", errors="backslashreplace") as out:
        out.writelines(_page(overview))
    os.replace(beside, path)


def _page(overview: Overview) -> Iterator[str]:
    title = escape(overview.title or "客服质检报告")
    yield '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<title>{title}</title><style>{_asset('page.css')}</style></head><body><main>"
    yield f'<header><h1>{title}</h1><span class="quiet">{escape(_when(overview))}</span><span class="tools">'
    yield '<button id="theme" type="button">明 / 暗</button><button id="print" type="button">打印</button></span></header>'
    yield f'<p class="lead">{escape(_in_one_sentence(overview))}</p>'
    yield f'<div class="cards">{"".join(_card(overview, key) for key in overview.shown_kpis)}</div>'
    yield from _charts(overview)
    yield from _tables(overview)
    yield from _chats(overview)
    yield f"</main><script>{_asset('page.js')}</script></body></html>"


def _asset(name: str) -> str:
    return (resources.files("xiaoer.files.inspection") / name).read_text("utf-8")


def _when(overview: Overview) -> str:
    days = sorted(overview.kpis["days"])
    platforms = "、".join(PLATFORM_NAMES.get(p, p) for p in overview.platforms if p)
    period = f"{days[0]} 至 {days[-1]}" if len(days) > 1 else "".join(days)
    return " · ".join(part for part in (period, platforms) if part)


def _in_one_sentence(overview: Overview) -> str:
    shop = overview.kpis["shop"]
    faults = {kind: n for kind, n in overview.findings.items() if kind not in PRAISE}
    words = f"检查了 {shop['conversations']:,} 个会话"
    if shop["score"] is not None:
        words += f"，均分 {shop['score']:.1f}"
    if faults:
        kind, count = max(faults.items(), key=lambda item: item[1])
        words += f"；问题最多的是“{KIND_NAMES.get(kind, kind)}”（{count:,} 处）"
    if shop["unreplied"]:
        words += f"；{shop['unreplied']:,} 个会话当天没有回复完"
    if overview.unread_count:
        words += f"；有 {overview.unread_count:,} 行没能读懂，见页末"
    return words + "。"


def _card(overview: Overview, key: str) -> str:
    definition = overview.kpis["definitions"][key]
    variants = "".join(
        f"<br>{escape(name)}：{escape(shown(key, overview.kpis['variants'][variant]['shop'].get(key)))}"
        for variant, name in VARIANT_NAMES.items()
        if overview.kpis["variants"][variant]["shop"].get(key) != overview.kpis["shop"][key]
    )
    source = f" · {definition['source']}" if definition.get("source") else ""
    return (
        f'<details class="card"><summary><span class="name">{escape(KPI_NAMES[key])}</span>'
        f'<span class="value">{escape(shown(key, overview.kpis["shop"][key]))}</span></summary>'
        f"<p>{escape(definition['text'])}{variants}<br>{escape(definition['id'])} 第 {definition['version']} 版 · "
        f"{escape(definition['window'])}{escape(source)}</p></details>"
    )


def _charts(overview: Overview) -> Iterator[str]:
    yield '<h2>图表</h2><div class="two">'
    hours = [overview.hours.get(hour, (0, 0)) for hour in range(24)]
    yield _panel("各时段回合数", charts.columns(
        [f"{h}" for h in range(24)], [float(turns) for turns, _ in hours], label="各时段回合数",
        words=[f"{h}:00–{h}:59　{turns} 个回合" for h, (turns, _) in enumerate(hours)],
    ))  # fmt: skip
    means = [wait / turns / 1000 if turns else 0.0 for turns, wait in hours]
    yield _panel("各时段平均等待（秒，单次最多按 1 小时）", charts.columns(
        [f"{h}" for h in range(24)], means, label="各时段平均等待",
        words=[f"{h}:00–{h}:59　{span(mean)}" for h, mean in enumerate(means)],
    ))  # fmt: skip
    waits = [overview.waits.get(end, 0) for end in (*WAIT_SPANS, 0)]
    total = sum(waits) or 1
    rows = [(name, float(n), f"{n:,}（{n / total:.0%}）") for name, n in zip(_SPAN_NAMES, waits, strict=True)]
    yield _panel("响应时间分布", charts.bars(rows if sum(waits) else [], label="响应时间分布"))
    faults = [(k, n) for k, n in overview.findings.items()]
    yield _panel("发现（点一下看会话）", charts.bars(
        [(KIND_NAMES.get(k, k), float(n), f"{n:,}") for k, n in faults], label="各类发现的数量", kinds=[k for k, _ in faults]
    ))  # fmt: skip
    days = sorted(overview.kpis["days"])[-_MOST_DAYS:]
    for key in ("score", "average_response_s", "conversations"):
        values = [overview.kpis["days"][day][key] for day in days]
        words = [f"{day}　{shown(key, value)}" for day, value in zip(days, values, strict=True)]
        if len(days) > 1:
            yield _panel(f"每日{KPI_NAMES[key]}", charts.lines([d[5:] for d in days], values, label=key, words=words))
    yield "</div>"


def _panel(title: str, body: str) -> str:
    return f'<div class="panel"><h3>{escape(title)}</h3>{body}</div>'


def _tables(overview: Overview) -> Iterator[str]:
    for title, rows, most in (
        ("客服", overview.kpis["agents"], _MOST_AGENTS),
        ("每日", overview.kpis["days"], _MOST_DAYS),
    ):
        if rows:
            yield f'<h2>{title}</h2><div class="panel scroll">{_kpi_table(title, rows, most)}</div>'
    if trade := overview.kpis.get("trade"):
        heads = "".join(
            f'<th title="{escape(text)}">{escape(TRADE_NAMES[key])}</th>' for key, text in trade["definitions"].items()
        )
        rows = [("全店", trade["shop"]), *list(trade["agents"].items())[:_MOST_AGENTS]]
        yield f'<h2>成交</h2><div class="panel scroll"><table><thead><tr><th>客服</th>{heads}</tr></thead><tbody>'
        for name, figures in rows:
            cells = "".join(f"<td>{escape(shown(key, figures.get(key)))}</td>" for key in trade["definitions"])
            yield f"<tr><td>{escape(name)}</td>{cells}</tr>"
        yield "</tbody></table></div>"
    if overview.gaps:
        yield '<h2>没有答上的问题</h2><div class="panel scroll"><table><thead><tr><th>问题</th><th>次数</th><th class="left">会话</th></tr></thead><tbody>'
        for gap in overview.gaps[:_MOST_GAPS]:
            samples = "、".join(escape(str(s)) for s in gap["conversations"])
            yield f'<tr><td class="wide">{escape(gap["question"])}</td><td>{gap["count"]}</td><td class="wide">{samples}</td></tr>'
        yield "</tbody></table></div>"
    if overview.unread_count:
        yield f'<h2>没能读懂的 {overview.unread_count:,} 行</h2><div class="panel scroll"><table><thead><tr><th>文件</th><th>行</th><th class="left">原因</th><th class="left">开头</th></tr></thead><tbody>'
        for item in overview.unread[:_MOST_UNREAD]:
            line = "全部" if item.line is None else str(item.line)
            yield f'<tr><td>{escape(item.file)}</td><td>{line}</td><td class="wide">{escape(item.why)}</td><td class="wide quiet">{escape(item.text[:60])}</td></tr>'
        yield "</tbody></table></div>"


def _kpi_table(title: str, rows: Mapping[str, Mapping[str, Any]], most: int) -> str:
    head = "".join(f"<th>{escape(KPI_NAMES[key])}</th>" for key in _AGENT_COLUMNS)
    body = []
    for name in list(rows)[-most:]:
        cells = "".join(f"<td>{escape(shown(key, rows[name][key]))}</td>" for key in _AGENT_COLUMNS)
        body.append(f"<tr><td>{escape(name)}</td>{cells}</tr>")
    return f"<table><thead><tr><th>{title}</th>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def _chats(overview: Overview) -> Iterator[str]:
    yield f'<h2 id="chats">会话（<span id="shown">{len(overview.cited)}</span>）</h2><div class="filters">'
    options = "".join(f'<option value="{escape(k)}">{escape(KIND_NAMES.get(k, k))}</option>' for k in overview.findings)
    yield f'<select id="kind" aria-label="发现"><option value="">全部发现</option>{options}</select>'
    names = sorted({name for chat in overview.cited for name in chat["agents"]})
    agents = "".join(f"<option>{escape(name)}</option>" for name in names)
    yield f'<select id="agent" aria-label="客服"><option value="">全部客服</option>{agents}</select>'
    yield '<input id="word" type="search" placeholder="搜会话里的字" aria-label="搜索">'
    yield '<span class="quiet">按问题轻重排列；全部会话见 inspection.json 与 report.xlsx</span></div>'
    for chat in overview.cited:
        yield _chat(chat)


def _chat(chat: Mapping[str, Any]) -> str:
    kinds = list(dict.fromkeys(finding["kind"] for finding in chat["findings"]))
    tags = "".join(_tag(kind, fatal=any(f["fatal"] and f["kind"] == kind for f in chat["findings"])) for kind in kinds)
    when = (chat["started_at"] or "")[:16].replace("T", " ")
    cited = {seq for finding in chat["findings"] for seq in finding["messages"]}
    said, last = [], None
    for seq, clock, side, who, text in chat["lines"]:
        if last is not None and seq != last + 1:
            said.append('<div class="gap">…</div>')
        last = seq
        mark = " cited" if seq in cited else ""
        name = f" {escape(who)}" if side in ("human", "transfer") and who else ""
        said.append(
            f'<div class="said {side or "none"}{mark}"><small>{seq} · {clock}{name}</small>{escape(text)}</div>'
        )
    findings = "".join(_finding(finding) for finding in chat["findings"])
    agents = escape(json.dumps(chat["agents"], ensure_ascii=False))
    return (
        f'<details class="chat" data-kinds="{escape(" ".join(kinds))}" data-agents="{agents}"><summary>'
        f'<span class="score {chat["quality"]}">{chat["score"]}</span><span>{escape(str(chat["shopper"] or chat["id"]))}</span>'
        f'<span class="quiet">{when} {escape("、".join(chat["agents"]))}</span>{tags}</summary>'
        f'<div class="body"><div>{"".join(said)}</div><div>{findings}'
        f'<small class="quiet">{escape(chat["id"])} · {escape(chat["file"])}</small></div></div></details>'
    )


def _tag(kind: str, *, fatal: bool) -> str:
    tone = " fatal" if fatal else " praise" if kind in PRAISE else ""
    return f'<span class="tag{tone}">{escape(KIND_NAMES.get(kind, kind))}</span>'


def _finding(finding: Mapping[str, Any]) -> str:
    tone = " fatal" if finding["fatal"] else " praise" if finding["kind"] in PRAISE else ""
    lines = "、".join(str(seq) for seq in finding["messages"])
    points = "致命" if finding["fatal"] else f"{finding['points']:+d} 分"
    return (
        f'<div class="finding{tone}">{escape(KIND_NAMES.get(finding["kind"], finding["kind"]))}　{points}　第 {lines} 句'
        f"<small>{escape(finding['reason'])}</small><small>把握 {finding['confidence']:.0%} · {escape(finding['rule'])}</small></div>"
    )


__all__ = ["is_rate", "write_page"]
