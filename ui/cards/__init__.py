"""Participations and placements on the screen: how they look, and what can be done with them from any page."""
