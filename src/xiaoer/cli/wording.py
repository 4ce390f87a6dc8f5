"""`xiaoer ask --models`: the engine's drafts in a model's words, inside the same promises as at the desk."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from xiaoer.core.answering.engine import Engine
from xiaoer.core.answering.shapes import Draft, Memory
from xiaoer.core.errors import BadInput
from xiaoer.core.facts import Order, ShopFolder
from xiaoer.core.rulebook.gate import Gate, shop_context
from xiaoer.core.transcript import Transcript, Utterance
from xiaoer.domains.robot.wording.drafting import Scene, in_other_words
from xiaoer.ports.llm import Chain, read_models


class ModelWords:
    """Words by the models of a file; those abroad are left out, for no legal ground is recorded here."""

    def __init__(self, folder: ShopFolder, chain: Chain) -> None:
        self._profile, self._chain = folder.facts.profile, chain
        self._gate = Gate(shop=shop_context(folder.facts))
        self._runner = asyncio.Runner()  # one loop for all lines: a client belongs to its loop

    def __enter__(self) -> ModelWords:
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.close()

    def __call__(
        self, engine: Engine, transcript: Transcript, orders: Sequence[Order], now: datetime, draft: Draft
    ) -> tuple[Draft, dict[str, object]]:
        """The draft in other words, or as it was; `model` and `model_why` of its line."""

        async def look(question: str) -> Draft:
            line = Utterance(len(transcript.utterances) + 1, now, "shopper", "", question)
            talk = replace(transcript, utterances=(*transcript.utterances, line))
            return engine.answer(talk, orders=orders, now=now, memory=Memory())

        worded = self._runner.run(
            in_other_words(
                Scene(self._profile, transcript, orders), draft, look=look,
                say=lambda ask, heard: self._chain.say(ask, heard, allowed=lambda config: not config.abroad),
                check=lambda text: self._gate.check(text, by="robot"),
            )
        )  # fmt: skip
        return worded.draft, {"model": worded.model or None, "model_why": worded.why or None}


def words_of(folder: ShopFolder, models: Path) -> ModelWords:
    """Models of a file. Raises `BadInput` that names what is wrong with it."""
    try:
        return ModelWords(folder, Chain(read_models(str(models))))
    except ValueError as error:
        raise BadInput(str(error)) from None
