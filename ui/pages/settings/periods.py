"""The BPV-perioden of the school."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.clock import today
from app.commands.school import PeriodDraft, keep_period
from app.commands.settings import remove_period
from app.dates import short_date
from app.queries.teaching import PeriodRow, periods
from app.terms.drafts import DraftKey
from app.text import translate
from ui.dialogs.period import PeriodDialog
from ui.pages.settings.part import Part
from ui.theme import Tone
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign

if TYPE_CHECKING:
    from ui.session import Session


class PeriodsPart(Part):
    """A list of periods, the latest first."""

    SHOWS = frozenset({"period", "participation"})

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            translate("Settings", "Perioden"),
            translate("Settings", "In welke weken studenten op stage zijn. Welke klas wanneer, staat bij Opleidingen."),
        )
        self.table: RowTable[PeriodRow] = RowTable(
            _columns(), key=lambda row: row.id, spoken=translate("Settings", "Perioden")
        )
        self.table.opened.connect(self._change)
        self.table.chosen.connect(self._fit_actions)
        new = self.action("period.new", self.tr("Nieuwe periode"), partial(self._open, None), "plus", shortcut="Ctrl+N")
        self._edit = self.action("period.change", self.tr("Wijzig"), self._change_current, "pencil")
        self._remove = self.action(
            "period.remove", self.tr("Verwijder"), self._remove_current, "trash-2", shortcut="Del", owner=self.table
        )
        self.add_list(self.table, [new, self._edit, self._remove])

    def refresh(self) -> None:
        self.table.show_rows(self.desk.ask(periods))
        if self.table.current_row() is None and self.table.rows.rowCount():
            self.table.selectRow(0)
        self._fit_actions()

    def _fit_actions(self, _key: object = None) -> None:
        for action in (self._edit, self._remove):
            action.setEnabled(self.table.current_row() is not None)

    def _change(self, key: UUID) -> None:
        self._open(next((row for row in self.table.rows.rows if row.id == key), None))

    def _change_current(self) -> None:
        self._open(self.table.current_row())

    def _open(self, row: PeriodRow | None) -> None:
        dialog = PeriodDialog(row, self)
        kept = self.kept(dialog, "period", "" if row is None else row.id.hex)
        dialog.saved.connect(partial(self._keep, dialog, kept, row))
        dialog.open()

    def reopen(self, form: str, subject: str) -> bool:
        if form == "period":
            self._open(next((row for row in self.table.rows.rows if row.id.hex == subject), None))
        return form == "period"

    def _keep(self, dialog: PeriodDialog, kept: DraftKey, row: PeriodRow | None, values: dict[str, Any]) -> None:
        done = self.desk.do(
            keep_period,
            self.tr("Periode {name} is bewaard.").format(name=values["name"]),
            dialog.refuse,
            kept,
            draft=PeriodDraft(**values),
            period_id=None if row is None else row.id,
            seen=None if row is None else row.version,
        )
        if done is not None:
            dialog.accept()
            self.table.choose(done.result)

    def _remove_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            fact = self.tr("Periode {name} is verwijderd.").format(name=row.name)
            self.desk.do(remove_period, fact, None, None, period_id=row.id)


def _columns() -> tuple[Column[PeriodRow], ...]:
    return (
        Column(translate("Settings", "Naam"), lambda row: row.name, strong=True),
        Column(translate("Settings", "Code"), lambda row: row.code, width=90),
        Column(translate("Settings", "Eerste dag"), lambda row: short_date(row.first_day), width=120),
        Column(translate("Settings", "Laatste dag"), lambda row: short_date(row.last_day), width=120),
        Column(translate("Settings", "Studenten"), lambda row: str(row.students), width=90, right=True),
        Column(translate("Settings", "Stand"), lambda row: _standing(row).text, sign=_standing, width=120),
    )


def _standing(row: PeriodRow) -> Sign:
    if row.last_day < today():
        return Sign(translate("Settings", "voorbij"))
    if row.first_day > today():
        return Sign(translate("Settings", "komt nog"), "clock", Tone.INFO)
    return Sign(translate("Settings", "loopt"), "circle-check", Tone.DONE)
