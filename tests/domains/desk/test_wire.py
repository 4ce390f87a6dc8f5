"""The texts that the road sends are the views of the protocol, whatever is in them."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from xiaoer.domains.desk.rules import Post, Thread, message_view, public_view, summary
from xiaoer.domains.desk.wire import Fresh, conversation_text, message_text, public_frame
from xiaoer.kit.events import encode

words = st.text(st.characters(codec="utf-8"), max_size=20)
some = st.none() | words
numbers = st.integers(0, 2**53 - 1)
times = st.integers(0, 4_000_000_000_000)
visits = st.none() | st.fixed_dictionaries({"id": numbers, "tag": some, "stars": st.none() | st.integers(1, 5)})
bodies = st.fixed_dictionaries(
    {"text": words}, optional={"sources": st.lists(words), "confidence": st.just(0.5), "version": words}
)
posts = st.builds(
    Post, shop_id=numbers, conversation_id=numbers, client_id=words,
    author=st.sampled_from(["shopper", "agent", "robot", "system"]), author_name=words,
    kind=st.sampled_from(["text", "product_card"]), body=bodies.map(encode), preview=words,
    staff_id=st.none() | numbers, internal=st.booleans(), assisted=st.booleans(),
)  # fmt: skip
threads = st.builds(
    Thread, id=numbers, shop_id=numbers, shop_code=words, target_s=st.integers(0, 10_000), state=words, team=some,
    agent_id=st.none() | numbers, agent_name=some, intent=some, mood=words, urgent=st.booleans(), product=some,
    last_seq=numbers, last_note=numbers, rev=numbers, version=numbers,
    last_message=st.none() | st.fixed_dictionaries({"seq": numbers, "preview": words}), last_at_ms=times,
    unread=numbers, agent_read_seq=numbers, shopper_read_seq=numbers, waiting_since_ms=st.none() | times,
    queued_ms=st.none() | times, messages_left=st.booleans(), robot_due_ms=st.none(),
    suggestion=st.none() | st.fixed_dictionaries({"reply": words}), snoozed_until_ms=st.none() | times,
    soothed_ms=st.none() | times,
    shopper=st.fixed_dictionaries({"id": numbers, "nick": words}), visit=visits, practice=st.booleans(), told=st.none(),
)  # fmt: skip


def view(post: Post, number: int, rev: int, at_ms: int) -> dict[str, Any]:
    return message_view(
        conversation_id=post.conversation_id, internal=post.internal, number=number, rev=rev,
        client_id=post.client_id, author=post.author, author_name=post.author_name, staff_id=post.staff_id,
        assisted=post.assisted, kind=post.kind, body=json.loads(post.body), at_ms=at_ms, recalled=False,
    )  # fmt: skip


@given(posts, numbers, numbers, times)
def test_a_message_is_its_view(post: Post, number: int, rev: int, at_ms: int) -> None:
    assert json.loads(message_text(post, number, rev, at_ms)) == view(post, number, rev, at_ms)


@given(posts, numbers, numbers, times)
def test_a_shopper_sees_the_public_view(post: Post, number: int, rev: int, at_ms: int) -> None:
    post.author = "robot" if "sources" in post.body else post.author  # only robots leave sources
    frame = json.loads(public_frame(Fresh(post, number, rev, at_ms, "robot", None, False)))
    wanted = public_view(view(post, number, rev, at_ms))
    if post.author in ("shopper", "agent"):
        wanted["body"] = json.loads(post.body)
    assert frame == {"type": "message", "message": wanted}


@given(threads, st.lists(st.tuples(st.sampled_from(["state", "team", "agent_id", "visit"]), numbers), max_size=4))
def test_a_conversation_is_its_summary_also_after_changes(thread: Thread, changes: list[tuple[str, int]]) -> None:
    assert json.loads(conversation_text(thread)) == summary(thread)
    for name, number in changes:
        thread.rev += 1
        setattr(thread, name, {"id": number} if name == "visit" else number)
        assert json.loads(conversation_text(thread)) == summary(thread)
