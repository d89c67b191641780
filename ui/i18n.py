"""Dutch: the locale, Qt's own words, and one way to translate for ``app`` and ``ui``."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app import text
from app.resources import resource


def install(app: QApplication, language: str = "nl") -> list[QTranslator]:
    """Speak ``language`` from now on; our own texts are Dutch in the source; gives what was installed.

    Qt's own words (the menus of fields, the dialogs for files) come from Qt's translation, when that is there;
    ``driehoek_nl`` has those that it lacks.
    """
    QLocale.setDefault(QLocale(language) if language != "nl" else QLocale("nl_NL"))
    places = {
        f"qtbase_{language}": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
        f"driehoek_{language}": str(resource("translations")),
    }
    installed = []
    for name, folder in places.items():
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
            installed.append(translator)
    text.install(QCoreApplication.translate)
    return installed
