"""A draft in a model's words: what is asked, what it may look up, whether its words are used. Knows no database."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from xiaoer.core.answering.shapes import Draft
from xiaoer.core.facts import Order, ShopProfile
from xiaoer.core.grounding import FactUse, needed, unsupported
from xiaoer.core.rulebook.findings import GateResult
from xiaoer.core.transcript import Transcript, Utterance
from xiaoer.domains.robot.wording.prompts import draft_prompt, instructions
from xiaoer.domains.robot.wording.trust import distrust
from xiaoer.domains.robot.wording.veil import Veil
from xiaoer.ports.llm import Ask, ModelFailed, Said, Tool

TALK, LONGEST_LINE = 8, 400
WORDED = ("answer", "clarify")
Heard = Callable[[str], None]
Say = Callable[[Ask, Heard | None], Awaitable[Said]]
Check = Callable[[str], GateResult]
Look = Callable[[str], Awaitable[Draft | None]]


@dataclass(frozen=True, slots=True)
class Scene:
    """Whose shop, which talk, whose orders: everything that a prompt is made from, beside the draft."""

    profile: ShopProfile
    transcript: Transcript
    orders: Sequence[Order]


@dataclass(frozen=True, slots=True)
class Worded:
    """A draft in other words: `model` = whose; "" = the engine's own, and `why`. `said` = what was paid for."""

    draft: Draft
    model: str = ""
    why: str = ""
    said: Said | None = None


async def in_other_words(
    scene: Scene, draft: Draft, *, say: Say, check: Check, look: Look, heard: Heard | None = None
) -> Worded:
    """Ask a model to say a draft better. Never raises for what a model does: the engine's words stand then."""
    if draft.kind not in WORDED or not draft.reply.strip():
        return Worded(draft, why="这类回复不用模型改写")
    veil = Veil(scene.orders, scene.transcript.shopper)
    cells = list(draft.facts)
    talk = [(u.role, veil.veil(u.text[:LONGEST_LINE])) for u in _texts(scene.transcript)]
    shown = [replace(f, value=veil.veil(f.value)) for f in draft.facts]
    profile = scene.profile
    ask = Ask(
        instructions(profile.name, profile.address_form, profile.voice),
        draft_prompt(talk, veil.veil(draft.reply), shown),
        (_tool(look, veil, cells),),
    )
    try:
        said = await say(ask, unveiled(heard, veil))
    except ModelFailed as failed:
        return Worded(draft, why=failed.why)
    reply = veil.unveil(said.text)
    words = [u.text for u in scene.transcript.utterances if u.role == "shopper"]
    why = distrust(reply, draft.reply, cells, words, check(reply))
    if why:
        return Worded(draft, why=why, said=said)
    bearing = needed(reply, cells)
    kept = tuple(cells) if unsupported(reply, bearing, words) else bearing
    return Worded(replace(draft, reply=reply, facts=kept), said.model, said=said)


def _tool(look: Look, veil: Veil, cells: list[FactUse]) -> Tool:
    """The skills as a tool: a question in, the engine's answer out; its cells count as evidence from then on."""

    async def call(question: str) -> str:
        told = await look(veil.unveil(question)[:LONGEST_LINE])
        if told is None or told.kind != "answer":
            return "资料里没有"
        cells.extend(f for f in told.facts if f not in cells)
        return veil.veil(told.reply)

    return Tool("ask_shop", "查店铺自己的资料：像买家那样问一句，得到有依据的回答", call)


def _texts(transcript: Transcript) -> list[Utterance]:
    return [u for u in transcript.utterances if u.kind == "text" and u.text.strip()][-TALK:]


def unveiled(heard: Heard | None, veil: Veil) -> Heard | None:
    """What grows, with the numbers in their places."""
    return None if heard is None else lambda text: heard(veil.unveil(text))
