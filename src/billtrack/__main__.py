"""The program, as ``billtrack`` and as ``python -m billtrack``."""

import gc


def run() -> None:
    """Run billtrack as a program."""
    # Starting makes many lasting objects; looking for garbage among them takes a tenth of the time.
    gc.set_threshold(100_000)
    from billtrack.cli import run as run_command_line  # noqa: PLC0415 - loaded under that threshold

    run_command_line()


if __name__ == "__main__":
    run()
