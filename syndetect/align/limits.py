"""The numbers of alignment, each with what it trades; tuned on the PAN 2013 training half, two-fold."""

from __future__ import annotations

RUN_WORDS = 4
"""Words in a shingle that seeds an equal run."""

LEAST_RUN = 6
"""Shorter equal runs are no seeds: names and set phrases are that long."""

RUN_STEP = LEAST_RUN - RUN_WORDS + 1
"""Words from one shingle that is looked for to the next: no run of LEAST_RUN words is without one."""

LEAST_REPEATED = 8
LEAST_DOUBLED = 0.25
"""Words of a sentence that counts once where its article has it again, and the share of an article's words in
such sentences that makes it one that was doubled on its way; shorter ones are interjections, and lines of
tables."""

REPEATED = 0.3
"""A word's weight falls by this with every doubling of its count in the article."""

LEAST_COSINE = 0.24
LEAST_DICE = 0.24
"""A pair of sentences below either is no seed (0.33 in Sanchez-Perez et al., whose filter is weaker)."""

LEAST_SHARED = 2
"""Content words that seed sentences share."""

MOST_MATCHES = 400
"""A stem with more places in the product of both documents says nothing about where passages are."""

LEAST_UNIT = 3
"""Sentences with fewer content words are joined to the next."""

GAP = 40
"""Words between two seeds of one passage; blocks that fail are split again with smaller gaps."""

GAP_STEP = 12

HOPE = 0.3
"""A block less likely than this is not split again: its parts would be smaller still."""

SLACK = 15
"""Words that a border may move outwards from the seeds."""

BORDER_SHARE = 0.5
BORDER_RISE = 0.2
"""A word pays for its place when it is matched more often than this share of the block's own rate."""

SNAP = 0.5
"""A border this close to a sentence's end, as a share of the sentence, moves there."""

EDGE_WORDS = 3
EDGE_FRESH = 2
"""Up to so many words of one more sentence are cut off a block, unless so many of them are content words."""

SHORT_END = 2
"""Letters behind an apostrophe that belong to the word before it."""

VERBATIM_BOX = 0.75
"""Equal runs that fill this much of a block set its borders."""

NEAR_COPY = 0.6
NEAR_COPY_RUNS = 0.5
"""Shares of a near-copy: equal words of the stretches that cover one text, and equal runs of either text."""

NEAR_COPY_GAP = 100
"""Words between two equal runs that may be one stretch all the same, when most of them agree in place."""

NEAR_COPY_WORDS = 150
"""Shorter texts are weighed: there is little to gain, and every word counts."""

LEAST_CHARACTERS = 60
"""Shorter passages are not shown as evidence."""

KEPT = 0.67
"""A block that overlaps a larger one is cut back where it keeps this much of either side, else dropped."""

OWN_WORDS = 8
OWN_EQUAL = 0.25
OWN_CONTAINMENT, OWN_DENSE = 0.2, 0.85
OWN_PARAGRAPH_CONTAINMENT, OWN_PARAGRAPH_DENSE = 0.3, 0.75
OWN_COPIED = 0.6
OWN_MARKED, OWN_REMARK_CONTAINMENT = 0.5, 0.6
OWN_QUOTING, OWN_REMARK_WORDS = 0.4, 1
"""A sentence inside a passage is one side's own when it has so many words, less than OWN_EQUAL of them in
equal runs, and no sentence of the other side that holds the third share of its content. The sentences of the
passage around it have to stand in equal runs to the fourth share, and all others of the passage to
OWN_COPIED: reworded passages may answer in any other words. What is a paragraph by itself needs less of both,
and a remark outside quotation marks beside what stands to the first share in them is answered by the second
only. In a passage of which OWN_QUOTING stands in quotation marks such a remark may be a single word.
"""

DENSITY = {"zh": 2.5, "ja": 2.0, "ko": 1.7}
"""What a character of these languages counts for where characters count: so many letters say as much."""

LEAST_SUPPORT = 0.7
"""Probability, by the fitted model, that a block is reuse and not coincidence."""

SHORT_WORDS = 80
LEAST_SHORT_SUPPORT = 0.22
"""The same for two texts no longer than so many words, each taken whole."""

CONDENSED_SHARED = 3
CONDENSED_CONTAINMENT = 0.3
CONDENSED_GAP = 25
CONDENSED_UNITS = 3
CONDENSED_WORDS = 40
CONDENSED_RATIO = 2.5
CONDENSED_WHOLE = 0.5
CONDENSED_PART = 0.25
CONDENSED_APART = 0.4
DENSE_WORDS = 80
DENSE_EQUAL = 0.9
"""A condensed passage: sentence after sentence carried by sentences far apart in a longer source.

It is one passage where it is at most CONDENSED_PART of an article of whose rest no more than CONDENSED_APART
times as much stands in the source: so are all summaries in PAN, and hardly any stretch where both articles
tell one event.
"""

SHOWN_BY_SENTENCE = 0.45
SHOWN_BY_SENTENCE_WORDS = 150
CONDENSED_ALL = 0.7
"""Reworded blocks are shown sentence by sentence when they are this much of both texts, or condensed ones
when they are this much of the shorter."""

CARRIED, CARRIED_FACTS, CARRIED_NAMED = 0.45, 0.75, 5
CARRIED_WORDS = 100
CARRIED_ANSWERED = 0.7
"""Sentences are also shown where so much of the shorter text's content, and of its figures and names, stands
somewhere in the longer one, no fewer than CARRIED_NAMED of the latter, and it is no shorter than so many
words: of short reports of one event so much is soon in common. Sentences with answers have to be
CARRIED_ANSWERED of it. Where there is a block, that is shown."""

ANSWER_FAINT, ANSWER_PLAIN, ANSWER_SURE, ANSWER_HALF = 0.15, 0.3, 0.4, 0.3
ANSWER_BESIDE, ANSWER_PLACE, ANSWER_NEAR = 0.25, 0.2, 2
"""In such texts sentences answer each other from the first likeness on (the mean of the Dice coefficient and
of the share of the lesser one's content) where those around them have their answers next to it, from the
second on anywhere; the third makes them sure. A sentence that has a better answer elsewhere may still be one
half of another, from the fourth on, and from ANSWER_BESIDE on where both halves stand next to each other.
Standing at its place counts for ANSWER_PLACE; ANSWER_NEAR more sentences may lie between.
"""

LINK_CONTAINMENT = 0.25
"""Content weight of a sentence that must stand in its answer, for the two to be linked."""

COMMON_QUOTED = 4
"""Quoted words in a row that two independent reports share, from which on they are shown."""

VERBATIM_SHARE = 0.97
EDITED_SHARE = 0.5
QUOTE_SHARE = 0.6
"""Shares of a passage's words in equal runs, or between quotation marks, that decide its kind."""
