"""Splits and merges: one clause that became several, several that became one, a sentence that became a list."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rapidfuzz.distance import LCSseq

from billtrack.diff.engine import tuning
from billtrack.diff.engine.alignment import FREE, Alignment
from billtrack.diff.engine.near_copies import CopyList, NearCopies
from billtrack.diff.engine.units import Side
from billtrack.diff.engine.words import common_words
from billtrack.model.values import Value


class Group(Value, frozen=True):
    """Clauses that belong together: one to one, one to several, or one side only; indexes ascend."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def groups(alignment: Alignment, copies: tuple[NearCopies, NearCopies]) -> list[Group]:
    """Gather the pairs, the pieces of splits and merges, and the clauses of one side only; by new, then old.

    "The keeper shall ring the bell in fog, and shall sweep the gallery each Monday." was paired with the new "The
    keeper shall ring the bell in fog."  After it, "The keeper shall sweep the gallery each Monday." is unpaired and
    holds most of the words still missing: the old clause was split into the two.
    """
    old_copies, new_copies = copies
    taken_new = _pieces(alignment, new_copies)
    split = {alignment.to_new[i] for i in taken_new.values()}
    taken_old = _pieces(alignment.mirrored, old_copies, barred=split)
    found = []
    more_new: dict[int, list[int]] = {}
    more_old: dict[int, list[int]] = {}
    for piece, whole in taken_new.items():
        more_new.setdefault(whole, []).append(piece)
    for piece, whole in taken_old.items():
        more_old.setdefault(whole, []).append(piece)
    for j, i in enumerate(alignment.to_old):
        if i != FREE and i not in more_new and j not in more_old:
            found.append(Group((i,), (j,)))
        elif i != FREE:
            found.append(Group(tuple(sorted((i, *more_old.get(j, ())))), tuple(sorted((j, *more_new.get(i, ()))))))
        elif j not in taken_new:
            found.append(Group((), (j,)))
    found += [Group((i,), ()) for i, j in enumerate(alignment.to_new) if j == FREE and i not in taken_old]
    return found


def matched_pairs(found: Sequence[Group], old: Sequence[int], new: Sequence[int]) -> dict[int, int]:
    """Map the first old clause of each group to its first new one, if each contains the rest; *old*, *new*: parents."""
    return {
        group.old[0]: group.new[0]
        for group in found
        if group.old and group.new and _holds_rest(group.old, old) and _holds_rest(group.new, new)
    }


def _holds_rest(indexes: Sequence[int], parents: Sequence[int]) -> bool:
    """Whether the first clause contains all the others."""
    for at in indexes[1:]:
        above = at
        while above > indexes[0]:
            above = parents[above]
        if above != indexes[0]:
            return False
    return True


def part_pieces(alignment: Alignment) -> None:
    """Undo pairs where a clause fits better as a piece of the pair beside it.

    Old: "ring the bell in fog and in snow; sweep the gallery each Monday before noon;" and "sweep the stairs each
    Friday;".  New: "ring the bell in fog and in snow;" and "sweep the gallery each Monday before noon;".  The old
    clauses were paired with the new ones in order.  But the last new clause completes the first old one word for word,
    so its own pair is undone: the first was split, the second deleted.
    """
    old, new = alignment.old, alignment.new
    for i, j in [(i, j) for i, j in enumerate(alignment.to_new) if j != FREE and not alignment.is_unchanged(i)]:
        own = LCSseq.similarity(old.code(i), new.code(j))
        if _is_piece(alignment, j, own) or _is_piece(alignment.mirrored, i, own):
            alignment.part(i)


def _is_piece(alignment: Alignment, piece: int, own: int) -> bool:
    """Whether a paired new clause adds more to the pair beside it than the *own* words it shares with its partner."""
    words, to_whole = alignment.new.code(piece), alignment.to_old
    for beside in (piece - 1, piece + 1):
        if len(words) < tuning.PART_WORDS or not 0 <= beside < len(to_whole) or to_whole[beside] == FREE:
            continue
        whole, had = alignment.old.code(to_whole[beside]), alignment.new.code(beside)
        if len(whole) < len(had) + tuning.PIECE_GAIN * len(words):
            continue
        together = had + words if beside < piece else words + had
        gain = LCSseq.similarity(whole, together) - LCSseq.similarity(whole, had)
        is_more = gain > own if gain == len(words) else gain > own + tuning.PART_MARGIN * len(words)
        if gain >= tuning.PART_GAIN * len(words) and is_more:
            return True
    return False


def _pieces(alignment: Alignment, copies: NearCopies, barred: Collection[int] = ()) -> dict[int, int]:
    """Map each unpaired new clause that completes the pair beside it to the old clause it is a piece of.

    "(b) Fees.—Each pilot pays a fee.  The fee shall cover the following:" became "(b) Fees", "(1) In general.—Each
    pilot pays a fee." and "(2) Costs.—The fee under paragraph (1) shall cover the following:".  The old clause is
    paired with (1).  The new (b) has its heading, and (2) has most of its last sentence and all of the list below it.
    """
    cut, uncut, to_whole = alignment.new, alignment.old, alignment.to_old
    found: dict[int, int] = {}
    parts: dict[int, list[int]] = {}
    free = [piece for piece, whole in enumerate(to_whole) if whole == FREE and cut.code(piece)]
    for order, step in ((free, -1), (free[::-1], 1)):
        for piece in order:
            beside = piece + step
            if piece in found or not 0 <= beside < len(to_whole):
                continue
            whole = to_whole[beside] if to_whole[beside] != FREE else found.get(beside, FREE)
            if whole == FREE or whole in barred:
                continue
            have = parts.get(whole) or [alignment.to_new[whole]]
            had = "".join([cut.code(at) for at in sorted(have)])
            share = tuning.PIECE_GAIN_OF_HEAD if _has_its_list(alignment, piece, whole) else tuning.PIECE_GAIN
            if _has_its_heading(alignment, piece, whole, beside) or _gains(
                uncut.code(whole), had, cut.code(piece), copies.run_of(piece), share, before=step == 1
            ):
                found[piece] = whole
                parts[whole] = [*have, piece]
    return found


def _has_its_heading(alignment: Alignment, piece: int, whole: int, beside: int) -> bool:
    """Whether *piece* is only the heading of *whole*, above the pair beside it."""
    cut, uncut = alignment.new, alignment.old
    here, there = cut.clauses[piece], uncut.clauses[whole]
    if here.text or not here.header or not there.header or cut.parents[beside] != piece:
        return False
    return cut.code(piece) == uncut.vocabulary.encode_heading(there.header)


def _has_its_list(alignment: Alignment, piece: int, whole: int) -> bool:
    """Whether most clauses below *whole* are now below *piece*."""
    items, had = alignment.new.children.get(piece, ()), alignment.old.children.get(whole, ())
    to_whole, parents = alignment.to_old, alignment.old.parents
    kept = sum(to_whole[item] != FREE and parents[to_whole[item]] == whole for item in items)
    return bool(items) and kept >= tuning.MOSTLY * max(len(items), len(had))


def _gains(whole: str, had: str, piece: str, run: CopyList | None, share: float, *, before: bool) -> bool:
    """Whether adding *piece* to the pieces already *had* covers more of *whole*, by a *share* of the words of *piece*.

    For an item of a list of near copies (*run*), its distinctive words count.  A piece of a word or two, such as the
    "That" of an enacting clause, must complete *whole* exactly.
    """
    if len(whole) < share * len(piece):
        return False
    together = piece + had if before else had + piece
    if len(piece) < tuning.PIECE_WORDS:
        return whole == together
    if LCSseq.similarity(whole, together) - LCSseq.similarity(whole, had) < share * len(piece):
        return False
    if run is None:
        return True
    return run.weigh(_common(whole, together)) - run.weigh(_common(whole, had)) >= share * run.weigh(piece)


def _common(old: str, new: str) -> str:
    return "".join([old[block.i : block.i + block.size] for block in common_words(old, new)])


# ---------------------------------------------------------------------------- sentences and lists


def match_sentences(alignment: Alignment) -> None:
    """Pair a sentence with the opening words of a list that says the same, or the reverse.

    "The owner shall paint the hull, mend the nets, pay the crew, and ring the bell." became "The owner shall—", "(1)
    paint the hull;", "(2) mend the nets;", "(3) pay the crew; and", "(4) ring the bell."  Each piece is too small a
    part of the sentence to be paired with it, but together they hold nearly every word.  The items follow as pieces
    of a split.
    """
    for olds, news in alignment.gaps().open():
        _join_lists(alignment, olds, news)
        _join_lists(alignment.mirrored, news, olds)


def _join_lists(alignment: Alignment, wholes: Sequence[int], pieces: Sequence[int]) -> None:
    """Join the unpaired old clauses *wholes* with heads of lists among the unpaired new clauses *pieces*."""
    whole, cut = alignment.old, alignment.new
    sentences = [at for at in wholes if len(whole.code(at)) >= tuning.LIST_WORDS]
    lists = [found for at in pieces if at in cut.children and (found := _list(cut, at, pieces))] if sentences else []
    for at in sentences:
        words = whole.code(at)
        scored = [(LCSseq.similarity(words, run) / max(len(words), len(run)), head) for head, run in lists]
        best, head = max(scored, default=(0.0, FREE))
        if best >= tuning.LIST_SHARE:
            alignment.join(at, head)
            lists = [(other, run) for other, run in lists if other != head]


def _list(side: Side, head: int, free: Sequence[int]) -> tuple[int, str] | None:
    """Read the clause *head* and all below it as one run of words, if all are unpaired."""
    end = head + 1
    while end < len(side) and side.parents[end] >= head:
        end += 1
    members = range(head, end)
    return (head, "".join(map(side.code, members))) if set(members) <= set(free) else None
