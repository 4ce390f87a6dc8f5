"""Killing the server under load: nothing acknowledged is lost, nothing is doubled, no number is missing.

`python -m benchmarks.crash --rounds 30` writes `benchmarks/crash.json`; `tests/crash` runs a short form.
"""
