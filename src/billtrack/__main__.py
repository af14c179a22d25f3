"""``python -m billtrack``."""

from billtrack.cli import run

if __name__ == "__main__":
    run()
