"""Instellingen: one part a file, in a list at the left."""

from ui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
