"""The pages about one measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from billtrack.errors import OptionError
from billtrack.model.measure import Coverage, Measure, RelatedMeasure
from billtrack.model.measure_names import TextId
from billtrack.output.answers import counted
from billtrack.output.formats import Answer
from billtrack.output.html import link, text
from billtrack.search.companions import LEAST_SIMILARITY, USUAL_SIMILARITY
from billtrack.search.companions.candidates import Wanted
from billtrack.search.companions.companions_answer import CompanionsAnswer
from billtrack.search.companions.verification import CompanionScope
from billtrack.serve.addresses import diff_address, measure_address, text_address
from billtrack.serve.asked import Asked
from billtrack.serve.found import AnswerPage, UnpreparedError, WebForm, checkbox, linked, load, select, with_form
from billtrack.serve.held import Held
from billtrack.serve.shell import anchor, linked_list
from billtrack.status.amendments import amendments
from billtrack.status.answers.amendments_answer import AmendmentsAnswer, MeasureAmendments
from billtrack.status.answers.history_answer import HistoryAnswer
from billtrack.status.answers.status_answer import StatusAnswer
from billtrack.status.history import measure_history
from billtrack.status.status import summarize


def status_page(held: Held, asked: Asked) -> AnswerPage:
    """Show where a measure stands, its texts, its related measures, its sources."""
    measure = load(held, asked.names[0])[1]
    answer = StatusAnswer((summarize(measure, today=held.today, find=held.holdings.vote),))

    def body() -> Iterator[str]:
        yield from with_form(answer.page().blocks, ())
        yield from _texts(measure, held.root)
        yield from _related(held, measure)
        yield from _sources(measure)

    return AnswerPage(answer, f"{measure.id.printed}: {measure.title}", str(measure.id), body, (measure,))


def history_page(held: Held, asked: Asked) -> AnswerPage:
    """Show what happened to a measure, or its amendments."""
    measure, given = load(held, asked.names[0])[1], asked.parameters
    answer: Answer = HistoryAnswer((measure_history(measure, find=held.holdings.vote),))
    if "amendments" in given:
        answer = AmendmentsAnswer((MeasureAmendments(measure, amendments(measure)),))

    def body() -> Iterator[str]:
        has_form = measure.amendments or "amendments" in given
        yield from with_form(answer.page().blocks, _HISTORY_FORM.lines(asked) if has_form else ())

    return AnswerPage(answer, f"History of {measure.id.printed}", f"{measure.id}-history", body, (measure,))


_HISTORY_FORM = WebForm("What is listed", (checkbox("amendments", "list the amendments"),))


def companions_page(held: Held, asked: Asked) -> AnswerPage:
    """Show the measures whose texts are alike, as the parameters choose."""
    reference, measure = load(held, asked.names[0])
    finder = held.finder
    if finder.unsketched:
        raise UnpreparedError(f"billtrack is preparing {counted(finder.unsketched, 'text')} for comparison.")
    given = asked.parameters
    wanted = Wanted(_least(given), "contained" in given)
    search = finder.of(reference, wanted, CompanionScope("across" in given, "all_versions" in given))
    answer = CompanionsAnswer(search.found(each for _, each in search.verified() if each is not None))

    def body() -> Iterator[str]:
        others = [measure_address(held.root, each.b.measure) for each in answer.found.pairs]
        yield from with_form(linked(answer.page().blocks, others), _COMPANIONS_FORM.lines(asked))
        pairs = ((each.a.measure, each.b.measure) for each in answer.found.pairs)
        yield from linked_list(
            "Compare",
            (anchor(f"Compare {a.printed} with {b.printed}", diff_address(held.root, a, b)) for a, b in pairs),
        )

    return AnswerPage(answer, f"Companions of {measure.id.printed}", f"{measure.id}-companions", body, (measure,))


def _least(given: Mapping[str, str]) -> float:
    """Read the least similarity."""
    words = given.get("min", str(USUAL_SIMILARITY))
    if not re.fullmatch(r"[01](\.[0-9]{1,4})?|\.[0-9]{1,4}", words) or not LEAST_SIMILARITY <= float(words) <= 1:
        raise OptionError(f"min: {words!r} is not a similarity from {LEAST_SIMILARITY} to 1")
    return float(words)


_COMPANIONS_FORM = WebForm(
    "Which companions",
    (
        select("min", "At least as similar as", ("0.3", "0.5", "0.8", "0.9"), every=str(USUAL_SIMILARITY)),
        checkbox("across", "other Congresses too"),
        checkbox("all_versions", "every version"),
        checkbox("contained", "texts contained in longer ones"),
    ),
)


def _texts(measure: Measure, root: str) -> Iterator[str]:
    """The texts, and the comparison of each with the next."""
    held = [each for each in measure.text_versions or () if each.coverage is not Coverage.NONE]
    if not held:
        return
    names = [TextId(measure.id, each.version_code) for each in held]
    yield "<h2>Texts</h2>"
    yield from linked_list(
        "Texts",
        (
            anchor(f"{each}{f', {on.date}' if on.date else ''}", text_address(root, each))
            for each, on in zip(names, held, strict=True)
        ),
    )
    links = [anchor(f"{a.version_code} to {b.version_code}", diff_address(root, a, b)) for a, b in pairwise(names)]
    if len(names) > 2:
        links.append(anchor("first to last", diff_address(root, names[0], names[-1])))
    if links:
        yield "<h3>What changed</h3>"
    yield from linked_list("What changed between the texts", links)


def _related(held: Held, measure: Measure) -> Iterator[str]:
    """The measures officially related, with the comparison of those that are held."""
    if not measure.related_measures:
        return
    yield "<h2>Related measures, by official sources</h2><ul>"
    for each in measure.related_measures:
        is_held = each.id is not None and held.holdings.holds(each.id)
        yield f"<li>{_related_line(each, measure, held.root, is_held=is_held)}</li>"
    yield "</ul>"


def _related_line(related: RelatedMeasure, measure: Measure, root: str, *, is_held: bool) -> str:
    of = f"{related.relationship_type}{f', by {related.identified_by}' if related.identified_by else ''}"
    if related.id is None or not is_held:
        return f"{text(related.printed)} ({text(of)}): not loaded"
    page = anchor(related.id.printed, measure_address(root, related.id))
    compared = anchor("compare the texts", diff_address(root, measure.id, related.id))
    return f"{page} ({text(of)}): {compared}"


def _sources(measure: Measure) -> Iterator[str]:
    """Every document the measure comes from, with its hash."""
    yield '<h2 id="sources">Sources</h2>'
    if not measure.sources:
        yield '<p class="caution">Not loaded: the sources.</p>'
        return
    yield "<dl>"
    for source in measure.sources:
        said = [link(source.url, source.url), f"retrieved {source.retrieved}"]
        said += [f"SHA-256 {text(source.sha256)}"] if source.sha256 else []
        yield f"<dt>{text(source.part)}</dt><dd>{'<br>'.join(said)}</dd>"
    yield "</dl>"
