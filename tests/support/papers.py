"""What stands in a PDF, read back by a library that did not write it."""

from __future__ import annotations

import io

from pypdf import PdfReader


def pages_of_pdf(data: bytes) -> list[str]:
    """The words of each page without white space."""
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages]


def words_of_pdf(data: bytes) -> str:
    """The words of all pages."""
    return "".join(pages_of_pdf(data))
