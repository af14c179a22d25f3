"""The survey is held to the parser: what it calls kept changes the measure, the rest does not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from billtrack.errors import InputError
from billtrack.model.measure import Measure
from billtrack.sources.billstatus import parse_billstatus
from billtrack.sources.billstatus.elements import LEFT_OUT
from billtrack.sources.survey import ElementFate, survey_billstatus

DATA = Path(__file__).parents[1] / "data" / "billstatus"
FILES = {
    "1.0.0": ("complete-1.0.0.xml", "oldest-1.0.0.xml"),
    "3.0.0": ("complete-3.0.0.xml",),
}
SCHEMA_OF = {name: schema for schema, names in FILES.items() for name in names}
OTHERS = {"True": "False", "False": "True", "Y": "N", "N": "Y", "House": "Senate", "Senate": "House", "Joint": "House"}
OTHERS |= {"HR": "HRES", "HRES": "SRES", "SJRES": "HJRES", "SCONRES": "HCONRES", "H.Con.Res.": "S.Con.Res."}
OTHERS |= {"EH": "ES", "by request": ""}
FORMS = (
    (re.compile(r"(.*/BILLS-\d+[a-z]+\d+)[a-z]+\d?(\.xml)"), r"\1pcs\2"),
    (re.compile(r"(\d{4})-\d\d-\d\d(T\d\d:\d\d:\d)\d(Z)"), r"\1-07-09\g<2>8\3"),
    (re.compile(r"(\d{4})-\d\d-\d\d"), r"\1-07-09"),
    (re.compile(r"(\d+):\d\d(.*)"), r"\1:47\2"),
    (re.compile(r"(\d*)\d"), r"1\g<1>6"),
    (re.compile(r"(.*)( \[.*\])"), r"\1x\2"),
    (re.compile(r"(.*)", re.DOTALL), r"\1x"),
)


def another(text: str) -> str:
    """A different value of the same form."""
    if text in OTHERS:
        return OTHERS[text]
    return next(form.sub(other, text, count=1) for form, other in FORMS if form.fullmatch(text))


def read(root: etree._Element) -> Measure | None:
    try:
        return parse_billstatus(etree.tostring(root), name="invented")
    except InputError:
        return None


def elements_with_words(name: str) -> Iterator[tuple[etree._Element, etree._Element, str]]:
    """Every element of a file that says something, with its root and its path."""
    root = etree.fromstring((DATA / name).read_bytes())
    for element in root.iter():
        if element.text and element.text.strip():
            names = [etree.QName(each).localname for each in (element, *element.iterancestors())]
            yield root, element, "/".join(reversed(names[:-1]))


def changes_the_measure(root: etree._Element, element: etree._Element) -> bool:
    before, text = read(root), element.text
    assert before is not None
    assert text is not None
    element.text = another(text)
    after = read(root)
    element.text = text
    return before != after


def kept_in(name: str) -> frozenset[str]:
    """The paths the survey calls kept in a file."""
    _, uses = survey_billstatus((DATA / name).read_bytes(), name=name)
    return frozenset(use.name for use in uses if use.fate is ElementFate.KEPT)


def test_every_path_left_out_stands_in_them_too() -> None:
    met = {path for name in SCHEMA_OF for _, _, path in elements_with_words(name)}
    out = {path.removesuffix("/**") for table in LEFT_OUT.values() for path in table}
    unmet = {path for path in out if not any(f"{one}/".startswith(f"{path}/") for one in met)}
    assert unmet == {"bill/cdata", "bill/primarySubject/parentSubject"}, "those are always empty"


@pytest.mark.parametrize("schema", FILES)
def test_what_is_kept_changes_the_measure(schema: str) -> None:
    changed: defaultdict[str, list[bool]] = defaultdict(list)
    for name in FILES[schema]:
        kept = kept_in(name)
        for root, element, path in elements_with_words(name):
            if path in kept:
                changed[path].append(changes_the_measure(root, element))
    assert {path for path, tries in changed.items() if not any(tries)} == set()


@pytest.mark.parametrize("name", SCHEMA_OF)
def test_what_is_left_out_does_not(name: str) -> None:
    kept = kept_in(name)
    for root, element, path in elements_with_words(name):
        if path not in kept:
            assert not changes_the_measure(root, element), path


@pytest.mark.parametrize("name", SCHEMA_OF)
def test_no_path_is_both_kept_and_left_out(name: str) -> None:
    out, kept = LEFT_OUT[SCHEMA_OF[name]], kept_in(name)
    trees = [path.removesuffix("**") for path in out if path.endswith("/**")]
    assert not kept & set(out)
    assert not [path for path in kept for tree in trees if path.startswith(tree)]


@pytest.mark.parametrize("name", SCHEMA_OF)
def test_the_survey_accounts_for_every_element(name: str) -> None:
    schema, uses = survey_billstatus((DATA / name).read_bytes(), name=name)
    assert schema == SCHEMA_OF[name]
    assert sum(use.count for use in uses) == sum(1 for _ in elements_with_words(name))
    assert not [use for use in uses if use.fate is ElementFate.UNKNOWN]


def fates(xml: str) -> set[tuple[str, str, str]]:
    head = "<type>HR</type><number>7</number><congress>122</congress><title>Lamps</title>"
    data = f"<billStatus><bill>{head}{xml}</bill></billStatus>".encode()
    _, uses = survey_billstatus(data, name="invented")
    return {(use.name, use.fate.value, use.reason) for use in uses}


@pytest.mark.parametrize(
    ("xml", "path"),
    [
        ("<lamps>lit</lamps>", "bill/lamps"),
        ("<lamps/>", "bill/lamps"),
        ("<actions>words</actions>", "bill/actions"),
        ("<laws><item><type>Public Law</type>words</item></laws>", "bill/laws/item/text()"),
        ("<policyArea lit='yes'><name>x</name></policyArea>", "bill/policyArea/@lit"),
        ("<policyArea><name>x<b>y</b></name></policyArea>", "bill/policyArea/name/b"),
        ("<billType2>HR</billType2>", "bill/billType2"),
    ],
)
def test_what_the_table_does_not_have_is_unknown(xml: str, path: str) -> None:
    assert (path, "unknown", "not an element billtrack knows here") in fates(xml)


@pytest.mark.parametrize(
    ("xml", "path", "reason"),
    [
        ("<title>Lanterns</title>", "bill/title", "occurs twice in its parent; the first is read"),
        ("<updateDate>soon</updateDate>", "bill/updateDate", "not a time like 2017-05-24T03:11:37Z"),
        ("<introducedDate>2031-02-30</introducedDate>", "bill/introducedDate", "not a date like 2017-05-23"),
        (
            "<laws><item><type>Public Law</type></item></laws>",
            "bill/laws/item/type",
            "no number",
        ),
        (
            "<textVersions><item><formats><item><url>https://x/PLAW-122publ1.xml</url></item></formats></item></textVersions>",
            "bill/textVersions/item/formats/item/url",
            "its address is not a text of this measure",
        ),
        (
            "<textVersions><item><type>Something New</type></item></textVersions>",
            "bill/textVersions/item/type",
            "no address, and its name does not identify a version",
        ),
    ],
)
def test_what_cannot_be_read_is_left_out_with_the_reason(xml: str, path: str, reason: str) -> None:
    assert (path, "left out", reason) in fates(xml)
