"""The error for an unknown value of an option: it names the nearest known one."""

from collections.abc import Sequence

import typer

from billtrack.model.query.typed import nearest


def unknown_value(kind: str, text: str, known: Sequence[str]) -> typer.BadParameter:
    """Make the error for *text*, which is not one of the *known* values: ``unknown stage 'foo'; did you mean ...``."""
    return typer.BadParameter(f"unknown {kind} {text!r}{_meant(text, known)}")


def _meant(text: str, known: Sequence[str]) -> str:
    near = nearest(text, known)
    return f"; did you mean {near}?" if near else f" (one of {', '.join(known)})"
