"""The course of a measure: from its official actions to where it is.

Rows are folded into events (``folding``).  Each event is read (``wordings``, ``milestones``, ``outcome``) and taken in
turn (``turns``, ``in_chamber``, ``on_floor``, ``after_passage``, ``transitions``), one after another (``progress``).
``prospects`` says whether a state is the end, and what can come next after the last one.
"""
