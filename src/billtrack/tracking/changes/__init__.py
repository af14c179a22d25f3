"""Two readings of one measure -> what changed between them, each change with its values before and after.

Pure and complete: equal readings give no event, and any difference in what the documents say gives one at least.  Of
no event are ``update_date`` (the documents move it without a visible change), ``sources``, and the keeper's own
``notes`` and ``tags``.
"""

from billtrack.tracking.changes.readings import changes

__all__ = ["changes"]
