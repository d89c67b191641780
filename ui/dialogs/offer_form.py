"""A stageplaats as a company tells it on the phone: every question in the order of the talk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.offers import OfferDraft, RequirementDraft
from app.dates import SHORT_WEEKDAYS
from app.queries.offer_forms import OfferFormRow, TaughtUnitRow
from app.queries.teaching import PeriodRow, ProgrammeRow
from app.terms.company import Accepts, Allowance, Answer, CostKind
from app.terms.school import Path
from ui.theme import Tone
from ui.widgets.choice_fields import ChoiceField, DaysField, Option, TickListField
from ui.widgets.form import FormDialog
from ui.widgets.sign import Sign
from ui.widgets.text_fields import NoteField, NumberField, TextField

_HOUR, _EURO = 60, 100
_ROOM = 3
_UNITS = "units_"
_ASKED = ("places", "days", "hours", "tasks", "allowance", *(f"cost_{kind}" for kind in CostKind), "accepts")
"""What a coordinator wants to know before hanging up."""


class OfferFormDialog(FormDialog):
    """Asks for a stageplaats and says what is still to be asked; reports the draft and changes nothing itself."""

    drafted = Signal(object)
    """The ``OfferDraft``."""

    def __init__(
        self,
        company: str,
        programmes: Sequence[ProgrammeRow],
        periods: Sequence[PeriodRow],
        units: Sequence[TaughtUnitRow],
        parent: QWidget,
        *,
        known: OfferFormRow | None,
    ) -> None:
        new = self.tr("Nieuwe stageplaats") if known is None else self.tr("Stageplaats {n}").format(n=known.number)
        super().__init__(
            new,
            parent,
            save=self.tr("Bewaar stageplaats"),
            intro=self.tr(
                "{company}. Vul in wat je hoort; wat je nog niet vroeg, blijft ‘onbekend’. "
                "Wat je typt, wordt meteen bewaard als concept."
            ).format(company=company),
        )
        self._programmes, self._units, self._known = programmes, units, known
        self._pairs = max(_ROOM, len(known.requirements) + 1 if known is not None else _ROOM)
        self._add_places(programmes, periods)
        self._add_work()
        self._add_requirements()
        self._add_money()
        self._add_rest()
        if known is not None:
            self.form.show_values(_shown(known))
            self.form.show_values({_units_of(row.id): known.unit_ids for row in programmes})
        self.form.changed.connect(self._follow)
        self.saved.connect(self._report)

    def open(self) -> None:
        """Show the dialog; an earlier draft may have answered some of it."""
        self._follow()
        super().open()

    @property
    def unasked(self) -> list[str]:
        """The questions that have no answer yet."""
        return [self.form[name].label for name in _ASKED if _unknown(self.form[name].value)]

    def _add_places(self, programmes: Sequence[ProgrammeRow], periods: Sequence[PeriodRow]) -> None:
        self.form.add(
            programme_ids=TickListField(
                self.tr("Voor welke opleiding?"),
                [
                    Option(row.id, self.tr("{name}, niveau {level}").format(name=row.name, level=row.level))
                    for row in programmes
                ],
                required=True,
            ),
            period_ids=TickListField(self.tr("In welke periode?"), [Option(row.id, row.name) for row in periods]),
        )
        self.form.add(
            places=NumberField(self.tr("&Plekken"), most=99),
            path=ChoiceField(
                self.tr("&Leerweg"), [Option(one, one.label) for one in Path], nothing=self.tr("bol of bbl")
            ),
        )
        self.form.add(
            days=DaysField(self.tr("Op welke dagen?")),
            hours=NumberField(self.tr("&Uren per week"), least=1, most=60, unit=self.tr("uur")),
        )

    def _add_work(self) -> None:
        self.form.add(
            tasks=NoteField(self.tr("Welk &werk?"), hint=self.tr("Taken, met een puntkomma ertussen."), lines=2)
        )
        for programme in self._programmes:
            options = [Option(one.id, one.title) for one in self._units if one.programme_id == programme.id]
            if options:
                label = self.tr("Wat is er te leren voor {name}?").format(name=programme.name)
                self.form.add(**{_units_of(programme.id): TickListField(label, options)})

    def _add_requirements(self) -> None:
        self.form.add_words(self.tr("Wat vraagt u van een student, en waarom heeft het werk dat nodig?"))
        for at in range(self._pairs):
            self.form.add(
                **{
                    f"asked_{at}": TextField(self.tr("Eis {n}").format(n=at + 1)),
                    f"why_{at}": TextField(self.tr("Reden van eis {n}").format(n=at + 1)),
                }
            )

    def _add_money(self) -> None:
        self.form.add(
            allowance=ChoiceField(self.tr("&Vergoeding"), [Option(one, one.label) for one in Allowance]),
            allowance_cents=NumberField(self.tr("&Bedrag per maand"), most=5_000, unit=self.tr("euro")),
        )
        answers = [Option(one, one.label) for one in Answer]
        kinds = list(CostKind)
        for pair in (kinds[at : at + 2] for at in range(0, len(kinds), 2)):
            words = {kind: self.tr("Vergoedt {cost}").format(cost=kind.label) for kind in pair}
            self.form.add(**{f"cost_{kind}": ChoiceField(words[kind], answers) for kind in pair})
        for name in ("allowance", *(f"cost_{kind}" for kind in kinds)):
            unknown = Allowance.UNKNOWN if name == "allowance" else Answer.UNKNOWN
            self.form[name].set_value(unknown)

    def _add_rest(self) -> None:
        self.form.add(
            public_transport=ChoiceField(self.tr("Bereikbaar met &ov"), [Option(one, one.label) for one in Answer]),
            access=TextField(self.tr("&Toegankelijkheid"), example=self.tr("lift; rustige werkplek")),
        )
        self.form.add(
            accepts=ChoiceField(
                self.tr("Neemt wie de school plaatst"),
                [Option(one, one.label) for one in Accepts],
                hint=self.tr("Bij stagematching kiest het bedrijf niet uit studenten."),
            ),
            contact=TextField(self.tr("&Contactpersoon")),
        )
        self.form.add(note=NoteField(self.tr("&Notitie bij dit gesprek"), lines=2))
        self.form["public_transport"].set_value(Answer.UNKNOWN)
        self.form["accepts"].set_value(Accepts.UNKNOWN)

    def _follow(self) -> None:
        """Say at every question whether it was answered; ask only what the other answers leave room for."""
        for programme in self._programmes:
            if any(one.programme_id == programme.id for one in self._units):
                wanted = programme.id in self.form["programme_ids"].value
                self.form[_units_of(programme.id)].setVisible(wanted)
        self.form["allowance_cents"].setEnabled(self.form["allowance"].value is Allowance.AMOUNT)
        for name in _ASKED:
            sign = Sign(self.tr("vraag nu"), "circle-alert", Tone.ATTENTION)
            self.form[name].set_status(sign if _unknown(self.form[name].value) else Sign("", "circle-check", Tone.DONE))

    def _report(self, values: dict[str, Any]) -> None:
        before = self._known
        covered, refused = _costs(values, () if before is None else before.costs_covered or ())
        hours, euros = values["hours"], values["allowance_cents"]
        minutes = None if before is None else before.minutes_per_week
        cents = None if before is None else before.allowance_cents
        self.drafted.emit(
            OfferDraft(
                programme_ids=values["programme_ids"],
                period_ids=values["period_ids"],
                unit_ids=frozenset(key for name, keys in values.items() if name.startswith(_UNITS) for key in keys),
                path=values["path"],
                places=values["places"],
                days=tuple(SHORT_WEEKDAYS[day] for day in sorted(values["days"])) or None,
                minutes_per_week=_kept(hours, minutes, _HOUR),
                tasks=values["tasks"] or None,
                requirements=tuple(
                    RequirementDraft(values[f"asked_{at}"], values[f"why_{at}"] or None)
                    for at in range(self._pairs)
                    if values[f"asked_{at}"]
                ),
                allowance=Allowance(values["allowance"]),
                allowance_cents=_kept(euros, cents, _EURO),
                costs_covered=covered,
                costs_refused=refused,
                public_transport=Answer(values["public_transport"]),
                access=tuple(word.strip() for word in values["access"].split(";") if word.strip()) or None,
                accepts=Accepts(values["accepts"]),
                contact=values["contact"] or None,
                note=values["note"] or None,
            )
        )


def _units_of(programme_id: UUID) -> str:
    return f"{_UNITS}{programme_id.hex}"


def _unknown(value: object) -> bool:
    return value in (None, "", frozenset(), Allowance.UNKNOWN, Answer.UNKNOWN, Accepts.UNKNOWN)


def _costs(values: Mapping[str, Any], before: tuple[str, ...]) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """What is paid and what is not; costs of another kind that were known stay, and nothing asked is nothing known."""
    answers = {kind: values[f"cost_{kind}"] for kind in CostKind}
    known = {kind.value for kind in CostKind}
    yes = [kind.value for kind, answer in answers.items() if answer == Answer.YES]
    no = [kind.value for kind, answer in answers.items() if answer == Answer.NO]
    yes += [word for word in before if word not in known]
    return (tuple(yes) if yes or no else None), (tuple(no) if yes or no else None)


def _shown(known: OfferFormRow) -> dict[str, Any]:
    names = ("programme_ids", "period_ids", "path", "places", "tasks", "allowance")
    values: dict[str, Any] = {
        name: getattr(known, name) for name in (*names, "public_transport", "accepts", "contact", "note")
    }
    values["days"] = frozenset(SHORT_WEEKDAYS.index(day) for day in known.days or ())
    values["hours"] = None if known.minutes_per_week is None else round(known.minutes_per_week / _HOUR)
    values["allowance_cents"] = None if known.allowance_cents is None else known.allowance_cents // _EURO
    values["access"] = "; ".join(known.access or ())
    for kind in CostKind:
        paid, unpaid = kind.value in (known.costs_covered or ()), kind.value in (known.costs_refused or ())
        values[f"cost_{kind}"] = Answer.YES if paid else Answer.NO if unpaid else Answer.UNKNOWN
    for at, (text, why) in enumerate(known.requirements):
        values[f"asked_{at}"], values[f"why_{at}"] = text, why
    return values


def _kept(typed: int | None, before: int | None, unit: int) -> int | None:
    """What was typed in whole units; what it was before, to the minute or cent, where it still rounds to that."""
    if typed is None:
        return None
    same = before is not None and typed in {before // unit, round(before / unit)}
    return before if same else typed * unit
