"""The same answers as local web pages and for an assistant (``mcp``), read-only; needs the extra ``serve``.

``app`` turns a request for a page into an ``Asked``, a worker process answers it (``answering``), and the server sends
the ``Reply``.  The server itself computes nothing and opens no file.  A worker is killed when its time is up or its
client has gone.  ``guard`` alone decides which requests are answered.
"""
