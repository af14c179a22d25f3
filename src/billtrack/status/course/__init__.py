"""The course of a measure: from its official actions to where it is.

Rows are folded into events (``folding``), each event is read (``wordings``, ``milestones``, ``outcome``) and taken as
a turn (``turns``, ``in_chamber``, ``on_floor``, ``between_chambers``, ``to_law``, ``transitions``), one after another
(``progress``); from the position they end in follows what can come next (``prospects``).
"""
