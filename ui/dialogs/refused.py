"""A company that does not take the student whom the school placed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from app.terms.company import RefusalKind
from ui.widgets.bits import Panel
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.text import Text
from ui.widgets.text_fields import NoteField


@dataclass(frozen=True, slots=True)
class Said:
    """A reason as the school lists it, and how it weighs."""

    kind: RefusalKind
    words: str


class RefusedDialog(FormDialog):
    """Asks what the reason was; reports ``reason`` (a ``Said``), ``refused_on`` and ``told``, which is for Meldingen.

    ``listed`` are the reasons of the school by how they weigh.
    """

    def __init__(self, whom: str, listed: Mapping[RefusalKind, Sequence[str]], today: date, parent: QWidget) -> None:
        super().__init__(
            self.tr("Leerbedrijf neemt de student niet aan"),
            parent,
            save=self.tr("Leg de weigering vast"),
            intro=self.tr("{whom}. De student komt terug bij ‘Zoekt plek’.").format(whom=whom),
        )
        self._reason = ChoiceField(
            self.tr("&Welke reden gaf het leerbedrijf?"),
            list(_options(listed)),
            search=True,
            nothing="",
            required=True,
            hint=self.tr("De lijst wijzig je bij Instellingen › Redenen."),
        )
        self.form.add(reason=self._reason)
        self.form.add(refused_on=DateField(self.tr("&Wanneer?"), required=True))
        self._told = NoteField(
            self.tr("W&at zei het leerbedrijf?"),
            hint=self.tr("Alleen feiten. Dit gaat verzegeld naar Meldingen en staat verder nergens."),
        )
        self.form.add(told=self._told)
        self._told.setVisible(False)
        self._meaning = Panel("well", margin=10)
        self._words = Text("", wrap=True)
        self._meaning.column.addWidget(self._words)
        self._meaning.setVisible(False)
        self._body.insertWidget(self._body.indexOf(self.form) + 1, self._meaning)
        self.form.show_values({"refused_on": today})
        self._reason.changed.connect(self._follow)

    def _follow(self) -> None:
        said: Said | None = self._reason.value
        sealed = said is not None and said.kind is RefusalKind.UNACCEPTABLE
        self._told.setVisible(sealed)
        self._meaning.setVisible(said is not None)
        if said is not None:
            self._words.setText(self._consequence(said.kind))
            self._told.set_value(said.words if sealed else "")
        self.refit()

    def _consequence(self, kind: RefusalKind) -> str:
        match kind:
            case RefusalKind.OBJECTIVE:
                return self.tr("Deze reden telt. Bij het leerbedrijf staat alleen ‘objectief’.")
            case RefusalKind.EXPLAIN:
                return self.tr(
                    "Vraag waarom het werk dit nodig heeft, en laat een collega meekijken. "
                    "Tot dan vult niemand deze plek zonder reden."
                )
            case RefusalKind.UNACCEPTABLE:
                return self.tr(
                    "Deze reden mag niet. Bij het leerbedrijf staat alleen ‘niet aanvaard’, en niemand vult "
                    "deze plek zonder reden. Bespreek met de student wat die wil: zie de meldwijzer."
                )

    @staticmethod
    def sealed_words(values: dict[str, Any]) -> str:
        """What goes to Meldingen; empty where the reason has no place there."""
        said: Said = values["reason"]
        return str(values["told"] or "") if said.kind is RefusalKind.UNACCEPTABLE else ""


def _options(listed: Mapping[RefusalKind, Sequence[str]]) -> Iterable[Option]:
    for kind in RefusalKind:
        for words in listed.get(kind, ()):
            yield Option(Said(kind, words), f"{words} ({kind.label})")
