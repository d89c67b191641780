"""The composition root: what was asked on the command line, the window, and what comes after its first paint."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from multiprocessing import freeze_support
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def main(argv: Sequence[str] | None = None) -> int:
    """Start Driehoek; gives the exit code of the process."""
    freeze_support()
    wanted = _parser().parse_args(argv)
    if wanted.shots is not None or wanted.self_test:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    gc.disable()  # the imports make many objects that stay; looking at them over and over costs a tenth of the start
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from ui import i18n

    app = QApplication([sys.argv[0]])
    app.setApplicationName("Driehoek")
    app.setDesktopFileName("driehoek")
    i18n.install(app)
    if wanted.self_test or wanted.shots is not None:
        return _without_user(app, wanted)
    from platformdirs import user_log_path

    from ui.application import Application
    from ui.frame.crash import Crashes

    crashes = Crashes(user_log_path("Driehoek", appauthor=False), lambda: application.window, app)
    crashes.install()
    application = Application(app, practice=wanted.demo, safe=wanted.safe, root=wanted.root)
    application.show()
    QTimer.singleShot(0, application.begin)
    QTimer.singleShot(0, _settle)
    return app.exec()


def _settle() -> None:
    """What was imported stays: never look at it again, and collect as usual from here on."""
    gc.collect()
    gc.freeze()
    gc.enable()


def _without_user(app: QApplication, wanted: argparse.Namespace) -> int:
    gc.enable()
    if wanted.self_test:
        from ui.self_test import self_test

        return self_test(app)
    from ui.shots import take_shots

    return take_shots(app, wanted.shots, once=wanted.once)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="driehoek", description="Het bureau van de BPV-coördinator.")
    parser.add_argument("--demo", action="store_true", help="open de oefenschool")
    parser.add_argument("--safe", action="store_true", help="begin zonder onthouden vensters, thema en tekstgrootte")
    parser.add_argument("--root", type=Path, help="de map waarin de scholen staan")
    parser.add_argument("--shots", type=Path, metavar="MAP", help="maak van elk scherm en document een plaatje")
    parser.add_argument("--once", action="store_true", help="bij --shots: elk scherm één keer, niet op elke grootte")
    parser.add_argument("--self-test", action="store_true", help="controleer of alles werkt, zonder scherm")
    return parser


if __name__ == "__main__":
    sys.exit(main())
