"""The published lottery: numbers that anyone can draw again from the seed and the tokens.

The number of a student is the SHA-256 of the seed and the student's token; the number of a pair that of the seed
and both tokens. Each part goes in after its length (four bytes, big-endian), so that no two lists of parts look
alike. The order of the rows plays no part.
"""

from __future__ import annotations

import hashlib

import numpy as np

from app.matching.market import Integers, Market

DRAW_BITS = 40


def number(seed: bytes, *tokens: bytes) -> bytes:
    """The lottery number of a student, or of a pair of student and track: 32 bytes, the lowest wins."""
    digest = hashlib.sha256()
    for part in (seed, *tokens):
        digest.update(len(part).to_bytes(4, "big"))
        digest.update(part)
    return digest.digest()


def ranks(market: Market, seed: bytes) -> Integers:
    """The place of each student in the lottery (n); 0 is the best number."""
    numbers = [number(seed, token) for token in market.student_token]
    place = np.empty(market.students, np.int64)
    place[sorted(range(market.students), key=numbers.__getitem__)] = np.arange(market.students)
    return place


def draws(market: Market, seed: bytes, edges: Integers) -> Integers:
    """The numbers of these pairs, cut to their first 40 bits; two of 500,000 sums agree about once in 2 million."""
    shift = 256 - DRAW_BITS
    pairs = zip(market.edge_student[edges].tolist(), market.edge_track[edges].tolist(), strict=True)
    drawn = (number(seed, market.student_token[student], market.track_token[track]) for student, track in pairs)
    return np.fromiter((int.from_bytes(each, "big") >> shift for each in drawn), np.int64, len(edges))
