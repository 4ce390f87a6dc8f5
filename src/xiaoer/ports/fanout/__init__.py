"""Fan-out: tells the other server processes that a shop's feed has grown. Hints only: readers fetch by number.

In: (shop id, event number). Out: the same at every other process, at least often enough; what a hint misses, the
poll of each second finds.
"""

from xiaoer.ports.fanout.port import Fanout, Hint
from xiaoer.ports.fanout.process import ProcessFanout

__all__ = ["Fanout", "Hint", "ProcessFanout"]
