"""What counts as one printing: each member of the closed list, and marks that are on none."""

from __future__ import annotations

import pytest

from billtrack.diff.engine.fold import fold, number_form
from billtrack.diff.engine.printing import is_capitalization, is_same_printing

NBSP, SOFT, JOINER = "\u00a0", "\u00ad", "\u2060"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the oil lamp", f"the{NBSP}oil\n  lamp"),
        ("“bell”", '"bell"'),
        ("“bell”", "``bell''"),
        ("keeper’s", "keeper's"),
        ("Public Law 112–208", "Public Law 112-208"),
        ("Public Law 112‑208", "Public Law 112‐208"),
        ("–$5", "-$5"),
        ("−$5", "-$5"),
        ("lamps—oil", "lamps--oil"),
        ("lamps—oil", "lamps–oil"),
        ("first-hand", "first‑hand"),
        (f"light{SOFT}house", "lighthouse"),
        (f"light{JOINER}house", "lighthouse"),
        ("Bogota\u0301", "Bogot\u00e1"),
        ("oﬃce ﬀ ﬁ ﬂ ﬄ", "office ff fi fl ffl"),
        ("first-hand", "firsthand"),
        ("first-hand", "first hand"),
        ("light house", "lighthouse"),
        ("light- house", "lighthouse"),
        ("light- house keeper", "light-house keeper"),
        ("5 %", "5%"),
    ],
)
def test_one_text_printed_in_two_ways(old: str, new: str) -> None:
    assert is_same_printing(old, new)
    assert is_same_printing(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *((f"10{mark}", f"10{plain}") for mark, plain in (("²", "2"), ("½", "1/2"), ("→", ""), ("°", ""), ("′", "'"))),
        *((f"A {mark} B", f"A {other} B") for mark, other in ("+−", "×÷", "<>", "≤≥", "=≠", "−-", "−–", "/|", "&+")),
        ("5−3", "5-3"),
        ("10-15", "1015"),
        ("10 15", "1015"),
        ("1,000", "1000"),
        ("1.5", "15"),
        ("−$5", "$5"),
        ("5%", "5"),
        ("§ 5", "5"),
        ("State’s", "States’"),
        ("State’s", "States"),
        ("‘bell’", "“bell”"),
        ("“bell” rope", "“bell rope”"),
        ("owner/operator", "owner operator"),
        ("lamps—oil", "lamps oil"),
        ("lamps—oil", "lamps-oil"),
        ("lamps- oil", "lamps oil"),
        ("the lamps - oil", "the lamps oil"),
        ("re- sign", "resign"),
        ("2- 5", "2 5"),
        ("re-sign", "resign"),
        ("re-covered", "recovered"),
        ("re-fuse", "refuse"),
        ("re-cord", "record"),
        ("re-side", "reside"),
        ("co-op", "coop"),
        ("un-ionized", "unionized"),
        ("two hundred-dollar fines", "two-hundred dollar fines"),
        ("ten foot-long poles", "ten-foot long poles"),
        ("dis-ease", "disease"),
        ("in valid form", "invalid form"),
        ("not able", "notable"),
        ("may be", "maybe"),
        ("no where", "nowhere"),
        ("§", ""),
        ("(a)", "a"),
        ("ﬆ", "st"),
        ("Ⅳ", "IV"),
        ("Oil", "oil"),
    ],
)
def test_texts_that_differ(old: str, new: str) -> None:
    assert not is_same_printing(old, new)
    assert not is_same_printing(new, old)


@pytest.mark.parametrize(
    ("old", "new", "is_case_alone"),
    [
        ("State", "state", True),
        ("the Tribal government", "the tribal Government", True),
        ("State-owned", "state-owned", True),
        ("May", "may", False),
        ("polish-producing", "Polish-producing", False),
        ("March", "march", False),
        ("House", "house", False),
        ("Marine", "marine", False),
        ("Mass", "mass", False),
        ("Cal", "cal", False),
        ("AIDS", "aids", False),
        ("US", "us", False),
        ("WHO", "Who", False),
        ("part A", "part a", False),
        ("MWh", "mwh", False),
        ("5A", "5a", False),
        ("State;", "state,", False),
        ("State", "states", False),
    ],
)
def test_letter_case_alone(old: str, new: str, is_case_alone: bool) -> None:
    assert is_capitalization(old, new) is is_case_alone
    assert is_capitalization(new, old) is is_case_alone


def test_a_dash_is_folded_by_what_follows_it() -> None:
    assert [fold(text) for text in ("117–58", "–$5", "−5", "5 − 3", "oil–gas", "oil--gas", "oil - gas")] == [
        *("117-58", "-$5", "-5", "5 − 3", "oil—gas", "oil—gas", "oil - gas"),
    ]


def test_the_form_of_a_number_keeps_its_brackets() -> None:
    assert [number_form(enum) for enum in ("SEC. 101.", "Sec. 101", "101.", "DIVISION A—", "(1)", "(1", "1)")] == [
        *("101", "101", "101", "A", "(1)", "(1", "1)"),
    ]
