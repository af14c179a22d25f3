"""The text versions a BILLSTATUS document announces: codes, names and dates.

Knows how the files identify a version; does not read the texts.
"""

from __future__ import annotations

import re
from functools import lru_cache

from billtrack.errors import InputError
from billtrack.model import measure as model
from billtrack.model.identifiers import identify_file
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.versions import VERSION_NAMES, parse_version_code
from billtrack.model.web_addresses import text_file_name
from billtrack.sources.billstatus.actions import in_order
from billtrack.sources.rows import DAY, Branch, Row, each

_CODE_AT_END = re.compile(r"(?<=[0-9])([a-z]+(?:[0-9]{1,2}[a-z]?)?)\.xml$", re.ASCII)
_LONGEST_END = 16  # characters at the end of an address, where the code is
_VERSION_CODES = {name.lower(): code for code, name in VERSION_NAMES.items()} | {"reported in senate": "rs"}


def read_prints(bill: Branch, measure_id: MeasureId) -> tuple[model.TextVersion, ...]:
    """Read the announced versions, oldest first; an undated one keeps its position."""
    seen: set[str] = set()

    def read(row: Branch) -> model.TextVersion | None:
        name, date = row.line("type"), row.value("date", DAY)
        url = next((url for item in row.rows("formats") if (url := item.line("url")) is not None), None)
        if name is None and date is None and url is None:
            return None  # 3.0.0 files from 2022 end the list with an empty item
        code = _code_of(row, name, url, measure_id)
        if code is None:
            return None
        if code in seen:
            row.leave_out("a second text of the same version", code)
            return None
        seen.add(code)
        return model.TextVersion(version_code=code, version_name=name, date=date, coverage=model.Coverage.NONE)

    newest_first = each(bill.branches("textVersions"), read)
    return tuple(in_order(newest_first[::-1], lambda version: version.date))


def _code_of(row: Row, name: str | None, url: str | None, measure_id: MeasureId) -> str | None:
    """Find the version code, from the file name or, without a file, from the official name.

    Names are not unique (a second ``eas`` has the name of the first), so the file name takes precedence.
    """
    if url is not None:
        code = _code_in(url, measure_id)
        if code is None:
            row.leave_out("its address is not a text of this measure", url)
        return code
    code = _VERSION_CODES.get((name or "").lower())
    if code is None:
        row.leave_out("no address, and its name does not identify a version", name)
    return code


def _code_in(url: str, measure_id: MeasureId) -> str | None:
    """Find the version code in the address of a text of this measure."""
    written = _CODE_AT_END.search(url, len(url) - _LONGEST_END)
    if written is not None and url.endswith(f"/{text_file_name(TextId(measure_id, written[1]))}"):
        return written[1]  # as govinfo writes it; four times faster than parsing the name
    named = identify_file(url)
    return named.version_code if isinstance(named, TextId) and named.measure == measure_id else None


def version_code(row: Row, name: str) -> str | None:
    """Read a version code, such as ``IH``; an unreadable one is left out."""
    text = row.line(name)
    code = None if text is None else _read_version_code(text)
    if text is not None and code is None:
        row.leave_out_value(name, "not a version code like IH")
    return code


@lru_cache(maxsize=256)
def _read_version_code(text: str) -> str | None:
    try:
        return parse_version_code(text)
    except InputError:
        return None
