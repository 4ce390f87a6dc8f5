"""What becomes of suggestions: taken as they lay there, edited, or answered in the agent's own words."""

from __future__ import annotations

from collections import OrderedDict

from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.rules import Post
from xiaoer.domains.robot import answers
from xiaoer.kit.codec import from_json
from xiaoer.kit.events import StoredEvent

KEPT = 20_000


class Fates:
    """Remembers which suggestions lie open (of any process), and looks at what agents of this one write then."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._open: OrderedDict[int, tuple[int, str]] = OrderedDict()

    def start(self) -> None:
        """Listen from now on."""
        self._desk.hub.watchers.append(self._suggested)
        self._desk.hub.local_watchers.append(self._answered)

    def _suggested(self, event: StoredEvent) -> None:
        if event.type != "suggestion.made":
            return
        conversation = event.data["conversation"]
        suggestion = conversation["suggestion"]
        if suggestion is None or conversation["practice"]:
            return
        self._open[conversation["id"]] = (suggestion["seq"], suggestion["reply"])
        self._open.move_to_end(conversation["id"])
        if len(self._open) > KEPT:
            self._open.popitem(last=False)

    def _answered(self, event: StoredEvent) -> None:
        if event.type != "message.created" or not self._open:
            return
        post: Post = event.news.post
        if post.author != "agent" or post.internal or post.kind != "text":
            return
        lay = self._open.pop(post.conversation_id, None)
        if lay is None:
            return
        seq, reply = lay
        text = str(from_json(post.body, dict)["text"])
        used = used_how(reply, text, assisted=post.assisted)
        self._desk.spawn(
            self._desk.run(lambda u: answers.became(u, post.shop_id, post.conversation_id, seq, text, used=used))
        )


def used_how(reply: str, text: str, *, assisted: bool) -> str:
    """`taken` = word for word; `edited` = from the suggestion, changed; `own` = other words."""
    if "".join(reply.split()) == "".join(text.split()):
        return "taken"
    return "edited" if assisted else "own"
