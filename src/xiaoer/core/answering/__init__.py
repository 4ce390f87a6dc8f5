"""Answering (接待): a transcript and a shop's facts in, a grounded `Draft` out.

The road: Reading → skills gather evidence (one file per skill) → Draft → fact lock. Time and the shopper's own
orders are arguments; what a conversation must remember comes in and goes out as plain JSON (`Memory`).
"""
