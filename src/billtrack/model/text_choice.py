"""Which text of a measure to use, and which of its parts are not loaded."""

from __future__ import annotations

from typing import NamedTuple

from billtrack.errors import InputError
from billtrack.model.measure import Coverage, Measure, TextVersion
from billtrack.model.measure_names import MeasureType
from billtrack.model.versions import PrintStep, step_of


def chosen_text(measure: Measure, version_code: str | None) -> TextVersion:
    """Pick the text version named; without a name the latest complete one, or else the latest partial one.

    Raises:
        InputError: the measure has no such version, or nothing of it is loaded.
    """
    versions = measure.text_versions
    sync = f"go online and run `billtrack sync {measure.id}` for the official texts"
    if versions is None:
        raise InputError(f"not loaded: the texts of {measure.id}", hint=sync)
    if version_code is not None:
        return _loaded(measure, _named(measure, versions, version_code), sync)
    for coverage in (Coverage.COMPLETE, Coverage.PARTIAL):
        loaded = [text for text in versions if text.coverage is coverage]
        if loaded:
            return loaded[-1]
    if not versions:
        raise InputError(f"not published: the record of {measure.id} lists no published text")
    codes = ", ".join(text.version_code for text in versions)
    reasons = dict.fromkeys(text.note for text in versions)
    if None not in reasons:
        raise InputError(f"not loaded: the texts of {measure.id} ({codes}): {'; '.join(map(str, reasons))}")
    raise InputError(f"not loaded: the texts of {measure.id} ({codes})", hint=sync)


class StepTexts(NamedTuple):
    """The last texts of two measures at the same step, and the step."""

    old: TextVersion
    new: TextVersion
    step: PrintStep


def texts_of_one_step(old: Measure, new: Measure) -> StepTexts | None:
    """Pick the texts of two measures to compare: those of the last step for which both have one; ``None`` if none.

    Two complete texts as introduced come before two partial ones as agreed to.
    """
    for wanted in ((Coverage.COMPLETE,), (Coverage.COMPLETE, Coverage.PARTIAL)):
        of_old, of_new = _by_step(old, wanted), _by_step(new, wanted)
        common = of_old.keys() & of_new.keys()
        if common:
            return StepTexts(of_old[max(common)], of_new[max(common)], max(common))
    return None


def _by_step(measure: Measure, coverages: tuple[Coverage, ...]) -> dict[PrintStep, TextVersion]:
    """The last text of each step whose coverage is one of *coverages*."""
    origin = measure.id.measure_type.value[0]
    texts = (text for text in measure.text_versions or () if text.coverage in coverages)
    found = ((step_of(text.version_code, origin=origin), text) for text in texts)
    return {step: text for step, text in found if step is not None}


def _named(measure: Measure, versions: tuple[TextVersion, ...], version_code: str) -> TextVersion:
    for text in reversed(versions):
        if text.version_code == version_code:
            return text
    loaded = ", ".join(f"{text.version_code} ({text.coverage.value})" for text in versions) or "none"
    raise InputError(f"{measure.id} has no text version {version_code}; its record has {loaded}")


def _loaded(measure: Measure, text: TextVersion, hint: str) -> TextVersion:
    if text.coverage is Coverage.NONE and text.note:
        raise InputError(f"not loaded: {measure.id}@{text.version_code}, {text.note}")
    if text.coverage is Coverage.NONE:
        raise InputError(f"not loaded: {measure.id}@{text.version_code}", hint=hint)
    return text


def missing_parts(measure_type: MeasureType, text: TextVersion) -> tuple[str, ...]:
    """Name the parts of *text* that are not loaded, in reading order; empty if it is complete.

    A part is ``preamble``, ``rest of preamble``, ``resolved`` or ``sections``.
    """
    if text.coverage is Coverage.COMPLETE:
        return ()
    has_sections = text.sections is not None or (measure_type.is_lawmaking and text.resolved is None)
    missing = []
    if text.preamble is None and not has_sections:
        missing.append("preamble")
    elif text.preamble_complete is False:
        missing.append("rest of preamble")
    if has_sections and text.sections is None:
        missing.append("sections")
    if not has_sections and text.resolved is None:
        missing.append("resolved")
    return tuple(missing)
