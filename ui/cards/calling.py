"""Calls to companies for places: what came of one is logged from any list, and the list of what would help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.clock import today
from app.commands.calls import log_call
from app.queries.matching_help import HelpCallRow, help_calls
from app.terms.calls import CallOutcome
from app.text import plural
from ui.desk.desk import Desk
from ui.dialogs.matching_calls import MatchingCallsDialog
from ui.dialogs.promise_places import PromisePlacesDialog


class Calling(QObject):
    """Logs calls, and opens the list of calls that would help those without a place; dialogs open over ``over``."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over

    def log(
        self,
        outcome: CallOutcome,
        companies: Sequence[tuple[UUID, str]],
        period: tuple[UUID, str],
        over: QWidget | None = None,
        done: Callable[[], None] = lambda: None,
    ) -> None:
        """Record what companies (id and name) said about places in a period; a yes asks how many."""
        keys = tuple(key for key, _ in companies)
        many = plural(len(keys), self.tr("{n} bedrijf"), self.tr("{n} bedrijven"))
        whom = companies[0][1] if len(keys) == 1 else many
        fact = self.tr("{company}: {outcome}").format(company=whom, outcome=outcome.label)
        about: dict[str, Any] = {"company_ids": keys, "period_id": period[0], "outcome": outcome}
        if outcome is not CallOutcome.YES:
            if self._desk.do(log_call, fact, **about) is not None:
                done()
            return
        dialog = PromisePlacesDialog(whom, period[1], over or self._over.window())

        def keep(values: dict[str, Any]) -> None:
            if self._desk.do(log_call, fact, dialog.refuse, **about, **values) is not None:
                dialog.accept()
                done()

        dialog.saved.connect(keep)
        dialog.open()

    def show_helps(self) -> None:
        """Open the list of calls that would help those whom a round left without a place."""
        dialog = MatchingCallsDialog(self._over)

        def refresh() -> None:
            dialog.show_calls(self._desk.ask(help_calls, today=today()))

        def called(outcome: CallOutcome, row: HelpCallRow) -> None:
            period = (row.round.period_id, row.round.period)
            self.log(outcome, [(row.company_id, row.company)], period, dialog, refresh)

        refresh()
        dialog.company_wanted.connect(partial(self._desk.open, "company"))
        dialog.called.connect(called)
        dialog.open()
