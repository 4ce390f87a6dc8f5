"""Many rows in few statements: the same rows as one by one, on both engines; errors as SQLAlchemy tells them."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from xiaoer.domains.shop.models import Installation
from xiaoer.kit.bulk import insert_into, run_text, update_by_key
from xiaoer.kit.database import Database

insert_rows = insert_into("installation", ("name", "value"))
update_rows = update_by_key("installation", ("name",), ("value",), {"name": "TEXT", "value": "TEXT"})


def stored(database: Database) -> dict[str, str]:
    return dict(database.read_now(lambda s: s.execute(select(Installation.name, Installation.value)).all()))


@pytest.mark.parametrize("count", [0, 1, 2, 7, 64, 1000])
def test_every_row_is_written_once(database: Database, count: int) -> None:
    rows = [(f"n{i}", f"值{i}") for i in range(count)]
    with database.write_engine.begin() as connection:
        insert_rows.run(connection, rows)
    assert stored(database) == dict(rows)


def test_more_rows_than_one_statement_takes(database: Database) -> None:
    rows = [(f"n{i}", "") for i in range(20_000)]
    with database.write_engine.begin() as connection:
        insert_rows.run(connection, rows)
    assert len(stored(database)) == 20_000


def test_rows_are_changed_by_key_and_others_stay(database: Database) -> None:
    with database.write_engine.begin() as connection:
        insert_rows.run(connection, [(f"n{i}", "old") for i in range(10)])
        update_rows.run(connection, [("n3", "new"), ("n7", "it's"), ("absent", "x")])
    assert {n: v for n, v in stored(database).items() if v != "old"} == {"n3": "new", "n7": "it's"}


def test_a_broken_rule_is_told_as_everywhere_else(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write_engine.begin() as connection:
        insert_rows.run(connection, [("a", ""), ("b", ""), ("a", "")])
    assert stored(database) == {}
    with database.write_engine.begin() as connection:
        run_text(connection, "INSERT INTO installation (name, value) VALUES ('c', '')")
    assert stored(database) == {"c": ""}


def test_the_writing_connection_says_what_a_commit_waits_for(database: Database) -> None:
    with database.write_engine.connect() as connection:
        assert database.durability(connection) in ("synchronous=2", "synchronous_commit=on")


def test_a_connection_that_does_not_wait_for_the_disk_is_refused(database: Database) -> None:
    from xiaoer.kit.errors import Unavailable

    careless = "PRAGMA synchronous=NORMAL" if database.is_sqlite else "SET synchronous_commit=off"
    with database.write_engine.connect() as connection:
        if database.is_sqlite:
            connection.connection.driver_connection.execute(careless)
        else:
            connection.execute(text(careless))
            connection.commit()
        with pytest.raises(Unavailable) as refused:
            database.durability(connection)
        assert refused.value.code == "not_durable"
        connection.invalidate()
