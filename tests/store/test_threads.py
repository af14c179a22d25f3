"""Records are read by several threads at once, also at the very first use of the model."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BILLS = Path(__file__).parents[2] / "bills"
RACE = """
import sys, threading
from pathlib import Path
from billtrack.store.records import load_record
sys.setswitchinterval(1e-6)
gate = threading.Barrier(8)
def read():
    gate.wait()
    load_record(Path(sys.argv[1]))
threads = [threading.Thread(target=read) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def test_the_first_records_may_be_read_at_once() -> None:
    for _ in range(5):
        done = subprocess.run(
            [sys.executable, "-c", RACE, str(BILLS / "sres211-115.yaml")], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
