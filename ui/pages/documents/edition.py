"""How the paper in view is made: about whom, in which language, how it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.documents import Kind, Options
from app.documents.kinds import About
from app.documents.texts import languages_of
from app.queries.paper_progress import SubjectRow
from app.text import translate
from ui.widgets.choice_fields import ChoiceField, Option, TickField
from ui.widgets.flow import FlowLayout

DUTCH = "nl"
_LANGUAGES = {
    DUTCH: "Nederlands",
    "ar": "العربية",
    "en": "English",
    "pl": "Polski",
    "tr": "Türkçe",
    "uk": "Українська",
}
"""Each by its own name."""


class Edition(QWidget):
    """The fields that belong to a kind of paper; the others are out of sight."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: Kind | None = None
        self.subjects: tuple[SubjectRow, ...] = ()
        self._subject = ChoiceField(translate("Edition", "Van wie?"), search=True)
        self._language = ChoiceField(
            translate("Edition", "Taal"),
            [Option(code, _LANGUAGES.get(code, code)) for code in languages_of("meldwijzer")],
        )
        self._names = TickField(translate("Edition", "Met namen"))
        self._names.set_value(True)
        self._mono = TickField(translate("Edition", "Zwart-wit"))
        self._large = TickField(translate("Edition", "Grote letters"))
        self._booklet = TickField(translate("Edition", "Als boekje (A5)"))
        self._asked, self._ticked = QWidget(self), QWidget(self)
        for field in (self._subject, self._language, self._names, self._mono, self._large, self._booklet):
            field.changed.connect(self._hear)
        self._lay_out()

    def _lay_out(self) -> None:
        """What is asked in a row, and below it everything that is ticked."""
        asked = QHBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(16)
        for field in (self._subject, self._language):
            asked.addWidget(field, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._ticked.setSizePolicy(policy)
        ticked = FlowLayout(self._ticked, 20)
        for tick in (self._names, self._mono, self._large, self._booklet):
            ticked.addWidget(tick)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._asked)
        column.addWidget(self._ticked)

    def show_kind(self, kind: Kind) -> None:
        """Offer what there is to choose for ``kind``."""
        self._kind = kind
        self._asked.setVisible(kind.about is About.PLACEMENT or kind.translated)
        self._subject.setVisible(kind.about is About.PLACEMENT)
        self._language.setVisible(kind.translated)
        self._names.setVisible(kind.versions)
        self._large.setVisible(kind.large)
        self._booklet.setVisible(kind.booklet)

    def hold(self, held: bool) -> None:  # noqa: FBT001 - a state
        """Whether the language stays as it is, because the text in it is written."""
        self._language.setEnabled(not held)

    def show_subjects(self, rows: Sequence[SubjectRow]) -> None:
        """Offer these placements; the first one is chosen until the user chooses."""
        self.subjects = tuple(rows)
        self._subject.show_options([Option(row.placement_id, named(row)) for row in rows])
        if self._subject.value is None and rows:
            self._subject.set_value(rows[0].placement_id)

    def choose(self, *, mono: bool, large: bool, booklet: bool, language: str) -> None:
        """Set how the paper is made."""
        self._language.set_value(language)
        self._mono.set_value(mono)
        self._large.set_value(large)
        self._booklet.set_value(booklet)

    @property
    def language(self) -> str:
        """The language of the paper in view."""
        return str(self._language.value) if self._kind is not None and self._kind.translated else DUTCH

    @property
    def subject(self) -> UUID | None:
        """The placement that it is about."""
        found: UUID | None = self._subject.value
        return found

    @property
    def names(self) -> bool:
        """Whether names of students stand on it."""
        return bool(self._names.value)

    def options(self, day: date) -> Options:
        """How it is printed."""
        kind = self._kind
        large = kind is not None and kind.large and bool(self._large.value)
        booklet = kind is not None and kind.booklet and bool(self._booklet.value)
        return Options(day, mono=bool(self._mono.value), large=large, booklet=booklet)

    def _hear(self) -> None:
        """Large print does not fit half a page: the one that was ticked last holds."""
        if self._large.value and self._booklet.value:
            (self._large if self.sender() is self._booklet else self._booklet).set_value(False)
        self.changed.emit()


def paper_words(kind: Kind, options: Options) -> str:
    """On which paper it comes out, and how to print that."""
    if options.booklet:
        return translate("Edition", "A4 liggend, dubbelzijdig over de korte kant, gevouwen tot een boekje van A5")
    if options.large:
        return translate("Edition", "A4 staand, grote letters")
    return kind.paper


def named(row: SubjectRow) -> str:
    """A placement in one line of a list."""
    return " · ".join(filter(None, (row.student, row.group, row.company, row.period)))
