"""How many chat messages a second the gate judges on one core: what `xiaoer bench wording` measures."""

from __future__ import annotations

import json

from xiaoer.app.measuring.wording import measure

if __name__ == "__main__":
    print(json.dumps(measure()))
