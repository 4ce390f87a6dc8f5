"""Keep the rulebook as it is published: `python tools/edition.py DAY` writes rules/editions/DAY.json.

Run at each release, so that `xiaoer rules --changed DAY` and the rulebook's screen can say what has changed since.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from xiaoer.core.rulebook.editions import snapshot

FOLDER = Path(__file__).resolve().parents[1] / "src" / "xiaoer" / "core" / "rulebook" / "rules" / "editions"


def main() -> None:
    day = date.fromisoformat(sys.argv[1])
    book = snapshot()
    lines = ",\n".join(
        f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(v, ensure_ascii=False)}" for k, v in book.items()
    )
    (FOLDER / f"{day}.json").write_text(f"{{\n{lines}\n}}\n", "utf-8")
    sys.stderr.write(f"{len(book)} pages\n")


if __name__ == "__main__":
    main()
