"""Files in, files out: a shop as a folder of tables, quick phrases, chat logs, reports of refusals.

In come paths; out go the shapes of `core` and `Refusal`s that say file, row, column, why and remedy.
A bad row never loses the good ones; the only exception that leaves this room is `BadInput`.
"""
