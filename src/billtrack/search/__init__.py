"""Searching all that is held: the archive through its index, the records of the bills folder clause by clause.

A record wins over the archive's reading of the same measure: it is searched in its place.
"""

from billtrack.search.searcher import Searcher

__all__ = ["Searcher"]
