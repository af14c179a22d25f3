"""Every element of a roll-call file is accounted for: one that is kept changes the vote if it is taken away."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from billtrack.errors import InputError
from billtrack.model.measure import Chamber
from billtrack.model.vote import Vote, VoteId
from billtrack.sources.survey import ElementFate, survey_vote
from billtrack.sources.votes import parse_vote
from billtrack.sources.votes.elements import KEPT
from invented_votes import invented_vote

HOUSE, SENATE = VoteId(Chamber.HOUSE, 119, 1, 7), VoteId(Chamber.SENATE, 119, 1, 7)


def read(root: etree._Element) -> Vote | str:
    try:
        return parse_vote(etree.tostring(root), name="x.xml")
    except InputError:
        return "refused"


def changes(data: bytes) -> Iterator[tuple[str, bool]]:
    """Each path with words, of several rows the first, and whether the vote is another without them."""
    tree, met = etree.fromstring(data), set[str]()
    before = read(tree)
    for number, element in enumerate(tree.iter(etree.Element)):
        path = "/".join([str(each.tag) for each in (element, *element.iterancestors())][-2::-1])
        has_words = bool((element.text or "").strip())
        for name in (*((path,) if has_words else ()), *(f"{path}/@{each}" for each in map(str, element.attrib))):
            if name not in met:
                met.add(name)
                yield name, read(without(data, number, name.rpartition("@")[2] if "@" in name else None)) != before


def without(data: bytes, number: int, attribute: str | None) -> etree._Element:
    """The file without the words, or an attribute, of the element with this number."""
    root = etree.fromstring(data)
    element = list(root.iter(etree.Element))[number]
    if attribute is None:
        element.text = None
    else:
        del element.attrib[attribute]
    return root


def fates(data: bytes) -> dict[str, set[ElementFate]]:
    found = defaultdict(set)
    for use in survey_vote(data, name="x.xml")[1]:
        found[use.name].add(use.fate)
    return found


def test_an_unknown_element_is_named() -> None:
    data = invented_vote(HOUSE).replace(b"<vote-metadata>", b"<vote-metadata><weather>fog</weather>")
    (use,) = (each for each in survey_vote(data, name="x.xml")[1] if each.fate is ElementFate.UNKNOWN)
    assert (use.name, use.count) == ("vote-metadata/weather", 1)


@pytest.mark.parametrize("vote", [HOUSE, SENATE], ids=str)
def test_nothing_invented_is_unknown(vote: VoteId) -> None:
    assert {fate for each in fates(invented_vote(vote)).values() for fate in each} <= set(ElementFate) - {
        ElementFate.UNKNOWN
    }


def test_a_vote_on_several_documents_keeps_none_of_their_names() -> None:
    one = b"<document><document_name>S. 1</document_name></document>"
    data = invented_vote(SENATE)
    start = data[: data.index(b"<count>")].split(b"<document>")[0]
    alone, both = (start + one * count + data[data.index(b"<count>") :] for count in (1, 2))
    told = [(fates(each)["document/document_name"], parse_vote(each, name="x.xml").measure) for each in (alone, both)]
    assert told == [({ElementFate.KEPT}, "S. 1"), ({ElementFate.LEFT_OUT}, None)]


def official(folder: Path) -> Iterator[bytes]:
    for path in sorted((folder / "votes" / "official").glob("*.xml")):
        if "menu" not in path.name:
            yield path.read_bytes()
    for path in sorted((folder / "votes" / "rebuilt").glob("*.zip")):
        with zipfile.ZipFile(path) as package:
            yield from (package.read(name) for name in package.namelist())


def test_no_element_of_an_official_file_is_unknown(official_data: Path) -> None:
    unknown = {
        use.name
        for data in official(official_data)
        for use in survey_vote(data, name="x.xml")[1]
        if use.fate is ElementFate.UNKNOWN
    }
    assert unknown == set()


def test_what_is_kept_changes_the_vote_and_what_is_left_out_does_not(official_data: Path) -> None:
    changed: defaultdict[str, list[bool]] = defaultdict(list)
    files = list(official(official_data))
    broken_ties = [data for data in files if b"<by_whom>V" in data]
    for data in (*files[:7], *files[7::60], *broken_ties):
        told = fates(data)
        for path, changes_it in changes(data):
            if told[path] == {ElementFate.KEPT}:
                changed[path].append(changes_it)
            else:
                assert not changes_it, path
    assert {path for path, tries in changed.items() if not any(tries)} == set()
    repeated = {"question", "vote_result_text", "members/member/last_name", "vote-metadata/amendment-num"}
    assert {path for paths in KEPT.values() for path in paths} - changed.keys() == repeated
