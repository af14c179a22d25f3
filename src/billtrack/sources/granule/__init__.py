"""Granules of the Congressional Record, to the texts of measures they print; what was said around them is left out.

A granule is one item of a day's Record as govinfo publishes it: the page a resolution was submitted on, or the debate
that ended in agreeing to it.  It is the only text of a Senate simple resolution on the morning after.
"""

from billtrack.sources.granule.document import GranuleText, find_text, is_granule, parse_granule

__all__ = ["GranuleText", "find_text", "is_granule", "parse_granule"]
