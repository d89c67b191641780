import pickle

import pytest

from app.errors import Refusal
from app.exchange.intake import look, read
from app.progress import Progress
from app.resources import resource
from app.terms.exchange import Subject

STUDENTS = resource("demo", "studenten_eduarte.xlsx")


def seen(path=STUDENTS, **wanted):
    return look(path=path, remembered={}, progress=Progress(), **wanted)


def test_a_file_is_recognised_by_its_headings():
    found = seen()
    assert found.subject is Subject.STUDENTS
    assert found.rows > 100
    assert found.sheet in {sheet.name for sheet in found.sheets}


def test_examples_come_along_but_none_of_a_column_that_may_not_be_kept():
    found = seen()
    by_field = {column.field: found.examples[column.index] for column in found.mapping.columns if column.field}
    assert 1 <= len(by_field["last_name"]) <= 3
    for column in found.mapping.sensitive:
        assert found.examples[column.index] == ()
    assert found.mapping.sensitive


def test_what_the_school_said_before_holds():
    header = next(column.header for column in seen().mapping.columns if column.field == "mentor")
    from app.exchange.vocabulary import fold_header

    found = look(path=STUDENTS, remembered={Subject.STUDENTS: {fold_header(header): ""}}, progress=Progress())
    assert found.mapping.index("mentor") is None


def test_another_subject_can_be_chosen():
    assert seen(subject=Subject.SUPERVISORS).subject is Subject.SUPERVISORS


def test_the_same_columns_give_the_rows(school):
    found = seen()
    parsed = read(
        path=STUDENTS,
        sheet=found.sheet,
        header_row=found.header_row,
        mapping=found.mapping,
        known=school,
        progress=Progress(),
    )
    assert parsed.read == found.rows


def test_everything_can_travel_to_another_process_and_back(school):
    found = seen()
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own


def test_a_file_without_headings_says_so_at_its_field(tmp_path):
    path = tmp_path / "los.csv"
    path.write_text("1;2;3\n4;5;6\n")
    with pytest.raises(Refusal) as refused:
        seen(path)
    assert refused.value.field == "header_row"
