"""What every stored row has: a key made here, a version, typed columns, names that databases agree on."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Date, DateTime, Enum, ForeignKey, Integer, MetaData, Text, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def new_key() -> UUID:
    """A key that sorts by the time it was made (UUID version 7, RFC 9562 §5.7)."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | int.from_bytes(os.urandom(10))
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=value)


_known = lru_cache(maxsize=1 << 16)(UUID)


class Key(Uuid[UUID]):
    """A key as the database keeps it; the same text gives the same object: making them takes most of a large answer."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], UUID | None]:  # noqa: ARG002 - SQLAlchemy's signature
        def process(value: str | None) -> UUID | None:
            return None if value is None else _known(value)

        return process


class Words(TypeDecorator[tuple[str, ...]]):
    """A few short words in order; none at all (``()``) is not the same as unknown (``None``)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else ";".join(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:  # noqa: ARG002 - SQLAlchemy's signature
        if value is None:
            return None
        return tuple(value.split(";")) if value else ()

    @property
    def python_type(self) -> type[Any]:
        return tuple


class Instant(TypeDecorator[datetime]):
    """A moment that happened: aware and UTC outside, without a zone inside."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else value.replace(tzinfo=UTC)

    @property
    def python_type(self) -> type[Any]:
        return datetime


def _values(terms: type[StrEnum]) -> list[str]:
    return [term.value for term in terms]


class Entity(DeclarativeBase):
    """A stored thing that guards its own invariants."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        StrEnum: Enum(StrEnum, native_enum=False, length=40, values_callable=_values),
        tuple[str, ...]: Words,
        datetime: Instant,
        date: Date,
        str: Text,
        UUID: Key,
    }


class Shared:
    """A row that a school shares: its key and its version, which the journal raises with every edit."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key, sort_order=-2)
    version: Mapped[int] = mapped_column(Integer, default=1, sort_order=-1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


def refers_to(target: str) -> ForeignKey:
    """A foreign key that is checked at the end of the transaction, so that undo may write in any order."""
    return ForeignKey(target, deferrable=True, initially="DEFERRED")
