"""Life: simulated shoppers who write to the desk of the example shops, so that the workbench can be tried alone.

They come over the same doors as real ones (HTTP session, widget socket). A process of its own; it ends with the demo.
"""

from xiaoer.app.life.process import start_life

__all__ = ["start_life"]
