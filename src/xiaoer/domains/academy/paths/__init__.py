"""Paths (学习): lessons by day with a check after each, progress, streaks, certificates that open the live queue.

In: shipped and own lessons, a shop's tables, what people have passed. Out: a day by day path, levels, ceilings.
"""
