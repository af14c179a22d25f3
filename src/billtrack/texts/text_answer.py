"""The text of a measure: whole, one clause, or as a quotation with its citation; and the text of a file.

In JSON ``not_loaded`` names the parts of the text that are missing.  A file is named by itself, since a draft may not
say which print it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from billtrack.model.clauses import Clause
from billtrack.model.measure import Authority, TextVersion
from billtrack.model.values import replace
from billtrack.model.web_addresses import congress_gov_text_url
from billtrack.output.answers import MeasuresAnswer, PartsAnswer, attributes, cells, named_columns
from billtrack.output.formats import Json, JsonObject
from billtrack.output.page import Block, Heading, Line, Paragraph, Passage, Row, Tone
from billtrack.texts.printed import printed_clauses, printed_paragraphs
from billtrack.texts.selected_text import (
    FileText,
    SelectedText,
    clause_origin,
    text_citation,
    text_origin,
    words_sha256,
)


class TextAnswer(MeasuresAnswer[SelectedText], frozen=True):
    """The texts asked for; ``quoted`` gives each as a quotation, ``addressed`` the address of each clause beside it."""

    quoted: bool = False
    addressed: bool = True
    columns = named_columns("measure version_code address level enum header text source authority sha256 clause_sha256")

    def item(self, part: SelectedText) -> JsonObject:
        """A text, with its clauses and the document its words come from."""
        text = part.text
        return {
            "id": str(part.measure.id),
            "version_code": text.version_code,
            "version_name": part.version_name,
            **attributes(text, "date coverage"),
            **attributes(text_origin(part), "authority source sha256"),
            "clause_sha256": words_sha256(part.clauses),
            **attributes(text, "note official_title printed_sponsors"),
            "address": "/".join(part.path) or None,
            "citation": text_citation(part),
            "clauses": [_clause_data(part, clause) for clause in part.clauses],
            "excerpt_sources": [excerpt.source for excerpt in text.excerpts],
            "not_loaded": list(part.not_loaded()),
        }

    def rows(self, part: SelectedText) -> Iterator[Row]:
        """One row per clause."""
        named = {"measure": str(part.measure.id), "version_code": part.text.version_code}
        return (cells(self.columns, named | _clause_data(part, clause)) for clause in part.clauses)

    def blocks(self, part: SelectedText) -> Iterator[Block]:
        """The words, under a heading that names the text, with what a reader must know about it."""
        blocks = _quotation(part) if self.quoted else _whole(part)
        return blocks if self.addressed and not self.quoted else map(without_addresses, blocks)


def _clause_data(selected: SelectedText, clause: Clause) -> dict[str, Json]:
    origin = attributes(clause_origin(selected, clause), "source authority sha256")
    return {**clause_data(clause), **origin, "clause_sha256": words_sha256((clause,))}


def clause_data(clause: Clause) -> dict[str, Json]:
    """One clause, for programs."""
    return attributes(clause, "address level enum header text depth quoted")


def _whole(selected: SelectedText) -> Iterator[Block]:
    measure, text = selected.measure, selected.text
    dated = f", {text.date}" if text.date else ""
    yield Heading(f"{measure.id.printed}: {selected.version_name or text.version_code}{dated}", selected.name)
    yield from cautions(selected)
    if not selected.path:
        yield from _front(text)
    body = [clause for clause in selected.clauses if clause.level != "excerpt"]
    excerpts = [clause for clause in selected.clauses if clause.level == "excerpt"]
    if body:
        yield Passage(tuple(printed_paragraphs(selected, body)))
        if not selected.path and _missing(selected):
            yield Line(f"[the loaded text ends here; not loaded: {_missing(selected)}]", Tone.WARNING)
    if excerpts:
        yield Heading("Also in this text, place unknown")
        yield Passage(tuple(_excerpts(text, excerpts)))


def cautions(selected: SelectedText) -> Iterator[Line]:
    """What a reader must know before relying on the words."""
    text = selected.text
    if text.authority in _NOT_THE_PRINT:
        yield Line(_NOT_THE_PRINT[text.authority], Tone.WARNING)
    if text.note:
        yield Line(f"Note: {text.note}", Tone.QUIET)
    missing = _missing(selected)
    if missing:
        yield Line(
            f"Not loaded: {missing}. Go online and run `billtrack sync {selected.measure.id}` for the official text.",
            Tone.WARNING,
        )


_NOT_THE_PRINT: dict[Authority | None, str] = {
    Authority.RECORD: "As printed in the Congressional Record, not the official print.",
    Authority.COPY: "An unofficial copy, not the official text.",
}


def _missing(selected: SelectedText) -> str:
    return " and ".join(_PARTS[part] for part in selected.not_loaded())


_PARTS = {
    "preamble": "the preamble",
    "rest of preamble": "the rest of the preamble",
    "resolved": "the resolving clauses",
    "sections": "the sections",
}


def _front(text: TextVersion) -> Iterator[Block]:
    front = []
    if text.printed_sponsors:
        front.append(Paragraph(text.printed_sponsors, tone=Tone.QUIET))
    if text.official_title:
        front.append(Paragraph(text.official_title, tone=Tone.STRONG, address="title"))
    if front:
        yield Passage(tuple(front))


def _excerpts(text: TextVersion, clauses_found: Sequence[Clause]) -> Iterator[Paragraph]:
    sources = {f"excerpt/{number}": excerpt for number, excerpt in enumerate(text.excerpts, 1)}
    for clause in clauses_found:
        excerpt = sources[clause.address]
        yield Paragraph(f"“{clause.text}”", 0, f"[{excerpt.part}]", address=clause.address)
        yield Paragraph(f"Source: {excerpt.source}", 1, tone=Tone.QUIET)
        if excerpt.note:
            yield Paragraph(excerpt.note, 1, tone=Tone.QUIET)


def without_addresses(block: Block) -> Block:
    """Give *block* without the addresses in its margin."""
    if not isinstance(block, Passage):
        return block
    return Passage(tuple(replace(paragraph, address="") for paragraph in block.paragraphs))


def _quotation(selected: SelectedText) -> Iterator[Block]:
    paragraphs = printed_paragraphs(selected, selected.clauses)
    first = paragraphs[0]
    paragraphs[0] = replace(first, lead=f"“{first.lead}") if first.lead else replace(first, text=f"“{first.text}")
    last = paragraphs[-1]
    paragraphs[-1] = replace(last, text=f"{last.text}”")
    yield Passage(tuple(paragraphs))
    yield Line(f"— {text_citation(selected)}")
    yield Line(congress_gov_text_url(selected.text_id), Tone.QUIET)
    if selected.text.authority in _QUOTED_FROM:
        quoted_from = _QUOTED_FROM[selected.text.authority]
        yield Line(f"Quoted from {quoted_from}; compare it with the official text.", Tone.WARNING)


_QUOTED_FROM: dict[Authority | None, str] = {
    Authority.RECORD: "the Congressional Record",
    Authority.COPY: "an unofficial copy",
}


class FileAnswer(PartsAnswer[FileText], frozen=True):
    """The texts of the files asked for; ``addressed`` gives the address of each clause beside it."""

    files: tuple[FileText, ...]
    addressed: bool = True
    named = "files"
    columns = named_columns("file address level enum header text")

    def item(self, part: FileText) -> JsonObject:
        """A file and its clauses."""
        said, headed, text = part.document.id, part.document.headed, part.document.text
        return {
            "file": part.name,
            "id": str(said.measure) if said else None,
            "version_code": said.version_code if said else None,
            "headed": str(headed) if headed else None,
            **attributes(text, "coverage official_title"),
            "clauses": [clause_data(clause) for clause in part.clauses],
        }

    def rows(self, part: FileText) -> Iterator[Row]:
        """One row per clause."""
        return (cells(self.columns, {"file": part.name, **clause_data(clause)}) for clause in part.clauses)

    def blocks(self, part: FileText) -> Iterator[Block]:
        """The words, under the name of the file."""
        return _blocks(part) if self.addressed else map(without_addresses, _blocks(part))


def _blocks(file: FileText) -> Iterator[Block]:
    yield Heading(file.name, _said(file))
    title = file.document.text.official_title
    if title and not file.path:
        yield Passage((Paragraph(title, tone=Tone.STRONG),))
    yield Passage(tuple(printed_clauses(file.clauses)))


def _said(file: FileText) -> str:
    said, headed = file.document.id, file.document.headed
    if said:
        return f"says it is {said}"
    return f"{f'headed {headed.printed}, ' if headed else ''}does not say which print it is"
