"""A document as an e-mail message in a file: plain text and HTML.  Nothing is sent.

The same document and day give the same bytes.  ``X-Unsent`` makes mail programs that know it open a draft.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from billtrack.output.page import visible
from billtrack.sharing.documents import SharedDocument
from billtrack.sharing.html_document import html_file
from billtrack.sharing.markdown_document import document_markdown

_HOST = "billtrack.invalid"


def mail_file(document: SharedDocument, *, dated: dt.datetime) -> bytes:
    """Write *document* as a message (RFC 5322) with the date *dated*."""
    plain, page = document_markdown(document), html_file(document)
    name = hashlib.sha256(plain + page + dated.isoformat().encode()).hexdigest()[:32]
    message = EmailMessage(policy=SMTP)
    message["From"] = f"billtrack <billtrack@{_HOST}>"
    message["Date"] = format_datetime(dated)
    message["Subject"] = visible(document.title)
    message["Message-ID"] = f"<{name}@{_HOST}>"
    message["X-Unsent"] = "1"
    message.set_content(plain.decode(), cte="quoted-printable")
    message.add_alternative(page.decode(), subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{name}")
    return message.as_bytes()
