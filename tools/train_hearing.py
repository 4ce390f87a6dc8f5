"""Train the inspection's second sign from labelled chats and sentences and write data/hearing.npz.

    python tools/train_hearing.py                      train and write the weights
    python tools/train_hearing.py --check NAME…        train without these sets of chats, print how they are heard

Chats of `benchmarks/inspection`, sentences of `benchmarks/gate`, open lines of `tools/ear_frames*.toml` and
`tools/hearing_frames.toml`. Sets in `HELD_OUT` are not read. Needs the `train` extra (scikit-learn).
"""

from __future__ import annotations

import argparse
import random
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import train_ear
from benchmarks.inspection.judge import read
from rich.console import Console
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression

from xiaoer.core.inspection.judges.hearing import PASS, Hearing
from xiaoer.core.rulebook.gate.ear import letters_of, pieces_of
from xiaoer.core.rulebook.gate.fold import squeeze

ROOT = Path(__file__).resolve().parents[1]
CHATS = ROOT / "benchmarks" / "inspection"
WEIGHTS = ROOT / "src" / "xiaoer" / "core" / "inspection" / "data" / "hearing.npz"
FRAMES = Path(__file__).with_name("hearing_frames.toml")
HELD_OUT = frozenset(["blind8", "blind9"])
KINDS = (
    "negative_wording", "self_centred", "blame_shifting", "wording_block", "unfounded_promise", "personal_data",
    "rights_denial", "abuse", "off_platform", "cash_for_review", "private_payment", "false_review", "fake_urgency",
    "invoice_refusal", "false_refund_reason", "early_receipt", "prohibited_goods",
)  # fmt: skip
"""What a line says by itself."""
HEADS = ("two_choices", "good_apology", "true_alternative", "no_alternative", "missed_offer")
"""What is heard beside: a line may be several of these, and the talk around it decides."""
RARE = 3.0  # how much more a line that is one weighs
STRENGTH = 2.0  # inverse regularisation
CHAT, SENTENCE, FRAME = 3.0, 1.0, 0.5  # what a line of each source weighs
_CLAIMS = frozenset(["health", "absolute_term", "cosmetic_efficacy", "medical_claim", "food_disease_claim"])
_LEAST = 0.12  # a piece that weighs less for every kind is left out
_EACH = 6  # lines that are made of one open line
_PLACE = re.compile(r"\{([^{}]*)\}")
_EVERY = 3  # of the ear's made lines one in three is enough
CONSOLE = Console(stderr=True)

Line = tuple[str, str, frozenset[str], float]
"""(text, what is wrong with it, heads, weight)"""


def chats(without: Collection[str] = ()) -> Iterator[Line]:
    """The human lines of the labelled chats."""
    for path in sorted(CHATS.glob("*.txt")):
        if path.stem not in HELD_OUT and path.stem not in without:
            for text, labels in told(path):
                kinds, heads = labels & set(KINDS), labels & set(HEADS)
                for kind in sorted(kinds) or [PASS]:
                    yield text, kind, frozenset(heads), CHAT / max(1, len(kinds))


def told(path: Path) -> Iterator[tuple[str, set[str]]]:
    """Each human line of a set of chats and the kinds that it is labelled with."""
    for chat in read(path):
        for row in chat.rows:
            if row.side == "human":
                yield row.text, {kind for kind, lines in chat.labels if row.seq in lines}


def sentences() -> Iterator[Line]:
    """The labelled sentences of the gate and the made lines of its ear."""
    for text, _, kind, banned in train_ear.labelled():
        yield text, _kind(kind, banned=banned), frozenset(), SENTENCE
    for text, _, kind, banned in train_ear.frames(random.Random(train_ear.SEED))[::_EVERY]:
        yield text, _kind(kind, banned=banned), frozenset(), FRAME


def _kind(kind: str, *, banned: bool) -> str:
    if kind in _CLAIMS:
        return "wording_block" if banned else PASS
    return kind if kind in KINDS else PASS


def frames() -> Iterator[Line]:
    """The lines of tools/hearing_frames.toml with their places filled."""
    table = tomllib.loads(FRAMES.read_text("utf-8"))
    slots: dict[str, str] = table["slots"]
    rng = random.Random(train_ear.SEED)

    def fill(match: re.Match[str]) -> str:
        return rng.choice(slots.get(match[1], match[1]).split("|"))

    for frame in table["frame"]:
        for open_line in frame["lines"]:
            for _ in range(_EACH):
                line = open_line
                while _PLACE.search(line):
                    line = _PLACE.sub(fill, line)
                kind = frame["kind"]
                heads = frozenset([kind]) if kind in HEADS else frozenset()
                yield line, PASS if heads else kind, heads, FRAME


def train(lines: list[Line]) -> dict[str, npt.NDArray[Any]]:
    """The arrays of data/hearing.npz."""
    pieces = [pieces_of(letters_of(squeeze(text))) for text, *_ in lines]
    counts = Counter(piece for found in pieces for piece in found)
    names = sorted(piece for piece, n in counts.items() if n > 1)
    at = {piece: i for i, piece in enumerate(names)}
    rows, columns = np.array([(row, at[p]) for row, found in enumerate(pieces) for p in found if p in at]).T
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(lines), len(names)))
    weight = [weight for *_, weight in lines]
    first = _fitted(matrix, [kind != PASS for _, kind, *_ in lines], weight)
    kinds = _fitted(matrix, [kind for _, kind, *_ in lines], weight)
    heads = [_head(matrix, [name in heads for *_, heads, _ in lines], weight) for name in HEADS]
    weights = np.concatenate([kinds.coef_.T, *(head.coef_.T for head in heads)], axis=1)
    kept = np.abs(weights).max(axis=1) >= _LEAST
    weights = weights[kept]
    scale = np.abs(weights).max(axis=0) / 127
    return {
        "pieces": np.array("\n".join(name for name, keep in zip(names, kept, strict=True) if keep)),
        "first": first.coef_[0][kept].astype(np.float16).astype(np.float32),
        "first_bias": np.array(first.intercept_[0], dtype=np.float32),
        "weights": np.rint(weights / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "bias": np.concatenate([kinds.intercept_, *(head.intercept_ for head in heads)]).astype(np.float32),
        "kinds": np.array(kinds.classes_),
        "heads": np.array(HEADS),
    }


def _fitted(matrix: csr_matrix, classes: list[Any], weight: list[float]) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=400).fit(matrix, classes, sample_weight=weight)


def _head(matrix: csr_matrix, told: list[bool], weight: list[float]) -> LogisticRegression:
    return _fitted(matrix, told, [w * RARE if is_one else w for w, is_one in zip(weight, told, strict=True)])


def check(hearing: Hearing, names: Collection[str]) -> None:
    """Print how the lines of some sets are heard, by how sure it is."""
    for name in names:
        heard = [(hearing.hear(text), kinds) for text, kinds in told(CHATS / f"{name}.txt")]
        labels = sum(len(kinds & set(KINDS)) for _, kinds in heard)
        for least in (0.5, 0.7, 0.8, 0.9):
            best = [(max((p, k) for k, p in heard.shares.items() if k != PASS), kinds) for heard, kinds in heard]
            said = [kind in kinds for (p, kind), kinds in best if p >= least]
            CONSOLE.print(f"{name} ≥{least}: {sum(said)} of {len(said)} right, {labels} labels")
        for head in HEADS:
            said = [head in kinds for one, kinds in heard if one.heads[head] >= 0.5]
            labels = sum(head in kinds for _, kinds in heard)
            CONSOLE.print(f"{name} {head}: {sum(said)} of {len(said)} right, {labels} lines")


def main() -> None:
    """Train; with `--check` judge instead of writing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", nargs="+", metavar="NAME", default=())
    parser.add_argument("--write", action="store_true", help="with --check: write these weights all the same")
    options = parser.parse_args()
    lines = [*chats(options.check), *sentences(), *frames()]
    arrays = train(lines)
    if options.check:
        check(Hearing(arrays), options.check)
    if options.write or not options.check:
        np.savez_compressed(WEIGHTS, **arrays)  # type: ignore[arg-type]
    CONSOLE.print(f"{len(lines)} lines; {arrays['first'].shape[0]} pieces")


if __name__ == "__main__":
    main()
