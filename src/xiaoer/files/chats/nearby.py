"""Whose conversation a line belongs to where the log does not say: the shopper near it."""

from __future__ import annotations

from collections.abc import Iterator

from xiaoer.files.chats.shapes import Item, Said, unread

COPY_BOTH = "附近没有买家的话，不知道是和谁的对话；连同买家的消息一起复制"


class Nearby:
    """Gives lines the shopper who spoke last; lines before the first shopper wait for him.

    `why` is told of lines that no shopper came for.
    """

    def __init__(self, file: str, why: str = COPY_BOTH) -> None:
        self.shopper = ""
        self._file, self._why = file, why
        self._waiting: list[Said] = []

    def place(self, said: Said) -> Iterator[Item]:
        """A line of the shop: to the shopper who spoke last, or kept until one speaks."""
        if self.shopper:
            said.shopper = self.shopper
            yield said
        else:
            self._waiting.append(said)

    def heard(self, shopper: str) -> Iterator[Item]:
        """A shopper speaks: what waited is his."""
        self.shopper = shopper
        yield from self.settle(shopper)

    def forget(self) -> Iterator[Item]:
        """A new conversation or the end of the log: what still waits is nobody's."""
        self.shopper = ""
        yield from self.settle("")

    def settle(self, shopper: str) -> Iterator[Item]:
        """Hand out what waits, as lines of `shopper` ("" = as unread)."""
        waiting, self._waiting = self._waiting, []
        for said in waiting:
            said.shopper = shopper
            yield said if shopper else unread(self._file, said.order, said.text, self._why)
