"""A value nobody offers: said with the one that was perhaps meant."""

from collections.abc import Sequence

import typer


def unknown_value(kind: str, text: str, known: Sequence[str]) -> typer.BadParameter:
    """Make the error for *text*, which is not one of the *known* values: ``unknown stage 'foo'; did you mean ...``."""
    return typer.BadParameter(f"unknown {kind} {text!r}{_meant(text, known)}")


def _meant(text: str, known: Sequence[str]) -> str:
    near = nearest(text, known)
    return f"; did you mean {near}?" if near else f" (one of {', '.join(known)})"


def nearest(text: str, known: Sequence[str]) -> str | None:
    """Find the *known* value spelled most like *text*, if one is like it."""
    from difflib import get_close_matches  # only a mistake needs it

    return next(iter(get_close_matches(text.lower(), known, n=1)), None)
