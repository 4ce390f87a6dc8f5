"""Simulated shoppers in a model's words, where one is configured; goals, facts, mood and judgement stay the engine's.

What the model says must ask the same with the same figures; else, and where it fails, the engine's own words stand.
"""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from xiaoer.core.drills.shapes import Scenario
from xiaoer.core.drills.worded import worded
from xiaoer.domains.robot.wording.smith import Wordsmith
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.ports.llm import Ask, ModelFailed

log = structlog.get_logger()
INSTRUCTIONS = """你在客服培训里替买家写话。买家类型：{kind}。把下面几行换成这类买家会说的话，一行一句。
- 问的事、商品名、规格、数字、日期、地名、单号一个都不能多、不能少、不能改。
- 不要回答问题，不要客气话之外的新内容，不要解释。
只输出买家的话，最多{most}行。"""
MANNER = {
    "short": "很简短", "marks": "爱用叹号问号", "dots": "吞吞吐吐", "soft": "软和客气", "emoji": "带表情",
    "typos": "偶有错别字", "voice": "像语音转文字", "split": "分几条发", "plain": "平实", "bare": "平实",
}  # fmt: skip


class ShopperVoice:
    """The voice of this process's simulated shoppers."""

    def __init__(self, smith: Wordsmith | None) -> None:
        self._smith = smith

    async def say(self, shop: ShopInfo, scenario: Scenario, lines: Sequence[str]) -> tuple[str, ...]:
        """The lines as this shopper would say them. Never raises for what a model does."""
        own = tuple(lines)
        if not own or self._smith is None or not self._smith.chain or shop.settings.model == "off":
            return own
        manner = "、".join(MANNER[m] for m in scenario.kind.manner if m in MANNER)
        rules = INSTRUCTIONS.format(kind=f"{scenario.kind.title}（{manner}）", most=max(2, len(own)))
        try:
            new, model = await self._smith.reworded(
                shop, Ask(rules, "\n".join(own), longest=300), lambda text: worded(own, text)[1]
            )
        except ModelFailed as failed:
            log.info("academy.own_words", scenario=scenario.id, why=failed.why)
            return own
        log.debug("academy.worded", scenario=scenario.id, model=model)
        return worded(own, new)[0]
