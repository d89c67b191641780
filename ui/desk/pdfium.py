"""The one door to PDFium, which must never be called from two threads at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_ONE_AT_A_TIME = threading.RLock()  # not even with different documents: pypdfium2, "Incompatibility with Threading"


@contextmanager
def opened(pdf: bytes, password: str | None = None) -> Iterator[Any]:
    """The document of ``pdf``, for this thread alone until the block ends.

    Raises ``PdfiumError`` for other bytes, and for the wrong ``password``.
    """
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf, password)
        try:
            yield document
        finally:
            document.close()
