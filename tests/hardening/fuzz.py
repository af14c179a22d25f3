"""Fuzz one target with atheris, guided by what of billtrack's code each input reaches.

``python tests/hardening/fuzz.py TARGET SECONDS``; ``pip install atheris`` first.  An input that breaks a law is
written to the working folder; put into ``tests/hardening/seeds/TARGET/``, ``test_fuzz.py`` keeps it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "server")]

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: E402 - installed for a campaign only

with atheris.instrument_imports(include=["billtrack", "targets"]):
    from targets import SEEDS, TARGETS


def main() -> None:
    """Read the command line and fuzz."""
    name, seconds = sys.argv[1], sys.argv[2]
    with tempfile.TemporaryDirectory() as corpus:
        kept = HERE / "seeds" / name
        for number, data in enumerate([*SEEDS[name], *(path.read_bytes() for path in kept.glob("*"))]):
            (Path(corpus) / str(number)).write_bytes(data)
        options = [f"-max_total_time={seconds}", "-max_len=20000", "-timeout=20", "-print_final_stats=1", corpus]
        atheris.Setup([sys.argv[0], *options], TARGETS[name])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
