"""What the drawer tells of a company beneath its facts: people, recognitions, places, students, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.clock import ZONE, today
from app.dates import short_date
from app.queries.company import CompanyDetailRow, CompanyNoteRow, CompanyPersonRow, RecognitionRow
from app.queries.company_offers import OfferRow, RequirementRow
from app.queries.company_placements import CompanyPlacementRow
from app.queries.refusals import RefusalRow
from app.terms.company import Accepts, Allowance, RefusalKind
from app.text import plural
from ui.cards.signs import recognition_sign, refusal_sign, state_sign
from ui.theme import Tone
from ui.widgets.bits import Count, Icon, Panel, Rule
from ui.widgets.button import Button, Kind
from ui.widgets.sign import Sign
from ui.widgets.text import LabelTone, Text

_HOUR = 60
_ROLES = {
    Tone.PLAIN: "muted",
    Tone.INFO: "petrol",
    Tone.DONE: "done",
    Tone.ATTENTION: "attention",
    Tone.DANGER: "coral",
}


class CompanySections(QWidget):
    """Sections under each other, each with its heading, its number and what can be done there."""

    call_wanted = Signal(str, str)
    """The number of somebody, and their name."""
    person_wanted = Signal(object)
    """The ``CompanyPersonRow`` to change."""
    offer_wanted = Signal(object)
    """The id of the stageplaats to change."""
    check_wanted = Signal(str)
    """The crebo of the recognition to check."""
    weigh_wanted = Signal(object)
    """The ``RefusalRow`` to weigh."""
    student_wanted = Signal(object)
    """The id of a student."""

    def __init__(
        self,
        row: CompanyDetailRow,
        add_person: QAction,
        check: QAction,
        add_offer: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._section(self.tr("Mensen"), row.people, self._person, add_person)
        self._section(self.tr("Erkenning"), row.recognitions, self._recognition, check if row.recognitions else None)
        self._section(self.tr("Stageplaatsen"), row.offers, self._offer, add_offer)
        now = [one for one in row.placements if not one.over]
        self._section(self.tr("Plaatsingen"), now, self._placement)
        past = [one for one in row.placements if one.over]
        self._section(self.tr("Eerdere plaatsingen"), past, self._placement)
        self._section(self.tr("Weigeringen"), row.refusals, self._refusal, about=kinds_refused(row.refusals))
        self._section(self.tr("Notities"), row.notes, self._note)

    def _section(
        self,
        title: str,
        rows: Sequence[object],
        build: Callable[..., QWidget],
        action: QAction | None = None,
        about: str = "",
    ) -> None:
        if not rows and action is None:
            return
        head = QHBoxLayout()
        head.addWidget(Text(title, "section"))
        head.addWidget(Count(str(len(rows))))
        head.addStretch(1)
        if action is not None:
            head.addWidget(Button.of(action, Kind.LINK))
        self._column.addWidget(Rule())
        self._column.addLayout(head)
        if about:
            self._column.addWidget(Text(about, "small", tone="muted", wrap=True))
        for row in rows:
            self._column.addWidget(build(row))

    def _person(self, row: CompanyPersonRow) -> QWidget:
        box, words = _row()
        words.addWidget(Text(row.name, strong=True, wrap=True))
        for text in (row.role, row.phone, row.email):
            if text:
                words.addWidget(_selectable(text))
        if row.phone:
            call = Button("", "phone", Kind.USUAL, small=True)
            call.setAccessibleName(self.tr("Kopieer het nummer van {name}").format(name=row.name))
            call.clicked.connect(partial(self.call_wanted.emit, row.phone, row.name))
            _right(box, call)
        change = Button("", "pencil", Kind.LINK, small=True)
        change.setAccessibleName(self.tr("Wijzig {name}").format(name=row.name))
        change.clicked.connect(partial(self.person_wanted.emit, row))
        _right(box, change)
        return box

    def _recognition(self, row: RecognitionRow) -> QWidget:
        box, words = _row()
        words.addLayout(_signed(recognition_sign(row.outcome)))
        name = row.programme or self.tr("Opleiding die de school niet geeft")
        words.addWidget(Text(self.tr("{programme} (crebo {crebo})").format(programme=name, crebo=row.crebo), wrap=True))
        if row.checked_on is not None:
            day = short_date(row.checked_on, today=today())
            by = self.tr("{day} door {who}").format(day=day, who=row.checked_by) if row.checked_by else day
            seen = f"{by}, {row.evidence}" if row.evidence else by
            words.addWidget(Text(seen, "small", tone="muted", wrap=True))
        check = Button("", "refresh-cw", Kind.LINK, small=True)
        check.setAccessibleName(self.tr("Controleer de erkenning voor {programme}").format(programme=name))
        check.clicked.connect(partial(self.check_wanted.emit, row.crebo))
        _right(box, check)
        return box

    def _offer(self, row: OfferRow) -> QWidget:
        panel = Panel("well", margin=12, spacing=3)
        path = "" if row.path is None else row.path.label
        title = " · ".join(part for part in (", ".join(row.programmes) or row.number, path) if part)
        head = QHBoxLayout()
        head.addWidget(Text(title, strong=True, wrap=True), 1)
        change = Button("", "pencil", Kind.LINK, small=True)
        change.setAccessibleName(self.tr("Wijzig stageplaats {number}").format(number=row.number))
        change.clicked.connect(partial(self.offer_wanted.emit, row.id))
        head.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        panel.column.addLayout(head)
        for room in row.rooms:
            panel.column.addWidget(Text(self._room(row, room.period, room.free), wrap=True))
        for line in self._about(row):
            panel.column.addWidget(Text(line, "small", wrap=True))
        for wanted in row.requirements:
            panel.column.addLayout(self._requirement(wanted))
        return panel

    def _room(self, row: OfferRow, period: str, free: int | None) -> str:
        if free is None:
            return self.tr("{period}: aantal plekken niet gevraagd").format(period=period)
        return self.tr("{period}: {free} van {all} vrij").format(period=period, free=free, all=row.places)

    def _about(self, row: OfferRow) -> Sequence[str]:
        lines = []
        if row.days is not None:
            lines.append(self.tr("Dagen: {days}").format(days=", ".join(row.days) or self.tr("geen vaste")))
        if row.minutes_per_week is not None:
            lines.append(self.tr("{hours} uur per week").format(hours=_hours(row.minutes_per_week)))
        if row.tasks:
            lines.append(self.tr("Werk: {tasks}").format(tasks=row.tasks))
        if row.units:
            lines.append(self.tr("Te leren: {units}").format(units=", ".join(row.units)))
        if row.allowance is not Allowance.UNKNOWN:
            lines.append(self.tr("Vergoeding: {what}").format(what=self._allowance(row)))
        if row.accepts is not Accepts.UNKNOWN:
            lines.append(self.tr("Neemt wie de school plaatst: {answer}").format(answer=row.accepts.label))
        if row.contact:
            lines.append(self.tr("Contact: {name}").format(name=row.contact))
        unknown = [
            word
            for missing, word in (
                (row.days is None, self.tr("dagen")),
                (row.places is None, self.tr("aantal plekken")),
                (row.allowance is Allowance.UNKNOWN, self.tr("vergoeding")),
            )
            if missing
        ]
        if unknown:
            lines.append(self.tr("Nog vragen: {what}").format(what=", ".join(unknown)))
        return lines

    def _allowance(self, row: OfferRow) -> str:
        if row.allowance is Allowance.AMOUNT and row.allowance_cents is not None:
            amount = f"{row.allowance_cents // 100},{row.allowance_cents % 100:02}"
            return self.tr("€ {amount} per maand").format(amount=amount)
        return row.allowance.label

    def _requirement(self, row: RequirementRow) -> QLayout:
        if not row.acceptable:
            return _signed(Sign(self.tr("Eis die niet mag: {text}").format(text=row.text), "circle-x", Tone.DANGER))
        if not row.justification:
            text = self.tr("Eis zonder reden: {text}").format(text=row.text)
            return _signed(Sign(text, "circle-alert", Tone.ATTENTION))
        text = self.tr("Eis: {text}. Reden: {why}").format(text=row.text, why=row.justification)
        return _signed(Sign(text, "check", Tone.DONE))

    def _placement(self, row: CompanyPlacementRow) -> QWidget:
        box, words = _row()
        first, last = (short_date(day, today=today()) for day in (row.first_day, row.last_day))
        words.addLayout(_signed(state_sign(row.state)))
        about = " · ".join(part for part in (row.group, row.period, row.supervisor) if part)
        words.addWidget(Text(about, "small", tone="muted", wrap=True))
        words.addWidget(Text(f"{first} – {last}", "small", tone="muted", wrap=True))
        open_student = Button(row.student, kind=Kind.LINK, small=True)
        open_student.clicked.connect(partial(self.student_wanted.emit, row.student_id))
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(open_student)
        column.addWidget(box)
        return whole

    def _refusal(self, row: RefusalRow) -> QWidget:
        box, words = _row()
        words.addLayout(_signed(refusal_sign(row.kind)))
        day = short_date(row.refused_on, today=today())
        about = " · ".join(part for part in (day, row.period, row.offer) if part)
        words.addWidget(Text(about, "small", tone="muted", wrap=True))
        if row.weighed_on is not None:
            weighed = short_date(row.weighed_on, today=today())
            said = self.tr("Gewogen op {day} door {who}").format(day=weighed, who=row.weighed_by)
            words.addWidget(Text(said, "small", tone="muted", wrap=True))
        if row.waiting:
            words.addWidget(Text(self.tr("Deze plek vult niemand zonder reden."), "small", tone="muted", wrap=True))
        weigh = Button("", "scale", Kind.LINK, small=True)
        weigh.setAccessibleName(self.tr("Weeg de weigering van {day}").format(day=day))
        weigh.clicked.connect(partial(self.weigh_wanted.emit, row))
        _right(box, weigh)
        return box

    def _note(self, row: CompanyNoteRow) -> QWidget:
        box, words = _row()
        words.addWidget(_selectable(row.text, tone="ink"))
        day = short_date(row.written_at.astimezone(ZONE).date(), today=today())
        by = self.tr("{day}, {who}").format(day=day, who=row.written_by)
        words.addWidget(Text(by, "small", tone="muted", wrap=True))
        return box


def students_now(row: CompanyDetailRow, one: str, many: str) -> str:
    """How many students are at a company today, in the given words."""
    return plural(sum(placement.there for placement in row.placements), one, many)


def kinds_refused(rows: Sequence[RefusalRow]) -> str:
    """How often a company refused for a reason of each kind."""
    counts = Counter(row.kind for row in rows)
    return " · ".join(f"{counts[kind]} {kind.label}" for kind in RefusalKind if counts[kind])


def unreasoned(row: CompanyDetailRow) -> int:
    """How many requirements of a company nobody gave a reason for."""
    return sum(not wanted.justification for offer in row.offers for wanted in offer.requirements)


def _row() -> tuple[QWidget, QVBoxLayout]:
    """A row with words at the left; buttons go at its right."""
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 2, 0, 4)
    line.setSpacing(6)
    words = QVBoxLayout()
    words.setSpacing(1)
    line.addLayout(words, 1)
    return box, words


def _right(box: QWidget, button: Button) -> None:
    layout = box.layout()
    if isinstance(layout, QHBoxLayout):
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)


def _signed(sign: Sign) -> QHBoxLayout:
    """A sign whose words may take more lines."""
    line = QHBoxLayout()
    line.setSpacing(6)
    line.addWidget(Icon(sign.icon, _ROLES[sign.tone], 15), 0, Qt.AlignmentFlag.AlignTop)
    tone: LabelTone = "danger" if sign.tone is Tone.DANGER else "ink"
    line.addWidget(Text(sign.text, strong=True, wrap=True, tone=tone), 1)
    return line


def _selectable(text: str, tone: LabelTone = "muted") -> Text:
    words = Text(text, wrap=True, tone=tone)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words


def _hours(minutes: int) -> str:
    whole, rest = divmod(minutes, _HOUR)
    return str(whole) if not rest else f"{whole}:{rest:02}"
