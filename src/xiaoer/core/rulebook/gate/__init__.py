"""The wording gate (话术合规): every line that leaves the shop, by whomever, passes here.

In: a text, who wrote it, the category of the goods. Out: `GateResult` with findings at offsets of the text as
typed, their reason and source, and a rewrite that passes. Rules are data: `rulebook/rules/wording/*.toml`.
"""

from xiaoer.core.rulebook.gate.judge import Gate
from xiaoer.core.rulebook.gate.load import packaged, read_wording
from xiaoer.core.rulebook.gate.shapes import ShopContext, Wording, WordingRule
from xiaoer.core.rulebook.gate.shop import shop_context

__all__ = ["Gate", "ShopContext", "Wording", "WordingRule", "packaged", "read_wording", "shop_context"]
