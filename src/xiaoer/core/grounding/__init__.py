"""Grounding (事实锁): which fact bears which word of a reply; what nothing bears is found here.

In: a reply, the cells it cites, the shopper's own words. Out: the claims that nothing bears.
"""

from xiaoer.core.grounding.claims import Claim
from xiaoer.core.grounding.lock import unsupported
from xiaoer.core.grounding.needed import needed
from xiaoer.core.grounding.shapes import FactUse

__all__ = ["Claim", "FactUse", "needed", "unsupported"]
