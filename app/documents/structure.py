"""The tree of a paper as objects of its file, and the file around them.

ReportLab formats every object by itself, with a name, a reference and a look-up each. The elements of the structure
are most of a long file, so they are written here in one go, under numbers that are kept free for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObject

from app.documents import archive
from app.documents.nodes import Node
from app.documents.sheets import Content


class _Numbered(PDFObject):  # type: ignore[misc]  # ReportLab ships no types
    """Stands in the catalog for an object that only has a number."""

    def __init__(self, number: int) -> None:
        self._number = number

    def format(self, _document: Any) -> bytes:
        return b"%d 0 R" % self._number


def write_structure(document: Any, root: Node, parents: Sequence[Node | list[Node]]) -> None:
    """Let ``document`` write the tree of ``root``; ``parents`` are the owners of its pages and links."""
    nodes = list(root.walk())
    tree = document.objectcounter + 1
    number = {id(node): tree + 2 + at for at, node in enumerate(nodes)}
    document.objectcounter += 2 + len(nodes)
    numbers = document.idToObjectNumberAndVersion
    texts = [
        b"<</Type/StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>"
        % (number[id(root)], tree + 1, len(parents)),
        b"<</Nums [%s]>>"
        % b"\n".join(
            b"%d [%s]" % (key, b" ".join(b"%d 0 R" % number[id(node)] for node in owner))
            if isinstance(owner, list)
            else b"%d %d 0 R" % (key, number[id(owner)])
            for key, owner in enumerate(parents)
        ),
        *(_element(node, number[id(node.parent)] if node.parent else tree, number, numbers) for node in nodes),
    ]
    written = {tree + at: text for at, text in enumerate(texts)}
    archive.give(document.Catalog, StructTreeRoot=_Numbered(tree), MarkInfo=PDFDictionary({"Marked": "true"}))
    archive.give(document, format=lambda: _file(document, written))


def _file(document: Any, written: dict[int, bytes]) -> bytes:
    """The whole file: every object under its number, then the table of where they stand (ISO 32000-1, 7.5)."""
    document.encrypt.prepare(document)
    catalog, info = document.Reference(document.Catalog), document.Reference(document.info)
    parts = [pdfdoc.PDFFile(document._pdfVersion).format(document)]  # noqa: SLF001 - only the head of the file
    at, offsets = len(parts[0]), [0]
    while (number := len(offsets)) <= document.objectcounter:  # an object may bring others while it is formatted
        text = written.get(number)
        if text is None:
            name = document.numberToId[number]
            part = pdfdoc.PDFIndirectObject(name, document.idToObject[name]).format(document)
        else:
            part = b"%d 0 obj\n%s\nendobj\n" % (number, text)
        offsets.append(at)
        parts.append(part)
        at += len(part)
    entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets[1:])
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(offsets), entries))
    trailer = pdfdoc.PDFTrailer(startxref=at, Size=len(offsets), Root=catalog, Info=info, ID=document.ID())
    return b"".join([*parts, trailer.format(document)])


def _element(node: Node, above: int, number: dict[int, int], numbers: dict[str, tuple[int, int]]) -> bytes:
    """The structure element of ``node`` in PDF syntax (ISO 32000-1, table 323)."""
    page = next((kid.page for kid in node.kids if isinstance(kid, Content)), None)
    kids = []
    for kid in node.kids:
        if isinstance(kid, Node):
            if kid.painted or kid.kept:
                kids.append(b"%d 0 R" % number[id(kid)])
        elif kid.annotation:
            kids.append(b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (numbers[kid.page][0], numbers[kid.annotation][0]))
        elif kid.page == page:
            kids.append(b"%d" % kid.mcid)
        else:
            kids.append(b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (numbers[kid.page][0], kid.mcid))
    parts = [b"<</Type/StructElem/S/%s/P %d 0 R/K [%s]" % (node.tag.encode(), above, b" ".join(kids))]
    if page is not None:
        parts.append(b"/Pg %d 0 R" % numbers[page][0])
    for key, value in ((b"Alt", node.alt), (b"ActualText", node.actual), (b"Lang", node.language), (b"T", node.title)):
        if value:
            parts.append(b"/%s %s" % (key, _hex(value)))
    if node.attributes:
        parts.append(b"/A <<%s>>" % node.attributes.encode("ascii"))
    return b"".join(parts) + b">>"


def _hex(text: str) -> bytes:
    """A text string of PDF, in UTF-16 with its byte order mark."""
    return b"<%s>" % ("\ufeff" + text).encode("utf-16-be").hex().upper().encode("ascii")
