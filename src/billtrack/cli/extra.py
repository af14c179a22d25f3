"""What a command says where the libraries of its extra are not installed."""

from importlib.util import find_spec

from billtrack.errors import InputError


def require_extra(command: str, extra: str, *libraries: str) -> None:
    """Check that *libraries*, which billtrack's *extra* brings, are installed, without loading them.

    Raises:
        InputError: one is not; the hint says how to install it.
    """
    missing = [name for name in libraries if find_spec(name) is None]
    if missing:
        raise InputError(
            f"billtrack {command} needs {' and '.join(missing)}, which is not installed",
            hint=f"python -m pip install 'billtrack[{extra}]'",
        )
