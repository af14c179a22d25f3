"""Charts of counts: values of a page, on a terminal, and as SVG for documents.

Values: ``figures``.  Terminal: ``painted``.  Documents: ``curve_svg``
and ``counts_svg``, each a text of SVG that needs no style sheet; ``name`` makes its identifiers and must be
the only one in its document.

A picture says nothing that its words do not: ``words`` is what a reader gets who does not see it.
"""
