"""Papers: frozen values in, the bytes of an accessible PDF out. Importing this costs no ReportLab.

``render`` reads no file but the fonts, icons and colours of the program itself, and writes none.
"""

from __future__ import annotations

from dataclasses import replace

from app.documents.checking import code_of
from app.documents.data import (
    Bundle,
    ContactLine,
    Document,
    ListData,
    MeldwijzerData,
    Options,
    PaperWarning,
    PlaceLine,
    RecoverySheetData,
    Rendered,
    TipkaartData,
    WarningKind,
)
from app.documents.kinds import Kind, kinds
from app.documents.parts import (
    Bars,
    Blank,
    Blanks,
    Column,
    Facts,
    Mark,
    NewPage,
    Part,
    ReportData,
    Signatures,
    Table,
    Tile,
    Tiles,
    Timeline,
    Words,
)
from app.documents.texts import Block, Texts, read_texts
from app.progress import Progress

__all__ = [
    "Bars",
    "Blank",
    "Blanks",
    "Block",
    "Bundle",
    "Column",
    "ContactLine",
    "Document",
    "Facts",
    "Kind",
    "ListData",
    "Mark",
    "MeldwijzerData",
    "NewPage",
    "Options",
    "PaperWarning",
    "Part",
    "PlaceLine",
    "RecoverySheetData",
    "Rendered",
    "ReportData",
    "Signatures",
    "Table",
    "Texts",
    "Tile",
    "Tiles",
    "Timeline",
    "TipkaartData",
    "WarningKind",
    "Words",
    "kinds",
    "read_texts",
    "render",
]


def render(document: Document, options: Options, progress: Progress | None = None) -> Rendered:
    """``document`` as a tagged PDF (PDF/UA-1 and PDF/A-2a), with what is not right on it.

    The same values give the same bytes, on any machine and any day. A bundle says to ``progress`` where it is.
    """
    from app.documents.catalogue import lay_out

    return lay_out(document, replace(options, code=code_of(document, options)), progress or Progress())
