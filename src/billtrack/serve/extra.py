"""The check that the libraries of this room are installed."""

from __future__ import annotations

from importlib.util import find_spec

from billtrack.errors import InputError


def require_extra(command: str, *libraries: str) -> None:
    """Check that *libraries* are installed, without loading them.

    Raises:
        InputError: one is not; the hint says how to install it.
    """
    missing = [name for name in libraries if find_spec(name) is None]
    if missing:
        raise InputError(
            f"billtrack {command} needs {' and '.join(missing)}, which is not installed",
            hint="python -m pip install 'billtrack[serve]'",
        )
