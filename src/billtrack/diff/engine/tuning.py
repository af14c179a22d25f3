"""The engine's tuned numbers, each with its reason.

They were tuned on generated cases with known answers (``tests/benchmarks/diff_quality.py``), with some seeds for tuning
and others for confirmation.  Similarities and shares run from 0 to 1; weights are sums of word weights, at most 1 per
word.
"""

from __future__ import annotations

# ------------------------------------------------------------------- clauses that are word for word the same

SURE_CHARACTERS = 24
"""Clauses of this many characters, found once on each side, are the same clause wherever they are.

Shorter ones ("by adding at the end the following:") recur by chance."""
PRINTING_CHARACTERS = 40
"""Clauses up to this many characters are also paired by letters alone; longer ones share enough words."""

# ------------------------------------------------------------------------------- clauses that were reworded

GAP_PAIRS = 64
"""Pairs compared in a gap between two paired clauses; larger gaps are left to the search by rare words."""
GAP_SIMILARITY = 0.8
"""How alike two clauses in a small gap must be.  .7 and .9 made no difference on 160 cases."""
ROUNDS = (0.8, 0.62, 0.45)
"""The score each round of the search demands; each pair found supports its neighbors.

The first round alone lost .0004 of character F1 on 80 cases, with a worst case of .9856 instead of .9963."""
CONTEXT = 0.12
"""What surroundings that agree add to a similarity.  0 and .25 both cost lists of near copies .0003."""
CONTEXT_PARENT, CONTEXT_BEFORE, CONTEXT_AFTER, CONTEXT_NUMBER = 0.4, 0.25, 0.2, 0.15
"""The shares of the parents, the clauses before and after, and the numbers in it: 1 in total.

Numbers count least: any inserted clause shifts them."""
DISORDER = 0.1
"""What breaking the order costs.  0 and .2 made no difference on 160 cases: the evidence below decides."""
ALIKE_ENOUGH = 0.92
"""A pair this similar counts as a move without heavy words."""
EVIDENCE_WEIGHT = 3.0
"""The weight of words that a clause moved and reworded must keep: about four rare words."""
EVIDENCE_MUCH = 4.5
"""From this weight on, what a move kept is much: enough even if half the words changed."""
EVIDENCE_SHARE = 0.6
"""The share of weight that the two sides of a move must have in common if that is much.

At .68, a definition that went to another list and was reworded counted as new: character F1 .9991 instead of .9994 on
200 cases, with a worst case of .9837 instead of .9875.  .55 gained nothing."""
EVIDENCE_SHARE_OF_LITTLE = 0.68
"""The same if it is little: at .6, "by redesignating subsections (f) and (g)" moved across a whole bill."""
SHARED_BY = 32
"""A word or word pair in more clauses than this is boilerplate and finds no candidates."""
NEAREST = 6
"""Candidates examined per clause: those that share most rare words."""
SAMPLE = 60
"""Word pairs that represent a long clause in the search, so that a page-long proviso costs no more than a line."""

# ----------------------------------------------------------------------- near copies, one beside the other

COPY_REACH = 24
"""Clauses before and after that are searched for a copy that stayed."""
COPY_SHARE = 0.8
"""The share of a match's words that such a copy must have."""
COPY_OWN = 0.5
"""The weight of words that no copy has, from which a match counts: less than one rare word."""
COPY_DISTANCE = 0.4
"""A clause is a copy of one that stayed if its difference from it is less than this share of its difference from the
clause it would be paired with.  .67 broke up edits in lists of near copies."""
RUN_ITEMS = 3
"""The minimum items of a list of near copies.  2 gained nothing: two items show too little of what is shared."""
RUN_REACH = 3
"""How many runs back an item may continue: an unrelated item or two does not end a list."""
RUN_LENGTH = 0.4
"""Siblings whose lengths differ by more are not compared, to save time: near copies have similar lengths."""
RUN_SIMILARITY = 0.6
"""How alike near copies are: "the port of Amity" and "the port of Brill" share three words of four."""
RUN_TELLING = 0.5
"""If the distinctive words of two items weigh less in total, nothing sets them apart."""
RUN_STRANGE = 0.25
"""The weight of a word that no item of the other list has: it shows that an item changed, hardly which one it was.

At 1, items with many new words were paired by position: character F1 .9959 instead of .9979 on 80 such lists."""
RUN_OWN = 0.9
"""The weight of distinctive words, about one word, from which a short list item can count as moved."""

# ------------------------------------------------------------------------------ clauses paired in their order

ORDER_LEAST_WORDS = 0.3
"""Clauses that share fewer words are not weighed, to save time."""
ORDER_LEAST = 0.2
"""The minimum weighted similarity of a pair that keeps its place."""
ORDER_LEAST_MOVED = 0.45
"""The same inside a parent that moved, where order proves less."""
ORDER_CONTEXT = 0.25
"""What an agreeing number, level and parent add to a similarity."""
ORDER_NUMBER, ORDER_LEVEL, ORDER_PARENT = 0.4, 0.3, 0.3
"""The share of each in it: 1 in total.  Among clauses in the same order, the number counts most."""
ORDER_THRESHOLD = 0.42
"""What a pair must reach with its context to gain anything."""
ORDER_PAIRS = 40_000
"""Pairs up to which a gap is solved as a whole; time grows with their number."""
BARE_NUMBER = 0.3
"""The gain of pairing two clauses with the same number and no words."""
MOSTLY = 0.5
"""The share of the children that must have gone to one parent for theirs to be paired with it."""
FOLLOW_PARENT = 0.6
"""How alike two clauses inside a pair must be to be taken from other partners, as for near copies."""
RECONSIDER_PAIRS = 4_000
"""Pairs up to which a doubtful stretch is re-read; all of them are compared."""
RECONSIDER_DISORDER = 0.3
"""What a pair must gain extra to be worth a move; .15 left copies swapped between two lists, .5 broke real moves."""
TELLING = 1.2
"""The weight from which a short clause can move alone: more than one rare word."""

# ---------------------------------------------------------------------------------------- splits and merges

LIST_WORDS = 8
"""The minimum words of a sentence that may have become a list."""
LIST_SHARE = 0.7
"""The share of the words that a sentence and a list must have in common, of the longer of the two."""
PIECE_GAIN = 0.55
"""The share of a piece's words that it must add to what the earlier pieces cover of the whole."""
PIECE_GAIN_OF_HEAD = 0.35
"""The same for a piece that took over the list below the whole: it usually got a heading and a reference of its own."""
PIECE_WORDS = 3
"""Shorter pieces must complete the whole exactly: any clause has "and" or a period."""
PART_WORDS = 6
"""The minimum words of a clause that is taken from its partner to become a piece of the pair beside it."""
PART_GAIN = 0.85
"""The share of its words that such a piece must add."""
PART_MARGIN = 0.1
"""The share of its words by which it must fit better there than with its partner."""

# ------------------------------------------------------------------------------------- words that wandered

NEAR_WORDS = 5
"""The minimum words of a run that moved within a changed stretch, found once on each side."""
NEAR_WEIGHT = 4.0
"""What such a run must weigh: boilerplate is added and deleted without moving."""
FAR_WORDS = 16
"""The minimum words of a run that moved anywhere."""
FAR_WEIGHT = 10.0
"""What such a run must weigh."""
SENTENCE_WORDS = 6
"""The minimum words of a whole sentence that is tracked however common its words."""

# ------------------------------------------------------------------------------- excerpts and printed units

EXCERPT_SHARE = 0.4
"""The share of its weight that an excerpt must share with a clause to be compared with it."""
RELATED_SHARE, RELATED_CHARACTERS = 0.25, 60
"""What two printed units must share to be related, of the shorter or in characters: the rule of the official scorer."""

# ------------------------------------------------------------------------------------------ words and hunks

MARK = 0.1
"""The weight of a mark, which carries little meaning."""
STOP_WORD = 0.2
"""The weight of a stop word."""
FEW_CLAUSES = 30
"""Empty clauses added to the count: with only two changed clauses, every word they share would look common.

"[-steel bridges-]{+bridges of county roads+}" became "[-steel-] bridges {+of county roads+}"."""
COMMONEST = 0.3
"""The weight of a word that every changed clause has; a stop word weighs less, the rarest word 1."""
HUNK = 1.5
"""What an extra hunk costs a reader, in weighted words."""
HUNK_GUARDED = 0.75
"""The same beside a change of "not", "shall", an amount or a date, which must not get lost in a larger hunk; between
two insertions or two deletions, which would become replacements; and for a stop word between two changes of capitals.

At .6, ", and" parted two changes of capitals."""
FEW_WORDS = 8
"""The most words of both texts in two changes between which a noun costs as little as that: "[-the lost-]{+such+}
pilots [-of the Republic-]".  10 kept three more in the 119th Congress, all in the middle of rewritten sentences."""
HUNK_LINKED = 0.9
"""What an extra hunk costs where "and" or "or" stays with more beside it: ", and the" parts two items that changed
each on its own.  "and the" weighs less, and the two changes become one."""
HUNK_SWAPPED = 3.0
"""The same where words went from one side of the run to the other: "[-United States history-]{+history of the United
States+}".  2.5 left more changes to read, 3.5 marked more words than may be on resolutions."""
GUARD = 0.25
"""By how much an unchanged "not", "shall" or amount is worth more than a hunk, unless keeping it cuts a phrase."""
CHANCE = 10.0
"""The weight of replaced words on both sides of a "shall" or "not" from which it stays only by chance: four words or
so deleted and inserted on each side.  8 and 12 made no difference on the 119th Congress."""
CUT = 1.0
"""What cutting a phrase costs: a date, an amount, a citation, a proper name."""
EDGE_SENTENCE, EDGE_PAUSE, EDGE_MARK, EDGE_WORD, EDGE_OTHER, EDGE_STOP_WORD = 4.0, 3.0, 2.0, 1.0, 0.5, -2.0
"""How good an edge for a change is: at a sentence's end, after a comma or before "(a)", before a mark, between words,
before another mark, after a stop word.  Their order counts: both edges of a change are added up."""
WORD_PAIRS = 200_000_000
"""Word pairs above which a text without structure is cut at passages found once on each side: memory grows fast."""
PASSAGES = (8, 4, 2, 1)
"""The lengths, in words, of the passages tried for that, longest first."""

# ---------------------------------------------------------------------------------------- classes and references

HUNK_REACH = 300
"""Characters around a hunk that its class may depend on: longer than any resolving or enacting formula."""
LINK_REACH = 40
"""Characters at the end of an item that are searched for the conjunction to the next one."""
REFERENCE_REACH = 400
"""Characters around a hunk that are searched for the level its reference names: ``sections 3, 4, ... and 12``."""
LAW_REACH = 40
"""Characters before a reference that are searched for the law or amendment it belongs to."""
NAME_START, NAME_END = 24, 16
"""How far a level's name may extend before and after the part that is searched for: ``the preceding
subparagraphs``."""
NAMED_AT_MOST = 4
"""Clauses that the note on a reference names; the rest are counted."""
TEXTS_KEPT = 256
"""Clauses whose references are cached: a clause is looked up many times in a row, then never again."""
NUMBERS_KEPT = 1 << 15
"""Clause numbers cached: with fewer than a long list has, none would still be cached for the other side."""

# ------------------------------------------------------------------------------------------------ highlights

FIGURE_REACH = 80
"""Characters beside a change that are searched for the rest of a figure."""
NEW_SENTENCE_WORDS = 8
"""Words from which an insertion or deletion may be a whole sentence, whose figures have no counterpart."""
REPEATED = 3
"""How often words must change the same way to be listed as a replacement: twice may be chance."""
REPLACED_WORDS = 8
"""The most words in a listed replacement: a longer passage is not a term."""
SMALL_WORD = 4
"""Words of up to this many letters that were only added or deleted ("and", "such") are not listed."""
