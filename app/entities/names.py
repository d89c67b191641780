"""Names of people and companies, kept so that search and order need no further thought."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column, validates

from app.text import fold


class PersonName:
    """A first name, a tussenvoegsel and a surname; sorted by the surname, as the Dutch do."""

    first_name: Mapped[str] = mapped_column(info={"search": True, "personal": True})
    prefix: Mapped[str] = mapped_column(default="", info={"search": True, "personal": True})
    last_name: Mapped[str] = mapped_column(info={"search": True, "personal": True})
    sort_key: Mapped[str] = mapped_column(default="", index=True, info={"personal": True})

    def __init__(self, **values: Any) -> None:
        super().__init__(**{"prefix": "", **values})

    @validates("first_name", "prefix", "last_name")
    def _keep_order(self, part: str, value: str) -> str:
        parts = {name: getattr(self, name) or "" for name in ("last_name", "first_name", "prefix")} | {part: value}
        self.sort_key = "\x1f".join(fold(text) for text in parts.values())
        return value


class TradeName:
    """The name of an organisation."""

    name: Mapped[str] = mapped_column(info={"search": True})
    sort_key: Mapped[str] = mapped_column(default="", index=True)

    @validates("name")
    def _keep_order(self, _part: str, value: str) -> str:
        self.sort_key = fold(value)
        return value


def full_name(first_name: str, prefix: str, last_name: str) -> str:
    """``Zakaria van de Pol``."""
    return " ".join(part for part in (first_name, prefix, last_name) if part)
