"""Track resolutions and bills of the United States Congress from official data.

The library in four lines::

    from billtrack import Holdings, status
    measure = Holdings(Path("bills")).find("H.Res. 351 (115th)")
    where = status(measure, today=date.today())
    print(where.stage, where.stage_date, where.final)

Names load their modules when they are first used, so that importing ``billtrack`` costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from billtrack.diff.engine import compare
    from billtrack.errors import BilltrackError, InputError, RemoteError, StoreError
    from billtrack.model.clauses import Clause, clauses
    from billtrack.model.identifiers import parse_measure_id, parse_reference
    from billtrack.model.measure import Action, Cosponsor, Measure, TextVersion
    from billtrack.model.measure_names import MeasureId, MeasureType, Reference, TextId
    from billtrack.model.tally import tally
    from billtrack.search.query.parsing import parse_query
    from billtrack.search.searcher import Searcher
    from billtrack.sources.billstatus import parse_billstatus
    from billtrack.sources.billtext import parse_billtext
    from billtrack.status.history import history
    from billtrack.status.status import status
    from billtrack.store.library import Holdings
    from billtrack.store.records import load_record, save_record
    from billtrack.tracking.consistency import check

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
    "clauses",
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
    "tracking.consistency": ("check",),
    "diff.engine": ("compare",),
    "status.history": ("history",),
    "search.query.parsing": ("parse_query",),
    "status.status": ("status",),
    "model.tally": ("tally",),
    "model.clauses": ("Clause", "clauses"),
    "errors": ("BilltrackError", "InputError", "RemoteError", "StoreError"),
    "store.library": ("Holdings",),
    "model.measure_names": ("MeasureId", "MeasureType", "Reference", "TextId"),
    "model.identifiers": ("parse_measure_id", "parse_reference"),
    "model.measure": ("Action", "Cosponsor", "Measure", "TextVersion"),
    "search.searcher": ("Searcher",),
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


class _Package(ModuleType):
    """The package: ``billtrack.status`` stays the public function when the room of that name is imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
