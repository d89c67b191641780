"""Whom at school a company can always turn to."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.queries.contact_point import ContactPointRow
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import TextField


class Letter(StrEnum):
    """What goes to the company about it."""

    DRAFT = "draft"
    PAPER = "paper"
    NONE = "none"


class ContactPointDialog(FormDialog):
    """Asks who it is; reports ``supervisor_id``, ``hours`` and ``letter``; ``guides`` are ids with names."""

    def __init__(
        self, company: str, known: ContactPointRow, guides: Sequence[tuple[UUID, str]], parent: QWidget
    ) -> None:
        super().__init__(
            self.tr("Vast aanspreekpunt"),
            parent,
            intro=self.tr(
                "{company} ziet deze naam op elk papier, ook als een student een andere begeleider heeft."
            ).format(company=company),
        )
        self.form.add(
            supervisor_id=ChoiceField(
                self.tr("&Wie op school?"),
                [Option(key, name) for key, name in guides],
                nothing=self.tr("Het stagebureau"),
            )
        )
        self.form.add(
            hours=TextField(
                self.tr("&Bereikbaar"),
                longest=80,
                example=self.tr("ma t/m do, 9 tot 16 uur"),
                hint=self.tr("Leeg: de werkdagen van de begeleider."),
            )
        )
        self.form.add(
            letter=ChoiceField(
                self.tr("Brie&f aan het leerbedrijf"),
                [
                    Option(Letter.DRAFT, self.tr("Mailconcept met de brief erbij")),
                    Option(Letter.PAPER, self.tr("Alleen de brief, om te printen")),
                    Option(Letter.NONE, self.tr("Geen brief")),
                ],
            )
        )
        self.form["supervisor_id"].changed.connect(partial(self.form["hours"].set_value, ""))
        hours = known.hours if known.supervisor_id is not None else ""
        self.form.show_values({"supervisor_id": known.supervisor_id, "hours": hours, "letter": Letter.DRAFT})
