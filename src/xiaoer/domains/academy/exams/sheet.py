"""The bank as a table (CSV): out, and in again with every refused row named by row, column and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from xiaoer.core.errors import Refusal
from xiaoer.domains.academy.exams.errors import BadQuestion
from xiaoer.domains.academy.exams.shapes import Kind, Question, Skill
from xiaoer.domains.academy.exams.writing import checked
from xiaoer.files.cells import clean
from xiaoer.files.decoding import decodings
from xiaoer.files.delimited import grid
from xiaoer.files.grids import GridRow
from xiaoer.files.table_writer import write_csv

COLUMNS = ("编号", "题型", "知识点", "能力", "难度", "题干", "正确", "错误", "解析", "来源", "启用")
KIND_NAMES: Mapping[Kind, str] = {
    "single": "单选", "multiple": "多选", "judge": "判断", "match": "连线", "fill": "填空", "short": "简答",
    "order": "排序", "errors": "找错", "calc": "计算", "practice": "陪练",
}  # fmt: skip
SKILL_NAMES: Mapping[Skill, str] = {
    "goods": "商品", "rules": "规则", "backend": "后台", "listening": "倾听", "questions": "提问", "restating": "复述",
    "empathy": "共情", "pressure": "抗压", "manner": "贴合买家", "writing": "文字",
}  # fmt: skip
_NEEDED = ("题型", "知识点", "题干", "正确")
_YES = ("", "是", "启用", "1", "true", "TRUE")


def write(questions: Iterable[Question], to: Path) -> None:
    """Write a CSV that opens in a spreadsheet; several lines of a cell stand one below the other."""
    write_csv(to, COLUMNS, [_cells(q) for q in questions])


def _cells(q: Question) -> dict[str, str]:
    return {
        "编号": q.code, "题型": KIND_NAMES[q.kind], "知识点": q.topic, "能力": SKILL_NAMES[q.skill],
        "难度": str(q.difficulty), "题干": q.stem, "正确": "\n".join(q.right), "错误": "\n".join(q.wrong),
        "解析": q.why, "来源": q.source, "启用": "是" if q.active else "否",
    }  # fmt: skip


def read(data: bytes, name: str) -> tuple[list[Question], list[Refusal]]:
    """Questions of a file, and the rows that were refused. A code that stands twice is refused the second time."""
    decoded = next(iter(decodings(data)))
    rows = list(grid(decoded.text, "\t" if "\t" in decoded.text.split("\n", 1)[0] else ",", lossy=decoded.lossy).rows())
    if not rows:
        return [], [Refusal(name, None, None, "文件是空的", "用“导出”得到的表格做样子，填好再导入")]
    header = [clean(cell) for cell in rows[0].cells]
    missing = [column for column in _NEEDED if column not in header]
    if missing:
        return [], [Refusal(name, 1, missing[0], f"缺少列“{missing[0]}”", f"第一行要有这些列：{'、'.join(COLUMNS)}")]
    found: list[Question] = []
    refused: list[Refusal] = []
    for row, result in _questions(name, header, rows[1:]):
        if isinstance(result, Refusal):
            refused.append(result)
        elif result.code and any(result.code == q.code for q in found):
            refused.append(Refusal(name, row, "编号", f"编号“{result.code}”出现了两次", "改一个编号，或留空由系统编号"))
        else:
            found.append(result)
    return found, refused


def _questions(
    name: str, header: Sequence[str], rows: Iterable[GridRow]
) -> Iterator[tuple[int, Question | Refusal]]:  # fmt: skip
    for row in rows:
        if row.problem is not None:
            yield row.number, Refusal(name, row.number, None, *row.problem)
            continue
        cells = dict(zip(header, map(clean, row.cells), strict=False))
        if not any(cells.values()):
            continue
        try:
            yield row.number, checked(_question(cells))
        except BadQuestion as error:
            yield row.number, Refusal(name, row.number, error.column, error.why, error.remedy)


def _question(cells: Mapping[str, str]) -> Question:
    difficulty = cells.get("难度", "") or "3"
    if not difficulty.isdigit() or len(difficulty) > 1:
        raise BadQuestion(f"难度“{difficulty}”不是1到5的整数", "填1（容易）到5（难）", "难度")
    kinds = {v: k for k, v in KIND_NAMES.items()}
    skills = {v: k for k, v in SKILL_NAMES.items()}
    skill = cells.get("能力", "") or "规则"
    if skill not in skills:
        raise BadQuestion(f"没有能力“{skill}”", f"填{'、'.join(skills)}之一", "能力")
    if cells["题型"] not in kinds:
        raise BadQuestion(f"没有题型“{cells['题型']}”", f"填{'、'.join(kinds)}之一", "题型")
    return Question(
        code=_code(cells.get("编号", "")), kind=kinds[cells["题型"]], topic=cells["知识点"],  # type: ignore[arg-type]
        skill=skills[skill], difficulty=int(difficulty), stem=cells["题干"], right=tuple(cells["正确"].split("\n")),
        wrong=tuple(cells.get("错误", "").split("\n")), why=cells.get("解析", ""), source=cells.get("来源", ""),
        origin="own", active=cells.get("启用", "") in _YES,
    )  # fmt: skip


def _code(text: str) -> str:
    if len(text) > 100:
        raise BadQuestion("编号太长", "最多100个字符", "编号")
    return text
