"""Calculators (计算器): freight, delivery, promotion, size.

Rows of the shop in; a result with its sources and steps out.
Pure functions. They never guess: where a cell that they need is empty, the result says so.
"""
