"""What one can do with imports: begin one, choose what its files are, say yes, drop it, look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from xiaoer.domains.intake.models import ImportRow
from xiaoer.domains.intake.shapes import Count, Outcome, StagedFile, encode, files_of, outcome_of
from xiaoer.files.incoming import KINDS
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import Conflict, Invalid, NotFound
from xiaoer.kit.writer import Unit

LEASE_MS = 60_000
CLEARED = -1
TRIES = 5
OPEN = ("looking", "ready", "running")
OWNERS_ONLY = frozenset({"staff", "shop"})
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen for a file: whether it is taken, what it is, which header is which column."""

    name: str
    taken: bool
    kind: str | None
    names: dict[str, str] | None


@dataclass(frozen=True, slots=True)
class Held:
    """An import that a process has taken to work on."""

    id: int
    shop_id: int
    staff_id: int
    staff_name: str
    state: str
    version: int
    attempts: int
    files: tuple[StagedFile, ...]


def begin(unit: Unit, shop_id: int, staff_id: int, staff_name: str, files: list[StagedFile]) -> int:
    """A new import whose files are staged; it is looked at next."""
    row = ImportRow(
        shop_id=shop_id, staff_id=staff_id, staff_name=staff_name, state="looking", created_ms=unit.now_ms,
        changed_ms=unit.now_ms, files=encode(files),
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    return row.id


def get(session: Session, shop_id: int, import_id: int, *, lock: bool = False) -> ImportRow:
    """An import of a shop. Raises `NotFound`."""
    query = select(ImportRow).where(ImportRow.shop_id == shop_id, ImportRow.id == import_id)
    row = session.scalar(query.with_for_update() if lock else query)
    if row is None:
        raise NotFound("没有这次导入", code="no_such_import")
    return row


def choose(unit: Unit, shop_id: int, import_id: int, version: int, choices: list[Choice]) -> None:
    """Other choices for its files; it is looked at anew. Raises `Conflict` where somebody was first or it has begun."""
    row = _open(unit, shop_id, import_id, version)
    files = {file.name: file for file in files_of(row.files)}
    for choice in choices:
        file = files.get(choice.name)
        if file is None:
            raise Invalid(f"这次导入里没有文件 {choice.name}", code="no_such_file")
        if choice.kind not in (None, "", "shop") and choice.kind not in KINDS:
            raise Invalid(f"没有“{choice.kind}”这种表", code="no_such_kind")
        file.taken, file.kind, file.names = choice.taken, choice.kind, choice.names
    row.files, row.plan = encode(list(files.values())), ""
    _next(unit, row, "looking")


def confirm(unit: Unit, shop_id: int, import_id: int, version: int) -> ImportRow:
    """Say yes: from now on it is taken to its end. Raises `Conflict`, or `Invalid` where there is nothing to bring."""
    row = _open(unit, shop_id, import_id, version)
    if row.state != "ready":
        raise Conflict("还在检查文件，请等检查完再确认", code="not_ready")
    if not any(file.taken and file.problem is None for file in files_of(row.files)):
        raise Invalid("没有可以导入的文件", code="nothing_to_import")
    _next(unit, row, "running")
    return row


def drop(unit: Unit, shop_id: int, import_id: int) -> None:
    """Forget an import that has not begun."""
    row = get(unit.session, shop_id, import_id, lock=True)
    if row.state not in ("looking", "ready", "failed"):
        raise Conflict("这次导入已经开始，不能取消", code="already_begun")
    _next(unit, row, "dropped")


def again(unit: Unit, shop_id: int, import_id: int) -> None:
    """Go on with an import that stood still for good; what is in already stays as it is."""
    row = get(unit.session, shop_id, import_id, lock=True)
    if row.state != "failed":
        raise Conflict("只有停住的导入可以继续", code="not_failed")
    row.attempts = 0
    _next(unit, row, "running" if row.plan else "looking")


def _open(unit: Unit, shop_id: int, import_id: int, version: int) -> ImportRow:
    row = get(unit.session, shop_id, import_id, lock=True)
    if row.state not in ("looking", "ready"):
        raise Conflict("这次导入已经开始或结束，请重新上传", code="already_begun")
    if row.version != version:
        raise Conflict("这次导入刚被别人改过，请看过现在的内容", code="changed_meanwhile")
    return row


def _next(unit: Unit, row: ImportRow, state: str) -> None:
    row.state, row.version, row.changed_ms = state, row.version + 1, unit.now_ms
    row.lease_ms, row.step, row.done, row.total, row.problem = 0, "", 0, 0, ""


# -- those who work on it -------------------------------------------------------------------------------------------


def waiting(session: Session, now_ms: int) -> list[tuple[int, int]]:
    """(shop, import) of those that somebody has to work on."""
    rows = session.execute(
        select(ImportRow.shop_id, ImportRow.id)
        .where(ImportRow.state.in_(("looking", "running")), ImportRow.lease_ms < now_ms)
        .order_by(ImportRow.id)
        .execution_options(across_shops="imports that nobody works on")
    )
    return [(r.shop_id, r.id) for r in rows]


def take(unit: Unit, shop_id: int, import_id: int) -> Held | None:
    """Lease an import to this process; None where another has it or there is nothing to do."""
    row = get(unit.session, shop_id, import_id, lock=True)
    if row.state not in ("looking", "running") or row.lease_ms >= unit.now_ms:
        return None
    row.lease_ms = unit.now_ms + LEASE_MS
    return Held(
        row.id, shop_id, row.staff_id, row.staff_name, row.state, row.version, row.attempts, tuple(files_of(row.files))
    )


def advance(unit: Unit, held: Held, step: str, done: int, total: int) -> bool:
    """Tell how far it is and hold it longer; False where it was dropped or changed meanwhile."""
    result = unit.session.execute(
        update(ImportRow)
        .where(ImportRow.shop_id == held.shop_id, ImportRow.id == held.id, ImportRow.version == held.version)
        .values(step=step, done=done, total=total, lease_ms=unit.now_ms + LEASE_MS)
    )
    return bool(result.rowcount)  # type: ignore[attr-defined]


def looked(unit: Unit, held: Held, files: list[StagedFile], plan: Outcome) -> None:
    """What the look has seen, unless the choices changed meanwhile."""
    _settle(unit, held, state="ready", files=encode(files), plan=encode(plan))


def finished(unit: Unit, held: Held, report: Outcome) -> None:
    """It is in."""
    _settle(unit, held, state="done", report=encode(report))


def stuck(unit: Unit, held: Held, why: str, *, passing: bool) -> None:
    """It cannot go on: later again where the reason passes (a full disk), else after some tries for good."""
    attempts = held.attempts if passing else held.attempts + 1
    state = "failed" if attempts >= TRIES else held.state
    _settle(unit, held, state=state, attempts=attempts, problem=why, lease_ms=unit.now_ms + 10_000)


def _settle(unit: Unit, held: Held, **values: Any) -> None:
    unit.session.execute(
        update(ImportRow)
        .where(ImportRow.shop_id == held.shop_id, ImportRow.id == held.id, ImportRow.version == held.version)
        .values(**{"changed_ms": unit.now_ms, "lease_ms": 0, "problem": "", **values})
    )


def over(session: Session, before_ms: int) -> list[tuple[int, int, bool]]:
    """(shop, import, whether it waits for a yes) of those that need no files any more: ended, or untouched since."""
    rows = session.execute(
        select(ImportRow.shop_id, ImportRow.id, ImportRow.state)
        .where(
            ImportRow.lease_ms != CLEARED,
            or_(ImportRow.state.in_(("done", "dropped")), ImportRow.changed_ms < before_ms),
            ImportRow.state.not_in(("looking", "running")),
        )
        .execution_options(across_shops="files of imports that are over")
    )
    return [(r.shop_id, r.id, r.state == "ready") for r in rows]


def cleared(unit: Unit, shop_id: int, import_id: int, *, unsure: bool) -> list[StagedFile]:
    """Its files are to go: what they were called stays. `unsure` = nobody has said yes in time. Returns them."""
    if unsure:
        drop(unit, shop_id, import_id)
    row = get(unit.session, shop_id, import_id, lock=True)
    files = files_of(row.files)
    row.lease_ms = CLEARED
    row.files = encode([StagedFile(f.name, "", f.size, f.kind, taken=f.taken, title=f.title) for f in files])
    return [f for f in files if f.path]


def drop_waiting(unit: Unit, shop_id: int) -> list[int]:
    """Drop every import that waits for a yes: somebody has been erased, and its files may still name him."""
    ids = list(
        unit.session.scalars(
            select(ImportRow.id).where(
                ImportRow.shop_id == shop_id, ImportRow.state.in_(("looking", "ready", "failed"))
            )
        )
    )
    for import_id in ids:
        _next(unit, get(unit.session, shop_id, import_id, lock=True), "dropped")
    return ids


# -- views ----------------------------------------------------------------------------------------------------------


def owners_only(row: ImportRow) -> bool:
    """Whether only an owner may bring it in: it makes colleagues, or says who the shop is."""
    return any(f.taken and f.kind in OWNERS_ONLY for f in files_of(row.files))


def listed(session: Session, shop_id: int, limit: int = 20) -> list[dict[str, Any]]:
    """The last imports of a shop, newest first."""
    rows = session.scalars(
        select(ImportRow)
        .where(ImportRow.shop_id == shop_id, ImportRow.state != "dropped")
        .order_by(ImportRow.id.desc())
        .limit(limit)
    )
    return [
        {
            "id": r.id, "state": r.state, "by": r.staff_name, "created": iso_ms(r.created_ms),
            "files": [f.name for f in files_of(r.files)], "total": _sum(outcome_of(r.report)),
        }
        for r in rows
    ]  # fmt: skip


def _sum(outcome: Outcome | None) -> dict[str, int] | None:
    if outcome is None:
        return None
    whole = Count()
    for count in outcome.tables.values():
        whole.added += count.added
        whole.changed += count.changed
        whole.unchanged += count.unchanged
    return {
        "added": whole.added, "changed": whole.changed, "unchanged": whole.unchanged,
        "refused": outcome.refused_count,
    }  # fmt: skip


def view(row: ImportRow) -> dict[str, Any]:
    """An import as the screen shows it."""
    return {
        "id": row.id, "state": row.state, "version": row.version, "by": row.staff_name,
        "created": iso_ms(row.created_ms), "step": row.step, "done": row.done, "total": row.total,
        "problem": row.problem, "owners_only": owners_only(row),
        "files": [_file(f) for f in files_of(row.files)],
        "plan": _outcome(outcome_of(row.plan)), "report": _outcome(outcome_of(row.report)),
    }  # fmt: skip


def _file(file: StagedFile) -> dict[str, Any]:
    return {
        "name": file.name, "size": file.size, "taken": file.taken, "kind": file.kind or "", "title": file.title,
        "header_row": file.header_row, "rows": file.rows, "problem": file.problem,
        "columns": [{"header": c.header, "becomes": c.becomes, "sample": c.sample} for c in file.columns],
    }  # fmt: skip


def _outcome(outcome: Outcome | None) -> dict[str, Any] | None:
    if outcome is None:
        return None
    tables = [
        {
            "table": table, "added": count.added, "changed": count.changed, "unchanged": count.unchanged,
            "examples": outcome.examples.get(table, {}),
        }
        for table, count in outcome.tables.items()
    ]  # fmt: skip
    return {
        "tables": tables, "refused": outcome.refused[:SHOWN], "refused_count": outcome.refused_count,
        "faults": outcome.faults, "new_people": outcome.new_people, "sum": _sum(outcome),
    }  # fmt: skip


def kinds() -> list[dict[str, Any]]:
    """What a file may be, for choosing."""
    return [
        {"name": k.name, "title": k.title, "columns": list(k.columns), "required": list(k.required)}
        for k in KINDS.values()
    ]
