"""Meldingen: sealed files behind a lock of their own."""

from ui.pages.incidents.page import IncidentsPage

__all__ = ["IncidentsPage"]
