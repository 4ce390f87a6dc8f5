"""Registers (登记表) for finance and warehouse, and packing slips (打包清单): written from chat and order, ticked back.

In: entries by hand, from actions, from filled-in sheets. Out: sheets of a day, results into each chat that asked,
lines in the order's timeline.
"""
