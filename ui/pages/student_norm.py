"""How a placement stands against the contact norm: linked rings, and always the reason in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.dates import short_date
from app.queries.student_rows import PlacementRow, TalkRow
from app.rules.norm import Standing, deadlines, overdue_since
from app.terms.pipeline import Form
from app.text import plural
from ui.theme import Tone
from ui.widgets.bits import Icon, Panel
from ui.widgets.rings import Held, Ring, Rings
from ui.widgets.text import Text

_FORMS = {
    Form.VISIT: "footprints",
    Form.VIDEO: "video",
    Form.PHONE: "phone",
    Form.SCHOOL: "graduation-cap",
    Form.MAIL: "mail",
    None: "message-circle",
}
_HEADS = {
    Tone.DONE: ("circle-check", "done"),
    Tone.INFO: ("message-circle", "petrol"),
    Tone.DANGER: ("triangle-alert", "coral"),
}


class NormLight(Panel):
    """The norm light of one placement on ``today``."""

    def __init__(self, placement: PlacementRow, contact: Standing, today: date, parent: QWidget | None = None) -> None:
        self._late = overdue_since(contact, today)
        tone = Tone.DONE if contact.met else Tone.DANGER if self._late is not None else Tone.INFO
        super().__init__(tone, margin=12, spacing=8, parent=parent)
        self._placement, self._contact, self._today = placement, contact, today
        head = QHBoxLayout()
        head.addWidget(Icon(*_HEADS[tone], 18), 0, Qt.AlignmentFlag.AlignTop)
        title = self._title()
        head.addWidget(Text(title, strong=True, wrap=True), 1)
        self.column.addLayout(head)
        reason = " ".join(self._reasons())
        self.column.addWidget(Rings(self._rings(), f"{title}. {reason}"))
        self.column.addWidget(Text(reason, "small", wrap=True))

    @property
    def _counting(self) -> Sequence[TalkRow]:
        return [talk for talk in self._placement.talks if talk.counts]

    def _title(self) -> str:
        contact = self._contact
        one, more = self.tr("{held} van {norm} contact"), self.tr("{held} van {norm} contacten")
        words = [(one if contact.norm.joint == 1 else more).format(held=contact.joint, norm=contact.norm.joint)]
        if contact.physical < contact.norm.physical:
            words.append(self.tr("geen bezoek"))
        return " · ".join(words)

    def _rings(self) -> list[Ring]:
        days = deadlines(self._placement.first_day, self._placement.last_day, self._contact.norm)
        rings = [
            Ring(Held.HELD, short_date(talk.held_on, today=self._today), _FORMS[talk.form])
            for talk in self._counting[: len(days)]
        ]
        for day in days[len(rings) :]:
            held = Held.LATE if day < self._today else Held.PLANNED
            rings.append(Ring(held, self.tr("vóór {day}").format(day=short_date(day, today=self._today))))
        return rings

    def _reasons(self) -> list[str]:
        norm = self._contact.norm
        words = [
            self.tr("Norm: {joint} keer contact met z’n drieën, waarvan {visits} keer op bezoek.").format(
                joint=norm.joint, visits=norm.physical
            )
        ]
        if self._late is not None:
            text = self.tr("Contact {number} had er vóór {day} moeten zijn.")
            day = short_date(self._late, today=self._today)
            words.append(text.format(number=self._contact.joint + 1, day=day))
        apart = len(self._placement.talks) - len(self._counting)
        if apart:
            words.append(
                plural(
                    apart,
                    self.tr("{n} gesprek telt niet mee: niet iedereen was erbij."),
                    self.tr("{n} gesprekken tellen niet mee: niet iedereen was erbij."),
                )
            )
        return words
