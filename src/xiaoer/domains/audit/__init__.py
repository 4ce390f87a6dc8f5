"""Audit (审计): who did what that is worth asking about later. Rows are written inside the unit that did it."""
