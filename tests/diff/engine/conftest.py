"""Texts for the diff tests: small invented measures, and hypothesis strategies over them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from billtrack.model.clauses import Clause, clauses
from billtrack.model.measure import Coverage, Excerpt, Provision, ResolvingClause, TextVersion


@pytest.fixture
def resolution() -> Callable[..., tuple[Clause, ...]]:
    """A resolution's clauses from its recitals, the words of its resolving clause, its paragraphs, excerpts."""

    def build(
        recitals: tuple[str, ...] = (),
        paragraphs: tuple[str, ...] = (),
        *,
        chapeau: str = "That the House of Representatives—",
        excerpts: tuple[str, ...] = (),
        whole: bool = True,
    ) -> tuple[Clause, ...]:
        items = tuple(Provision(enum=f"({n})", text=words) for n, words in enumerate(paragraphs, 1))
        return clauses(
            TextVersion(
                version_code="ih",
                coverage=Coverage.COMPLETE if whole else Coverage.PARTIAL,
                preamble=recitals or None,
                resolved=(ResolvingClause(chapeau=chapeau, items=items),) if paragraphs else None,
                excerpts=tuple(Excerpt(part="resolved", text=text, source="a newspaper") for text in excerpts),
            )
        )

    return build


@pytest.fixture
def bill() -> Callable[..., tuple[Clause, ...]]:
    """A bill's clauses from its sections."""

    def build(*sections: Provision) -> tuple[Clause, ...]:
        return clauses(TextVersion(version_code="ih", coverage=Coverage.COMPLETE, sections=sections))

    return build
