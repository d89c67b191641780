"""A small school on disk, with passphrases that cost little to try."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from app.store import people
from app.store.ciphers import Cost
from app.terms.people import Role

CHEAP = Cost(memory=64, iterations=1, lanes=1)
PASSPHRASE = "vier gewone losse woorden"


@dataclass(frozen=True)
class Opened:
    """A keys file with its first person in it."""

    path: Path
    unlocked: people.Unlocked
    code: str


@pytest.fixture
def opened(tmp_path):
    path = tmp_path / "school.keys"
    unlocked, code = people.create(
        path, school_name="Waterland", name="Noor Bakker", role=Role.COORDINATOR, passphrase=PASSPHRASE, cost=CHEAP
    )
    return Opened(path, unlocked, code)
