"""A paper behind a password: AES-256 as every reader of PDF 2.0 knows it, open to screen readers.

Only files of our own press are read here: one classic table of objects, nothing compressed but streams.

Source of the rules: ISO 32000-2, 7.6 (Standard security handler, revision 6). ISO 19005-2, 6.1.3 forbids PDF/A to be
encrypted, so the file no longer says that it is one; ISO 14289-1, 7.16 asks that assistive technology may read it.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass, field

_LONGEST = 127  # bytes of a password that count
_ROUNDS = 64
_BLOCK = 16
_MODIFY, _ANNOTATE, _FILL, _ASSEMBLE = 1 << 3, 1 << 5, 1 << 8, 1 << 10
_ALLOWED = 0xFFFFFFFC & ~(_MODIFY | _ANNOTATE | _FILL | _ASSEMBLE)
"""Print, copy, and reading aloud (bit 10); nothing that changes the paper."""

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_LENGTH = re.compile(rb"/Length (\d+)")
_ARCHIVE = re.compile(rb"<pdfaid:\w+>\w+</pdfaid:\w+>")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r\n": b"", b"\r": b""}
_TOKEN = re.compile(rb"<<|>>|<|\(|%|\bstream\r?\n")


def locked(pdf: bytes, password: str) -> bytes:
    """``pdf`` as only somebody with ``password`` can open it; the password itself is kept nowhere."""
    lock = _Lock.made(password)
    objects, trailer = _read(pdf)
    parts, places = [b"".join(pdf.splitlines(keepends=True)[:2])], {}
    size = len(parts[0])
    for number, body in objects:
        places[number] = size
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, lock.sealed(body)))
        size += len(parts[-1])
    last = max(places) + 1
    places[last] = size
    parts.append(b"%d 0 obj\n%s\nendobj\n" % (last, lock.described()))
    size += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % places[number] for number in range(1, last + 1))
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (last + 1, table))
    trailer = re.sub(rb"/Size \d+", b"/Size %d /Encrypt %d 0 R" % (last + 1, last), trailer, count=1)
    parts.append(b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, size))
    return b"".join(parts)


def _read(pdf: bytes) -> tuple[list[tuple[int, bytes]], bytes]:
    """The objects of a file with their numbers, in the order of the file, and its trailer."""
    found = _START.search(pdf)
    if found is None:
        raise ValueError("not a file of our own press")
    start = int(found[1])
    table, _keyword, trailer = pdf[start : found.start()].partition(b"trailer")
    entries = [line.split() for line in table.splitlines()[2:]]
    places = sorted((int(entry[0]), number) for number, entry in enumerate(entries) if entry[2:] == [b"n"])
    ends = [*(place for place, _number in places[1:]), start]
    objects = []
    for (place, number), end in zip(places, ends, strict=True):
        body = pdf[place:end].partition(b" obj")[2]
        objects.append((number, body[: body.rindex(b"endobj")].strip(b"\r\n")))
    return objects, trailer.strip()


@dataclass(slots=True)
class _Lock:
    """The key of one file, and what lets a reader find it again from the password."""

    key: bytes
    entries: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def made(cls, password: str) -> _Lock:
        """A new key behind ``password`` (algorithms 8, 9 and 10 of ISO 32000-2)."""
        said = unicodedata.normalize("NFKC", password).encode()[:_LONGEST]
        lock = cls(secrets.token_bytes(32))
        lock._add("U", said, b"")
        lock._add("O", secrets.token_hex(32).encode(), lock.entries["U"])  # nobody knows it: nobody may do more
        rights = _ALLOWED.to_bytes(4, "little") + b"\xff\xff\xff\xffTadb" + secrets.token_bytes(4)
        lock.entries["Perms"] = _coded(lock.key, rights, None)
        return lock

    def _add(self, name: str, password: bytes, about: bytes) -> None:
        check, wrap = secrets.token_bytes(8), secrets.token_bytes(8)
        self.entries[name] = _hash(password, check, about) + check + wrap
        self.entries[f"{name}E"] = _coded(_hash(password, wrap, about), self.key, bytes(_BLOCK))

    def described(self) -> bytes:
        """The dictionary by which a reader opens the file."""
        told = b" ".join(b"/%s <%s>" % (name.encode(), value.hex().encode()) for name, value in self.entries.items())
        return (
            b"<< /Filter /Standard /V 5 /R 6 /Length 256 /P %d /EncryptMetadata true /StmF /StdCF /StrF /StdCF "
            b"/CF << /StdCF << /AuthEvent /DocOpen /CFM /AESV3 /Length 32 >> >> %s >>" % (_ALLOWED - (1 << 32), told)
        )

    def sealed(self, body: bytes) -> bytes:
        """An object with its strings and its stream encrypted."""
        parts: list[bytes] = []
        at = 0
        while found := _TOKEN.search(body, at):
            parts.append(body[at : found.start()])
            token, at = found[0], found.end()
            if token == b"(":
                end = _end_of_text(body, at)
                parts.append(self._text(_unescaped(body[at:end])))
                at = end + 1
            elif token == b"<":
                end = body.index(b">", at)
                parts.append(self._text(bytes.fromhex(body[at:end].decode())))
                at = end + 1
            elif token == b"%":  # a remark of ReportLab
                at = end if (end := body.find(b"\n", at)) >= 0 else len(body)
            elif token.startswith(b"stream"):
                return self._stream(b"".join(parts), body[at:])
            else:
                parts.append(token)
        return b"".join([*parts, body[at:]])

    def _stream(self, described: bytes, body: bytes) -> bytes:
        length = _LENGTH.search(described)
        if length is None:
            raise ValueError(described)
        data = body[: int(length[1])]
        if b"<pdfaid:part>" in data:
            data = _ARCHIVE.sub(b"", data)
        secret = self._secret(data)
        return _LENGTH.sub(b"/Length %d" % len(secret), described) + b"stream\n" + secret + b"\nendstream"

    def _text(self, text: bytes) -> bytes:
        return b"<%s>" % self._secret(text).hex().encode()

    def _secret(self, data: bytes) -> bytes:
        over = _BLOCK - len(data) % _BLOCK
        start = secrets.token_bytes(_BLOCK)
        return start + _coded(self.key, data + bytes([over]) * over, start)


def _hash(password: bytes, salt: bytes, about: bytes) -> bytes:
    """A slow fingerprint of a password (algorithm 2.B)."""
    key = hashlib.sha256(password + salt + about).digest()
    rounds, last = 0, 0
    while rounds < _ROUNDS or last > rounds - 32:
        mixed = _coded(key[:16], (password + key + about) * 64, key[16:32])
        key = (hashlib.sha256, hashlib.sha384, hashlib.sha512)[sum(mixed[:16]) % 3](mixed).digest()
        rounds, last = rounds + 1, mixed[-1]
    return key[:32]


def _coded(key: bytes, data: bytes, start: bytes | None) -> bytes:
    """``data`` in AES: in chained blocks from ``start``, or a single block by itself."""
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC, ECB

    mode = ECB() if start is None else CBC(start)  # noqa: S305 - the standard asks it, of one random block
    coder = Cipher(AES(key), mode).encryptor()
    return coder.update(data) + coder.finalize()


def _end_of_text(body: bytes, at: int) -> int:
    """Where the text between brackets that begins at ``at`` ends."""
    depth = 1
    while True:
        letter = body[at : at + 1]
        depth += (letter == b"(") - (letter == b")")
        if not depth:
            return at
        at += 2 if letter == b"\\" else 1


def _unescaped(text: bytes) -> bytes:
    def meant(found: re.Match[bytes]) -> bytes:
        if found[1].isdigit():
            return bytes([int(found[1], 8) & 255])
        return _ESCAPED.get(found[1], found[1])

    return _ESCAPE.sub(meant, text)
