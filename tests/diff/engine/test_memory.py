"""What a comparison works with is freed when it ends, though no garbage is collected meanwhile."""

from __future__ import annotations

import gc
import weakref

import pytest

from billtrack.diff.engine.alignment import Alignment
from billtrack.diff.engine.compare import compare_complete
from billtrack.diff.engine.similarities import Similarities
from billtrack.diff.engine.units import Side
from billtrack.model.clauses import Clause


def clause(place: int, text: str) -> Clause:
    return Clause(("section", str(place)), "section", f"{place}.", None, text, 0, quoted=False, parent=None)


OLD = tuple(clause(n, f"The tide table of harbor {n} shall be printed each year by keeper {n}.") for n in range(9))
NEW = tuple(clause(n, f"The tide table of harbor {n} may be sold each year by keeper {n + 1}.") for n in range(9))


@pytest.mark.parametrize("kind", [Alignment, Similarities, Side])
def test_nothing_of_a_comparison_stays(kind: type[object], monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[weakref.ref[object]] = []
    whole = kind.__init__

    def noted(self: object, *arguments: object, **named: object) -> None:
        whole(self, *arguments, **named)
        made.append(weakref.ref(self))

    monkeypatch.setattr(kind, "__init__", noted)
    gc.disable()
    try:
        for old, new in ((OLD, NEW), (NEW, OLD)):
            compare_complete(old, new)
        assert made
        assert [found for each in made if (found := each()) is not None] == []
    finally:
        gc.enable()
