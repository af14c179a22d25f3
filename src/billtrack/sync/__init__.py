"""Records brought up to date from an official source: plan, then apply.

``plan`` is pure: a record and the documents in, the record as it would be and its changes out.  ``fetching`` asks
the source, several measures at a time; ``conductor`` puts the two together and alone writes.
"""

from billtrack.sync.conductor import Fate, Outcome, sync_measures
from billtrack.sync.fetching import Service

__all__ = ["Fate", "Outcome", "Service", "sync_measures"]
