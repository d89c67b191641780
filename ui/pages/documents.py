"""Documenten: the papers to hand out, always with today's contacts, to look at, print and save."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.clock import ZONE, today
from app.commands.school import drop_school_text, hand_out, keep_school_text
from app.dates import short_date
from app.documents import (
    ContactLine,
    Document,
    Kind,
    MeldwijzerData,
    Options,
    Rendered,
    Texts,
    TipkaartData,
    kinds,
    read_texts,
    render,
)
from app.errors import Refusal
from app.progress import Progress
from app.queries.papers import PaperContacts, paper_contacts
from app.queries.policy import words
from app.queries.school import HelplineRow, SchoolRow, hand_outs, school, school_text
from app.text import translate
from ui.dialogs.school_text import SchoolTextDialog
from ui.frame.page import Page
from ui.leaving.printing import printer_for, put_on
from ui.leaving.saving import save
from ui.theme import Tone, look, theme
from ui.widgets.bits import Panel
from ui.widgets.button import Button
from ui.widgets.choice_fields import TickField
from ui.widgets.page_viewer import PageViewer
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.scroller import Scroller
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.desk.desk import Desk
    from ui.session import Session

_LANGUAGE = "nl"
_SIDE = 330


class DocumentsPage(Page):
    """A gallery of papers beside the one that is chosen, as it comes out of the printer."""

    SHOWS = frozenset({"school", "helpline", "policy", "school_text", "hand_out"})

    def __init__(self, desk: Desk, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(desk, translate("DocumentsPage", "Documenten"), parent)
        self._session = session
        self._kinds = kinds()
        self._chosen = self._kinds[0]
        self._rendered: Rendered | None = None
        self._text_version = ""
        self._asked = 0
        self._left_off: tuple[HelplineRow, ...] = ()
        self._list: RowTable[Kind] = RowTable(
            (Column(self.tr("Document"), lambda kind: kind.title, strong=True, tip=lambda kind: kind.purpose),),
            key=lambda kind: kind.name,
            spoken=self.tr("Documenten"),
        )
        self._list.chosen.connect(self._choose)
        self._purpose = Text("", wrap=True)
        self._paper = Text("", "small", tone="muted", wrap=True)
        self._mono = TickField(self.tr("Zwart-wit"))
        self._mono.changed.connect(self._show_paper)
        self._notice = Panel(Tone.ATTENTION, margin=10)
        self._notice_text = Text("", wrap=True)
        self._notice.column.addWidget(self._notice_text)
        self._viewer = PageViewer(desk.lanes)
        self._actions = self._make_actions()
        self._lay_out()
        self.set_primary(self._actions["print"])
        self.set_subtitle(self.tr("Altijd met de contacten die kloppen. Toegankelijk en klaar om te printen."))
        theme.changed.connect(self._fit)

    def _make_actions(self) -> dict[str, QAction]:
        add = partial(self._session.application.actions.add, owner=self, section=self.tr("Documenten"))
        return {
            "print": add("documents.print", self.tr("Print"), self._print, shortcut="Ctrl+P", icon_name="printer"),
            "save": add("documents.save", self.tr("Bewaar als PDF"), self._save, shortcut="Ctrl+S", icon_name="save"),
            "open": add("documents.open", self.tr("Open in pdf-lezer"), self._open, icon_name="external-link"),
            "text": add(
                "documents.text", self.tr("Pas de tekst aan"), self._edit, shortcut="Ctrl+T", icon_name="pencil"
            ),
        }

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        papers = Panel("card", margin=1)
        papers.column.addWidget(self._list)
        papers.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column.addWidget(papers)
        column.addWidget(self._purpose)
        column.addWidget(self._paper)
        column.addWidget(self._mono)
        for key in ("save", "open", "text"):
            column.addWidget(Button.of(self._actions[key]))
        column.addWidget(self._notice)
        column.addStretch(1)
        self._side = Scroller(side)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._side)
        row.addWidget(self._viewer, 1)
        self.column.addLayout(row, 1)
        self.setFocusProxy(self._list)
        self._fit()

    def _fit(self) -> None:
        rows = self._list.verticalHeader().defaultSectionSize() * (len(self._kinds) + 1)
        self._list.setMinimumHeight(0)
        self._list.setFixedHeight(rows + look().px(8))
        self._side.setFixedWidth(look().px(_SIDE))

    @property
    def pdf(self) -> bytes:
        """The paper in view; empty while it is being made."""
        return b"" if self._rendered is None else self._rendered.pdf

    def show_paper(self, name: str, *, mono: bool) -> None:
        """Bring a paper in view."""
        self._mono.set_value(mono)
        self._chosen = next(kind for kind in self._kinds if kind.name == name)
        self._list.choose(name)
        self._show_paper()

    def refresh(self) -> None:
        self._list.show_rows(self._kinds)
        self._list.choose(self._chosen.name)
        self._show_paper()

    def _choose(self, name: str | None) -> None:
        for kind in self._kinds:
            if kind.name == name and kind is not self._chosen:
                self._chosen = kind
                self._show_paper()

    def _show_paper(self) -> None:
        """Render the chosen paper with what the school holds now; only the last one asked for is shown."""
        self._purpose.setText(self._chosen.purpose)
        self._paper.setText(f"{self._chosen.paper}. {self._last_made()}")
        try:
            document, self._left_off = self._document()
        except Refusal as refusal:
            self._say([str(refusal)])
            return
        self._asked += 1
        options = Options(today(), mono=self._mono.value)
        job = self.desk.lanes.render(_rendered, document=document, options=options, asked=self._asked)
        job.done.connect(self._show)

    def _last_made(self) -> str:
        """When this paper last left the program, and with whom."""
        for row in self.desk.ask(hand_outs):
            if row.document == self._chosen.name:
                day = short_date(row.at.astimezone(ZONE).date(), today=today())
                return self.tr("Laatst gemaakt op {day} door {name}.").format(day=day, name=row.by)
        return self.tr("Nog nooit geprint of bewaard.")

    def _document(self) -> tuple[Document, tuple[HelplineRow, ...]]:
        about = self.desk.ask(school)
        if about is None:
            raise Refusal(self.tr("Richt eerst je school in."))
        contacts = self.desk.ask(paper_contacts, today=today())
        texts = self._texts()
        self._text_version = texts.version
        own_words = dict(self.desk.ask(words, today()))
        if self._chosen.name == "meldwijzer":
            return _meldwijzer(about, contacts, texts, own_words), contacts.left_off
        return _tipkaart(about, texts, own_words), ()

    def _texts(self) -> Texts:
        own = self.desk.ask(school_text, document=self._chosen.name, language=_LANGUAGE)
        return read_texts(self._chosen.name, _LANGUAGE, None if own is None else own.body)

    def _show(self, answer: tuple[int, Rendered]) -> None:
        asked, rendered = answer
        if asked != self._asked:
            return
        self._rendered = rendered
        self._viewer.show_pdf(rendered.pdf)
        said = [warning.text for warning in rendered.warnings]
        if self._left_off:
            names = ", ".join(row.name for row in self._left_off)
            said.append(
                self.tr("Niet op het papier, want het nummer is niet gecontroleerd: {names}.").format(names=names)
            )
        self._say(said)

    def _say(self, sentences: list[str]) -> None:
        self._notice_text.setText("\n\n".join(sentences))
        self._notice.setVisible(bool(sentences))

    def _save(self) -> None:
        if self._rendered is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        usual = str(Path(folder) / f"{self._chosen.title}.pdf")
        path, _kind = QFileDialog.getSaveFileName(self, self.tr("Bewaar als PDF"), usual, self.tr("PDF (*.pdf)"))
        if path:
            self._save_as(Path(path))

    def _save_as(self, path: Path) -> None:
        rendered = self._rendered
        if rendered is None:
            return
        try:
            save(path, rendered.pdf)
        except OSError:
            words = self.tr("{path} is niet bewaard. Is het bestand nog open, of de map vol of alleen-lezen?")
            self.desk.refused.emit(words.format(path=path))
            return
        self._record(self.tr("{title} bewaard als {name}.").format(title=self._chosen.title, name=path.name))

    def _open(self) -> None:
        """Save beside the user's downloads and open there: a reader needs a file."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation))
        if self._rendered is None:
            return
        path = folder / f"{self._chosen.title}.pdf"
        self._save_as(path)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _print(self) -> None:
        if self._rendered is None:
            return
        printer = printer_for(self._rendered.pdf)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(self.tr("Print {title}").format(title=self._chosen.title))
        dialog.accepted.connect(partial(self._put_on, printer, self._rendered.pdf))
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def _put_on(self, printer: QPrinter, pdf: bytes, _accepted: QPrinter) -> None:
        job = self.desk.lanes.render(put_on, printer=printer, pdf=pdf)
        self.desk.show_job(self.tr("Printen"), job)
        job.done.connect(self._printed)

    def _printed(self, taken: bool) -> None:  # noqa: FBT001 - what the job gives
        if taken:
            self._record(self.tr("{title} naar de printer gestuurd.").format(title=self._chosen.title))
        else:
            self.desk.refused.emit(self.tr("De printer nam het document niet aan."))

    def _record(self, fact: str) -> None:
        self.desk.do(hand_out, fact, document=self._chosen.name, text_version=self._text_version)

    def _edit(self) -> None:
        own = self.desk.ask(school_text, document=self._chosen.name, language=_LANGUAGE)
        dialog = SchoolTextDialog(self._chosen, _LANGUAGE, None if own is None else own.body, self)
        dialog.saved.connect(partial(self._keep_text, dialog))
        dialog.dropped.connect(partial(self._drop_text, dialog))
        dialog.open()

    def _keep_text(self, dialog: SchoolTextDialog, values: dict[str, str]) -> None:
        fact = self.tr("Eigen tekst van {title} bewaard.").format(title=self._chosen.title)
        based_on = read_texts(self._chosen.name, _LANGUAGE).version
        done = self.desk.do(
            keep_school_text,
            fact,
            dialog.refuse,
            document=self._chosen.name,
            language=_LANGUAGE,
            body=values["body"],
            based_on=based_on,
        )
        if done is not None:
            dialog.accept()

    def _drop_text(self, dialog: SchoolTextDialog) -> None:
        fact = self.tr("{title} heeft weer de tekst van Driehoek.").format(title=self._chosen.title)
        done = self.desk.do(drop_school_text, fact, dialog.refuse, document=self._chosen.name, language=_LANGUAGE)
        if done is not None:
            dialog.accept()


def _rendered(document: Document, options: Options, asked: int, progress: Progress) -> tuple[int, Rendered]:
    """Render off the GUI thread, and say which question it answers."""
    progress.step(0, 1)
    return asked, render(document, options)


def _tipkaart(about: SchoolRow, texts: Texts, own_words: dict[str, str]) -> TipkaartData:
    return TipkaartData(about.name, about.office, about.phone, about.email, about.web, texts, own_words)


def _meldwijzer(about: SchoolRow, contacts: PaperContacts, texts: Texts, own_words: dict[str, str]) -> MeldwijzerData:
    return MeldwijzerData(about.name, _lines(contacts.in_school), _lines(contacts.outside), texts, own_words)


def _lines(rows: tuple[HelplineRow, ...]) -> tuple[ContactLine, ...]:
    return tuple(ContactLine(row.name, row.what_for, row.phone, row.web, row.email, row.hours) for row in rows)
