"""Looking for counterparts in the archive: sketch the texts that are not yet, find pairs, verify each on its words.

The conductor of ``billtrack companions``.  Where those of one measure are asked for, its record wins over the archive's
reading of it.
"""

from billtrack.search.companions.pairs import Search
from billtrack.search.companions.sketching import Matching

__all__ = ["Matching", "Search"]
