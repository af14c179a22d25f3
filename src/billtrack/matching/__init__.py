"""Looking for counterparts in the archive: sketch the texts that are not yet, find pairs, verify each on its words.

The conductor of ``billtrack companions``.  Where those of one measure are asked for, its record wins over the archive's
reading of it.
"""

from billtrack.matching.search import Search
from billtrack.matching.texts import Matching

__all__ = ["Matching", "Search"]
