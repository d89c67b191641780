from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from app.commands import people
from app.entities import Entity
from app.errors import Trouble, TroubleKind
from app.store import schema
from app.store.engine import open_engine, writing
from app.store.store import Store
from tests.conftest import KEY

LOSING = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "0002", "0001", None, None

def upgrade():
    {body}
"""


@pytest.fixture
def engine(tmp_path):
    engine = open_engine(tmp_path / "old.db", KEY)
    yield engine
    engine.dispose()


def upgrade(engine):
    with writing(engine).begin() as connection:
        config = schema.config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def with_next(tmp_path, body):
    """The revisions of the program and one more."""
    config = schema.config()
    versions = tmp_path / "versions"
    versions.mkdir()
    for known in (Path(config.get_main_option("script_location")) / "versions").glob("*.py"):
        (versions / known.name).write_text(known.read_text(encoding="utf-8"), encoding="utf-8")
    (versions / "0002_next.py").write_text(LOSING.format(body=body), encoding="utf-8")
    config.set_main_option("version_locations", versions.as_posix())
    return config


def differences(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": lambda _o, name, kind, *_r: kind != "table" or schema.is_ours(name)}
        )
        return compare_metadata(context, Entity.metadata)


def test_the_revisions_lead_to_what_the_entities_say(engine):
    upgrade(engine)
    assert differences(engine) == []


def test_the_head_in_the_program_is_the_last_revision():
    assert ScriptDirectory.from_config(schema.config()).get_current_head() == schema.HEAD


def test_a_new_school_is_of_today(store):
    with store._engine.connect() as connection:
        assert not schema.is_behind(connection)
    assert differences(store._engine) == []


def test_a_newer_file_is_refused(store):
    with store._writer.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with store._engine.connect() as connection, pytest.raises(Trouble) as trouble:
        schema.is_behind(connection)
    assert trouble.value.kind is TroubleKind.NEWER


def filled(store: Store):
    company = store.change(people.keep_company, "Marieke", draft=people.CompanyDraft("Bakkerij Zon")).result
    store.change(people.keep_company_person, "Marieke", company_id=company, draft=people.CompanyPersonDraft("Ans Vos"))
    return store._writer


def test_a_changed_table_keeps_the_rows_that_refer_to_it(store, tmp_path):
    engine = filled(store)
    body = "with op.batch_alter_table('company') as batch: batch.add_column(sa.Column('extra', sa.Text()))"
    schema.migrate(engine, with_next(tmp_path, body))
    with engine.connect() as connection:
        assert connection.scalar(text("select count(*) from company_person")) == 1
        assert schema.revision(connection) == "0002"
        assert connection.exec_driver_sql("pragma foreign_keys").scalar() == 1


@pytest.mark.parametrize(
    "body",
    ["op.execute('delete from company_person')", "op.execute('delete from company')", "op.execute('nonsense')"],
)
def test_a_revision_that_loses_rows_or_fails_changes_nothing(store, tmp_path, body):
    engine = filled(store)
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever went wrong, the file is as it was
        schema.migrate(engine, with_next(tmp_path, body))
    with engine.connect() as connection:
        assert connection.scalar(text("select count(*) from company")) == 1
        assert connection.scalar(text("select count(*) from company_person")) == 1
        assert schema.revision(connection) == "0001"
