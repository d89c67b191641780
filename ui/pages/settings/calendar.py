"""When the school is closed: its own free days, the school holidays of its region, the public holidays."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.clock import today
from app.commands.school import FreeDayDraft, keep_free_day, remove_free_day
from app.commands.settings import copy_holidays
from app.dates import SHORT_WEEKDAYS, public_holidays, school_year, school_year_name, short_date
from app.queries.school import school
from app.queries.teaching import FreeDayRow, free_days
from app.rules.holidays import holidays_source, known_school_years, school_holidays
from app.terms.drafts import DraftKey
from app.terms.school import FreeDayKind, Region
from app.text import plural, translate
from ui.dialogs.free_day import FreeDayDialog
from ui.opening.founding import holiday_drafts
from ui.pages.settings.part import Part
from ui.theme import Tone
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.session import Session

_SIGNS = {
    FreeDayKind.HOLIDAY: ("sun", Tone.INFO),
    FreeDayKind.STUDY: ("notebook-pen", Tone.PLAIN),
    FreeDayKind.OTHER: ("calendar", Tone.PLAIN),
}


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """Days on which nobody works: the school's own (``own``), or public."""

    name: str
    first_day: date
    last_day: date
    own: FreeDayRow | None


class CalendarPart(Part):
    """One school year at a time; only the school's own days can be changed."""

    SHOWS = frozenset({"free_day", "school"})

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            translate("Settings", "Kalender"),
            translate("Settings", "Termijnen en planning slaan deze dagen over. Feestdagen staan er vanzelf in."),
        )
        year = school_year(today())
        self._year = ChoiceField(self.tr("&Schooljaar"), self._years(year))
        self._year.set_value(year)
        self._year.changed.connect(self.refresh)
        self.column.addWidget(self._year)
        self.table: RowTable[CalendarRow] = RowTable(_columns(), key=_key, spoken=translate("Settings", "Vrije dagen"))
        self.table.opened.connect(lambda _key: self._change_current())
        self.table.chosen.connect(self._fit_actions)
        new = self.action("free.new", self.tr("Voeg toe"), partial(self._open, None), "plus", shortcut="Ctrl+N")
        self._edit = self.action("free.change", self.tr("Wijzig"), self._change_current, "pencil")
        self._remove = self.action(
            "free.remove", self.tr("Verwijder"), self._remove_current, "trash-2", shortcut="Del", owner=self.table
        )
        self._copy = self.action("free.copy", "", self._copy_holidays, "download", shortcut="Ctrl+Shift+N")
        self.add_list(self.table, [new, self._edit, self._remove, self._copy])
        self._source = Text("", "small", tone="muted", wrap=True)
        self.column.addWidget(self._source)

    def _years(self, this: int) -> list[Option]:
        years = sorted({this - 1, this, this + 1, *known_school_years()})
        return [Option(year, school_year_name(year)) for year in years]

    @property
    def year(self) -> int:
        """The school year in view, by the year in which it begins."""
        return int(self._year.value)

    def show_year(self, year: int) -> None:
        """Bring another school year in view."""
        self._year.set_value(year)
        self.refresh()

    def refresh(self) -> None:
        row = self.desk.ask(school)
        self._region = Region.MIDDLE if row is None else row.region
        self.table.show_rows(self._rows())
        if self.table.current_row() is None and self.table.rows.rowCount():
            self.table.selectRow(0)
        known = bool(school_holidays(self._region, self.year))
        words = self.tr("Neem de vakanties van regio {region} over")
        self._copy.setText(words.format(region=self._region.label))
        self._copy.setEnabled(known)
        source = self.tr("Bron van de vakanties: {source}. Een mbo-school mag afwijken; pas ze hier aan.")
        unknown = self.tr("De vakanties van dit schooljaar zijn nog niet vastgesteld.")
        self._source.setText(source.format(source=holidays_source()) if known else unknown)
        self._fit_actions()

    def _rows(self) -> list[CalendarRow]:
        year = self.year
        own = [
            CalendarRow(row.name, row.first_day, row.last_day, row)
            for row in self.desk.ask(free_days)
            if year in {school_year(row.first_day), school_year(row.last_day)}
        ]
        kept = {(row.name, row.first_day) for row in own}
        public = [
            CalendarRow(name, day, day, None)
            for at in (year, year + 1)
            for day, name in public_holidays(at).items()
            if school_year(day) == year and (name, day) not in kept
        ]
        return sorted([*own, *public], key=lambda row: (row.first_day, row.name))

    def _fit_actions(self, _key: object = None) -> None:
        row = self.table.current_row()
        for action in (self._edit, self._remove):
            action.setEnabled(row is not None and row.own is not None)

    def _change_current(self) -> None:
        row = self.table.current_row()
        if row is not None and row.own is not None:
            self._open(row.own)

    def _open(self, row: FreeDayRow | None) -> None:
        dialog = FreeDayDialog(row, self)
        kept = self.kept(dialog, "free_day", "" if row is None else row.id.hex)
        dialog.saved.connect(partial(self._keep, dialog, kept, None if row is None else row.id))
        dialog.open()

    def reopen(self, form: str, subject: str) -> bool:
        if form == "free_day":
            self._open(next((row for row in self.desk.ask(free_days) if row.id.hex == subject), None))
        return form == "free_day"

    def _keep(self, dialog: FreeDayDialog, kept: DraftKey, key: UUID | None, values: dict[str, Any]) -> None:
        draft = FreeDayDraft(**{**values, "kind": FreeDayKind(values["kind"])})
        fact = self.tr("{name} staat in de kalender.").format(name=draft.name)
        done = self.desk.do(keep_free_day, fact, dialog.refuse, kept, draft=draft, free_day_id=key)
        if done is not None:
            dialog.accept()
            self.show_year(school_year(draft.first_day))
            self.table.choose((draft.first_day, draft.name))

    def _remove_current(self) -> None:
        row = self.table.current_row()
        if row is not None and row.own is not None:
            fact = self.tr("{name} is uit de kalender gehaald.").format(name=row.name)
            self.desk.do(remove_free_day, fact, None, None, free_day_id=row.own.id)

    def _copy_holidays(self) -> None:
        drafts = holiday_drafts(school_holidays(self._region, self.year))
        known = {(row.name, row.first_day) for row in self.desk.ask(free_days)}
        new = sum((draft.name, draft.first_day) not in known for draft in drafts)
        if not new:
            self.say(self.tr("Deze vakanties staan er al in."))
            return
        fact = plural(new, self.tr("{n} vakantie overgenomen."), self.tr("{n} vakanties overgenomen."))
        self.desk.do(copy_holidays, fact, None, None, drafts=drafts)


def _key(row: CalendarRow) -> Hashable:
    """What tells two rows apart: a school may write the same days twice."""
    return (row.first_day, row.name, None if row.own is None else row.own.id)


def _columns() -> tuple[Column[CalendarRow], ...]:
    return (
        Column(translate("Settings", "Naam"), lambda row: row.name, strong=True),
        Column(translate("Settings", "Soort"), lambda row: _kind(row).text, sign=_kind, width=130),
        Column(translate("Settings", "Eerste dag"), lambda row: _day(row.first_day), width=140),
        Column(translate("Settings", "Laatste dag"), lambda row: _day(row.last_day), width=140),
        Column(
            translate("Settings", "Dagen"),
            lambda row: str((row.last_day - row.first_day).days + 1),
            width=70,
            right=True,
        ),
    )


def _kind(row: CalendarRow) -> Sign:
    if row.own is None:
        return Sign(translate("Settings", "feestdag"), "flag", Tone.PLAIN)
    return Sign(row.own.kind.label, *_SIGNS[row.own.kind])


def _day(day: date) -> str:
    return f"{SHORT_WEEKDAYS[day.weekday()]} {short_date(day)}"
