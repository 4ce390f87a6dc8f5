"""What the index of messages holds of a message, and taking it out again.

Words that are erased, past their period or taken back stand in no index.
"""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, select

from xiaoer.core.text.grams import grams
from xiaoer.domains.desk import message_index
from xiaoer.domains.desk.message_index import Entry
from xiaoer.domains.desk.models import Message
from xiaoer.kit.writer import Unit

_decode = msgspec.json.Decoder().decode
columns = select(
    Message.id, Message.shop_id, Message.conversation_id, Message.staff_id, Message.author, Message.body,
    Message.recalled, Message.at_ms,
)  # fmt: skip


def forget(unit: Unit, shop_id: int, *which: ColumnElement[bool], blank: str) -> int:
    """Take messages out of the index before their words are blanked (`blank` = the body of those that are already).

    Returns how many. What the index has not read yet, it will read blanked.
    """
    connection = unit.connection
    if not message_index.there(connection):
        return 0
    unit.session.flush()
    wanted = (
        columns.where(Message.shop_id == shop_id, *which)
        .where(Message.author != "system", Message.recalled.is_(False), Message.body != blank)
    )  # fmt: skip
    if connection.dialect.name == "sqlite":  # elsewhere some behind the mark may be in already
        wanted = wanted.where(Message.id <= message_index.mark(connection))
    rows = connection.execute(wanted).all()
    message_index.remove(connection, [entry_of(r) for r in rows])
    return len(rows)


def entry_of(row: Any) -> Entry:
    """A row of `columns` as it stands in the index."""
    body = _decode(row.body)
    words = grams(str(body.get("text") or body.get("title") or ""))
    facets = {f"_s{row.shop_id}", f"_c{row.conversation_id}"}
    if row.staff_id is not None:
        facets.add(f"_a{row.staff_id}")
    return Entry(row.id, frozenset(words | facets))
