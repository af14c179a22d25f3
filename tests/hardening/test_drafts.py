"""Drafts from strangers: Word, PDF, saved pages and copies, made to harm or damaged; read, or refused in one line."""

from __future__ import annotations

import io
import random
import resource
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from functools import partial

import pytest
from docx import Document

from billtrack.errors import InputError
from billtrack.model.choices import Tracked
from billtrack.model.measure_names import MeasureId, MeasureType, TextId
from billtrack.sources.plaintext import parse_plaintext
from hostile import cases, mutated

Tried = Callable[[str, str, int], None]
KNOWN = TextId(MeasureId(MeasureType.HR, 7, 119), "ih")
WORDS = ("A BILL", "To light harbors.", "SECTION 1. SHORT TITLE.", "This Act may be cited as the “Lamp Act”.",
         "SEC. 2. LAMPS.", "(a) The keeper shall—", "(1) light the lamp; and", "(2) ring the bell.")  # fmt: skip


def word() -> bytes:
    document = Document()
    for line in WORDS:
        document.add_paragraph(line)
    document.add_paragraph("listed", style="List Number")
    document.add_table(2, 2).cell(0, 0).text = "Year"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf(content: bytes, *, more: str = "", filters: str = "/FlateDecode", pages: str = "[3 0 R]") -> bytes:
    """A PDF of one page that draws *content*, which is packed already."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count 1 /Kids {pages} >>".encode(),
        f"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> {more} >> >>".encode(),
        f"<< /Length {len(content)} /Filter [{filters}] >>\nstream\n".encode() + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    ]
    file = io.BytesIO(b"%PDF-1.7\n")
    file.seek(0, io.SEEK_END)
    places = []
    for number, each in enumerate(objects, 1):
        places.append(file.tell())
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    start = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    file.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    file.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return file.getvalue()


TYPED: dict[int, int | str] = {0x201C: 34, 0x201D: 34, 0x2014: 45, 40: "\\(", 41: "\\)"}


def drawn(*lines: str) -> bytes:
    shown = "".join(f"({line.translate(TYPED)}) '\n" for line in lines)
    return zlib.compress(f"BT /F 12 Tf 72 700 Td 14 TL\n{shown}ET".encode("latin-1"))


PDF = pdf(drawn(*WORDS))
PAGE = (
    "<!DOCTYPE html><html><head><title>x</title><script>SEC. 9. x</script></head><body><nav>Home</nav>"
    f"<main>{''.join(f'<p>{line}</p>' for line in WORDS)}</main><footer>About</footer></body></html>"
).encode()
COPY = "\n".join([*(f"{at:2} {line}" for at, line in enumerate(WORDS, 1)), "•HR 7 IH", "VerDate Sep 11 2014"]).encode()
MAIL = "\n".join(f"> {line}" for line in WORDS).encode()
TOKENS = (
    *(b"\0", b"\xff", b"PK\x03\x04", b"PK\x01\x02", b"\xff\xff\xff\xff", b"<w:p>", b"</w:p>", b"<!DOCTYPE x [", b"&e;"),
    *(b" obj\n", b"endobj", b"stream\n", b"endstream", b"2 0 R", b"<<", b">>", b"[", b"]", b"/Kids", b"/Parent 3 0 R"),
    *(
        b"/Length 99999999",
        b"/Filter /LZWDecode",
        b"startxref\n0",
        b"/Prev 9",
        b"<div>" * 300,
        b"</p>",
        b"<pre>",
        b"- ",
    ),
)


def read(data: bytes, tracked: Tracked = Tracked.ACCEPTED) -> list[str | None]:
    text = parse_plaintext(data, name="draft", known=KNOWN, tracked=tracked).text
    return [section.enum for section in text.sections or ()]


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A Word document with one part changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, change(old.read(member)) if member == part else old.read(member))
    return file.getvalue()


WORD = word()
BODY = "word/document.xml"
KINDS = {"Word": WORD, "PDF": PDF, "a saved page": PAGE, "a copy of a PDF": COPY, "a mail": MAIL}


@pytest.mark.parametrize("name", KINDS)
def test_each_is_read(name: str) -> None:
    assert read(KINDS[name]) == ["SECTION 1.", "SEC. 2."]


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


def with_entities(part: bytes) -> bytes:
    at = part.index(b"?>") + 2
    return part[:at] + ENTITIES + part[at:]


def bomb(part: bytes) -> bytes:
    return part.replace(b"</w:body>", b"<w:p/>" * 5_000_000 + b"</w:body>")


def deep(part: bytes) -> bytes:
    return part.replace(b"<w:body>", b"<w:body>" + b"<w:sdt><w:sdtContent>" * 5000)


def zeros() -> bytes:
    return zlib.compress(b"0 " * 150_000_000)


TRICKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "Word: a bomb": (partial(changed, WORD, BODY, bomb), "a zip bomb"),
    "Word: entities": (partial(changed, WORD, BODY, with_entities), "has declarations in its DOCTYPE"),
    "Word: entities in the styles": (
        partial(changed, WORD, "word/styles.xml", with_entities),
        "has declarations in its DOCTYPE",
    ),
    "Word: deep": (partial(changed, WORD, BODY, deep), "deep, the limit|not well-formed"),
    "Word: no words": (partial(changed, WORD, BODY, lambda _: b"<x/>"), "not a Word document"),
    "Word: cut off": (lambda: WORD[: len(WORD) // 2], "damaged Word document"),
    "PDF: a tree that is its own child": (lambda: pdf(drawn(*WORDS), pages="[2 0 R]"), "PDF"),
    "PDF: a stream of 300 MB": (lambda: pdf(zeros()), "PDF|more than the limit"),
    "PDF: a stream packed twice": (
        lambda: pdf(zlib.compress(zeros()), filters="/FlateDecode /FlateDecode"),
        "PDF|limit",
    ),
    "PDF: steps without end": (
        lambda: pdf(zlib.compress(b"BT /F 9 Tf\n" + b"(a) '\n" * 160_000 + b"ET")),
        "takes longer",
    ),
    "PDF: a page that draws 4 MB": (lambda: pdf(zlib.compress(b"0 0 m " * 700_000)), "draws more than the limit"),
    "PDF: cut off": (lambda: PDF[: len(PDF) // 3], "PDF"),
    "PDF: no words": (lambda: pdf(zlib.compress(b"0 0 m 9 9 l S")), "no text in it"),
    "PDF: nothing": (lambda: b"%PDF-1.7\n", "damaged PDF"),
    "a page of 100,000 levels": (lambda: b"<html><body>" + b"<div>" * 100_000 + PAGE, "draft: "),
    "a page without words": (lambda: b"<html><body><p></p></body></html>", "a web page"),
}


@pytest.mark.parametrize("name", TRICKS)
def test_a_trick_is_refused_in_a_line_soon_and_small(name: str, tried: Tried) -> None:
    make, expected = TRICKS[name]
    data = make()
    tracemalloc.start()
    start = time.process_time()
    try:
        with pytest.raises(InputError, match=expected) as caught:
            read(data)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400
    assert time.process_time() - start < 30
    assert peak < 500_000_000
    tried("A draft made to harm is refused", name, 1)


@pytest.mark.parametrize("name", KINDS)
def test_a_mutated_draft_is_read_or_refused(name: str, tried: Tried) -> None:
    count, slowest, before = cases(100), 0.0, peak_memory()
    for seed in range(count):
        chance = random.Random(f"{name} {seed}")
        data = mutated(KINDS[name], chance, TOKENS)
        start = time.process_time()
        try:
            read(data, chance.choice(list(Tracked)))
        except InputError as error:
            assert "\n" not in str(error), (seed, error)  # noqa: PT017 - reading it is as good
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise
        slowest = max(slowest, time.process_time() - start)
    assert slowest < 20
    assert peak_memory() - before < 500_000_000
    tried("The library answers or refuses", f"mutations of {name}", count)


def peak_memory() -> int:
    """The most bytes this process has held at once; a kilobyte is the unit on Linux."""
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_mutated_parts_of_a_word_document_are_read_or_refused(tried: Tried) -> None:
    """A change of the zip's bytes seldom reaches the XML inside; these change the XML and pack it again."""
    count, before = cases(60), peak_memory()
    parts = (BODY, "word/numbering.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels")
    for seed in range(count):
        chance = random.Random(f"part {seed}")
        data = changed(WORD, chance.choice(parts), partial(mutated, chance=chance, tokens=TOKENS))
        try:
            read(data, chance.choice(list(Tracked)))
        except InputError as error:
            assert "\n" not in str(error), (seed, error)  # noqa: PT017 - reading it is as good
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise
    assert peak_memory() - before < 500_000_000
    tried("The library answers or refuses", "mutations of the parts of a Word document", count)
