"""Reading queries and showing what was found.

Pure functions: the archive finds the documents (``store``), and ``billtrack.search`` combines both.
"""
