"""What becomes of every element of the documents under some paths: kept, left out and why, or unknown.

The account behind ``billtrack import --report``: nothing an official document says is dropped in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from billtrack.errors import InputError
from billtrack.sources.billstatus import survey_billstatus
from billtrack.sources.billtext.survey import survey_billtext
from billtrack.sources.packages import Document, DocumentKind, read_documents


@dataclass(frozen=True, slots=True)
class Entry:
    """One element path (of bill texts, one element name) of one schema, and what becomes of it.

    ``fate`` is kept, left out or unknown; ``reason`` is the field that keeps it, or why it is left out.
    """

    schema: str
    path: str
    count: int
    fate: str
    reason: str


def account_for(paths: Iterable[Path]) -> tuple[Entry, ...]:
    """Count the elements of every readable XML document under *paths*, by schema and path.

    Documents that cannot be read are passed over here: the import says why.

    Raises:
        InputError: a path that does not exist.
    """
    met: Counter[tuple[str, str, str, str]] = Counter()
    for path in paths:
        for document in read_documents(path):
            if isinstance(document, Document):
                met.update(_uses(document))
    return tuple(Entry(schema, name, count, fate, why) for (schema, name, fate, why), count in sorted(met.items()))


def _uses(document: Document) -> Counter[tuple[str, str, str, str]]:
    try:
        if document.kind is DocumentKind.STATUS:
            version, elements = survey_billstatus(document.data, name=document.name)
            schema = f"BILLSTATUS {version}"
        elif document.kind is DocumentKind.TEXT:
            dialect, elements = survey_billtext(document.data, name=document.name)
            schema = f"bill text {dialect}"
        else:
            return Counter()
    except InputError:
        return Counter()
    return Counter({(schema, use.name, use.fate.value, use.reason): use.count for use in elements})
