"""Shifts (班次): who works when, what is handed over at the end (交接班), and how long who was at the desk (出勤).

In: rosters, presence, and from every other room what it leaves unfinished. Out: a handover that somebody signs for.
"""
