"""Lines of text: words measured, broken and balanced, with a fallback font for what the face lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from app.documents.clean import Runs
from app.documents.fonts import Face, font_for, load, variant, width_of
from app.documents.scripts import begins_right_to_left, has_right_to_left, in_order_of_the_eye, shaped

_PARTS = re.compile(r"\n| +|[^ \n]+")
_BREAKS = "/@.-_&?=:"
_SHORTEST_PART = 0.4
_NARROWEST = {2: 0.7, 3: 0.78}
_NARROWEST_OF_MORE = 0.88
_MOST_BALANCED = 8  # lines: in a longer text the last one is no matter
_UNKNOWN = "?"


class Piece(NamedTuple):
    """Characters in one font; ``width`` at a size of one point, ``url`` where they lead to."""

    font: str
    text: str
    width: float
    url: str = ""


Word = tuple[Piece, ...]


class Line(NamedTuple):
    """A set line; ``width`` in points. ``joined`` when the next line goes on inside the same word."""

    pieces: tuple[Piece, ...]
    width: float
    joined: bool = False


class Typesetter:
    """Sets the text of one paper; remembers widths no longer than that, since words can be names."""

    def __init__(self) -> None:
        self.unknown: set[str] = set()
        """Characters that no font has; they stand on the paper as question marks."""
        self._set: dict[tuple[Runs, Face, float, float], list[Line]] = {}
        self._parts: dict[tuple[str, Face], Word] = {}
        self._fonts: dict[tuple[str, Face], str] = {}

    def lines(self, runs: Runs, face: Face, size: float, width: float) -> list[Line]:
        """``runs`` broken into lines of at most ``width`` points; an empty text has no lines."""
        # A page that is tried in several ways sets the same text again and again.
        key = (runs, face, size, width)
        known = self._set.get(key)
        if known is None:
            known = self._set[key] = self._broken(runs, face, size, width)
        return known

    def _broken(self, runs: Runs, face: Face, size: float, width: float) -> list[Line]:
        room = width / size
        told = "".join(run.text for run in runs)
        turning = has_right_to_left(told)
        from_right = turning and begins_right_to_left(told)
        space = self._piece(load(face), " ")
        lines: list[Line] = []
        current: list[Word] = []
        used = 0.0
        for found in self._words(runs, face):
            word = found
            if word is None:
                lines.append(_line(current, space, size))
                current, used = [], 0.0
                continue
            length = _width(word)
            if current and used + space.width + length > room:
                lines.append(_line(current, space, size))
                current, used = [], 0.0
            while not current and length > room:
                head, word = self._cut(word, room)
                lines.append(_line([head], space, size, joined=True))
                length = _width(word)
            used += length + (space.width if current else 0.0)
            current.append(word)
        if current:
            lines.append(_line(current, space, size))
        return [self._turned(line, size, from_right=from_right) for line in lines] if turning else lines

    def _turned(self, line: Line, size: float, *, from_right: bool) -> Line:
        """``line`` as the eye meets it from left to right."""
        spoken = [(one, (piece.font, piece.url)) for piece in line.pieces for one in piece.text]
        pieces: list[Piece] = []
        for (font, url), stretch in groupby(in_order_of_the_eye(spoken, from_right=from_right), key=itemgetter(1)):
            pieces.append(self._piece(font, "".join(one for one, _font in stretch), url))
        return Line(tuple(pieces), sum(piece.width for piece in pieces) * size, line.joined)

    def balanced(self, runs: Runs, face: Face, size: float, width: float) -> list[Line]:
        """The same number of lines as in ``width``, about equally long: no lonely last word."""
        best = self.lines(runs, face, size, width)
        low, high = width * _NARROWEST.get(len(best), _NARROWEST_OF_MORE), width
        while 1 < len(best) <= _MOST_BALANCED and high - low > 1:
            middle = (low + high) / 2
            tried = self.lines(runs, face, size, middle)
            if len(tried) == len(best):
                best, high = tried, middle
            else:
                low = middle
        return best

    def _words(self, runs: Runs, face: Face) -> Iterator[Word | None]:
        """Words, and ``None`` for each line break; a word may run through several faces."""
        word: list[Piece] = []
        for run in runs:
            within = variant(face, bold=run.bold, italic=run.italic)
            for part in _PARTS.findall(run.text):
                if part[0] in " \n":
                    if word:
                        yield tuple(word)
                        word = []
                    if part == "\n":
                        yield None
                else:
                    pieces = self._pieces(part, within)
                    word += [piece._replace(url=run.url) for piece in pieces] if run.url else pieces
        if word:
            yield tuple(word)

    def _pieces(self, part: str, face: Face) -> Word:
        pieces = self._parts.get((part, face))
        if pieces is None:
            pieces = self._parts[part, face] = tuple(self._measured(part, face))
        return pieces

    def _measured(self, part: str, face: Face) -> Iterator[Piece]:
        start, font = 0, ""
        characters = list(shaped(part))
        for at, character in enumerate(characters):
            wanted = self._font(character, face)
            if wanted is None:
                self.unknown.add(character)
                characters[at], wanted = _UNKNOWN, load(face)
            if wanted != font:
                if at > start:
                    yield self._piece(font, "".join(characters[start:at]))
                start, font = at, wanted
        yield self._piece(font, "".join(characters[start:]))

    def _font(self, character: str, face: Face) -> str | None:
        known = self._fonts.get((character, face))
        if known is None:
            known = font_for(character, face)
            if known is not None:
                self._fonts[character, face] = known
        return known

    @staticmethod
    def _piece(font: str, text: str, url: str = "") -> Piece:
        return Piece(font, text, width_of(text, font), url)

    def _cut(self, word: Word, room: float) -> tuple[Word, Word]:
        """The part of an overlong ``word`` that fits in ``room``, at least one character, and the rest."""
        head: list[Piece] = []
        for index, piece in enumerate(word):
            if piece.width <= room:
                head.append(piece)
                room -= piece.width
                continue
            count = self._count(piece, room)
            if count == 0 and not head:
                count = 1
            rest = word[index + 1 :]
            if count:
                head.append(self._piece(piece.font, piece.text[:count], piece.url))
            if piece.text[count:]:
                rest = (self._piece(piece.font, piece.text[count:], piece.url), *rest)
            return tuple(head), rest
        return word, ()

    @staticmethod
    def _count(piece: Piece, room: float) -> int:
        """How many characters of ``piece`` fit, up to a good place to break an address where there is one."""
        fitting = 0
        low, high = 0, len(piece.text)
        while low < high:
            middle = (low + high + 1) // 2
            if width_of(piece.text[:middle], piece.font) <= room:
                low = fitting = middle
            else:
                high = middle - 1
        breaks = [at + 1 for at in range(fitting) if piece.text[at] in _BREAKS]
        return breaks[-1] if breaks and breaks[-1] >= fitting * _SHORTEST_PART else fitting


def _width(word: Word) -> float:
    return word[0].width if len(word) == 1 else sum(piece.width for piece in word)


def _line(words: Sequence[Word], space: Piece, size: float, *, joined: bool = False) -> Line:
    if all(len(word) == 1 and word[0].font == space.font and not word[0].url for word in words):
        width = sum([word[0].width for word in words]) + space.width * (len(words) - 1)
        whole = Piece(space.font, " ".join([word[0].text for word in words]), width)
        return Line((whole,), width * size, joined)
    pieces: list[Piece] = []
    for index, word in enumerate(words):
        # A space within a link belongs to it.
        between = space._replace(url=word[0].url if pieces and pieces[-1].url == word[0].url else "")
        for piece in (between, *word) if index else word:
            if pieces and pieces[-1].font == piece.font and pieces[-1].url == piece.url:
                last = pieces.pop()
                pieces.append(Piece(piece.font, last.text + piece.text, last.width + piece.width, piece.url))
            else:
                pieces.append(piece)
    return Line(tuple(pieces), sum(piece.width for piece in pieces) * size, joined)
