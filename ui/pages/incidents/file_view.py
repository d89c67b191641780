"""One file of Meldingen: the next step on top, then what follows and what was done; beside it what may be said."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.clock import today
from app.dates import short_date, weekday_date
from app.queries.incidents import IncidentFile
from app.rules.incident_file import Incident
from app.rules.incidents import telling
from app.terms.incidents import Consent, Reaction, Recipient, Telling
from app.text import plural
from ui.pages.incidents.events import events
from ui.pages.incidents.sign_list import Line, SignList
from ui.theme import Tone, look, theme
from ui.widgets.bits import Panel, Pill, Rule
from ui.widgets.button import Button, Kind
from ui.widgets.choice_fields import ChoiceField, Option, TickListField
from ui.widgets.flow import FlowLayout
from ui.widgets.notice import Notice
from ui.widgets.sign import Sign
from ui.widgets.text import Text
from ui.widgets.timeline import Timeline

_SIDE, _BESIDE_FROM = 350, 900
_SIGNS = {
    Telling.ALL: ("check", Tone.DONE),
    Telling.NAMED: ("check", Tone.DONE),
    Telling.UNNAMED: ("eye-off", Tone.INFO),
    Telling.FACT: ("info", Tone.ATTENTION),
    Telling.NOTHING: ("circle-x", Tone.DANGER),
}
_CONSENTS = {
    Consent.WITH_NAME: ("circle-check", Tone.DONE),
    Consent.WITHOUT_NAME: ("eye-off", Tone.INFO),
    Consent.NO: ("circle-x", Tone.DANGER),
}


class FileView(QWidget):
    """Shows a file; what can be done with it are the actions of its page."""

    reacted = Signal(object)
    """The reactions that are ticked now."""
    step_wanted = Signal(str)
    """A step of the line that somebody wants to record."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.named = False
        self._code = Text("", "section")
        self._kind, self._state = Pill(Sign("")), Pill(Sign(""))
        self._name = Text("", strong=True)
        self._term, self._title = Text("", "small", strong=True, wrap=True), Text("", "title", wrap=True)
        self._how, self._source = Text("", wrap=True), Text("", "small", tone="muted", wrap=True)
        self._say = Text("", wrap=True)
        self._others = Notice(tone=Tone.ATTENTION)
        self._line = Timeline(self.tr("Tijdlijn: wat volgt en wat is gedaan"))
        self._line.opened.connect(self.step_wanted)
        self._promise, self._promised = Text("", strong=True, wrap=True), Text("", "small", wrap=True)
        self._told = SignList(self.tr("Wat mag je zeggen, tegen wie"))
        self._file: IncidentFile | None = None
        self._stage = ChoiceField(self.tr("Bij welke stap?"))
        self._stage.changed.connect(self._show_telling)
        self._stage_words = Text("", "small", wrap=True)
        self._consents = SignList(self.tr("Toestemming van de student"))
        self._reactions = TickListField(self.tr("Hoe reageerden we?"), [Option(one, one.label) for one in Reaction])
        self._reactions.changed.connect(lambda: self.reacted.emit(self._reactions.value))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._offered: list[tuple[Button, QAction]] = []
        self._lay_out()
        self._show_offered()
        theme.changed.connect(self._fit)

    def show_file(self, file: IncidentFile) -> None:
        """Show this file."""
        self._show_head(file)
        self._show_next(file)
        self._line.show_moments(events(file, today()))
        incident = file.incident
        self._others.setVisible(file.others is not None)
        if file.others is not None and self._others.text != file.others:
            self._others.tell(file.others, Tone.ATTENTION)
        promised = incident.promised_on
        self._promise.setText(incident.promise or self.tr("Nog niets beloofd."))
        self._promised.setText(
            "" if promised is None else self.tr("Uiterlijk {day}").format(day=weekday_date(promised))
        )
        self._promised.setVisible(promised is not None)
        self._offer_stages(file)
        asked = [one for one in Recipient if one not in {Recipient.STUDENT, Recipient.COLLEAGUES}]
        self._consents.show_lines([Line(one.label, self._consent_sign(one, incident)) for one in asked])
        self._reactions.set_value(frozenset(incident.reactions))
        self._reactions.setEnabled(not incident.is_closed)

    def _offer_stages(self, file: IncidentFile) -> None:
        """Let every step be looked at; a file that comes into view shows the one that is due."""
        if self._file is None or self._file.id != file.id or self._file.next != file.next:
            wanted = file.next.step.key if file.next is not None else None
        else:
            wanted = self._stage.value
        self._file = file
        self._stage.show_options([Option(one.step.key, one.step.label) for one in file.plan])
        self._stage.set_value(wanted)
        self._show_telling()

    def _show_telling(self) -> None:
        """What may be said to whom at the chosen step, and the words for it."""
        plan = () if self._file is None else self._file.plan
        step = next((one.step for one in plan if one.step.key == self._stage.value), None)
        if step is None or self._file is None:
            return
        said = [(one, telling(self._file.incident, step, one)) for one in Recipient]
        self._told.show_lines([Line(one.label, Sign(level.label, *_SIGNS[level])) for one, level in said])
        self._stage_words.setText(self.tr("Zo kun je het zeggen: ‘{words}’").format(words=step.words))
        self._stage_words.setVisible(self._file.next is None or step.key != self._file.next.step.key)

    def _show_head(self, file: IncidentFile) -> None:
        incident = file.incident
        self._code.setText(self.tr("Dossier {code}").format(code=incident.code))
        self._kind.show_sign(Sign(f"{incident.track.label}: {incident.kind.label}", "tags", Tone.INFO))
        age = self.tr("minderjarig") if incident.minor else self.tr("meerderjarig")
        grave = self.tr("acuut") if incident.acute else self.tr("niet acuut")
        tone = Tone.DANGER if incident.acute else Tone.PLAIN
        self._state.show_sign(Sign(f"{age} · {grave}", "siren" if incident.acute else "", tone))
        about = " · ".join(part for part in (file.who, file.company) if part)
        hidden = self.tr("Naam afgedekt")
        self._name.setText((about or self.tr("zonder naam")) if self.named else hidden)

    def _show_next(self, file: IncidentFile) -> None:
        following = file.next
        if file.incident.is_closed:
            closing = file.incident.closings[-1]
            self._term.setText(self.tr("Gesloten op {day}").format(day=short_date(closing.on, today=today())))
            self._title.setText(closing.consequence.label.capitalize())
            self._how.setText(closing.why)
            self._say.setText("")
            self._source.setText(self.tr("Dit dossier is gesloten. Heropen het om iets te wijzigen of toe te voegen."))
        elif following is None:
            self._term.setText(self.tr("Volgende stap"))
            self._title.setText(self.tr("Sluit de melding, met een gevolg"))
            self._how.setText(self.tr("Alles is gedaan. Kies wat dit voor het leerbedrijf verandert."))
            self._say.setText("")
            self._source.setText("")
        else:
            self._term.setText(self._term_words(file))
            words = self.tr("{step} · uiterlijk {day}")
            self._title.setText(words.format(step=following.step.label, day=weekday_date(following.due)))
            self._how.setText(following.step.how)
            self._say.setText(self.tr("Zo kun je het zeggen: ‘{words}’").format(words=following.step.words))
            source = self.tr("Bron: {source}.").format(source=following.step.source)
            jurist = self.tr(" Laat een jurist nakijken.") if following.step.legal else ""
            self._source.setText(source + jurist)
        self._say.setVisible(bool(self._say.text()))
        self._source.setVisible(bool(self._source.text()))

    def _term_words(self, file: IncidentFile) -> str:
        left = file.working_days or 0
        if left < 0:
            one, many = self.tr("Volgende stap · {n} werkdag te laat"), self.tr("Volgende stap · {n} werkdagen te laat")
            return plural(-left, one, many)
        if left == 0:
            return self.tr("Volgende stap · vandaag")
        if left == 1:
            return self.tr("Volgende stap · nog 1 werkdag")
        return self.tr("Volgende stap · nog {n} werkdagen").format(n=left)

    def _consent_sign(self, recipient: Recipient, incident: Incident) -> Sign:
        consent = incident.consent(recipient)
        if consent is not None:
            return Sign(consent.label, *_CONSENTS[consent])
        if recipient is Recipient.PARENTS and not incident.minor:
            return Sign(self.tr("niet nodig: meerderjarig"), "circle-check")
        return Sign(self.tr("niet gevraagd"), "circle-help")

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self._head())
        whole.addWidget(self._others)
        main, side = QVBoxLayout(), QVBoxLayout()
        for column in (main, side):
            column.setSpacing(12)
        main.addWidget(self._next_card())
        line = Panel("card")
        line.column.addWidget(Text(self.tr("Tijdlijn"), "section"))
        hint = self.tr("Openen en lezen worden vastgelegd.")
        line.column.addWidget(Text(hint, "small", tone="muted", wrap=True))
        line.column.addWidget(self._line)
        line.column.addWidget(Rule())
        line.column.addWidget(self._reactions)
        main.addWidget(line)
        main.addStretch(1)
        side.addWidget(self._promise_card())
        side.addWidget(self._telling_card())
        side.addWidget(self._list_card(self.tr("Toestemming van de student"), self._consents, "consent"))
        side.addWidget(self._buttons(("erase",)))
        side.addStretch(1)
        self._main, self._side = QWidget(), QWidget()
        for box, column in ((self._main, main), (self._side, side)):
            column.setContentsMargins(0, 0, 0, 0)
            box.setLayout(column)
        self._row.setSpacing(12)
        self._row.addWidget(self._main, 1)
        self._row.addWidget(self._side)
        whole.addLayout(self._row, 1)
        self._fit()

    def _head(self) -> QWidget:
        box = Panel("card", margin=10)
        flow_box = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        flow_box.setSizePolicy(policy)
        flow = FlowLayout(flow_box, 10)
        flow.addWidget(Button.of(self._actions["back"], Kind.LINK))
        for part in (self._code, self._kind, self._state, self._name):
            flow.addWidget(part)
        flow.addWidget(Button.of(self._actions["name"], Kind.LINK))
        box.column.addWidget(flow_box)
        return box

    def _next_card(self) -> QWidget:
        card = Panel(Tone.INFO)
        for part in (self._term, self._title, self._how, self._say, self._source):
            card.column.addWidget(part)
        card.column.addWidget(
            self._buttons(("step", "close", "reopen", "facts", "receipt", "case", "handover"), primary=True)
        )
        return card

    def _promise_card(self) -> QWidget:
        card = Panel(Tone.ATTENTION)
        card.column.addWidget(Text(self.tr("Belofte aan de student"), "section"))
        card.column.addWidget(self._promise)
        card.column.addWidget(self._promised)
        card.column.addWidget(self._buttons(("promise",)))
        return card

    def _telling_card(self) -> QWidget:
        card = self._list_card(self.tr("Wat mag je zeggen, tegen wie?"), self._stage, None)
        card.column.addWidget(self._told)
        card.column.addWidget(self._stage_words)
        return card

    def _list_card(self, title: str, part: QWidget, action: str | None) -> Panel:
        card = Panel("card", margin=12)
        card.column.addWidget(Text(title, "section", wrap=True))
        card.column.addWidget(part)
        if action is not None:
            card.column.addWidget(self._buttons((action, "ground", "unfit")))
        return card

    def _buttons(self, keys: tuple[str, ...], *, primary: bool = False) -> QWidget:
        box = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        flow = FlowLayout(box, 8)
        for at, key in enumerate(keys):
            button = Button.of(self._actions[key], Kind.PRIMARY if primary and at == 0 else Kind.USUAL, box)
            self._offered.append((button, self._actions[key]))
            self._actions[key].visibleChanged.connect(self._show_offered)
            flow.addWidget(button)
        return box

    def _show_offered(self) -> None:
        """Show the buttons of what can be done now."""
        for button, action in self._offered:
            button.setVisible(action.isVisible())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The right column goes under the left one where room is short."""
        narrow = 0 < self.width() < look().px(_BESIDE_FROM)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._side.setMinimumWidth(0)
        self._side.setMaximumWidth(QSize(16777215, 0).width() if narrow else look().px(_SIDE))
        if not narrow:
            self._side.setMinimumWidth(look().px(_SIDE))
