"""Answers as Word documents (Office Open XML), with the changes of a comparison tracked as Word tracks them.

The only room that knows python-docx.  It lays out what other rooms answer, and computes nothing.
"""
