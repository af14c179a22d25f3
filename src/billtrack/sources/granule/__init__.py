"""Granules of the Congressional Record to the texts of measures they print; debate around the texts is left out.

A granule is one item of a day's Record as govinfo publishes it: the page on which a resolution was submitted, or the
debate that ended in agreeing to it.  The morning after, it is the only text of a Senate simple resolution.
"""

from billtrack.sources.granule.document import GranuleText, find_text, is_granule, parse_granule

__all__ = ["GranuleText", "find_text", "is_granule", "parse_granule"]
