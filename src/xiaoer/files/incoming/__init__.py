"""Files that somebody brings through a browser (导入): any of the shop's tables or a platform's export, in any mixture.

In comes a file with an own choice of what it is and which column is which; out come its columns as they would be read,
or the rows of all files together, checked against each other and against what the shop knows already.
"""

from xiaoer.files.incoming.kinds import KINDS, Kind, guess
from xiaoer.files.incoming.look import Column, Look, look
from xiaoer.files.incoming.reading import Brought, Chosen, Known, read_chosen
from xiaoer.files.incoming.unpacking import unpack

__all__ = [
    "KINDS", "Brought", "Chosen", "Column", "Kind", "Known", "Look", "guess", "look", "read_chosen", "unpack",
]  # fmt: skip
