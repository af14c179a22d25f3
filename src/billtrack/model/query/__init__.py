"""What a search asks for, and what that means: pure values and plain readings of them.

Knows neither how a query is typed nor how an index answers it: ``analysis.search`` reads the one, the archive does
the other, and both mean what ``meaning`` says.
"""
