"""Documenten: the papers, and who got which card."""

from ui.pages.documents.page import DocumentsPage

__all__ = ["DocumentsPage"]
