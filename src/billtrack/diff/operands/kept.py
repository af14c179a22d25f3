"""The long texts read before, as the reader is now."""

from __future__ import annotations

from pathlib import Path

import billtrack.model.measure
import billtrack.sources
from billtrack.store.text_cache import ParsedTexts


def kept_texts(folder: Path) -> ParsedTexts:
    """The texts kept in *folder* by the reader as it is now: one whose code changed forgets what it kept."""
    code = [Path(billtrack.model.measure.__file__), *sorted(Path(billtrack.sources.__file__).parent.rglob("*.py"))]
    stats = [path.stat() for path in code]
    return ParsedTexts(folder, " ".join(f"{stat.st_size}-{stat.st_mtime_ns}" for stat in stats))
