"""Leerbedrijven: where they are, what room they have, who is there now and what to mind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.dates import short_date
from app.queries.companies import CompanyList, CompanyRow, Near, companies
from app.queries.company import company
from app.queries.school import school
from app.rules.travel import town_of
from app.terms.lists import CompanyFilter, CompanyOrder
from app.text import plural
from ui.cards.merging import Merging
from ui.cards.signs import matter_sign, recognition_sign
from ui.desk.actions import Actions
from ui.desk.desk import Desk
from ui.desk.forms import edit_company
from ui.dialogs.near import NearDialog
from ui.frame.list_page import ListPage, ListWords, Shown
from ui.widgets.chips import Filter
from ui.widgets.empty_state import EmptyState
from ui.widgets.row_model import Column
from ui.widgets.sign import Sign

if TYPE_CHECKING:
    from app.exchange.export import Value

_NEAR = "near"
_ICONS: Mapping[CompanyFilter, str] = {
    CompanyFilter.FREE: "map-pin",
    CompanyFilter.UNCHECKED: "badge-check",
    CompanyFilter.MATTERS: "circle-alert",
    CompanyFilter.UNFIT: "circle-x",
}


class CompaniesPage(ListPage[CompanyRow]):
    """The list of companies; Enter opens their details, N adds one, B asks for those within a distance."""

    SHOWS = frozenset(
        {
            "company",
            "recognition_check",
            "offer",
            "offer_programme",
            "offer_period",
            "placement",
            "participation",
            "agreement",
            "contact_moment",
            "assessment",
            "note",
            "programme",
            "period",
            "policy",
        }
    )

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        title = QCoreApplication.translate("CompaniesPage", "Leerbedrijven")
        spoken = QCoreApplication.translate("CompaniesPage", "Lijst van leerbedrijven")
        self._near: Near | None = None
        super().__init__(desk, actions, ListWords("companies", title, spoken), parent)
        self.table.menu = self._menu

    def columns(self) -> Sequence[Column[CompanyRow]]:
        return (
            Column(self.tr("Leerbedrijf"), lambda row: row.name, order=CompanyOrder.NAME, strong=True, tip=_sector),
            Column(self.tr("Plaats"), _place, order=CompanyOrder.TOWN, width=150, tip=_distance, spare=3),
            Column(
                self.tr("Erkenning"),
                lambda row: recognition_words(row).text,
                sign=recognition_words,
                order=CompanyOrder.RECOGNITION,
                width=202,
            ),
            Column(self.tr("Vrij"), _free, order=CompanyOrder.FREE, width=58, right=True, strong=True, tip=_free_tip),
            Column(
                self.tr("Nu"),
                lambda row: str(row.now),
                order=CompanyOrder.NOW,
                width=58,
                right=True,
                spare=1,
                meaning=self.tr("Hoeveel studenten er nu stage lopen"),
            ),
            Column(
                self.tr("Contact"),
                lambda row: "" if row.last_contact is None else short_date(row.last_contact, today=today()),
                order=CompanyOrder.CONTACT,
                width=112,
                spare=4,
            ),
            Column(
                self.tr("Let op"),
                lambda row: ", ".join(matter.word for matter in row.matters) or "–",
                sign=lambda row: matter_sign(row.matters),
                order=CompanyOrder.MATTER,
                width=244,
                spare=2,
                tip=lambda row: "\n".join(matter.word for matter in row.matters),
            ),
        )

    def filters(self) -> Sequence[Filter]:
        near = self.tr("Binnen een afstand")
        if self._near is not None:
            place = town_of(self._near.pc4) or self._near.pc4
            near = self.tr("Binnen {km} km van {place}").format(km=self._near.km, place=place)
        return [
            Filter(_NEAR, near, "map-pin"),
            *(Filter(one.value, one.label, _ICONS[one]) for one in CompanyFilter),
        ]

    def filter_by(self, on: frozenset[str]) -> None:
        if _NEAR in on and self._near is None:
            self._ask_near()
        elif _NEAR not in on and self._near is not None:
            self._look_near(None)
        else:
            self.refresh()

    def add_actions(self) -> None:
        self.set_primary(self.action("add", self.tr("Leerbedrijf toevoegen"), self._add_company, "plus", "N"))
        self._merging = Merging(self.desk, self)
        self._merge = self.action("merge", self.tr("Voeg dubbele samen"), self._join, "building-2", "Shift+M")
        self._renumber = self.action("renumber", self.tr("Nieuw leerbedrijf-ID"), self._offer_number, "tags", "Shift+W")
        self._change = self.action("change", self.tr("Wijzig leerbedrijf"), self._change_company, "pencil", "W")
        self.action("near", self.tr("Binnen een afstand"), self._ask_near, "map-pin", "B")

    def _menu(self, rows: Sequence[CompanyRow]) -> Sequence[QAction]:
        if len(rows) == 2:  # noqa: PLR2004 - two that are one
            return [self._merge]
        return [self._change, self._renumber] if len(rows) == 1 else []

    def _join(self) -> None:
        self._merging.companies([row.id for row in self.table.marked_rows()])

    def _offer_number(self) -> None:
        row = self.table.current_row()
        known = None if row is None else self.desk.ask(company, row.id, today=today())
        if known is not None:
            self._merging.renumber(known.id, known.name, known.leerbedrijf_id or "")

    def empty_state(self) -> EmptyState:
        return EmptyState(
            "building-2",
            self.tr("Nog geen leerbedrijven"),
            self.tr(
                "Hier staan de bedrijven met hun erkenning, hun vrije plekken en wie er nu stage loopt. "
                "Lees de lijst van je school in, of voeg er één toe."
            ),
            self.import_action,
        )

    def answer(self) -> Shown[CompanyRow]:
        scope = self.desk.scope
        found: CompanyList = self.desk.ask(
            companies,
            today=today(),
            period_id=scope.period,
            programme_id=scope.programme,
            group_id=scope.group,
            filters=frozenset(CompanyFilter(key) for key in self.chips.on - {_NEAR}),
            near=self._near,
            text=self.text,
            order=CompanyOrder(self.order),
            descending=self.descending,
        )
        total = plural(found.total, self.tr("{n} leerbedrijf"), self.tr("{n} leerbedrijven"))
        free = plural(found.total_free, self.tr("{n} vrije plek"), self.tr("{n} vrije plekken"))
        return Shown(
            found.rows,
            self.tr("{companies}, {free}").format(companies=total, free=free),
            self._found_words(found, total),
            self._free_words(found.rows),
            empty=not found.total,
        )

    def _found_words(self, found: CompanyList, total: str) -> str:
        count = len(found.rows)
        words = total if count == found.total else self.tr("{count} van {all}").format(count=count, all=total)
        return words if self._near is None else self.tr("{count} · afstand geschat").format(count=words)

    def _free_words(self, rows: Sequence[CompanyRow]) -> str:
        having = [row.free for row in rows if row.free]
        places = plural(sum(having), self.tr("{n} plek"), self.tr("{n} plekken"))
        holders = plural(len(having), self.tr("{n} bedrijf"), self.tr("{n} bedrijven"))
        return self.tr("Vrij in deze lijst: {places} bij {companies}").format(places=places, companies=holders)

    def open_row(self, key: UUID) -> None:
        self.desk.open("company", key)

    def exported(self, rows: Sequence[CompanyRow]) -> tuple[Sequence[str], Sequence[Sequence[Value]]]:
        headings = (
            self.tr("Leerbedrijf"),
            self.tr("Plaats"),
            self.tr("Sector"),
            self.tr("Erkenning"),
            self.tr("Vrije plekken"),
            self.tr("Studenten nu"),
            self.tr("Laatste contact"),
            self.tr("Geen plaatsing"),
            self.tr("Let op"),
        )
        values = [
            (
                row.name,
                row.town,
                row.sector,
                recognition_words(row).text,
                row.free,
                row.now,
                row.last_contact,
                row.unfit_reason if row.unfit else "",
                "; ".join(matter.word for matter in row.matters),
            )
            for row in rows
        ]
        return headings, values

    def _add_company(self) -> None:
        edit_company(self.desk, self.window(), then=self.open_row)

    def _change_company(self) -> None:
        row = self.table.current_row()
        if row is not None:
            known = self.desk.ask(company, row.id, today=today())
            edit_company(self.desk, self.window(), known)

    def _ask_near(self) -> None:
        place = self.desk.ask(school)
        dialog = NearDialog(self._near, "" if place is None else place.pc4 or "", self.window())
        dialog.chosen.connect(self._look_near)
        dialog.rejected.connect(self._keep_near)
        dialog.open()

    def _look_near(self, near: Near | None) -> None:
        self._near = near
        self._show_near()
        if near is not None:
            self.order, self.descending = CompanyOrder.DISTANCE, False
        elif self.order == CompanyOrder.DISTANCE:
            self.order = CompanyOrder.NAME
        self.table.show_order(self.order)
        self.refresh()

    def _keep_near(self) -> None:
        """The question was left: the chip says again what holds."""
        self._show_near()
        self.refresh()

    def _show_near(self) -> None:
        on = self.chips.on - {_NEAR} | ({_NEAR} if self._near is not None else frozenset())
        self.chips.show_filters([replace(one, on=one.key in on) for one in self.filters()])


def recognition_words(row: CompanyRow) -> Sign:
    """One word for the recognitions of a company; how many of them hold where they differ."""
    sign = recognition_sign(row.recognition)
    if 0 < row.recognised < row.checks:
        words = QCoreApplication.translate("CompaniesPage", "{n} van {all} erkend")
        return replace(sign, text=words.format(n=row.recognised, all=row.checks))
    return sign


def _sector(row: CompanyRow) -> str:
    return f"{row.name} · {row.sector}" if row.sector else row.name


def _place(row: CompanyRow) -> str:
    if row.km is None:
        return row.town
    return QCoreApplication.translate("CompaniesPage", "{town}, {km} km").format(town=row.town, km=row.km)


def _distance(row: CompanyRow) -> str:
    if row.km is None:
        return row.town
    return QCoreApplication.translate("CompaniesPage", "{town}, geschat {km} km over de weg").format(
        town=row.town, km=row.km
    )


def _free(row: CompanyRow) -> str:
    return "?" if row.free is None else str(row.free)


def _free_tip(row: CompanyRow) -> str:
    if row.free is None:
        return QCoreApplication.translate("CompaniesPage", "Hoeveel plekken er zijn, is niet gevraagd.")
    return QCoreApplication.translate("CompaniesPage", "{n} vrij in de perioden in beeld").format(n=row.free)
