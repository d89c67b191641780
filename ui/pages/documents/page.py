"""Documenten: the papers to hand out, always with today's contacts, to look at, print and save."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.clock import ZONE, today
from app.commands.school import drop_school_text, keep_school_text
from app.dates import short_date
from app.documents import Document, Kind, Options, Rendered, kinds, read_texts, render
from app.documents.kinds import About
from app.documents.texts import languages_of
from app.errors import Refusal
from app.progress import Progress
from app.queries.paper_progress import SubjectRow, progress_subjects
from app.queries.school import hand_outs, school_text
from app.text import translate
from ui.dialogs.school_text import SchoolTextDialog
from ui.frame.page import Page
from ui.leaving.gathering import Gathered, Gatherer, Wish
from ui.pages.documents.checking import Checker
from ui.pages.documents.outgoing import Outgoing, Paper
from ui.pages.documents.register import Register
from ui.theme import Tone, look, theme
from ui.widgets.bits import Panel
from ui.widgets.button import Button
from ui.widgets.choice_fields import ChoiceField, Option, TickField
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

_LANGUAGE = "nl"
_LANGUAGES = {
    "nl": "Nederlands",
    "ar": "العربية",
    "en": "English",
    "pl": "Polski",
    "tr": "Türkçe",
    "uk": "Українська",
}
"""Each by its own name."""
_SIDE = 330


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
        self._subject = ChoiceField(self.tr("Van wie?"), search=True)
        self._language = ChoiceField(
            self.tr("Taal"), [Option(code, _LANGUAGES.get(code, code)) for code in languages_of("meldwijzer")]
        )
        self._names = TickField(self.tr("Met namen van studenten"))
        self._names.set_value(True)
        self._mono = TickField(self.tr("Zwart-wit"))
        self._large = TickField(self.tr("Grote letters (18 punten)"))
        for field in (self._subject, self._language, self._names, self._mono, self._large):
            field.changed.connect(self._show_paper)
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
        self._checker = Checker(desk, self)
        self._actions = self._make_actions(actions)
        self._lay_out()
        self.set_primary(self._actions["print"])
        self.set_subtitle(self.tr("Altijd met de contacten die kloppen. Toegankelijk en klaar om te printen."))
        theme.changed.connect(self._fit)

    def _make_actions(self, actions: Actions) -> dict[str, QAction]:
        out = Outgoing(self.desk, self)

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
            "open": add("open", self.tr("Open in pdf-lezer"), leaving(out.open), "external-link"),
            "mail": add("mail", self.tr("Maak een e-mail"), leaving(out.mail), "mail"),
            "find": add("find", self.tr("Zoek in het papier"), self._search, "search", "Ctrl+F"),
            "text": add("text", self.tr("Pas de tekst aan"), self._edit, "pencil", "Ctrl+T"),
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
        for field in (self._subject, self._language, self._names, self._mono, self._large):
            column.addWidget(field)
        column.addWidget(self._notice)
        column.addStretch(1)
        self._side = Scroller(side)
        papers_view = QWidget()
        row = QHBoxLayout(papers_view)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._side)
        row.addWidget(self._viewer, 1)
        for view in (papers_view, self._register):
            self._stack.addWidget(view)
        self._buttons = QWidget()
        beside = FlowLayout(self._buttons)
        for key in ("save", "open", "mail", "text", "check"):
            beside.addWidget(Button.of(self._actions[key]))
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignTop)
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

    @property
    def _in_language(self) -> str:
        """The language of the paper in view."""
        return str(self._language.value) if self._chosen.translated else _LANGUAGE

    def show_paper(self, name: str, *, mono: bool = False, large: bool = False, language: str = "nl") -> None:
        """Bring a paper in view."""
        self._language.set_value(language)
        self._mono.set_value(mono)
        self._large.set_value(large)
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
        """Offer the placements in view; the first one is chosen until the user chooses."""
        today_, scope = today(), self.desk.scope
        rows = self.desk.ask(
            progress_subjects,
            today=today_,
            period_id=scope.period,
            programme_id=scope.programme,
            group_id=scope.group,
        )
        self._subject.show_options([Option(row.placement_id, _named(row)) for row in rows])
        if self._subject.value is None and rows:
            self._subject.set_value(rows[0].placement_id)

    def _choose(self, name: str | None) -> None:
        for kind in self._kinds:
            if kind.name == name and kind is not self._chosen:
                self._chosen = kind
                self._show_paper()

    def _show_paper(self) -> None:
        """Render the chosen paper with what the school holds now; only the last one asked for is shown."""
        self._purpose.setText(self._chosen.purpose)
        self._paper.setText(f"{self._chosen.paper}. {self._last_made()}")
        self._subject.setVisible(self._chosen.about is About.PLACEMENT)
        self._language.setVisible(self._chosen.translated)
        self._names.setVisible(self._chosen.versions)
        self._large.setVisible(self._chosen.large)
        self._actions["text"].setEnabled(bool(self._chosen.texts))
        self._asked += 1
        wish = Wish(self._chosen, today(), self._subject.value, self._in_language, self._names.value)
        try:
            self._gathered = self._gatherer.gather(wish)
        except Refusal as refusal:
            self._rendered = None
            self._viewer.clear()
            self._say([str(refusal)])
            return
        options = Options(wish.today, mono=self._mono.value, large=self._large.value and self._chosen.large)
        job = self.desk.lanes.render(_rendered, document=self._gathered.document, options=options, asked=self._asked)
        job.done.connect(self._show)

    def _last_made(self) -> str:
        """When this paper last left the program, and with whom."""
        for row in self.desk.ask(hand_outs):
            if row.document == self._chosen.name:
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
        """Let the paper in view leave, as it is now."""
        if self._rendered is not None and self._gathered is not None:
            way(Paper(self._chosen.name, self._chosen.title, self._gathered.version, self._rendered))

    def _search(self) -> None:
        """Go to the line that looks for words in the paper."""
        self.show_view("papers")
        self._viewer.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _edit(self) -> None:
        own = self.desk.ask(school_text, document=self._chosen.texts, language=self._in_language)
        dialog = SchoolTextDialog(self._chosen, self._in_language, own, self)
        dialog.written.connect(partial(self._keep_text, dialog))
        dialog.dropped.connect(partial(self._drop_text, dialog))
        dialog.open()

    def _keep_text(self, dialog: SchoolTextDialog, body: str) -> None:
        fact = self.tr("Eigen tekst van {title} bewaard.").format(title=self._chosen.title)
        based_on = read_texts(self._chosen.texts, self._in_language).version
        done = self.desk.do(
            keep_school_text,
            fact,
            dialog.refuse,
            document=self._chosen.texts,
            language=self._in_language,
            body=body,
            based_on=based_on,
        )
        if done is not None:
            dialog.accept()

    def _drop_text(self, dialog: SchoolTextDialog) -> None:
        fact = self.tr("{title} heeft weer de tekst van Driehoek.").format(title=self._chosen.title)
        done = self.desk.do(
            drop_school_text, fact, dialog.refuse, document=self._chosen.texts, language=self._in_language
        )
        if done is not None:
            dialog.accept()


def _rendered(document: Document, options: Options, asked: int, progress: Progress) -> tuple[int, Rendered]:
    """Render off the GUI thread, and say which question it answers."""
    progress.step(0, 1)
    return asked, render(document, options)


def _named(row: SubjectRow) -> str:
    """A placement in one line of a list."""
    return " · ".join(filter(None, (row.student, row.group, row.company, row.period)))
