"""From blocks of equal words to spans of text: every character of both surfaces stands in exactly one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from billtrack.analysis.diff.classify import Renumbering, classify, classify_alone
from billtrack.analysis.diff.result import ChangeClass, Op, Span
from billtrack.analysis.diff.surface import Surface
from billtrack.analysis.diff.words import Block
from billtrack.values import Value, replace


class Stretch(Value, frozen=True):
    """Words *first* to *end* of a surface, which stand in its characters *start* to *stop*."""

    first: int
    end: int
    start: int
    stop: int


class Wanderers:
    """The fragments of a unit: first word to (number of words, fragment number), for each side."""

    def __init__(self) -> None:
        self.old: dict[int, tuple[int, int]] = {}
        self.new: dict[int, tuple[int, int]] = {}


def whole(op: Op, surface: Surface, wanderers: Mapping[int, tuple[int, int]]) -> tuple[Span, ...]:
    """The spans of a unit that only one side has."""
    if not surface.text:
        return ()
    kind = classify_alone(surface.text)
    everything = Stretch(0, len(surface.code), 0, len(surface.text))
    return tuple(_marked(op, surface, everything, wanderers, kind))


def spans_of(
    old: Surface,
    new: Surface,
    blocks: Sequence[Block],
    wanderers: Wanderers,
    renumbering: Renumbering,
) -> tuple[Span, ...]:
    """Cut both surfaces at the *blocks*; hunks between them are deletions, then insertions, each with its class."""
    return tuple(_Cutter(old, new, wanderers, renumbering).run(blocks))


class _Cutter:
    def __init__(self, old: Surface, new: Surface, wanderers: Wanderers, renumbering: Renumbering) -> None:
        self._old, self._new = old, new
        self._wanderers, self._renumbering = wanderers, renumbering
        self._at_old = self._at_new = 0
        self._spans: list[Span] = []

    def run(self, blocks: Sequence[Block]) -> list[Span]:
        last_i = last_j = 0
        for block in blocks:
            self._hunk(last_i, block.i, last_j, block.j, is_last=False)
            last_i, last_j = block.i + block.size, block.j + block.size
            self._equal(block)
        self._hunk(last_i, len(self._old.atoms), last_j, len(self._new.atoms), is_last=True)
        return self._spans

    def _hunk(self, i: int, i_end: int, j: int, j_end: int, *, is_last: bool) -> None:
        """Emit the text between two blocks; white space both sides share goes to the blocks."""
        old, new = self._old, self._new
        stop_old = len(old.text) if is_last else old.atoms[i_end][0]
        stop_new = len(new.text) if is_last else new.atoms[j_end][0]
        a, b = old.text[self._at_old : stop_old], new.text[self._at_new : stop_new]
        if not a and not b:
            return
        if i == i_end and j == j_end:
            self._emit_equal(a, b)
        else:
            lead = _shared_space(a, b)
            self._emit_equal(a[:lead], b[:lead])
            tail = _shared_space(a[lead:][::-1], b[lead:][::-1])
            start_old, start_new = self._at_old + lead, self._at_new + lead
            self._numbers_apart(
                Stretch(i, i_end, start_old, stop_old - tail),
                Stretch(j, j_end, start_new, stop_new - tail),
                is_last=is_last,
            )
            self._emit_equal(a[len(a) - tail :], b[len(b) - tail :])
        self._at_old, self._at_new = stop_old, stop_new

    def _numbers_apart(self, old: Stretch, new: Stretch, *, is_last: bool) -> None:
        """Emit a hunk; where it opens with the clauses' numbers, they are a hunk of their own."""
        opens = old.first < old.end and new.first < new.end
        if opens and old.first in self._old.numbers and new.first in self._new.numbers:
            number_old, old = _first_apart(self._old, old)
            number_new, new = _first_apart(self._new, new)
            self._emit_hunk(number_old, number_new, ChangeClass.NUMBERING)
        if old.start < old.stop or new.start < new.stop:
            kind = classify(
                self._old.text[old.start : old.stop],
                self._new.text[new.start : new.stop],
                before=self._before(),
                is_last=is_last,
                in_heading=self._in_heading(old, new),
                renumbering=self._renumbering,
            )
            self._emit_hunk(old, new, kind)

    def _before(self) -> str:
        """The end of the words in front of a hunk that both texts have."""
        last = self._spans[-1] if self._spans else None
        return last.text[-200:] if last is not None and last.op is Op.EQUAL else ""

    def _in_heading(self, old: Stretch, new: Stretch) -> bool:
        """Whether the words of a hunk stand in headings, on each side that has any."""
        olds = all(self._old.is_heading(word) for word in range(old.first, old.end))
        return olds and all(self._new.is_heading(word) for word in range(new.first, new.end))

    def _emit_hunk(self, old: Stretch, new: Stretch, kind: ChangeClass) -> None:
        self._spans += _marked(Op.DELETE, self._old, old, self._wanderers.old, kind)
        self._spans += _marked(Op.INSERT, self._new, new, self._wanderers.new, kind)

    def _equal(self, block: Block) -> None:
        """Emit equal words, cut where the two surfaces begin or cease to differ."""
        old, new = self._old, self._new
        start_old, start_new = old.atoms[block.i][0], new.atoms[block.j][0]
        stop_old = old.atoms[block.i + block.size - 1][1]
        stop_new = new.atoms[block.j + block.size - 1][1]
        a, b = old.text[start_old:stop_old], new.text[start_new:stop_new]
        if a == b:
            self._emit_equal(a, b)
        else:
            for k in range(block.size):
                i, j, is_end = block.i + k, block.j + k, k == block.size - 1
                self._emit_equal(old.text[slice(*old.atoms[i])], new.text[slice(*new.atoms[j])])
                if not is_end:
                    self._emit_equal(
                        old.text[old.atoms[i][1] : old.atoms[i + 1][0]],
                        new.text[new.atoms[j][1] : new.atoms[j + 1][0]],
                    )
        self._at_old, self._at_new = stop_old, stop_new

    def _emit_equal(self, old: str, new: str) -> None:
        """Append equal text, joined to the last span when that is of the same kind."""
        if not old and not new:
            return
        last = self._spans[-1] if self._spans else None
        if old == new:
            if last is not None and last.op is Op.EQUAL and last.old is None:
                self._spans[-1] = Span(Op.EQUAL, last.text + new)
            else:
                self._spans.append(Span(Op.EQUAL, new))
        elif last is not None and last.op is Op.EQUAL and last.old is not None:
            self._spans[-1] = Span(Op.EQUAL, last.text + new, last.old + old, ChangeClass.TYPOGRAPHIC)
        else:
            self._spans.append(Span(Op.EQUAL, new, old, ChangeClass.TYPOGRAPHIC))


def _shared_space(a: str, b: str) -> int:
    """How many white-space characters *a* and *b* both begin with."""
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y or not x.isspace():
            break
        count += 1
    return count


def _first_apart(surface: Surface, stretch: Stretch) -> tuple[Stretch, Stretch]:
    """The first word of a stretch, and the rest of it."""
    after = stretch.first + 1
    cut = surface.atoms[after][0] if after < stretch.end else stretch.stop
    return replace(stretch, end=after, stop=cut), replace(stretch, first=after, start=cut)


def _marked(
    op: Op, surface: Surface, stretch: Stretch, wanderers: Mapping[int, tuple[int, int]], kind: ChangeClass
) -> list[Span]:
    """The spans of a stretch, cut where fragments begin and end."""
    end, start, stop = stretch.end, stretch.start, stretch.stop
    found: list[Span] = []
    for word in range(stretch.first, end) if wanderers else ():
        if word in wanderers:
            size, number = wanderers[word]
            begin = surface.atoms[word][0]
            after = surface.atoms[word + size][0] if word + size < end else stop
            if start < begin:
                found.append(Span(op, surface.text[start:begin], change_class=kind))
            found.append(Span(op, surface.text[begin:after], change_class=kind, fragment=number))
            start = after
    if start < stop:
        found.append(Span(op, surface.text[start:stop], change_class=kind))
    return found
