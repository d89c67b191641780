"""Nothing of a column that is never stored can be found afterwards, wherever one looks."""

from __future__ import annotations

import logging
import tempfile

from sqlalchemy import text

from app.demo.files import FILES, read_in
from app.terms.exchange import Subject
from tests.app.imports.reading import ACTOR


def everything(store):
    """Every value of every table of the decrypted database, the journal and the search index included."""
    with store.reading() as session:
        tables = session.scalars(text("select name from sqlite_master where type = 'table' order by name")).all()
        for table in tables:
            for row in session.execute(text(f'select * from "{table}"')):  # noqa: S608 - names of our own tables
                for value in row:
                    yield value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def test_values_of_columns_that_are_never_stored_are_nowhere(waalhaven, totals, tmp_path, monkeypatch, caplog):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    caplog.set_level(logging.DEBUG)
    for subject in FILES:
        read_in(waalhaven, subject, ACTOR)
    secrets = {
        value
        for subject in FILES
        for values in totals[FILES[subject]].get("found_nowhere_after_import", {}).values()
        for value in values
    }
    assert len(secrets) > 100
    held = "\n".join(everything(waalhaven))
    assert "Zorggroep Maasvogel" in held  # what is looked in does hold the school
    assert [secret for secret in secrets if secret in held] == []
    assert [secret for secret in secrets if secret in caplog.text] == []
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert [secret for secret in secrets if secret.encode() in written] == []
    assert list(scratch.iterdir()) == []


def test_a_preview_shows_no_persons_when_it_is_printed(waalhaven):
    from app.demo.files import preview_file

    printed = repr(preview_file(waalhaven, Subject.STUDENTS))
    assert "OUSSALAH" not in printed
