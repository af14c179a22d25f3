"""Searching everything loaded: the archive and the records of the bills folder.

A record takes precedence over the same measure in the archive.
"""

from billtrack.search.searcher import Searcher

__all__ = ["Searcher"]
