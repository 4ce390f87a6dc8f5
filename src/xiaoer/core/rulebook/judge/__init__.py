"""The after-sales judge (售后裁决): facts of a case in, a decision out; pure and total.

`decide(facts)` answers any facts with outcome, freight, amount, deadline, basis, a text that can be read out, and the
steps taken. Numbers, conditions and texts are the dated rules in `rules/after_sales`.
"""

from xiaoer.core.rulebook.judge.book import Book, Rule, packaged, read_book
from xiaoer.core.rulebook.judge.decide import decide
from xiaoer.core.rulebook.judge.form import Form, examine
from xiaoer.core.rulebook.judge.shapes import Deadline, Decision, Due, Outcome, Payer, Step
from xiaoer.core.rulebook.judge.what_if import Change, what_if

__all__ = [
    "Book", "Change", "Deadline", "Decision", "Due", "Form", "Outcome", "Payer", "Rule", "Step", "decide", "examine",
    "packaged", "read_book", "what_if",
]  # fmt: skip
