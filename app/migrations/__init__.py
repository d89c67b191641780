"""How an older school becomes one of today: Alembic revisions, forward only.

Revisions never make triggers or search tables; those are derived and made again by code.
"""
