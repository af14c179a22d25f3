"""The course of a measure: from its official actions to where it is.

Rows are folded into events (``folding``).  Each event is read (``wordings``, ``milestones``, ``outcome``) and taken in
turn (``turns``, ``in_chamber``, ``on_floor``, ``between_chambers``, ``to_law``, ``transitions``), one after another
(``progress``).  A position tells whether it is the end (``endings``), and the last one what can come next
(``prospects``).
"""
