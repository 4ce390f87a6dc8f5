"""Chat logs in: every shape that shops have them in → lines said, and what could not be read with its line number.

In: a file of any of the shapes of FILE_FORMATS A11, our own JSONL or CSV, platforms' service tables. Out: a stream
of `Said` and `Unread`; memory does not grow with the file.
"""

from xiaoer.files.chats.read import read_chats
from xiaoer.files.chats.shapes import Asked, Figures, Said, Unread

__all__ = ["Asked", "Figures", "Said", "Unread", "read_chats"]
