"""Which layout makes which paper."""

from __future__ import annotations

from typing import assert_never

from app.documents.bundle import bundle
from app.documents.data import (
    Bundle,
    Document,
    ListData,
    MeldwijzerData,
    Options,
    RecoverySheetData,
    Rendered,
    TipkaartData,
)
from app.documents.listing import listing
from app.documents.meldwijzer import meldwijzer
from app.documents.parts import ReportData
from app.documents.recovery_sheet import recovery_sheet
from app.documents.report import report
from app.documents.tipkaart import tipkaart
from app.progress import Progress


def lay_out(document: Document, options: Options, progress: Progress) -> Rendered:
    """``document`` on paper."""
    match document:
        case TipkaartData():
            return tipkaart(document, options)
        case MeldwijzerData():
            return meldwijzer(document, options)
        case RecoverySheetData():
            return recovery_sheet(document, options)
        case ListData():
            return listing(document, options)
        case ReportData():
            return report(document, options)
        case Bundle():
            return bundle(document, options, progress)
        case _:
            assert_never(document)
