from app.entities.base import new_key
from app.queries.masking import masked
from app.queries.supervisor import supervisor
from app.terms.pipeline import State
from tests.school import AUTUMN, TODAY


def details(school, key):
    with school.store.reading() as session:
        return supervisor(session, key, today=TODAY)


def test_a_supervisor_is_told_with_whom_they_guide_now(school):
    row = details(school, school.supervisors["Mees Bruijn"])
    assert (row.name, row.phone, row.active) == ("Mees Bruijn", "06 00000021", True)
    assert [one.student for one in row.guided] == [
        "Amira Benhaddou",
        "Thijs Janssen",
        "Daan Peeters",
        "Ibrahim Yıldız",
    ]  # Gijs is done
    first = row.guided[0]
    assert (first.group, first.company, first.period, first.state) == ("VZ3B", "De Waalkade", AUTUMN, State.STARTED)


def test_who_stopped_is_guided_no_more(school):
    names = [one.student for one in details(school, school.supervisors["Fatima Bakkali"]).guided]
    assert "Isa Bouzid" not in names
    assert "Yusuf Demirtaş" in names


def test_while_others_watch_people_are_hidden(school):
    row = masked(details(school, school.supervisors["Mees Bruijn"]))
    assert (row.name, row.phone, row.guided[0].student) == ("M. B.", "•••", "A. B.")


def test_who_is_gone_has_no_details(school):
    assert details(school, new_key()) is None
