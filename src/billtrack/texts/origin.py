"""The document the words of a text come from, and the digest of the words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from billtrack.model.clauses import Clause
from billtrack.model.record_parts import text_part
from billtrack.texts.selected_text import SelectedText


class Origin(NamedTuple):
    """The address of the document, what kind it is, and the SHA-256 of its bytes; ``None`` if not recorded."""

    source: str | None
    authority: str | None
    sha256: str | None


def text_origin(selected: SelectedText) -> Origin:
    """Find the document of a text, as the record names it; ``verify`` checks that the words are still its words."""
    part = text_part(selected.text.version_code)
    source = next((each for each in selected.measure.sources if each.part == part), None)
    authority = selected.text.authority.value if selected.text.authority else None
    return Origin(source.url, authority, source.sha256) if source else Origin(None, authority, None)


def clause_origin(selected: SelectedText, clause: Clause) -> Origin:
    """Find the document of a clause: that of its text or, for an excerpt, the one it was copied from."""
    if clause.level != "excerpt":
        return text_origin(selected)
    excerpt = selected.text.excerpts[int(clause.path[1].partition("~")[0]) - 1]
    return Origin(excerpt.source, None, None)


def words_sha256(clauses: Iterable[Clause]) -> str | None:
    """Digest the words of *clauses*: each header and text on a line, in UTF-8, lines joined by newlines.

    ``None`` if there are no words.
    """
    lines = [words for clause in clauses for words in (clause.header, clause.text) if words is not None]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else None
