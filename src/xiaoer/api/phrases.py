"""Quick phrases over HTTP: read, write, count, in and out as files of 千牛."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Annotated, Any, Literal

from litestar import Response, delete, get, post, put
from litestar.enums import RequestEncodingType
from litestar.params import Body, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.freezing import keep_frozen
from xiaoer.api.params import PathId, PathText
from xiaoer.api.uploads import PictureForm
from xiaoer.core.errors import BadInput
from xiaoer.core.facts import Phrase
from xiaoer.domains.audit import service as audit
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.knowledge import phrases as quick
from xiaoer.domains.knowledge.schemas import Phrases, PhrasesImported, PhraseUsed, PhraseView, PhraseWish
from xiaoer.domains.rules import cards
from xiaoer.domains.shop import service as shops
from xiaoer.domains.staff.service import Identity
from xiaoer.files.phrases import PhrasesRead, read_phrases, write_phrases
from xiaoer.kit.clock import to_ms
from xiaoer.kit.errors import Invalid, TooLarge
from xiaoer.kit.upsert import Tally
from xiaoer.kit.writer import Unit

BASE = "/api/shops/{shop:str}/phrases"
TAGS = ["phrases"]
PIECE = 1000  # rows a unit of work takes, so that the journal never waits long
FILE_BYTES = 20_000_000
Personal = Annotated[bool, QueryParameter(description="One's own phrases instead of the team's.")]
Encoding = Annotated[Literal["gbk", "utf-8-sig"], QueryParameter(description="`gbk` is what 千牛 reads.")]


@get(BASE, operation_id="listPhrases", tags=TAGS)
async def phrases(shop: PathText, who: Who, desk: TheDesk) -> Phrases:
    """The team's quick phrases and one's own."""
    own = enter(desk, who, shop, "read")
    now_ms = to_ms(desk.clock())
    found, offers = await desk.database.read(
        lambda s: (quick.phrases(s, own.id, who.staff_id), cards.states(s, own.id, now_ms))
    )
    return Phrases.model_validate({"phrases": [_leaning(phrase, offers) for phrase in found]})


def _leaning(phrase: dict[str, Any], offers: dict[int, tuple[str, str]]) -> dict[str, Any]:
    """A phrase and the activity that it depends on: off while that is not running."""
    title, state = offers.get(phrase["activity_id"], ("", ""))
    return {**phrase, "activity": title, "live": not phrase["activity_id"] or state == "running"}


@post(BASE, operation_id="addPhrase", status_code=HTTP_201_CREATED, tags=TAGS)
async def add(shop: PathText, data: JSONBody[PhraseWish], who: Who, desk: TheDesk) -> PhraseView:
    """A new phrase: one's own, or (leads) the team's; 422 `wording` for what must not leave the shop."""
    own = enter(desk, who, shop, _right(data.personal))
    if not data.personal:
        keep_frozen(desk, own, who)
    await _must_pass(desk, own.id, data.text)
    await desk.database.read(lambda s: cards.must_exist(s, own.id, data.activity_id))
    owner = who.staff_id if data.personal else quick.TEAM

    def work(unit: Unit) -> dict[str, object]:
        made = quick.add(
            unit, own.id, owner_id=owner, code=data.code, text=data.text.strip(), group=data.group.strip(),
            activity_id=data.activity_id,
        )  # fmt: skip
        _told(unit, own.id, who, "phrase.add", made["code"] or made["text"][:40], personal=data.personal)
        return made

    return PhraseView.model_validate(await desk.run(work))


@put(BASE + "/{phrase_id:int}", operation_id="changePhrase", tags=TAGS)
async def change(shop: PathText, phrase_id: PathId, data: JSONBody[PhraseWish], who: Who, desk: TheDesk) -> PhraseView:
    """Change a phrase; 409 `changed` when somebody was first, 422 `wording` for what must not leave the shop."""
    own = enter(desk, who, shop, "serve")
    held = await desk.database.read(lambda s: quick.view(quick.get(s, own.id, phrase_id, who.staff_id)))
    enter(desk, who, shop, _right(held["personal"]))
    if not held["personal"]:
        keep_frozen(desk, own, who)
    await _must_pass(desk, own.id, data.text)
    await desk.database.read(lambda s: cards.must_exist(s, own.id, data.activity_id))

    def work(unit: Unit) -> dict[str, object]:
        made = quick.change(
            unit, own.id, phrase_id, who.staff_id, code=data.code, text=data.text.strip(), group=data.group.strip(),
            version=data.version, activity_id=data.activity_id,
        )  # fmt: skip
        _told(unit, own.id, who, "phrase.change", made["code"] or made["text"][:40], personal=held["personal"])
        return made

    return PhraseView.model_validate(await desk.run(work))


@delete(BASE + "/{phrase_id:int}", operation_id="removePhrase", tags=TAGS)
async def remove(shop: PathText, phrase_id: PathId, who: Who, desk: TheDesk) -> None:
    """Delete a phrase."""
    own = enter(desk, who, shop, "serve")
    held = await desk.database.read(lambda s: quick.view(quick.get(s, own.id, phrase_id, who.staff_id)))
    enter(desk, who, shop, _right(held["personal"]))
    if not held["personal"]:
        keep_frozen(desk, own, who)

    def work(unit: Unit) -> None:
        quick.remove(unit, own.id, phrase_id, who.staff_id)
        _told(unit, own.id, who, "phrase.remove", held["code"] or held["text"][:40], personal=held["personal"])

    await desk.run(work)


@post(BASE + "/{phrase_id:int}/use", operation_id="usePhrase", status_code=HTTP_200_OK, tags=TAGS)
async def use(shop: PathText, phrase_id: PathId, who: Who, desk: TheDesk) -> PhraseUsed:
    """Count that a phrase was taken."""
    own = enter(desk, who, shop, "serve")
    return PhraseUsed(uses=await desk.run(lambda u: quick.used(u, own.id, phrase_id, who.staff_id)))


@post(BASE + "/import", operation_id="importPhrases", status_code=HTTP_200_OK, tags=TAGS)
async def bring_in(
    shop: PathText,
    data: Annotated[PictureForm, Body(media_type=RequestEncodingType.MULTI_PART)],
    who: Who,
    desk: TheDesk,
    personal: Personal = False,
) -> PhrasesImported:
    """Take in a phrase file of 千牛 in any encoding; what was refused is named by row, the rest is kept."""
    own = enter(desk, who, shop, _right(personal))
    if not personal:
        keep_frozen(desk, own, who)
    raw = await data.file.read(FILE_BYTES + 1)
    if len(raw) > FILE_BYTES:
        raise TooLarge(f"文件超过 {FILE_BYTES // 1_000_000} MB，请拆成几个文件", code="too_large")
    read = await asyncio.to_thread(_read, raw, data.file.filename)
    owner = who.staff_id if personal else quick.TEAM
    tally = Tally()
    for start in range(0, len(read.phrases), PIECE):
        piece = read.phrases[start : start + PIECE]
        tally += await desk.run(lambda u, p=piece: quick.import_phrases(u, own.id, p, owner_id=owner))  # type: ignore[misc]
    await desk.run(lambda u: _told(u, own.id, who, "phrase.import", f"{len(read.phrases)} 条", personal=personal))
    return PhrasesImported.model_validate(
        {
            "added": tally.added, "changed": tally.changed, "unchanged": tally.unchanged,
            "refused": read.refusals, "noted": read.noted,
        },
        from_attributes=True,
    )  # fmt: skip


@get(BASE + "/export", operation_id="exportPhrases", tags=TAGS)
async def hand_out(
    shop: PathText, who: Who, desk: TheDesk, personal: Personal = False, encoding: Encoding = "gbk"
) -> Response[bytes]:
    """The phrases as a file for 千牛."""
    own = enter(desk, who, shop, "serve")
    owner = who.staff_id if personal else quick.TEAM
    found = await desk.database.read(lambda s: quick.facts(s, own.id, owner))
    try:
        raw = await asyncio.to_thread(_written, found, encoding)
    except BadInput as error:
        raise Invalid(str(error), code="no_such_character") from None
    headers = {"Content-Disposition": 'attachment; filename="phrases.csv"', "Cache-Control": "no-store"}
    return Response(raw, media_type="text/csv", headers=headers)


async def _must_pass(desk: Desk, shop_id: int, text: str) -> None:
    """A phrase that the gate would block when sent is refused when saved, with the reason and what to say instead."""
    result = desk.wording.check(shop_id, await desk.facts.get(shop_id), text, by="agent")
    if result.verdict != "block":
        return
    fault = next(f for f in result.findings if f.level == "block")
    said = f"。可以改成：{result.rewrite}" if result.rewrite else ""
    raise Invalid(f"“{fault.span}”不能发给买家：{fault.reason}（{fault.source}）{said}", code="wording")


def _right(personal: bool) -> Literal["serve", "manage"]:
    return "serve" if personal else "manage"


def _told(unit: Unit, shop_id: int, who: Identity, action: str, subject: str, *, personal: bool) -> None:
    """The team's phrases are facts of the shop: the feed and the audit log hear of a change."""
    if personal:
        return
    audit.record(unit, shop_id, staff_id=who.staff_id, staff_name=who.name, action=action, subject=subject, detail="")
    shops.catalog_changed(unit, shop_id, {"phrases"})


def _read(raw: bytes, name: str) -> PhrasesRead:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name[-80:] or "phrases.csv")
        path.write_bytes(raw)
        return read_phrases(path)


def _written(found: list[Phrase], encoding: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "phrases.csv"
        write_phrases(found, path, encoding=encoding)
        return path.read_bytes()


handlers = [phrases, add, change, remove, use, bring_in, hand_out]
