"""What the school decided, a part for each page of questions; each decision with its day, source and name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from app.clock import today
from app.commands.school import decide_policy
from app.dates import long_date, short_date
from app.queries.policy import policies
from app.queries.school import PolicyRow, decisions
from app.rules.policies import KnownPolicy, known_policies, lines_of
from app.terms.drafts import DraftKey
from app.text import translate
from ui.dialogs.policy import PolicyDialog
from ui.pages.settings.part import Part
from ui.theme import Tone
from ui.widgets.row_model import Column
from ui.widgets.row_table import RowTable
from ui.widgets.sign import Sign
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.session import Session


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question with the answer that holds today; ``decision`` is ``None`` while the default holds."""

    policy: KnownPolicy
    value: str
    decision: PolicyRow | None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision on record about a question."""

    policy: KnownPolicy
    taken: PolicyRow


class PolicyPart(Part):
    """The questions of one ``page`` with what holds today; under them every decision about the chosen one."""

    SHOWS = frozenset({"policy"})

    def __init__(self, session: Session, page: str, title: str, explanation: str) -> None:
        super().__init__(session, title, explanation)
        self._page = page
        self._decisions: tuple[PolicyRow, ...] = ()
        self.table: RowTable[AnswerRow] = RowTable(_columns(), key=lambda row: row.policy.key, spoken=title)
        self.table.opened.connect(lambda _key: self._decide())
        self.table.chosen.connect(self._show_history)
        self._change = self.action(f"policy.{page}", self.tr("Leg een besluit vast"), self._decide, "pencil")
        self.add_list(self.table, [self._change])
        self.heading(self.tr("Besluiten over deze vraag"))
        self.history: RowTable[DecisionRow] = RowTable(
            _history_columns(), key=lambda row: row.taken.id, spoken=translate("Settings", "Besluiten over deze vraag")
        )
        self._history = self.add_list(self.history, [])
        self._default = Text("", tone="muted", wrap=True)
        self.column.addWidget(self._default)

    def refresh(self) -> None:
        self._decisions = self.desk.ask(decisions)
        values = self.desk.ask(policies, today())
        asked = [policy for policy in known_policies().values() if policy.page == self._page]
        self.table.show_rows([self._row(policy, values[policy.key]) for policy in asked])
        if self.table.current_row() is None:
            self.table.selectRow(0)
        self._show_history()

    def _row(self, policy: KnownPolicy, value: str) -> AnswerRow:
        taken = (row for row in self._decisions if row.key == policy.key and row.valid_from <= today())
        return AnswerRow(policy, value, next(taken, None))

    def _show_history(self, _key: object = None) -> None:
        row = self.table.current_row()
        self._change.setEnabled(row is not None)
        if row is not None:
            about = [DecisionRow(row.policy, one) for one in self._decisions if one.key == row.policy.key]
            self.history.show_rows(about)
            self._history.setVisible(bool(about))
            self._default.setText(_default_words(row.policy))

    def _decide(self) -> None:
        row = self.table.current_row()
        if row is not None:
            dialog = PolicyDialog(row.policy, row.value, self)
            kept = self.kept(dialog, "policy", row.policy.key)
            dialog.saved.connect(partial(self._keep, dialog, kept, row.policy))
            dialog.open()

    def reopen(self, form: str, subject: str) -> bool:
        if form == "policy" and self.table.choose(subject):
            self._decide()
        return form == "policy"

    def _keep(self, dialog: PolicyDialog, kept: DraftKey, policy: KnownPolicy, values: dict[str, Any]) -> None:
        day: date = values["valid_from"]
        value = str(values[policy.key])
        fact = self.tr("Vastgelegd: {value}, vanaf {day}.").format(value=policy.shown(value), day=long_date(day))
        done = self.desk.do(
            decide_policy,
            fact,
            dialog.refuse,
            kept,
            key=policy.key,
            value=value,
            valid_from=day,
            source=values["source"],
        )
        if done is not None:
            dialog.accept()


def _columns() -> tuple[Column[AnswerRow], ...]:
    return (
        Column(
            translate("Settings", "Vraag"),
            lambda row: row.policy.text,
            strong=True,
            tip=lambda row: f"{row.policy.text} {row.policy.source}",
        ),
        Column(
            translate("Settings", "Nu"), lambda row: row.policy.shown(row.value), width=150, tip=lambda row: row.value
        ),
        Column(translate("Settings", "Sinds"), _since, sign=_since_sign, width=150),
    )


def _default_words(policy: KnownPolicy) -> str:
    """What holds without a decision, and where that comes from."""
    words = translate("Settings", "Zonder eigen besluit geldt het uitgangspunt: {default}. {source}. {remark}")
    default = " · ".join(lines_of(policy.default)) if policy.answer == "lines" else policy.shown(policy.default)
    return words.format(default=default, source=policy.source.rstrip("."), remark=policy.remark).strip()


def _since(row: AnswerRow) -> str:
    return _since_sign(row).text


def _since_sign(row: AnswerRow) -> Sign:
    if row.decision is None:
        return Sign(translate("Settings", "uitgangspunt"), "info", Tone.PLAIN)
    return Sign(short_date(row.decision.valid_from), "circle-check", Tone.DONE)


def _history_columns() -> tuple[Column[DecisionRow], ...]:
    return (
        Column(translate("Settings", "Vanaf"), lambda row: long_date(row.taken.valid_from), strong=True, width=160),
        Column(
            translate("Settings", "Antwoord"),
            lambda row: row.policy.shown(row.taken.value),
            width=150,
            tip=lambda row: row.taken.value,
        ),
        Column(translate("Settings", "Door"), lambda row: row.taken.decided_by, width=150),
        Column(translate("Settings", "Waar het staat"), lambda row: row.taken.source, tip=lambda row: row.taken.source),
    )
