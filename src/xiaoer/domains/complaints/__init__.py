"""Complaints (投诉) and reviews (评价): eight steps that tick themselves, fair remedies, a dispute pack.

In: complaints opened beside a chat, review files. Out: tasks with their clock, steps in the chat's own words, a pack
for the platform's appeal, causes with their cost.
"""
