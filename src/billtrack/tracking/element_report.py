"""Every element of some official documents, counted by what the readers did with it.

The report behind ``billtrack import --report``: nothing an official document says is dropped silently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from billtrack.errors import InputError
from billtrack.sources.kinds import DocumentKind
from billtrack.sources.packages import Document, read_documents
from billtrack.sources.survey import survey_billstatus, survey_billtext, survey_vote


@dataclass(frozen=True, slots=True)
class ElementCount:
    """How often one element path (in bill texts, one element name) of one schema occurs with one fate.

    ``fate`` is kept, left out or unknown; ``reason`` is the field that keeps the element, or why it is left out.
    """

    schema: str
    path: str
    count: int
    fate: str
    reason: str


def element_report(paths: Iterable[Path]) -> tuple[ElementCount, ...]:
    """Count the elements of every readable XML document under *paths*, by schema and path.

    Unreadable documents are skipped here; the import reports them.

    Raises:
        InputError: a path does not exist.
    """
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for path in paths:
        for document in read_documents(path):
            if isinstance(document, Document):
                counts.update(_uses(document))
    return tuple(
        ElementCount(schema, name, count, fate, why) for (schema, name, fate, why), count in sorted(counts.items())
    )


def _uses(document: Document) -> Counter[tuple[str, str, str, str]]:
    try:
        if document.kind is DocumentKind.STATUS:
            version, elements = survey_billstatus(document.data, name=document.name)
            schema = f"BILLSTATUS {version}"
        elif document.kind is DocumentKind.TEXT:
            dialect, elements = survey_billtext(document.data, name=document.name)
            schema = f"bill text {dialect}"
        elif document.kind is DocumentKind.VOTE:
            chamber, elements = survey_vote(document.data, name=document.name)
            schema = f"roll call of the {chamber.value.capitalize()}"
        else:
            return Counter()
    except InputError:
        return Counter()
    return Counter({(schema, use.name, use.fate.value, use.reason): use.count for use in elements})
