"""`xiaoer inspect`: files in, inspection and reports out; streaming, on all cores, no server.

Lines read → buckets on disk by shopper → each bucket judged by itself in a process → results merged by time → reports.
Memory is that of one bucket per process, whatever the size of the files.
"""

from xiaoer.app.inspecting.run import Wanted, inspect_files

__all__ = ["Wanted", "inspect_files"]
