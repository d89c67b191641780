"""The pages of the program, in the order of the navigation; each is imported when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.text import translate
from ui.frame.window import PageEntry

if TYPE_CHECKING:
    from ui.application import Application
    from ui.session import Session


def page_entries(application: Application) -> list[PageEntry]:
    """Every page that works today."""

    def made(build: Callable[[Session], QWidget]) -> Callable[[], QWidget]:
        def factory() -> QWidget:
            if application.session is None:
                raise RuntimeError("no school is open")
            return build(application.session)

        return factory

    return [
        PageEntry("today", translate("Pages", "Vandaag"), "sun", made(_today)),
        PageEntry("placements", translate("Pages", "Plaatsingen"), "square-kanban", made(_placements)),
        PageEntry("matching", translate("Pages", "Matching"), "scale", made(_matching)),
        PageEntry("contact", translate("Pages", "Contact"), "message-circle", made(_contact)),
        PageEntry("incidents", translate("Pages", "Meldingen"), "shield-alert", made(_incidents), locked=True),
        PageEntry("students", translate("Pages", "Studenten"), "graduation-cap", made(_students)),
        PageEntry("companies", translate("Pages", "Leerbedrijven"), "building-2", made(_companies)),
        PageEntry("places", translate("Pages", "Stageplaatsen"), "target", made(_places)),
        PageEntry("supervisors", translate("Pages", "Begeleiders"), "users", made(_supervisors)),
        PageEntry("documents", translate("Pages", "Documenten"), "file-text", made(_documents)),
        PageEntry("stagepact", translate("Pages", "Stagepact"), "heart-handshake", made(_stagepact)),
        PageEntry("settings", translate("Pages", "Instellingen"), "settings", made(_settings), low=True),
    ]


def _today(session: Session) -> QWidget:
    from ui.pages.today import TodayPage

    page = TodayPage(session.desk)
    page.page_wanted.connect(session.application.window.show_page)
    page.import_wanted.connect(partial(_import, session))
    page.settings_wanted.connect(session.show_settings)
    return page


def _placements(session: Session) -> QWidget:
    from ui.pages.placements import PlacementsPage

    return PlacementsPage(session.desk, session.application.actions, session.application.state)


def _matching(session: Session) -> QWidget:
    from ui.pages.matching import MatchingPage

    return MatchingPage(session.desk, session.application.actions)


def _incidents(session: Session) -> QWidget:
    from ui.pages.incidents import IncidentsPage

    return IncidentsPage(session.desk, session)


def _contact(session: Session) -> QWidget:
    from ui.pages.contact import ContactPage

    page = ContactPage(session.desk, session.application.actions)
    page.import_wanted.connect(partial(_import, session))
    return page


def _students(session: Session) -> QWidget:
    from ui.pages.students import StudentsPage

    page = StudentsPage(session.desk, session.application.actions)
    page.import_wanted.connect(partial(_import, session))
    return page


def _companies(session: Session) -> QWidget:
    from ui.pages.companies import CompaniesPage

    page = CompaniesPage(session.desk, session.application.actions)
    page.import_wanted.connect(partial(_import, session))
    return page


def _import(session: Session) -> None:
    from ui.importing.offer import offer_import

    application = session.application
    offer_import(session.desk, session.school, application.window, practising=application.is_practising)


def _places(session: Session) -> QWidget:
    from ui.pages.places import PlacesPage

    return PlacesPage(session.desk, session.application.actions)


def _supervisors(session: Session) -> QWidget:
    from ui.pages.supervisors import SupervisorsPage

    page = SupervisorsPage(session.desk, session.application.actions)
    page.import_wanted.connect(partial(_import, session))
    return page


def _documents(session: Session) -> QWidget:
    from ui.pages.documents import DocumentsPage

    return DocumentsPage(session.desk, session.application.actions)


def _stagepact(session: Session) -> QWidget:
    from ui.pages.stagepact import StagepactPage

    return StagepactPage(session.desk, session.application.actions)


def _settings(session: Session) -> QWidget:
    from ui.pages.settings import SettingsPage

    return SettingsPage(session.desk, session)
