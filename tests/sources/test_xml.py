"""XML from outside: nothing is fetched, nothing expands, every refusal says where."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from billtrack.errors import InputError
from billtrack.sources import xml
from billtrack.sources.xml import local_name, one_line, parse_xml

LAUGHS = """<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>"""


def refusal(data: bytes) -> str | None:
    """Why a document is refused; ``None`` when it is read."""
    try:
        parse_xml(data, name="some.xml")
    except InputError as error:
        return str(error)
    return None


@given(st.binary(max_size=60))
def test_any_bytes_are_a_tree_or_refused_by_name(data: bytes) -> None:
    assert (refusal(data) or "some.xml:").startswith("some.xml:")


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("", "x:1:1: not well-formed XML: Document is empty"),
        ("<a>\n<b></a>", "x:2:8: not well-formed XML: Opening and ending tag mismatch"),
        (LAUGHS, "x:1: has declarations in its DOCTYPE, which official documents never have"),
        ('<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>', "x:1: has declarations"),
        ('<!DOCTYPE a [<!ENTITY % p SYSTEM "http://x/p">%p;]><a/>', "x:1: has declarations"),
        ("<a>&nbsp;</a>", "x:1:10: not well-formed XML: Entity 'nbsp' not defined"),
        (
            '<!DOCTYPE a SYSTEM "a.dtd">\n<a>one&nbsp;two</a>',
            "x:2: uses the entity &nbsp;, which the document does not",
        ),
        ("<a>" * 300 + "</a>" * 300, "x:1:771: elements nested more than 256 deep, the limit"),
    ],
)
def test_what_is_refused_and_where(document: str, message: str) -> None:
    with pytest.raises(InputError) as refusal:
        parse_xml(document.encode(), name="x")
    assert message in str(refusal.value)


def test_a_document_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MAX_BYTES", 10)
    with pytest.raises(InputError, match=r"^x: 11 bytes of XML, more than the limit of 10$"):
        parse_xml(b"<a>1234</a>", name="x")


def test_the_relative_dtd_of_official_texts_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "res.dtd").write_text("<!ATTLIST resolution read CDATA 'yes'>", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    document = b'<!DOCTYPE resolution PUBLIC "-//US Congress//DTDs/res.dtd//EN" "res.dtd"><resolution/>'
    assert not parse_xml(document, name="x").attrib


def test_comments_and_instructions_are_left_out() -> None:
    root = parse_xml(b"<?xml-stylesheet href='x'?><a>one<!-- x --> two<?y z?></a>", name="x")
    assert root.text == "one two"
    assert len(root) == 0


def test_a_name_without_its_namespace() -> None:
    assert local_name(etree.fromstring("<d:a xmlns:d='urn:x'/>")) == "a"


@given(st.text())
def test_one_line_is_one_line_and_says_the_same_twice(text: str) -> None:
    line = one_line(text)
    if line is None:
        assert not text.split() or not line
    else:
        assert one_line(line) == line
        assert line == " ".join(line.split())
        assert not [sign for sign in line if ord(sign) < 0x20 or 0x7F <= ord(sign) < 0xA0]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (None, None),
        ("", None),
        (" \n\u00a0", None),
        ("plain", "plain"),
        (" a  b\n c\u00a0d\te ", "a b c d e"),
        ("a\u009b31mb\x7f", "a31mb"),
        ("\u009b", None),
    ],
)
def test_white_space_folds_and_controls_go(text: str | None, line: str | None) -> None:
    assert one_line(text) == line
