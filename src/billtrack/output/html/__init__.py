"""Answers as HTML: one file each, no script, nothing loaded, readable without color, on screen and on paper.

Every outside word is escaped where it is written; no element or address is made from one.  A page allows itself only
its own style sheet (Content-Security-Policy), so nothing in a text can make it do more.
"""
