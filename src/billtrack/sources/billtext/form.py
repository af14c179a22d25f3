"""The front matter of a bill text: which text it is, its date, title and sponsors as printed.

Trusts the file name first, then the form (USLM: ``preface``).  The metadata are sometimes wrong (a missing Congress,
the number of another measure) and used only if both are silent.  What the document does not say stays unknown.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from lxml import etree

from billtrack.errors import InputError
from billtrack.model.congresses import MONTHS, calendar_day, congress_end, congress_start, ordinal
from billtrack.model.identifiers import identify_file, parse_reference
from billtrack.model.measure import LeftOut, TextVersion
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.versions import VERSION_NAMES, parse_version_code
from billtrack.sources.billtext.body import read_words
from billtrack.sources.billtext.elements import NAMES
from billtrack.sources.provision_builder import CLOSING, HEADING
from billtrack.sources.xml import one_line

_FORMS = frozenset({"form", "amendment-form", "engrossed-amendment-form", "preface", "amendPreface"})
_STAGES = ("bill-stage", "resolution-stage", "amend-stage")
_TITLES = (
    ("form", "official-title"),
    ("main", "longTitle", "officialTitle"),
    ("preface", "title"),
    ("endorsement", "longTitle", "officialTitle"),
    ("block", "longTitle", "officialTitle"),
)
_TITLE_AMENDMENTS = (("official-title-amendment",), ("title-amends", "official-title-amendment"))


class Front:
    """What is printed around the bodies of one document."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._parts: dict[str, list[etree._Element]] = {}
        for part in root:
            self._parts.setdefault(NAMES[part.tag], []).append(part)
        self._form = next((part for part in root if NAMES[part.tag] in _FORMS), None)
        self._congress, self._number = _printed_names(self._form)

    def identity(self, *, name: str) -> TextId:
        """Find which text version the document, called *name*, is.

        A form with another Congress is a misprint if its own date confirms the file name.

        Raises:
            InputError: neither the name nor the document says, or they disagree.
        """
        named = identify_file(name)
        if isinstance(named, TextId) and _is_printed(named.measure, self._congress, self._number):
            return named  # true of nearly all; parsing the form takes ten times as long
        formed = _measure_of_form(self._congress, self._number)
        if isinstance(named, TextId):
            if formed not in {None, named.measure} and not misprint(named.measure, formed, self.date):
                raise InputError(f"{name}: the file name says {named.measure}, but the form says {formed}")
            return named
        if formed is None:
            formed = _measure_of_citation(self._root)
        code = _version_of(self._root)
        if formed is None or code is None:
            missing = "measure" if formed is None else "text version"
            raise InputError(
                f"{name}: the document does not say which {missing} it is; name the file as GPO does, "
                "for example BILLS-115hres351ih.xml"
            )
        return TextId(formed, code)

    def misprint(self, measure: MeasureId) -> str | None:
        """Describe the misprint in the form of a text of *measure*; ``None`` if there is none."""
        if _is_printed(measure, self._congress, self._number):
            return None
        return misprint(measure, _measure_of_form(self._congress, self._number), self.date)

    @property
    def date(self) -> dt.date | None:
        """The date of this text: of the last action in its form, else of the attestation.

        ``None`` if neither is printed, as in most enrolled texts.
        """
        actions = () if self._form is None else _inside(self._form, "action-date", "date")
        if dates := list(filter(None, map(_date, actions))):
            return dates[-1]
        attested = (_inside(part, "attestation-date", "date") for part in self._parts.get("attestation", ()))
        return next(filter(None, map(_date, chain.from_iterable(attested))), None)

    @property
    def title(self) -> str | None:
        """The official title as printed in this version; ``None`` if it has none."""
        return next(filter(None, map(read_words, self._at(_TITLES))), None)

    @property
    def title_amendment(self) -> str | None:
        """The amendment to the title, printed after the text."""
        return " ".join(filter(None, map(read_words, self._at(_TITLE_AMENDMENTS)))) or None

    @property
    def sponsors(self) -> str | None:
        """The sponsors as printed: "Ms. Ros-Lehtinen (for herself, Mr. Engel, ...)"; ``None`` if there are none."""
        for action in () if self._form is None else _inside(self._form, "action-desc", "actionDescription"):
            if next(_inside(action, "sponsor"), None) is not None:
                return printed_sponsors(words_in(action))
        return None

    def around(self, text: TextVersion) -> tuple[LeftOut, ...]:
        """What is printed around *text*: its heading, but for the title and sponsors, and what follows it."""
        heading = (
            words for part in self._root if NAMES[part.tag] in _FORMS for words in _lines(part, text.official_title)
        )
        kinds = (_words_apart(element) for element in self._at(_KINDS))
        closing = (_words_apart(part) for name in _CLOSING for part in self._parts.get(name, ()))
        said = " ".join((*heading, *kinds)).replace(text.printed_sponsors or "\n", " ", 1)
        return LeftOut(HEADING, " ".join(said.split())), LeftOut(CLOSING, " ".join(" ".join(closing).split()))

    def _at(self, paths: Iterable[tuple[str, ...]]) -> Iterator[etree._Element]:
        """Find the elements at *paths*, path by path, in document order."""
        for first, *inner in paths:
            found: Iterable[etree._Element] = self._parts.get(first, ())
            for name in inner if found else ():
                found = [child for element in found for child in _children(element, name)]
            yield from found


_KINDS = (("main", "longTitle", "docTitle"), ("amendMain", "docTitle"))
_CLOSING = ("attestation", "attestation-group", "signatures", "endorsement", "block")
_ENROLLED = frozenset({"enrolled-dateline", "enrolledDateline"})
_NUMBERS = frozenset({"legis-num", "type", "docNumber"})
_OF_THE_PAGE = frozenset({"distribution-code", "distributionCode", "slugLine", "pagebreak", "official-title"})


def _lines(form: etree._Element, title: str | None) -> Iterator[str]:
    """The words of each line of a heading, but for the *title* and the heads of pages.

    An enrolled print's number comes first: the dialects differ there.
    """
    is_enrolled = any(NAMES[part.tag] in _ENROLLED for part in form)
    for part in sorted(form, key=lambda part: is_enrolled and NAMES[part.tag] not in _NUMBERS):
        name = NAMES[part.tag]
        if name == "action":
            yield from map(words_in, part)
        elif name not in _OF_THE_PAGE and not (name == "title" and read_words(part) == title):
            yield words_in(part)


def _words_apart(element: etree._Element) -> str:
    return " ".join(map(str, element.itertext()))


def misprint(named: MeasureId, printed: MeasureId | None, day: dt.date | None) -> str | None:
    """Describe the misprint if a text of *named* prints another Congress; ``None`` if that is not proven.

    The *day* of the text proves it (S. 309 of the 116th): a measure of another Congress has no text of that day.
    Without a day the text may belong to the other measure.
    """
    if printed is None or day is None or printed.congress == named.congress:
        return None
    if (printed.measure_type, printed.number) != (named.measure_type, named.number):
        return None
    if not congress_start(named.congress) <= day < congress_end(named.congress):
        return None
    said, meant = ordinal(printed.congress), ordinal(named.congress)
    return f"misprinted: it says {said} Congress, and its day, {day}, is in the {meant}"


def _printed_names(form: etree._Element | None) -> tuple[int | None, str | None]:
    """Read the Congress and the measure as printed in the *form*."""
    if form is None:
        return None, None
    number = _words(form, "legis-num") or one_line(f"{_words(form, 'type') or ''} {_words(form, 'docNumber') or ''}")
    return _congress(_words(form, "congress")), number


def _is_printed(measure: MeasureId, congress: int | None, number: str | None) -> bool:
    """Whether the form prints *measure* in the usual way: ``H. RES. 7``."""
    bare = (number or "").replace(".", "").replace(" ", "").lower()
    return congress == measure.congress and bare == f"{measure.measure_type.value}{measure.number}"


def _measure_of_form(congress: int | None, number: str | None) -> MeasureId | None:
    if number is None or congress is None:
        return None
    try:
        return parse_reference(f"{number} ({congress}th)").measure_id
    except InputError:
        return None


def _measure_of_citation(root: etree._Element) -> MeasureId | None:
    """Find the measure that USLM metadata cite: ``<citableAs>116hres1017rh</citableAs>``."""
    for element in root.iterfind("{*}amendMeta/{*}citableAs"), root.iterfind("{*}meta/{*}citableAs"):
        for cited in element:
            found = identify_file(f"BILLS-{(cited.text or '').strip()}.xml")
            if isinstance(found, TextId):
                return found.measure
    return None


def _version_of(root: etree._Element) -> str | None:
    stages = [root.get(stage) for stage in _STAGES]
    stages += [element.text for element in root.iter("{*}docStage")]
    for stage in stages:
        if stage is None:
            continue
        if stage.isupper():
            return parse_version_code(stage)
        if code := _CODES.get(_stage_key(stage)):
            return code
    return None


def _stage_key(stage: str) -> str:
    return " ".join(word for word in re.split(r"[\s-]+", stage.lower()) if word not in {"in", "to", "the", "bill"})


_CODES = {_stage_key(name): code for code, name in VERSION_NAMES.items()}


def words_in(element: etree._Element) -> str:
    """Give all characters inside *element*, unchanged."""
    return "".join(map(str, element.itertext())) if len(element) else element.text or ""


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return element.iterchildren(f"{{*}}{name}")


def _inside(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Find *element* and its descendants that are called one of *names*."""
    return element.iter(*(f"{{*}}{name}" for name in names))


def _words(element: etree._Element, name: str) -> str | None:
    """Give the text of the first child called *name*, on one line."""
    child = next(_children(element, name), None)
    return None if child is None else one_line(words_in(child))


# ---------------------------------------------------------------------------------- Congress

_ONES = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_TENS = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th|d)\b")


def _congress(text: str | None) -> int | None:
    """Read "115th CONGRESS" and, of enrolled prints, "One Hundred Fifteenth Congress of the United States ..."."""
    before = (text or "").lower().partition("congress")[0]
    if digits := _ORDINAL.search(before):
        return int(digits[1])
    total = 0
    for word in re.findall(r"[a-z]+", before):
        if word in _ONES:
            return total + _ONES.index(word) + 1
        stem = re.fullmatch(r"(\w+?)(y|ieth)", word)
        if word == "hundred":
            total = 100 * (total or 1)
        elif word == "hundredth":
            return 100 * (total or 1)
        elif stem is not None and stem[1] in _TENS:
            total += 10 * (_TENS.index(stem[1]) + 2)
            if stem[2] == "ieth":
                return total
    return None


# ------------------------------------------------------------------------------ date, sponsors

_DIGITS = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
_DATE = re.compile(rf"({'|'.join(MONTHS)})\s+(\d{{1,2}})\b(?:\s*\([^)]{{0,80}}\))?,?\s+(\d{{4}})", re.IGNORECASE)


def _date(element: etree._Element) -> dt.date | None:
    digits = _DIGITS.fullmatch(element.get("date", ""))
    if digits is not None and (date := calendar_day(int(digits[1]), int(digits[2]), int(digits[3]))):
        return date
    return printed_date(words_in(element))


def printed_date(text: str) -> dt.date | None:
    """Read a printed day: "July 11 (legislative day, July 10), 2024" is 11 July."""
    match = _DATE.search(text)
    return match and calendar_day(int(match[3]), MONTHS.index(match[1].capitalize()) + 1, int(match[2]))


def printed_sponsors(sentence: str) -> str | None:
    """Cut "X (for himself and Y) introduced the following bill; ..." to the names.

    ``None`` if *sentence* has no such shape.
    """
    match = _SPONSORS.match(one_line(sentence) or "")
    return (match[1].rstrip(" ,;") or None) if match else None


_SPONSORS = re.compile(
    r"((?:[^()]|\([^()]*\))*?)[ ,]*"
    r"\b(?:introduced|submitted|reported|from the|by unanimous consent|moved|offered|proposed)\b"
)
