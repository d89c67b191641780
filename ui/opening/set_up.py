"""Setting up a school: five questions, back and forth, and nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.commands.school import SchoolDraft
from app.errors import Refusal
from ui.desk.jobs import Job, Lanes
from ui.opening.founding import Founded, abandon, adjust, finish, found, types_back
from ui.opening.school_file import refusal_of
from ui.opening.set_up_parts import BackUpPart, CodePart, MePart, Part, SchoolPart, StartPart
from ui.theme import Tone, look, theme
from ui.widgets.announce import announce
from ui.widgets.bits import Bar, Panel
from ui.widgets.button import Button, Kind, key_text
from ui.widgets.notice import Notice
from ui.widgets.scroller import Scroller
from ui.widgets.stepper import Step, Stepper
from ui.widgets.text import Text

if TYPE_CHECKING:
    from app.store.ciphers import Cost

_WIDTH = 800


class SetUp(QWidget):
    """Asks for the school, who you are, the recovery code, a place for backups and how to begin.

    The school is made after the second question, because its recovery code comes out of that; what is changed
    on the way back is brought in line. Leaving half-way takes it away again.
    """

    left = Signal()
    finished = Signal(object, object)
    """The ``SchoolFolder`` and the ``Unlocked`` school."""

    def __init__(self, root: Path, lanes: Lanes, *, cost: Cost | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._root, self._lanes, self._cost = root, lanes, cost
        self._founded: Founded | None = None
        self._kept: tuple[tuple[str, str], str] = (("", ""), "")
        self._job: Job | None = None
        self._furthest = 0
        school = SchoolPart(root)
        self._me = MePart(lambda: (str(school.form["name"].value),))
        self._code = CodePart(lanes, lambda: str(school.form["name"].value))
        self._school, self._back_up, self._start = school, BackUpPart(root), StartPart(lambda: self._draft().region)
        self._parts: tuple[Part, ...] = (school, self._me, self._code, self._back_up, self._start)
        self._stepper = Stepper(self.tr("Stappen van het inrichten"))
        self._stepper.chosen.connect(self._go_to)
        self._at = 0
        self._answers = QWidget()
        self._title = Text("", "title", wrap=True)
        self._explanation = Text("", tone="muted", wrap=True)
        self._notice = Notice()
        self._bar = Bar(spoken=self.tr("Voortgang"))
        enter = key_text(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return))
        self._next = Button(self.tr("Verder"), "arrow-right", Kind.PRIMARY, key=enter)
        self._before = Button(self.tr("Terug"), "arrow-left", key=key_text(QKeySequence("Alt+Left")))
        self._leave = Button(self.tr("Stop met inrichten"), kind=Kind.LINK)
        self._throw_away = Button(self.tr("Ja, gooi weg"), "x", Kind.LINK)
        self._bind()
        self._lay_out()
        self._show(0)

    @property
    def first_page(self) -> str:
        """The page that fits how the user wants to begin."""
        return self._start.first_page

    def _bind(self) -> None:
        self._next.clicked.connect(self.go_on)
        self._before.clicked.connect(self.go_back)
        self._leave.clicked.connect(self._ask_to_leave)
        self._throw_away.clicked.connect(self._break_off)
        for keys, slot in (("Ctrl+Return", self.go_on), ("Ctrl+Enter", self.go_on), ("Alt+Left", self.go_back)):
            QShortcut(QKeySequence(keys), self, slot)
        for part in self._parts:
            part.go_on_wanted.connect(self.go_on)
        self._code.said.connect(self._say)
        self._code.failed.connect(self._refuse_text)

    def _lay_out(self) -> None:
        self._card = Panel("card", margin=24, spacing=14)
        answers = QVBoxLayout(self._answers)
        answers.setContentsMargins(0, 0, 0, 0)
        for part in self._parts:
            answers.addWidget(part)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._leave)
        foot.addWidget(self._throw_away)
        foot.addStretch(1)
        foot.addWidget(self._before)
        foot.addWidget(self._next)
        column = self._card.column
        for part_of_card in (self._title, self._explanation, self._notice, self._answers):
            column.addWidget(part_of_card)
        column.addStretch(1)
        column.addWidget(self._bar)
        column.addLayout(foot)
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(14)
        middle.addWidget(self._stepper)
        middle.addWidget(self._card)
        middle.addStretch(1)
        inner = QWidget()
        outer = QHBoxLayout(inner)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.addStretch(1)
        outer.addWidget(self._middle, 100)
        outer.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroller(inner))
        self._bar.setVisible(False)
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        self._middle.setMaximumWidth(look().px(_WIDTH))

    def _show(self, at: int) -> None:
        """Bring a question in view."""
        part = self._parts[at]
        self._furthest = max(self._furthest, at)
        self._at = at
        for other in self._parts:
            other.setVisible(other is part)
        self._title.setText(part.title)
        self._explanation.setText(part.explanation)
        self._notice.setVisible(False)
        self._leave.setVisible(True)
        self._throw_away.setVisible(False)
        self._before.setVisible(at > 0)
        last = at == len(self._parts) - 1
        self._next.setText(self.tr("Open de school") if last else self.tr("Verder"))
        self._next.updateGeometry()
        self._show_steps()
        part.show_first()
        announce(self, part.title)

    def _show_steps(self) -> None:
        steps = [
            Step(part.key, part.step, done=at < self._furthest and at != self._at, open=at <= self._furthest)
            for at, part in enumerate(self._parts)
        ]
        self._stepper.show_steps(steps, self._parts[self._at].key)

    def _go_to(self, key: str) -> None:
        at = next(at for at, part in enumerate(self._parts) if part.key == key)
        if self._job is None and at < self._at:
            self._show(at)
        elif at > self._at:
            self.go_on()

    def go_back(self) -> None:
        """Return to the question before; the answers stay."""
        if self._job is None and self._at > 0:
            self._show(self._at - 1)

    def go_on(self) -> None:
        """Check this question, do what follows from it, and go to the next one."""
        part = self._parts[self._at]
        if self._job is not None or not part.check():
            return
        if part is self._me:
            self._make()
        elif part is self._code and not self._code.proven:
            self._work(types_back, self._hear_code, founded=self._founded, typed=self._code.typed)
        elif part is self._start:
            self._finish()
        else:
            self._next_part()

    def _next_part(self, _result: object = None) -> None:
        self._show(self._at + 1)

    def _make(self) -> None:
        names = (self._draft().name, str(self._me.form["person"].value))
        passphrase = str(self._me.form["passphrase"].value)
        if self._founded is None:
            self._kept = (names, passphrase)
            self._work(
                found,
                self._hear_founded,
                root=self._school.root,
                draft=self._draft(),
                name=names[1],
                passphrase=passphrase,
                cost=self._cost,
            )
            return
        before, self._kept = self._kept, (names, passphrase)
        if before == self._kept:
            self._next_part()
            return
        self._work(
            adjust,
            self._next_part,
            founded=self._founded,
            names=names,
            passphrases=(before[1], passphrase),
            cost=self._cost,
        )

    def _hear_founded(self, founded: Founded) -> None:
        self._founded = founded
        self._code.show_code(founded.code)
        self._school.settle()
        self._next_part()

    def _hear_code(self, right: bool) -> None:  # noqa: FBT001 - what the work gave
        if right:
            self._code.prove()
            self._next_part()
        else:
            wrong = self.tr("Dit is een goede code, maar niet die van deze school. Typ de code van hierboven.")
            self._code.form.refuse(Refusal(wrong, "typed"))

    def _finish(self) -> None:
        self._work(
            finish,
            self._hear_finished,
            founded=self._founded,
            root=self._school.root,
            draft=self._draft(),
            holidays=self._start.holidays,
            place=self._back_up.place,
        )

    def _hear_finished(self, _result: object) -> None:
        founded = self._founded
        if founded is not None:
            self._founded = None
            self.finished.emit(founded.folder, founded.unlocked)

    def _draft(self) -> SchoolDraft:
        return self._school.draft

    def abandon(self) -> None:
        """Leave nothing of a school that was not finished, such as when the window closes."""
        if self._founded is not None:
            abandon(self._founded)
            self._founded = None

    def _ask_to_leave(self) -> None:
        """Leave where nothing was filled in; else ask, with the focus back at the answer.

        Who types a wachtzin blindly may be on this button: its spaces must not throw everything away.
        """
        if self._furthest == 0 and self._school.is_blank:
            self._break_off()
            return
        self._leave.setVisible(False)
        self._throw_away.setVisible(True)
        self._parts[self._at].show_first()
        self._notice.tell(self.tr("Stoppen? Wat je hier invulde, wordt dan niet bewaard."), Tone.ATTENTION)

    def _break_off(self) -> None:
        if self._job is None:
            self.abandon()
            self.left.emit()

    def _work(self, work: Callable[..., Any], done: Callable[[Any], None], /, **arguments: Any) -> None:
        """Do ``work`` on another thread; until it ends nothing can be typed."""
        self._job = job = self._lanes.render(work, **arguments)
        self._set_busy(busy=True)
        job.progressed.connect(self._show_progress)
        job.ended.connect(self._rest)
        job.done.connect(done)
        job.failed.connect(self._fail)

    def _set_busy(self, *, busy: bool) -> None:
        self._answers.setEnabled(not busy)
        for button in (self._next, self._before, self._leave, self._throw_away):
            button.setEnabled(not busy)
        self._bar.show_share(0)
        self._bar.setVisible(busy)

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.show_share(done / total if total else 0)

    def _rest(self) -> None:
        self._job = None
        self._set_busy(busy=False)
        self._parts[self._at].show_first()

    def _fail(self, error: Exception) -> None:
        self._job = None
        self._set_busy(busy=False)
        refusal = refusal_of(error)
        for at, part in enumerate(self._parts):
            if part.holds(refusal):
                self._show(at)
                part.form.refuse(refusal)
                return
        self._refuse_text(str(refusal))

    def _refuse_text(self, text: str) -> None:
        self._notice.tell(text, Tone.DANGER)

    def _say(self, text: str) -> None:
        self._notice.tell(text, Tone.DONE)
