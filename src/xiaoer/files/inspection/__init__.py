"""Reports of an inspection: one self-contained page, one workbook.

In: an `Overview` (numbers, findings, cited chats) and a stream of conversations. Out: `report.html`, `report.xlsx`.
"""

from xiaoer.files.inspection.book import write_book
from xiaoer.files.inspection.overview import Overview
from xiaoer.files.inspection.page import write_page

__all__ = ["Overview", "write_book", "write_page"]
