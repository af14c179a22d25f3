"""What an attacker or a bad disk makes of bytes: mutations by seed, the same on every machine.

``BILLTRACK_CAMPAIGN`` says how many cases each test of a campaign tries; without it a few.
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence

CAMPAIGN = int(os.environ.get("BILLTRACK_CAMPAIGN", "0"))


def cases(quick: int) -> int:
    """How many cases to try: *quick* of them, unless a campaign is asked for."""
    return CAMPAIGN or quick


def mutated(data: bytes, chance: random.Random, tokens: Sequence[bytes]) -> bytes:
    """Change *data* in one to four places: bits, bytes, stretches cut or doubled, *tokens* put in, the end cut off."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        at = chance.randrange(len(changed) + 1)
        match chance.randrange(8):
            case 0 | 1 if at < len(changed):
                changed[at] ^= 1 << chance.randrange(8)
            case 2 if at < len(changed):
                changed[at] = chance.randrange(256)
            case 3:
                del changed[at : at + chance.choice((1, 2, 7, 80))]
            case 4:
                changed[at:at] = changed[at : at + chance.choice((1, 2, 7, 80))]
            case 5 | 6:
                changed[at:at] = chance.choice(tokens)
            case _ if chance.random() < 0.2:
                del changed[at:]
            case _:
                other = chance.randrange(len(changed) + 1)
                changed[at:at] = changed[other : other + chance.choice((3, 30, 300))]
    return bytes(changed)
