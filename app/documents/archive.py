"""What a file says about itself: metadata for people and machines, PDF/A-2a and PDF/UA-1, bytes that repeat.

Source of the rules: ISO 19005-2 (PDF/A-2), ISO 14289-1 (PDF/UA-1), ISO 16684-1 (XMP).
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, ttfonts
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

from app import VERSION
from app.documents.clean import clean
from app.documents.texts import Texts

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_CREATOR = f"Driehoek {VERSION}"
_PRODUCER = "ReportLab"
_BLOCK = 100  # entries that one block of a character map may hold


@dataclass(frozen=True, slots=True)
class Meta:
    """What the file carries about itself; never the name of a person. ``author`` is the school."""

    title: str
    subject: str
    author: str
    language: str

    @classmethod
    def of(cls, texts: Texts, school: str) -> Meta:
        """What a paper of these texts says, in the name of ``school``."""
        return cls(clean(texts.title), clean(texts.subject), clean(school), texts.language)


def describe(canvas: Canvas, meta: Meta, day: date) -> None:
    """Give the file its description and its date, before anything is painted; its bytes know no other time."""
    canvas.setTitle(meta.title)
    canvas.setSubject(meta.subject)
    canvas.setAuthor(meta.author)
    canvas.setCreator(_CREATOR)
    canvas.setProducer(_PRODUCER)
    stamp = canvas._doc._timeStamp  # noqa: SLF001 - ReportLab offers no other way to set the date
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    give(stamp, YMDhms=(*moment.timetuple()[:6],), dhh=0, dmm=0)
    # The fingerprint began with the time of this machine's environment; it begins with the document's instead.
    fingerprint = hashlib.md5(day.isoformat().encode(), usedforsecurity=False)
    give(canvas._doc, signature=fingerprint)  # noqa: SLF001 - as above


def give(target: Any, **attributes: Any) -> None:
    """Set attributes of an object of ReportLab, which is the one that reads them."""
    for name, value in attributes.items():
        setattr(target, name, value)


class _ArchiveCatalog(pdfdoc.PDFCatalog):  # type: ignore[misc]  # ReportLab ships no types
    __NoDefault__ = (*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents")
    __Refs__ = pdfdoc.PDFCatalog.__NoDefault__


def declare(canvas: Canvas, meta: Meta, day: date) -> None:
    """Write the XMP packet and the colour space, once all is painted."""
    document = canvas._doc  # noqa: SLF001 - ReportLab has no public way to reach the catalog
    packet = PDFStream(PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), content=_xmp(meta, day))
    profile = PDFStream(PDFDictionary({"N": 3}), content=_srgb(), filters=[pdfdoc.PDFZCompress])
    intent = PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB IEC61966-2.1"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(profile),
        }
    )
    give(document.Catalog, __class__=_ArchiveCatalog, Metadata=packet, OutputIntents=PDFArray([intent]))


@cache
def _srgb() -> bytes:
    """The sRGB profile, with its date of making fixed so that it is the same on every machine."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = b"\x07\xe8\x00\x01\x00\x01" + bytes(6)
    return bytes(profile)


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer><xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{date}T00:00:00+00:00</xmp:CreateDate><xmp:ModifyDate>{date}T00:00:00+00:00</xmp:ModifyDate>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def _xmp(meta: Meta, day: date) -> bytes:
    fields = {
        "title": meta.title,
        "author": meta.author,
        "subject": meta.subject,
        "language": meta.language,
        "producer": _PRODUCER,
        "creator": _CREATOR,
        "date": day.isoformat(),
    }
    return _XMP.format(**{name: escape(value) for name, value in fields.items()}).encode()


def _stream_with_end_of_line(self: Any, document: Any, _format: Any = PDFStream.format) -> bytes:
    """A stream whose data ends with a line end before ``endstream`` (PDF/A-2, 6.1.7.1)."""
    written: bytes = _format(self, document)
    return written.removesuffix(b"endstream\n") + b"\nendstream\n"


def _meant(character: str) -> str:
    """The letter behind one of the forms that Arabic letters have on paper; any other character is itself."""
    return unicodedata.normalize("NFKC", character) if "\ufb50" <= character <= "\ufefc" else character


def _to_unicode(fontname: str, subset: list[int]) -> str:
    """The map from codes to characters of a font subset.

    ReportLab's own maps unused codes to U+0000, writes five digits above U+FFFF and blocks of over a
    hundred entries; each of these breaks the text for a reader (ISO 32000-1, 9.10.3).
    """
    pairs = [
        f"<{code:02X}> <{_meant(chr(character)).encode('utf-16-be').hex().upper()}>"
        for code, character in enumerate(subset)
        if character >= ord(" ")
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{fontname} def /CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange",
    ]
    for start in range(0, len(pairs), _BLOCK):
        block = pairs[start : start + _BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, "endcmap CMapName currentdict /CMap defineresource pop end end"])


# ReportLab has no hook for these, and makes such objects deep inside; so its own are replaced.
# Text armour around compressed data costs a quarter more bytes and serves nobody.
give(rl_config, useA85=0)
give(PDFStream, format=_stream_with_end_of_line)
give(ttfonts, makeToUnicodeCMap=_to_unicode)
# Every page asks for the same few names, and each was spelled letter by letter.
give(pdfdoc, PDFName=lru_cache(maxsize=1 << 10)(PDFName))
