"""Several models in order: the first that answers; one that keeps failing rests for a while."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from xiaoer.ports.llm.breaker import Breaker
from xiaoer.ports.llm.config import ModelConfig
from xiaoer.ports.llm.openai import OpenAiModel
from xiaoer.ports.llm.port import Ask, Llm, ModelFailed, Said


@dataclass(slots=True)
class Held:
    """A model with its breaker and its last trouble."""

    config: ModelConfig
    llm: Llm
    breaker: Breaker = field(default_factory=Breaker)
    trouble: str = ""


class Chain:
    """The models of this process. `clock` is monotonic, in seconds."""

    def __init__(
        self, configs: Sequence[ModelConfig], *, make: Callable[[ModelConfig], Llm] = OpenAiModel,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self.held = [Held(config, make(config)) for config in configs]
        self._clock = clock

    def __bool__(self) -> bool:
        return bool(self.held)

    def resting(self, held: Held) -> bool:
        """Whether a model is left alone for now."""
        return not held.breaker.closed(self._clock())

    async def say(
        self, ask: Ask, heard: Callable[[str], None] | None = None, *, allowed: Callable[[ModelConfig], bool]
    ) -> Said:
        """Ask the first model that may and does answer. Raises `ModelFailed` with the last trouble, or why none may."""
        last = ModelFailed("没有可以用的模型", again=False)
        spent = 0
        for held in self.held:
            if not allowed(held.config):
                continue
            if self.resting(held):
                last = ModelFailed(f"模型“{held.config.name}”连着失败，正在休息")
                continue
            try:
                said = await held.llm.say(ask, heard)
            except ModelFailed as failed:
                held.breaker.failed(self._clock())
                held.trouble, last = failed.why, failed
                spent += failed.tokens
                continue
            held.breaker.went_well()
            held.trouble = ""
            return said
        last.tokens = spent
        raise last
