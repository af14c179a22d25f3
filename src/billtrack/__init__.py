"""Track resolutions and bills of the United States Congress from official data.

The library in four lines::

    from billtrack import Holdings, status
    measure = Holdings(Path("bills")).find("H.Res. 351 (115th)")
    where = status(measure, today=date.today())
    print(where.stage, where.stage_date, where.final)

Names load their modules when they are first used, so that importing ``billtrack`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from billtrack.analysis.consistency import check
    from billtrack.analysis.diff import compare
    from billtrack.analysis.history import history
    from billtrack.analysis.search.parsing import parse_query
    from billtrack.analysis.status import status
    from billtrack.analysis.tally import tally
    from billtrack.clauses import Clause
    from billtrack.errors import BilltrackError, InputError, RemoteError, StoreError
    from billtrack.holdings import Holdings
    from billtrack.identifiers import MeasureId, MeasureType, Reference, TextId, parse_measure_id, parse_reference
    from billtrack.model import Action, Cosponsor, Measure, TextVersion
    from billtrack.searching import Searcher
    from billtrack.sources.billstatus import parse_billstatus
    from billtrack.sources.billtext import parse_billtext
    from billtrack.store.records import load_record, save_record

__version__ = "0.1.0"

__all__ = [
    "Action",
    "BilltrackError",
    "Clause",
    "Cosponsor",
    "Holdings",
    "InputError",
    "Measure",
    "MeasureId",
    "MeasureType",
    "Reference",
    "RemoteError",
    "Searcher",
    "StoreError",
    "TextId",
    "TextVersion",
    "check",
    "compare",
    "history",
    "load_record",
    "parse_billstatus",
    "parse_billtext",
    "parse_measure_id",
    "parse_query",
    "parse_reference",
    "save_record",
    "status",
    "tally",
]

_HOMES = {
    "analysis.consistency": ("check",),
    "analysis.diff": ("compare",),
    "analysis.history": ("history",),
    "analysis.search.parsing": ("parse_query",),
    "analysis.status": ("status",),
    "analysis.tally": ("tally",),
    "clauses": ("Clause",),
    "errors": ("BilltrackError", "InputError", "RemoteError", "StoreError"),
    "holdings": ("Holdings",),
    "identifiers": ("MeasureId", "MeasureType", "Reference", "TextId", "parse_measure_id", "parse_reference"),
    "model": ("Action", "Cosponsor", "Measure", "TextVersion"),
    "searching": ("Searcher",),
    "sources.billstatus": ("parse_billstatus",),
    "sources.billtext": ("parse_billtext",),
    "store.records": ("load_record", "save_record"),
}


def __getattr__(name: str) -> object:
    """Load a public name from its module, the first time it is asked for."""
    for module, names in _HOMES.items():
        if name in names:
            value: object = getattr(import_module(f"billtrack.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'billtrack' has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names."""
    return __all__
