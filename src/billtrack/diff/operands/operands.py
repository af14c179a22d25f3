"""What the names of a comparison mean: measures and their versions, or files.  Reads none of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from billtrack.diff.compared import Matter
from billtrack.errors import InputError
from billtrack.model.choices import Tracked
from billtrack.model.identifiers import parse_reference
from billtrack.model.measure_names import Reference
from billtrack.model.values import replace
from billtrack.model.versions import VERSION_NAMES, parse_version_code

if TYPE_CHECKING:
    from billtrack.store.library import Holdings

STANDARD_INPUT = "-"
_HINT = "for example: billtrack diff hres351-115@ih hres351-115@eh, or billtrack diff old.xml new.xml"
_ENDINGS = (".xml", ".htm", ".html", ".txt", ".yaml", ".yml", ".docx", ".pdf", ".doc", ".odt", ".rtf")


class TextSources(NamedTuple):
    """Where the texts of a comparison are read from, each opened only when needed, and what is read of them.

    ``tracked``: the side of a Word file's tracked changes.  ``matter``: the texts, summaries or titles of measures.
    ``placed`` (``--format provenance``): both are XML files, and the place of each character is kept.
    """

    holdings: Callable[[], Holdings]
    standard_input: Callable[[], bytes] = bytes
    tracked: Tracked = Tracked.ACCEPTED
    matter: Matter = Matter.TEXT
    placed: bool = False


class Which(Enum):
    """Which text is meant: the default one, or one of two from the same source."""

    USUAL = "usual"
    FIRST = "first"
    LAST = "last"


class NamedMeasure(NamedTuple):
    """A measure as a person named it, and which of its texts."""

    reference: Reference
    which: Which = Which.USUAL


class File(NamedTuple):
    """A file, or standard input (``-``), and which of the two texts of a committee-reported print."""

    name: str
    which: Which = Which.USUAL

    @property
    def is_record(self) -> bool:
        """Whether its name is that of a measure's record."""
        return self.name.lower().endswith((".yaml", ".yml"))


Operand: TypeAlias = NamedMeasure | File


def operands(names: Sequence[str]) -> tuple[Operand, Operand]:
    """Parse *names* into two operands.

    Two names; or one, for a measure's earliest and latest text, or for a file's text as introduced and as reported;
    or three, a measure and two of its versions.  A file named twice is one text twice.

    Raises:
        InputError: too many names or none, standard input twice, or a name that is neither file nor measure.
    """
    if len(names) == 3:
        measure = _reference(names[0])
        return _of_version(measure, names[1]), _of_version(measure, names[2])
    if not 1 <= len(names) <= 2:
        raise InputError(f"expected two texts to compare, found {len(names)} names", hint=_HINT)
    if all(name == STANDARD_INPUT for name in names):
        raise InputError("only one of the two texts can come from standard input", hint=_HINT)
    old = _operand(names[0])
    if len(names) == 2 and isinstance(old, NamedMeasure) and names[1].strip().lower() in VERSION_NAMES:
        return old, _of_version(old.reference, names[1])
    new = _operand(names[-1])
    if len(names) == 1 or (old == new and isinstance(old, NamedMeasure)):
        is_one = isinstance(old, NamedMeasure) and old.reference.version_code is not None
        return (old, new) if is_one else (old._replace(which=Which.FIRST), new._replace(which=Which.LAST))
    return old, new


def named_measures(old: Reference, new: Reference) -> tuple[NamedMeasure, NamedMeasure]:
    """Parse two names as measures, never files; a measure named twice means its earliest and latest text."""
    if old == new and old.version_code is None:
        return NamedMeasure(old, Which.FIRST), NamedMeasure(new, Which.LAST)
    return NamedMeasure(old), NamedMeasure(new)


def may_be_file(name: str) -> bool:
    """Whether *name* is a file, or ends like one if no such file exists."""
    return name.lower().endswith(_ENDINGS) or named_file(name) is not None


def named_file(name: str) -> File | None:
    """Return the file called *name*; ``None`` if it is not a file name.

    Raises:
        InputError: a path to a file that is not there.
    """
    path = Path(name)
    if name == STANDARD_INPUT or (path.exists() and not path.is_dir()):
        return File(name)
    if name.lower().endswith(_ENDINGS) and ("/" in name or "\\" in name):
        raise InputError(f"{name}: no such file")
    return None


def _operand(name: str) -> Operand:
    if (file := named_file(name)) is not None:
        return file
    try:
        return NamedMeasure(_reference(name))
    except InputError as error:
        if name.lower().endswith(_ENDINGS):
            raise InputError(f"{name}: no such file") from error
        raise


def _reference(name: str) -> Reference:
    reference = parse_reference(name)
    if reference.path:
        raise InputError(f"{name}: only whole texts can be compared; leave out the clause")
    return reference


def _of_version(reference: Reference, code: str) -> NamedMeasure:
    return NamedMeasure(replace(reference, version_code=parse_version_code(code)))
