"""Answers as HTML: one file each, no script, nothing loaded, legible without its colours, on screen and on paper.

Every outside word is escaped where it is written; no element and no address is made of one.  A page forbids itself
anything but its own style sheet (Content-Security-Policy), so that nothing in a text can make it do more.
"""
