"""Companions that nobody has labeled: measures whose texts share words that few others have.

Texts are compared by their shingles, runs of four words.  A shingle that many measures have is boilerplate and says
little; one that only two have suggests that one text was written from the other (``sketches``).  Pairs are found from
samples of the shingles (``candidates``; with DuckDB, ``joining``), then measured on the whole texts and clause by
clause (``comparing``).  ``finder`` sketches the texts of an archive and starts a search, ``verification`` carries it
out.
"""

USUAL_SIMILARITY, LEAST_SIMILARITY = 0.7, 0.3
"""How similar companions must be unless the request says otherwise, and the least it may say."""
