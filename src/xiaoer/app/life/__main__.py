"""`python -m xiaoer.app.life`: the process of the simulated shoppers."""

from xiaoer.app.life.process import main

main()
