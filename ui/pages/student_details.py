"""The details of a student in the drawer: whom to call, what is missing and its fix, and what happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from app.clock import ZONE, today
from app.dates import short_date
from app.queries.board import CardRow, cards
from app.queries.history import HistoryRow, history
from app.queries.recognition import recognition_of
from app.queries.student import StudentDetailRow, student
from app.queries.student_rows import DocumentRow, PeriodCardRow, PlacementRow, SignatureRow
from app.queries.support import support_of
from app.rules.norm import overdue_since
from app.terms.company import Allowance
from app.terms.pipeline import Lane
from app.terms.placing import PlacementKind
from ui.cards.actions import CardActions
from ui.cards.beside_state import state_facts
from ui.cards.hours import hour_facts
from ui.cards.signs import stand_sign, state_sign
from ui.cards.spans import worked_words
from ui.desk.actions import local_action
from ui.desk.desk import Desk
from ui.desk.forms import edit_student
from ui.frame.details import AT_PLACEMENT, DetailsView
from ui.leaving.copying import Clip
from ui.pages.student_norm import NormLight
from ui.pages.student_sections import StudentSections, shown_first
from ui.theme import Tone
from ui.widgets.drawer import Details, Drawer, Fact
from ui.widgets.sign import Sign
from ui.widgets.timeline import Moment, When

_MOMENTS = 40
_EURO = 100
_DUE = "due"
_CARD = "card:"
_FIRST: Mapping[Lane, str] = {
    Lane.SEEKING: "propose",
    Lane.PROPOSAL: "next",
    Lane.PAPERS: "sign",
    Lane.RUNNING: "contact",
    Lane.CLOSING: "judge",
}
"""What is most often done next with a card in a lane."""


class StudentDetails(DetailsView):
    """One student; its actions are about the period that is shown."""

    SHOWS = frozenset(
        {
            "student",
            "participation",
            "placement",
            "agreement",
            "contact_moment",
            "assessment",
            "override",
            "reminder",
            "required_document",
            "unit_standing",
            "unit_verdict",
            "support_agreement",
            "goal",
            "learning_wish",
            "note",
            "loose_end",
            "company",
            "company_person",
            "recognition_check",
            "supervisor",
            "period",
            "policy",
        }
    )

    def __init__(self, desk: Desk, drawer: Drawer) -> None:
        super().__init__(desk, drawer)
        self._row: StudentDetailRow | None = None
        self._card: CardRow | None = None
        self._wanted: UUID | None = None
        self._lead: tuple[UUID, ...] = ()
        self._keys: tuple[UUID, ...] = ()
        self._open: set[str] = set()
        self._shown = 0
        self._clip = Clip(self)
        self._acts: list[QAction] = []
        self.card_actions = CardActions(desk, self._make, self._in_hand, self.window, self)
        self._call = self._make("call", self.tr("Kopieer nummer"), self._copy_phone, shortcut="", icon_name="phone")
        self._mail = self._make("mail", self.tr("Kopieer adres"), self._copy_email, shortcut="", icon_name="mail")
        self._more = self._make("more", self.tr("Meer"), self._offer_more, shortcut="", icon_name="list-filter")
        self._change = self._make("edit", self.tr("Wijzig student"), self._edit, shortcut="", icon_name="pencil")
        drawer.moment_opened.connect(self._unfold)
        desk.destroyed.connect(self.deleteLater)

    def show(self, key: UUID) -> Details | None:
        if self._row is None or self._row.id != key:
            self._wanted, self._open, self._lead = None, set(), ()
        self._row = row = self.desk.ask(student, student_id=key, today=today(), lead=self._lead)
        if row is None:
            return None
        card = shown_first(row, self._wanted, self.desk.scope.period)
        wanted = [] if card is None else [card.participation_id]
        found = self.desk.ask(cards, participation_ids=wanted, today=today(), lead=self._lead) if wanted else ()
        self._card = found[0] if found else None
        self.card_actions.fit(self._in_hand())
        support = self.desk.ask(support_of, student_id=row.id)
        self._keys = (*row.keys, *(one.id for one in support))
        sections = StudentSections(row, card, self._fixes(), today(), support)
        sections.card_wanted.connect(self._show_card)
        sections.placement_wanted.connect(self._show_placement)
        sections.company_wanted.connect(lambda company: self.desk.open("company", company))
        self._take_keys(sections)
        placement = None if card is None else card.placement
        programme = ", ".join(
            word for word in (row.programme, self.tr("niveau {n}").format(n=row.level) if row.level else "") if word
        )
        return Details(
            title=row.name,
            subtitle=" · ".join(word for word in (row.group, programme) if word),
            initials="".join(word[0] for word in (row.name.split()[0], row.name.split()[-1])).upper(),
            actions=self._buttons(row, card),
            top=None if card is None or placement is None else self._norm(card, placement),
            facts=self._facts(row, card),
            extra=sections,
            moments=self._moments(card),
            moments_action=self.card_actions["note"] if card is not None else None,
        )

    def begin(self, doing: str) -> None:
        """Begin with an action by its key; behind ``AT_PLACEMENT`` stands the placement that it is about."""
        action, _at, placement = doing.partition(AT_PLACEMENT)
        if placement:
            self._show_placement(UUID(placement))
        if action.startswith(_CARD):
            self._show_card(UUID(action.removeprefix(_CARD)))
        elif action:
            self.card_actions[action].trigger()

    def _make(self, _key: str, text: str, slot: Callable[[], object], /, *, shortcut: str, icon_name: str) -> QAction:
        """An action whose key works while the drawer has the focus and shows a student."""
        action = local_action(self, text, icon_name, slot, shortcut)
        self._acts.append(action)
        return action

    def _take_keys(self, sections: StudentSections) -> None:
        """Bind the keys to the drawer for as long as these sections are in it."""
        self._shown += 1
        self.drawer.addActions(self._acts)
        sections.destroyed.connect(partial(self._drop_keys, self._shown))

    def _drop_keys(self, shown: int, _gone: object = None) -> None:
        if shown == self._shown and isValid(self.drawer):  # not when the whole window goes
            for action in self._acts:
                self.drawer.removeAction(action)

    def _in_hand(self) -> list[CardRow]:
        return [] if self._card is None else [self._card]

    def _fixes(self) -> Mapping[str, QAction]:
        return dict(self.card_actions.items())

    def _buttons(self, row: StudentDetailRow, card: PeriodCardRow | None) -> list[QAction]:
        self._call.setEnabled(bool(row.phone))
        self._mail.setEnabled(bool(row.email))
        acts = self.card_actions
        if card is None or card.lane is None:
            return [self._call, self._mail, self._more]
        first = acts[_FIRST[card.lane]]
        others = [acts["next"], acts["contact"]] if card.lane in {Lane.RUNNING, Lane.CLOSING} else [acts["next"]]
        return [first, *(action for action in others if action is not first), self._call, self._mail, self._more]

    def _norm(self, card: PeriodCardRow, placement: PlacementRow) -> NormLight | None:
        if card.lane not in {Lane.RUNNING, Lane.CLOSING} and not placement.talks:
            return None
        return NormLight(placement, card.contact, today())

    def _facts(self, row: StudentDetailRow, card: PeriodCardRow | None) -> list[Fact]:
        facts: list[Fact] = []
        if card is not None:
            facts.append(Fact(self.tr("Stand"), state_sign(card.state)))
            facts += state_facts(self.desk, card)
            facts.append(Fact(self.tr("Periode"), f"{card.period}, {_span(card.first_day, card.last_day)}"))
            if card.placement is not None:
                facts += self._placement_facts(card, card.placement)
            facts += hour_facts(self.desk, row, card)
            facts.append(self._wish(card))
        phone = Fact(self.tr("Telefoon"), row.phone or self.tr("onbekend"))
        facts += [phone, Fact(self.tr("E-mail"), row.email or self.tr("onbekend"))]
        if row.mentor:
            facts.append(Fact(self.tr("Mentor"), row.mentor))
        if row.minor and row.minor_until is not None:
            words = self.tr("tot en met {day}").format(day=short_date(row.minor_until, today=today()))
            facts.append(Fact(self.tr("Minderjarig"), Sign(words, "users", Tone.ATTENTION)))
        return facts

    def _placement_facts(self, card: PeriodCardRow, placement: PlacementRow) -> list[Fact]:
        guide = placement.supervisor or Sign(self.tr("nog niet gekozen"), "circle-alert", Tone.ATTENTION)
        place = ", ".join(word for word in (placement.company, placement.town) if word)
        person = " · ".join(
            word for word in (placement.company_person, placement.person_phone or placement.company_phone) if word
        )
        facts = [
            Fact(self.tr("Begeleider"), guide),
            Fact(self.tr("Leerbedrijf"), place),
            Fact(self.tr("Opleider"), person or Sign(self.tr("nog onbekend"), "circle-alert", Tone.ATTENTION)),
        ]
        if (placement.first_day, placement.last_day) != (card.first_day, card.last_day):
            facts.append(Fact(self.tr("Stage"), _span(placement.first_day, placement.last_day)))
        if (seen := self._recognition(placement)) is not None:
            facts.append(Fact(self.tr("Erkenning"), seen))
        if placement.kind is not PlacementKind.USUAL:
            facts.append(Fact(self.tr("Soort"), placement.kind.label))
        if worked := worked_words(placement):
            facts.append(Fact(self.tr("Werktijd"), worked))
        for one in placement.signatures:
            label = self.tr("POK {party}").format(party=one.party.label.split()[0])
            if one.signed_on is None:
                facts.append(Fact(label, Sign(self._unsigned(one), "clock", Tone.ATTENTION)))
            else:
                words = self.tr("getekend {day}").format(day=short_date(one.signed_on, today=today()))
                facts.append(Fact(label, Sign(words, "circle-check", Tone.DONE)))
        facts += [Fact(one.document, self._document(one)) for one in placement.documents]
        facts.append(Fact(self.tr("Vergoeding"), self._allowance(placement)))
        return facts

    def _recognition(self, placement: PlacementRow) -> Sign | None:
        if self._row is None or not self._row.crebo:
            return None
        seen = self.desk.ask(
            recognition_of,
            company_id=placement.company_id,
            crebo=self._row.crebo,
            first_day=placement.first_day,
            today=today(),
        )
        day = "" if seen.checked_on is None else short_date(seen.checked_on, today=today())
        return stand_sign(seen.stand, " ".join(word for word in (seen.stand.label, day) if word))

    def _unsigned(self, row: SignatureRow) -> str:
        if row.sent_on is None:
            return self.tr("nog niet getekend")
        return self.tr("wacht sinds {day}").format(day=short_date(row.sent_on, today=today()))

    def _document(self, row: DocumentRow) -> Sign:
        if row.seen_on is None:
            return Sign(self.tr("nog niet gezien"), "clock", Tone.ATTENTION)
        until = "" if row.valid_until is None else short_date(row.valid_until, today=today())
        if not row.holds:
            return Sign(self.tr("verlopen op {day}").format(day=until), "circle-x", Tone.DANGER)
        words = self.tr("gezien, geldig tot {day}").format(day=until) if until else self.tr("gezien")
        return Sign(words, "circle-check", Tone.DONE)

    def _allowance(self, placement: PlacementRow) -> str | Sign:
        if placement.allowance is Allowance.UNKNOWN:
            return Sign(self.tr("nog onbekend"), "circle-alert", Tone.ATTENTION)
        if placement.allowance is Allowance.AMOUNT and placement.allowance_cents is not None:
            euros, cents = divmod(placement.allowance_cents, _EURO)
            return self.tr("€ {euros},{cents:02} per maand").format(euros=euros, cents=cents)
        return placement.allowance.label

    def _wish(self, card: PeriodCardRow) -> Fact:
        wish = card.wish
        if wish is None:
            return Fact(self.tr("Leerwens"), Sign(self.tr("nog niet ingevuld"), "circle-alert", Tone.ATTENTION))
        words = [wish.goals, wish.company_kind, wish.needs, ", ".join(wish.transport)]
        if wish.max_minutes is not None:
            words.append(self.tr("hoogstens {n} minuten reizen").format(n=wish.max_minutes))
        return Fact(self.tr("Leerwens"), " · ".join(word for word in words if word) or self.tr("ingevuld"))

    def _moments(self, card: PeriodCardRow | None) -> list[Moment]:
        rows = self.desk.ask(history, keys=self._keys, limit=_MOMENTS)
        return [*self._due(card), *(self._moment(one) for one in rows)]

    def _due(self, card: PeriodCardRow | None) -> list[Moment]:
        """The talk that should have been held, on top of what was."""
        placement = None if card is None else card.placement
        if card is None or placement is None or card.lane not in {Lane.RUNNING, Lane.CLOSING}:
            return []
        late = overdue_since(card.contact, today())
        if late is None:
            return []
        title = self.tr("Contact {n} van {norm}").format(n=card.contact.joint + 1, norm=card.contact.norm.joint)
        detail = self.tr("had vóór {day} moeten zijn").format(day=short_date(late, today=today()))
        return [Moment(_DUE, title, detail, When.LATE)]

    def _moment(self, row: HistoryRow) -> Moment:
        key = f"{row.device}:{row.seq}"
        deed = row.deed.label[:1].upper() + row.deed.label[1:]
        day = short_date(row.at.astimezone(ZONE).date(), today=today())
        lines = [f"{day} · {row.actor}"]
        if row.erased:
            lines.append(self.tr("De inhoud is gewist."))
        elif key in self._open:
            lines += [
                self.tr("{field}: {before} → {after}").format(
                    field=change.field, before=change.before or "–", after=change.after or "–"
                )
                for change in row.changes
            ]
        return Moment(key, f"{deed}: {row.about}" if row.about else deed, "\n".join(lines))

    def _unfold(self, key: str) -> None:
        """Show the fields of a step, or put them away."""
        if self._row is not None and key != _DUE and self._acts[0] in self.drawer.actions():
            self._open ^= {key}
            self._show_again()

    def _show_card(self, participation_id: object) -> None:
        if isinstance(participation_id, UUID):
            self._wanted = participation_id
            self._show_again()

    def _show_placement(self, placement_id: object) -> None:
        if isinstance(placement_id, UUID) and self._row is not None:
            self._lead = (placement_id,)
            for card in self._row.cards:
                if any(one.id == placement_id for one in card.placements):
                    self._wanted = card.participation_id
            self._show_again()

    def _show_again(self) -> None:
        details = None if self._row is None else self.show(self._row.id)
        if details is not None:
            self.drawer.show_details(details)

    def _offer_more(self) -> None:
        menu = QMenu(self.window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([action for action in self.card_actions.all if action.isEnabled()])
        menu.addSeparator()
        menu.addAction(self._change)
        menu.popup(QCursor.pos())

    def _edit(self) -> None:
        if self._row is not None:
            edit_student(self.desk, self.window, self._row.id)

    def _copy_phone(self) -> None:
        if self._row is not None:
            self._copy(self._row.phone, self.tr("Het nummer van {who} staat een minuut op het klembord: {what}"))

    def _copy_email(self) -> None:
        if self._row is not None:
            self._copy(self._row.email, self.tr("Het adres van {who} staat een minuut op het klembord: {what}"))

    def _copy(self, what: str, words: str) -> None:
        if self._row is not None:
            self._clip.copy(what)
            self.desk.told.emit(words.format(who=self._row.name, what=what))


def _span(first: date, last: date) -> str:
    return f"{short_date(first, today=today())} – {short_date(last, today=today())}"
