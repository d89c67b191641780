"""What a reader finds in a PDF: its structure in order, its texts, their inks and sizes, its codes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import zxingcpp
from pypdfium2 import raw

from ui.desk.pdfium import opened

SCALE = 3.0


@dataclass(frozen=True)
class Word:
    """A painted text: in which font and ink (as #rrggbb), how large in points, and whether it is tagged."""

    text: str
    font: str
    ink: str
    size: float
    tagged: bool


def page_text(pdf: bytes) -> str:
    """All text in the order of painting, with single spaces."""
    return " ".join(" ".join(text.split()) for text in page_texts(pdf))


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page as it was painted."""
    with opened(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def sheet_size(pdf: bytes) -> tuple[float, float]:
    """Width and height of the first page, in points."""
    with opened(pdf) as document:
        return document[0].get_size()


def metadata(pdf: bytes) -> dict[str, str]:
    with opened(pdf) as document:
        return document.get_metadata_dict(skip_empty=True)


def bookmarks(pdf: bytes) -> list[tuple[int, str]]:
    with opened(pdf) as document:
        return [(entry.level, entry.get_title()) for entry in document.get_toc()]


def strokes(pdf: bytes) -> int:
    """How many lines and shapes are drawn on the first page."""
    with opened(pdf) as document:
        return sum(item.type == raw.FPDF_PAGEOBJ_PATH for item in document[0].get_objects())


def inks_of_picture(pdf: bytes) -> set[tuple[int, int, int]]:
    """Every colour of the rendering of the first page."""
    with opened(pdf) as document:
        picture = document[0].render(scale=4).to_pil().convert("RGB")
    return {colour for _count, colour in picture.getcolors(1 << 16)}


def codes(pdf: bytes) -> list[str]:
    """The addresses in the QR codes of all pages, read from the rendering at 144 dpi."""
    found = []
    with opened(pdf) as document:
        for page in document:
            found += [code.text for code in zxingcpp.read_barcodes(page.render(scale=2).to_pil())]
    return sorted(found)


def links(pdf: bytes) -> list[str]:
    """Where the links lead to, of all pages."""
    found = []
    with opened(pdf) as document:
        for page in document:
            at, link = ctypes.c_int(0), raw.FPDF_LINK()
            while raw.FPDFLink_Enumerate(page.raw, at, link):
                action = raw.FPDFLink_GetAction(link)
                length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
                buffer = ctypes.create_string_buffer(length)
                raw.FPDFAction_GetURIPath(document.raw, action, buffer, length)
                found.append(buffer.value.decode())
    return sorted(found)


def structure(pdf: bytes) -> list[str]:
    """Each element that holds text or has an alternative text, as ``tag text``, in the order of reading."""
    lines: list[str] = []
    with opened(pdf) as document:
        for page in document:
            texts = _marked_texts(page)
            tree = raw.FPDF_StructTree_GetForPage(page.raw)
            for at in range(raw.FPDF_StructTree_CountChildren(tree)):
                lines += _elements(raw.FPDF_StructTree_GetChildAtIndex(tree, at), texts)
            raw.FPDF_StructTree_Close(tree)
    return lines


def _elements(element: object, texts: dict[int, str]) -> Iterator[str]:
    tag = _string(raw.FPDF_StructElement_GetType, element)
    alt = _string(raw.FPDF_StructElement_GetAltText, element)
    content = []
    inside: list[str] = []
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        mcid = raw.FPDF_StructElement_GetChildMarkedContentID(element, at)
        child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
        if mcid >= 0:
            content.append(texts.get(mcid, ""))
        elif child:
            inside += _elements(child, texts)
    if content or tag == "Table":
        yield f"{tag} {alt or ' '.join(content).strip()}".strip()
    yield from inside


def _string(read: object, element: object) -> str:
    length = read(element, None, 0)
    buffer = ctypes.create_string_buffer(length)
    read(element, buffer, length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _marked_texts(page: pypdfium2.PdfPage) -> dict[int, str]:
    texts: dict[int, str] = {}
    words = page.get_textpage()
    for item in _texts(page):
        mcid = raw.FPDFPageObj_GetMarkedContentID(item.raw)
        texts[mcid] = f"{texts.get(mcid, '')}{_text(item, words)}"
    return {mcid: " ".join(text.split()) for mcid, text in texts.items()}


def _texts(page: pypdfium2.PdfPage) -> Iterator[pypdfium2.PdfObject]:
    return page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])


def _text(item: pypdfium2.PdfObject, words: pypdfium2.PdfTextPage) -> str:
    length = raw.FPDFTextObj_GetText(item.raw, words.raw, None, 0)
    buffer = (ctypes.c_ushort * length)()
    raw.FPDFTextObj_GetText(item.raw, words.raw, buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def painted(pdf: bytes) -> list[Word]:
    """Every text on the paper."""
    with opened(pdf) as document:
        return [word for page in document for word, _box in _words(page)]


def grounds(pdf: bytes) -> list[tuple[Word, str]]:
    """Every text on the paper, with the colour that most of its surroundings have on the rendering."""
    with opened(pdf) as document:
        return [found for page in document for found in _grounds(page)]


def _grounds(page: pypdfium2.PdfPage) -> Iterator[tuple[Word, str]]:
    image = page.render(scale=SCALE).to_pil().convert("RGB")
    for word, (left, bottom, right, top) in _words(page):
        box = (
            left * SCALE - 2,
            image.height - top * SCALE - 2,
            right * SCALE + 2,
            image.height - bottom * SCALE + 2,
        )
        around = sorted(image.crop(tuple(map(int, box))).getcolors(1 << 16), reverse=True)
        yield word, next(_hex(colour) for _count, colour in around if _hex(colour) != word.ink)


def _words(page: pypdfium2.PdfPage) -> Iterator[tuple[Word, tuple[float, float, float, float]]]:
    words = page.get_textpage()
    for item in _texts(page):
        text = _text(item, words)
        if text.strip():
            size = ctypes.c_float()
            raw.FPDFTextObj_GetFontSize(item.raw, size)
            tagged = raw.FPDFPageObj_GetMarkedContentID(item.raw) >= 0
            yield Word(text, _font(item), _ink(item), size.value, tagged), item.get_bounds()


def _font(item: pypdfium2.PdfObject) -> str:
    buffer = ctypes.create_string_buffer(200)
    raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(item.raw), buffer, 200)
    return buffer.value.decode()


def _ink(item: pypdfium2.PdfObject) -> str:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(item.raw, red, green, blue, alpha)
    return _hex((red.value, green.value, blue.value))


def _hex(colour: tuple[int, int, int]) -> str:
    return "#{:02X}{:02X}{:02X}".format(*colour)
