"""Who guides one or more students."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.queries.school import SupervisorRow
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import FormDialog


class AssignSupervisorDialog(FormDialog):
    """Asks for a supervisor; reports ``supervisor_id``."""

    def __init__(self, whom: str, supervisors: Sequence[SupervisorRow], now: UUID | None, parent: QWidget) -> None:
        super().__init__(self.tr("Stagebegeleider kiezen"), parent, intro=whom)
        options = [Option(row.id, row.name) for row in supervisors if row.active or row.id == now]
        self.form.add(supervisor_id=ChoiceField(self.tr("&Stagebegeleider"), options, search=True, required=True))
        self.form.show_values({"supervisor_id": now})
