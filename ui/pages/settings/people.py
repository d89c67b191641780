"""*Mensen*: who may open this school, with what, and the recovery code."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from app.queries.masking import initials
from app.terms.people import Role
from app.text import translate
from ui.dialogs.passphrase import PassphraseDialog
from ui.dialogs.person import PersonDialog, RemovePersonDialog
from ui.dialogs.recovery_code import RecoveryCodeDialog
from ui.opening.school_file import (
    change_passphrase,
    is_remembered,
    keep_person,
    name_of,
    people_of,
    remember,
    remove_person,
)
from ui.pages.settings.part import Part, tool_row
from ui.theme import Tone
from ui.widgets.choice_fields import TickField
from ui.widgets.notice import Notice
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign

if TYPE_CHECKING:
    from app.store.ciphers import Cost
    from app.store.people import Person
    from ui.session import Session


class PeoplePart(Part):
    """A list of people, each with a role and a wachtzin of their own; what is done here is about keys and final."""

    def __init__(self, session: Session, cost: Cost | None) -> None:
        super().__init__(
            session,
            translate("Settings", "Mensen"),
            translate(
                "Settings",
                "Wie deze school mag openen, heeft een eigen wachtzin. De geschiedenis laat zien wie wat deed.",
            ),
            cost,
        )
        self._only_coordinator = Notice(
            translate("Settings", "Alleen een BPV-coördinator bepaalt wie deze school mag openen."), Tone.INFO
        )
        self.column.addWidget(self._only_coordinator)
        self.table: RowTable[Person] = RowTable(
            self._columns(), key=lambda person: person.id, spoken=translate("Settings", "Mensen")
        )
        self.table.opened.connect(self._change)
        self.table.chosen.connect(self._fit_actions)
        self._new = self.action("people.new", self.tr("Voeg toe"), self._add, "plus", shortcut="Ctrl+N")
        self._edit = self.action("people.change", self.tr("Wijzig naam of rol"), self._change_current, "pencil")
        self._remove = self.action(
            "people.remove", self.tr("Haal weg"), self._offer_removal, "trash-2", shortcut="Del", owner=self.table
        )
        self.add_list(self.table, [self._new, self._edit, self._remove])
        self.heading(self.tr("Jouw eigen toegang"))
        phrase = self.action("people.passphrase", self.tr("Wijzig je wachtzin"), self._change_passphrase, "key-round")
        self._code = self.action("people.code", self.tr("Nieuwe herstelcode"), self._renew_code, "life-buoy")
        self.column.addWidget(tool_row([phrase, self._code]))
        self.remembered = TickField(
            self.tr("&Onthoud mij op deze laptop"),
            hint=self.tr(
                "Dan gaat de school open zodra Driehoek start, voor iedereen die in dit account van de laptop komt. "
                "Na het slot vraagt hij wel je wachtzin."
            ),
        )
        self.remembered.changed.connect(self._remember)
        self.column.addWidget(self.remembered)
        self.column.addStretch(1)

    @property
    def _mine(self) -> bool:
        return self.session.school.person.role is Role.COORDINATOR

    def refresh(self) -> None:
        self.table.show_rows(people_of(self.session.school.folder))
        if self.table.current_row() is None:
            self.table.selectRow(0)
        self.remembered.set_value(is_remembered(self.session.school))
        self._only_coordinator.setVisible(not self._mine)
        self._fit_actions()

    def _columns(self) -> tuple[Column[Person], ...]:
        me = self.session.school.person.id
        return (
            Column(translate("Settings", "Naam"), self._name, strong=True),
            Column(translate("Settings", "Rol"), lambda person: person.role.label),
            Column(
                translate("Settings", "Aan het werk"),
                lambda person: translate("Settings", "dit ben jij") if person.id == me else "",
                sign=lambda person: (
                    Sign(translate("Settings", "dit ben jij"), "user", Tone.INFO) if person.id == me else None
                ),
                width=130,
            ),
        )

    def _name(self, person: Person) -> str:
        return initials(person.name) if self.desk.presenting else person.name

    def _fit_actions(self, _key: object = None) -> None:
        person = self.table.current_row()
        for action in (self._new, self._code):
            action.setEnabled(self._mine)
        self._edit.setEnabled(self._mine and person is not None)
        mine = person is not None and person.id == self.session.school.person.id
        self._remove.setEnabled(self._mine and person is not None and not mine)

    def _school_name(self) -> str:
        return name_of(self.session.school.folder)

    def _add(self) -> None:
        self._open_person(None)

    def _change_current(self) -> None:
        person = self.table.current_row()
        if person is not None:
            self._open_person(person)

    def _change(self, key: str) -> None:
        person = next((person for person in self.table.rows.rows if person.id == key), None)
        if person is not None and self._mine:
            self._open_person(person)

    def _open_person(self, person: Person | None) -> None:
        dialog = PersonDialog(person, self._school_name(), self.desk.lanes, self)
        dialog.saved.connect(partial(self._keep, dialog, person))
        dialog.open()

    def _keep(self, dialog: PersonDialog, person: Person | None, values: dict[str, Any]) -> None:
        dialog.work(
            partial(keep_person, school=self.session.school, cost=self.cost),
            partial(self._kept, dialog),
            person_id=None if person is None else person.id,
            name=values["name"],
            role=Role(values["role"]),
            passphrase=values.get("passphrase", ""),
        )

    def _kept(self, dialog: PersonDialog, person: Person) -> None:
        dialog.accept()
        self.refresh()
        self.table.choose(person.id)
        words = self.tr("{name} mag deze school openen, als {role}.")
        self.say(words.format(name=self._name(person), role=person.role.label))

    def _offer_removal(self) -> None:
        person = self.table.current_row()
        if person is not None:
            dialog = RemovePersonDialog(person.name, self.desk.lanes, self)
            dialog.saved.connect(
                lambda _values: dialog.work(
                    partial(remove_person, school=self.session.school),
                    partial(self._removed, dialog, person),
                    person_id=person.id,
                )
            )
            dialog.open()

    def _removed(self, dialog: RemovePersonDialog, person: Person, _result: object) -> None:
        dialog.accept()
        self.refresh()
        self.say(self.tr("{name} kan deze school niet meer openen.").format(name=self._name(person)))

    def _change_passphrase(self) -> None:
        names = (self._school_name(), self.session.school.person.name)
        dialog = PassphraseDialog(names, self.desk.lanes, self)
        dialog.saved.connect(partial(self._renew_passphrase, dialog))
        dialog.open()

    def _renew_passphrase(self, dialog: PassphraseDialog, values: dict[str, Any]) -> None:
        dialog.work(
            partial(change_passphrase, school=self.session.school, cost=self.cost),
            partial(self._renewed, dialog),
            old=values["old"],
            new=values["passphrase"],
        )

    def _renewed(self, dialog: PassphraseDialog, _result: object) -> None:
        dialog.accept()
        self.say(self.tr("Je opent de school voortaan met je nieuwe wachtzin."))

    def _renew_code(self) -> None:
        dialog = RecoveryCodeDialog(self.session.school, self.desk.lanes, self, cost=self.cost)
        dialog.accepted.connect(lambda: self.say(self.tr("De nieuwe herstelcode geldt. Versnipper het oude blad.")))
        dialog.open()

    def _remember(self) -> None:
        wanted = self.remembered.value
        words = (
            self.tr("Deze laptop onthoudt je voortaan.") if wanted else self.tr("Deze laptop vraagt weer je wachtzin.")
        )
        self.work(
            self.tr("Onthouden"),
            partial(remember, school=self.session.school),
            lambda _done: self.say(words),
            self._forgo,
            wanted=wanted,
        )

    def _forgo(self, error: Exception) -> None:
        """Say why not, and let the box stand as it is."""
        self.refuse(error)
        self.refresh()
