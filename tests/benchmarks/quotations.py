"""Check quotations against an archive: true ones and corrupted ones, how many are found, and how long that takes.

python tests/benchmarks/quotations.py ARCHIVE [N]

A true quotation is 8 to 40 words in a row of any text of the archive, as its clauses have them or as printed.  A
corrupted one has a word more, a word less or another word.  Times are of the processor, one quotation at a time.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from billtrack.store.library import Holdings
from billtrack.texts.checking_quotations import ArchiveIndex, QuotationChecker
from billtrack.texts.quotation import parse_quotation
from billtrack.texts.quoted_version import loaded_words, printed_words, unbroken_parts

SEED = 5
LIMIT = 0.3
"""Seconds that checking one quotation should take at most."""


def quotations(holdings: Holdings, draw: random.Random) -> Iterator[list[str]]:
    """Draw quotations from the texts of an archive, without end."""
    archive = holdings.needed_archive("draw quotations from")
    ids = archive.ids()
    while True:
        found = archive.find_measure(draw.choice(ids))
        texts = list(holdings.texts(found)) if found else []
        if not found or not texts:
            continue
        text = draw.choice(texts)
        parts = [part for part in unbroken_parts(text) if part[0].level != "excerpt"]
        if not parts:
            continue
        part = draw.choice(parts)
        stretches = draw.choice([list(loaded_words(part)), list(printed_words(found, text, part))])
        words = " ".join(each.words for each in stretches).split()
        size = draw.randint(8, 40)
        if len(words) >= size:
            at = draw.randrange(len(words) - size + 1)
            yield words[at : at + size]


def corrupted(words: list[str], draw: random.Random) -> list[str]:
    """Change one word inside a quotation."""
    at = draw.randrange(1, len(words) - 1)
    return draw.choice(
        [[*words[:at], "not", *words[at:]], [*words[:at], *words[at + 1 :]], [*words[:at], "zebra", *words[at + 1 :]]]
    )


def main(file: str, count: str = "1000") -> None:
    """Print the verdicts and times."""
    with TemporaryDirectory() as bills:
        holdings = Holdings(Path(bills), Path(file))
        index = ArchiveIndex(holdings.needed_archive("check"), (), today=dt.datetime.now(tz=dt.UTC).date())
        checker = QuotationChecker((), holdings, index)
        for kind in ("true", "corrupted"):
            draw = random.Random(SEED)
            drawn = quotations(holdings, draw)
            verdicts: Counter[str] = Counter()
            times = []
            for _ in range(int(count)):
                words = next(drawn)
                quotation = parse_quotation(" ".join(words if kind == "true" else corrupted(words, draw)))
                begun = time.process_time()
                verdicts[checker.check(quotation, limit=10).verdict.value] += 1
                times.append(time.process_time() - begun)
            times.sort()
            middle, late, last = times[len(times) // 2], times[len(times) * 95 // 100], times[-1]
            slow = sum(each > LIMIT for each in times)
            sys.stdout.write(
                f"{kind}: {dict(verdicts)}\n  median {middle:.3f} s, p95 {late:.3f} s, longest {last:.3f} s, "
                f"{slow} over {LIMIT} s\n"
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
