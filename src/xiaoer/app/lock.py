"""One server process on one SQLite file: a second refuses to start, and says who holds it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO

from xiaoer.kit.database import Database
from xiaoer.kit.errors import Unavailable


class ProcessLock:
    """A lock file beside the database, held by the operating system: it ends with the process, however it ends."""

    def __init__(self, database: Database) -> None:
        name = str(database.url.database or "")
        self._path = Path(f"{name}.lock") if database.is_sqlite and name not in ("", ":memory:") else None
        self._file: IO[str] | None = None

    def acquire(self) -> None:
        """Take the lock. Raises `Unavailable` with code `already_running` or `database_readonly`."""
        if self._path is None:
            return
        try:
            file = self._path.open("a+")
        except OSError as error:
            raise Unavailable(
                f"不能写入 {self._path.name}：请检查数据目录的写权限（{error.strerror}）", code="database_readonly"
            ) from None
        try:
            _lock(file)
        except OSError:
            file.seek(0)
            holder = file.read().strip() or "?"
            file.close()
            raise Unavailable(
                f"这个数据库已由另一个进程（pid {holder}）打开。SQLite 只允许一个服务进程；要开多个请用 PostgreSQL",
                code="already_running",
            ) from None
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        self._file = file

    def release(self) -> None:
        """Give it back."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _lock(file: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
