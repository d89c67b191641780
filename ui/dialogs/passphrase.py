"""Another wachtzin for who has the school open."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.text import translate
from ui.desk.job_form import JobForm
from ui.desk.jobs import Lanes
from ui.opening.new_passphrase import add_passphrase
from ui.widgets.text_fields import TextField

_LONGEST = 400


class PassphraseDialog(JobForm):
    """Reports the ``old`` and the new ``passphrase``."""

    def __init__(self, names: tuple[str, ...], lanes: Lanes, parent: QWidget) -> None:
        super().__init__(
            translate("PassphraseDialog", "Je wachtzin wijzigen"),
            lanes,
            parent,
            save=translate("PassphraseDialog", "Wijzig definitief"),
            intro=translate(
                "PassphraseDialog",
                "Back-ups van voor vandaag gaan nog open met je oude wachtzin. Die is daarna nergens anders goed voor.",
            ),
        )
        old = TextField(
            translate("PassphraseDialog", "Je &oude wachtzin"), required=True, secret=True, longest=_LONGEST
        )
        self.form.add(old=old)
        add_passphrase(self.form, lambda: names, another=True)
