"""The rulebook (规则书): the wording gate, decisions, deadlines and calculators, from dated rules."""
