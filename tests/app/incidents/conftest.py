"""A small school whose coordinator may read Meldingen."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.clock import now, today
from app.commands.incidents import change_incident, open_incident
from app.entities.company import Company
from app.entities.people import Student
from app.queries.incidents import incident_file
from app.rules.incident_acts import ChangeFacts, Setting
from app.rules.incidents import Pace
from app.store.ciphers import Cost
from app.terms.incidents import Kind, Phase, Teller, Track, Wish

PASSPHRASE = "vier paarden in de regen"
CHEAP = Cost(memory=64, iterations=1, lanes=1)
STORY = "Ik sta steeds in de opslag en de ander mag klanten helpen"


class Room:
    """Meldingen, unlocked, in a filled school."""

    def __init__(self, store) -> None:
        self.store = store
        store.dossier.found("marieke", PASSPHRASE, CHEAP)
        self.opened = store.dossier.unlock("marieke", PASSPHRASE)
        with store.reading() as session:
            self.student = session.scalars(select(Student.id).order_by(Student.number)).first()
            self.company = session.scalars(select(Company.id).order_by(Company.sort_key)).first()

    def facts(self, kind=Kind.DISCRIMINATION, wish=Wish.NOTHING, **others) -> ChangeFacts:
        values = {
            "kind": kind,
            "phase": Phase.DURING,
            "teller": Teller.STUDENT,
            "acute": False,
            "minor": False,
            "student": self.student,
            "company": self.company,
            "what": STORY,
            "where": "in de winkel",
            "when": "vorige week",
            "witnesses": "",
            "wish": wish,
        }
        return ChangeFacts(**(values | others))

    def open(self, kind=Kind.DISCRIMINATION, wish=Wish.NOTHING, track=Track.INCIDENT, received_on=None, **others):
        facts = self.facts(kind, wish, **others)
        return self.do(open_incident, track=track, facts=facts, received_on=received_on)

    def do(self, command, **arguments):
        return self.store.change(command, "Marieke", opened=self.opened, **arguments).result

    def file(self, key):
        with self.store.reading() as session:
            return incident_file(session, opened=self.opened, file_id=key, today=today())

    def act(self, key, act):
        return self.do(change_incident, file_id=key, seen=self.file(key).version, act=act)

    def ask(self, query, **arguments):
        with self.store.reading() as session:
            return query(session, opened=self.opened, **arguments)


@pytest.fixture
def room(school) -> Room:
    return Room(school.store)


@pytest.fixture
def setting() -> Setting:
    """A Monday, in a school without free days of its own."""
    return Setting(Pace(), date(2027, 3, 1), now(), "Marieke")
