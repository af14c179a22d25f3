"""The package of a Word file: a zip of XML parts, from a stranger, opened within limits."""

from __future__ import annotations

import io
import zipfile
import zlib

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from billtrack.errors import InputError
from billtrack.sources.xml import MAX_BYTES, parse_xml

MAX_RATIO = 200
"""How many times its packed size a part may unpack to."""
MAX_PARTS = 5_000
"""Parts of one package; a draft with its pictures has fewer than a hundred."""
_BODY = "word/document.xml"


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
        return Document(io.BytesIO(data))
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise InputError(f"{name}: a damaged Word document: {' '.join(str(error).split())[:200]}") from error
    except (PackageNotFoundError, AttributeError, KeyError, TypeError, ValueError, etree.LxmlError) as error:
        raise InputError(f"{name}: not a Word document: {' '.join(str(error).split())[:200]}") from error


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
