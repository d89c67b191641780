"""The wachtzin is lost: the recovery code gives a person of the school a new one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.text import translate
from ui.desk.job_form import JobForm
from ui.desk.jobs import Lanes
from ui.opening.new_passphrase import add_passphrase
from ui.opening.school_file import name_of, people_of, recover
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from app.store.ciphers import Cost
    from app.store.folder import SchoolFolder

_LONGEST = 120


class RecoverDialog(JobForm):
    """Asks the code, who it is and a new wachtzin, and opens the school with them."""

    recovered = Signal(object)
    """The ``Unlocked`` school."""

    def __init__(self, folder: SchoolFolder, lanes: Lanes, parent: QWidget, *, cost: Cost | None = None) -> None:
        super().__init__(
            translate("RecoverDialog", "Wachtzin kwijt"),
            lanes,
            parent,
            save=translate("RecoverDialog", "Open met nieuwe wachtzin"),
            intro=translate(
                "RecoverDialog",
                "De herstelcode staat op het blad dat je bij het inrichten hebt geprint. Hoofdletters, spaties en "
                "streepjes maken niet uit.",
            ),
        )
        self._folder, self._cost = folder, cost
        known = people_of(folder)
        names = (name_of(folder), *(person.name for person in known))
        self.form.add(
            recovery_code=TextField(
                translate("RecoverDialog", "&Herstelcode"), required=True, example="7K2QX-…", longest=_LONGEST
            )
        )
        options = [Option(person.id, f"{person.name}, {person.role.label}") for person in known]
        self.form.add(person=ChoiceField(translate("RecoverDialog", "Wie &ben je?"), options))
        add_passphrase(self.form, lambda: names, another=True)
        self.saved.connect(self._recover)

    def _recover(self, values: dict[str, Any]) -> None:
        self.work(
            partial(recover, folder=self._folder, cost=self._cost),
            self._finish,
            code=values["recovery_code"],
            person_id=values["person"],
            passphrase=values["passphrase"],
        )

    def _finish(self, unlocked: object) -> None:
        self.accept()
        self.recovered.emit(unlocked)
