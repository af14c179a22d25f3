"""Whether a changed reference still names the same clause: the only proof that a changed number is not substantive.

The rule: a hunk is ``NUMBERING`` only if each reference it touches resolves, on both sides, to clauses that are matched
pairs, in the same order.  A hunk inside references that fails this is ``REFERENCE``.  Other hunks are not judged here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise

from billtrack.diff.engine import tuning
from billtrack.diff.engine.references.naming import name_of
from billtrack.diff.engine.references.parsing import find_references, may_refer
from billtrack.diff.engine.references.reference import CrossReference
from billtrack.diff.engine.references.resolving import TextReferences
from billtrack.diff.engine.result import ChangeClass, ReferenceChange
from billtrack.model.clauses import Clause
from billtrack.model.patterns import pattern
from billtrack.model.values import Value

_DESIGNATES = pattern(
    r"\d|\([0-9A-Za-z]{1,6}\)|\b[A-Z]{1,5}\b|[Ss]ection|aragraph|lause|item|[Tt]itle|vision|[Pp]art\b|hapter|rticle"
    r"|\b(?:this|such|preceding|previous|bill|resolution)\b|\b[A-Z]\w+"
)
"""Changed words that belong to a reference, or to the name of its law, match this."""


class ChangedWords(Value, frozen=True):
    """The changed words of one side: characters *start* to *stop* of *text*, the words of clause *at*.

    *at* is ``None`` if only part of the clause is known, so that nothing in it can be resolved.
    """

    text: str
    start: int
    stop: int
    at: int | None


class Judgment(Value, frozen=True):
    """``NUMBERING``, or ``REFERENCE`` with what the two sides name."""

    change_class: ChangeClass
    reference: ReferenceChange | None = None


class References:
    """The references of two texts and the matched pairs of clauses, both read on demand.

    *partners* maps each old clause to the new clause that is its matched pair; without it nothing is proven.
    """

    def __init__(
        self,
        old: Sequence[Clause] = (),
        new: Sequence[Clause] = (),
        partners: Callable[[], dict[int, int]] = dict,
    ) -> None:
        self._old, self._new = old, new
        self._make_partners = partners

    def judge(self, old: ChangedWords, new: ChangedWords) -> Judgment | None:
        """Judge a hunk by the references it touches; ``None`` if it touches none, or other words changed too.

        A new (a) made (a) and (b) into (b) and (c).  "under subsection (a)" to "(b)" is ``NUMBERING``: both name the
        same clause.  "(a)" to "(c)" is ``REFERENCE``: "now names section 1(c), before section 1(a)".
        """
        if not _DESIGNATES.search(f"{old.text[old.start : old.stop]} {new.text[new.start : new.stop]}"):
            return None
        if not (_is_near_reference(old) and _is_near_reference(new)):
            return None
        olds = _touched(old)
        news = _touched(new) if olds else ()
        if not olds or len(olds) != len(news) or _between(old, olds) != _between(new, news):
            return None
        pairs = [(a, b) for a, b in zip(olds, news, strict=True) if a.key != b.key]
        if not pairs or any(_is_other_conjunction(a, b) for a, b in pairs):
            return None
        i, j = (old.at, new.at) if self._old and self._new else (None, None)
        changes = [self._change(a, i, b, j) for a, b in pairs]
        worst = next((change for change in changes if change is not None), None)
        return Judgment(ChangeClass.NUMBERING) if worst is None else Judgment(ChangeClass.REFERENCE, worst)

    def _change(self, a: CrossReference, i: int | None, b: CrossReference, j: int | None) -> ReferenceChange | None:
        """What two references name; ``None`` if it is proven to be the same."""
        olds = self._old_text.resolve(a, i) if i is not None else ()
        news = self._new_text.resolve(b, j) if j is not None else ()
        if olds and [self._partners.get(old) for old in olds] == list(news):
            return None
        before = name_of(self._old, self._old_text, olds, a, i)
        now = name_of(self._new, self._new_text, news, b, j)
        return ReferenceChange(before, now)

    @cached_property
    def _partners(self) -> dict[int, int]:
        return self._make_partners()

    @cached_property
    def _old_text(self) -> TextReferences:
        return TextReferences(self._old)

    @cached_property
    def _new_text(self) -> TextReferences:
        return TextReferences(self._new)


def _is_near_reference(passage: ChangedWords) -> bool:
    return may_refer(
        passage.text[max(0, passage.start - tuning.REFERENCE_REACH) : passage.stop + tuning.REFERENCE_REACH]
    )


def _touched(passage: ChangedWords) -> Sequence[CrossReference]:
    """The references that overlap the changed words, or that inserted words extend at the end.

    The name of the law that a reference gives belongs to it.
    """
    start, stop = passage.start, passage.stop
    found = find_references(passage.text)
    if start == stop:
        at = bisect_left(found, start, key=lambda each: each.end)
        near = [each for each in found[at : at + 1] if each.start < start]
        return near or [each for each in found[max(0, at - 1) : at] if start <= each.reach]
    at = bisect_right(found, start, key=lambda each: each.end)
    end = bisect_left(found, stop, key=lambda each: each.start)
    named = [each for each in found[max(0, at - 1) : at] if start < each.reach]
    return [*named, *found[at:end]]


def _between(passage: ChangedWords, touched: Sequence[CrossReference]) -> list[list[str]]:
    """The changed words outside the references: before, between and after them."""
    text, start, stop = passage.text, passage.start, passage.stop
    parts = [text[start : touched[0].start]] if start < touched[0].start else [""]
    parts += [text[a.stop : b.start] for a, b in pairwise(touched)]
    parts.append(text[touched[-1].stop : stop])
    return [part.split() for part in parts]


def _is_other_conjunction(a: CrossReference, b: CrossReference) -> bool:
    """Whether both name several clauses, but only one of them with "or"."""
    is_list = (a.is_several and b.is_several) or (a.joins and b.joins)
    return bool(is_list) and ("or" in a.joins) != ("or" in b.joins)
