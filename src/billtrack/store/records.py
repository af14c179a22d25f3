"""The records: ``bills/*.yaml`` <-> ``Measure``, one file per measure, named by its ID.

People edit records.  So a problem in one is reported with file, line and column and never hides the others, and a
record whose values did not change is never rewritten.  The caller says which folder.
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
from billtrack.model.choices import KEEPERS
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId
from billtrack.model.record_parts import NULLABLE
from billtrack.model.values import Value
from billtrack.store.files import as_input_error, make_folder, replace_file, save_file, sync_folder
from billtrack.store.record_values import measure_of, values_of

if TYPE_CHECKING:
    from billtrack.sources.yaml_reader import YamlDocument
    from billtrack.store.record_cache import KeptRecords
    from billtrack.store.yaml_writer import Written

MAX_BYTES = 8_000_000
_ENDINGS = (".yaml", ".yml")
_STEP = r"([a-z0-9_]+)|\[(\d+)\]"
_TEXT_NAME = r"texts/BILLS-[0-9]+[a-z]+[0-9]+[a-z]+[0-9]?[a-z]?\.xml"
_MAX_TEXT_BYTES = 64 * 1024 * 1024
"""The limit for official XML beside the records; the largest file seen has 9.4 MB (119s1071enr)."""
_TEXT_EXAMPLE = "texts/BILLS-118hr8752rh.xml"


class Folder(Value, frozen=True):
    """A bills folder as read: its measures in order of ID, and the problems."""

    path: Path
    measures: Mapping[MeasureId, Measure]
    problems: tuple[InputError, ...]


def parse_record(data: bytes, *, file: str) -> Measure:
    """Parse the bytes of a record; *file* is its name in messages.

    Raises:
        InputError: not a valid record; the message has ``file:line:column``, what was found and what was expected.
    """
    return measure_of(_document(data, file))


def load_record(path: Path, kept: KeptRecords | None = None) -> Measure:
    """Load the record at *path*, whose name is its ID; a record in the cache *kept* is not parsed again.

    Raises:
        InputError: it cannot be read, is not a valid record, or is another measure than its name says.
    """
    data = _bytes(path, "record", MAX_BYTES)
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
        found = f"{path}:{place.line}:{place.column}: contains {measure.id}"
        if known is not None:
            raise InputError(f"{found}, like {known.name}: keep one of the two")
        raise InputError(f"{found}, expected the file name {measure.id}.yaml: rename it")
    return measure


def _document(data: bytes, file: str) -> YamlDocument:
    from billtrack.sources.yaml_reader import read_yaml  # noqa: PLC0415 - a cached record needs no PyYAML

    if len(data) > MAX_BYTES:
        raise InputError(_too_large(file, len(data)))
    return read_yaml(data, file=file, nullable=NULLABLE)


def line_of(path: Path, field: str) -> int:
    """Find the line of *field* (``cosponsors[3].party``) in the record at *path*, or of what contains it.

    Raises:
        InputError: the record cannot be read.
    """
    steps = (int(index) if index else name for name, index in re.findall(_STEP, field))
    return _document(_bytes(path, "record", MAX_BYTES), str(path)).place_of(tuple(steps)).line


def read_text(folder: Path, name: str) -> bytes:
    """Read the official XML *name* (``texts/BILLS-...xml``) beside the records of *folder*.

    Raises:
        InputError: it is not such a name, or cannot be read.
    """
    return _bytes(_text_path(folder, name), "text", _MAX_TEXT_BYTES)


def _text_path(folder: Path, name: str) -> Path:
    if re.fullmatch(_TEXT_NAME, name) is None:
        raise InputError(f"{folder}: a record names the text file {name!r}, expected a name like {_TEXT_EXAMPLE}")
    return folder / name


def load_folder(folder: Path, kept: KeptRecords | None = None) -> Folder:
    """Load every record of *folder*, as ``load_record``; subfolders and hidden files are ignored.

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
                measure = load_record(path, kept)
                measures[measure.id] = measure
        except InputError as error:
            problems.append(error)
    return Folder(folder, MappingProxyType(dict(sorted(measures.items()))), tuple(problems))


def record_ids(folder: Path) -> tuple[MeasureId, ...]:
    """List the IDs of the records in *folder* by their file names, in order, without reading them.

    Raises:
        InputError: *folder* cannot be read.
    """
    found = set()
    for path in _record_files(folder):
        with contextlib.suppress(InputError):
            found.add(parse_measure_id(path.stem))
    return tuple(sorted(found))


def find_record(folder: Path, measure_id: MeasureId) -> Path | None:
    """Find the file of one measure in *folder* without reading the others.

    Raises:
        InputError: there are two, ``.yaml`` and ``.yml``, or the folder cannot be read.
    """
    with as_input_error(folder, "cannot read the bills folder"):
        found = [path for ending in _ENDINGS if (path := folder / f"{measure_id}{ending}").exists()]
    if len(found) > 1:
        raise _twins(found[0])
    return found[0] if found else None


def _twins(path: Path) -> InputError:
    return InputError(f"{path}: {path.with_suffix(_ENDINGS[1]).name} contains the same measure: keep one of the two")


def _record_files(folder: Path) -> list[Path]:
    with as_input_error(folder, "cannot read the bills folder"):
        names = ((path, path.name) for path in folder.iterdir())
        return sorted(path for path, name in names if name.endswith(_ENDINGS) and not name.startswith("."))


def _bytes(path: Path, kind: str, limit: int) -> bytes:
    with as_input_error(path, f"cannot read the {kind}"):
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputError(f"{path}: cannot read the {kind}: not a regular file")
        if status.st_size > limit:
            raise InputError(_too_large(str(path), status.st_size, limit))
        return path.read_bytes()


def _too_large(file: str, size: int, limit: int = MAX_BYTES) -> str:
    advice = ": keep a long text as official XML beside the records, named by its key file"
    return f"{file}: {size:,} bytes, expected at most {limit:,}{advice if limit == MAX_BYTES else ''}"


def dump_record(measure: Measure) -> bytes:
    """Write *measure* as a record in UTF-8; equal measures give equal bytes.

    Raises:
        InputError: it contains what YAML cannot represent: half a surrogate pair, or endless nesting.
    """
    from billtrack.store.yaml_writer import write_yaml  # noqa: PLC0415 - reading does not need it

    try:
        values = values_of(measure)
        own = [(key, values.pop(key, None)) for key in KEEPERS]
        return "\n".join([write_yaml(values), *(write_yaml({key: _kept(key, value)}) for key, value in own)]).encode()
    except UnicodeEncodeError as error:
        code = ord(error.object[error.start])
        raise InputError(
            f"{measure.id}: a text contains the lone surrogate U+{code:04X}, which UTF-8 cannot represent"
        ) from error
    except RecursionError as error:
        raise InputError(f"{measure.id}: provisions are nested too deeply to be written") from error


def _kept(key: str, value: Written) -> Written:
    """The value of a keeper's key, which is always there, a blank line around it: so edits of two of them merge."""
    return () if key == "tags" and value is None else value


def save_record(folder: Path, measure: Measure) -> bool:
    """Write the record of *measure* into *folder* atomically; return whether anything had to be written.

    A file with the same values is left alone, with its layout and comments; a missing folder is created.

    Raises:
        InputError: the existing file cannot be read, so it is not overwritten, or the record cannot be written.
    """
    path = find_record(folder, measure.id)
    target = path or folder / f"{measure.id}{_ENDINGS[0]}"
    with as_input_error(target, "cannot write the record"):
        place = _place_of(target, is_record=path is not None)
        if path is not None and load_record(path) == measure:
            return False
        data = dump_record(measure)
        if len(data) > MAX_BYTES:
            raise InputError(_too_large(str(target), len(data)))
        make_folder(folder)
        replace_file(place, data)
    return True


def _place_of(target: Path, *, is_record: bool) -> Path:
    """Find the file to write: the target of a linked record, resolved before the record is read.

    Raises:
        InputError: *target* is a dangling link, which may point anywhere.
    """
    if is_record:
        return target.resolve()
    if target.is_symlink():
        raise InputError(f"{target}: is a link to a missing file: remove the link, or create that file")
    return target


def save_text(folder: Path, name: str, data: bytes) -> None:
    """Write official XML beside the records of *folder*, atomically.

    Raises:
        InputError: it cannot be written.
    """
    save_file(_text_path(folder, name), data, "cannot write the text")


def remove_record(path: Path, texts: Iterable[str]) -> None:
    """Remove the record at *path* and then the *texts* beside it, durably.

    Raises:
        InputError: a text has an unexpected name, or a file cannot be removed.
    """
    beside = [_text_path(path.parent, name) for name in texts]
    with as_input_error(path, "cannot be removed"):
        path.unlink()
        sync_folder(path.parent)
        for text in beside:
            text.unlink(missing_ok=True)
