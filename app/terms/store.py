"""Words about where a school is kept and how copies of it are made."""

from __future__ import annotations

from app.terms.term import Term


class Reason(Term):
    """Why a copy was made; the value is part of its file name."""

    AT_CLOSE = "afsluiten", "bij afsluiten"
    BEFORE_UPDATE = "bijwerken", "voor een nieuwe versie"
    BEFORE_IMPORT = "import", "voor een import"
    ON_DEMAND = "zelf", "zelf gemaakt"
    HAND_OVER = "overgeven", "overgegeven"


class Where(Term):
    """Where a place for backups lies, seen from the school itself."""

    SAME_DISK = "same_disk", "op dezelfde schijf als de school"
    OTHER_DISK = "other_disk", "op een andere schijf"
    NETWORK = "network", "op het netwerk"
    CLOUD = "cloud", "in een cloudmap"
    AWAY = "away", "nu niet te bereiken"


class Standing(Term):
    """Whether a folder is the school itself, seen at opening."""

    OURS = "ours", "de school zelf"
    HANDED_OVER = "handed_over", "overgegeven"
    COPY = "copy", "kopie van een school op deze laptop"
    MOVED = "moved", "verplaatst of gekopieerd"
    OLDER = "older", "verouderd"
