"""The course of a measure: from its official actions to where it is.

Rows are folded into events (``folding``).  Each event is read (``wordings``, ``milestones``, ``outcome``) and taken in
turn (``turns``, ``in_chamber``, ``on_floor``, ``after_passage``, ``transitions``), one after another (``progress``).
``prospects`` says whether a place is the end, and after the last one what can come next.
"""
