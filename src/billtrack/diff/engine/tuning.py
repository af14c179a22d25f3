"""The engine's tuned numbers, each with its reason.

They were tuned on generated cases with known truth (``tests/benchmarks/diff_quality.py``), some seeds for tuning and
others to confirm.  Similarities and shares run from 0 to 1; weights are sums of word weights, at most 1 a word.
"""

from __future__ import annotations

# ------------------------------------------------------------------- clauses that are word for word the same

SURE_CHARACTERS = 24
"""Words of this many characters, found once on each side, are the same clause wherever they stand.

Shorter ones ("by adding at the end the following:") recur by chance."""
PRINTING_CHARACTERS = 40
"""Clauses up to this length are also paired by their letters alone; longer ones share enough words to be found."""

# ------------------------------------------------------------------------------- clauses that were reworded

GAP_PAIRS = 64
"""Pairs compared in a gap between two paired clauses; larger gaps are left to the search by rare words."""
GAP_SIMILARITY = 0.8
"""How alike two clauses in a small gap must be.  .7 and .9 made no difference on 160 cases."""
ROUNDS = (0.8, 0.62, 0.45)
"""What each round of the search demands: each sure pair makes its neighbors surer.

The first round alone lost .0004 of character F1 on 80 cases, with a worst case of .9856 for .9963."""
CONTEXT = 0.12
"""What surroundings that agree add to a similarity.  0 and .25 both cost lists of near copies .0003."""
CONTEXT_PARENT, CONTEXT_BEFORE, CONTEXT_AFTER, CONTEXT_NUMBER = 0.4, 0.25, 0.2, 0.15
"""How much of it the parents, the clauses before and after, and the numbers count for: 1 in all.

Numbers say least: any clause put in moves them on."""
DISORDER = 0.1
"""What breaking the order costs.  0 and .2 made no difference on 160 cases: evidence decides (see below)."""
ALIKE_ENOUGH = 0.92
"""A pair so alike needs no weighty words to be believed a move."""
EVIDENCE_WEIGHT = 3.0
"""The weight that a reworded clause which moved must have kept: about four telling words."""
EVIDENCE_MUCH = 4.5
"""The weight from which what a move kept is much: it tells even where half the words are others."""
EVIDENCE_SHARE = 0.6
"""The share of their weight that the two sides of a move must have in common where that is much.

At .68, a definition that went to another list and was reworded counted as new: character F1 .9991 for .9994 on 200
cases, with a worst case of .9837 for .9875.  .55 gained nothing."""
EVIDENCE_SHARE_OF_LITTLE = 0.68
"""The same where it is little: at .6, "by redesignating subsections (f) and (g)" moved across a whole bill."""
SHARED_BY = 32
"""A word or pair of words in more clauses than this finds no candidates: it is a form of words."""
NEAREST = 6
"""Candidates looked at for each clause, those that share most rare words."""
SAMPLE = 60
"""Pairs of words that stand for a long clause in the search, so that a page-long proviso costs no more than a line."""

# ----------------------------------------------------------------------- near copies, one beside the other

COPY_REACH = 24
"""Clauses before and after in which a twin that stayed is looked for."""
COPY_SHARE = 0.8
"""The share of the words of a match that a twin must hold, too."""
COPY_OWN = 0.5
"""The weight of the words that no twin holds from which a match is believed: less than one rare word."""
COPY_DISTANCE = 0.4
"""A clause is a copy of one that stayed when it differs from it by less than this share of what it differs by from the
clause it stands in for.  .67 took edits in lists of near copies apart."""
RUN_ITEMS = 3
"""The least items of a list of near copies.  2 gained nothing: two items say too little of what is shared."""
RUN_REACH = 3
"""How many runs back an item may continue: a foreign item or two do not end a list."""
RUN_LENGTH = 0.4
"""Siblings whose lengths differ by more are not compared: a saving, near copies are of a length."""
RUN_SIMILARITY = 0.6
"""How alike near copies are: "the port of Amity" and "the port of Brill" share three words of four."""
RUN_TELLING = 0.5
"""Two items whose own words weigh less in all are told apart by nothing."""
RUN_STRANGE = 0.25
"""The weight of a word that no item of the other list has: it says that an item changed, hardly which one it was.

At 1, items with many new words were paired by their place: character F1 .9959 for .9979 on 80 such lists."""
RUN_OWN = 0.9
"""The weight of own words, about one word, from which a short item of a list is believed to have moved."""

# ------------------------------------------------------------------------------ clauses paired in their order

ORDER_LEAST_WORDS = 0.3
"""Clauses that share fewer words are not weighed: a saving."""
ORDER_LEAST = 0.2
"""The least similarity by weight of a pair that keeps its place."""
ORDER_LEAST_MOVED = 0.45
"""The same inside a parent that moved: order says less there."""
ORDER_CONTEXT = 0.25
"""What number, level and parent that agree add to a similarity."""
ORDER_NUMBER, ORDER_LEVEL, ORDER_PARENT = 0.4, 0.3, 0.3
"""How much of it each counts for: 1 in all.  Among clauses in the same order, the number says most."""
ORDER_THRESHOLD = 0.42
"""What a pair must reach with its context to gain anything."""
ORDER_PAIRS = 40_000
"""Pairs up to which a gap is solved as a whole: time grows with them."""
BARE_NUMBER = 0.3
"""The gain of two clauses of the same number and no words."""
MOSTLY = 0.5
"""The share of the children that must have gone to one parent for theirs to be paired with it."""
RECONSIDER_PAIRS = 4_000
"""Pairs up to which a doubtful stretch is read again: all of them are compared."""
RECONSIDER_DISORDER = 0.3
"""What a pair must gain more to be worth a move; .15 left twins swapped between two lists, .5 parted real moves."""
TELLING = 1.2
"""The weight from which a short clause is believed to have moved alone: more than one rare word."""

# ---------------------------------------------------------------------------------------- splits and merges

LIST_WORDS = 8
"""The least words of a sentence that may have become a list."""
LIST_SHARE = 0.7
"""The share of the words that a sentence and a list must have in common, of the longer of the two."""
PIECE_GAIN = 0.55
"""The share of a piece's words that it must add to what the pieces before it hold of the whole."""
PIECE_WORDS = 3
"""Shorter pieces must complete the whole to the word: any clause holds "and" or a period."""
PART_WORDS = 6
"""The least words of a clause that is taken from its partner to become a piece of the pair beside it."""
PART_GAIN = 0.85
"""The share of its words that such a piece must add."""
PART_MARGIN = 0.1
"""The share of its words by which it must fit better there than with its partner."""

# ------------------------------------------------------------------------------------- words that wandered

NEAR_WORDS = 5
"""The least words of a run that wandered within a stretch of changed text, found once on each side."""
NEAR_WEIGHT = 4.0
"""What such a run must weigh: forms of words come and go without wandering."""
FAR_WORDS = 16
"""The least words of a run that wandered anywhere."""
FAR_WEIGHT = 10.0
"""What such a run must weigh."""
SENTENCE_WORDS = 6
"""The least words of a whole sentence that is followed however common its words."""

# ------------------------------------------------------------------------------- excerpts and printed units

EXCERPT_SHARE = 0.4
"""The share of its weight that an excerpt must have in common with a clause to be compared with it."""
RELATED_SHARE, RELATED_CHARACTERS = 0.25, 60
"""What two printed units must share to be related, of the shorter or in characters: the rule of the official scorer."""

# ------------------------------------------------------------------------------------------ words and hunks

MARK = 0.1
"""The weight of a mark: it ties words together and tells nothing."""
STOP_WORD = 0.2
"""The weight of a stop word."""
FEW_CLAUSES = 30
"""Clauses added to those counted, which hold no word: with two changed clauses every word they share seemed common.

"[-steel bridges-]{+bridges of county roads+}" became "[-steel-] bridges {+of county roads+}"."""
COMMONEST = 0.3
"""The weight of a word that every changed clause holds; a stop word weighs less, the rarest word 1."""
HUNK = 1.5
"""What a further hunk costs a reader, in weighted words."""
HUNK_GUARDED = 0.75
"""The same beside a change of "not", "shall", an amount or a date, which must not drown in a larger hunk."""
GUARD = 0.25
"""By how much an unchanged "not", "shall" or amount is worth more than a hunk, unless keeping it cuts a phrase."""
CUT = 1.0
"""What cutting a phrase costs: a date, an amount, a citation, a proper name."""
EDGE_SENTENCE, EDGE_PAUSE, EDGE_MARK, EDGE_WORD, EDGE_OTHER, EDGE_STOP_WORD = 4.0, 3.0, 2.0, 1.0, 0.5, -2.0
"""How good an edge for a change is: at a sentence's end, after a comma or before "(a)", before a mark, between words,
before another mark, after a stop word.  Their order counts: both edges of a change are added up."""
WORD_PAIRS = 200_000_000
"""Word pairs above which a text without structure is cut at passages found once on each side: memory grows fast."""
PASSAGES = (8, 4, 2, 1)
"""The lengths, in words, of the passages tried for that, the surest first."""

# ---------------------------------------------------------------------------------------- classes and references

HUNK_REACH = 300
"""Characters around a hunk that its class may depend on: more than any resolving or enacting formula has."""
LINK_REACH = 40
"""Characters at the end of an item in which the conjunction to the next one stands."""
REFERENCE_REACH = 400
"""Characters around a hunk in which the reference that it belongs to names its level: ``sections 3, 4, ... and 12``."""
LAW_REACH = 40
"""Characters before a reference in which a law is named or an amendment mentioned that it belongs to."""
NAME_START, NAME_END = 24, 16
"""Characters that a level's name may start before, and end after, the part that is looked for: ``the preceding
subparagraphs``."""
NAMED_AT_MOST = 4
"""Clauses that the note on a reference names; it counts the rest."""
TEXTS_KEPT = 256
"""Clauses whose references are remembered: those of one clause are asked for again and again, then never."""
NUMBERS_KEPT = 1 << 15
"""Numbers of clauses remembered: with fewer than a long list has, none is found again on the other side."""

# ------------------------------------------------------------------------------------------------ highlights

FIGURE_REACH = 80
"""Characters beside a change in which a figure that it touches may begin or end."""
NEW_SENTENCE_WORDS = 8
"""Words from which an insertion or deletion by itself may be a sentence, whose figures face no others."""
REPEATED = 3
"""How often words must change alike to be told as a replacement: two may be chance."""
REPLACED_WORDS = 8
"""The longest words so told: a longer passage is no term."""
SMALL_WORD = 4
"""Words of so many letters that only came or went ("and", "such") tell nothing, however often."""
