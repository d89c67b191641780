"""Whether everything that was shipped works, without a screen or a user: run it on a bundle before it goes out."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

from app.commands.people import write_note
from app.documents import kinds
from app.queries.students import students
from ui.pages.documents import DocumentsPage
from ui.places import page_entries
from ui.unattended import practising, settle


def self_test(app: QApplication) -> int:
    """Open the practice school, show every page, do and undo, make every paper, close; gives the exit code."""
    from app.clock import today

    faults: list[str] = []
    with practising(app) as application:
        session = application.session
        if session is None:
            return 1
        for entry in page_entries(application):
            application.window.show_page(entry.key)
            settle(app, application)
            _say(f"{entry.title}: toont")
        someone = session.desk.ask(students, today=today()).rows[0]
        session.desk.do(write_note, "Notitie", text="Zelftest", student_id=someone.id)
        session.desk.undo()
        if session.school.store.verify():
            faults.append("het logboek klopt niet")
        _say("Logboek: een stap gedaan en teruggedraaid, en de keten klopt")
        application.window.show_page("documents")
        page = application.window.page("documents")
        for kind in kinds():
            if isinstance(page, DocumentsPage):
                page.show_paper(kind.name, mono=False)
                settle(app, application)
                _say(f"{kind.title}: {len(page.pdf):,} bytes".replace(",", "."))
                if not page.pdf.startswith(b"%PDF-"):
                    faults.append(f"{kind.title} is niet gemaakt")
    _say("; ".join(faults) if faults else "Alles werkt.")
    return 1 if faults else 0


def _say(line: str) -> None:
    """Print for whoever ran the test; a windowed bundle has nowhere to print."""
    if sys.stdout is not None:
        sys.stdout.write(f"{line}\n")
