"""Bringing data in through the browser (导入): files are looked at, tried without writing, and brought in after a yes.

In come staged files with the choices of whoever uploads them; out go rows of every room, a progress and a report.
An import that has begun is a row with a lease: whichever process lives takes it to its end, so none stays half done.
"""
