"""The files of Meldingen, the one whose term runs out first on top, and the notes that wait to be taken up."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.clock import today
from app.dates import short_date
from app.queries.incidents import IncidentRow, NoteRow
from app.terms.drafts import DraftKey
from ui.theme import Tone, look, theme
from ui.widgets.bits import Icon, Panel
from ui.widgets.button import Button, Kind
from ui.widgets.empty_state import EmptyState
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign
from ui.widgets.text import Text

_MOST_NOTES = 4


class ListView(QWidget):
    """Two lists: notes to take up, and files."""

    file_wanted = Signal(object)
    note_wanted = Signal(object)
    draft_wanted = Signal(object)
    """The form that somebody wants to finish."""
    draft_unwanted = Signal(object)

    def __init__(self, new: QAction, sheet: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes: RowTable[NoteRow] = RowTable(
            _note_columns(self), lambda row: row.id, self.tr("Berichten om op te pakken")
        )
        self._files: RowTable[IncidentRow] = RowTable(_file_columns(self), lambda row: row.id, self.tr("Meldingen"))
        self._notes.opened.connect(self.note_wanted)
        self._files.opened.connect(self.file_wanted)
        self._inbox = Panel("card", margin=12)
        self._inbox.column.addWidget(Text(self.tr("Nog op te pakken"), "section"))
        hint = self.tr("Collega's schreven dit op zonder Meldingen te openen. Enter: lees en pak op.")
        self._inbox.column.addWidget(Text(hint, "small", tone="muted", wrap=True))
        self._inbox.column.addWidget(self._notes)
        self._inbox.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._risk = _risk_panel(self, sheet)
        self._half = Panel(Tone.INFO, margin=10)
        self._half.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._card = Panel("card", margin=1)
        self._card.column.addWidget(self._files)
        self._nothing = EmptyState(
            "shield-alert",
            self.tr("Er zijn geen meldingen"),
            self.tr(
                "Komt een student iets vertellen? Leg het hier vast: de vragen staan klaar, de termijnen lopen mee."
            ),
            new,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._risk)
        column.addWidget(self._half)
        column.addWidget(self._inbox)
        column.addWidget(self._card, 1)
        column.addWidget(self._nothing, 1)
        self.setFocusProxy(self._files)
        theme.changed.connect(self._fit)

    @property
    def current(self) -> UUID | None:
        """The file that has the focus."""
        row = self._files.current_row()
        return None if row is None else row.id

    @property
    def closed(self) -> UUID | None:
        """The first file that was closed."""
        return next((row.id for row in self._files.rows.rows if row.closed), None)

    def show_answer(self, files: Sequence[IncidentRow], notes: Sequence[NoteRow], *, at_risk: bool) -> None:
        """Show another answer."""
        self._files.show_rows(files)
        self._notes.show_rows(notes)
        self._risk.setVisible(at_risk)
        self._inbox.setVisible(bool(notes))
        self._card.setVisible(bool(files))
        self._nothing.setVisible(not files and not notes)
        self._fit()
        if files and self._files.current_row() is None:
            self._files.choose(files[0].id)

    def show_half_typed(self, keys: Sequence[DraftKey]) -> None:
        """Offer the forms that were not finished when it locked."""
        while self._half.column.count():
            item = self._half.column.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        for key in keys:
            self._half.column.addWidget(self._half_row(key))
        self._half.setVisible(bool(keys))

    def _half_row(self, key: DraftKey) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        file = next((one.code for one in self._files.rows.rows if one.id.hex == key.subject), "")
        words = self.tr("Dit formulier was nog niet af. Het bleef verzegeld bewaard.")
        if file:
            words = self.tr("Een formulier van dossier {code} was nog niet af. Het bleef verzegeld bewaard.")
        go, drop = Button(self.tr("Ga verder"), "pencil"), Button(self.tr("Gooi weg"), kind=Kind.LINK)
        go.clicked.connect(lambda: self.draft_wanted.emit(key))
        drop.clicked.connect(lambda: self.draft_unwanted.emit(key))
        row.addWidget(Icon("notebook-pen", "petrol", 18), 0)
        row.addWidget(Text(words.format(code=file), wrap=True), 1)
        row.addWidget(go, 0)
        row.addWidget(drop, 0)
        return box

    def _fit(self) -> None:
        """Let the notes be as tall as a few of them need."""
        lines = min(len(self._notes.rows.rows), _MOST_NOTES) + 1
        self._notes.setFixedHeight(lines * self._notes.verticalHeader().defaultSectionSize() + look().px(6))


def _risk_panel(view: ListView, sheet: QAction) -> Panel:
    """Says that one forgotten passphrase shuts everything here for good, beside the way out."""
    words = view.tr(
        "Jij bent de enige die dit leest, en er is geen noodblad. Ben je je wachtzin kwijt, dan leest niemand het "
        "ooit nog."
    )
    panel = Panel(Tone.ATTENTION, margin=10)
    panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(Icon("triangle-alert", "attention", 18), 0)
    row.addWidget(Text(words, wrap=True), 1)
    row.addWidget(Button.of(sheet), 0)
    panel.column.addLayout(row)
    return panel


def _file_columns(view: ListView) -> tuple[Column[IncidentRow], ...]:
    def due(row: IncidentRow) -> str:
        if row.closed:
            return view.tr("gesloten")
        return "" if row.due is None else short_date(row.due, today=today())

    def sign(row: IncidentRow) -> Sign | None:
        if row.closed:
            return Sign(due(row), "circle-check", Tone.DONE)
        return Sign(
            due(row),
            "circle-alert" if row.overdue else "clock",
            Tone.DANGER if row.overdue else Tone.ATTENTION,
        )

    return (
        Column(view.tr("Uiterlijk"), due, sign=sign, width=130),
        Column(
            view.tr("Volgende stap"),
            lambda row: "" if row.closed else row.next or view.tr("klaar om te sluiten"),
            strong=True,
        ),
        Column(
            view.tr("Soort"),
            lambda row: row.kind.label,
            sign=lambda row: Sign(row.kind.label, "siren", Tone.DANGER) if row.acute and not row.closed else None,
            width=250,
        ),
        Column(view.tr("Spoor"), lambda row: row.track.label, width=84, spare=2),
        Column(view.tr("Leerbedrijf"), lambda row: row.company, width=180, spare=1),
        Column(view.tr("Sinds"), lambda row: short_date(row.received_on, today=today()), width=84, spare=3),
        Column(view.tr("Dossier"), lambda row: row.code, width=124, spare=4),
    )


def _note_columns(view: ListView) -> tuple[Column[NoteRow], ...]:
    return (
        Column(view.tr("Kwam via"), lambda row: row.origin.label, width=170),
        Column(view.tr("Bericht"), lambda row: row.text, strong=True, tip=lambda row: row.text),
        Column(view.tr("Geschreven door"), lambda row: row.written_by, width=170, spare=1),
        Column(view.tr("Op"), lambda row: short_date(row.written_on, today=today()), width=84),
    )
