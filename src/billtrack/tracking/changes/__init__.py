"""Two states of one measure -> what changed between them, each change with its values before and after.

Pure and complete: equal states give no event, and any other difference in what the documents say gives at least one.
Not counted as changes: ``update_date`` (the documents move it without a visible change), ``sources``, and the user's
own ``notes`` and ``tags``.
"""

from billtrack.tracking.changes.fields import changes

__all__ = ["changes"]
