"""Train the wording gate's second ear from the labelled sentences of benchmarks/gate and write data/ear.npz.

    python tools/train_ear.py              train and write the weights
    python tools/train_ear.py --check      train on four fifths of the sentences, print how the rest is judged

Harmless lines besides: what the shops of examples and tests say, and what engine and drills can say. Sets in
`HELD_OUT` are not read. Needs the `train` extra (scikit-learn).
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rich.console import Console
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression

from xiaoer.core.rulebook.gate import Gate
from xiaoer.core.rulebook.gate.concepts import SIGN
from xiaoer.core.rulebook.gate.ear import GROUPS, HEALTH, PASS, TELLING, Ear, concepts, pieces_of, scale_of

ROOT = Path(__file__).resolve().parents[1]
SENTENCES = ROOT / "benchmarks" / "gate"
WEIGHTS = ROOT / "src" / "xiaoer" / "core" / "rulebook" / "gate" / "data" / "ear.npz"
HELD_OUT = frozenset(["blind8_sentences.jsonl", "blind9_sentences.jsonl"])
HALVED = frozenset(["pairs_sentences.jsonl"])  # two of four lines are learnt, the other two show what carries over
STRENGTH = 4.0  # inverse regularisation
MADE = 0.5  # what a line counts that nobody labelled: there are many like it
SHOPS = (ROOT / "examples", ROOT / "tests" / "core" / "answering" / "shops")
_TABLES = frozenset(["phrases", "faq", "policies", "products", "promotions"])
CONSOLE = Console(stderr=True)
_HEALTH = frozenset(["medical_claim", "food_disease_claim", "cosmetic_efficacy"])
_QUOTED = re.compile(r'"([^"\n]*[一-龥][^"\n]{5,})"')
_CHINESE = re.compile("[一-龥]")

SEED = 20261128
_MODEL = "ABCDEFGHKLMNPRSTUWXZ0123456789" * 2 + "0123456789 -"
_BRANDS = (
    "联想ThinkPad",
    "戴尔DELL",
    "索尼SONY",
    "小米",
    "华为",
    "微星MSI",
    "罗技",
    "飞利浦PHILIPS",
    "海尔",
    "美的",
    "三星",
    "",
)
_GOODS = (
    "笔记本电脑",
    "机械键盘",
    "相机镜头",
    "显示器",
    "手机",
    "空气净化器",
    "滤芯",
    "洗衣机",
    "耳机",
    "路由器",
    "轮胎",
    "灯泡",
)
_FRAMES = (
    "{brand}{model}{goods}，是这个吗", "请问是这款{brand}{model} {n}G {goods}吗", "{goods}型号{model}，条形码{digits}",
    "订单{digits}，您看对吗", "{digits} 这单我查到了", "运单号{model}{digits}，已经发出", "亲，{brand}{model}目前有货",
    "{brand}{model}全画幅微单相机/照相机(约{n}万有效像素 {n}-{n}mm镜头 {model}/{model})",
    "发EMS单独一个包裹，单号EA{digits}CN",
    "参数：{model}/{n}G/{n}英寸，{goods}", "货号{model}，尺码{n}", "固件升到V{n}.{n}，{goods}就能用{model}协议",
)  # fmt: skip

SPOKEN = Path(__file__).with_name("ear_frames.toml")
_LEAST = 0.08  # a piece that weighs less is left out: fewer pieces are found faster
_EACH = 14  # lines that are made of one open line
_PLACE = re.compile(r"\{([^{}]*)\}")

Line = tuple[str, str | None, str, bool]
"""(text, category, kind, whether it must not be sent)"""


def labelled() -> list[Line]:
    """The labelled lines of agents."""
    lines: list[Line] = []
    for path in sorted(SENTENCES.glob("*_sentences.jsonl")):
        if path.name not in HELD_OUT:
            rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
            rows = [row for i, row in enumerate(rows) if path.name not in HALVED or i % 4 < 2]
            lines += [
                (r["text"], r["category"], _kind(r), r["verdict"] == "block") for r in rows if r["by"] != "shopper"
            ]
    return lines


def _kind(row: dict[str, Any]) -> str:
    kind = row["kind"] or PASS
    return HEALTH if kind in _HEALTH else kind


def harmless(gate: Gate) -> list[Line]:
    """What the shops, the engine and the simulated shoppers' agents say, sentence by sentence."""
    texts = {text for home in SHOPS for path in sorted(home.glob("*/*.csv")) for text in _said_in(path)}
    for folder in ("answering", "drills"):
        for path in sorted((ROOT / "src" / "xiaoer" / "core" / folder).rglob("*")):
            if path.suffix in {".py", ".toml"}:
                texts.update(_QUOTED.findall(path.read_text("utf-8")))
    sentences = {s for text in texts for s in re.split(r"(?<=[。！？])", text) if len(_CHINESE.findall(s)) > 4}
    said = [(s, None, PASS, False) for s in sorted(sentences) if not gate.check(s).findings]
    return said + names_and_numbers(random.Random(SEED))


def _said_in(path: Path) -> set[str]:
    """The cells of a shop's table; of goods also each property by itself, and each cell with its column's name."""
    if path.stem not in _TABLES:
        return set()
    head, *body = csv.reader(io.StringIO(_decoded(path.read_bytes())))
    texts = {cell for row in body for cell in row}
    if path.stem == "products":
        texts.update(f"{name}：{cell}" for row in body for name, cell in zip(head, row, strict=False) if cell)
        texts.update(part.replace(":", "：") for row in body for cell in row for part in cell.split(";") if ":" in part)
    return texts


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def names_and_numbers(rng: random.Random, count: int = 400) -> list[Line]:
    """Lines with names of models, waybills and orders: letters and digits that are no account."""
    lines: list[Line] = []
    for _ in range(count):
        model = "".join(rng.choice(_MODEL) for _ in range(rng.randint(4, 9)))
        digits = "".join(rng.choice("0123456789") for _ in range(rng.randint(12, 19)))
        line = rng.choice(_FRAMES).format(
            brand=rng.choice(_BRANDS), model=model, goods=rng.choice(_GOODS), digits=digits, n=rng.randint(2, 64)
        )
        lines.append((line, None, PASS, False))
    return lines


def frames(rng: random.Random) -> list[Line]:
    """The lines of tools/ear_frames*.toml with their places filled."""
    slots: dict[str, str] = tomllib.loads(SPOKEN.read_text("utf-8"))["slots"]
    tables = [tomllib.loads(path.read_text("utf-8")) for path in sorted(SPOKEN.parent.glob("ear_frames*.toml"))]

    def fill(match: re.Match[str]) -> str:
        return rng.choice(slots.get(match[1], match[1]).split("|"))

    lines: dict[str, Line] = {}
    for frame in (frame for table in tables for frame in table["frame"]):
        banned, kind = frame.get("block", False), frame.get("kind", PASS)
        kind = HEALTH if kind in _HEALTH else kind
        for text in frame["lines"]:
            for _ in range(_EACH):
                line = text
                while _PLACE.search(line):
                    line = _PLACE.sub(fill, line)
                group = frame.get("group") if rng.random() < 0.7 else None
                lines[line] = (line, group, kind, banned)
    return list(lines.values())


def features(gate: Gate, text: str, category: str | None) -> dict[str, float]:
    """What each piece of a line, concept of its words and group of its goods counts in it."""
    letters = gate.letters(text)
    pieces = pieces_of(letters) | {f"§{g}" for g in gate.groups(category) if g in GROUPS}
    scale, lexicon = scale_of(pieces), concepts()
    return dict.fromkeys(pieces, scale) | dict.fromkeys(lexicon.named(lexicon.met(letters)), TELLING * scale)


def train(gate: Gate, lines: list[Line], made: list[Line]) -> dict[str, npt.NDArray[Any]]:
    """The arrays of data/ear.npz from labelled lines and made ones."""
    weigh = [1.0] * len(lines) + [MADE] * len(made)
    lines = lines + made
    told = [features(gate, text, category) for text, category, _, _ in lines]
    counts = Counter(piece for pieces in told for piece in pieces)
    names = sorted(piece for piece, n in counts.items() if n > 1)
    at = {piece: i for i, piece in enumerate(names)}
    cells = [(row, at[p], value) for row, pieces in enumerate(told) for p, value in pieces.items() if p in at]
    rows, columns, values = map(np.array, zip(*cells, strict=True))
    matrix = csr_matrix((values, (rows, columns)), shape=(len(lines), len(names)))
    banned, kind = [line[3] for line in lines], [line[2] for line in lines]
    first = LogisticRegression(C=STRENGTH, max_iter=400).fit(matrix, banned, sample_weight=weigh)
    kinds = LogisticRegression(C=STRENGTH, max_iter=400).fit(matrix, kind, sample_weight=weigh)
    telling = np.array([TELLING if name.startswith(SIGN) else 1.0 for name in names])
    odds = first.coef_[0] * telling
    kept = np.abs(odds) >= _LEAST
    weights = (kinds.coef_ * telling).T[kept]
    scale = np.abs(weights).max(axis=0) / 127
    return {
        "pieces": np.array("\n".join(name for name, keep in zip(names, kept, strict=True) if keep)),
        "first": odds[kept].astype(np.float16).astype(np.float32),
        "first_bias": np.array(first.intercept_[0], dtype=np.float32),
        "weights": np.rint(weights / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "bias": kinds.intercept_.astype(np.float32),
        "kinds": np.array(kinds.classes_),
    }


def check(gate: Gate, lines: list[Line], more: list[Line]) -> None:
    """Print what a fifth of the lines that was not learnt would be taken for where the rules are silent."""
    left = lines[::5] + more[::5]
    ear = Ear(train(gate, *([line for i, line in enumerate(part) if i % 5] for part in (lines, more))))
    heard = silent = false = quiet = 0
    for text, category, _, banned in left:
        if gate.check(text, category=category).verdict == "block":
            continue
        said = ear.hear(gate.letters(text), [g for g in gate.groups(category) if g in GROUPS])
        silent, heard = silent + banned, heard + (banned and said is not None)
        quiet, false = quiet + (not banned), false + (not banned and said is not None)
        if said and not banned:
            CONSOLE.print(f"{text} → {said.kind}")
    CONSOLE.print(f"missed by rules {silent}, of these heard {heard}; harmless {quiet}, falsely heard {false}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    gate = Gate(ear=None)
    lines, more = labelled(), harmless(gate) + frames(random.Random(SEED))
    if parser.parse_args().check:
        check(gate, lines, more)
        return
    arrays = train(gate, lines, more)
    np.savez_compressed(WEIGHTS, **arrays)  # type: ignore[arg-type]
    CONSOLE.print(f"{len(lines)} labelled, {len(more)} harmless lines; {arrays['first'].shape[0]} pieces")


if __name__ == "__main__":
    main()
