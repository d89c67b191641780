"""A new report by one question at a time: large, by key alone, in words that can be said aloud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.dates import long_date
from app.errors import Refusal
from app.queries.incidents import Beforehand, ChoiceRow
from app.terms.incidents import Kind, Phase, Teller, Wish
from ui.dialogs.incident_facts import IncidentFactsDialog
from ui.theme import look
from ui.widgets.announce import announce
from ui.widgets.bits import Bar, Panel
from ui.widgets.button import Button, key_text
from ui.widgets.choice_fields import Option
from ui.widgets.drawer import Fact
from ui.widgets.facts import Facts
from ui.widgets.field import Field
from ui.widgets.pick_field import PickField
from ui.widgets.scroller import Scroller
from ui.widgets.text import Text

_BACK = "Alt+Left"
_WIDE, _TALL = 640, 560
_READ = 160
"""The least height for what is read back: that scrolls, and what is still asked stays in view."""


@dataclass(frozen=True, slots=True)
class _Question:
    """What is said aloud, and the fields that keep the answer."""

    words: str
    fields: tuple[str, ...]


class IncidentIntakeDialog(IncidentFactsDialog):
    """Enter goes on (Ctrl+Enter from a story), Alt+Left goes back, a number chooses; nothing typed is lost on the way.

    What an answer makes needless is passed over. At the end everything is read back.
    """

    def __init__(
        self,
        choices: tuple[Sequence[ChoiceRow], Sequence[ChoiceRow]],
        names: frozenset[str],
        today: date,
        before: Beforehand,
        parent: QWidget,
    ) -> None:
        self._at, self._before = 0, before
        self._questions: tuple[_Question, ...] = ()
        super().__init__(choices, names, today, parent)
        self._people = {row.id: row.name for rows in choices for row in rows}
        self._questions = self._all_questions()
        for question in self._questions:
            if len(question.fields) == 1:
                self.form[question.fields[0]].label_widget.setVisible(False)
        self._count, self._asked = Text("", "small", tone="muted"), Text("", "title", wrap=True)
        self._bar, self._back_read = Bar(spoken=self.tr("Hoe ver de vragen zijn")), Facts()
        self._reading = Scroller(self._back_read)
        self._reading.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._reading.setAccessibleName(self.tr("Wat je opschreef"))
        self._read_panel = Panel("list", margin=8)
        self._read_panel.column.addWidget(self._reading)
        self._body.removeWidget(self._title)
        self._title.setVisible(False)
        for part in (self._count, self._bar, self._asked):
            self._body.insertWidget(self._body.indexOf(self.form), part)
        self._body.insertWidget(self._body.indexOf(self.form), self._now)
        self._body.insertWidget(self._body.indexOf(self.form), self._read_panel)
        self._back = Button(self.tr("Vorige vraag"), "arrow-left", key=key_text(QKeySequence(_BACK)))
        self._back.clicked.connect(self.go_back)
        QShortcut(QKeySequence(_BACK), self, self.go_back)
        self._foot.insertWidget(0, self._back)
        self.form.legend.setVisible(False)  # the labels that bear the mark are the questions themselves
        self._show()

    @property
    def at_end(self) -> bool:
        """Whether the answers are read back now."""
        return self._at == len(self._road) - 1

    @property
    def asked(self) -> str:
        """The name of what is asked now."""
        return self._road[self._at].fields[0]

    @property
    def question(self) -> str:
        """What is asked now."""
        return self._asked.text()

    def save(self) -> None:
        """Go on to the next question; after the last one everything is saved."""
        if self.at_end:
            super().save()
        elif self._answered():
            self._at += 1
            self._show()

    def go_back(self) -> None:
        """Go back one question; the answers stay."""
        if self._at:
            self._at -= 1
            self._show()

    def go_on_where_it_stopped(self) -> None:
        """Show the first question whose answer is still missing."""
        self.skip()
        self.look()
        names = [question.fields[0] for question in self._road]
        self._at = next((at for at, name in enumerate(names) if self.form[name].problem()), len(names) - 1)
        self._show()

    def refuse(self, refusal: Refusal) -> None:
        """Go to the question that the refusal is about."""
        for at, question in enumerate(self._road):
            if refusal.field in question.fields:
                self._at = at
                self._show()
        super().refuse(refusal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not isinstance(self.focusWidget(), QPlainTextEdit):
            self.save()
            return
        super().keyPressEvent(event)

    def skip(self) -> None:
        """Ask what still matters after the answers so far; only the question in view is shown."""
        super().skip()
        if self._questions:
            self._show_fields()

    def show_danger(self, *, shown: bool) -> None:
        """Say at once what comes first, in a window that grows with it."""
        another = shown == self._now.isHidden()
        super().show_danger(shown=shown)
        if another and self._questions:
            self._fit()

    def look(self) -> None:
        super().look()
        if self._questions:
            self._show_fields()

    def _heading(self) -> str:
        return self.tr("Nieuwe melding of signaal")

    def _begin_section(self, title: str) -> None:
        """One question at a time needs no headings."""

    def _choice(self, label: str, kind: type[Kind | Phase | Teller | Wish]) -> Field:
        options = [Option(one, f"{one.label[:1].upper()}{one.label[1:]}") for one in kind]
        return PickField(label, options, required=True)

    def _track_field(self, label: str, options: Sequence[Option]) -> Field:
        return PickField(label, options, required=True)

    def _acute_field(self, label: str) -> Field:
        options = [Option(value=True, text=self.tr("Ja, nu")), Option(value=False, text=self.tr("Nee"))]
        return PickField(label, options, required=True)

    def _all_questions(self) -> tuple[_Question, ...]:
        return (
            _Question(self.tr("Is er nu gevaar, of is de student er nog en niet veilig?"), ("acute",)),
            _Question(self.tr("Vertelt iemand wat er is gebeurd, of is het nog vaag?"), ("track",)),
            _Question(self.tr("Wie vertelt het?"), ("teller", "told_by")),
            _Question(self.tr("Om welke student gaat het?"), ("student",)),
            _Question(self.tr("Is de student jonger dan 18?"), ("minor",)),
            _Question(self.tr("Bij welk leerbedrijf is het?"), ("company",)),
            _Question(self.tr("Was het bij het zoeken, of tijdens de stage?"), ("phase",)),
            _Question(self.tr("Waar gaat het over?"), ("kind",)),
            _Question(self.tr("Wat is er gebeurd? Vertel het in je eigen woorden."), ("what",)),
            _Question(self.tr("Waar was dat?"), ("where",)),
            _Question(self.tr("Wanneer was het, en hoe vaak?"), ("when", "event")),
            _Question(self.tr("Wie zag of hoorde het?"), ("witnesses",)),
            _Question(self.tr("Wat wil jij dat er nu gebeurt? Nu niets doen mag ook."), ("wish",)),
            _Question(self.tr("Ik lees terug wat ik opschreef. Klopt het zo?"), ("received_on", "kept_reason")),
        )

    @property
    def _road(self) -> list[_Question]:
        """The questions that the answers so far leave to ask."""
        return [question for question in self._questions if self.asks(question.fields[0])]

    def _answered(self) -> bool:
        """Whether the question in view has an answer that can be kept; says why not."""
        fields = [self.form[name] for name in self._road[self._at].fields if self._is_wanted(name)]
        wrong = [(field, text) for field in fields if (text := field.problem())]
        for field, text in reversed(wrong):
            field.show_error(text)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        return not wrong

    def _is_wanted(self, name: str) -> bool:
        return self.asks(name) and (name != "kept_reason" or bool(self.touchy))

    def _show(self) -> None:
        road = self._road
        question = road[self._at]
        words = self.tr("Vraag {n} van {all}").format(n=self._at + 1, all=len(road))
        self._count.setText(words)
        self._bar.show_share((self._at + 1) / len(road))
        self._asked.setText(question.words)
        first = self.tr("Zeg eerst: ‘{words}’").format(words=self._before.words)
        jurist = "" if self._before.confirmed else self.tr("Laat een jurist deze zin nakijken.")
        self._intro.setText(f"{first} {jurist}".strip())
        self._intro.setVisible(self._at == 0)
        self._notice.setVisible(False)
        self._back.setEnabled(self._at > 0)
        self.save_button.setText(self.tr("Bewaar verzegeld") if self.at_end else self.tr("Verder"))
        self._read_panel.setVisible(self.at_end)
        if self.at_end:
            self._read_back()
        self._show_fields()
        self._fit()
        self.form[question.fields[0]].setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{words}. {question.words}")

    def _show_fields(self) -> None:
        wanted = self._road[min(self._at, len(self._road) - 1)].fields
        for name in self.form:
            self.form[name].setVisible(name in wanted and self._is_wanted(name))

    def _fit(self) -> None:
        """As wide and tall as the questions need: it stays where it is while they follow each other."""
        self._reading.setFixedHeight(look().px(_READ))
        super()._fit()
        room = (self.screen() or QGuiApplication.primaryScreen()).availableGeometry().size()
        width = min(max(self.width(), look().px(_WIDE)), room.width() - 40)
        height = self.height()
        if self.at_end:
            around = self._body.contentsMargins() + self._read_panel.column.contentsMargins()
            whole = self._back_read.whole_height(width - around.left() - around.right())
            read = max(self._reading.height(), min(whole, look().px(_READ) + room.height() - 60 - height))
            height += read - self._reading.height()
            self._reading.setFixedHeight(read)
        self.resize(width, min(max(height, look().px(_TALL)), room.height() - 60))

    def _read_back(self) -> None:
        """Everything that was answered, as it will be kept."""
        rows = []
        for question in self._road[:-1]:
            for name in question.fields:
                field = self.form[name]
                if self._is_wanted(name) and (text := self._words_of(name, field.value)):
                    rows.append(Fact(field.label, text))
        self._back_read.show_facts(rows)

    def _words_of(self, name: str, value: object) -> str:
        field = self.form[name]
        if isinstance(field, PickField):
            return field.words
        if isinstance(value, UUID):
            return self._people.get(value, "")
        if isinstance(value, bool):
            return self.tr("ja") if value else ""
        if isinstance(value, date):
            return long_date(value)
        return str(value or "")
