"""Deadlines: how much time is left, which warnings are due, and what happens when the time passes."""

from xiaoer.core.rulebook.deadlines.ladder import WARN_HOURS, Watch, consequence, next_warning, watch

__all__ = ["WARN_HOURS", "Watch", "consequence", "next_warning", "watch"]
