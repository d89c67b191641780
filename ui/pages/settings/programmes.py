"""The opleidingen with their parts, and their klassen with the days on which they are on placement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.commands.programmes import GroupDraft, ProgrammeDraft, UnitDraft, keep_programme
from app.commands.settings import remove_group, remove_programme, remove_unit
from app.queries.teaching import GroupRow, PeriodRow, ProgrammeRow, UnitRow, groups, periods, programmes, units
from app.rules.bpv_hours import minimum_hours
from app.terms.drafts import DraftKey
from app.terms.school import Path, UnitKind
from app.text import plural, translate
from ui.dialogs.programme import GroupDialog, ProgrammeDialog, UnitDialog
from ui.pages.settings.part import Part
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from ui.session import Session


class ProgrammesPart(Part):
    """Three lists: the opleidingen, and of the chosen one its klassen and its parts."""

    SHOWS = frozenset({"programme", "programme_unit", "student_group", "group_period", "period"})

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            translate("Settings", "Opleidingen"),
            translate(
                "Settings", "Kies een opleiding; daaronder staan haar klassen en onderdelen. Ook een import vult dit."
            ),
        )
        self._periods: tuple[PeriodRow, ...] = ()
        self.table: RowTable[ProgrammeRow] = RowTable(
            _programme_columns(), key=lambda row: row.id, spoken=translate("Settings", "Opleidingen")
        )
        self.groups: RowTable[GroupRow] = RowTable(
            self._group_columns(), key=lambda row: row.id, spoken=translate("Settings", "Klassen")
        )
        self.units: RowTable[UnitRow] = RowTable(
            _unit_columns(), key=lambda row: row.id, spoken=translate("Settings", "Werkprocessen en keuzedelen")
        )
        self.table.chosen.connect(self._show_parts)
        self._add_table(self.table, "programme", self.tr("Nieuwe opleiding"), self._open_programme, remove_programme)
        self.heading(self.tr("Klassen"))
        self._new_group = self._add_table(self.groups, "group", self.tr("Nieuwe klas"), self._open_group, remove_group)
        self.heading(self.tr("Werkprocessen en keuzedelen"))
        self._new_unit = self._add_table(self.units, "unit", self.tr("Nieuw onderdeel"), self._open_unit, remove_unit)

    def _add_table(self, table: RowTable[Any], kind: str, new: str, opens: Any, removes: Any) -> Any:
        """Put a list in place with what makes, changes and removes its rows; gives the action that makes one."""
        add = self.action(f"{kind}.new", new, partial(opens, None), "plus", shortcut="Ctrl+N", owner=table)
        change = self.action(
            f"{kind}.change", self.tr("Wijzig"), lambda: opens(table.current_row()), "pencil", owner=table
        )
        remove = self.action(
            f"{kind}.remove",
            self.tr("Verwijder"),
            partial(self._remove, table, kind, removes),
            "trash-2",
            shortcut="Del",
            owner=table,
        )

        def fit() -> None:
            for action in (change, remove):
                action.setEnabled(table.current_row() is not None)

        table.chosen.connect(lambda _key: fit())
        table.opened.connect(lambda _key: opens(table.current_row()))
        self.add_list(table, [add, change, remove])
        fit()
        return add

    def refresh(self) -> None:
        self._periods = self.desk.ask(periods)
        self.table.show_rows(self.desk.ask(programmes))
        if self.table.current_row() is None and self.table.rows.rowCount():
            self.table.selectRow(0)
        self._show_parts()

    def _show_parts(self, _key: object = None) -> None:
        row = self.table.current_row()
        self.groups.show_rows(
            [] if row is None else [one for one in self.desk.ask(groups) if one.programme_id == row.id]
        )
        self.units.show_rows(() if row is None else self.desk.ask(units, programme_id=row.id))
        for action in (self._new_group, self._new_unit):
            action.setEnabled(row is not None)

    def _open_programme(self, row: ProgrammeRow | None) -> None:
        dialog = ProgrammeDialog(row, self)
        kept = self.kept(dialog, "programme", _subject(row))
        dialog.saved.connect(partial(self._keep_programme, dialog, kept))
        dialog.open()

    def _keep_programme(self, dialog: ProgrammeDialog, kept: DraftKey, values: dict[str, Any]) -> None:
        key = self._keep(dialog, kept, ProgrammeDraft(**values))
        if key is not None:
            self.table.choose(key)

    def _open_group(self, row: GroupRow | None) -> None:
        dialog = GroupDialog(row, self._periods, self)
        kept = self.kept(dialog, "group", self._subject_of_part(row))
        dialog.saved.connect(partial(self._keep_group, dialog, kept))
        dialog.open()

    def _keep_group(self, dialog: GroupDialog, kept: DraftKey, values: dict[str, Any]) -> None:
        draft = GroupDraft(values["code"], Path(values["path"]), values["cohort"], dialog.periods_of(values))
        self._keep_part(dialog, kept, groups=(draft,))

    def _open_unit(self, row: UnitRow | None) -> None:
        dialog = UnitDialog(row, self)
        kept = self.kept(dialog, "unit", self._subject_of_part(row))
        dialog.saved.connect(partial(self._keep_unit, dialog, kept))
        dialog.open()

    def _keep_unit(self, dialog: UnitDialog, kept: DraftKey, values: dict[str, Any]) -> None:
        self._keep_part(dialog, kept, units=(UnitDraft(values["code"], values["title"], UnitKind(values["kind"])),))

    def _keep_part(self, dialog: GroupDialog | UnitDialog, kept: DraftKey, **parts: Any) -> None:
        row = self.table.current_row()
        if row is not None:
            hours = (row.years, row.bpv_hours, row.bpv_hours_bbl, row.bpv_source)
            draft = ProgrammeDraft(row.code, row.crebo, row.name, row.level, (), (), *hours)
            self._keep(dialog, kept, replace(draft, **parts))

    def reopen(self, form: str, subject: str) -> bool:
        programme, _, part = subject.partition(":")
        tables: dict[str, tuple[RowTable[Any], Callable[[Any], None]]] = {
            "programme": (self.table, self._open_programme),
            "group": (self.groups, self._open_group),
            "unit": (self.units, self._open_unit),
        }
        if form not in tables:
            return False
        table, opens = tables[form]
        if programme:
            self.table.choose(UUID(hex=programme))
        wanted = programme if form == "programme" else part
        opens(next((row for row in table.rows.rows if row.id.hex == wanted), None))
        return True

    def _subject_of_part(self, row: GroupRow | UnitRow | None) -> str:
        return f"{_subject(self.table.current_row())}:{_subject(row)}"

    def _keep(
        self, dialog: ProgrammeDialog | GroupDialog | UnitDialog, kept: DraftKey, draft: ProgrammeDraft
    ) -> UUID | None:
        fact = self.tr("{name} is bewaard.").format(name=draft.name)
        done = self.desk.do(keep_programme, fact, dialog.refuse, kept, draft=draft)
        if done is None:
            return None
        dialog.accept()
        return done.result

    def _remove(self, table: RowTable[Any], kind: str, command: Any) -> None:
        row = table.current_row()
        if row is not None:
            fact = self.tr("{code} is verwijderd.").format(code=row.code)
            self.desk.do(command, fact, None, None, **{f"{kind}_id": row.id})

    def _group_columns(self) -> tuple[Column[GroupRow], ...]:
        return (
            Column(translate("Settings", "Klas"), lambda row: row.code, strong=True, width=110),
            Column(translate("Settings", "Leerweg"), lambda row: row.path.label, width=90),
            Column(translate("Settings", "Cohort"), lambda row: str(row.cohort), width=80),
            Column(translate("Settings", "Stagedagen"), self._days),
        )

    def _days(self, row: GroupRow) -> str:
        found = [
            f"{period.name}: {' '.join(row.days[period.id])}" for period in self._periods if row.days.get(period.id)
        ]
        return " · ".join(found)


def _subject(row: ProgrammeRow | GroupRow | UnitRow | None) -> str:
    return "" if row is None else row.id.hex


def _programme_columns() -> tuple[Column[ProgrammeRow], ...]:
    return (
        Column(translate("Settings", "Opleiding"), lambda row: row.name, strong=True),
        Column(translate("Settings", "Crebo"), lambda row: row.crebo, width=90),
        Column(translate("Settings", "Niveau"), lambda row: str(row.level), width=80),
        Column(translate("Settings", "Bpv-uren"), _hours, width=130, right=True, tip=_hours_tip),
        Column(translate("Settings", "Erin"), _size, width=220),
    )


def _size(row: ProgrammeRow) -> str:
    klassen = plural(row.groups, translate("Settings", "{n} klas"), translate("Settings", "{n} klassen"))
    parts = plural(row.units, translate("Settings", "{n} onderdeel"), translate("Settings", "{n} onderdelen"))
    return f"{klassen}, {parts}"


def _hours(row: ProgrammeRow) -> str:
    """The least hours of practice for bol, or else for bbl."""
    found = minimum_hours(row.hours, Path.BOL) or minimum_hours(row.hours, Path.BBL)
    return translate("Settings", "onbekend") if found is None else str(found.hours)


def _hours_tip(row: ProgrammeRow) -> str:
    known = [(path, minimum_hours(row.hours, path)) for path in (Path.BOL, Path.BBL)]
    words = translate("Settings", "{path}: minimaal {n} uur. {source}")
    return "\n".join(words.format(path=path.label, n=one.hours, source=one.source) for path, one in known if one)


def _unit_columns() -> tuple[Column[UnitRow], ...]:
    return (
        Column(translate("Settings", "Code"), lambda row: row.code, strong=True, width=130),
        Column(translate("Settings", "Titel"), lambda row: row.title),
        Column(translate("Settings", "Soort"), lambda row: row.kind.label, width=120),
    )
