"""Search: from what a person types to a query, and from what was found to what is shown of it.

Pure: the archive finds the documents (``store``), ``billtrack.search`` brings both together.
"""
