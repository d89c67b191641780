"""What one placement has to reach apart from the norm: what its agreement promises, and a talk that cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.queries.contact_rows import ContactRow
from app.terms.pipeline import Moment
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import NoteField, NumberField

_MOST = 12


@dataclass(frozen=True, slots=True)
class OwnNorm:
    """How many talks are promised (none: zero), and which talk cannot be held, with the reason."""

    joint: int
    physical: int
    moment: Moment | None
    reason: str


class OwnNormDialog(FormDialog):
    """Asks what the agreement promises, and which talk is not possible; reports the ``OwnNorm``."""

    answered = Signal(object)
    """The ``OwnNorm``."""

    def __init__(self, row: ContactRow, parent: QWidget) -> None:
        super().__init__(
            self.tr("Norm van deze stage"),
            parent,
            intro=self.tr("{student} bij {company}").format(student=row.student, company=row.company),
        )
        joint, physical = row.promised or (0, 0)
        self.form.add_words(self.tr("Belooft de POK meer gesprekken dan de norm? Leeg of nul: nee."))
        self.form.add(
            joint=NumberField(self.tr("&Gesprekken samen"), most=_MOST),
            physical=NumberField(self.tr("Waarvan op &bezoek"), most=_MOST),
        )
        self.form.add_words(self.tr("Kan een gesprek niet? De stage blijft dan onder de norm, met jouw reden."))
        self.form.add(
            moment=ChoiceField(
                self.tr("&Niet mogelijk"),
                [Option(one, one.label) for one in (Moment.START, Moment.MIDDLE, Moment.END)],
                nothing=self.tr("alles kan"),
            )
        )
        self.form.add(reason=NoteField(self.tr("&Waarom niet? Leeg: het kan toch wel.")))
        self.form.show_values(
            {
                "joint": joint or None,
                "physical": physical or None,
                "moment": next(iter(row.impossible), None),
                "reason": next(iter(row.why_impossible), ""),
            }
        )
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        self.answered.emit(OwnNorm(values["joint"] or 0, values["physical"] or 0, values["moment"], values["reason"]))
