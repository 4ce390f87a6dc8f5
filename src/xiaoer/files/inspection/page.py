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
from xiaoer.core.inspection.marks import PRAISE
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
from xiaoer.files.inspection.tongue import Tongue

_AGENT_COLUMNS = (
    "conversations", "messages_agent", "first_response_s", "average_response_s", "reply_rate", "reply_rate_3min",
    "unreplied", "slow_responses", "wording_blocks", "score",
)  # fmt: skip
_MOST_AGENTS, _MOST_DAYS, _MOST_GAPS, _MOST_UNREAD = 200, 400, 60, 200
_SPAN_NAMES = ("10 秒内", "10–30 秒", "30–60 秒", "1–3 分", "3–10 分", "10–60 分", "更久")


CHINESE = Tongue("zh", {**KPI_NAMES, **TRADE_NAMES}, {})


def write_page(path: Path, overview: Overview, say: Tongue = CHINESE) -> None:
    """Write the page; it appears whole or not at all."""
    beside = path.with_name(f".{path.name}.part")
    with beside.open("w", encoding="utf-8", errors="backslashreplace") as out:
        out.writelines(_page(overview, say))
    os.replace(beside, path)


def _page(overview: Overview, say: Tongue) -> Iterator[str]:
    title = escape(say.own(overview.title or "客服质检报告"))
    yield f'<!doctype html><html lang="{"en" if say.language == "en" else "zh-CN"}"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<title>{title}</title><style>{_asset('page.css')}</style></head><body><main>"
    yield f'<header><h1>{title}</h1><span class="quiet">{escape(_when(overview, say))}</span><span class="tools">'
    yield f'<button id="theme" type="button">{say("明 / 暗")}</button>'
    yield f'<button id="print" type="button">{say("打印")}</button></span></header>'
    yield f'<p class="lead">{escape(_in_one_sentence(overview, say))}</p>'
    yield f'<div class="cards">{"".join(_card(overview, key, say) for key in overview.shown_kpis)}</div>'
    yield from _charts(overview, say)
    yield from _tables(overview, say)
    yield from _chats(overview, say)
    yield f"</main><script>{_asset('page.js')}</script></body></html>"


def _asset(name: str) -> str:
    return (resources.files("xiaoer.files.inspection") / name).read_text("utf-8")


def _when(overview: Overview, say: Tongue) -> str:
    days = sorted(overview.kpis["days"])
    platforms = say.listed(say.own(PLATFORM_NAMES.get(p, p)) for p in overview.platforms if p)
    period = say("{first} 至 {last}", first=days[0], last=days[-1]) if len(days) > 1 else "".join(days)
    return " · ".join(part for part in (period, platforms) if part)


def _in_one_sentence(overview: Overview, say: Tongue) -> str:
    shop = overview.kpis["shop"]
    faults = {kind: n for kind, n in overview.findings.items() if kind not in PRAISE}
    words = say("检查了 {n} 个会话", n=f"{shop['conversations']:,}")
    if shop["score"] is not None:
        words += say("，均分 {score}", score=f"{shop['score']:.1f}")
    if faults:
        kind, count = max(faults.items(), key=lambda item: item[1])
        words += say("；问题最多的是“{kind}”（{n} 处）", kind=say.finding(kind), n=f"{count:,}")
    if shop["unreplied"]:
        words += say("；{n} 个会话当天没有回复完", n=f"{shop['unreplied']:,}")
    if overview.unread_count:
        words += say("；有 {n} 行没能读懂，见页末", n=f"{overview.unread_count:,}")
    return words + ("." if say.language == "en" else "。")


def _card(overview: Overview, key: str, say: Tongue) -> str:
    definition = overview.kpis["definitions"][key]
    variants = "".join(
        f"<br>{escape(say(name))}: {escape(_value(say, key, overview.kpis['variants'][variant]['shop'].get(key)))}"
        for variant, name in VARIANT_NAMES.items()
        if overview.kpis["variants"][variant]["shop"].get(key) != overview.kpis["shop"][key]
    )
    source = f" · {say.own(definition['source'])}" if definition.get("source") else ""
    return (
        f'<details class="card"><summary><span class="name">{escape(say.figure(key))}</span>'
        f'<span class="value">{escape(_value(say, key, overview.kpis["shop"][key]))}</span></summary>'
        f"<p>{escape(say.own(definition['text']))}{variants}<br>{escape(definition['id'])} "
        f"{say('第 {n} 版', n=definition['version'])} · "
        f"{escape(definition['window'])}{escape(source)}</p></details>"
    )


def _charts(overview: Overview, say: Tongue) -> Iterator[str]:
    yield f'<h2>{say("图表")}</h2><div class="two">'
    hours = [overview.hours.get(hour, (0, 0)) for hour in range(24)]
    yield _panel(say("各时段回合数"), charts.columns(
        [f"{h}" for h in range(24)], [float(turns) for turns, _ in hours], label=say("各时段回合数"), nothing=say("没有数据"),
        words=[say("{hour} {n} 个回合", hour=f"{h}:00–{h}:59", n=turns) for h, (turns, _) in enumerate(hours)],
    ))  # fmt: skip
    means = [wait / turns / 1000 if turns else 0.0 for turns, wait in hours]
    yield _panel(say("各时段平均等待（秒，单次最多按 1 小时）"), charts.columns(
        [f"{h}" for h in range(24)], means, label=say("各时段平均等待"), nothing=say("没有数据"),
        words=[f"{h}:00–{h}:59　{say.own(span(mean))}" for h, mean in enumerate(means)],
    ))  # fmt: skip
    waits = [overview.waits.get(end, 0) for end in (*WAIT_SPANS, 0)]
    total = sum(waits) or 1
    rows = [(say(name), float(n), f"{n:,} ({n / total:.0%})") for name, n in zip(_SPAN_NAMES, waits, strict=True)]
    yield _panel(
        say("响应时间分布"), charts.bars(rows if sum(waits) else [], label=say("响应时间分布"), nothing=say("没有数据"))
    )
    faults = [(k, n) for k, n in overview.findings.items()]
    yield _panel(say("发现（点一下看会话）"), charts.bars(
        [(say.finding(k), float(n), f"{n:,}") for k, n in faults], label=say("各类发现的数量"), kinds=[k for k, _ in faults],
        nothing=say("没有数据"),
    ))  # fmt: skip
    days = sorted(overview.kpis["days"])[-_MOST_DAYS:]
    for key in ("score", "average_response_s", "conversations"):
        values = [overview.kpis["days"][day][key] for day in days]
        words = [f"{day}　{_value(say, key, value)}" for day, value in zip(days, values, strict=True)]
        if len(days) > 1:
            chart = charts.lines([d[5:] for d in days], values, label=key, words=words, nothing=say("没有数据"))
            yield _panel(say("每日{figure}", figure=say.figure(key)), chart)
    yield "</div>"


def _panel(title: str, body: str) -> str:
    return f'<div class="panel"><h3>{escape(title)}</h3>{body}</div>'


def _tables(overview: Overview, say: Tongue) -> Iterator[str]:
    for title, rows, most in (
        ("客服", overview.kpis["agents"], _MOST_AGENTS),
        ("每日", overview.kpis["days"], _MOST_DAYS),
    ):
        if rows:
            yield f'<h2>{say(title)}</h2><div class="panel scroll">{_kpi_table(say(title), rows, most, say)}</div>'
    if trade := overview.kpis.get("trade"):
        heads = "".join(
            f'<th title="{escape(say.own(text))}">{escape(say.figure(key))}</th>'
            for key, text in trade["definitions"].items()
        )
        rows = [(say("全店"), trade["shop"]), *list(trade["agents"].items())[:_MOST_AGENTS]]
        yield f'<h2>{say("成交")}</h2><div class="panel scroll"><table><thead><tr><th>{say("客服")}</th>{heads}</tr></thead><tbody>'
        for name, figures in rows:
            cells = "".join(f"<td>{escape(_value(say, key, figures.get(key)))}</td>" for key in trade["definitions"])
            yield f"<tr><td>{escape(name)}</td>{cells}</tr>"
        yield "</tbody></table></div>"
    if overview.gaps:
        yield _head(say("没有答上的问题"), say("问题"), say("次数"), "", say("会话"))
        for gap in overview.gaps[:_MOST_GAPS]:
            samples = say.listed(escape(str(s)) for s in gap["conversations"])
            yield f'<tr><td class="wide">{escape(gap["question"])}</td><td>{gap["count"]}</td><td class="wide">{samples}</td></tr>'
        yield "</tbody></table></div>"
    if overview.unread_count:
        yield _head(
            say("没能读懂的 {n} 行", n=f"{overview.unread_count:,}"),
            say("文件"),
            say("行"),
            "",
            say("原因"),
            say("开头"),
        )
        for item in overview.unread[:_MOST_UNREAD]:
            line = say("全部") if item.line is None else str(item.line)
            yield f'<tr><td>{escape(item.file)}</td><td>{line}</td><td class="wide">{escape(say.own(item.why))}</td><td class="wide quiet">{escape(item.text[:60])}</td></tr>'
        yield "</tbody></table></div>"


def _value(say: Tongue, key: str, value: float | None) -> str:
    return say.own(shown(key, value))


def _head(title: str, *columns: str) -> str:
    """A table's beginning; columns after an empty one stand on the left."""
    right, left = columns[: columns.index("")], columns[columns.index("") + 1 :]
    heads = "".join(f"<th>{c}</th>" for c in right) + "".join(f'<th class="left">{c}</th>' for c in left)
    return f'<h2>{title}</h2><div class="panel scroll"><table><thead><tr>{heads}</tr></thead><tbody>'


def _kpi_table(title: str, rows: Mapping[str, Mapping[str, Any]], most: int, say: Tongue) -> str:
    head = "".join(f"<th>{escape(say.figure(key))}</th>" for key in _AGENT_COLUMNS)
    body = []
    for name in list(rows)[-most:]:
        cells = "".join(f"<td>{escape(_value(say, key, rows[name][key]))}</td>" for key in _AGENT_COLUMNS)
        body.append(f"<tr><td>{escape(name)}</td>{cells}</tr>")
    return f"<table><thead><tr><th>{title}</th>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def _chats(overview: Overview, say: Tongue) -> Iterator[str]:
    yield f'<h2 id="chats">{say("会话")} (<span id="shown">{len(overview.cited)}</span>)</h2><div class="filters">'
    options = "".join(f'<option value="{escape(k)}">{escape(say.finding(k))}</option>' for k in overview.findings)
    yield f'<select id="kind" aria-label="{say("发现")}"><option value="">{say("全部发现")}</option>{options}</select>'
    names = sorted({name for chat in overview.cited for name in chat["agents"]})
    agents = "".join(f"<option>{escape(name)}</option>" for name in names)
    yield f'<select id="agent" aria-label="{say("客服")}"><option value="">{say("全部客服")}</option>{agents}</select>'
    yield f'<input id="word" type="search" placeholder="{say("搜会话里的字")}" aria-label="{say("搜索")}">'
    yield f'<span class="quiet">{say("按问题轻重排列；全部会话见 inspection.json 与 report.xlsx")}</span></div>'
    for chat in overview.cited:
        yield _chat(chat, say)


def _chat(chat: Mapping[str, Any], say: Tongue) -> str:
    kinds = list(dict.fromkeys(finding["kind"] for finding in chat["findings"]))
    tags = "".join(
        _tag(kind, say, fatal=any(f["fatal"] and f["kind"] == kind for f in chat["findings"])) for kind in kinds
    )
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
    findings = "".join(_finding(finding, say) for finding in chat["findings"])
    agents = escape(json.dumps(chat["agents"], ensure_ascii=False))
    return (
        f'<details class="chat" data-kinds="{escape(" ".join(kinds))}" data-agents="{agents}"><summary>'
        f'<span class="score {chat["quality"]}">{chat["score"]}</span><span>{escape(str(chat["shopper"] or chat["id"]))}</span>'
        f'<span class="quiet">{when} {escape(say.listed(chat["agents"]))}</span>{tags}</summary>'
        f'<div class="body"><div>{"".join(said)}</div><div>{findings}'
        f'<small class="quiet">{escape(chat["id"])} · {escape(chat["file"])}</small></div></div></details>'
    )


def _tag(kind: str, say: Tongue, *, fatal: bool) -> str:
    tone = " fatal" if fatal else " praise" if kind in PRAISE else ""
    return f'<span class="tag{tone}">{escape(say.finding(kind))}</span>'


def _finding(finding: Mapping[str, Any], say: Tongue) -> str:
    tone = " fatal" if finding["fatal"] else " praise" if finding["kind"] in PRAISE else ""
    lines = say("第 {lines} 句", lines=say.listed(finding["messages"]))
    points = say("致命") if finding["fatal"] else say("{n} 分", n=f"{finding['points']:+d}")
    sure = say("把握 {share}", share=f"{finding['confidence']:.0%}")
    return (
        f'<div class="finding{tone}">{escape(say.finding(finding["kind"]))}　{points}　{lines}'
        f"<small>{escape(say.own(finding['reason']))}</small><small>{sure} · {escape(finding['rule'])}</small></div>"
    )


__all__ = ["is_rate", "write_page"]
