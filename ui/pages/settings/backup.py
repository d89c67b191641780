"""The places of backups and how they stand, putting one back, the journal, and giving the school to a colleague."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from app.clock import ZONE, today
from app.dates import short_date
from app.errors import Refusal
from app.progress import Progress
from app.text import plural, translate
from ui.dialogs.backup_place import BackupPlaceDialog
from ui.dialogs.hand_over import HandOverDialog
from ui.opening.copies import (
    PlaceRow,
    add_place,
    backup_places,
    backup_warning,
    give,
    make_backup,
    remove_place,
    take,
)
from ui.opening.place_signs import where_sign
from ui.opening.school_file import people_of, refusal_of
from ui.pages.settings.part import Part, tool_row
from ui.theme import Tone
from ui.widgets.notice import Notice
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign

if TYPE_CHECKING:
    from app.store.backup import Kept
    from app.store.ciphers import Cost
    from app.store.store import Store
    from ui.session import Session

_FRESH_DAYS = 7


class BackupPart(Part):
    """The places with their last backup; what is wrong with them stands on top, in words."""

    def __init__(self, session: Session, cost: Cost | None) -> None:
        super().__init__(
            session,
            translate("Settings", "Back-up en overgeven"),
            translate(
                "Settings",
                "Bij het afsluiten komt er in elke map een versleutelde back-up. Oude gaan vanzelf weg; van elke dag, "
                "week en maand blijft er een.",
            ),
            cost,
        )
        self.warning = Notice()
        self.column.addWidget(self.warning)
        self.table: RowTable[PlaceRow] = RowTable(
            _columns(), key=lambda row: str(row.path), spoken=translate("Settings", "Plekken voor back-ups")
        )
        self.table.chosen.connect(self._fit_actions)
        self._now = self.action("backup.now", self.tr("Maak nu een back-up"), self._back_up, "save", shortcut="Ctrl+B")
        new = self.action("backup.place", self.tr("Kies nog een map"), self._add, "plus", shortcut="Ctrl+N")
        self._remove = self.action(
            "backup.remove",
            self.tr("Haal de map weg"),
            self._remove_place,
            "trash-2",
            shortcut="Del",
            owner=self.table,
        )
        self.add_list(self.table, [self._now, new, self._remove])
        self.heading(self.tr("Terugzetten en controleren"))
        self._restore = self.action(
            "backup.restore",
            self.tr("Zet een back-up terug of neem een school over"),
            session.application.restore,
            "history",
        )
        check = self.action("backup.verify", self.tr("Controleer het logboek"), self._verify, "badge-check")
        self.column.addWidget(tool_row([self._restore, check]))
        self.heading(self.tr("Ziek, of samen één baan?"))
        self._give = self.action("backup.give", self.tr("Geef de school over"), self._hand_over, "send")
        self._take = self.action("backup.take", self.tr("Neem de school definitief terug"), self._take_back, "undo-2")
        self._standing = Notice()
        self.column.addWidget(self._standing)
        self._giving, self._taking = tool_row([self._give]), tool_row([self._take])
        self.column.addWidget(self._giving)
        self.column.addWidget(self._taking)

    def refresh(self) -> None:
        school = self.session.school
        self.desk.lanes.render(backup_places, folder=school.folder, school=school.unlocked.school).done.connect(
            self._show_places
        )
        self.desk.lanes.render(backup_warning, school=school).done.connect(self._warn)
        away = school.store.only_reading
        practising = self.session.application.is_practising
        self._give.setEnabled(away is None and not practising)
        self._take.setEnabled(away is not None)
        self._taking.setVisible(away is not None)
        self._giving.setVisible(away is None)
        self._restore.setEnabled(not practising)
        if away is not None:
            words = self.tr(
                "{why} Neem je de school terug, dan is alles weg wat {name} sindsdien deed, en veroudert die kopie."
            )
            self._standing.tell(words.format(why=away, name=school.claim.handed_to), Tone.ATTENTION)
        elif practising:
            self._standing.tell(self.tr("De oefenschool kun je niet overgeven of terugzetten."), Tone.INFO)
        else:
            self._standing.setVisible(False)

    def _show_places(self, rows: tuple[PlaceRow, ...]) -> None:
        self.table.show_rows(rows)
        if self.table.current_row() is None and rows:
            self.table.selectRow(0)
        self._fit_actions()

    def _warn(self, text: str | None) -> None:
        if text is None or self.session.application.is_practising:
            self.warning.setVisible(False)
        else:
            self.warning.tell(text, Tone.ATTENTION)

    def _fit_actions(self, _key: object = None) -> None:
        self._remove.setEnabled(self.table.current_row() is not None and self.table.rows.rowCount() > 1)

    def _back_up(self) -> None:
        school = self.session.school

        def work(store: Store, progress: Progress) -> list[Kept]:  # noqa: ARG001 - the school brings its own
            return make_backup(school, progress)

        self._now.setEnabled(False)
        job = self.desk.store_task(self.tr("Back-up maken"), work, self._tell_backups)
        job.ended.connect(self._allow)

    def _allow(self) -> None:
        self._now.setEnabled(True)

    def _tell_backups(self, made: list[Kept]) -> None:
        self.refresh()
        failed = [kept for kept in made if kept.trouble is not None]
        if failed and failed[0].trouble is not None:
            words = self.tr("In {place} lukt de back-up niet. {reason}")
            reason = refusal_of(failed[0].trouble)
            self.refuse(Refusal(words.format(place=failed[0].place, reason=reason)))
            return
        self.say(plural(len(made), self.tr("Er is een back-up gemaakt."), self.tr("Er zijn {n} back-ups gemaakt.")))

    def _add(self) -> None:
        dialog = BackupPlaceDialog(self.session.school.folder.path, self)
        dialog.saved.connect(partial(self._keep_place, dialog))
        dialog.open()

    def _keep_place(self, dialog: BackupPlaceDialog, values: dict[str, Any]) -> None:
        try:
            add_place(self.session.school.folder, values["place"])
        except Refusal as refusal:
            dialog.refuse(refusal)
            return
        dialog.accept()
        self.refresh()
        self.say(self.tr("Hier komt voortaan ook een back-up. Maak er meteen een met Ctrl+B."))

    def _remove_place(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        try:
            remove_place(self.session.school.folder, row.path)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.refresh()
        self.say(self.tr("Hier komt geen back-up meer. Wat er al ligt, blijft liggen."))

    def _verify(self) -> None:
        def work(store: Store, progress: Progress) -> list[str]:
            return store.verify(progress)

        self.desk.store_task(self.tr("Logboek controleren"), work, self._tell_faults)

    def _tell_faults(self, faults: list[str]) -> None:
        if faults:
            one = self.tr("Het logboek klopt niet op {n} plek. Zet een goede back-up terug.")
            many = self.tr("Het logboek klopt niet op {n} plekken. Zet een goede back-up terug.")
            self.refuse(Refusal(plural(len(faults), one, many)))
        else:
            self.say(self.tr("Het logboek klopt: elke stap sluit aan op de vorige."))

    def _hand_over(self) -> None:
        school, application = self.session.school, self.session.application
        others = tuple(person.name for person in people_of(school.folder) if person.id != school.person.id)
        work = partial(give, school=school, root=application.root, cost=self.cost)
        dialog = HandOverDialog(others, work, self.desk.lanes, self)
        dialog.given.connect(application.lock)
        dialog.open()

    def _take_back(self) -> None:
        application = self.session.application
        self.work(
            self.tr("School terugnemen"),
            partial(take, school=self.session.school, root=application.root),
            lambda _done: application.lock(),
        )


def _columns() -> tuple[Column[PlaceRow], ...]:
    return (
        Column(translate("Settings", "Map"), lambda row: str(row.path), strong=True, tip=lambda row: str(row.path)),
        Column(
            translate("Settings", "Waar"),
            lambda row: row.where.label,
            sign=lambda row: where_sign(row.where),
            width=270,
        ),
        Column(translate("Settings", "Laatste back-up"), lambda row: _last(row).text, sign=_last, width=170),
        Column(translate("Settings", "Aantal"), lambda row: str(row.count), width=70, right=True),
    )


def _last(row: PlaceRow) -> Sign:
    if row.last is None:
        return Sign(translate("Settings", "nog geen"), "circle-alert", Tone.ATTENTION)
    made = row.last.astimezone(ZONE)
    words = f"{short_date(made.date(), today=today())} {made:%H:%M}"
    fresh = (today() - made.date()).days <= _FRESH_DAYS
    return Sign(words, "circle-check" if fresh else "circle-alert", Tone.DONE if fresh else Tone.ATTENTION)
