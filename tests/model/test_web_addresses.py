"""Addresses and file names are the official ones."""

from __future__ import annotations

import pytest

from billtrack.model.measure_names import MeasureId, MeasureType, TextId, prose
from billtrack.model.web_addresses import (
    billstatus_file_name,
    billstatus_url,
    congress_gov_text_url,
    congress_gov_url,
    govinfo_package,
    official_pdf_url,
    text_file_name,
    text_package_url,
)

HRES351 = MeasureId(MeasureType.HRES, 351, 115)
IH = TextId(HRES351, "ih")


def test_a_pdf_is_named_only_where_it_is_known_to_be() -> None:
    assert official_pdf_url(IH) == "https://www.govinfo.gov/content/pkg/BILLS-115hres351ih/pdf/BILLS-115hres351ih.pdf"
    assert official_pdf_url(TextId(MeasureId(MeasureType.HRES, 7, 112), "ih")) is None


def test_addresses_and_file_names_are_the_official_ones() -> None:
    assert prose(HRES351) == "House Resolution 351, 115th Congress"
    assert congress_gov_url(HRES351) == "https://www.congress.gov/bill/115th-congress/house-resolution/351"
    assert congress_gov_text_url(HRES351) == "https://www.congress.gov/bill/115th-congress/house-resolution/351/text"
    assert congress_gov_text_url(IH) == "https://www.congress.gov/bill/115th-congress/house-resolution/351/text/ih"
    assert govinfo_package(IH) == "BILLS-115hres351ih"
    assert text_file_name(IH) == "BILLS-115hres351ih.xml"
    assert text_package_url(IH) == ("https://www.govinfo.gov/content/pkg/BILLS-115hres351ih/xml/BILLS-115hres351ih.xml")
    assert billstatus_file_name(HRES351) == "BILLSTATUS-115hres351.xml"
    assert billstatus_url(HRES351) == ("https://www.govinfo.gov/bulkdata/BILLSTATUS/115/hres/BILLSTATUS-115hres351.xml")


def test_a_mirror_has_the_same_paths() -> None:
    assert billstatus_url(HRES351, site="http://localhost:1") == (
        "http://localhost:1/bulkdata/BILLSTATUS/115/hres/BILLSTATUS-115hres351.xml"
    )


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (MeasureType.HR, "house-bill"),
        (MeasureType.S, "senate-bill"),
        (MeasureType.HJRES, "house-joint-resolution"),
        (MeasureType.SJRES, "senate-joint-resolution"),
        (MeasureType.HCONRES, "house-concurrent-resolution"),
        (MeasureType.SCONRES, "senate-concurrent-resolution"),
        (MeasureType.HRES, "house-resolution"),
        (MeasureType.SRES, "senate-resolution"),
    ],
)
def test_congress_gov_names_the_types_in_words(kind: MeasureType, words: str) -> None:
    address = f"https://www.congress.gov/bill/103rd-congress/{words}/5"
    assert congress_gov_url(MeasureId(kind, 5, 103)) == address
