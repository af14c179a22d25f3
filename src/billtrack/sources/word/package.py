"""The package of a Word file: a zip of XML parts, from a stranger, opened within limits."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from billtrack.errors import InputError
from billtrack.sources.xml import MAX_BYTES, MAX_RATIO, parse_xml

MAX_PARTS = 5_000
"""Parts of one package; a draft with its pictures has fewer than a hundred."""
_BODY = "word/document.xml"
_END_OF_ZIP = 65_557
"""The bytes that the list of members of a zip ends in, with the longest comment."""


def open_word(data: bytes, *, name: str) -> WordDocument:
    """Open a ``.docx`` whose parts are within limits and declare no entities.

    Raises:
        InputError: not a Word document, damaged, protected by a password, or a bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _refuse_excess(package, name)
            for member in package.infolist():
                if member.filename.endswith((".xml", ".rels")):
                    parse_xml(package.read(member), name=f"{name}!{member.filename}")
            if _STRICT in package.read(_BODY):
                raise InputError(f"{name}: a Word document in the Strict Open XML format", hint=_AS_USUAL)
            if _KINDS.search(package.read(_CONTENT_TYPES)):
                data = _as_document(package)
        return Document(io.BytesIO(data))
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        cut = isinstance(error, zipfile.BadZipFile) and data[-_END_OF_ZIP:].find(b"PK\x05\x06") < 0
        why = "its end is missing" if cut else " ".join(str(error).split())[:200]
        raise InputError(f"{name}: a damaged Word document: {why}") from error
    except (PackageNotFoundError, AttributeError, KeyError, TypeError, ValueError, etree.LxmlError) as error:
        raise InputError(f"{name}: not a Word document: {' '.join(str(error).split())[:200]}") from error


_CONTENT_TYPES = "[Content_Types].xml"
_KINDS = re.compile(
    rb"application/vnd\.(?:ms-word\.document\.macroEnabled|ms-word\.template\.macroEnabledTemplate"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)
"""Documents with macros, and templates: the same XML under other names."""
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_AS_USUAL = "save it as a Word document (.docx)"


def _as_document(package: zipfile.ZipFile) -> bytes:
    """Copy *package*, its kind that of a plain document; no macro is run."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as copy:
        for member in package.infolist():
            part = package.read(member)
            copy.writestr(member.filename, _KINDS.sub(_DOCUMENT, part) if member.filename == _CONTENT_TYPES else part)
    return file.getvalue()


def _refuse_excess(package: zipfile.ZipFile, name: str) -> None:
    members = package.infolist()
    if _BODY not in {member.filename for member in members}:
        raise InputError(f"{name}: not a Word document: it has no {_BODY}")
    if len(members) > MAX_PARTS:
        raise InputError(f"{name}: {len(members):,} parts, more than the limit of {MAX_PARTS:,}")
    total = 0
    for member in members:
        total += member.file_size
        if member.file_size > MAX_RATIO * max(member.compress_size, 1024):
            raise InputError(f"{name}: {member.filename} unpacks to {member.file_size:,} bytes: a zip bomb")
    if total > MAX_BYTES:
        raise InputError(f"{name}: unpacks to {total:,} bytes, more than the limit of {MAX_BYTES:,}")
