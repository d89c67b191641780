"""Where a file is offered to be saved, and that it is written wholly or not at all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from ui.leaving.saving import usual_place


def test_a_file_is_offered_among_the_documents_or_else_in_the_home_folder_but_never_in_the_folder_of_the_start():
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    offered = usual_place("Tipkaart.pdf")
    assert offered.name == "Tipkaart.pdf"
    assert offered.parent == (documents if documents.is_dir() else Path.home())
    assert offered.parent.is_dir()
