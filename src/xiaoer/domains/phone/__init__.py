"""The phone console (电话流程): a guided form per scene, notes into the shopper's timeline, callbacks that are owed.

In: calls begun by hand or by a telephone system's webhook. Out: a call log with lengths, tasks, timeline lines. Nothing
is recorded but what people write down.
"""
