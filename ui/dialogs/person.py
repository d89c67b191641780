"""Who may open the school: someone new with a wachtzin of their own, or a name and role put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.terms.people import Role
from app.text import translate
from ui.desk.job_form import JobForm
from ui.desk.jobs import Lanes
from ui.opening.new_passphrase import add_passphrase
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from app.store.people import Person


class PersonDialog(JobForm):
    """Reports name, role (by its value) and, of someone new, the wachtzin, which they type themselves."""

    def __init__(self, person: Person | None, school: str, lanes: Lanes, parent: QWidget) -> None:
        new = person is None
        intro = translate("PersonDialog", "Laat je collega hier zelf een wachtzin typen. Jij hoeft die niet te kennen.")
        super().__init__(
            translate("PersonDialog", "Iemand toevoegen") if person is None else person.name,
            lanes,
            parent,
            save=translate("PersonDialog", "Voeg toe") if new else "",
            intro=intro if new else "",
        )
        roles = [Option(role.value, role.label) for role in Role]
        self.form.add(
            name=TextField(translate("PersonDialog", "&Naam"), required=True),
            role=ChoiceField(translate("PersonDialog", "&Rol"), roles),
        )
        self.form.show_values({"role": Role.SUPERVISOR.value})
        if person is None:
            add_passphrase(self.form, lambda: (school, str(self.form["name"].value)))
        else:
            self.form.show_values({"name": person.name, "role": person.role.value})


class RemovePersonDialog(JobForm):
    """Says what it means that someone may no longer open the school; the button says that it is final."""

    def __init__(self, name: str, lanes: Lanes, parent: QWidget) -> None:
        words = translate(
            "PersonDialog",
            "{name} kan de school hierna niet meer openen, hier en in nieuwe back-ups. Een back-up van voor vandaag "
            "gaat nog open met de wachtzin van toen. Alles wat {name} vastlegde, blijft staan.",
        )
        super().__init__(
            translate("PersonDialog", "{name} weghalen").format(name=name),
            lanes,
            parent,
            save=translate("PersonDialog", "Haal definitief weg"),
            intro=words.format(name=name),
        )
