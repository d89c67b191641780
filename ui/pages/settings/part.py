"""What the parts of the settings share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.terms.drafts import DraftKey
from app.text import translate
from ui.desk.drafts import KeptDraft
from ui.desk.ear import Ear
from ui.opening.school_file import refusal_of
from ui.theme import Tone
from ui.widgets.bits import Panel, Rule
from ui.widgets.button import Button, Kind
from ui.widgets.flow import FlowLayout
from ui.widgets.form import FormDialog
from ui.widgets.row_table import RowTable
from ui.widgets.text import Text

if TYPE_CHECKING:
    from app.store.ciphers import Cost
    from ui.session import Session


FORMS = "settings."
"""How the drafts of the settings begin."""


class Part(QWidget):
    """One part: a title, a sentence that explains it, and ``column`` for the rest.

    ``SHOWS`` are the kinds of rows whose news makes it ask again. ``cost`` is what keys cost that are made here.
    """

    SHOWS: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, session: Session, title: str, explanation: str, cost: Cost | None = None) -> None:
        super().__init__()
        self.session, self.desk, self.cost = session, session.desk, cost
        self.title = title
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(4, 0, 4, 8)
        self.column.setSpacing(12)
        self.column.addWidget(Text(title, "section"))
        if explanation:
            self.column.addWidget(Text(explanation, tone="muted", wrap=True))

    @abstractmethod
    def refresh(self) -> None:
        """Ask again, and show the answers."""

    def action(
        self,
        key: str,
        text: str,
        slot: Callable[[], object],
        icon_name: str = "",
        *,
        shortcut: str | QKeySequence.StandardKey = "",
        owner: QWidget | None = None,
    ) -> QAction:
        """An action that works while this part, or ``owner`` in it, has the focus."""
        return self.session.application.actions.add(
            f"settings.{key}",
            text,
            slot,
            owner=owner or self,
            section=translate("Settings", "Instellingen: {part}").format(part=self.title),
            shortcut=shortcut,
            icon_name=icon_name,
        )

    def kept(self, dialog: FormDialog, form: str, subject: str = "") -> DraftKey:
        """Keep what is typed in ``dialog`` while it is half filled in, and show what was typed before."""
        draft = KeptDraft(self.desk, dialog, DraftKey(f"{FORMS}{form}", subject))
        if draft.found:
            self.desk.told.emit(translate("Forms", "Wat je eerder invulde, staat er nog."))
        return draft.key

    def reopen(self, form: str, subject: str) -> bool:  # noqa: ARG002 - for parts that have forms
        """Open a form about ``subject`` again; whether it is one of this part."""
        return False

    def heading(self, text: str) -> None:
        """Begin a group within the part."""
        self.column.addWidget(Text(text, strong=True, wrap=True))

    def add_list(self, table: RowTable[Any], actions: Sequence[QAction]) -> Panel:
        """Put a table on a card, with what can be done with it beneath."""
        card = Panel("card", margin=1, spacing=0)
        card.column.addWidget(table, 1)
        if actions:
            card.column.addWidget(Rule())
            card.column.addWidget(tool_row(actions, margin=10))
        self.column.addWidget(card, 1)
        return card

    def say(self, fact: str) -> None:
        """State something that cannot be taken back."""
        self.session.application.window.messages.say(fact)

    def refuse(self, error: Exception) -> None:
        """Say why something did not happen; our own mistakes are raised."""
        self.session.application.window.messages.say(str(refusal_of(error)), Tone.ATTENTION)

    def work(
        self,
        title: str,
        work: Callable[..., Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        /,
        **arguments: Any,
    ) -> None:
        """Do ``work`` on another thread, shown in the job bar; what goes wrong is said, or told to ``failed``."""
        job = self.desk.lanes.render(work, **arguments)
        Ear(self, job, done, failed or self.refuse)
        self.desk.job_started.emit(title, job)


def tool_row(actions: Sequence[QAction], *, margin: int = 0, primary: bool = False) -> QWidget:
    """Buttons of actions beside each other, on the next line where room is short."""
    box = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    box.setSizePolicy(policy)
    flow = FlowLayout(box, 8)
    flow.setContentsMargins(margin, margin, margin, margin)
    for at, action in enumerate(actions):
        flow.addWidget(Button.of(action, Kind.PRIMARY if primary and at == 0 else Kind.USUAL, box))
    return box
