"""Write a new migration from what the models say and the database lacks (`make migration NAME=…`)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from xiaoer.domains import tables
from xiaoer.kit.database import Database
from xiaoer.kit.migrate import FOLDER, known_revisions, migrate


def main(name: str) -> None:
    """Autogenerate the next revision against an empty database that stands at the present head."""
    assert tables.Base.metadata.tables
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'empty.sqlite3'}")
        if known_revisions():
            migrate(database)
        config = Config()
        config.set_main_option("script_location", str(FOLDER))
        number = f"{len(known_revisions()) + 1:04d}"
        with database.write_engine.connect() as connection:
            config.attributes["connection"] = connection
            command.revision(config, message=name, autogenerate=True, rev_id=number)
        database.close()


if __name__ == "__main__":
    main(sys.argv[1])
