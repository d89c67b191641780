"""The page Contact: who needs a talk, the week, the day, and everybody's share of it."""

from ui.pages.contact.page import ContactPage

__all__ = ["ContactPage"]
