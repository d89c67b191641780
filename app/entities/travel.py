"""What the school itself says of the way between two places, where the estimate is wrong."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.entities.base import Entity, Shared


class OwnWay(Shared, Entity):
    """How far it is from one postcode area to another, and back too unless ``one_way``."""

    __tablename__ = "own_way"
    __table_args__ = (
        UniqueConstraint("here", "there"),
        CheckConstraint("here <> there", name="apart"),
        CheckConstraint("kilometres >= 0 and minutes > 0", name="some_way"),
    )

    here: Mapped[str]
    there: Mapped[str]
    kilometres: Mapped[int]
    minutes: Mapped[int]
    one_way: Mapped[bool] = mapped_column(default=False)
