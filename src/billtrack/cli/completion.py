"""Shell completion of measures, people and the values of options.

A folder or archive that cannot be read offers nothing; the command itself reports it.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from billtrack.errors import BilltrackError

if TYPE_CHECKING:
    from billtrack.store.library import Holdings


def complete_measures(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the ID of a measure with a record or in the archive; after ``@``, the code of one of its versions."""
    from billtrack.store.records import record_ids  # noqa: PLC0415 - few runs complete anything

    name, at, _ = incomplete.partition("@")
    found: list[str] = []
    with contextlib.suppress(BilltrackError):
        holdings = _holdings(context)
        if at:
            found = [f"{name}@{each.version_code}" for each in holdings.find(name).text_versions or ()]
        else:
            found = list(map(str, record_ids(holdings.bills)))  # those alone, if the archive cannot be read
            found = list(map(str, holdings.ids()))
    return sorted(each for each in found if each.startswith(incomplete))


def complete_bioguide_ids(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete the Bioguide ID of a sponsor or cosponsor of a record, with the name."""
    found: dict[str, str] = {}
    with contextlib.suppress(BilltrackError):
        found = dict(_people(_holdings(context)))
    return sorted((each, name) for each, name in found.items() if each.startswith(incomplete))


def _people(holdings: "Holdings") -> Iterator[tuple[str, str]]:
    for measure in holdings.all()[0]:
        for person in (measure.sponsor, *(measure.cosponsors or ())):
            if person is not None:
                yield person.bioguide_id, person.name


def _holdings(context: typer.Context) -> "Holdings":
    from billtrack.cli.places import archive_address, bills_folder  # noqa: PLC0415 - the same
    from billtrack.store.library import Holdings  # noqa: PLC0415 - the same

    bills, archive = (context.params.get(name) for name in ("bills", "archive"))
    return Holdings(bills_folder(Path(bills) if bills else None), archive_address(archive))


def complete_parties(incomplete: str) -> list[tuple[str, str]]:
    """Complete the letter of a party."""
    from billtrack.model.states_parties import PARTIES  # noqa: PLC0415 - the same

    return [(letter, name) for letter, name in PARTIES.items() if letter.startswith(incomplete.upper())]


def complete_states(incomplete: str) -> list[tuple[str, str]]:
    """Complete the postal code of a state."""
    from billtrack.model.states_parties import STATES  # noqa: PLC0415 - the same

    return [(code, name) for code, name in STATES.items() if code.startswith(incomplete.upper())]


def complete_stages(incomplete: str) -> list[str]:
    """Complete the name of a stage."""
    from billtrack.model.lawmaking import Stage  # noqa: PLC0415 - the same

    return [stage.value for stage in Stage if stage.value.startswith(incomplete)]


def complete_types(incomplete: str) -> list[str]:
    """Complete a type of measure, or a group of types."""
    from billtrack.model.measure_names import MeasureType  # noqa: PLC0415 - the same
    from billtrack.model.query.typed import TYPE_GROUPS  # noqa: PLC0415 - the same

    return [name for name in (*(kind.value for kind in MeasureType), *TYPE_GROUPS) if name.startswith(incomplete)]


_BY_MEMBER = ("sponsor", "cosponsor")


def complete_filters(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete the name of a filter, then its value if the values can be listed; for a member, the Bioguide ID."""
    from billtrack.model.query.fields import FILTERS  # noqa: PLC0415 - the same

    key, colon, typed_value = incomplete.partition(":")
    if colon and key in _BY_MEMBER:
        return [(f"{key}:{each}", name) for each, name in complete_bioguide_ids(context, typed_value)]
    if colon:
        known = FILTERS.get(key)
        values = [f"{key}:{choice}" for choice in known.choices] if known else []
        return [(value, "") for value in values if value.startswith(incomplete)]
    return [(f"{each.key}:", each.help) for each in FILTERS.values() if each.key.startswith(incomplete)]
