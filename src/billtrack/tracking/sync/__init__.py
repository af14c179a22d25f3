"""Updating records from an official source: plan, then apply.

``plan`` is pure: a record and documents in, the updated record and its changes out.  ``fetching`` asks the source,
several measures at a time.  ``conductor`` combines the two and is the only one that writes.
"""

from billtrack.tracking.sync.conductor import Outcome, SyncResult, sync_measures
from billtrack.tracking.sync.fetching import Service
from billtrack.tracking.sync.folder import read_log, services_of, untrack
from billtrack.tracking.sync.plan import Aside

__all__ = ["Aside", "Outcome", "Service", "SyncResult", "read_log", "services_of", "sync_measures", "untrack"]
