"""500 quotations that an assistant gets stand word for word in the official document whose SHA-256 came with them."""

from __future__ import annotations

import asyncio
import hashlib
import re
import unicodedata
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from mcp.client.client import Client

from assistants import Assistant, at, desk_of
from billtrack.cli import main
from billtrack.model.measure import Coverage
from billtrack.serve.mcp.server import mcp_server
from billtrack.store.library import Holdings

QUOTATIONS = 500
EVERY = 4
"""Each fourth measure of the zip is read, so that the quotations come from many texts."""
CLAUSES = 6
"""Quotations from one text."""


def words_of(text: str) -> str:
    """The words alone, in order: letters and digits, without white space and marks.

    A soft hyphen is no part of a word: H.Res. 157 of the 115th Congress has some, where its lines broke.
    """
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text.replace("\u00ad", ""))))


@pytest.fixture(scope="module")
def documents(official_data: Path) -> dict[str, bytes]:
    """The documents of a zip of official texts, by their SHA-256."""
    with zipfile.ZipFile(official_data / "congress115" / "BILLS-115-hres.zip") as file:
        read = (file.read(name) for name in file.namelist() if name.endswith(".xml"))
        return {hashlib.sha256(data).hexdigest(): data for data in read}


@pytest.fixture(scope="module")
def archive(official_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of that zip."""
    path = tmp_path_factory.mktemp("archive") / "congress.db"
    assert main(["import", str(official_data / "congress115" / "BILLS-115-hres.zip"), "--archive", str(path)]) == 0
    return path


def test_every_quotation_is_found_word_for_word_in_the_hashed_source(
    documents: dict[str, bytes], archive: Path, tmp_path: Path
) -> None:
    desk = desk_of(tmp_path, archive)
    names = [str(each) for each in Holdings(tmp_path, archive).ids()][::EVERY]
    assert len(names) > 20

    async def run() -> list[tuple[str, str, str]]:
        found: list[tuple[str, str, str]] = []
        async with Client(mcp_server(at(desk))) as client:
            for name in names:
                result = await client.call_tool("read_text", {"text": name})
                if result.is_error or len(found) >= QUOTATIONS:
                    continue
                (text,) = result.structured_content["measures"]
                rows = [row for row in text["clauses"] if row["text"]][:CLAUSES]
                found += [(text["sha256"], f"{name} {row['address']}", row["text"]) for row in rows]
        return found[:QUOTATIONS]

    quotations = asyncio.run(run())
    assert len(quotations) == QUOTATIONS
    whole = {
        digest: words_of("".join(map(str, etree.fromstring(documents[digest]).itertext())))
        for digest, _, _ in quotations
    }
    assert [where for digest, where, text in quotations if words_of(text) not in whole[digest]] == []


def test_an_assistant_over_an_archive_gets_errors_and_not_warnings(archive: Path, tmp_path: Path) -> None:
    assistant = Assistant(desk_of(tmp_path, archive))
    assert assistant.call("read_text", text="hres9999-115").is_error
    found = assistant.data("find_measures", query="in:whereas lighthouse OR russia")
    assert found["total"] >= len(found["hits"]) > 0
    measure = Holdings(tmp_path, archive).find(found["hits"][0]["id"])
    assert measure.text_versions is not None
    assert measure.text_versions[0].coverage is Coverage.COMPLETE
