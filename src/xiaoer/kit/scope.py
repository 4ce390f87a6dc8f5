"""No query without its shop: a guard on the engine that refuses statements which forget the scope.

A statement that reads, changes or deletes a table with a `shop_id` column must constrain that column (of at
least one of its tables) in its WHERE or ON clauses. What is meant to reach over shops says so with
`execution_options(across_shops="reason")`. What a session flushes are rows that scoped queries loaded, by their key.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Delete, Engine, Select, Table, Update, event
from sqlalchemy.orm import Session
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import BinaryExpression

_verdicts: dict[Any, bool] = {}
FLUSHING = "xiaoer_flushing"


class UnscopedQuery(AssertionError):
    """A query reached for a shop's rows without naming the shop."""


def _tables(statement: Select[Any] | Update | Delete) -> set[Table]:
    found: set[Table] = set()
    for element in visitors.iterate(statement):
        if isinstance(element, Table) and "shop_id" in element.c:
            found.add(element)
    return found


def _constrained(statement: Select[Any] | Update | Delete) -> bool:
    for element in visitors.iterate(statement):
        if isinstance(element, BinaryExpression):
            for side in (element.left, element.right):
                if isinstance(side, ColumnElement) and getattr(side, "key", None) == "shop_id":
                    return True
    return False


def _is_scoped(statement: Any) -> bool:
    if not isinstance(statement, Select | Update | Delete):
        return True
    return not _tables(statement) or _constrained(statement)


def _check(connection: Connection, statement: Any, multiparams: Any, params: Any, execution_options: Any) -> None:
    if execution_options.get("across_shops") or connection.info.get(FLUSHING):
        return
    own = getattr(statement, "_execution_options", {})
    if own.get("across_shops"):
        return
    cache_key = getattr(statement, "_generate_cache_key", lambda: None)()
    key = cache_key.key if cache_key is not None else None
    verdict = _verdicts.get(key) if key is not None else None
    if verdict is None:
        verdict = _is_scoped(statement)
        if key is not None and len(_verdicts) < 5000:
            _verdicts[key] = verdict
    if not verdict:
        raise UnscopedQuery(f"query without shop_id: {statement}")


def guarded_session(connection: Connection) -> Session:
    """A session whose own flushes are known to the guard."""
    session = Session(bind=connection, expire_on_commit=False)
    event.listen(session, "before_flush", lambda s, context, instances: _mark(connection, True))
    event.listen(session, "after_flush", lambda s, context: _mark(connection, False))
    event.listen(session, "after_soft_rollback", lambda s, transaction: _mark(connection, False))
    return session


def _mark(connection: Connection, flushing: bool) -> None:
    connection.info[FLUSHING] = flushing


def guard(engine: Engine) -> None:
    """Watch every statement of an engine."""
    event.listen(engine, "before_execute", _check)
