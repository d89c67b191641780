"""Vandaag: who needs me, and what the coming days bring."""

from ui.pages.today.page import TodayPage

__all__ = ["TodayPage"]
