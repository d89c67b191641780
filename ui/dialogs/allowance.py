"""What school and company agreed about money for a student, and what that leaves to be paid."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.commands.allowance import AllowanceDraft
from app.queries.allowances import AllowanceRow
from app.rules.allowance import assumed_product, left_to_pay, monthly_travel
from app.terms.company import Allowance, Answer, CostKind, TravelProduct
from app.terms.school import Path
from ui.widgets.bits import Panel
from ui.widgets.choice_fields import ChoiceField, Option
from ui.widgets.form import FormDialog
from ui.widgets.text import Text
from ui.widgets.text_fields import NumberField, TextField

_EURO = 100


class AllowanceDialog(FormDialog):
    """Asks for the agreement and shows the estimate meanwhile; reports the draft and changes nothing itself."""

    drafted = Signal(object)
    """The ``AllowanceDraft``."""

    def __init__(self, row: AllowanceRow, parent: QWidget) -> None:
        super().__init__(
            self.tr("Vergoeding en kosten"),
            parent,
            intro=self.tr("{student} bij {company}. Wat je hier invult, houdt niemand van een plek.").format(
                student=row.student, company=row.company
            ),
        )
        self._row = row
        answers = [Option(one, one.label) for one in Answer]
        if row.path is Path.BBL:
            self.form.add(
                contract=ChoiceField(
                    self.tr("&Arbeidsovereenkomst"),
                    answers,
                    hint=self.tr("Bij bbl krijgt de student loon. Vraag dus naar het contract."),
                )
            )
        else:
            self.form.add(
                allowance=ChoiceField(self.tr("&Vergoeding"), [Option(one, one.label) for one in Allowance]),
                cents=NumberField(self.tr("&Bedrag per maand"), most=5_000, unit=self.tr("euro")),
            )
            self.form.add(reason=TextField(self.tr("&Waarom geen vergoeding")))
        kinds = list(CostKind)
        for pair in (kinds[at : at + 2] for at in range(0, len(kinds), 2)):
            words = {kind: self.tr("Vergoedt {cost}").format(cost=kind.label) for kind in pair}
            self.form.add(**{_cost(kind): ChoiceField(words[kind], answers) for kind in pair})
        self.form.add(
            product=ChoiceField(
                self.tr("&Reist gratis met het ov"),
                [Option(one, one.label) for one in TravelProduct],
                hint=self.tr(
                    "Weet je het niet? Bij bol rekenen we met gratis reizen op werkdagen, bij bbl met betaald reizen."
                ),
            )
        )
        self._estimate = Text("", wrap=True)
        panel = Panel("well", margin=10)
        panel.column.addWidget(self._estimate)
        self._body.insertWidget(self._body.indexOf(self.form) + 1, panel)
        self.form.show_values(_shown(row))
        for name in self.form:
            self.form[name].changed.connect(self._follow)
        self._follow()
        self.saved.connect(self._report)

    def _follow(self) -> None:
        values = self.form.values
        if "allowance" in values:
            self.form["cents"].setEnabled(values["allowance"] == Allowance.AMOUNT)
            self.form["reason"].setEnabled(values["allowance"] == Allowance.NONE)
        self._estimate.setText(self._said(values))

    def _said(self, values: dict[str, Any]) -> str:
        row, product = self._row, TravelProduct(values["product"])
        travel = monthly_travel(replace(row.way, product=product), row.tariff)
        if travel is None:
            return self.tr("Reiskosten zijn niet te schatten: de postcode of de dagen per week ontbreken.")
        words = self.tr("Reiskosten: ± € {euros} per maand ({km} km heen, {days} dagen per week). Een schatting.")
        lines = [words.format(euros=round(travel / _EURO), km=row.way.km, days=row.way.days_per_week)]
        if row.way.by_transit is Answer.NO:
            lines.append(self.tr("Het ov komt hier niet, dus met eigen vervoer."))
        elif assumed_product(product, row.path) is not product:
            lines.append(self.tr("Het reisproduct is aangenomen."))
        covered = values[_cost(CostKind.TRAVEL)] == Answer.YES
        paid = (values.get("cents") or 0) * _EURO if values.get("allowance") == Allowance.AMOUNT else 0
        gap = left_to_pay(travel, travel_covered=covered, allowance_cents=paid)
        if gap:
            lines.append(self.tr("Daarvan is ± € {euros} voor de student.").format(euros=round(gap / _EURO)))
        if row.guideline is not None:
            asked = self.tr("Richtlijn bij deze uren: € {euros} per maand.")
            lines.append(asked.format(euros=round(row.guideline / _EURO)))
        return " ".join(lines)

    def _report(self, values: dict[str, Any]) -> None:
        row = self._row
        said = {kind: values[_cost(kind)] for kind in CostKind}
        known = {kind.value for kind in CostKind}
        yes = [kind.value for kind, answer in said.items() if answer == Answer.YES]
        no = [kind.value for kind, answer in said.items() if answer == Answer.NO]
        yes += [word for word in row.costs or () if word not in known]
        asked = bool(yes or no)
        euros = values.get("cents")
        self.drafted.emit(
            AllowanceDraft(
                values.get("allowance", row.allowance),
                _cents(euros, row.cents) if "cents" in values else row.cents,
                values.get("reason"),
                tuple(yes) if asked else None,
                tuple(no) if asked else None,
                values.get("contract", row.contract),
                values["product"],
            )
        )


def _cost(kind: CostKind) -> str:
    return f"cost_{kind}"


def _cents(euros: int | None, before: int | None) -> int | None:
    """What was typed in whole euros; what it was, to the cent, where it still rounds to that."""
    if euros is None:
        return None
    return before if before is not None and before // _EURO == euros else euros * _EURO


def _shown(row: AllowanceRow) -> dict[str, Any]:
    values: dict[str, Any] = {
        "contract": row.contract,
        "allowance": row.allowance,
        "cents": None if row.cents is None else row.cents // _EURO,
        "reason": row.reason,
        "product": row.product,
    }
    for kind in CostKind:
        paid, unpaid = kind.value in (row.costs or ()), kind.value in (row.refused or ())
        values[_cost(kind)] = Answer.YES if paid else Answer.NO if unpaid else Answer.UNKNOWN
    return values
