"""From blocks of equal words to spans of text: every character of both sides is in exactly one span."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from billtrack.diff.engine import tuning
from billtrack.diff.engine.classify import HunkPlace, classify, classify_alone, classify_number
from billtrack.diff.engine.display_text import DisplayText
from billtrack.diff.engine.references import Judgment, References
from billtrack.diff.engine.result import ChangeClass, Op, Span
from billtrack.diff.engine.words import Block
from billtrack.model.values import Value

_JUDGED = frozenset({ChangeClass.SUBSTANTIVE, ChangeClass.CAPITALIZATION})
"""Classes that changed words may have before their references are judged."""


_LINKS = frozenset({"", "and", "or"})
"""Words that link a clause to the next, without marks."""


class Stretch(Value, frozen=True):
    """Words *first* to *end* of a displayed text: its characters *start* to *stop*."""

    first: int
    end: int
    start: int
    stop: int


class Wanderers:
    """The moved words of a unit, per side: first word to (number of words, fragment number)."""

    def __init__(self) -> None:
        self.old: dict[int, tuple[int, int]] = {}
        self.new: dict[int, tuple[int, int]] = {}


def whole(op: Op, surface: DisplayText, wanderers: Mapping[int, tuple[int, int]]) -> tuple[Span, ...]:
    """Make the spans of a unit that only one side has."""
    if not surface.text:
        return ()
    kind = classify_alone(surface.text)
    everything = Stretch(0, len(surface.code), 0, len(surface.text))
    return tuple(_marked(op, surface, everything, wanderers, Judgment(kind)))


def spans_of(
    old: DisplayText,
    new: DisplayText,
    blocks: Sequence[Block],
    wanderers: Wanderers,
    *,
    is_linked: Callable[[], bool],
    references: References,
    is_requoted: bool = False,
) -> tuple[Span, ...]:
    """Cut both sides at the *blocks*; a hunk between two blocks is deletions, then insertions, with its class.

    "paint it white." and "paint it red." become ``paint it`` (equal), ``white`` (deleted), ``red`` (inserted) and the
    period (equal); the hunk is substantive.  *is_linked* and *is_requoted*: see ``classify.HunkPlace``.
    """
    return tuple(_Cutter(old, new, wanderers, is_linked, references, is_requoted=is_requoted).run(blocks))


class _Cutter:
    def __init__(
        self,
        old: DisplayText,
        new: DisplayText,
        wanderers: Wanderers,
        is_linked: Callable[[], bool],
        references: References,
        *,
        is_requoted: bool,
    ) -> None:
        self.old, self.new, self.wanderers = old, new, wanderers
        self.is_linked, self.references, self.is_requoted = is_linked, references, is_requoted
        self.at_old = self.at_new = 0
        self.spans: list[Span] = []

    def run(self, blocks: Sequence[Block]) -> list[Span]:
        last_i = last_j = 0
        for block in blocks:
            self._hunk(last_i, block.i, last_j, block.j, is_last=False)
            last_i, last_j = block.i + block.size, block.j + block.size
            self._equal(block)
        self._hunk(last_i, len(self.old.places), last_j, len(self.new.places), is_last=True)
        return self.spans

    def _hunk(self, i: int, i_end: int, j: int, j_end: int, *, is_last: bool) -> None:
        """Emit the text between two blocks; shared white space goes to the blocks."""
        old, new = self.old, self.new
        stop_old = len(old.text) if is_last else old.places[i_end][0]
        stop_new = len(new.text) if is_last else new.places[j_end][0]
        a, b = old.text[self.at_old : stop_old], new.text[self.at_new : stop_new]
        if not a and not b:
            return
        if i == i_end and j == j_end:
            self._emit_equal(a, b)
        else:
            lead = _shared_space(a, b)
            self._emit_equal(a[:lead], b[:lead])
            tail = _shared_space(a[lead:][::-1], b[lead:][::-1])
            start_old, start_new = self.at_old + lead, self.at_new + lead
            self._numbers_apart(
                Stretch(i, i_end, start_old, stop_old - tail),
                Stretch(j, j_end, start_new, stop_new - tail),
                is_last=is_last,
            )
            self._emit_equal(a[len(a) - tail :], b[len(b) - tail :])
        self.at_old, self.at_new = stop_old, stop_new

    def _numbers_apart(self, old: Stretch, new: Stretch, *, is_last: bool) -> None:
        """Emit a hunk; clause numbers become separate hunks if they open it or no words beside them changed."""
        olds, news = _cut_at_numbers(self.old, old), _cut_at_numbers(self.new, new)
        words = self._letters(self.old, olds[::2]), self._letters(self.new, news[::2])
        if words[0] != words[1] and not any(side in _LINKS for side in words):
            opens = all(len(cut) > 1 and cut[0].first == cut[0].end for cut in (olds, news))
            olds, news = _joined_from(olds, 2 * opens), _joined_from(news, 2 * opens)
        _share_spaces(olds, news, self.old.text)
        _share_spaces(news, olds, self.new.text)
        for place in range(max(len(olds), len(news))):
            a = olds[place] if place < len(olds) else _end_of(old)
            b = news[place] if place < len(news) else _end_of(new)
            if a.start == a.stop and b.start == b.stop:
                continue
            if place % 2:
                kind = classify_number(self._words(self.old, a), self._words(self.new, b), is_requoted=self.is_requoted)
                self._emit_hunk(a, b, Judgment(kind))
            else:
                self._emit_classified(a, b, is_last=is_last and a.stop == old.stop and b.stop == new.stop)

    def _emit_classified(self, old: Stretch, new: Stretch, *, is_last: bool) -> None:
        place = HunkPlace(
            before=(
                self.old.text[max(0, old.start - tuning.HUNK_REACH) : old.start],
                self.new.text[max(0, new.start - tuning.HUNK_REACH) : new.start],
            ),
            after=(
                self.old.text[old.stop : old.stop + tuning.HUNK_REACH],
                self.new.text[new.stop : new.stop + tuning.HUNK_REACH],
            ),
            level=self.new.level,
            in_heading=self._in_heading(old, new),
            ends_heading=self.old.ends_heading(old.first, old.end) and self.new.ends_heading(new.first, new.end),
            is_last=is_last,
            is_linked=self.is_linked,
            is_requoted=self.is_requoted,
        )
        kind = classify(self._words(self.old, old), self._words(self.new, new), place)
        judgment = None
        if kind in _JUDGED:
            changed = self.old.passage(old.start, old.stop), self.new.passage(new.start, new.stop)
            judgment = self.references.judge(*changed)
        self._emit_hunk(old, new, judgment or Judgment(kind))

    def _letters(self, surface: DisplayText, parts: Sequence[Stretch]) -> str:
        """The letters and digits of the *parts*; if they match, only marks or capitals changed."""
        return "".join(filter(str.isalnum, "".join([self._words(surface, part) for part in parts]))).casefold()

    @staticmethod
    def _words(surface: DisplayText, stretch: Stretch) -> str:
        return surface.text[stretch.start : stretch.stop]

    def _in_heading(self, old: Stretch, new: Stretch) -> bool:
        """Whether all words of a hunk are in headings, on each side that has words."""
        olds = all(self.old.is_heading(word) for word in range(old.first, old.end))
        return olds and all(self.new.is_heading(word) for word in range(new.first, new.end))

    def _emit_hunk(self, old: Stretch, new: Stretch, judgment: Judgment) -> None:
        self.spans += _marked(Op.DELETE, self.old, old, self.wanderers.old, judgment)
        self.spans += _marked(Op.INSERT, self.new, new, self.wanderers.new, judgment)

    def _equal(self, block: Block) -> None:
        """Emit equal words, cut where the two printings start or stop differing."""
        old, new = self.old, self.new
        start_old, start_new = old.places[block.i][0], new.places[block.j][0]
        stop_old = old.places[block.i + block.size - 1][1]
        stop_new = new.places[block.j + block.size - 1][1]
        a, b = old.text[start_old:stop_old], new.text[start_new:stop_new]
        if a == b:
            self._emit_equal(a, b)
        else:
            for k in range(block.size):
                i, j, is_end = block.i + k, block.j + k, k == block.size - 1
                self._emit_equal(old.text[slice(*old.places[i])], new.text[slice(*new.places[j])])
                if not is_end:
                    self._emit_equal(
                        old.text[old.places[i][1] : old.places[i + 1][0]],
                        new.text[new.places[j][1] : new.places[j + 1][0]],
                    )
        self.at_old, self.at_new = stop_old, stop_new

    def _emit_equal(self, old: str, new: str) -> None:
        """Append equal text, joined to the last span if that is of the same kind."""
        if not old and not new:
            return
        last = self.spans[-1] if self.spans else None
        if old == new:
            if last is not None and last.op is Op.EQUAL and last.old is None:
                self.spans[-1] = Span(Op.EQUAL, last.text + new)
            else:
                self.spans.append(Span(Op.EQUAL, new))
        elif last is not None and last.op is Op.EQUAL and last.old is not None:
            self.spans[-1] = Span(Op.EQUAL, last.text + new, last.old + old, ChangeClass.TYPOGRAPHIC)
        else:
            self.spans.append(Span(Op.EQUAL, new, old, ChangeClass.TYPOGRAPHIC))


def _shared_space(a: str, b: str) -> int:
    """How many white-space characters *a* and *b* both begin with."""
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y or not x.isspace():
            break
        count += 1
    return count


def _cut_at_numbers(surface: DisplayText, stretch: Stretch) -> list[Stretch]:
    """Cut a stretch into words, number, words, number, ... words; any of the words may be empty.

    A line break without words goes with the number after it.
    """
    found: list[Stretch] = []
    first, start = stretch.first, stretch.start
    for at in sorted(number for number in surface.numbers if stretch.first <= number < stretch.end):
        begin = surface.places[at][0] if first < at else start
        after = surface.places[at + 1][0] if at + 1 < stretch.end else stretch.stop
        found += (Stretch(first, at, start, begin), Stretch(at, at + 1, begin, after))
        first, start = at + 1, after
    return [*found, Stretch(first, stretch.end, start, stretch.stop)]


def _share_spaces(parts: list[Stretch], others: Sequence[Stretch], text: str) -> None:
    """Give the space after a number to the words after it if the other side lacks those words."""
    for at in range(1, min(len(parts), len(others)), 2):
        number, words, other = parts[at], parts[at + 1], others[at + 1]
        stop = number.start + len(text[number.start : number.stop].rstrip())
        if words.start < words.stop and other.start == other.stop and stop < number.stop:
            parts[at] = Stretch(number.first, number.end, number.start, stop)
            parts[at + 1] = Stretch(words.first, words.end, stop, words.stop)


def _joined_from(parts: Sequence[Stretch], at: int) -> list[Stretch]:
    """Join the stretches from *at* on into one."""
    return [*parts[:at], Stretch(parts[at].first, parts[-1].end, parts[at].start, parts[-1].stop)]


def _end_of(stretch: Stretch) -> Stretch:
    return Stretch(stretch.end, stretch.end, stretch.stop, stretch.stop)


def _marked(
    op: Op, surface: DisplayText, stretch: Stretch, wanderers: Mapping[int, tuple[int, int]], judgment: Judgment
) -> list[Span]:
    """Make the spans of a stretch, cut where fragments begin and end."""
    end, start, stop = stretch.end, stretch.start, stretch.stop
    kind, named = judgment.change_class, judgment.reference
    found: list[Span] = []
    for word in range(stretch.first, end) if wanderers else ():
        if word in wanderers:
            size, number = wanderers[word]
            begin = surface.places[word][0]
            after = surface.places[word + size][0] if word + size < end else stop
            if start < begin:
                found.append(Span(op, surface.text[start:begin], change_class=kind, reference=named))
            found.append(Span(op, surface.text[begin:after], change_class=kind, fragment=number, reference=named))
            start = after
    if start < stop:
        found.append(Span(op, surface.text[start:stop], change_class=kind, reference=named))
    return found
