"""Widgets that know nothing of the domain: rows and words in, signals out."""
