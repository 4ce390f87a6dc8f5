"""Language models: words made from words, asked of any endpoint that speaks OpenAI's protocol; off until one is named.

In: instructions, a prompt, tools. Out: text with what it cost, or a `ModelFailed` that says why. The library behind it
loads when a model is first asked.
"""

from xiaoer.ports.llm.breaker import Breaker
from xiaoer.ports.llm.chain import Chain
from xiaoer.ports.llm.config import HOME, ModelConfig, read_models
from xiaoer.ports.llm.port import Ask, Llm, ModelFailed, Said, Tool

__all__ = ["HOME", "Ask", "Breaker", "Chain", "Llm", "ModelConfig", "ModelFailed", "Said", "Tool", "read_models"]
