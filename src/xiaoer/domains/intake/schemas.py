"""Imports over the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from xiaoer.kit.ids import Line, Number

ImportState = Literal["looking", "ready", "running", "done", "failed", "dropped"]


class RefusedRow(BaseModel):
    """Something that is not taken: where it is, why, and what mends it."""

    model_config = ConfigDict(from_attributes=True)

    file: str
    row: int | None
    column: str | None
    why: str
    remedy: str


class ImportColumn(BaseModel):
    """A column of a file; `becomes` = the column that it is read as, "" = left out."""

    header: str
    becomes: str
    sample: str


class ImportFile(BaseModel):
    """A file of an import and how it is read."""

    name: str
    size: int
    taken: bool
    kind: str
    title: str
    header_row: int
    rows: int
    problem: RefusedRow | None
    columns: list[ImportColumn]


class ImportExamples(BaseModel):
    """The first rows of each outcome, by their numbers."""

    added: list[str] = []
    changed: list[str] = []


class ImportTable(BaseModel):
    """What happens to the rows of a table."""

    table: str
    added: int
    changed: int
    unchanged: int
    examples: ImportExamples


class ImportSum(BaseModel):
    """Rows of all tables by outcome."""

    added: int
    changed: int
    unchanged: int
    refused: int


class ImportOutcome(BaseModel):
    """What an import would do, or did. `refused` = the first of `refused_count`; `faults` = what the gate warns of.

    `new_people` = logins that the owner still has to give a password.
    """

    tables: list[ImportTable]
    refused: list[RefusedRow]
    refused_count: int
    faults: list[str]
    new_people: list[str]
    sum: ImportSum


class ImportView(BaseModel):
    """An import. `owners_only` = it makes colleagues or says who the shop is: an owner must say yes."""

    id: int
    state: ImportState
    version: int
    by: str
    created: str
    step: str
    done: int
    total: int
    problem: str
    owners_only: bool
    files: list[ImportFile]
    plan: ImportOutcome | None
    report: ImportOutcome | None


class ImportLine(BaseModel):
    """An import in the list."""

    id: int
    state: ImportState
    by: str
    created: str
    files: list[str]
    total: ImportSum | None


class ImportKind(BaseModel):
    """What a file may be, and the columns that it may have."""

    name: str
    title: str
    columns: list[str]
    required: list[str]


class Imports(BaseModel):
    """The last imports, and what files may be."""

    imports: list[ImportLine]
    kinds: list[ImportKind]


Header = Annotated[str, Field(max_length=2000)]


class FileChoice(BaseModel):
    """What is chosen for a file. `names` = header → column, "" = leave out; `kind`, `names` None = find out."""

    name: Line
    taken: bool = True
    kind: Annotated[str, Field(max_length=40)] | None = None
    names: Annotated[dict[Header, Header], Field(max_length=2000)] | None = None


class ImportChoice(BaseModel):
    """Choices for files of an import; `version` = the one that was seen."""

    version: Number
    files: Annotated[list[FileChoice], Field(min_length=1, max_length=200)]


class ImportYes(BaseModel):
    """Bring it in as it was seen."""

    version: Number
