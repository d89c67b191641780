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
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from app.documents import archive
from app.documents.archive import Meta
from app.documents.font_codes import FontCodes
from app.documents.nodes import Node
from app.documents.sheets import Close, Content, Link, Open, PaintedPage, Rect, folded, with_artifacts
from app.documents.structure import write_structure


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
        self._codes: dict[str, FontCodes] = {}
        self.sheets = 0
        """How many pages the file has, once it is closed."""
        self._parents: list[Node | list[Node]] = []
        archive.describe(self, meta, day)

    def in_font(self, font: str, text: str) -> list[tuple[str, str]]:
        """``text`` in the parts of ``font`` that this file carries: the name of each, and what shows its letters."""
        codes = self._codes.get(font)
        if codes is None:
            codes = self._codes[font] = FontCodes(font, self._doc)
        return codes.shown(text)

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
        self._code.append(Open(f"/{node.tag} <</MCID {mcid}>> BDC"))
        yield
        self._code.append(Close("EMC"))

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Let all that is painted inside be furniture of the page, which a screen reader skips."""
        self._code.append(Open("/Artifact <</Type/Pagination>> BDC"))
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
        write_structure(self._doc, self._root, self._parents)
        self.setViewerPreference("DisplayDocTitle", "true")
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
