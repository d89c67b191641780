"""The tipkaart of one placement, from a card to the printer: made beside the screen, and then asked which printer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.documents import kinds
from app.errors import Refusal
from app.progress import Progress
from ui.desk.desk import Desk
from ui.desk.ear import Ear
from ui.leaving.gathering import Gatherer, Wish
from ui.leaving.outgoing import Outgoing, Paper

if TYPE_CHECKING:
    from app.documents import Document, Rendered

_CARD = "tipkaart_place"


class TipcardPrinter(QObject):
    """Prints the card that goes to a company; its dialogs open over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._gatherer, self._out = Gatherer(desk), Outgoing(desk, over)

    def print(self, placement_id: UUID) -> None:
        """Make the card with the contact point and the days of this placement, and ask for a printer."""
        kind = next(kind for kind in kinds() if kind.name == _CARD)
        try:
            gathered = self._gatherer.gather(Wish(kind, today(), placement_id))
        except Refusal as refusal:
            self._desk.refused.emit(str(refusal))
            return

        def made(rendered: Any) -> None:
            self._out.print(Paper(kind.name, kind.title, gathered.version, rendered))

        job = self._desk.lanes.render(_rendered, document=gathered.document)
        self._desk.show_job(self.tr("Tipkaart maken"), job)
        Ear(self, job, made)


def _rendered(document: Document, progress: Progress) -> Rendered:
    from app.documents import Options, render

    progress.step(0, 1)
    return render(document, Options(today()))
