"""What a file is, by its first bytes and, for a zip, the names inside it; never by the file's name.

The one place that knows: readers and refusals ask here.
"""

from __future__ import annotations

import io
import re
import zipfile
from enum import Enum
from typing import NamedTuple

from billtrack.errors import InputError


class Form(Enum):
    """The forms a bill text comes in."""

    MARKUP = "XML"
    PAGE = "an HTML page"
    WORD = "a Word document"
    PDF = "a PDF"
    WORDS = "plain text"


class Unread(NamedTuple):
    """A form billtrack does not read: ``what`` it is, and ``remedy``, how to save it so that it is read."""

    what: str
    remedy: str


HEAD = 4096
"""The bytes that tell the form of a file, unless it is a zip."""

_AS_WORD = "open it in Word or LibreOffice and save it as a Word document (.docx)"
_AS_TEXT = "save its text as a file: plain text, Word (.docx), PDF with words in it, or the official XML"
_LEGACY = Unread("a Word document of before 2007 (.doc)", _AS_WORD)
_LOCKED = Unread("a Word document protected by a password", "save it without the password")
_OPEN_DOCUMENT = Unread("an OpenDocument text (.odt)", _AS_WORD)
_PICTURE = "a picture, with no text in it"
_STARTS: tuple[tuple[bytes, Unread], ...] = (
    (rb"\{\\rtf", Unread("a rich text file (.rtf)", _AS_WORD)),
    (rb"\xffWPC", Unread("a WordPerfect document (.wpd)", _AS_WORD)),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|RIFF....WEBP", Unread(_PICTURE, _AS_TEXT)),
    (rb"bplist00", Unread("a web archive of Safari (.webarchive)", "save the page as HTML")),
    (rb"\x1f\x8b|BZh|\xfd7zXZ|7z\xbc\xaf|Rar!", Unread("a packed file", "unpack it first")),
    (rb"%!PS", Unread("a PostScript file", _AS_TEXT)),
    (rb"....ftyp(?:heic|heix|mif1|avif)|BM.{4}\0{4}", Unread(_PICTURE, _AS_TEXT)),
    (rb"....ftyp|ID3|RIFF....WAVE|OggS", Unread("a recording", _AS_TEXT)),
    (rb"\x7fELF|MZ.\0|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe", Unread("a program", _AS_TEXT)),
    (rb"SQLite format 3\0", Unread("a database", "give an archive with --archive")),
    (rb"PK\x05\x06", Unread("a zip with nothing in it", "unpack it to see what was meant")),
    (rb"\s*[\[{]\s*(?:\{\s*)?\"[\w-]+\"\s*:", Unread("a JSON file", _AS_TEXT)),
)
_MHTML = re.compile(rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*MIME-Version:", re.IGNORECASE)
_SAVED_PAGE = Unread("a web page saved in one file (.mhtml)", "save the page as HTML only")
_MAIL = Unread("an e-mail with its headers (.eml)", "save the text of the message, or what is attached to it")
_FLAT_ODT = Unread("an OpenDocument text (.fodt)", _AS_WORD)
_WORD_XML = Unread("a Word document saved as XML", _AS_WORD)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|pre|div|p|table|main|article|section\s+(?:class|id))\b", re.I)
_BEFORE = re.compile(rb"\A(?:\s+|<\?[^>]*\?>|<!--.*?-->)*", re.DOTALL)
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def form_of(data: bytes) -> Form | Unread:
    """Tell which form *data* has; bytes of no known form are words, and their reader says what is wrong."""
    if data.startswith(_ZIP):
        return _form_of_zip(data)
    head = data[:HEAD]
    if b"%PDF-" in head[:1024]:
        return Form.PDF
    if head.startswith(_OLE):
        return _form_of_compound(data)
    if not head.startswith(b"<"):  # nothing of these begins so, and nearly every official document does
        for start, unread in _STARTS:
            if re.match(start, head, re.DOTALL):
                return unread
        if _MHTML.match(head):
            return _SAVED_PAGE if b"multipart/related" in head.lower() else _MAIL
    return _form_of_text(head)


def _form_of_text(head: bytes) -> Form | Unread:
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        head = head.decode("utf-16", errors="replace").encode()
    start = _BEFORE.sub(b"", head, count=1)
    if not start.startswith(b"<"):
        return Form.WORDS
    if _PAGE.match(start):
        return Form.PAGE
    if start.startswith((b"<DELETED>", b"<DOC>", b"<all>")):
        return Form.WORDS
    if b"<office:document" in start:
        return _FLAT_ODT
    return _WORD_XML if b"<w:wordDocument" in start or b"<pkg:package" in start else Form.MARKUP


def _form_of_zip(data: bytes) -> Form | Unread:
    """The form of a zip, damaged ones by the name of the part Word keeps the words in."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return form_of_package(package) or Unread("a zip of files", "name one file of it, or import it")
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        return Form.WORD if b"word/document.xml" in data else Form.WORDS


_PACKAGES: tuple[tuple[str, Unread], ...] = (
    (r"content\.xml\Z", _OPEN_DOCUMENT),
    (r"xl/workbook", Unread("an Excel workbook (.xlsx)", _AS_TEXT)),
    (r"ppt/presentation", Unread("a PowerPoint presentation (.pptx)", _AS_TEXT)),
    (r"META-INF/container\.xml\Z", Unread("an e-book (.epub)", _AS_TEXT)),
    (r"Index/.*\.iwa\Z|Index\.zip\Z", Unread("a Pages document (.pages)", "export it as a Word document (.docx)")),
)


def form_of_package(package: zipfile.ZipFile) -> Form | Unread | None:
    """The form of an open zip that is one document, such as Word's; ``None`` for a zip of files."""
    names = package.namelist()
    if "word/document.xml" in names:
        return Form.WORD
    return next((unread for name, unread in _PACKAGES if any(re.match(name, each) for each in names)), None)


def _form_of_compound(data: bytes) -> Unread:
    """Which of the programs that share the old container wrote it; its streams are named in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _LOCKED
    if "WordDocument".encode("utf-16-le") in data:
        return _LEGACY
    return Unread("an old Office document (.doc, .xls, .msg)", _AS_WORD)


def readable_form(data: bytes, name: str) -> Form:
    """Tell which form *data* has, if billtrack reads it.

    Raises:
        InputError: it does not; the message says what the file is, the hint how to save it.
    """
    form = form_of(data)
    if isinstance(form, Unread):
        raise InputError(f"{name}: {form.what}, which billtrack does not read", hint=form.remedy)
    return form


# Strings: few documents are pages, and ``re`` compiles and caches a pattern when it is first needed.

_PAGE_HEAD = 100_000
_WEB_PAGE = r"(?is)\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*<(?:!doctype\s+)?html\b"
_TITLE = r"(?i)<title[^<>]*>([^<]*)</title>"
_HEADING = r"(?is)<h1\b[^<>]*>(.{1,300}?)</h1>"
_CHALLENGE = (
    r"(?i)just a moment|attention required|access denied|access to this page has been denied|have been blocked"
    r"|checking your browser|verify(?:ing)? (?:that )?you are|human verification|are you (?:a )?(?:human|robot)"
    r"|you are a (?:human|robot)|captcha|security check|one moment, please|pardon our interruption"
    r"|request unsuccessful|ddos.guard|enable (?:js|javascript) and (?:cookies|disable)|_cf_chl_opt"
)
"""Words of the pages of Cloudflare, Akamai, Imperva, AWS, DataDome, HUMAN and DDoS-Guard."""


def page_without_bill(text: str) -> Unread | None:
    """Say what *text* is, if it is an HTML page; a challenge page is called one."""
    import html  # noqa: PLC0415 - only a page pays for its table of entities

    text = text[:_PAGE_HEAD].removeprefix("\ufeff")
    if not re.match(_WEB_PAGE, text):
        return None
    found = re.search(_TITLE, text) or re.search(_HEADING, text)
    words = " ".join(html.unescape(re.sub(r"<[^<>]*>", "", found[1])).split()) if found else ""
    page = f"a web page ({f'“{words}”' if words else 'without a title'}), not a bill text"
    if re.search(_CHALLENGE, text):
        return Unread(
            f"{page}: a challenge page, which checks that a person is reading",
            "open the page in a browser, and save it once the text shows",
        )
    return Unread(page, "save the page with the text on it, or the official XML")
