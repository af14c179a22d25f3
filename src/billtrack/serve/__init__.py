"""The same answers as local web pages and for an assistant (``mcp``), read-only; needs the extra ``serve``.

A request for a page becomes an ``Asked`` (``addresses``), a worker process answers it (``answering``) and the server
sends the ``Reply``.  The server itself computes nothing and opens no file; a worker is ended when its time is up or
when nobody waits for it anymore.  What a request may be is checked in one place (``guard``).
"""
