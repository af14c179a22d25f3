"""A number and what it counts, in words."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Write *number* with its noun: ``1 seat``, ``3,859 seats``, ``2 committees``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
