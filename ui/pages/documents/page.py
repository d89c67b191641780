"""Documenten: the papers to hand out, always with today's contacts, to look at, print and save."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.clock import ZONE, today
from app.dates import short_date
from app.documents import Document, Kind, Options, Rendered, kinds, render
from app.documents.kinds import About
from app.errors import Refusal
from app.progress import Progress
from app.queries.paper_progress import progress_subjects
from app.queries.school import school
from app.queries.school_papers import hand_outs
from app.text import translate
from ui.dialogs.stale_contacts import StaleContactsDialog
from ui.frame.page import Page
from ui.leaving.gathering import Gathered, Gatherer, Wish, gathered
from ui.leaving.outgoing import Outgoing, Paper
from ui.leaving.series import Plan, Series, fit
from ui.pages.documents.checking import Checker
from ui.pages.documents.edition import Edition, paper_words
from ui.pages.documents.register import Register
from ui.pages.documents.writing import Writer
from ui.theme import Tone, look, theme
from ui.widgets.bits import Panel
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.page_viewer import PageViewer
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.scroller import Scroller
from ui.widgets.switch import Switch, View
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.desk.actions import Actions
    from ui.desk.desk import Desk

_SIDE = 300
_BESIDE = ("save", "locked", "everybody", "open", "mail", "text", "check")
_AT_TIMES = ("locked", "everybody", "text")
"""Actions that not every paper has."""


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
        self._list: RowTable[Kind] = RowTable(
            (Column(self.tr("Document"), lambda kind: kind.title, strong=True, tip=lambda kind: kind.purpose),),
            key=lambda kind: kind.name,
            spoken=self.tr("Documenten"),
        )
        self._list.chosen.connect(self._choose)
        self._purpose = Text("", wrap=True)
        self._paper = Text("", "small", tone="muted", wrap=True)
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
        self._checker, self._writer = Checker(desk, self), Writer(desk, self)
        self._actions = self._make_actions(actions)
        self._lay_out()
        self.set_primary(self._actions["print"])
        self.set_subtitle(self.tr("Altijd met de contacten die kloppen. Toegankelijk en klaar om te printen."))
        theme.changed.connect(self._fit)

    def _make_actions(self, actions: Actions) -> dict[str, QAction]:
        out = Outgoing(self.desk, self)
        self._series = Series(self.desk, self)

        def add(key: str, text: str, act: Callable[[], object], icon: str, shortcut: str = "") -> QAction:
            section = self.tr("Documenten")
            return actions.add(
                f"documents.{key}", text, act, owner=self, section=section, shortcut=shortcut, icon_name=icon
            )

        def leaving(way: Callable[[Paper], object]) -> Callable[[], object]:
            return partial(self._take_out, way)

        return {
            "print": add("print", self.tr("Print"), leaving(out.print), "printer", "Ctrl+P"),
            "save": add("save", self.tr("Bewaar als PDF"), leaving(out.save), "save", "Ctrl+S"),
            "locked": add("locked", self.tr("Met wachtwoord"), leaving(out.save_locked), "lock"),
            "everybody": add("everybody", self.tr("Voor iedereen"), self._offer_series, "users"),
            "open": add("open", self.tr("Open in pdf-lezer"), leaving(out.open), "external-link"),
            "mail": add("mail", self.tr("Maak een e-mail"), leaving(out.mail), "mail"),
            "find": add("find", self.tr("Zoek in het papier"), self._search, "search", "Ctrl+F"),
            "text": add("text", self.tr("Pas de tekst aan"), self._rewrite, "pencil", "Ctrl+T"),
            "check": add("check", self.tr("Controleer een papier"), self._checker.offer, "badge-check"),
        }

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._papers = papers = Panel("card", margin=1)
        papers.column.addWidget(self._list)
        papers.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column.addWidget(papers)
        column.addWidget(self._purpose)
        column.addWidget(self._paper)
        column.addStretch(1)
        self._side = Scroller(side)
        papers_view = QWidget()
        row = QHBoxLayout(papers_view)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._side)
        shown = QVBoxLayout()
        shown.setSpacing(12)
        shown.addWidget(self._edition)
        shown.addWidget(self._notice)
        shown.addWidget(self._viewer, 1)
        row.addLayout(shown, 1)
        for view in (papers_view, self._register):
            self._stack.addWidget(view)
        self._buttons = QWidget()
        beside = FlowLayout(self._buttons)
        self._button = {key: Button.of(self._actions[key]) for key in _BESIDE}
        for button in self._button.values():
            beside.addWidget(button)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        top.addWidget(self._buttons, 1)
        self.column.addLayout(top)
        self.column.addWidget(self._stack, 1)
        self.setFocusProxy(self._list)
        self._fit()

    def _fit(self) -> None:
        rows = self._list.verticalHeader().defaultSectionSize() * (len(self._kinds) + 1)
        self._papers.setFixedHeight(rows + look().px(8))
        self._side.setFixedWidth(look().px(_SIDE))

    @property
    def pdf(self) -> bytes:
        """The paper in view; empty while it is being made."""
        return b"" if self._rendered is None else self._rendered.pdf

    def show_paper(
        self, name: str, *, mono: bool = False, large: bool = False, booklet: bool = False, language: str = "nl"
    ) -> None:
        """Bring a paper in view."""
        self._edition.choose(mono=mono, large=large, booklet=booklet, language=language)
        self._chosen = next(kind for kind in self._kinds if kind.name == name)
        self._list.choose(name)
        self._show_paper()

    def show_view(self, key: str) -> None:
        """Show the papers, or who got which card."""
        self._switch.show_choice(key)
        register = key == "register"
        self._stack.setCurrentIndex(int(register))
        self._buttons.setVisible(not register)
        self.set_primary(self._register.give if register else self._actions["print"])
        self.setFocusProxy(self._register if register else self._list)

    def refresh(self) -> None:
        self._register.show_versions(self._gatherer.versions())
        self._list.show_rows(self._kinds)
        self._list.choose(self._chosen.name)
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

    def _choose(self, name: str | None) -> None:
        for kind in self._kinds:
            if kind.name == name and kind is not self._chosen:
                self._chosen = kind
                self._show_paper()

    def _show_paper(self) -> None:
        """Render the chosen paper with what the school holds now; only the last one asked for is shown."""
        kind, edition = self._chosen, self._edition
        edition.show_kind(kind)
        options = edition.options(today())
        self._purpose.setText(kind.purpose)
        self._paper.setText(f"{paper_words(kind, options)}. {self._last_made()}")
        self._actions["text"].setEnabled(bool(kind.texts))
        self._actions["everybody"].setEnabled(kind.about is About.PLACEMENT and bool(edition.subjects))
        self._actions["locked"].setEnabled(kind.about is not About.NOTHING)
        for key in _AT_TIMES:
            self._button[key].setVisible(self._actions[key].isEnabled())
        self._asked += 1
        try:
            self._gathered = self._gatherer.gather(self._wish(edition.subject))
        except Refusal as refusal:
            self._rendered = None
            self._viewer.clear()
            self._say([str(refusal)])
            return
        job = self.desk.lanes.render(_rendered, document=self._gathered.document, options=options, asked=self._asked)
        job.done.connect(self._show)

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

    def _take_out(self, way: Callable[[Paper], object]) -> None:
        """Let the paper in view leave, as it is now; who is missing on it is said before that."""
        if self._rendered is None or self._gathered is None:
            return
        paper = Paper(self._chosen.name, self._chosen.title, self._gathered.version, self._rendered)
        missing = self._gathered.left_off
        if not missing:
            way(paper)
            return
        dialog = StaleContactsDialog([row.name for row in missing], self)
        dialog.saved.connect(dialog.accept)
        dialog.accepted.connect(partial(way, paper))
        dialog.check_wanted.connect(partial(self.desk.open, "helpline", missing[0].id))
        dialog.open()

    def _offer_series(self) -> None:
        """The paper in view, for every placement in view."""
        about = self.desk.ask(school)
        rows = self._edition.subjects
        if self.desk.presenting:
            self.desk.refused.emit(self.tr("In de presentatiemodus zijn namen verborgen. Zet die eerst uit."))
        elif about is not None and rows:
            wishes = tuple((fit(f"{row.student} {row.company}"), self._wish(row.placement_id)) for row in rows)
            self._series.offer(
                Plan(
                    self._chosen.name,
                    self._chosen.title,
                    len(rows),
                    partial(gathered, wishes, self.desk.scope),
                    self._edition.options(today()),
                    about.name,
                    "" if self._gathered is None else self._gathered.version,
                )
            )

    def _rewrite(self) -> None:
        self._writer.offer(self._chosen, self._edition.language)

    def _search(self) -> None:
        """Go to the line that looks for words in the paper."""
        self.show_view("papers")
        self._viewer.search.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _rendered(document: Document, options: Options, asked: int, progress: Progress) -> tuple[int, Rendered]:
    """Render off the GUI thread, and say which question it answers."""
    progress.step(0, 1)
    return asked, render(document, options)
