"""How large a record may be."""

from __future__ import annotations

MAX_BYTES = 8_000_000


def too_large(file: str, size: int, limit: int = MAX_BYTES) -> str:
    """Word the refusal of a file over its limit; that of records tells what to do."""
    advice = (
        ": keep a long text as official XML beside the records, named by its key file" if limit == MAX_BYTES else ""
    )
    return f"{file}: {size:,} bytes, expected at most {limit:,}{advice}"
