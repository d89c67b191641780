"""Telephone numbers, mail and web addresses as people read them, and as links that can do no harm."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from app.documents.clean import Run, Runs, clean

_LONGEST = 300  # characters: a longer address makes a QR code that no telephone reads from paper
_SAFE = "/:?#[]@!$&'()*+,;=%~"


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it is ``shown``; ``url`` is empty when it cannot be a link."""

    shown: str
    url: str


def phone(text: str) -> Address:
    """A telephone number; its link has the digits alone."""
    number = re.sub(r"[^\d+]", "", text)
    return Address(clean(text).strip(), f"tel:{number}" if number else "")


def mail(text: str) -> Address:
    """A mail address."""
    shown = clean(text).strip()
    plausible = re.fullmatch(r"[^@\s]+@[^@\s]+", shown) and len(shown) <= _LONGEST
    return Address(shown, f"mailto:{quote(shown, safe='@+._-')}" if plausible else "")


def web(text: str) -> Address:
    """A web address, shown without its scheme; only http and https become a link."""
    whole = clean(text).strip()
    if not whole:
        return Address("", "")
    url = whole if "://" in whole else f"https://{whole}"
    scheme, rest = url.split("://", 1)
    if scheme.lower() not in {"http", "https"} or re.search(r"\s", url) or not _host(url):
        return Address(whole, "")
    quoted = quote(url, safe=_SAFE)
    return Address(rest.removesuffix("/"), quoted if len(quoted) <= _LONGEST else "")


def ways_to_reach(*parts: Address | str, between: str = "\n") -> Runs:
    """The text of a cell: names and addresses after each other, each address a link where it can be one."""
    runs: list[Run] = []
    for part in parts:
        shown, url = (part, "") if isinstance(part, str) else (part.shown, part.url)
        if shown:
            runs += [Run(between)] * bool(runs) + [Run(shown, url=url)]
    return tuple(runs)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
