"""Asking before something is done with cards: forms that report, and the question why all the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.clock import today
from app.errors import Refusal
from app.queries.policy import reasons
from ui.desk.desk import Desk
from ui.dialogs.reason import ReasonDialog

Go = Callable[[Callable[[Refusal], None], str | None], object]
"""Does something, with the reason why it goes on although something is missing."""


def run(dialog: Any, do: Callable[[dict[str, Any], Callable[[Refusal], None]], object]) -> None:
    """Open a form dialog; what it reports is done, and it closes when that worked."""

    def save(values: dict[str, Any]) -> None:
        if do(values, dialog.refuse) is not None:
            dialog.accept()

    dialog.saved.connect(save)
    dialog.open()


def or_reason(desk: Desk, over: QWidget, refuse: Callable[[Refusal], None], go: Go) -> Callable[[Refusal], None]:
    """What answers a refusal: where a reason can lift it the question why, over ``over``, else ``refuse``."""

    def answer(refusal: Refusal) -> None:
        if refusal.override is None:
            refuse(refusal)
            return
        phrases = desk.ask(reasons, day=today())["override"]
        dialog = ReasonDialog(str(refusal), phrases, over)
        run(dialog, lambda values, refuse: go(refuse, values["reason"]))

    return answer
