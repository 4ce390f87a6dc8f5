"""Inspection (质检): every chat judged by the same rules, every number by its written definition.

In: `Chat`s (a transcript with its file). Out: `Inspection` (findings with the lines they rest on, score, quality,
satisfaction) and, over many chats, a `Ledger` of KPIs. Definitions are data: `data/kpis.toml`, `data/scorecard.toml`.
"""
