"""Records brought up to date from an official source: plan, then apply.

``plan`` is pure: a record and the documents in, the record as it would be and its changes out.  ``fetching`` asks
the source, several measures at a time; ``conductor`` puts the two together and alone writes.
"""

from billtrack.tracking.sync.conductor import Outcome, SyncResult, sync_measures
from billtrack.tracking.sync.fetching import Service
from billtrack.tracking.sync.log import read_log
from billtrack.tracking.sync.plan import Aside
from billtrack.tracking.sync.untracking import services_of, untrack

__all__ = ["Aside", "Outcome", "Service", "SyncResult", "read_log", "services_of", "sync_measures", "untrack"]
