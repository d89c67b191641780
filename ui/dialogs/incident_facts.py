"""A report as it is told: the fields of its facts, all on one form; what an answer makes needless is not asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.dates import long_date
from app.queries.incidents import ChoiceRow, NoteRow
from app.rules.incident_acts import ChangeFacts
from app.rules.incident_file import Incident
from app.rules.incident_words import SEPARATOR
from app.rules.incidents import acute_now
from app.terms.incidents import Kind, Phase, Teller, Track, Wish
from ui.dialogs.incident_words import WatchedDialog
from ui.theme import Tone
from ui.widgets.choice_fields import ChoiceField, Option, TickField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.notice import Notice
from ui.widgets.text_fields import NoteField, TextField

STORY = ("what", "where", "when", "witnesses")
"""The fields with free text."""


class IncidentFactsDialog(WatchedDialog):
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
        super().__init__(self._heading(), parent, save=self.tr("Bewaar verzegeld"), intro=self._fixed(known))
        students, companies = choices
        self._minors = frozenset(row.id for row in students if row.minor)
        self._now = Notice("\n".join(f"{at}. {text}" for at, text in enumerate(acute_now(), start=1)), Tone.DANGER)
        self._ask_first(today)
        self._ask_who(students, companies)
        self._ask_story(today)
        self._begin_section(self.tr("Wat de student wil"))
        self.form.add(wish=self._choice(self.tr("Wat wil de student dat er &nu gebeurt?"), Wish))
        kept = known.kept if known else ()
        self.watch(names, *STORY, kept=[word for one in kept for word in one.words.split(SEPARATOR)])
        self._show_known(known, today)
        self.form.changed.connect(self.skip)
        self.saved.connect(self._report)
        self.skip()

    def _heading(self) -> str:
        return self.tr("Feiten wijzigen")

    def _fixed(self, known: Incident | None) -> str:
        """What does not change any more."""
        if known is None:
            return ""
        words = self.tr("Het is een {track}, binnengekomen op {day}. Dat staat vast.")
        return words.format(track=known.track.label, day=long_date(known.received_on))

    def _begin_section(self, title: str) -> None:
        """Head the fields that follow."""
        self.form.add_words(title, heading=True)

    def _choice(self, label: str, kind: type[Kind | Phase | Teller | Wish]) -> Field:
        """The field for one of a few."""
        return ChoiceField(label, [Option(one, one.label) for one in kind])

    def _track_field(self, label: str, options: Sequence[Option]) -> Field:
        return ChoiceField(label, options)

    def _acute_field(self, label: str) -> Field:
        return TickField(label)

    def _ask_first(self, today: date) -> None:
        self._begin_section(self.tr("Waar het over gaat"))
        self.form.add(acute=self._acute_field(self.tr("Is er nu &gevaar, of is de student er nog en niet veilig?")))
        self.form.add_part(self._now)
        self.form.add(
            track=self._track_field(
                self.tr("&Wat is het?"),
                [
                    Option(Track.INCIDENT, self.tr("Melding: iemand vertelt wat er is gebeurd")),
                    Option(Track.CONCERN, self.tr("Signaal: vaag, of zonder naam")),
                ],
            ),
            received_on=DateField(self.tr("&Binnengekomen op"), required=True, latest=today),
        )
        self.form.add(
            kind=self._choice(self.tr("Waarover &gaat het?"), Kind),
            phase=self._choice(self.tr("Wanneer &speelde het?"), Phase),
        )

    def _ask_who(self, students: Sequence[ChoiceRow], companies: Sequence[ChoiceRow]) -> None:
        self._begin_section(self.tr("Wie"))
        self.form.add(
            teller=self._choice(self.tr("Wie &vertelt het?"), Teller),
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
        self._begin_section(self.tr("Wat er gebeurde"))
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

    def _show_known(self, known: Incident | None, today: date) -> None:
        if known is None:
            self.form.show_values({"received_on": today})
            return
        values: dict[str, Any] = {name: getattr(known, name) for name in (*STORY, "event", "told_by", "wish", "kind")}
        values |= {"teller": known.teller, "acute": known.acute, "minor": known.minor, "track": known.track}
        values |= {"student": known.student, "company": known.company, "received_on": known.received_on}
        values["phase"] = known.phase
        self.form.show_values(values)
        for name in ("track", "received_on"):
            self.offer(name, shown=False)

    def begin_with(self, note: NoteRow) -> None:
        """Start from a note that somebody left."""
        self.form.show_values({"what": note.text, "student": note.student_id, "company": note.company_id})
        self.skip()

    def skip(self) -> None:
        """Show what still matters after the answers so far."""
        values = self.form.values
        self.show_danger(shown=bool(values["acute"]))
        if self.asks("student") and values["student"] in self._minors:
            self.form["minor"].set_value(True)
        for name in ("student", "wish", "told_by"):
            self.offer(name, shown=self.asks(name))

    def show_danger(self, *, shown: bool) -> None:
        """Say what comes first when somebody is in danger, or no longer."""
        self._now.setVisible(shown)

    def asks(self, name: str) -> bool:
        """Whether the answers so far leave a question to ask."""
        values = self.form.values
        if name in {"student", "wish"}:
            return bool(values["teller"] != Teller.ANONYMOUS and values["track"] != Track.CONCERN)
        return name != "told_by" or bool(values["track"] == Track.CONCERN)

    def _report(self, values: dict[str, Any]) -> None:
        named = self.asks("student")
        facts = ChangeFacts(
            kind=Kind(values["kind"]),
            phase=Phase(values["phase"]),
            teller=Teller(values["teller"]),
            acute=bool(values["acute"]),
            minor=values["minor"],
            student=values["student"] if named else None,
            company=values["company"],
            what=values["what"],
            where=values["where"],
            when=values["when"],
            witnesses=values["witnesses"],
            wish=Wish(values["wish"]) if named else Wish.NOTHING,
            told_by=values["told_by"] if self.asks("told_by") else "",
            event=values["event"],
            kept_words=SEPARATOR.join(self.touchy),
            kept_reason=values["kept_reason"],
        )
        self.told.emit(Track(values["track"]), facts, values["received_on"])
