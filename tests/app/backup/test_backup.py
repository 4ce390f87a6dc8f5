"""Backup and restore on both engines: what was there is there again, and what cannot be trusted changes nothing."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from tests.support.clocks import HandClock
from tests.support.databases import Copy
from xiaoer.app.backup import make_backup, restore_backup
from xiaoer.app.backup.archive import MANIFEST
from xiaoer.kit.database import Database
from xiaoer.kit.errors import ServiceError

NOW = HandClock().now
MOVED = ("installation", "membership", "staff_session")  # what a restore sets anew, see test_everybody_signs_in_again


def contents(database: Database) -> dict[str, list[Any]]:
    """Every row of every table, as text, in a fixed order."""
    with database.read_engine.connect() as connection:
        names = sorted(inspect(connection).get_table_names())
        return {
            n: sorted(str(tuple(r)) for r in connection.execute(text(f'SELECT * FROM "{n}"')).all())
            for n in names
            if n not in MOVED
        }


@pytest.fixture
def held(shops: Copy) -> Iterator[Database]:
    """The example shops, open."""
    database = Database(shops.url)
    yield database
    database.close()


@pytest.fixture
def files(shops: Copy) -> Path:
    """The folder of files, with one that no table names and one text that COPY must escape."""
    (shops.data_dir / "media" / "zz").mkdir(parents=True)
    (shops.data_dir / "media" / "zz" / "zz-kept.png").write_bytes(b"\x89PNG kept")
    return shops.data_dir / "media"


def spoil(database: Database, files: Path) -> None:
    """Lose much of what is there."""
    with database.write_engine.begin() as connection:
        for statement in ("DELETE FROM shop_counter", "DELETE FROM audit", "UPDATE shop SET name = 'x'"):
            connection.execute(text(statement))
        awkward = "INSERT INTO installation (name, value) VALUES ('later', :v)"
        connection.execute(text(awkward), {"v": "written after the backup"})
    (files / "zz" / "zz-kept.png").unlink()


def test_wiped_and_put_back(held: Database, files: Path, tmp_path: Path) -> None:
    with held.write_engine.begin() as connection:
        connection.execute(
            text("INSERT INTO installation (name, value) VALUES ('odd', :v)"), {"v": "行一\n行二\t\\N \\. 😀"}
        )
    before = contents(held)
    assert sum(len(rows) for rows in before.values()) > 1000
    made = make_backup(held, files, tmp_path / "b.zip", NOW)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.glob(".b*")] == []
    spoil(held, files)
    assert contents(held) != before
    done = restore_backup(held, files, made.path, NOW, keep=tmp_path / "kept.zip")
    assert contents(held) == before
    assert (files / "zz" / "zz-kept.png").read_bytes() == b"\x89PNG kept"
    with held.read_engine.connect() as connection:
        rows = dict(connection.execute(text("SELECT name, value FROM installation")).all())  # type: ignore[arg-type]
        assert rows["odd"] == "行一\n行二\t\\N \\. 😀"
        assert "later" not in rows
    assert done.rows == made.rows
    assert done.kept == tmp_path / "kept.zip"
    restore_backup(held, files, tmp_path / "kept.zip", NOW)  # what a restore set aside can itself be put back
    with held.read_engine.connect() as connection:
        assert set(connection.execute(text("SELECT name FROM shop")).scalars()) == {"x"}


def test_new_rows_take_new_numbers_after_a_restore(held: Database, files: Path, tmp_path: Path) -> None:
    made = make_backup(held, files, tmp_path / "b.zip", NOW)
    restore_backup(held, files, made.path, NOW)
    with held.write_engine.begin() as connection:
        highest = connection.execute(text("SELECT max(id) FROM login_try")).scalar() or 0
        connection.execute(text("INSERT INTO login_try (login, at_ms) VALUES ('a', 1)"))
        assert connection.execute(text("SELECT max(id) FROM login_try")).scalar_one() > highest
        staff = connection.execute(text("SELECT max(id) FROM staff")).scalar_one()
        connection.execute(
            text(
                "INSERT INTO staff (login, name, service_number, password, totp_secret, totp_last, active) "
                "VALUES ('new-one', 'n', '', '', '', 0, :yes)"
            ),
            {"yes": True},
        )
        assert connection.execute(text("SELECT max(id) FROM staff")).scalar_one() > staff


def test_everybody_signs_in_again(held: Database, files: Path, tmp_path: Path) -> None:
    with held.write_engine.begin() as connection:
        staff_id = connection.execute(text("SELECT min(id) FROM staff")).scalar_one()
        connection.execute(
            text(
                "INSERT INTO staff_session (token, csrf, staff_id, created_ms, used_ms) VALUES ('t', 'c', :staff, 1, 1)"
            ),
            {"staff": staff_id},
        )
        connection.execute(text("UPDATE membership SET status = 'online'"))
    made = make_backup(held, files, tmp_path / "b.zip", NOW)
    restore_backup(held, files, made.path, NOW)
    with held.read_engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM staff_session WHERE ended_ms IS NULL")).scalar_one() == 0
        assert set(connection.execute(text("SELECT status FROM membership")).scalars()) == {"offline"}


def test_a_check_changes_nothing(held: Database, files: Path, tmp_path: Path) -> None:
    made = make_backup(held, files, tmp_path / "b.zip", NOW)
    spoil(held, files)
    spoiled = contents(held)
    assert restore_backup(held, files, made.path, NOW, only_check=True).rows == made.rows
    assert contents(held) == spoiled
    assert not (files / "zz" / "zz-kept.png").exists()


def rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The archive with members changed, or left out for None."""
    out = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return out


def manifest_with(**changes: Any) -> Callable[[str, bytes], bytes]:
    return lambda name, data: json.dumps({**json.loads(data), **changes}).encode() if name == MANIFEST else data


def _is_part(name: str) -> bool:
    return name.startswith("database/") and "alembic" not in name


BROKEN: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "half": ("broken_backup", lambda p: _cut(p, 0.5)),
    "empty": ("broken_backup", lambda p: _cut(p, 0)),
    "no archive": ("broken_backup", lambda p: _cut(_text(p), 1)),
    "no manifest": ("broken_backup", lambda p: rewritten(p, lambda n, d: None if n == MANIFEST else d)),
    "manifest is no JSON": ("broken_backup", lambda p: rewritten(p, lambda n, d: b"{" if n == MANIFEST else d)),
    "manifest lacks fields": ("broken_backup", lambda p: rewritten(p, manifest_with(members=3))),
    "a part is missing": ("broken_backup", lambda p: rewritten(p, lambda n, d: None if _is_part(n) else d)),
    "a part is changed": ("broken_backup", lambda p: rewritten(p, lambda n, d: d + b"x" if _is_part(n) else d)),
    "rows do not fit": ("broken_backup", lambda p: rewritten(p, manifest_with(rows={"shop": 99}))),
    "newer schema": ("newer_backup", lambda p: rewritten(p, manifest_with(schema="9999"))),
    "newer form": ("newer_backup", lambda p: rewritten(p, manifest_with(format=9))),
    "another engine": ("other_engine", lambda p: rewritten(p, _swap_engine)),
    "not there": ("no_backup", lambda p: p.with_name("none.zip")),
}


def _cut(path: Path, part: float) -> Path:
    out = path.with_name("cut.zip")
    data = path.read_bytes()
    out.write_bytes(data[: int(len(data) * part)])
    return out


def _text(path: Path) -> Path:
    out = path.with_name("text.zip")
    out.write_text("这不是备份" * 1000)
    return out


def _swap_engine(name: str, data: bytes) -> bytes:
    if name != MANIFEST:
        return data
    said = json.loads(data)
    return json.dumps({**said, "engine": "postgres" if said["engine"] == "sqlite" else "sqlite"}).encode()


def test_what_cannot_be_trusted_is_refused_and_changes_nothing(held: Database, files: Path, tmp_path: Path) -> None:
    made = make_backup(held, files, tmp_path / "b.zip", NOW)
    spoil(held, files)
    before = contents(held)
    for what, (code, make) in BROKEN.items():
        with pytest.raises(ServiceError) as refused:
            restore_backup(held, files, make(made.path), NOW)
        assert refused.value.code == code, what
        assert code == "no_backup" or "没有改动" in refused.value.detail or code == "other_engine", what
        assert contents(held) == before, what
        assert not (files / "zz" / "zz-kept.png").exists(), what
    assert [p for p in files.parent.iterdir() if p.name.startswith(".restore")] == []


def test_a_restore_that_fails_half_way_leaves_the_old_data(
    held: Database, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_backup(held, files, tmp_path / "b.zip", NOW)
    spoil(held, files)
    before = contents(held)

    def fails(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xiaoer.app.backup.restoring._begin_anew", fails)
    with pytest.raises(ServiceError) as refused:
        restore_backup(held, files, made.path, NOW)
    assert "No space left" in refused.value.detail
    assert contents(held) == before


def test_a_backup_into_a_place_that_cannot_be_written_is_one_sentence(
    held: Database, files: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ServiceError) as refused:
        make_backup(held, files, tmp_path / "file" / "b.zip", NOW)
    assert refused.value.code == "backup_failed"


def test_a_destroyed_sqlite_file_is_moved_aside(sqlite_shops: Copy, tmp_path: Path) -> None:
    held = Database(sqlite_shops.url)
    before = contents(held)
    made = make_backup(held, sqlite_shops.data_dir / "media", tmp_path / "b.zip", NOW)
    path = Path(str(held.url.database))
    held.close()
    path.write_bytes(b"this is no database any more" * 500)
    again = Database(sqlite_shops.url)
    done = restore_backup(again, sqlite_shops.data_dir / "media", made.path, NOW, keep=tmp_path / "kept.zip")
    assert contents(again) == before
    assert done.kept is None
    assert done.aside is not None
    assert done.aside.read_bytes().startswith(b"this is no database")
    again.close()


def test_onto_an_empty_machine(sqlite_shops: Copy, tmp_path: Path) -> None:
    held = Database(sqlite_shops.url)
    before = contents(held)
    made = make_backup(held, sqlite_shops.data_dir / "media", tmp_path / "b.zip", NOW)
    held.close()
    fresh = Database(f"sqlite:///{tmp_path / 'new' / 'x.sqlite3'}")
    restore_backup(fresh, tmp_path / "new" / "media", made.path, NOW, keep=tmp_path / "kept.zip")
    assert contents(fresh) == before
    assert len(list((tmp_path / "new" / "media").rglob("*.svg"))) >= 20
    fresh.close()
