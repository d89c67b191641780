"""Which facilities were agreed with a student, and whether the company may know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.support import SupportDraft
from app.queries.support import SupportRow
from ui.widgets.choice_fields import TickField
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.text_fields import TextField

_ROOM = 1


class SupportDialog(FormDialog):
    """Asks what is needed and reports the drafts; an empty facility goes."""

    drafted = Signal(tuple)
    """The ``SupportDraft``s."""

    def __init__(self, whom: str, known: Sequence[SupportRow], today: date, parent: QWidget) -> None:
        super().__init__(
            self.tr("Ondersteuning"),
            parent,
            intro=self.tr(
                "{whom}. Schrijf op wat nodig is om het werk te leren, niet waarom: een diagnose hoort hier niet. "
                "Het leerbedrijf hoort het alleen als de student dat wil."
            ).format(whom=whom),
        )
        self._known = list(known)
        values: dict[str, Any] = {}
        for at in range(len(known) + _ROOM):
            n = at + 1
            row = known[at] if at < len(known) else None
            self.form.add(
                **{
                    f"facility_{at}": TextField(
                        self.tr("Afspraak {n}").format(n=n), example=self.tr("rustige werkplek, kortere dagen")
                    )
                }
            )
            self.form.add(
                **{
                    f"agreed_{at}": DateField(
                        self.tr("Afspraak {n} gemaakt op").format(n=n), required=True, latest=today
                    ),
                    f"consent_{at}": DateField(self.tr("Toestemming {n} om te delen").format(n=n), latest=today),
                }
            )
            self.form.add(**{f"shared_{at}": TickField(self.tr("Afspraak {n} is gedeeld met het bedrijf").format(n=n))})
            values |= {
                f"facility_{at}": "" if row is None else row.facility,
                f"agreed_{at}": today if row is None else row.agreed_on,
                f"consent_{at}": None if row is None else row.consent_on,
                f"shared_{at}": row is not None and row.shared,
            }
        self.form.show_values(values)
        self.saved.connect(self._report)

    def _report(self, values: dict[str, Any]) -> None:
        keys = [row.id for row in self._known] + [None] * _ROOM
        self.drafted.emit(
            tuple(
                SupportDraft(
                    values[f"facility_{at}"],
                    values[f"agreed_{at}"],
                    shared=values[f"shared_{at}"],
                    consent_on=values[f"consent_{at}"],
                    id=key,
                )
                for at, key in enumerate(keys)
            )
        )
