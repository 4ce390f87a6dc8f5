"""Any endpoint that speaks OpenAI's chat protocol, through pydantic-ai."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from xiaoer.ports.llm.config import ModelConfig
from xiaoer.ports.llm.port import Ask, ModelFailed, Said, Tool

if TYPE_CHECKING:
    from pydantic_ai.models import Model

LONGEST = 8000  # characters of an answer; more is nonsense


class OpenAiModel:
    """One configured model; `model` = another of the library's models in its place (tests)."""

    def __init__(self, config: ModelConfig, model: Model | None = None) -> None:
        self.config = config
        self._model = model
        self._ends = model is None  # an endpoint says how its answer ended; a stream that breaks off does not

    @property
    def name(self) -> str:
        """As the owner calls it."""
        return self.config.name

    async def say(self, ask: Ask, heard: Callable[[str], None] | None = None) -> Said:
        """Ask it. Raises `ModelFailed`, whatever goes wrong, within its time-out."""
        try:
            async with asyncio.timeout(self.config.timeout_s):
                return await self._say(ask, heard)
        except TimeoutError:
            raise ModelFailed(f"模型“{self.name}”{self.config.timeout_s:g} 秒内没有答完") from None
        except ModelFailed:
            raise
        except ImportError:
            raise ModelFailed("没有安装模型组件：请装 xiaoer[model]", again=False) from None
        except Exception as error:  # the library's tree is wide: everything means that there is no answer
            raise _failure(self.name, error) from error

    async def _say(self, ask: Ask, heard: Callable[[str], None] | None) -> Said:
        from pydantic_ai import Agent
        from pydantic_ai.usage import UsageLimits

        tools = [_made(tool) for tool in ask.tools] if self.config.tools else []
        agent = Agent(self._held(), instructions=ask.instructions, tools=tools, retries=1)
        limits = UsageLimits(request_limit=ask.looks + 2, tool_calls_limit=ask.looks)
        settings: Any = {"max_tokens": ask.longest, "temperature": 0.2, "timeout": self.config.timeout_s}
        text = ""
        async with agent.run_stream(ask.prompt, usage_limits=limits, model_settings=settings) as run:
            async for text in run.stream_text(debounce_by=None):
                if len(text) > LONGEST:
                    raise ModelFailed(f"模型“{self.name}”的回答太长，没有采用")
                if heard is not None:
                    heard(text)
            usage = run.usage
            # The library takes a stream that breaks off for a whole one: the endpoint's own word counts.
            ended = (run.response.provider_details or {}).get("finish_reason")
        if ended != "stop" and (ended is not None or self._ends):
            raise ModelFailed(f"模型“{self.name}”没有把话说完")
        if not text.strip():
            raise ModelFailed(f"模型“{self.name}”什么也没有回答")
        return Said(text.strip(), self.name, usage.input_tokens or 0, usage.output_tokens or 0)

    def _held(self) -> Model:
        if self._model is None:
            from openai import AsyncOpenAI
            from pydantic_ai.models.openai import OpenAIChatModel
            from pydantic_ai.providers.openai import OpenAIProvider

            client = AsyncOpenAI(
                base_url=self.config.base_url, api_key=self.config.key or "none", max_retries=0,
                timeout=self.config.timeout_s,
            )  # fmt: skip
            self._model = OpenAIChatModel(self.config.model, provider=OpenAIProvider(openai_client=client))
        return self._model


def _made(tool: Tool) -> Any:
    from pydantic_ai import Tool as Made

    async def look(question: str) -> str:
        return await tool.call(question)

    return Made(look, takes_ctx=False, name=tool.name, description=tool.what)


def _failure(name: str, error: Exception) -> ModelFailed:
    """The library's error in words; keys and prompts never stand in it."""
    status = getattr(error, "status_code", None)
    if status in (401, 403):
        return ModelFailed(f"模型“{name}”不认密钥（HTTP {status}）", again=False)
    if status == 429:
        return ModelFailed(f"模型“{name}”说问得太多（HTTP 429）")
    if status is not None:
        return ModelFailed(f"模型“{name}”拒绝了请求（HTTP {status}）", again=status >= 500)
    return ModelFailed(f"模型“{name}”没有给出能用的回答（{type(error).__name__}）")
