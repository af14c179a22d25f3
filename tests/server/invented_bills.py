"""Invented bills: texts of their own, near copies of them, and forms filled in with different names."""

from __future__ import annotations

import random

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.search.companions.sketches import SketchedText, shingles, sketch
from invented_congress import File, text

WORDS = tuple(
    f"{first}{second}"
    for first in ("lam", "wic", "har", "fer", "bri", "lad")
    for second in ("por", "tel", "mun", "dis", "gar", "vex", "nol", "qua")
)


def measure(number: int, kind: str = "hr", congress: int = 122) -> MeasureId:
    return parse_measure_id(f"{kind}{number}-{congress}")


def bill(chance: random.Random, length: int = 200) -> str:
    """A text nobody else has."""
    return " ".join(chance.choices(WORDS, k=length))


def reworded(text: str, chance: random.Random, share: float) -> str:
    """*text* with a share of its words replaced."""
    words = text.split()
    for at in chance.sample(range(len(words)), round(len(words) * share)):
        words[at] = f"other{chance.randrange(10**6)}"
    return " ".join(words)


def sketched(text: str, of: MeasureId, code: str = "ih") -> SketchedText:
    return SketchedText(TextId(of, code), sketch(shingles(text)))


def disapproval(agency: str, rule: str) -> str:
    """A form every disapproval of a rule has."""
    return (
        f"That Congress disapproves the rule submitted by the {agency} relating to {rule}, and such rule shall have no "
        "force or effect. Whereas the rule is a major rule under the act of the lamplighters, this joint resolution is "
        "privileged in the committee and shall be considered as read at once."
    )


def post_office(street: str, name: str) -> str:
    """A form every naming of a post office has."""
    return (
        f"The facility of the United States Postal Service located at {street} shall be known and designated as the "
        f"{name} Post Office Building. Any reference in a law, map, regulation, document, paper, or other record of "
        "the United States to the facility referred to in this section shall be deemed to be a reference to the "
        f"{name} Post Office Building."
    )


def senate_text(number: int, who: str) -> File:
    """The text of a Senate resolution, in the words a House resolution with the same *who* has."""
    name, data = text(number, kind="sres", who=who)
    return name.replace("ih.xml", "is.xml"), data.replace(b"H. RES.", b"S. RES.").replace(b"-in-House", b"-in-Senate")
