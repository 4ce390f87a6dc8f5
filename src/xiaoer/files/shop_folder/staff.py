"""Table `staff` (example shops only): accounts, without passwords; 团队 separated by `|`."""

from __future__ import annotations

from collections.abc import Mapping

from xiaoer.core.facts import StaffFact
from xiaoer.files import spelling
from xiaoer.files.shop_folder.spec import Cells, TableSpec
from xiaoer.files.values import CellError

DEFAULT_CAPACITY = 8
_COLUMNS = ("账号", "姓名", "工号", "角色", "团队", "同时接待")
_ROLES = {
    "owner": "店主", "lead": "主管", "agent": "客服", "trainer": "培训师", "auditor": "质检",
}  # fmt: skip
_BY_WORD = {word: role for role, word in _ROLES.items()} | {role: role for role in _ROLES}


def _read(cells: Cells) -> StaffFact:
    word = cells.need("角色")
    role = _BY_WORD.get(word.casefold())
    if role is None:
        raise CellError(f"不认识角色“{word}”", f"写成其中一种：{'、'.join(_ROLES.values())}", "角色")
    capacity = cells.count("同时接待")
    return StaffFact(
        login=cells.number_of("账号"),
        name=cells.need("姓名"),
        service_number=cells.text("工号"),
        role=role,
        teams=cells.words("团队"),
        capacity=DEFAULT_CAPACITY if capacity is None else capacity,
        source=cells.source,
    )


def _write(staff: StaffFact) -> Mapping[str, str]:
    return {
        "账号": staff.login,
        "姓名": staff.name,
        "工号": staff.service_number,
        "角色": _ROLES.get(staff.role, staff.role),
        "团队": spelling.words(staff.teams),
        "同时接待": spelling.number(staff.capacity),
    }


SPEC = TableSpec("staff", _COLUMNS, ("账号", "姓名", "角色"), ("账号",), _read, _write, numeric=frozenset({"同时接待"}))
