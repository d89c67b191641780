"""The questions of a report, each on a part of its own; a part reads the answers and writes them back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from app.clock import today
from app.dates import weekday_date
from app.queries.contact_rows import ContactRow
from app.queries.progress import UnitProgressRow
from app.terms.contact import Verdict
from app.terms.pipeline import Form, Moment
from app.terms.progress import Mastery
from app.text import translate
from ui.desk.promising import parse_promise
from ui.reporting.answers import THREE, Answers
from ui.reporting.step_part import StepPart, VerdictPart, line
from ui.reporting.words import COSTS, name_of, spoken
from ui.widgets.bits import Panel
from ui.widgets.date_field import DateField
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.text import Text
from ui.widgets.tiles import Answer, Tiles

_FORMS = {Form.VISIT: "B", Form.VIDEO: "V", Form.PHONE: "T", Form.SCHOOL: "O"}
_MASTERIES = tuple(Mastery)


class WhoPart(StepPart):
    """Who was there, how, which talk, and on which day."""

    def __init__(self, row: ContactRow) -> None:
        super().__init__(translate("Report", "Wie was erbij?"))
        three = [Answer(party.value, name_of(party, row), str(at)) for at, party in enumerate(THREE, start=1)]
        self.there = Tiles(translate("Report", "Erbij"), three, several=True)
        self.form = Tiles(
            translate("Report", "Hoe"), [Answer(one.value, one.label, key) for one, key in _FORMS.items()]
        )
        moments = zip((Moment.START, Moment.MIDDLE, Moment.END, Moment.EXTRA), "4567", strict=True)
        self.moment = Tiles(
            translate("Report", "Welk gesprek"), [Answer(one.value, one.label, key) for one, key in moments]
        )
        self.day = DateField(translate("Report", "Op welke dag"), required=True, latest=today())
        self.add(self.there)
        self.add(self.form, translate("Report", "Hoe?"))
        self.add(self.moment, translate("Report", "Welk gesprek?"))
        self.add(self.day)
        self.end()
        self.first = self.there
        for tiles in (self.there, self.form, self.moment):
            tiles.changed.connect(self.changed)
        self.day.changed.connect(self.changed)

    def show_answers(self, answers: Answers) -> None:
        self.there.show_codes(answers.there)
        self.form.show_codes([answers.form])
        self.moment.show_codes([answers.moment])
        self.day.set_value(answers.day)

    def take(self, answers: Answers) -> None:
        """Write the answers."""
        answers.there, answers.form = self.there.codes, self.form.codes[0]
        answers.moment = self.moment.codes[0]
        answers.held_on = "" if self.day.value is None else self.day.value.isoformat()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters of every row of answers work from any of them."""
        if event.modifiers() or not any(
            tiles.press_letter(event.text()) for tiles in (self.there, self.form, self.moment) if event.text()
        ):
            super().keyPressEvent(event)


class UnitsPart(StepPart):
    """How far the student is with each werkproces: 1, 2 or 3 rates a line and goes to the next."""

    def __init__(self, units: Sequence[UnitProgressRow]) -> None:
        keys = " · ".join(f"{at} {one.label}" for at, one in enumerate(_MASTERIES, start=1))
        super().__init__(
            translate("Report", "Hoe gaat het met de werkprocessen?"),
            translate("Report", "{keys}. Wat niet verandert, sla je over.").format(keys=keys),
        )
        self._answers = Answers()
        self._units = units
        self.table: RowTable[UnitProgressRow] = RowTable(
            (
                Column(translate("Report", "Code"), lambda unit: unit.code, width=110),
                Column(
                    translate("Report", "Werkproces"), lambda unit: unit.title, strong=True, tip=lambda unit: unit.title
                ),
                Column(translate("Report", "Stand"), self._stand, width=190),
            ),
            lambda unit: unit.unit_id,
            self.title,
        )
        card = Panel("card", margin=1)
        card.column.addWidget(self.table)
        self.column.addWidget(card, 1)
        self.table.installEventFilter(self)
        self.first = self.table

    def show_answers(self, answers: Answers) -> None:
        self._answers = answers
        self.table.show_rows(self._units)
        self.table.viewport().update()
        if self._units and self.table.current_row() is None:
            self.table.selectRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A digit rates the line with the focus."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            unit = self.table.current_row()
            if unit is not None and event.text() in {"1", "2", "3"}:
                self._answers.units[unit.unit_id.hex] = _MASTERIES[int(event.text()) - 1].value
                self.changed.emit()
                self.table.selectRow(min(self.table.currentIndex().row() + 1, len(self._units) - 1))
                self.table.viewport().update()
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.done.emit()
                return True
        return super().eventFilter(watched, event)

    def _stand(self, unit: UnitProgressRow) -> str:
        code = self._answers.units.get(unit.unit_id.hex)
        if code is not None:
            return Mastery(code).label
        return "" if unit.mastery is None else translate("Report", "was: {stand}").format(stand=unit.mastery.label)


class HoursPart(StepPart):
    """The hours worked so far."""

    def __init__(self, planned: int | None) -> None:
        hint = "" if planned is None else translate("Report", "Afgesproken: {n} uur.").format(n=planned)
        super().__init__(translate("Report", "Hoeveel uur is er gemaakt?"), hint)
        self.edit = line(translate("Report", "Uren"))
        self.add(self.edit)
        self.end()
        self.first = self.edit
        self.edit.textEdited.connect(self.changed)

    def show_answers(self, answers: Answers) -> None:
        self.edit.setText(answers.hours)
        self.edit.selectAll()


class CostsPart(VerdictPart):
    """Whether costs and allowance are paid as agreed, and what three people promise each other."""

    def __init__(self, agreed: str) -> None:
        super().__init__(translate("Report", "Worden kosten en vergoeding betaald zoals afgesproken?"), agreed)
        self.column.takeAt(self.column.count() - 1)
        self.lacking = Tiles(
            translate("Report", "Wat nog niet?"),
            [Answer(code, code, str(at)) for at, code in enumerate(COSTS, start=1)],
            several=True,
        )
        self.add(self.lacking)
        self.promises = Text("", wrap=True)
        self.writing = line(translate("Report", "Toezegging"))
        self.writing.setPlaceholderText(translate("Report", "Logboek inleveren @student #vr"))
        self.add(self.promises, translate("Report", "Wat beloven we elkaar?"))
        self.add(self.writing)
        self.column.addWidget(
            Text(
                translate("Report", "Typ @ voor wie en # voor de dag. Enter voegt toe, leeg gaat verder."),
                "small",
                tone="muted",
                wrap=True,
            )
        )
        self.end()
        self._answers = Answers()
        self.tiles.changed.connect(self._rated)
        self.lacking.changed.connect(self.changed)
        self.writing.textEdited.connect(self.changed)

    def show_answers(self, answers: Answers) -> None:
        self._answers = answers
        self.show_codes(answers.costs)
        self.lacking.show_codes(answers.lacking)
        self.writing.setText(answers.writing)
        self._tell()

    def take(self, answers: Answers) -> None:
        """Write the answers."""
        answers.costs, answers.lacking, answers.writing = self.code, self.lacking.codes, self.writing.text()

    def finish(self) -> bool:
        """A promise that is being written is added first."""
        made = parse_promise(self.writing.text(), today())
        if not made.text:
            return True
        self._answers.promise(made)
        self.writing.clear()
        self._tell()
        self.changed.emit()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The digits of what is lacking work from the verdict too."""
        if event.modifiers() or not (
            event.text() and self.lacking.isVisible() and self.lacking.press_letter(event.text())
        ):
            super().keyPressEvent(event)

    def _rated(self) -> None:
        self._tell()
        if self.code not in {Verdict.PARTLY.value, Verdict.NO.value}:
            self.writing.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        self.lacking.setVisible(self.code in {Verdict.PARTLY.value, Verdict.NO.value})
        lines = [
            " · ".join(
                part
                for part in (one.text, one.owner.label, "" if one.due_on is None else weekday_date(one.due_on))
                if part
            )
            for one in self._answers.promised
        ]
        self.promises.setText("\n".join(lines))
        self.promises.setVisible(bool(lines))


class NextPart(StepPart):
    """The day of the next talk; empty when there is none."""

    def __init__(self, hint: str) -> None:
        super().__init__(translate("Report", "Wanneer spreken we elkaar weer?"), hint)
        self.day = DateField(translate("Report", "Dag, of leeg"))
        self.add(self.day)
        self.end()
        self.first = self.day
        self.day.changed.connect(self.changed)

    def show_answers(self, answers: Answers) -> None:
        self.day.set_value(answers.next_day)


class ReadPart(StepPart):
    """The whole report, large, to be read aloud and ticked by each of the three."""

    def __init__(self, row: ContactRow, units: Sequence[UnitProgressRow]) -> None:
        super().__init__(
            translate("Report", "Voorlezen en akkoord"),
            translate("Report", "Alleen wat hier staat, komt in het verslag. Ieder die erbij was, zegt of het klopt."),
        )
        self._row, self._units = row, units
        self.words = Text("", "section", wrap=True)
        three = [Answer(party.value, name_of(party, row), str(at)) for at, party in enumerate(THREE, start=1)]
        self.agreed = Tiles(translate("Report", "Akkoord"), three, several=True)
        self.add(self.words)
        self.add(self.agreed, translate("Report", "Akkoord van"))
        self.end()
        self.first = self.agreed
        self.agreed.changed.connect(self.changed)

    def show_answers(self, answers: Answers) -> None:
        lines = spoken(answers, self._row, self._units)
        self.words.setText("\n".join(f"{one.head}: {one.text}" for one in lines))
        self.agreed.show_codes(answers.agreed)
