"""The pages of a search, a text and a comparison; and the table of all pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from billtrack.diff.answers.answer import EVERY_CLASS, DiffAnswer, Layout
from billtrack.diff.answers.html import ComparisonWriter
from billtrack.diff.answers.stat import stat_table
from billtrack.diff.answers.view import SHOWN_AT_FIRST, DisplayChoice
from billtrack.diff.engine import ChangeClass
from billtrack.diff.operands import TextSources, measure_texts
from billtrack.diff.verdict import compare_sides
from billtrack.errors import InputError
from billtrack.model.identifiers import parse_reference
from billtrack.model.measure import Coverage, Measure
from billtrack.model.measure_names import Reference, TextId
from billtrack.model.text_choice import chosen_text
from billtrack.model.web_addresses import official_pdf_url
from billtrack.output.formats import Format
from billtrack.output.html.blocks import BlockWriter, table, write_all
from billtrack.output.page import FoundPassage
from billtrack.search.query.parsing import parse_query
from billtrack.search.search_answer import SearchAnswer
from billtrack.serve import parameters
from billtrack.serve.addresses import diff_address, measure_address, text_address, with_parameters
from billtrack.serve.asked import HTML, Asked
from billtrack.serve.found import AnswerPage, Elsewhere, WebForm, cautions, checkbox, load, select
from billtrack.serve.held import Held
from billtrack.serve.list_page import list_page
from billtrack.serve.log_pages import changes_page, digest_page
from billtrack.serve.measure_pages import companions_page, history_page, status_page
from billtrack.serve.people_pages import cosponsors_page, gaps_page, member_page, votes_page
from billtrack.serve.shell import anchor, linked_list
from billtrack.texts.selected_text import select_text
from billtrack.texts.text_answer import TextAnswer

_SHOWN_AT_FIRST, _MOST_SHOWN = 10, 100


def search_page(held: Held, asked: Asked) -> AnswerPage | Elsewhere:
    """Show the measures that have the words; the name of a measure leads to its page instead."""
    words = asked.parameters.get("q", "").strip()
    limit = parameters.number(asked.parameters, "limit", most=_MOST_SHOWN) or _SHOWN_AT_FIRST
    notes: list[str] = []
    if asked.format == HTML and words:
        named = _named(held, words, notes)
        if named is not None:
            return Elsewhere(named)
    result = held.searcher.search(parse_query(words), limit=limit)
    answer = SearchAnswer(result)

    def body() -> Iterator[str]:
        yield "<h1>Search</h1>"
        yield from cautions((*notes, *result.problems), held)
        hits = iter(result.hits)
        writer = BlockWriter()
        for block in answer.page().blocks:
            yield from writer.write(block, level=1)
            if isinstance(block, FoundPassage):
                hit = next(hits)
                leads = [anchor("Status", measure_address(held.root, hit.id))]
                if hit.address and hit.version_code:
                    place = hit.address.partition("/")[2]
                    at = text_address(held.root, TextId(hit.id, hit.version_code))
                    leads.append(anchor("Text", f"{at}#{place}"))
                yield f'<p class="said">{" · ".join(leads)}</p>'
        if result.total > len(result.hits) and limit < _MOST_SHOWN:
            more = {"q": words, "limit": str(_MOST_SHOWN)}
            first = anchor(f"Show the first {_MOST_SHOWN}", with_parameters(asked.address, more))
            yield f'<p class="said">{first}</p>'

    return AnswerPage(answer, f"Search: {words}" if words else "Search", "search", body)


def _named(held: Held, words: str, notes: list[str]) -> str | None:
    """The address of the measure, text or clause that *words* name; *notes* takes why one that is named is not held."""
    try:
        reference = parse_reference(held.holdings.spelled(words))
    except InputError:
        return None
    try:
        measure = held.holdings.load(reference)
    except InputError as error:
        notes.append(f"{error}{f'; {error.hint}' if error.hint else ''}")
        return None
    if reference.version_code is None:
        return measure_address(held.root, measure.id)
    place = f"#{'/'.join(reference.path)}" if reference.path else ""
    return f"{text_address(held.root, TextId(measure.id, reference.version_code))}{place}"


def text_page(held: Held, asked: Asked) -> AnswerPage:
    """Show a text; every clause can be linked to by its address."""
    name, *version = asked.names
    reference, measure = load(held, "@".join((name, *version)))
    chosen = held.holdings.text_in_full(chosen_text(measure, reference.version_code))
    answer = TextAnswer((select_text(measure, chosen, ()),))
    text_id = TextId(measure.id, chosen.version_code)

    def body() -> Iterator[str]:
        writer = BlockWriter(has_addresses=True)
        first, *others = answer.page().blocks
        yield from writer.write(first, level=1)
        yield from linked_list("Versions", _versions(measure, text_id, held.root))
        yield from write_all(others, writer, level=2)

    pdf = official_pdf_url(text_id) or ""
    return AnswerPage(answer, str(text_id), str(text_id), body, (measure,), pdf=pdf)


def _versions(measure: Measure, shown: TextId, root: str) -> Iterator[str]:
    """The other texts of the measure, each with its comparison."""
    for version in measure.text_versions or ():
        each = TextId(measure.id, version.version_code)
        if version.coverage is not Coverage.NONE:
            yield anchor(str(each), text_address(root, each), current=each == shown)
            if each != shown:
                yield anchor(f"compare {each.version_code} to {shown.version_code}", diff_address(root, each, shown))


def diff_page(held: Held, asked: Asked) -> AnswerPage:
    """Compare two texts, as the parameters choose."""
    old, new = (_whole(held, name) for name in asked.names)
    sides = measure_texts(old, new, TextSources(lambda: held.holdings))
    layout = parameters.choice(asked.parameters, "layout", _LAYOUTS) or Layout.INLINE
    only = parameters.choice(asked.parameters, "only", ChangeClass)
    usual = frozenset(ChangeClass) if "all" in asked.parameters else SHOWN_AT_FIRST
    classes = frozenset({only}) if only else usual
    shown = classes if only else EVERY_CLASS
    answer = DiffAnswer(*sides, compare_sides(*sides), DisplayChoice(classes), layout, shown)

    def body() -> Iterator[str]:
        comparison = ComparisonWriter(answer, name="", level=1)
        yield from comparison.head(BlockWriter())
        yield from linked_list("Texts", (anchor(str(each), text_address(held.root, each)) for each in texts))
        yield from _DIFF_FORM.lines(asked)
        match layout:
            case Layout.STAT:
                yield from table(stat_table(answer.view()))
            case Layout.SIDE:
                yield from comparison.side_by_side()
            case _:
                yield from comparison.one_column()

    def word() -> bytes:
        from billtrack.diff.answers.word_tracked import word_document  # noqa: PLC0415 - python-docx

        return word_document(answer)

    names = (answer.old.name, answer.new.name)
    texts = [each for name in names if (each := parse_reference(name).text_id)]
    about = tuple(held.holdings.load(each) for each in (old, new))
    return AnswerPage(answer, " to ".join(names), "-".join(names), body, about, {Format.DOCX: word})


_LAYOUTS = (Layout.INLINE, Layout.SIDE, Layout.STAT)


def _whole(held: Held, name: str) -> Reference:
    """Read the name of a whole text."""
    reference = held.holdings.reference(name)
    if reference.path:
        raise InputError(f"{name}: only whole texts can be compared; leave out the clause")
    return reference


_DIFF_FORM = WebForm(
    "How the differences are shown",
    (
        select("layout", "Layout", _LAYOUTS[1:], every="inline"),
        select("only", "Changes", ChangeClass),
        checkbox("all", "also numbering, capitalization, typography"),
    ),
)


PAGES: Mapping[str, Callable[[Held, Asked], AnswerPage | Elsewhere]] = {
    "list": list_page,
    "search": search_page,
    "changes": changes_page,
    "digest": digest_page,
    "status": status_page,
    "history": history_page,
    "text": text_page,
    "cosponsors": cosponsors_page,
    "votes": votes_page,
    "companions": companions_page,
    "gaps": gaps_page,
    "diff": diff_page,
    "member": member_page,
}
"""What answers each page, by its name in ``WEB_PAGES``."""
