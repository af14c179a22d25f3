"""Fuzz one target with atheris, guided by what of billtrack's code each input reaches.

``python tests/hardening/fuzz.py TARGET SECONDS``; ``pip install atheris`` first.  An input that breaks a law is
written to the working folder; put into ``tests/hardening/seeds/TARGET/``, ``test_fuzz.py`` keeps it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
STATUS = HERE.parent / "data" / "billstatus"
BILLS = HERE.parents[1] / "bills"
sys.path[:0] = [str(HERE), str(HERE.parent / "server")]

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: E402 - installed for a campaign only

with atheris.instrument_imports(include=["billtrack", "targets"]):
    from targets import TARGETS

from official_measures import invented  # noqa: E402 - the same

SEEDS: dict[str, list[bytes]] = {
    "identifiers": [
        *(b"hres351-115", b"H.Res. 351 (115th)", b"H.R. Res. 351, 115th Cong. (2017)", b"BILLS-115hres351ih.xml"),
        *(b"/us/resolution/115/hres/351", b"https://www.congress.gov/bill/115th-congress/house-resolution/351"),
    ],
    "record": [path.read_bytes()[:3000] for path in BILLS.glob("*.yaml")],
    "billstatus": [*(path.read_bytes() for path in STATUS.glob("*.xml")), invented("hres1-119").status_xml()],
    "billtext": [invented("hres1-119").text_xml("ih"), b"<bill xmlns='http://schemas.gpo.gov/xml/uslm'><main/></bill>"],
    "query": [
        *(b'"arms control" type:hres introduced:2025', b"tax NEAR/5 credit", b"(a OR b) AND c -d", b"terror*"),
        *(b"in:whereas x", b'NEAR(a "b c", 5)', b"party:D stage:introduced version:ih congress:119"),
    ],
    "diff": [b"(a) one two three\n(b) four\n\n(a) one three\n(c) four five", b"w)x\n\nw)y\nz"],
}


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
