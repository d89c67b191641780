"""A form of Meldingen whose free text is looked through: what is touchy stays with a reason, or goes."""

from __future__ import annotations

from collections.abc import Collection

from app.rules.incident_words import lint
from ui.theme import Tone
from ui.widgets.form import FormDialog
from ui.widgets.sign import Sign
from ui.widgets.text_fields import NoteField


class WatchedDialog(FormDialog):
    """After ``watch`` it asks for ``kept_reason`` as soon as a watched field holds a word to look at again."""

    _watched: tuple[str, ...] = ()
    _names: frozenset[str] = frozenset()
    _kept: frozenset[str] = frozenset()

    def watch(self, names: frozenset[str], *fields: str, kept: Collection[str] = ()) -> None:
        """Look through ``fields``; ``names`` are those that the school knows, ``kept`` words with a reason already."""
        self._watched, self._names, self._kept = fields, names, frozenset(kept)
        self.form.add(
            kept_reason=NoteField(
                self.tr("Waarom zijn deze woorden nodig?"),
                hint=self.tr("Bijvoorbeeld: het bedrijf zei dit letterlijk. Liever weglaten? Pas dan de tekst aan."),
                lines=2,
            )
        )
        self.form.changed.connect(self.look)
        self.look()

    @property
    def touchy(self) -> tuple[str, ...]:
        """The words to look at again that nobody gave a reason for yet."""
        return self._touchy(" ".join(self.form[name].value for name in self._watched if self.form[name].isEnabled()))

    def look(self) -> None:
        """Point out what is touchy at its field, and ask for the reason."""
        self.offer("kept_reason", shown=bool(self.touchy))
        for name in self._watched:
            self._point_out(name, self._touchy(self.form[name].value))
        self._point_out("kept_reason", self.touchy)

    def offer(self, name: str, *, shown: bool) -> None:
        """Ask for an answer, or no longer."""
        self.form[name].setVisible(shown)
        self.form[name].setEnabled(shown)

    def _point_out(self, name: str, words: tuple[str, ...]) -> None:
        text = self.tr("Kijk nog eens naar: {words}").format(words=", ".join(words))
        self.form[name].set_status(Sign(text, "triangle-alert", Tone.ATTENTION) if words else None)

    def _touchy(self, text: str) -> tuple[str, ...]:
        return tuple(hit.word for hit in lint(text, self._names) if hit.word not in self._kept)
