"""The words of a PDF, page by page, through pypdf; loaded only when a PDF is read.

Measured against pdfminer.six on prints in GPO's shape: pypdf keeps the number of a line on its line, needs no other
package, and takes half the time.
"""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Callable, Iterator

from billtrack.errors import InputError

MAX_PAGES = 6_000
"""The largest print of a measure has about 4,200."""
MAX_STREAM = 1_000_000
"""Bytes of one page's drawing commands, unpacked; a page of a print has about 10,000."""
MAX_WORDS = 16 * 1024 * 1024
MAX_SECONDS = 300.0
"""How long one PDF may take; a print of 1,000 pages takes 40 seconds."""
MAX_PAGE_SECONDS = 10.0
"""How long one page may take; a page of a print takes a twentieth of a second."""


def pdf_text(data: bytes, *, name: str) -> str:
    """Read the words of a PDF; pages are separated by a line with a form feed.

    Raises:
        InputError: not a PDF, damaged, protected, beyond a limit, or without words: a scan.
    """
    pages = list(_pages(data, name))
    if not "".join(pages).strip():
        raise InputError(
            f"{name}: a PDF of {len(pages):,} {'page' if len(pages) == 1 else 'pages'} with no text in it: pictures"
            " of pages, as from a scanner",
            hint="run text recognition (OCR) on it, or take the text from congress.gov",
        )
    return "\n\f\n".join(pages)


def _pages(data: bytes, name: str) -> Iterator[str]:
    from pypdf import PdfReader  # noqa: PLC0415 - only a PDF pays for it
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError  # noqa: PLC0415 - the same

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns on standard error of each fault it passes over
    end = time.monotonic() + MAX_SECONDS
    size = 0
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(f"{name}: a PDF protected by a password", hint="save it without the password")
        if len(reader.pages) > MAX_PAGES:
            raise InputError(f"{name}: {len(reader.pages):,} pages, more than the limit of {MAX_PAGES:,}")
        for number, page in enumerate(reader.pages, 1):
            drawn = page.get_contents()
            if drawn is not None and len(drawn.get_data()) > MAX_STREAM:
                raise InputError(f"{name}: page {number:,} draws more than the limit of {MAX_STREAM:,} bytes")
            text = page.extract_text(visitor_operand_before=_watch(min(end, time.monotonic() + MAX_PAGE_SECONDS)))
            size += len(text)
            if size > MAX_WORDS:
                raise InputError(f"{name}: more than the limit of {MAX_WORDS:,} characters")
            yield text
    except InputError:
        raise
    except _TooLongError as error:
        raise InputError(f"{name}: takes longer to read than the limit for a PDF") from error
    except (DependencyError, FileNotDecryptedError) as error:
        raise InputError(f"{name}: a PDF protected by encryption", hint="save it without protection") from error
    except (PyPdfError, RecursionError) as error:
        told = " ".join(str(error).split())[:200] or type(error).__name__
        raise InputError(f"{name}: a damaged PDF: {told}") from error
    except Exception as error:
        raise InputError(f"{name}: a damaged PDF: {type(error).__name__}") from error


class _TooLongError(Exception):
    """The time for a page is over."""


def _watch(end: float) -> Callable[..., None]:
    """Give a callback for each step of a page, which stops pypdf at *end*."""

    def check(*_: object) -> None:
        if time.monotonic() > end:
            raise _TooLongError

    return check
