"""Precision and recall per kind of finding on labelled chats.

python -m benchmarks.inspection.judge NAME            figures per kind of one set
python -m benchmarks.inspection.judge NAME --show     with every miss and false alarm (never for a blind set)
python -m benchmarks.inspection.judge NAME --record   kept in results.json with the commit
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.records import keep
from xiaoer.core.inspection.inspecting import Inspector
from xiaoer.core.inspection.rows import Row, Talk, make_row
from xiaoer.files.chats.moments import moment
from xiaoer.files.shop_folder import read_shop

HERE = Path(__file__).parent
SHOP_FOLDER = HERE.parent.parent / "examples" / "qinghe_womenswear"  # what `# id PRODUCT` speaks of
NEWER = frozenset(["wrong_fact", "missed_offer", "no_two_choices", "complaint_steps", "no_remark"])
"""Kinds that `tune` and `seen` were not labelled for."""
_SHOP = "示例店"
_DAYS = ("2026-03-05", "2026-03-06")


@dataclass
class Labelled:
    """A chat and what a fair inspector marks in it: (kind, lines)."""

    id: str
    product: str | None = None
    rows: list[Row] = field(default_factory=list)
    labels: list[tuple[str, frozenset[int]]] = field(default_factory=list)

    @property
    def talk(self) -> Talk:
        return Talk(self.id, "taobao", "买家", self.rows, product=self.product)


def read(path: Path) -> Iterator[Labelled]:
    """The blocks of a file."""
    chat: Labelled | None = None
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# "):
            if chat:
                yield chat
            name, _, product = line[2:].strip().partition(" ")
            chat = Labelled(name, product or None)
        elif line.startswith("= ") and chat:
            kind, lines = line[2:].split()
            chat.labels.append((kind, frozenset(map(int, lines.split(",")))))
        elif line.strip() and chat:
            chat.rows.append(_row(line, len(chat.rows) + 1))
    if chat:
        yield chat


def _row(line: str, seq: int) -> Row:
    day = _DAYS[0]
    if line.startswith("+1 "):
        day, line = _DAYS[1], line[3:]
    clock, who, text = (*line.split(" ", 2), "")[:3]
    ms = moment(f"{day} {clock}")
    if who == "买":
        kind = "image" if text in ("[图片]", "[视频]") else "text"
        return make_row(seq, ms, "shopper", "买家", text, kind, None)
    if who == "机":
        return make_row(seq, ms, "robot", f"{_SHOP}:服务助手", text, "text", None)
    if who == "转":
        giver, taker = text.split(">")
        names = {"机": f"{_SHOP}:服务助手"}
        return make_row(seq, ms, "system", names.get(giver, f"{_SHOP}:{giver}"), text, "transfer", f"{_SHOP}:{taker}")
    if who == "撤":
        return make_row(seq, ms, "agent", f"{_SHOP}:{text}", text, "recall", None)
    return make_row(seq, ms, "agent", f"{_SHOP}:{who}", text, "text", None)


def judge(name: str) -> tuple[dict[str, Any], list[str]]:
    """Figures per kind, and a line for each difference."""
    found, right, labelled, met = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    fatal, fatal_right, chats = 0, 0, 0
    differences = []
    plain, knowing = Inspector(), Inspector(facts=read_shop(SHOP_FOLDER).folder.facts)
    for chat in read(HERE / f"{name}.txt"):
        chats += 1
        marks = [
            m
            for m in (knowing if chat.product else plain).inspect(chat.talk).findings
            if name not in ("tune", "seen") or m.kind not in NEWER
        ]
        for mark in marks:
            found[mark.kind] += 1
            good = any(mark.kind == kind and lines & set(mark.messages) for kind, lines in chat.labels)
            right[mark.kind] += good
            fatal += mark.fatal
            fatal_right += mark.fatal and good
            if not good:
                differences.append(f"{chat.id} extra   {mark.kind} {list(mark.messages)} {mark.reason}")
        for kind, lines in chat.labels:
            labelled[kind] += 1
            hit = any(mark.kind == kind and lines & set(mark.messages) for mark in marks)
            met[kind] += hit
            if not hit:
                differences.append(f"{chat.id} missing {kind} {sorted(lines)}")
    kinds = {
        kind: {
            "labels": labelled[kind],
            "found": found[kind],
            "precision": round(right[kind] / found[kind], 3) if found[kind] else None,
            "recall": round(met[kind] / labelled[kind], 3) if labelled[kind] else None,
        }
        for kind in sorted({*labelled, *found})
    }
    figures = {
        "set": name,
        "chats": chats,
        "precision": round(right.total() / max(found.total(), 1), 3),
        "recall": round(met.total() / max(labelled.total(), 1), 3),
        "fatal": {"found": fatal, "precision": round(fatal_right / fatal, 3) if fatal else None},
        "kinds": kinds,
    }
    return figures, differences


def main() -> None:
    """Print the figures; `--show` each miss and false alarm too, `--record` adds the run to `results.json`."""
    name = sys.argv[1] if len(sys.argv) > 1 else "tune"
    figures, differences = judge(name)
    if "--show" in sys.argv:
        print("\n".join(differences))
    for kind, row in figures["kinds"].items():
        print(f"{kind:24} {row}")
    print({key: value for key, value in figures.items() if key != "kinds"})
    if "--record" in sys.argv:
        keep(HERE / "results.json", figures)


if __name__ == "__main__":
    main()
