"""Search queries and their meaning: pure values, and plain ways to evaluate them.

Knows neither the syntax of a query, which ``billtrack.search.query`` parses, nor the index that answers it, which is
the archive's.
"""
