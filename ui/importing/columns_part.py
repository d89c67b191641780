"""What becomes of each column: what may not be kept first, then what must be answered, then the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Refusal
from app.exchange.intake import Seen
from app.exchange.mapping import Column as TableColumn
from app.exchange.mapping import Mapping
from app.exchange.vocabulary import subject_spec
from app.terms.exchange import Subject
from ui.theme import Tone
from ui.widgets.bits import Panel
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import Form
from ui.widgets.notice import Notice
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign
from ui.widgets.text import Text

_LEFT_OUT = ""


@dataclass(frozen=True, slots=True)
class _ColumnRow:
    """A column of the file as the table shows it."""

    column: TableColumn
    examples: tuple[str, ...]

    @property
    def index(self) -> int:
        return self.column.index


class ColumnsPart(QWidget):
    """The columns of one file; Enter on one gives it another meaning.

    ``mapping`` is what holds now. Which subject and which sheet it is can be chosen on top.
    """

    changed = Signal()
    look_wanted = Signal(object, str)
    """Another subject (or ``None``) and sheet: the file is to be looked at again."""
    column_wanted = Signal(object, list)
    """A column whose meaning is to be chosen, and the (field, label) pairs that are left."""

    def __init__(self, seen: Seen, mapping: Mapping, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen = seen
        self.mapping = mapping
        self._what = Form(self)
        self._asked = Form(self)
        self._missing = Notice("", Tone.DANGER, self)
        self._never = Panel(Tone.ATTENTION, margin=12, spacing=4, parent=self)
        self.table: RowTable[_ColumnRow] = RowTable(
            self._columns(), lambda row: row.index, self.tr("Kolommen van het bestand")
        )
        self.table.opened.connect(self._offer)
        self._lay_out()
        self._show()
        self.setFocusProxy(self.table)

    @property
    def ready(self) -> bool:
        """Whether every question is answered and nothing that is needed is missing."""
        return not self.mapping.missing and not self.mapping.asked

    def take(self, index: int, field: str | None) -> None:
        """Give a column another meaning; ``None`` leaves it out."""
        try:
            self.mapping = self.mapping.choose(index, field)
        except Refusal as refusal:
            self._missing.tell(str(refusal), Tone.DANGER)
            return
        self._show()
        self.changed.emit()

    def _lay_out(self) -> None:
        subjects = [Option(subject, subject.label[:1].upper() + subject.label[1:]) for subject in Subject]
        about = ChoiceField(self.tr("&Waar gaat het bestand over?"), subjects)
        about.set_value(self._seen.subject)
        about.changed.connect(self._look_again)
        visible = [sheet.name for sheet in self._seen.sheets if sheet.visible]
        if len(visible) > 1:
            sheet = ChoiceField(self.tr("Welk &blad?"), [Option(name, name) for name in visible])
            sheet.set_value(self._seen.sheet)
            sheet.changed.connect(self._look_again)
            self._what.add(subject=about, sheet=sheet)
        else:
            self._what.add(subject=about)
        self._never.column.addWidget(Text(self.tr("Dit wordt niet opgeslagen"), strong=True))
        for column in self._seen.mapping.sensitive:
            words = self.tr("{header}: {why}").format(header=column.header, why=column.why)
            self._never.column.addWidget(Text(words, "small", wrap=True))
        self._never.setVisible(bool(self._seen.mapping.sensitive))
        for column in self._seen.mapping.asked:
            self._ask(column)
        card = Panel("card", margin=1)
        card.column.addWidget(self.table)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        for warning in self._seen.warnings:
            body.addWidget(Notice(warning, Tone.ATTENTION, self))
        for part in (self._never, self._what, self._missing, self._asked):
            body.addWidget(part)
        body.addWidget(card, 1)
        self.table.setMinimumHeight(self.table.verticalHeader().defaultSectionSize() * 6)

    def _ask(self, column: TableColumn) -> None:
        """A question about a column that could be several things."""
        examples = ", ".join(self._seen.examples[column.index])
        hint = self.tr("Bijvoorbeeld: {values}").format(values=examples) if examples else ""
        offered = [Option(one.field, one.label) for one in column.asked]
        options = [*offered, Option(_LEFT_OUT, self.tr("Niet opslaan"))]
        label = self.tr("Wat staat er in ‘{header}’?").format(header=column.header)
        field = ChoiceField(label, options, nothing=self.tr("Kies"), hint=hint)
        name = f"column_{column.index}"
        self._asked.add(**{name: field})
        field.changed.connect(lambda: self._answer(column.index, field.value))

    def _answer(self, index: int, value: str | None) -> None:
        if value is not None:
            self.take(index, value or None)

    def _look_again(self) -> None:
        values = self._what.values
        self.look_wanted.emit(values["subject"], values.get("sheet") or "")

    def _offer(self, index: object) -> None:
        column = next(one for one in self.mapping.columns if one.index == index)
        taken = {one.field for one in self.mapping.columns if one.field is not None} - {column.field}
        left = [(one.name, one.label) for one in subject_spec(self.mapping.subject).fields if one.name not in taken]
        if column.sensitive:
            self._missing.tell(
                self.tr("‘{header}’ wordt nooit opgeslagen. {why}").format(header=column.header, why=column.why),
                Tone.ATTENTION,
            )
        else:
            self.column_wanted.emit(column, left)

    def _show(self) -> None:
        self.table.show_rows([_ColumnRow(one, self._seen.examples[one.index]) for one in self.mapping.columns])
        missing = self.mapping.missing
        if missing:
            text = self.tr("Nodig, maar niet gevonden: {what}. Kies hieronder welke kolom dat is.")
            self._missing.tell(text.format(what=", ".join(missing)), Tone.DANGER)
        else:
            self._missing.setVisible(False)

    def _columns(self) -> Sequence[Column[_ColumnRow]]:
        return (
            Column(self.tr("Kolom"), lambda row: row.column.header or self.tr("(zonder kop)"), strong=True),
            Column(
                self.tr("Wordt"),
                lambda row: self._sign(row).text,
                sign=self._sign,
                tip=lambda row: self._sign(row).text,
            ),
            Column(self.tr("Bijvoorbeeld"), lambda row: ", ".join(row.examples), spare=1),
        )

    def _sign(self, row: _ColumnRow) -> Sign:
        column = row.column
        if column.sensitive:
            return Sign(self.tr("niet opgeslagen: {why}").format(why=column.why), "eye-off", Tone.ATTENTION)
        if column.asked:
            return Sign(self.tr("kies hierboven"), "circle-help", Tone.ATTENTION)
        if column.field is not None:
            return Sign(column.label, "check", Tone.DONE)
        return Sign(self.tr("niet opgeslagen: {why}").format(why=column.why), "x", Tone.PLAIN)
