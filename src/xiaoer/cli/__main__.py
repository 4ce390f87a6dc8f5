"""`python -m xiaoer.cli`."""

from xiaoer.cli import main

if __name__ == "__main__":
    main()
