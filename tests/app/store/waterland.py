"""A small school with some rows, and passphrases that cost little to try."""

from dataclasses import dataclass
from pathlib import Path

from app.store.ciphers import Cost
from app.store.direct import connected
from app.store.folder import SchoolFolder
from app.store.lineage import Register
from app.store.people import Unlocked

CHEAP = Cost(memory=64, iterations=1, lanes=1)
PASSPHRASE = "vier gewone losse woorden"
NOTES = 400


@dataclass(frozen=True)
class Opened:
    """A keys file with its first person in it."""

    path: Path
    unlocked: Unlocked
    code: str


@dataclass(frozen=True)
class School:
    """A whole school in its folder, with some rows, on a laptop of its own."""

    folder: SchoolFolder
    unlocked: Unlocked
    code: str
    register: Register

    def rows(self, key=None):
        return rows_of(self.folder.database, key or self.unlocked.key)

    def write(self, text):
        with connected(self.folder.database, self.unlocked.key) as connection:
            connection.execute("insert into meta (key, value) values (?, 'x')", (text,))


def rows_of(database, key):
    """Every row of every table, but for what a move of the school itself writes."""
    with connected(database, key) as connection:
        tables = connection.execute("select name, sql from sqlite_master where type = 'table' order by name").fetchall()
        names = [name for name, sql in tables if not sql.lower().startswith("create virtual")]
        rows = {name: connection.execute(f'select * from "{name}"').fetchall() for name in names}  # noqa: S608
    rows["meta"] = [row for row in rows["meta"] if not row[0].startswith("lineage_")]
    return {name: sorted(found, key=repr) for name, found in rows.items()}
