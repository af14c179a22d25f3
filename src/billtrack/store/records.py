"""The records: ``bills/*.yaml`` <-> ``Measure``, one file a measure, named by its id.

Records are the truth and people edit them: whatever is wrong with one is said with file, line and column and never
hides the others, and a record whose values did not change is never rewritten.  Which folder it is, the caller says.
"""

from __future__ import annotations

import contextlib
import re
import stat
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId, parse_measure_id
from billtrack.model.measure import Measure
from billtrack.model.values import Value
from billtrack.store.files import make_folder, replace_file, sync_folder
from billtrack.store.limits import MAX_BYTES, too_large
from billtrack.store.record_errors import measure_of, values_of

if TYPE_CHECKING:
    from billtrack.store.record_cache import KeptRecords
    from billtrack.store.yaml_reader import Document

_ENDINGS = (".yaml", ".yml")
_STEP = r"([a-z0-9_]+)|\[(\d+)\]"
_TEXT_NAME = r"texts/BILLS-[0-9]+[a-z]+[0-9]+[a-z]+[0-9]?[a-z]?\.xml"
_MAX_TEXT_BYTES = 64 * 1024 * 1024
"""Of official XML beside the records; the largest met has 9.4 MB (119s1071enr)."""
_TEXT_EXAMPLE = "texts/BILLS-118hr8752rh.xml"


class Folder(Value, frozen=True):
    """A bills folder as read: its measures in the order of their ids, and what could not be read."""

    path: Path
    measures: Mapping[MeasureId, Measure]
    problems: tuple[InputError, ...]


# -------------------------------------------------------------------------------------- reading


def parse_record(data: bytes, *, file: str) -> Measure:
    """Parse the bytes of a record; *file* is its name in messages.

    Raises:
        InputError: ``file:line:column``, what was found, what was expected and the nearest valid name.
    """
    return measure_of(_document(data, file))


def load_record(path: Path, kept: KeptRecords | None = None) -> Measure:
    """Load the record at *path*, whose name is its id; one in *kept* is not parsed again.

    Raises:
        InputError: it cannot be read, is no valid record, or is that of another measure than its name says.
    """
    data = _read(path)
    found = kept.find(path.stem, data) if kept else None
    if found is not None and path.stem == str(found.id):
        return found
    measure = _load(path, data)
    if kept:
        kept.keep(path.stem, data, measure)
    return measure


def _load(path: Path, data: bytes) -> Measure:
    document = _document(data, str(path))
    measure = measure_of(document)
    if path.stem != str(measure.id):
        known = find_record(path.parent, measure.id)
        place = document.place_of(("id",))
        found = f"{path}:{place.line}:{place.column}: holds {measure.id}"
        if known is not None:
            raise InputError(f"{found}, as {known.name} does: keep one of the two")
        raise InputError(f"{found}, expected the file name {measure.id}.yaml: rename it")
    return measure


def _document(data: bytes, file: str) -> Document:
    from billtrack.store.yaml_reader import read_yaml  # noqa: PLC0415 - what was kept is had without PyYAML

    return read_yaml(data, file=file)


def line_of(path: Path, field: str) -> int:
    """Find the line of *field* (``cosponsors[3].party``) in the record at *path*, or of what is around it.

    Raises:
        InputError: the record cannot be read.
    """
    steps = (int(index) if index else name for name, index in re.findall(_STEP, field))
    return _document(_read(path), str(path)).place_of(tuple(steps)).line


def read_text(folder: Path, name: str) -> bytes:
    """Read the official XML *name* (``texts/BILLS-...xml``) beside the records of *folder*.

    Raises:
        InputError: it climbs out of the folder or cannot be read.
    """
    return _bytes(_text_path(folder, name), "text", _MAX_TEXT_BYTES)


def _text_path(folder: Path, name: str) -> Path:
    if re.fullmatch(_TEXT_NAME, name) is None:
        raise InputError(f"{folder}: a record names the text {name!r}, expected a name like {_TEXT_EXAMPLE}")
    return folder / name


def load_folder(folder: Path) -> Folder:
    """Load every record of *folder*; folders inside it and hidden files are not looked into.

    Raises:
        InputError: *folder* itself cannot be read.
    """
    measures: dict[MeasureId, Measure] = {}
    problems: list[InputError] = []
    paths = _record_files(folder)
    copies = Counter(path.stem for path in paths)
    for path in paths:
        try:
            if copies[path.stem] > 1 and path.suffix == _ENDINGS[0]:
                raise _twins(path)
            if copies[path.stem] == 1:
                measure = load_record(path)
                measures[measure.id] = measure
        except InputError as error:
            problems.append(error)
    return Folder(folder, MappingProxyType(dict(sorted(measures.items()))), tuple(problems))


def record_ids(folder: Path) -> tuple[MeasureId, ...]:
    """List the ids of the records in *folder* by their file names alone, in order; nothing is read.

    Raises:
        InputError: *folder* cannot be read.
    """
    found = set()
    for path in _record_files(folder):
        with contextlib.suppress(InputError):
            found.add(parse_measure_id(path.stem))
    return tuple(sorted(found))


def find_record(folder: Path, measure_id: MeasureId) -> Path | None:
    """Find the file of one measure in *folder* without looking at the others.

    Raises:
        InputError: two files have its name, ``.yaml`` and ``.yml``, or the folder cannot be looked into.
    """
    try:
        found = [path for ending in _ENDINGS if (path := folder / f"{measure_id}{ending}").exists()]
    except OSError as error:
        raise InputError(f"{folder}: cannot read the bills folder: {error.strerror}") from error
    if len(found) > 1:
        raise _twins(found[0])
    return found[0] if found else None


def _twins(path: Path) -> InputError:
    return InputError(f"{path}: {path.with_suffix(_ENDINGS[1]).name} holds the same measure: keep one of the two")


def _record_files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if _is_record_name(path.name))
    except OSError as error:
        raise InputError(f"{folder}: cannot read the bills folder: {error.strerror}") from error


def _is_record_name(name: str) -> bool:
    return name.endswith(_ENDINGS) and not name.startswith(".")


def _read(path: Path) -> bytes:
    return _bytes(path, "record", MAX_BYTES)


def _bytes(path: Path, kind: str, limit: int) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputError(f"{path}: cannot read the {kind}: it is no regular file")
        if status.st_size > limit:
            raise InputError(too_large(str(path), status.st_size, limit))
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot read the {kind}: {error.strerror}") from error


# -------------------------------------------------------------------------------------- writing


def dump_record(measure: Measure) -> bytes:
    """Spell *measure* as a record: UTF-8, one value one spelling.

    Raises:
        InputError: it holds what YAML cannot carry: half a surrogate pair, or nesting without end.
    """
    from billtrack.store.yaml_writer import write_yaml  # noqa: PLC0415 - reading, done far more often, needs none of it

    try:
        return write_yaml(values_of(measure)).encode()
    except UnicodeEncodeError as error:
        code = ord(error.object[error.start])
        raise InputError(
            f"{measure.id}: a text holds the lone surrogate U+{code:04X}, which UTF-8 cannot carry"
        ) from error
    except RecursionError as error:
        raise InputError(f"{measure.id}: provisions nested too deep to be written") from error


def save_record(folder: Path, measure: Measure) -> bool:
    """Write the record of *measure* into *folder*, whole or not at all; return whether anything had to be written.

    When the file already says the same, it is left as it is, layout and comments too; a missing folder is made.

    Raises:
        InputError: the file there cannot be read (it is never overwritten then), or nothing can be written.
    """
    path = find_record(folder, measure.id)
    target = path or folder / f"{measure.id}{_ENDINGS[0]}"
    try:
        place = _place_of(target, is_record=path is not None)
        if path is not None and load_record(path) == measure:
            return False
        data = dump_record(measure)
        if len(data) > MAX_BYTES:
            raise InputError(too_large(str(target), len(data)))
        make_folder(folder)
        replace_file(place, data)
    except OSError as error:
        raise InputError(f"{target}: cannot write the record: {error.strerror}") from error
    return True


def _place_of(target: Path, *, is_record: bool) -> Path:
    """The file to write: what a linked record names, found before it is read, so that a link put there since is not.

    Raises:
        InputError: a link to nothing stands there, which may name any place.
    """
    if is_record:
        return target.resolve()
    if target.is_symlink():
        raise InputError(f"{target}: is a link to a file that is not there: remove it, or make that file")
    return target


def save_text(folder: Path, name: str, data: bytes) -> None:
    """Write official XML beside the records of *folder*, whole or not at all.

    Raises:
        InputError: it cannot be written.
    """
    target = _text_path(folder, name)
    try:
        make_folder(target.parent)
        replace_file(target, data)
    except OSError as error:
        raise InputError(f"{target}: cannot write the text: {error.strerror}") from error


def remove_record(path: Path, texts: Iterable[str]) -> None:
    """Remove the record at *path* and then the *texts* beside it, so that they stay removed.

    Raises:
        InputError: one is none of billtrack's names, or cannot be removed.
    """
    beside = [_text_path(path.parent, name) for name in texts]
    try:
        path.unlink()
        sync_folder(path.parent)
        for text in beside:
            text.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{path}: cannot be removed: {error.strerror}") from error
