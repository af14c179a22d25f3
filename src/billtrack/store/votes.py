"""The official files of roll calls beside the records of a folder, and the shipped list of senators' IDs.

A file is called ``votes/house-117-1-149.xml``.  A record names each one its actions cite among its sources, with the
SHA-256 of its bytes.  The Senate's files name members by LIS ID (``S428``), everything else by Bioguide ID.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from billtrack.errors import InputError
from billtrack.model.vote import VoteId, parse_vote_id
from billtrack.store.files import as_input_error, save_file

FOLDER = "votes"
MAX_BYTES = 4_000_000
"""The most bytes of one file; the largest official ones have a tenth of it."""


def vote_ids(folder: Path) -> tuple[VoteId, ...]:
    """List the votes beside the records of *folder*, in order; files with other names are ignored."""
    return tuple(sorted(_ids(folder)))


def _ids(folder: Path) -> Iterator[VoteId]:
    for path in (folder / FOLDER).glob("*.xml"):
        with contextlib.suppress(InputError):
            yield parse_vote_id(path.stem)


def read_vote(folder: Path, vote: VoteId) -> bytes | None:
    """Read the official file of *vote*; ``None`` if it is not loaded.

    Raises:
        InputError: it exists but cannot be read.
    """
    path = folder / vote.file
    with as_input_error(path, "cannot read the vote"):
        if not path.exists():
            return None
        if not path.is_file():
            raise InputError(f"{path}: cannot read the vote: it is not a regular file")
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path}: {path.stat().st_size:,} bytes, more than the limit of {MAX_BYTES:,}")
        return path.read_bytes()


def save_vote(folder: Path, vote: VoteId, data: bytes) -> None:
    """Write the official file of *vote* beside the records of *folder*, atomically.

    Raises:
        InputError: it cannot be written.
    """
    save_file(folder / vote.file, data, "cannot write the vote")


@cache
def shipped_senators() -> tuple[tuple[str, str], ...]:
    """Give the LIS ID and the Bioguide ID of each senator on the list that ships with billtrack.

    Source:
        unitedstates/congress-legislators: the senators of the 112th Congress and later votes billtrack was tried on.
    """
    _, *rows = Path(__file__).with_name("lis-bioguide.csv").read_text(encoding="utf-8").splitlines()
    fields = (row.split(",") for row in rows)
    return tuple((lis, bioguide) for lis, bioguide, *_ in fields)
