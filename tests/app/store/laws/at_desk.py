"""What every part of the law shares: doing a command, looking at what it did, and drawing from what there is."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from sqlalchemy import select

from app.clock import today
from app.commands.merge import merge_students
from app.errors import Refusal
from app.store.store import Store
from tests.dump import difference, dump, told

NAMES = st.sampled_from(["Noor", "Łukasz", "Zoë", "'t Hart", "AIT OUSSALAH", "Ş", "x" * 60])
NUMBERS = st.integers(1, 8).map(str)
DAYS = st.integers(-30, 10).map(lambda n: today() + timedelta(days=n))


def _ids(dumped, kind) -> set:
    return {row["id"] for row in dumped[kind]}


class AtDesk:
    """The store under the law; a part of the law is a mixin of this with rules."""

    store: Store
    steps: list
    dumps: list

    def do(self, command, /, **arguments) -> None:
        try:
            step = self.store.change(command, "Marieke", **arguments).step
        except Refusal:
            assert dump(self.store) == self.dumps[-1]
            return
        after = dump(self.store)
        assert difference(self.dumps[-1], after) == (set() if step is None else told(step))
        assert command is merge_students or _ids(self.dumps[-1], "student") <= _ids(after, "student")
        if step is not None:
            self.steps.append(step)
            self.dumps.append(after)

    def keys(self, kind) -> list:
        with self.store.reading() as session:
            return list(session.scalars(select(kind.id).order_by(kind.id)))

    def draw_key(self, data, kind):
        keys = self.keys(kind)
        return data.draw(st.sampled_from(keys)) if keys else None
