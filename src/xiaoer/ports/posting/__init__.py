"""Posting (投递): one HTTP POST to somebody else's address, with no way to private networks.

In: an address, a body, headers. Out: what happened, in words that a log can keep. Bounded in time and size; redirects
are not followed; the address that was checked is the one that is connected to.
"""

from xiaoer.ports.posting.http import HttpPoster
from xiaoer.ports.posting.port import Outcome, Poster

__all__ = ["HttpPoster", "Outcome", "Poster"]
