"""The parts of a record: each is what one document says, with a digest that tells whether it was edited.

``status`` is what the status document says; ``text:ih`` ... is one text version with a document of its own, named
in ``sources``; ``vote:house-117-1-149`` ... is a roll call, whose file stands beside the record.  Of a version no
document was imported for, the code, name and day are the status document's announcement and belong to ``status``;
words entered by hand are their keeper's.  ``schema``, ``sources`` and the keeper's keys are of no part.  Reads no
file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final

import msgspec

from billtrack.model.choices import KEEPERS
from billtrack.model.measure import Coverage, Measure, TextVersion
from billtrack.model.values import replace

STATUS = "status"
_TEXT = "text:"
VOTE = "vote:"
NULLABLE: Final = frozenset(KEEPERS) - {"tags"}
"""Those that are null if the keeper gave no value."""


def without_keepers(record: Measure) -> Measure:
    """Give *record* without its keeper's values."""
    return replace(record, notes=None, tags=(), position=None, priority=None, owner=None)


def text_part(version_code: str) -> str:
    """Name the part that is the text version *version_code*: ``text:ih``."""
    return f"{_TEXT}{version_code}"


def part_names(measure: Measure) -> tuple[str, ...]:
    """Name the parts: ``status``, then each text with a document of its own, in order, then the roll calls."""
    sourced = {source.part for source in measure.sources}
    texts = (text_part(text.version_code) for text in measure.text_versions or ())
    votes = sorted(part for part in sourced if is_vote_part(part))
    return (STATUS, *dict.fromkeys(part for part in texts if part in sourced), *votes)


def is_vote_part(part: str) -> bool:
    """Whether *part* is a roll call: its file is beside the record, and no value of the record comes from it."""
    return part.startswith(VOTE)


def content_sha256(measure: Measure, part: str) -> str:
    """Digest the values of *part* as canonical JSON: keys sorted, UTF-8, no spaces, defaults left out.

    Of ``status`` that is one object, of ``text:ih`` the list of the versions with that code (one in a valid record;
    none if the record has no such text).
    """
    return hashlib.sha256(canonical_json(measure, part)).hexdigest()


def fingerprint(measure: Measure) -> str:
    """Digest everything a record says and its sources, without its keeper's keys; 32 hex digits."""
    values = msgspec.json.encode(without_keepers(measure), enc_hook=str, order="sorted")
    return hashlib.sha256(values).hexdigest()[:32]


def is_as_imported(measure: Measure, part: str) -> bool:
    """Whether the values of *part* still match the ``content_sha256`` of its source.

    False for a part entered by hand: nothing was imported.
    """
    return any(
        source.part == part and source.content_sha256 == content_sha256(measure, part) for source in measure.sources
    )


def canonical_json(measure: Measure, part: str) -> bytes:
    """Return the bytes that ``content_sha256`` digests."""
    texts = (text for text in measure.text_versions or () if text_part(text.version_code) == part)
    values = _status(measure) if part == STATUS else tuple(texts)
    return msgspec.json.encode(values, enc_hook=str, order="sorted")


def values_of(measure: Measure, part: str) -> dict[str, object]:
    """Return the values of *part* as plain mappings, lists and texts, under the fields they have in the record."""
    versions = measure.text_versions or ()
    if part != STATUS:
        return {
            f"text_versions[{index}]": plain(text)
            for index, text in enumerate(versions)
            if text_part(text.version_code) == part
        }
    values = _status(measure)
    values.pop("text_versions", None)
    announced = {f"text_versions[{versions.index(text)}]": _announcement(text) for text in _announced(measure)}
    return values | {field: plain(text) for field, text in announced.items()}


def plain(value: object) -> object:
    """Write *value*, any part of a measure, as plain mappings, lists and texts, defaults left out."""
    return msgspec.to_builtins(value, enc_hook=str)


def part_of(measure: Measure, field: str) -> str | None:
    """Name the part with *field* (``cosponsors[3].party``); ``None`` for what belongs to no document."""
    name, _, index = field.partition("[")
    if name in {"schema", "sources", *KEEPERS}:
        return None
    if name != "text_versions" or not index:
        return STATUS
    part = text_part((measure.text_versions or ())[int(index.partition("]")[0])].version_code)
    return part if part in part_names(measure) else STATUS


def _status(measure: Measure) -> dict[str, object]:
    announced = measure.text_versions and tuple(map(_announcement, _announced(measure)))
    rest = replace(without_keepers(measure), text_versions=announced, sources=())
    values: dict[str, object] = msgspec.to_builtins(rest, enc_hook=str)
    del values["schema"]
    return values


def _announced(measure: Measure) -> Iterator[TextVersion]:
    """Find the versions known only from the status document: those without a document of their own."""
    imported = {source.part for source in measure.sources if source.content_sha256 is not None}
    return (text for text in measure.text_versions or () if text_part(text.version_code) not in imported)


def _announcement(text: TextVersion) -> TextVersion:
    return TextVersion(
        version_code=text.version_code, version_name=text.version_name, date=text.date, coverage=Coverage.NONE
    )
