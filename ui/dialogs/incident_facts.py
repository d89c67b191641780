"""A report, asked for by questions that can be put aloud; what an answer makes needless is not asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.queries.incidents import ChoiceRow, NoteRow
from app.rules.incident_acts import ChangeFacts
from app.rules.incident_file import Incident
from app.rules.incident_words import lint
from app.rules.incidents import acute_now, before_the_story
from app.terms.incidents import Kind, Phase, Teller, Track, Wish
from ui.theme import Tone
from ui.widgets.choice_fields import ChoiceField, Option, TickField
from ui.widgets.date_field import DateField
from ui.widgets.form import FormDialog
from ui.widgets.notice import Notice
from ui.widgets.sign import Sign
from ui.widgets.text_fields import NoteField, TextField

_STORY = ("what", "where", "when", "witnesses")


class IncidentFactsDialog(FormDialog):
    """Asks for what was told; reports the track and the facts, with the words that stay for a reason."""

    told = Signal(object, object, object)
    """The ``Track``, the ``ChangeFacts``, and the day on which it came in."""

    def __init__(
        self,
        choices: tuple[Sequence[ChoiceRow], Sequence[ChoiceRow]],
        names: frozenset[str],
        today: date,
        parent: QWidget,
        known: Incident | None = None,
    ) -> None:
        title = self.tr("Nieuwe melding of signaal") if known is None else self.tr("Feiten wijzigen")
        intro = self.tr("Zeg eerst: ‘{words}’ Laat een jurist deze zin nakijken.").format(words=before_the_story())
        super().__init__(title, parent, save=self.tr("Bewaar verzegeld"), intro="" if known else intro)
        self._known, self._names = known, names
        students, companies = choices
        self._minors = frozenset(row.id for row in students if row.minor)
        self._now = Notice("\n".join(f"{at}. {text}" for at, text in enumerate(acute_now(), start=1)), Tone.DANGER)
        self._kept: frozenset[str] = frozenset(
            word for kept in (known.kept if known else ()) for word in kept.words.split(", ")
        )
        self._ask_first(today)
        self._ask_who(students, companies)
        self._ask_story(today)
        self._ask_wish()
        self._show_known(today)
        self.form.changed.connect(self._skip)
        self.saved.connect(self._report)
        self._skip()

    def _ask_first(self, today: date) -> None:
        self.form.add(acute=TickField(self.tr("Is er nu &gevaar, of is de student er nog en niet veilig?")))
        self.form.add_part(self._now)
        self.form.add(
            track=ChoiceField(
                self.tr("&Wat is het?"),
                [
                    Option(Track.INCIDENT, self.tr("Melding: iemand vertelt wat er is gebeurd")),
                    Option(Track.CONCERN, self.tr("Signaal: vaag, of zonder naam")),
                ],
            ),
            received_on=DateField(self.tr("&Binnengekomen op"), required=True, latest=today),
        )
        self.form.add(
            kind=ChoiceField(self.tr("Waarover &gaat het?"), [Option(one, one.label) for one in Kind]),
            phase=ChoiceField(self.tr("Wanneer &speelde het?"), [Option(one, one.label) for one in Phase]),
        )

    def _ask_who(self, students: Sequence[ChoiceRow], companies: Sequence[ChoiceRow]) -> None:
        self.form.add(
            teller=ChoiceField(self.tr("Wie &vertelt het?"), [Option(one, one.label) for one in Teller]),
            told_by=TextField(
                self.tr("&Naam van wie het vertelt"),
                hint=self.tr("Alleen om te zien of signalen los van elkaar staan. Leeg mag."),
            ),
        )
        self.form.add(
            student=ChoiceField(self.tr("&Student"), [Option(row.id, row.name) for row in students], search=True),
            company=ChoiceField(self.tr("&Leerbedrijf"), [Option(row.id, row.name) for row in companies], search=True),
        )
        self.form.add(minor=TickField(self.tr("De student is jonger dan 18")))

    def _ask_story(self, today: date) -> None:
        self.form.add(
            what=NoteField(
                self.tr("Wat is er gebeurd? In de &woorden van wie het vertelt"),
                hint=self.tr("Feiten: wat werd gezegd of gedaan. Geen diagnoses, geen namen van anderen."),
                required=True,
                lines=5,
                longest=8000,
            )
        )
        self.form.add(
            where=TextField(self.tr("Waa&r was dat?")),
            when=TextField(self.tr("Wa&nneer, en hoe vaak?")),
        )
        self.form.add(
            witnesses=TextField(
                self.tr("Wie &zag of hoorde het?"), hint=self.tr("Een functie is genoeg: ‘een collega van de kassa’.")
            ),
            event=DateField(self.tr("Da&g waarop het gebeurde, als je die weet"), latest=today),
        )

    def _ask_wish(self) -> None:
        self.form.add(
            wish=ChoiceField(
                self.tr("Wat wil de student dat er &nu gebeurt?"), [Option(one, one.label) for one in Wish]
            )
        )
        self.form.add(
            kept_reason=NoteField(
                self.tr("Waarom zijn deze woorden nodig?"),
                hint=self.tr("Bijvoorbeeld: het bedrijf zei dit letterlijk. Liever weglaten? Pas dan de tekst aan."),
                lines=2,
            )
        )

    def _show_known(self, today: date) -> None:
        known = self._known
        values: dict[str, Any] = {"received_on": today, "phase": Phase.DURING}
        if known is not None:
            values = {name: getattr(known, name) for name in (*_STORY, "event", "told_by", "wish", "kind", "phase")}
            values |= {"teller": known.teller, "acute": known.acute, "minor": known.minor, "track": known.track}
            values |= {"student": known.student, "company": known.company, "received_on": known.received_on}
            self.form["track"].setEnabled(False)
            self.form["received_on"].setEnabled(False)
        self.form.show_values(values)

    def begin_with(self, note: NoteRow) -> None:
        """Start from a note that somebody left."""
        self.form.show_values({"what": note.text, "student": note.student_id, "company": note.company_id})
        self._skip()

    def _skip(self) -> None:
        """Show what still matters after the answers so far."""
        values = self.form.values
        self._now.setVisible(values["acute"])
        named = values["teller"] is not Teller.ANONYMOUS and values["track"] is Track.INCIDENT
        if named and values["student"] in self._minors:
            self.form["minor"].set_value(True)
        self._offer("student", shown=named)
        self._offer("wish", shown=named)
        self._offer("told_by", shown=values["track"] is Track.CONCERN)
        touchy = self._touchy(values)
        self._offer("kept_reason", shown=bool(touchy))
        words = self.tr("Kijk nog eens naar: {words}").format(words=", ".join(touchy))
        self.form["what"].set_status(Sign(words, "triangle-alert", Tone.ATTENTION) if touchy else None)

    def _offer(self, name: str, *, shown: bool) -> None:
        self.form[name].setVisible(shown)
        self.form[name].setEnabled(shown)

    def _touchy(self, values: dict[str, Any]) -> tuple[str, ...]:
        """The words to look at again that nobody gave a reason for yet."""
        found = lint(" ".join(values[name] for name in _STORY), self._names)
        return tuple(hit.word for hit in found if hit.word not in self._kept)

    def _report(self, values: dict[str, Any]) -> None:
        named = self.form["student"].isEnabled()
        facts = ChangeFacts(
            kind=values["kind"],
            phase=values["phase"],
            teller=values["teller"],
            acute=values["acute"],
            minor=values["minor"],
            student=values["student"] if named else None,
            company=values["company"],
            what=values["what"],
            where=values["where"],
            when=values["when"],
            witnesses=values["witnesses"],
            wish=values["wish"] if named else Wish.NOTHING,
            told_by=values["told_by"] if self.form["told_by"].isEnabled() else "",
            event=values["event"],
            kept_words=", ".join(self._touchy(values)),
            kept_reason=values["kept_reason"],
        )
        self.told.emit(values["track"], facts, values["received_on"])
