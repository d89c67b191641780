"""The school's own text of a paper: written beside its preview, kept, and let go."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from app.commands.school import drop_school_text, keep_school_text
from app.documents import Kind, kinds, read_texts
from app.queries.school_papers import school_text
from app.terms.drafts import DraftKey
from ui.desk.desk import Desk
from ui.pages.documents.editor import TextEditor

FORM = "documents.text"
_BODY, _AT = "body", "at"


class Writer(QObject):
    """Makes the editor that stands ``beside`` the preview, keeps what is typed as a draft, and does what it reports.

    The text is kept by Ctrl+S; Esc leaves the editor, and what was typed waits for the next time.
    """

    opened = Signal(object)
    """The editor that is to stand beside the preview; ``None`` when it is left."""
    typed = Signal()
    """The text that is tried changed."""

    def __init__(self, desk: Desk, beside: QWidget) -> None:
        super().__init__(beside)
        self._desk, self._beside = desk, beside
        self._editor: TextEditor | None = None
        self._about: tuple[Kind, str] | None = None
        self.trial: dict[tuple[str, str], str] = {}
        """The text that is written now, by its paper and language: what the preview shows."""
        self._keys = [
            QShortcut(key, beside, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            for key, slot in (("Ctrl+S", self.keep), ("Esc", self.leave))
        ]
        self._listen()

    @property
    def editor(self) -> TextEditor | None:
        """The editor, while a text is written."""
        return self._editor

    @property
    def key(self) -> DraftKey:
        """How the draft of the text in the editor is known."""
        kind, language = self._about or (kinds()[0], "")
        return DraftKey(FORM, f"{kind.texts}:{language}")

    def offer(self, kind: Kind, language: str) -> None:
        """Let somebody write the text of ``kind`` in ``language``, from where they were."""
        self._about = kind, language
        before = self._desk.load_draft(self.key)
        if before is None:
            self._open(None)
        else:
            self._open(str(before[_BODY]), str(before[_AT]))

    def _open(self, body: str | None, begin: str = "") -> None:
        if self._about is None:
            return
        kind, language = self._about
        own = self._desk.ask(school_text, document=kind.texts, language=language)
        self._editor = editor = TextEditor(kind, language, own, body, self._beside)
        editor.typed.connect(self._hear)
        editor.reshaped.connect(self._reshape)
        editor.written.connect(partial(self._keep, editor, kind, language))
        editor.dropped.connect(partial(self._drop, editor, kind, language))
        editor.begun_anew.connect(self._begin_anew)
        editor.left.connect(self.leave)
        self._listen()
        self.opened.emit(editor)
        editor.begin_at(begin)
        if body is not None:
            self.trial[kind.texts, language] = body
            self.typed.emit()

    def _hear(self, body: str) -> None:
        """Try the text as it is now, and keep it for who goes on later."""
        if self._about is None or self._editor is None:
            return
        kind, language = self._about
        self.trial[kind.texts, language] = body
        self._desk.save_draft(self.key, {_BODY: body, _AT: self._editor.at})
        self.typed.emit()

    def _reshape(self, body: str, begin: str) -> None:
        """Go on with a text that has an item more or less."""
        self._hear(body)
        self._open(body, begin)

    def _begin_anew(self) -> None:
        self._desk.drop_draft(self.key)
        self.trial.clear()
        self._open(None)
        self.typed.emit()

    def keep(self) -> None:
        """Keep the text in the editor."""
        if self._editor is not None:
            self._editor.keep()

    def leave(self) -> None:
        """Leave the editor; what was typed and not kept waits."""
        if self._editor is None or self._about is None:
            return
        self.tell_now()
        if self.trial:
            said = self.tr("De tekst van {title} is nog niet bewaard. Hij wacht tot je verdergaat.")
            self._desk.told.emit(said.format(title=self._about[0].title))
        self._close()

    def tell_now(self) -> None:
        """Keep what was typed last as a draft: the screen is about to lock, or the editor to close."""
        if self._editor is not None:
            self._editor.tell_now()

    def _close(self) -> None:
        self._editor = None
        self.trial.clear()
        self._listen()
        self.opened.emit(None)
        self.typed.emit()

    def _listen(self) -> None:
        """The keys of the editor hold while there is one; without it they are those of the page."""
        for key in self._keys:
            key.setEnabled(self._editor is not None)

    def _keep(self, editor: TextEditor, kind: Kind, language: str, body: str) -> None:
        fact = self.tr("Eigen tekst van {title} bewaard.").format(title=kind.title)
        done = self._desk.do(
            keep_school_text,
            fact,
            editor.refuse,
            self.key,
            document=kind.texts,
            language=language,
            body=body,
            based_on=read_texts(kind.texts, language).version,
        )
        if done is not None:
            self._close()

    def _drop(self, editor: TextEditor, kind: Kind, language: str) -> None:
        fact = self.tr("{title} heeft weer de tekst van Driehoek.").format(title=kind.title)
        done = self._desk.do(drop_school_text, fact, editor.refuse, self.key, document=kind.texts, language=language)
        if done is not None:
            self._close()
