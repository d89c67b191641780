"""A paper reaches the printer, and its making is on record."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from app.queries.school_papers import hand_outs
from ui.unattended import settle, until


@pytest.mark.heavy
def test_a_card_goes_to_the_printer_and_that_is_on_record(qtbot, qapp, program, tmp_path):
    program.window.show_page("documents")
    settle(qapp, program)
    page = program.window.page("documents")
    until(qapp, lambda: page.pdf)
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(QPrintDialog)
    target = tmp_path / "papier.pdf"
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(target))
    dialog.accepted.emit(dialog.printer())
    dialog.reject()
    until(qapp, target.exists)
    settle(qapp, program)
    assert target.read_bytes().startswith(b"%PDF-")
    assert len(program.session.desk.ask(hand_outs)) == 1
