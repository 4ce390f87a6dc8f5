"""Asks a model for words: masked going out, locked and gated coming back; the engine's own words where it fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import structlog

from xiaoer.core.answering.shapes import Draft, Memory
from xiaoer.core.facts import Order
from xiaoer.core.grounding.claims import claims_of
from xiaoer.core.transcript import Utterance
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.robot.transcripts import Situation
from xiaoer.domains.robot.wording import use
from xiaoer.domains.robot.wording.drafting import Heard, Scene, Worded, in_other_words, unveiled
from xiaoer.domains.robot.wording.prompts import How, restyle_prompt
from xiaoer.domains.robot.wording.trust import turned_round
from xiaoer.domains.robot.wording.veil import Veil
from xiaoer.domains.robot.worker import AnswerWorker, Busy
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.ports.llm import Ask, Chain, ModelConfig, ModelFailed, Said

log = structlog.get_logger()
__all__ = ["Heard", "Worded", "Wordsmith"]


class Wordsmith:
    """The models of this process at work for its shops."""

    def __init__(self, desk: Desk, worker: AnswerWorker, chain: Chain) -> None:
        self._desk, self._worker, self.chain = desk, worker, chain

    def day(self, shop: ShopInfo) -> str:
        """Today, as the budget counts."""
        return self._desk.clock().astimezone(shop.zone).date().isoformat()

    def may(self, shop: ShopInfo, config: ModelConfig) -> bool:
        """A model abroad needs the shop's recorded legal ground."""
        return not config.abroad or bool(shop.settings.model_ground.strip())

    async def draft(self, shop: ShopInfo, found: Situation, draft: Draft, heard: Heard | None = None) -> Worded:
        """A draft of the engine in a model's words. Never raises for what a model does."""
        facts = await self._desk.facts.get(shop.id)
        chat = found.conversation["id"]
        category = self._desk.category_in_view(facts, chat)

        async def look(question: str) -> Draft | None:
            at = self._desk.clock()
            lines = (*found.transcript.utterances, Utterance(found.seq + 1, at, "shopper", "", question))
            talk = replace(found.transcript, utterances=lines)
            try:
                return await self._worker.answer(shop.id, facts, talk, found.orders, at, Memory())
            except (Busy, TimeoutError):
                return None

        worded = await in_other_words(
            Scene(shop.profile, found.transcript, found.orders), draft, look=look, heard=heard,
            say=lambda ask, growing: self._say(shop, ask, growing),
            check=lambda text: self._desk.wording.check(shop.id, facts, text, by="robot", category=category),
        )  # fmt: skip
        if worded.said is not None:
            await self._count(shop, worded.said, refused=bool(worded.why))
            if worded.why:
                log.info("model.refused", model=worded.said.model, conversation=chat, why=worded.why)
        return worded

    async def restyle(
        self, shop: ShopInfo, text: str, how: How, *, language: str = "", orders: Sequence[Order] = (),
        nick: str | None = None, heard: Heard | None = None,
    ) -> tuple[str, str]:  # fmt: skip
        """(text, model) of what an agent has typed. Raises `ModelFailed` where no model's words can be used."""
        veil = Veil(orders, nick)
        ask = Ask(restyle_prompt(how, language), veil.veil(text), longest=1200)
        answer = await self._say(shop, ask, unveiled(heard, veil))
        new = veil.unveil(answer.text)
        why = _changed(text, new, how)
        await self._count(shop, answer, refused=bool(why))
        if why:
            raise ModelFailed(f"模型“{answer.model}”{why}，没有采用")
        return new, answer.model

    async def reworded(self, shop: ShopInfo, ask: Ask, wrong: Callable[[str], str]) -> tuple[str, str]:
        """(text, model) of words in which nothing of a person stands; `wrong` = why they cannot be used, "" = use them.

        Raises `ModelFailed` where no model's words can be used.
        """
        answer = await self._say(shop, ask, None)
        why = wrong(answer.text)
        await self._count(shop, answer, refused=bool(why))
        if why:
            raise ModelFailed(f"模型“{answer.model}”{why}，没有采用")
        return answer.text, answer.model

    async def _say(self, shop: ShopInfo, ask: Ask, heard: Heard | None) -> Said:
        day = self.day(shop)
        spent = await self._desk.database.read(lambda s: use.tokens(s, shop.id, day))
        if spent >= shop.settings.model_tokens_day:
            raise ModelFailed(f"今天的用量到了上限（{shop.settings.model_tokens_day} 个字元）", again=False)
        try:
            return await self.chain.say(ask, heard, allowed=lambda config: self.may(shop, config))
        except ModelFailed as failed:
            tokens = failed.tokens
            await self._desk.run(lambda u: use.count(u, shop.id, day, "", spent=tokens, failed=True))
            raise

    async def _count(self, shop: ShopInfo, said: Said, *, refused: bool) -> None:
        day, spent = self.day(shop), said.tokens_in + said.tokens_out
        await self._desk.run(lambda u: use.count(u, shop.id, day, said.model, spent=spent, refused=refused))


def _changed(old: str, new: str, how: How) -> str:
    """What a restyling has changed that it must not; "" = nothing."""
    before, after = _exact(old), _exact(new)
    if how == "translate":
        lost = {v for _, v in before if v.isascii()} - _ascii(new)
        return f"漏了“{sorted(lost)[0]}”" if lost else ""
    if after - before:
        return f"加了“{sorted(v for _, v in after - before)[0]}”"
    if how != "shorten" and before - after:
        return f"漏了“{sorted(v for _, v in before - after)[0]}”"
    turned = turned_round(new, [old])
    return f"把意思改反了（{turned}）" if turned else ""


def _exact(text: str) -> set[tuple[str, str]]:
    """Everything in a text that must stay as it is."""
    return {(c.kind, c.value) for c in claims_of(text) if c.kind not in ("term", "weekday")}


def _ascii(text: str) -> set[str]:
    """Every number and code of a text in the forms that claims have."""
    found = {c.value for c in claims_of(text)}
    return found | {word.strip(".,;:!?()") for word in text.replace("-", " ").split()} | set(text.split())
