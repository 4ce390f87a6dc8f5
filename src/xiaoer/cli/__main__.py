"""`python -m xiaoer.cli`."""

from xiaoer.cli import main

main()
