"""Which senator has which LIS ID, by every list loaded; an ID that two people are said to have is nobody's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def senators_of(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Map LIS IDs to Bioguide IDs, both unique; pairs that contradict each other are left out."""
    people: dict[str, set[str]] = {}
    ids: dict[str, set[str]] = {}
    for lis, bioguide in pairs:
        people.setdefault(lis, set()).add(bioguide)
        ids.setdefault(bioguide, set()).add(lis)
    one = {lis: next(iter(found)) for lis, found in people.items() if len(found) == 1}
    return {lis: bioguide for lis, bioguide in one.items() if len(ids[bioguide]) == 1}
