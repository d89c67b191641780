"""Erasing for good: what goes, and when the last backup no longer has it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.dates import long_date
from app.queries.privacy import ErasurePreview
from app.text import plural
from ui.widgets.choice_fields import TickField
from ui.widgets.form import FormDialog

_MOST_NAMES = 8


class EraseDialog(FormDialog):
    """Shows what goes; only with a tick can it be saved."""

    def __init__(self, names: Sequence[str], preview: ErasurePreview, parent: QWidget) -> None:
        super().__init__(
            self.tr("Definitief wissen"),
            parent,
            save=self.tr("Wis definitief"),
            intro=self.tr("Dit kan niet terug, ook niet met Ctrl+Z."),
        )
        shown = ", ".join(names[:_MOST_NAMES])
        if len(names) > _MOST_NAMES:
            more = plural(len(names) - _MOST_NAMES, self.tr("en nog {n}"), self.tr("en nog {n}"))
            shown = f"{shown}, {more}"
        self.form.add_words(shown)
        self.form.add_words(" · ".join(f"{title}: {count}" for title, count in preview.counts))
        self.form.add_words(
            self.tr(
                "In je back-ups staat het nog tot uiterlijk {day}, als er elke maand een back-up komt. De "
                "back-up van vóór een "
                "update blijft tot de volgende update. Zet je een oude back-up terug, dan wist Driehoek dit opnieuw."
            ).format(day=long_date(preview.gone_on))
        )
        self.form.add_words(self.tr("Wat in het vertrouwelijke deel staat, wist alleen wie dat deel mag lezen."))
        self._sure = TickField(self.tr("&Ja, wis dit definitief"))
        self.form.add(sure=self._sure)
        self.save_button.setEnabled(False)
        self._sure.changed.connect(lambda: self.save_button.setEnabled(bool(self._sure.value)))

    def save(self) -> None:
        """Erase, but only when it was said."""
        if self._sure.value:
            super().save()
