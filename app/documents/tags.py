"""Tagged paper: the structure that a screen reader hears, and a canvas that paints for it.

Structure first, painting second. A document makes a tree of nodes in reading order; painting only hangs
marked content on those nodes, so the order of reading never depends on columns, folds or page breaks.
Lines and fills outside a node become artifacts by themselves; text outside a node is an error.

Source of the rules: ISO 14289-1 (PDF/UA-1) and ISO 32000-1, 14.6 to 14.9. ReportLab writes no tags itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject, PDFString
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from app.documents import archive
from app.documents.archive import Meta
from app.documents.sheets import Close, Content, Link, Open, PaintedPage, Rect, folded, with_artifacts


class Node:
    """One element of the structure: Document, Sect, H1…, P, L, LI, Lbl, LBody, Table, TH, Figure, Link.

    ``alt`` is the alternative text of a figure, ``actual`` what is said where the paper holds other letters
    or another order, ``attributes`` the inside of an attribute dictionary in PDF syntax, ``page`` where a
    heading stands once it is painted. A node that is never painted leaves the tree, unless it must be
    ``kept`` beside its brothers, as an empty cell of a table must.
    """

    __slots__ = (
        "actual",
        "alt",
        "attributes",
        "bookmark",
        "kept",
        "kids",
        "language",
        "page",
        "painted",
        "parent",
        "tag",
        "title",
    )

    def __init__(self, tag: str, parent: Node | None = None, *, alt: str = "", attributes: str = "") -> None:
        self.tag = tag
        self.parent = parent
        self.kids: list[Node | Content] = []
        self.alt = alt
        self.attributes = attributes
        self.actual = ""
        self.language = ""
        self.title = ""
        self.bookmark = ""
        self.page = 0
        self.painted = False
        self.kept = False

    def child(self, tag: str, *, alt: str = "", attributes: str = "") -> Node:
        """A new last child."""
        node = Node(tag, self, alt=alt, attributes=attributes)
        self.kids.append(node)
        return node

    def hang(self, content: Content) -> None:
        """Put something painted into this node, and so into the tree."""
        self.kids.append(content)
        node: Node | None = self
        while node is not None and not node.painted:
            node.painted, node = True, node.parent

    def nodes(self) -> list[Node]:
        """The children that reached the paper, in reading order."""
        return [kid for kid in self.kids if isinstance(kid, Node) and (kid.painted or kid.kept)]

    def walk(self) -> Iterator[Node]:
        """The node and all below it that reached the paper, in reading order."""
        yield self
        for kid in self.nodes():
            yield from kid.walk()


class _Late(PDFObject):  # type: ignore[misc]  # ReportLab ships no types
    """An object whose bytes are known only once all objects have their numbers."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.text = b""

    def format(self, _document: Any) -> bytes:
        return self.text


class _TaggedPage(pdfdoc.PDFPage):  # type: ignore[misc]  # ReportLab ships no types
    __NoDefault__ = (*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs")


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab ships no types
    """A canvas of ReportLab that writes PDF/UA-1 and PDF/A-2a around one tree of nodes."""

    def __init__(self, size: tuple[float, float], root: Node, meta: Meta, day: date, font: str) -> None:
        self.buffer = BytesIO()
        super().__init__(
            self.buffer,
            pagesize=size,
            lang=meta.language,
            invariant=1,
            pdfVersion=(1, 7),
            pageCompression=1,
            initialFontName=font,
        )
        root.language = meta.language
        self._root = root
        self._meta = meta
        self._day = day
        self._page = PaintedPage(size)
        self._painted: dict[int, PaintedPage] = {}
        self._owners: list[Node] = []
        self.sheets = 0
        """How many pages the file has, once it is closed."""
        self._parents: list[Node | list[Node]] = []
        archive.describe(self, meta, day)

    def in_font(self, font: str, text: str) -> Iterator[tuple[str, str]]:
        """``text`` in the parts of ``font`` that this file carries: the name of each, and what shows its letters."""
        face = getFont(font)
        for subset, letters in face.splitString(text, self._doc):
            yield face.getSubsetInternalName(subset, self._doc), f"({self._escape(letters)}) Tj"

    def write(self, code: str) -> None:
        """Put text into the page as it is; ReportLab's own objects for text take five times as long."""
        self._code.append(code)

    @contextmanager
    def tag(self, node: Node) -> Iterator[None]:
        """Let all that is painted inside belong to ``node``."""
        mcid = len(self._page.owners)
        content = Content(mcid)
        self._page.owners.append(node)
        self._page.contents.append(content)
        node.hang(content)
        with self._marked(f"/{node.tag} <</MCID {mcid}>> BDC"):
            yield

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Let all that is painted inside be furniture of the page, which a screen reader skips."""
        with self._marked("/Artifact <</Type/Pagination>> BDC"):
            yield

    @contextmanager
    def _marked(self, opening: str) -> Iterator[None]:
        self._code.append(Open(opening))
        yield
        self._code.append(Close("EMC"))

    def hyperlink(self, node: Node, url: str, rect: Rect, says: str) -> None:
        """Make ``rect`` of this page a link to ``url`` that belongs to the Link ``node`` and ``says`` where it goes."""
        self._link(Link(node, Content(), rect, says, url=url))

    def lead(self, node: Node, target: Node, rect: Rect, says: str) -> None:
        """Make ``rect`` of this page a link to the heading ``target``, wherever it comes to stand."""
        self._link(Link(node, Content(), rect, says, target=target))

    def _link(self, link: Link) -> None:
        self._page.links.append(link)
        link.node.hang(link.content)

    def mark_place(self, key: str, x: float, top: float) -> None:
        """Let the bookmark ``key`` lead to this place of this page."""
        self._page.bookmarks.append((key, x, top))

    @property
    def last_page(self) -> int:
        """The highest number of a page that has ended."""
        return max(self._painted, default=0)

    def resize(self, size: tuple[float, float]) -> None:
        """Give the page that begins another size."""
        self._page.size = size

    def end_page(self, number: int, following: tuple[float, float]) -> None:
        """End this page as the one with ``number``; the next has the size ``following``.

        Raises ``UntaggedText`` when it holds text outside the structure. Pages may be painted in any order.
        """
        self._page.code = list(with_artifacts(self._code))
        self._painted[number] = self._page
        self._page = PaintedPage(following)
        self._restartAccumulators()
        self.init_graphics_state()

    def _put_on_sheet(self, pages: Sequence[PaintedPage | None]) -> None:
        """Set pages beside each other on one sheet; ``None`` stays white."""
        sizes = [page.size for page in pages if page is not None]
        width, height = sizes[0]
        self.setPageSize((width * len(pages), height))
        self.sheets += 1
        self._owners, code = [], []
        for at, page in enumerate(pages):
            if page is None:
                continue
            right, name = at * width, self._doc.thisPageName()
            for key, x, top in page.bookmarks:
                self.bookmarkHorizontalAbsolute(key, top, left=x + right)
            for link in page.links:
                self._annotate(link, right)
            code += page.on_sheet(name, right, len(self._owners))
            self._owners += page.owners
        self._code: list[str] = code
        self.showPage()

    def _annotate(self, link: Link, right: float) -> None:
        name = f"link{len(self._parents)}"
        left, bottom, end, top = link.rect
        entries: dict[str, Any] = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Link"),
            "Rect": PDFArray((left + right, bottom, end + right, top)),
            "Border": PDFArray([0, 0, 0]),
            "F": 4,
            "Contents": PDFString(link.says),
            "StructParent": len(self._parents),
        }
        if link.target is None:
            entries["A"] = PDFDictionary({"S": PDFName("URI"), "URI": PDFString(link.url)})
        else:
            entries["Dest"] = self._bookmarkReference(link.target.bookmark)
        self._doc.addAnnotation(name, PDFDictionary(entries))
        self._annotatePage(name)
        link.content.page = self._doc.thisPageName()
        link.content.annotation = self._doc.annotationName(name)
        self._parents.append(link.node)

    def _setAnnotations(self, page: Any) -> None:  # noqa: N802 - ReportLab hands the finished page over here
        super()._setAnnotations(page)
        archive.give(page, __class__=_TaggedPage, StructParents=len(self._parents), Tabs=PDFName("S"))
        self._parents.append(self._owners)

    def close(self, *, booklet: bool = False) -> bytes:
        """The whole file; the canvas is of no use afterwards.

        As a ``booklet`` its pages stand two by two on sheets that are printed on both sides and folded.
        """
        pages = [self._painted[number] for number in sorted(self._painted)]
        for sheet in folded(pages) if booklet else ((page,) for page in pages):
            self._put_on_sheet(sheet)
        self._write_bookmarks()
        self._write_structure()
        archive.declare(self, self._meta, self._day)
        self.save()
        return self.buffer.getvalue()

    def _write_bookmarks(self) -> None:
        above: list[int] = []  # levels of the headings that the next one may stand under
        for node in self._root.walk():
            if node.bookmark:
                level = int(node.tag[1:])
                above = [*(other for other in above if other < level), level]
                self.addOutlineEntry(node.title, node.bookmark, len(above) - 1, closed=len(above) > 1)

    def _write_structure(self) -> None:
        nodes = list(self._root.walk())
        objects = {id(node): _Late() for node in nodes}
        tree, parents = _Late(), _Late()
        for late in (tree, parents, *objects.values()):
            self._doc.Reference(late)
        # ReportLab gives a reference its number at once, so that the bytes can be made here.
        numbers = self._doc.idToObjectNumberAndVersion
        number = {key: numbers[late.__InternalName__][0] for key, late in objects.items()}
        for node in nodes:
            above = number[id(node.parent)] if node.parent else numbers[tree.__InternalName__][0]
            objects[id(node)].text = _element(node, above, number, numbers)
        parents.text = b"<</Nums [%s]>>" % b"\n".join(
            b"%d [%s]" % (key, b" ".join(b"%d 0 R" % number[id(node)] for node in owner))
            if isinstance(owner, list)
            else b"%d %d 0 R" % (key, number[id(owner)])
            for key, owner in enumerate(self._parents)
        )
        tree.text = b"<</Type/StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>" % (
            number[id(self._root)],
            numbers[parents.__InternalName__][0],
            len(self._parents),
        )
        archive.give(self._doc.Catalog, StructTreeRoot=tree, MarkInfo=PDFDictionary({"Marked": "true"}))
        self.setViewerPreference("DisplayDocTitle", "true")


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
