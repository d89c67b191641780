"""Everything on the screen that exists only while a school is open: the desk, the pages, the keys, the news."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt, SignalInstance
from PySide6.QtGui import QAction, QKeySequence

from app.clock import today
from app.dates import short_date
from app.errors import Trouble
from app.queries.attention import attention
from app.queries.pipeline import students_in_view
from app.queries.policy import words
from app.queries.school import student_count
from app.queries.teaching import PeriodRow, groups, periods, programmes
from app.store.opening import OpenSchool
from app.store.troubles import sentence
from app.text import plural
from ui.desk.desk import Desk, Scope
from ui.desk.jobs import Job
from ui.frame.details import Detail
from ui.frame.resume import Spot, spot_of
from ui.frame.search import Search
from ui.frame.top_bar import Choice
from ui.frame.window import LOCK_KEY
from ui.theme import Tone
from ui.widgets.button import key_text

if TYPE_CHECKING:
    from ui.application import Application
    from ui.school_words import SchoolWords

_RUNNING = "running"


class Session(QObject):
    """An open school on the screen; closing it leaves nothing of the school behind."""

    def __init__(self, school: OpenSchool, application: Application) -> None:
        super().__init__(application)
        self.school = school
        self.application = application
        self._window = window = application.window
        self._actions = application.actions
        self.desk = Desk(school.store, school.actor, application.lanes, self)
        self._words = self._put_words()
        self._search = Search(self.desk, self._actions, window)
        self._details = Detail(self.desk, window.drawer, self)
        self._own = self._add_actions()
        self._bind()
        self._tell_scope()
        self._count_matters()
        window.top.me.show_person(_initials(school.actor), school.actor)
        if school.store.only_reading is not None:
            window.messages.say(str(school.store.only_reading), Tone.ATTENTION, action=self.tr("Neem de school terug"))
        elif not application.is_practising:
            self._warn_of_backups()

    @property
    def spot(self) -> Spot:
        """Where somebody is now, to come back to after the lock."""
        return spot_of(self._window, self._details.shown)

    def close(self) -> None:
        """Let go of everything that shows the school."""
        window = self._window
        window.forget_pages()
        for signal, slot in self._links():
            signal.disconnect(slot)
        window.top.search.provider = _nothing
        window.top.period.show_choices((), "")
        window.top.me.show_person("", "")
        window.top.set_presenting(False)
        window.navigation.show_badge("today", "")
        for action in self._own:
            action.deleteLater()
        self._take_words()
        self.desk.deleteLater()
        self.deleteLater()

    def _put_words(self) -> SchoolWords | None:
        from ui.school_words import put_words

        return put_words(self.application.app, self.desk.ask(words, day=today()))

    def _take_words(self) -> None:
        if self._words is not None:
            self.application.app.removeTranslator(self._words)
            self._words.deleteLater()
            self._words = None

    def _links(self) -> tuple[tuple[SignalInstance, Callable[..., object]], ...]:
        """What of the window this session hears."""
        window = self._window
        return (
            (window.messages.undo_wanted, self.desk.undo),
            (window.messages.action_wanted, self._show_backups),
            (window.top.period.chosen, self._choose_scope),
            (window.top.search.chosen, self._search.go),
            (window.top.me_wanted, self._show_me),
        )

    def _bind(self) -> None:
        desk, window = self.desk, self._window
        for signal, slot in self._links():
            signal.connect(slot)
        window.top.search.provider = self._search.find
        desk.stated.connect(self._state)
        desk.told.connect(window.messages.say)
        desk.refused.connect(self._refuse)
        desk.troubled.connect(self._trouble)
        desk.page_wanted.connect(self._show_page)
        desk.report_wanted.connect(self._report)
        desk.job_started.connect(self._watch)
        desk.changed.connect(self._hear)
        desk.scope_changed.connect(self._tell_scope)
        desk.scope_changed.connect(self._count_matters)

    def _add_actions(self) -> list[QAction]:
        section = self.tr("Overal")
        for text, key in (
            (self.tr("Zoek een persoon, bedrijf, pagina of taak"), "Ctrl+K"),
            (self.tr("Naar een pagina, in de volgorde van het menu"), self.tr("Ctrl+1 … Ctrl+9")),
            (self.tr("Naar het volgende deel van het scherm"), "F6"),
            (self.tr("Vergrendel Driehoek"), key_text(QKeySequence(LOCK_KEY))),
        ):
            self._actions.note(text, key, section)
        add = partial(self._actions.add, owner=self._window.frame, section=section)
        keys = QKeySequence.StandardKey
        return [
            add("undo", self.tr("Ongedaan maken"), self.desk.undo, shortcut=keys.Undo, icon_name="undo-2"),
            add("redo", self.tr("Opnieuw doen"), self.desk.redo, shortcut=keys.Redo, icon_name="redo-2"),
            add(
                "present",
                self.tr("Verberg of toon namen (presentatiemodus)"),
                self._present,
                shortcut="Ctrl+Shift+P",
                icon_name="eye-off",
            ),
            add("settings", self.tr("Instellingen"), self._show_me, shortcut="Ctrl+,", icon_name="settings"),
            add("shortcuts", self.tr("Sneltoetsen"), self._show_shortcuts, shortcut="F1", icon_name="keyboard"),
        ]

    def _show_me(self) -> None:
        self._window.show_page("settings")

    def _show_page(self, page: str, key: UUID) -> None:
        from ui.frame.page import Page

        self._window.show_page(page)
        shown = self._window.page(page)
        if isinstance(shown, Page):
            shown.go_to(key)
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_backups(self) -> None:
        self.show_settings("backup")

    def show_settings(self, part: str) -> None:
        """Go to a part of the settings."""
        from ui.pages.settings import SettingsPage

        self._show_me()
        page = self._window.page("settings")
        if isinstance(page, SettingsPage):
            page.show_part(part)

    def _warn_of_backups(self) -> None:
        """Look, without keeping anybody waiting, whether the backups protect the school."""
        from ui.opening.copies import backup_warning

        self.application.lanes.render(backup_warning, school=self.school).done.connect(self._show_warning)

    def _report(self, placement_id: UUID, appointment_id: UUID | None) -> None:
        from ui.reporting.offer import offer_report

        offer_report(self.desk, self._window, placement_id, appointment_id)

    def _show_warning(self, text: str | None) -> None:
        if text is not None:
            self._window.messages.say(text, Tone.ATTENTION, action=self.tr("Kies een map"))

    def _show_shortcuts(self) -> None:
        from ui.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(self._actions.shortcuts(), self._window).open()

    def _refuse(self, text: str) -> None:
        self._window.messages.say(text, Tone.ATTENTION)

    def _state(self, fact: str) -> None:
        self._window.messages.say(fact, undo=self.desk.undo_fact is not None)

    def _trouble(self, trouble: Trouble) -> None:
        self._window.messages.say(sentence(trouble.kind), Tone.DANGER)

    def _watch(self, title: str, job: Job) -> None:
        self._window.watch(job, title)

    def _hear(self, news: dict[str, frozenset[UUID]]) -> None:
        self._count_matters()
        if "policy" in news:
            self._take_words()
            self._words = self._put_words()
        if news.keys() & {"period", "programme", "student_group", "participation"}:
            self._tell_scope()

    def _present(self) -> None:
        self.desk.present(not self.desk.presenting)
        self._window.top.set_presenting(self.desk.presenting)
        self._window.drawer.close_details()

    def _count_matters(self) -> None:
        scope = self.desk.scope
        found = self.desk.ask(
            attention,
            today=today(),
            period_id=scope.period,
            programme_id=scope.programme,
            group_id=scope.group,
        )
        waiting = sum(len(group.rows) for group in found)
        self._window.navigation.show_badge("today", str(waiting) if waiting else "")

    def _tell_scope(self) -> None:
        self._window.top.period.show_choices(self._choices(), _key_of(self.desk.scope))

    def _choices(self) -> Sequence[Choice]:
        desk = self.desk
        rows = desk.ask(periods)
        found = [
            Choice(
                _RUNNING, self.tr("Alle lopende perioden"), self._students(desk.ask(students_in_view, today=today()))
            )
        ]
        heading = self.tr("Periode")
        found += [Choice(f"period:{row.id}", row.name, self._period_detail(row), heading) for row in rows]
        heading = self.tr("Opleiding, lopende perioden")
        found += [Choice(f"programme:{row.id}", row.name, row.crebo, heading) for row in desk.ask(programmes)]
        heading = self.tr("Klas, lopende perioden")
        found += [Choice(f"group:{row.id}", row.code, row.path.label, heading) for row in desk.ask(groups)]
        return found if len(found) > 1 or desk.ask(student_count) else ()

    def _period_detail(self, row: PeriodRow) -> str:
        first, last = (short_date(day, today=today()) for day in (row.first_day, row.last_day))
        return f"{first} – {last} · {self._students(row.students)}"

    def _students(self, count: int) -> str:
        return plural(count, self.tr("{n} student"), self.tr("{n} studenten"))

    def _choose_scope(self, key: str) -> None:
        kind, _, value = key.partition(":")
        if kind == _RUNNING:
            self.desk.look_at(Scope())
        else:
            self.desk.look_at(Scope(**{kind: UUID(value)}))


def _key_of(scope: Scope) -> str:
    for kind in ("period", "programme", "group"):
        if (value := getattr(scope, kind)) is not None:
            return f"{kind}:{value}"
    return _RUNNING


def _initials(name: str) -> str:
    parts = [part for part in name.split() if part[:1].isupper()]
    return "".join(part[0] for part in ([parts[0], parts[-1]] if len(parts) > 1 else parts))


def _nothing(_text: str) -> tuple[()]:
    return ()
