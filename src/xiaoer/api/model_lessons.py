"""Model lessons over HTTP: made of a real chat with one press, commented, read by everybody of the shop."""

from __future__ import annotations

from typing import Any

from litestar import delete, get, post, put
from litestar.params import JSONBody
from litestar.status_codes import HTTP_201_CREATED

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.domains.academy.showcase import schemas, service
from xiaoer.domains.audit import service as audit
from xiaoer.kit.writer import Unit

BASE = "/api/shops/{shop:str}/academy/model-lessons"
ONE = BASE + "/{lesson_id:int}"
TAGS = ["academy"]


@get(BASE, operation_id="listModelLessons", tags=TAGS)
async def listed(shop: PathText, who: Who, desk: TheDesk) -> schemas.ModelLessons:
    """The shop's model lessons, newest first."""
    own = enter(desk, who, shop, "read")
    found = await desk.database.read(lambda s: service.lessons(s, own.id))
    return schemas.ModelLessons.model_validate({"lessons": found})


@post(BASE + "/of-chat/{conversation_id:int}", operation_id="makeModelLesson", status_code=HTTP_201_CREATED, tags=TAGS)
async def make(shop: PathText, conversation_id: PathId, who: Who, desk: TheDesk) -> schemas.ModelLessonView:
    """A lesson of a real chat: names and numbers removed, inspection's findings as the first comments."""
    own = enter(desk, who, shop, "teach")

    def work(unit: Unit) -> dict[str, Any]:
        made = service.make(unit, own.id, who.staff_id, conversation_id)
        audit.record(
            unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="model_lesson.make", subject=made["title"]
        )
        return made

    return schemas.ModelLessonView.model_validate(await desk.run(work))


@put(ONE, operation_id="writeModelLesson", tags=TAGS)
async def write(
    shop: PathText, lesson_id: PathId, data: JSONBody[schemas.ModelLessonWish], who: Who, desk: TheDesk
) -> schemas.ModelLessonView:
    """Change title, words and comments; 409 `model_lesson_changed` when somebody else was first."""
    own = enter(desk, who, shop, "teach")
    lines = [service.ModelLine(line.author, line.text, line.comment, line.mark) for line in data.lines]
    written = await desk.run(
        lambda u: service.write(
            u, own.id, lesson_id, data.version, title=data.title, intro=data.intro, lines=lines
        )
    )  # fmt: skip
    return schemas.ModelLessonView.model_validate(written)


@delete(ONE, operation_id="removeModelLesson", tags=TAGS)
async def remove(shop: PathText, lesson_id: PathId, who: Who, desk: TheDesk) -> None:
    """Take a lesson away."""
    own = enter(desk, who, shop, "teach")
    await desk.run(lambda u: service.remove(u, own.id, lesson_id))


handlers = [listed, make, write, remove]
