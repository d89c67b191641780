"""What a paper is made from: asked at the desk, as the screen may show it, and put into the paper's own values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar
from uuid import UUID

from app.documents import (
    ContactLine,
    Document,
    Kind,
    MeldwijzerData,
    PlaceLine,
    ReportData,
    TipkaartData,
    read_texts,
)
from app.documents.allowance_paper import allowance_list
from app.documents.forms import offer_form, talk_form, wish_form
from app.documents.papers_of_view import agreement_list
from app.documents.voortgang import internal, shared
from app.documents.voortgang_overview import overview
from app.errors import Refusal
from app.progress import Progress
from app.queries.allowances import allowances
from app.queries.board import board
from app.queries.bpv_hours import bpv_hours
from app.queries.givings import CARD_OF
from app.queries.paper_lists import Wanted, agreements, view_words
from app.queries.paper_progress import InternalProgressRow, internal_progress, shared_progress
from app.queries.papers import paper_contacts
from app.queries.placement_lists import View
from app.queries.policy import words
from app.queries.school import HelplineRow, SchoolRow, school
from app.queries.school_papers import school_text
from app.terms.cards import Receiver
from app.text import translate
from ui.desk.desk import Scope
from ui.leaving.series import Named

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")
_DUTCH = "nl"


@dataclass(frozen=True, slots=True)
class Wish:
    """Which paper is asked for, about which placement, in which language, with or without names."""

    kind: Kind
    today: date
    placement_id: UUID | None = None
    language: str = _DUTCH
    names: bool = True


@dataclass(frozen=True, slots=True)
class Gathered:
    """A paper to render, the version of its texts, and the contacts that nobody confirmed in time."""

    document: Document
    version: str = ""
    left_off: tuple[HelplineRow, ...] = ()


class Asked(Protocol):
    """Who answers questions about the school within what the program looks at: the desk, or the store itself."""

    @property
    def scope(self) -> Scope:
        """What the program looks at."""

    def ask(
        self,
        query: Callable[Concatenate[Session, Arguments], Answer],
        /,
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Answer:
        """The answer to a query."""


class Gatherer:
    """Makes the values of any paper from what the school holds now."""

    def __init__(self, desk: Asked) -> None:
        self._desk = desk
        self._trial: Mapping[tuple[str, str], str] = {}
        self._makers: Mapping[str, Callable[[Wish, SchoolRow], Gathered]] = {
            "tipkaart": self._card,
            "tipkaart_place": self._card,
            "meldwijzer": self._guide,
            "progress_shared": self._shared,
            "progress_internal": self._internal,
            "progress_view": self._overview,
            "agreements": self._agreements,
            "allowances": self._allowances,
            "form_offer": partial(_form, offer_form),
            "form_wish": partial(_form, wish_form),
            "form_talk": partial(_form, talk_form),
        }

    def gather(self, wish: Wish, trial: Mapping[tuple[str, str], str] = MappingProxyType({})) -> Gathered:
        """The values of the paper; raises ``Refusal`` when the school cannot make it yet.

        ``trial`` has texts that are written now and not kept yet, by their paper and language.
        """
        about = self._desk.ask(school)
        if about is None:
            raise Refusal(translate("Gathering", "Richt eerst je school in."))
        self._trial = trial
        try:
            return self._makers[wish.kind.name](wish, about)
        finally:
            self._trial = {}

    def versions(self) -> dict[Receiver, str]:
        """Which version of each card is printed today."""
        return {
            receiver: read_texts(card, _DUTCH, self._own_text(card, _DUTCH)).version
            for receiver, card in CARD_OF.items()
        }

    def view(self, today: date) -> Wanted:
        """What the whole program looks at."""
        scope = self._desk.scope
        return Wanted(today, scope.period, scope.programme, scope.group)

    def _card(self, wish: Wish, about: SchoolRow) -> Gathered:
        texts = read_texts("tipkaart", wish.language, self._own_text("tipkaart", wish.language))
        place = None
        if wish.kind.name != "tipkaart":
            row = self._progress(wish).shared
            person, phone = row.contact_point.name, row.contact_point.phone
            if row.contact_point.supervisor_id is None and row.supervisor:
                person, phone = row.supervisor, row.supervisor_phone
            place = PlaceLine(row.company, person, phone, row.planned, row.planned_agreed)
        data = TipkaartData(
            about.name, about.office, about.phone, about.email, about.web, texts, self._words(wish), place
        )
        return Gathered(data, texts.version)

    def _guide(self, wish: Wish, about: SchoolRow) -> Gathered:
        contacts = self._desk.ask(paper_contacts, today=wish.today)
        texts = read_texts("meldwijzer", wish.language, self._own_text("meldwijzer", wish.language))
        inside, outside = _lines(contacts.in_school), _lines(contacts.outside)
        data = MeldwijzerData(about.name, inside, outside, texts, self._words(wish))
        return Gathered(data, texts.version, contacts.left_off)

    def _shared(self, wish: Wish, about: SchoolRow) -> Gathered:
        row = self._desk.ask(shared_progress, placement_id=_placement(wish), today=wish.today)
        if row is None:
            raise Refusal(_gone())
        return Gathered(shared(row, about.name, self._words(wish), wish.today))

    def _internal(self, wish: Wish, about: SchoolRow) -> Gathered:
        return Gathered(internal(self._progress(wish), about.name, self._words(wish), wish.today))

    def _overview(self, wish: Wish, about: SchoolRow) -> Gathered:
        wanted = self.view(wish.today)
        rows = self._desk.ask(
            board,
            today=wish.today,
            period_id=wanted.period_id,
            programme_id=wanted.programme_id,
            group_id=wanted.group_id,
        )
        students = [row.student_id for row in rows] if wish.names else []
        hours = self._desk.ask(bpv_hours, student_ids=students)
        about_view = self._in_view(wanted)
        return Gathered(overview(rows, about.name, about_view, wish.today, names=wish.names, hours=hours))

    def _agreements(self, wish: Wish, about: SchoolRow) -> Gathered:
        wanted = self.view(wish.today)
        rows = self._desk.ask(agreements, wanted=wanted)
        return Gathered(agreement_list(rows, about.name, self._in_view(wanted), wish.today))

    def _allowances(self, wish: Wish, about: SchoolRow) -> Gathered:
        wanted = self.view(wish.today)
        view = View(wanted.today, wanted.period_id, wanted.programme_id, wanted.group_id)
        rows = self._desk.ask(allowances, view=view)
        return Gathered(allowance_list(rows, about.name, self._in_view(wanted), wish.today))

    def _progress(self, wish: Wish) -> InternalProgressRow:
        row = self._desk.ask(internal_progress, placement_id=_placement(wish), today=wish.today)
        if row is None:
            raise Refusal(_gone())
        return row

    def _in_view(self, wanted: Wanted) -> str:
        return self._desk.ask(view_words, wanted=wanted)

    def _words(self, wish: Wish) -> dict[str, str]:
        """The words of the school; in another language its own Dutch words would not stand well."""
        return dict(self._desk.ask(words, wish.today)) if wish.language == _DUTCH else {}

    def _own_text(self, document: str, language: str) -> str | None:
        if (document, language) in self._trial:
            return self._trial[document, language]
        own = self._desk.ask(school_text, document=document, language=language)
        return None if own is None else own.body


@dataclass(frozen=True, slots=True)
class _Store:
    """The open store, asked beside the screen."""

    store: Any
    scope: Scope

    def ask(
        self,
        query: Callable[Concatenate[Session, Arguments], Answer],
        /,
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Answer:
        with self.store.reading() as session:
            return query(session, *args, **kwargs)


def gathered(wishes: Sequence[tuple[str, Wish]], scope: Scope, store: Any, progress: Progress) -> tuple[Named, ...]:
    """The papers that are wished, each under its name; what was taken away meanwhile is left out."""
    gatherer = Gatherer(_Store(store, scope))
    found = []
    for done, (name, wish) in enumerate(wishes):
        progress.step(done, len(wishes))
        try:
            document = gatherer.gather(wish).document
        except Refusal:
            continue
        if isinstance(document, TipkaartData | ReportData):
            found.append(Named(name, document))
    return tuple(found)


def _form(make: Callable[[str], Document], _wish: Wish, about: SchoolRow) -> Gathered:
    return Gathered(make(about.name))


def _placement(wish: Wish) -> UUID:
    if wish.placement_id is None:
        raise Refusal(translate("Gathering", "Kies eerst van wie dit papier is."))
    return wish.placement_id


def _gone() -> str:
    return translate("Gathering", "Deze plaatsing is er niet meer.")


def _lines(rows: tuple[HelplineRow, ...]) -> tuple[ContactLine, ...]:
    return tuple(ContactLine(row.name, row.what_for, row.phone, row.web, row.email, row.hours) for row in rows)
