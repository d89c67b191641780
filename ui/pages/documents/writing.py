"""The school's own text of a paper: offered, kept, and let go."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.commands.school import drop_school_text, keep_school_text
from app.documents import Kind, read_texts
from app.queries.school_papers import SchoolTextRow, school_text
from ui.desk.desk import Desk
from ui.dialogs.school_text import SchoolTextDialog


class Writer(QObject):
    """Opens the editor over ``over``, and does what it reports."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over

    def offer(self, kind: Kind, language: str) -> None:
        """Let somebody write the text of ``kind`` in ``language``."""
        own = self._desk.ask(school_text, document=kind.texts, language=language)
        self._open(kind, language, own)

    def _open(
        self, kind: Kind, language: str, own: SchoolTextRow | None, draft: str | None = None, begin: str = ""
    ) -> None:
        dialog = SchoolTextDialog(kind, language, own, self._over, draft)
        dialog.written.connect(partial(self._keep, dialog, kind, language))
        dialog.dropped.connect(partial(self._drop, dialog, kind, language))
        dialog.reshaped.connect(partial(self._reshape, dialog, partial(self._open, kind, language, own)))
        dialog.open()
        dialog.begin_at(begin)

    @staticmethod
    def _reshape(dialog: SchoolTextDialog, go_on: Callable[[str, str], None], body: str, begin: str) -> None:
        """Go on with a text that has an item more or less."""
        dialog.accept()
        go_on(body, begin)

    def _keep(self, dialog: SchoolTextDialog, kind: Kind, language: str, body: str) -> None:
        fact = self.tr("Eigen tekst van {title} bewaard.").format(title=kind.title)
        done = self._desk.do(
            keep_school_text,
            fact,
            dialog.refuse,
            document=kind.texts,
            language=language,
            body=body,
            based_on=read_texts(kind.texts, language).version,
        )
        if done is not None:
            dialog.accept()

    def _drop(self, dialog: SchoolTextDialog, kind: Kind, language: str) -> None:
        fact = self.tr("{title} heeft weer de tekst van Driehoek.").format(title=kind.title)
        done = self._desk.do(drop_school_text, fact, dialog.refuse, document=kind.texts, language=language)
        if done is not None:
            dialog.accept()
