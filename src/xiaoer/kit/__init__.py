"""What every domain stands on: database, the one writer, event log, clock, ids, settings.

Comes in: functions that write or read. Goes out: their results, after commit, and numbered events.
Stands alone: imports nothing of the house.
"""
