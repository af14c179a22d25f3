"""``billtrack digest`` over a change log of the invented measures."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from billtrack.model.events import CosponsorTotals, Event, EventKind, Update
from billtrack.model.identifiers import parse_measure_id
from billtrack.store.change_log import ChangeLog, entries_of

Billtrack = Callable[..., Any]
FIRST, SECOND = (dt.datetime(2025, 5, day, 12, tzinfo=dt.UTC) for day in (1, 20))


def log(bills: Path, name: str, recorded: dt.datetime, *events: Event) -> None:
    update = Update(parse_measure_id(name), f"{name}-{recorded.day}", f"{name}-{recorded.day}-after")
    opened = ChangeLog(bills)
    opened.append(entries_of(update, events, recorded=recorded, as_of=None))
    opened.close()


def signed(who: str, *, of: str = "s12-119") -> Event:
    return Event(
        measure=parse_measure_id(of),
        kind=EventKind.COSPONSOR_ADDED,
        subject=who,
        field="cosponsors",
        date=dt.date(2025, 4, 30),
        totals_before=CosponsorTotals(3, (("D", 2), ("R", 1))),
        totals_after=CosponsorTotals(5, (("D", 3), ("R", 2))),
    )


def acted(name: str, text: str) -> Event:
    return Event(measure=parse_measure_id(name), kind=EventKind.ACTION, subject=text, field="actions")


@pytest.fixture
def logged(bills: Path) -> Path:
    log(bills, "s12-119", FIRST, signed("Sample, Bo"), signed("Case, Ed"))
    log(bills, "hr20-119", SECOND, acted("hr20-119", "Referred to the Committee on Buoys."))
    return bills


@pytest.mark.usefixtures("logged")
def test_each_change_stands_once_with_totals_before_and_after(billtrack: Billtrack) -> None:
    text = billtrack("digest", "--since", "2025-04-01").out
    for words in (
        "Sample, Bo",
        "Case, Ed",
        "Referred to the Committee on Buoys",
        "3 (2 D, 1 R) before, 5 (3 D, 2 R) now",
    ):
        assert text.count(words) == 1
    assert "3 changes in 2 measures" in text
    assert "https://www.congress.gov/bill/119th-congress/senate-bill/12" in text
    assert "Next" in text


@pytest.mark.usefixtures("logged")
def test_since_leaves_out_what_was_recorded_before(billtrack: Billtrack) -> None:
    text = billtrack("digest", "--since", "2025-05-10").out
    assert "Sample, Bo" not in text
    assert "Referred to the Committee on Buoys" in text
    assert "No changes recorded since then." in billtrack("digest", "--since", "2025-06-01").out


def test_the_next_digest_begins_after_the_last_one_that_was_written(billtrack: Billtrack, logged: Path) -> None:
    assert billtrack("digest").out == billtrack("digest").out != ""
    first = billtrack("digest", "-o", "1.md")
    assert first.code == 0
    assert "No changes recorded since then." in billtrack("digest").out
    log(logged, "s12-119", SECOND + dt.timedelta(days=1), acted("s12-119", "Reported by the harbor."))
    second = billtrack("digest").out
    assert "Reported by the harbor" in second
    assert "Sample, Bo" not in second
    assert billtrack("digest", "--again").out == (logged.parent / "1.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("logged")
def test_tags_group_and_no_change_is_told_twice(billtrack: Billtrack) -> None:
    assert billtrack("mark", "s12-119", "--tag", "harbor", "--tag", "sea").code == 0
    text = billtrack("digest", "--since", "2025-04-01", "--by", "tag").out
    assert re.findall(r"(?m)^## (.*)$", text) == ["harbor", "Without a tag"]
    assert text.count("Sample, Bo") == 1


@pytest.mark.parametrize("ending", ["md", "html", "docx", "eml"])
def test_made_again_it_is_the_same_byte_for_byte(billtrack: Billtrack, logged: Path, ending: str) -> None:
    for name in ("a", "b"):
        assert billtrack("digest", "--since", "2025-04-01", "-o", f"{name}.{ending}").code == 0
    first, second = ((logged.parent / f"{name}.{ending}").read_bytes() for name in ("a", "b"))
    assert first == second != b""


def test_message_is_read_by_the_email_package(billtrack: Billtrack, logged: Path) -> None:
    log(logged, "s12-119", SECOND, acted("s12-119", "Ordered to lie on the table — “harbor” " + "x" * 1200))
    assert billtrack("digest", "--since", "2025-04-01", "-o", "d.eml").code == 0
    data = (logged.parent / "d.eml").read_bytes()
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    assert message["Subject"] == "What changed since 2025-04-01"
    assert message["Date"].datetime == SECOND
    plain, page = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert page is not None
    assert plain.get_content().replace("\r\n", "\n") == billtrack("digest", "--since", "2025-04-01").out
    assert "Sample, Bo" in page.get_content()
    assert max(map(len, data.split(b"\r\n"))) <= 998


@pytest.mark.usefixtures("logged")
def test_contradictions_and_a_first_digest_again_are_refused(billtrack: Billtrack) -> None:
    assert billtrack("digest", "--since", "2025-04-01", "--again").code == 2
    assert billtrack("digest", "--again").code == 3
    assert billtrack("digest", "-o", "d.odt").code == 2
