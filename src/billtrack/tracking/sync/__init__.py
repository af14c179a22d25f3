"""Updating records from an official source: plan, then apply.

``plan`` is pure: a record and documents in, the updated record and its changes out.  ``fetching`` asks the source,
several measures at a time.  ``conductor`` combines the two and alone writes.  ``folder`` reads what runs left behind.
"""
