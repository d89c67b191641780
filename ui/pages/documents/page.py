"""Documenten: the papers to hand out, always with today's contacts, to look at, print and save."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.clock import ZONE, today
from app.dates import short_date
from app.documents import Document, Options, Rendered, kinds, render
from app.documents.kinds import About
from app.errors import Refusal
from app.progress import Progress
from app.queries.paper_progress import progress_subjects
from app.queries.school_papers import hand_outs
from app.terms.drafts import DraftKey
from app.text import translate
from ui.frame.page import Page
from ui.leaving.gathering import Gathered, Gatherer, Wish
from ui.leaving.series import fit
from ui.pages.documents.checking import Checker
from ui.pages.documents.edition import Edition, paper_words
from ui.pages.documents.editor import TextEditor
from ui.pages.documents.head import Head
from ui.pages.documents.leaving import Leaving
from ui.pages.documents.register import Register
from ui.pages.documents.shelf import Shelf
from ui.pages.documents.writing import FORM, Writer
from ui.theme import Tone, look, theme
from ui.widgets.bits import Panel
from ui.widgets.page_viewer import PageViewer
from ui.widgets.switch import Switch, View
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.desk.actions import Actions
    from ui.desk.desk import Desk

_NARROW = 560
"""Under this width the preview stands below the editor."""
_LEAST = 340


class DocumentsPage(Page):
    """A gallery of papers beside the one that is chosen, as it comes out of the printer."""

    SHOWS = frozenset(
        {
            *("school", "helpline", "policy", "school_text", "hand_out", "company", "supervisor", "student", "period"),
            *(
                "participation",
                "placement",
                "agreement",
                "contact_moment",
                "assessment",
                "unit_standing",
                "goal",
                "unit_verdict",
            ),
            *("student_group", "programme", "programme_unit", "giving"),
        }
    )

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("DocumentsPage", "Documenten"), parent)
        self._kinds = kinds()
        self._chosen = self._kinds[0]
        self._rendered: Rendered | None = None
        self._gatherer = Gatherer(desk)
        self._gathered: Gathered | None = None
        self._asked = 0
        self._shelf = Shelf(self._kinds)
        self._shelf.chosen.connect(self._choose)
        self._edition = Edition()
        self._edition.changed.connect(self._show_paper)
        self._notice = Panel(Tone.ATTENTION, margin=10)
        self._notice_text = Text("", wrap=True)
        self._notice.column.addWidget(self._notice_text)
        self._viewer = PageViewer(desk.lanes)
        self._switch = Switch(
            (
                View("papers", self.tr("Papieren"), "file-text"),
                View("register", self.tr("Uitgereikt"), "handshake"),
            ),
            self.tr("Papieren of uitgereikt"),
        )
        self._switch.chosen.connect(self.show_view)
        self._register = Register(desk, actions, self)
        self._stack = QStackedWidget()
        self._papers = QWidget()
        self._checker, self._writer = Checker(desk, self), Writer(desk, self._papers)
        self._writer.opened.connect(self._show_editor)
        self._writer.typed.connect(self._show_paper)
        self._leaving = Leaving(desk, self)
        self._actions = self._make_actions(actions)
        self._head = Head(self._switch, self._actions)
        self._lay_out()
        self.set_primary(self._actions["print"])
        self.set_subtitle(self.tr("Altijd met de contacten die kloppen. Toegankelijk en klaar om te printen."))
        theme.changed.connect(self._fit)

    def _make_actions(self, actions: Actions) -> dict[str, QAction]:
        out, leaving = self._leaving.out, self._leaving.let_go
        section = self.tr("Documenten")

        def add(key: str, text: str, act: Callable[[], object], icon: str, shortcut: str = "") -> QAction:
            return actions.add(
                f"documents.{key}", text, act, owner=self, section=section, shortcut=shortcut, icon_name=icon
            )

        return {
            "print": add("print", self.tr("Print"), partial(leaving, out.print), "printer", "Ctrl+P"),
            "save": add("save", self.tr("Bewaar als PDF"), partial(leaving, out.save), "save", "Ctrl+S"),
            "locked": add("locked", self.tr("Met wachtwoord"), partial(leaving, out.save_locked), "lock"),
            "everybody": add("everybody", self.tr("Voor iedereen"), self._offer_series, "users"),
            "open": add("open", self.tr("Open in pdf-lezer"), partial(leaving, out.open), "external-link"),
            "mail": add("mail", self.tr("Maak een e-mail"), partial(leaving, out.mail), "mail"),
            "find": add("find", self.tr("Zoek in het papier"), self._search, "search", "Ctrl+F"),
            "text": add("text", self.tr("Pas de tekst aan"), self._rewrite, "pencil", "Ctrl+T"),
            "check": add("check", self.tr("Controleer een papier"), self._checker.offer, "badge-check"),
        }

    def _lay_out(self) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._papers)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addWidget(self._shelf)
        shown = QVBoxLayout()
        shown.setSpacing(12)
        for part, stretch in ((self._edition, 0), (self._notice, 0), (self._viewer, 1)):
            shown.addWidget(part, stretch)
        self._row.addLayout(shown, 1)
        for view in (self._papers, self._register):
            self._stack.addWidget(view)
        self._claim_room()
        self.column.addWidget(self._head)
        self.column.addWidget(self._stack, 1)
        self.setFocusProxy(self._shelf)

    def _claim_room(self) -> None:
        """Only the view that is shown says how high the page must be."""
        for view in (self._papers, self._register):
            shown = view is self._stack.currentWidget()
            upright = QSizePolicy.Policy.Preferred if shown else QSizePolicy.Policy.Ignored
            view.setSizePolicy(QSizePolicy.Policy.Preferred, upright)

    def _fit(self) -> None:
        """Beside an editor the preview stands, or below it where both would be too narrow."""
        editor = self._writer.editor
        narrow = editor is not None and self.width() < look().px(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        self._viewer.setMinimumHeight(look().px(_LEAST) if narrow else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show_editor(self, editor: TextEditor | None) -> None:
        """Let the editor stand where the list of papers was, and the list again when it is left."""
        for before in self._papers.findChildren(TextEditor, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if before is not editor:
                self._row.removeWidget(before)
                before.setParent(None)
                before.deleteLater()
        if editor is not None:
            self._row.insertWidget(0, editor, 1)
            editor.show()  # at once: its first text gets the focus
        self._shelf.setVisible(editor is None)
        self._edition.hold(editor is not None)
        self._enable()
        self._fit()
        if editor is None:
            self._shelf.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def pdf(self) -> bytes:
        """The paper in view; empty while it is being made."""
        return b"" if self._rendered is None else self._rendered.pdf

    def show_paper(
        self, name: str, *, mono: bool = False, large: bool = False, booklet: bool = False, language: str = "nl"
    ) -> None:
        """Bring a paper in view."""
        self._writer.leave()
        self._edition.choose(mono=mono, large=large, booklet=booklet, language=language)
        self._chosen = next(kind for kind in self._kinds if kind.name == name)
        self._shelf.show_chosen(name)
        self._show_paper()

    def show_view(self, key: str) -> None:
        """Show the papers, or who got which card."""
        self._switch.show_choice(key)
        register = key == "register"
        self._stack.setCurrentIndex(int(register))
        self._claim_room()
        self._head.show_buttons(shown=not register and self._writer.editor is None)
        self._name_primary()
        self.setFocusProxy(self._register if register else self._shelf)

    def refresh(self) -> None:
        self._register.show_versions(self._gatherer.versions())
        self._shelf.show_chosen(self._chosen.name)
        self._show_subjects()
        self._show_paper()

    def _show_subjects(self) -> None:
        scope = self.desk.scope
        rows = self.desk.ask(
            progress_subjects,
            today=today(),
            period_id=scope.period,
            programme_id=scope.programme,
            group_id=scope.group,
        )
        self._edition.show_subjects(rows)

    def _choose(self, name: str) -> None:
        for kind in self._kinds:
            if kind.name == name and kind is not self._chosen:
                self._chosen = kind
                self._show_paper()

    def _show_paper(self) -> None:
        """Render the chosen paper with what the school holds now; only the last one asked for is shown."""
        kind, edition = self._chosen, self._edition
        edition.show_kind(kind)
        options = edition.options(today())
        self._shelf.tell(kind, f"{paper_words(kind, options)}. {self._last_made()}")
        self._enable()
        self._asked += 1
        self._leaving.hold(kind, None, None)
        try:
            self._gathered = self._gatherer.gather(self._wish(edition.subject), self._writer.trial)
        except Refusal as refusal:
            if self._writer.editor is None:  # beside an editor the last paper stays in view
                self._rendered = None
                self._viewer.clear()
            self._say([str(refusal)])
            return
        job = self.desk.lanes.render(_rendered, document=self._gathered.document, options=options, asked=self._asked)
        job.done.connect(self._show)

    def _enable(self) -> None:
        """Offer what can be done with this paper; while its text is written, that is to look at it alone."""
        kind, writing = self._chosen, self._writer.editor is not None
        able = {
            "text": bool(kind.texts),
            "everybody": kind.about is About.PLACEMENT and bool(self._edition.subjects),
            "locked": kind.about is not About.NOTHING,
        }
        for key, action in self._actions.items():
            action.setEnabled((not writing or key == "find") and able.get(key, True))
        self._head.sift()
        self._head.show_buttons(shown=not writing and self._stack.currentWidget() is self._papers)
        self._head.setVisible(not writing)
        self._name_primary()

    def _name_primary(self) -> None:
        register = self._stack.currentWidget() is self._register
        paper = None if self._writer.editor is not None else self._actions["print"]
        wanted = self._register.give if register else paper
        if wanted is not self.primary:
            self.set_primary(wanted)

    def _wish(self, placement_id: UUID | None) -> Wish:
        edition = self._edition
        return Wish(self._chosen, today(), placement_id, edition.language, edition.names)

    def _last_made(self) -> str:
        """When this paper last left the program, and with whom."""
        for row in self.desk.ask(hand_outs, document=self._chosen.name, limit=1):
            day = short_date(row.at.astimezone(ZONE).date(), today=today())
            return self.tr("Laatst gemaakt op {day} door {name}.").format(day=day, name=row.by)
        return self.tr("Nog nooit geprint of bewaard.")

    def _show(self, answer: tuple[int, Rendered]) -> None:
        asked, rendered = answer
        if asked != self._asked:
            return
        self._rendered = rendered
        self._leaving.hold(self._chosen, self._gathered, rendered)
        self._viewer.show_pdf(rendered.pdf)
        said = [warning.text for warning in rendered.warnings]
        if self._gathered is not None and self._gathered.left_off:
            names = ", ".join(row.name for row in self._gathered.left_off)
            said.append(
                self.tr("Niet op het papier, want het nummer is niet gecontroleerd: {names}.").format(names=names)
            )
        self._say(said)

    def _say(self, sentences: list[str]) -> None:
        self._notice_text.setText("\n\n".join(sentences))
        self._notice.setVisible(bool(sentences))

    def _offer_series(self) -> None:
        """The paper in view, for every placement in view."""
        wishes = tuple(
            (fit(f"{row.student} {row.company}"), self._wish(row.placement_id)) for row in self._edition.subjects
        )
        version = "" if self._gathered is None else self._gathered.version
        self._leaving.offer_series(self._chosen, wishes, self._edition.options(today()), version)

    def _rewrite(self) -> None:
        self._writer.offer(self._chosen, self._edition.language)

    def begun(self) -> DraftKey | None:
        self._writer.tell_now()
        return None if self._writer.editor is None else self._writer.key

    def reopen(self, key: DraftKey) -> bool:
        texts, _, language = key.subject.partition(":")
        for kind in self._kinds:
            if key.form == FORM and kind.texts == texts:
                self.show_paper(kind.name, language=language)
                self._rewrite()
                return True
        return False

    def _search(self) -> None:
        """Go to the line that looks for words in the paper."""
        self.show_view("papers")
        self._viewer.search.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _rendered(document: Document, options: Options, asked: int, progress: Progress) -> tuple[int, Rendered]:
    """Render off the GUI thread, and say which question it answers."""
    progress.step(0, 1)
    return asked, render(document, options)
