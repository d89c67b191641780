"""Two that are one: which of them stays."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.queries.doubles import CompanyDouble, StudentDouble
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import FormDialog

Double = StudentDouble | CompanyDouble
Pair = tuple[Double, Double]


class MergeDialog(FormDialog):
    """Asks which pair it is, where there are several, and which of the two stays; ``intent`` gives the ids."""

    def __init__(self, pairs: Sequence[Pair], parent: QWidget) -> None:
        super().__init__(
            self.tr("Samenvoegen"),
            parent,
            save=self.tr("Voeg samen"),
            intro=self.tr(
                "Alles van de een gaat naar de ander: plaatsingen, gesprekken, notities. Wat bij de "
                "blijvende is ingevuld, "
                "blijft zo. Met Ctrl+Z staat alles weer apart."
            ),
        )
        self._pairs = list(pairs)
        if len(self._pairs) > 1:
            options = [Option(at, one.name) for at, (one, _other) in enumerate(self._pairs)]
            pair = ChoiceField(self.tr("Mogelijk &dubbel"), options, search=True, required=True)
            self.form.add(pair=pair)
            pair.set_value(0)
            pair.changed.connect(lambda: self._show(int(pair.value or 0)))
        self._keep = ChoiceField(self.tr("&Welke blijft?"), required=True)
        self.form.add(keep=self._keep)
        self._shown: Pair = self._pairs[0]
        self._show(0)

    def intent(self, keep: UUID) -> dict[str, UUID]:
        """Who stays and who goes, for the command."""
        drop = next(one.id for one in self._shown if one.id != keep)
        return {"keep_id": keep, "drop_id": drop}

    def _show(self, at: int) -> None:
        self._shown = self._pairs[at]
        self._keep.show_options([Option(one.id, f"{one.name} · {one.about}") for one in self._shown])
        self._keep.set_value(self._shown[0].id)
