"""A round as a text that stays: what the matching was given and what it answered, the same bytes on any machine.

The texts are canonical JSON, so that their SHA-256 stands for all that went in and came out; kept, they are
compressed.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, TypeAlias

import numpy as np

from app.matching.criteria import Criterion, read_criteria
from app.matching.edges import Edges, edges, quality
from app.matching.features import MatchFeatures, TrackFeatures
from app.matching.market import Integers, Market, Matching, Options, Stage, whole

Tokens: TypeAlias = tuple[tuple[str, str], ...]
"""Pairs of student and track by their tokens."""

_WORDS = {"goals", "tasks"}


@dataclass(frozen=True, slots=True, eq=False)
class Inputs:
    """All that a matching is given: features, places, criteria, and the lottery's seed.

    ``capacity`` (m): the places of each track; ``offer`` (m): which offer a track belongs to, whose places it shares
    with the other tracks of that offer. ``granted`` (g x 2): student and track that people allow although a hard
    criterion forbids it.
    """

    students: MatchFeatures
    tracks: TrackFeatures
    capacity: Integers
    offer: Integers
    granted: Integers
    criteria: tuple[Criterion, ...]
    band_width: int
    seed: bytes

    def edges(self, *, most_failed: int = 1) -> Edges:
        """The allowed pairs, with those that people allow, and the near misses."""
        found = edges(self.students, self.tracks, self.criteria, most_failed=most_failed)
        known = set(zip(found.student.tolist(), found.track.tolist(), strict=True))
        more = sorted({(student, track) for student, track in self.granted.tolist()} - known)
        if not more:
            return found
        added = whole(np.array(more, np.int64))
        student = np.concatenate([found.student, added[:, 0]])
        track = np.concatenate([found.track, added[:, 1]])
        points = quality(self.students, self.tracks, self.criteria, student, track)
        return replace(found, student=student, track=track, quality=points)

    def market(self, pairs: Edges) -> Market:
        """The market of these pairs."""
        offers = int(self.offer.max(initial=-1)) + 1
        shared = np.zeros(offers, np.int64)
        np.maximum.at(shared, self.offer, self.capacity)
        company = self.tracks.company
        whole_company = np.zeros(int(company.max(initial=-1)) + 1, np.int64)
        owner = np.zeros(offers, np.int64)
        owner[self.offer] = company
        np.add.at(whole_company, owner, shared)
        return Market(
            len(self.students.token),
            company,
            self.capacity,
            whole_company,
            pairs.student,
            pairs.track,
            pairs.quality,
            track_group=self.offer,
            group_capacity=shared,
            student_token=self.students.token,
            track_token=self.tracks.token,
        )


def inputs_text(inputs: Inputs) -> str:
    """The canonical text of what goes in."""
    return _text(
        {
            "students": _columns(inputs.students),
            "tracks": _columns(inputs.tracks),
            "capacity": inputs.capacity.tolist(),
            "offer": inputs.offer.tolist(),
            "granted": inputs.granted.tolist(),
            "criteria": criteria_rows(inputs.criteria),
            "band_width": inputs.band_width,
            "seed": inputs.seed.hex(),
        }
    )


def read_inputs(text: str) -> Inputs:
    """What ``inputs_text`` told."""
    told = json.loads(text)
    students, tracks = told["students"], told["tracks"]
    minutes = np.array(tracks.pop("minutes"), np.int64).reshape(-1, len(tracks["token"]))
    return Inputs(
        MatchFeatures(_tokens(students), **_arrays(students)),
        TrackFeatures(_tokens(tracks), minutes=minutes, **_arrays(tracks)),
        whole(np.array(told["capacity"], np.int64)),
        whole(np.array(told["offer"], np.int64)),
        whole(np.array(told["granted"], np.int64)).reshape(-1, 2),
        read_criteria(told["criteria"]),
        told["band_width"],
        bytes.fromhex(told["seed"]),
    )


def answer_text(matching: Matching) -> str:
    """The canonical text of an answer with its proof."""
    asked = matching.options
    return _text(
        {
            "track": matching.track.tolist(),
            "placed": matching.placed,
            "bands": matching.bands,
            "total": matching.total,
            "certificate": [
                {"goals": stage.goals, "weights": stage.weights, "potentials": stage.potentials.tolist()}
                for stage in matching.certificate
            ],
            "options": {
                "band_width": asked.band_width,
                "pins": asked.pins,
                "vetoes": asked.vetoes,
                "previous": None if asked.previous is None else asked.previous.tolist(),
                "seed": asked.seed.hex(),
            },
        }
    )


def read_answer(text: str) -> Matching:
    """What ``answer_text`` told."""
    told = json.loads(text)
    asked = told["options"]
    previous = None if asked["previous"] is None else whole(np.array(asked["previous"], np.int64))
    return Matching(
        whole(np.array(told["track"], np.int64)),
        told["placed"],
        tuple(told["bands"]),
        told["total"],
        tuple(
            Stage(tuple(stage["goals"]), tuple(stage["weights"]), whole(np.array(stage["potentials"], np.int64)))
            for stage in told["certificate"]
        ),
        Options(
            asked["band_width"], _pairs(asked["pins"]), _pairs(asked["vetoes"]), previous, bytes.fromhex(asked["seed"])
        ),
    )


def criteria_rows(criteria: Iterable[Criterion]) -> list[dict[str, Any]]:
    """Criteria as plain rows, in the order of their keys."""
    return sorted((asdict(criterion) for criterion in criteria), key=lambda row: str(row["key"]))


def digest(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def packed(text: str) -> str:
    """A text made small, to keep."""
    return base64.b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")


def unpacked(kept: str) -> str:
    """The text that ``packed`` made small."""
    return zlib.decompress(base64.b64decode(kept)).decode("utf-8")


def _text(told: dict[str, Any]) -> str:
    return json.dumps(told, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def _columns(features: MatchFeatures | TrackFeatures) -> dict[str, Any]:
    held = {each.name: getattr(features, each.name) for each in fields(features)}
    return {
        name: [token.hex() for token in value] if name == "token" else value.tolist() for name, value in held.items()
    }


def _tokens(columns: dict[str, Any]) -> list[bytes]:
    return [bytes.fromhex(token) for token in columns.pop("token")]


def _arrays(columns: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, values in columns.items():
        array = np.array(values, np.uint64 if name in _WORDS else np.int64)
        wide = name in _WORDS or name == "preference"
        made[name] = array.reshape(len(values), -1) if wide and len(values) else array
        if wide and not len(values):
            made[name] = array.reshape(0, 1)
    return made


def _pairs(listed: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((student, track) for student, track in listed)
