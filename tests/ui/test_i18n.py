"""Qt's own windows speak Dutch as well: the file and print dialogs of a Linux desktop are drawn by Qt."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel

from app import text
from ui import i18n


@pytest.fixture
def dutch(qapp: QApplication) -> Iterator[list[QTranslator]]:
    """The program's languages, as at its start."""
    before = text._texts.translator
    installed = i18n.install(qapp)
    yield installed
    for translator in installed:
        qapp.removeTranslator(translator)
    text.install(before)


class Untold(QTranslator):
    """Notes which texts of Qt's dialogs none of ``known`` translates."""

    def __init__(self, known: list[QTranslator]) -> None:
        super().__init__()
        self._known = known
        self.missing: set[tuple[str, str]] = set()

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(self, context, source, disambiguation=None, _n=-1):
        dialogs = context.startswith(("QFileDialog", "QPrint", "QFileSystem", "QAbstractFileIcon", "QPlatformTheme"))
        found = [one.translate(context, source, disambiguation) for one in self._known]
        if dialogs and not any(found) and source not in {"Form", "..."}:
            self.missing.add((context, source))
        return next(filter(None, found), None)


def dialogs() -> Iterator[QDialog]:
    for mode in (QFileDialog.FileMode.AnyFile, QFileDialog.FileMode.Directory):
        dialog = QFileDialog()
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(mode)
        yield dialog
    yield QPrintDialog(QPrinter())


def test_nothing_in_the_dialogs_of_qt_is_left_untranslated(qapp, qtbot, dutch):
    heard = Untold(dutch)
    qapp.installTranslator(heard)
    try:
        for dialog in dialogs():
            qtbot.addWidget(dialog)
            dialog.ensurePolished()
    finally:
        qapp.removeTranslator(heard)
    assert heard.missing == set()


@pytest.mark.usefixtures("dutch")
def test_a_file_dialog_reads_as_dutch(qtbot):
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    words = {label.text().replace("&", "") for label in dialog.findChildren(QLabel)}
    assert {"Kijk in:", "Soort bestand:"} <= words
    assert QCoreApplication.translate("QPrintSettingsOutput", "Long side binding") == "Over de lange kant"
