"""Runs a long command behind one line: a spinner with seconds on a terminal, start and end elsewhere.

`python tools/step.py "what" -- command …`. Needs nothing but the standard library, since it runs before anything is
installed. What the command prints is shown only when it fails.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import tempfile
import time

FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"


def main() -> int:
    """The command's own exit code."""
    what, command = sys.argv[1], sys.argv[sys.argv.index("--") + 1 :]
    shown = sys.stderr.isatty()
    started = time.monotonic()
    if not shown:
        print(f"{what} …", flush=True)
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
        for frame in itertools.cycle(FRAMES):
            try:
                code = process.wait(0.1)
                break
            except subprocess.TimeoutExpired:
                if shown:
                    print(f"\r{frame} {what}  {time.monotonic() - started:.0f} s ", end="", file=sys.stderr, flush=True)
        took = time.monotonic() - started
        if shown:
            print(f"\r\033[K{'✓' if code == 0 else '✗'} {what}  {took:.0f} s", file=sys.stderr, flush=True)
        if code:
            output.seek(0)
            sys.stderr.write(output.read().decode(errors="replace"))
            print(f"{what}: failed with {code} after {took:.0f} s", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
