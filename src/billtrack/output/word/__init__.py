"""Answers as Word documents (Office Open XML); the changes of a comparison are tracked changes.

It lays out answers and computes nothing.
"""
