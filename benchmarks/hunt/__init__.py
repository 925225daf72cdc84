"""Corpora that nobody would write, and what must hold of what is found in them.

    python -m benchmarks.hunt [--corpora 100000] [--from 0] [--seed 1] [--all-ways] [--minutes 30]

A corpus has two to a dozen articles: entangled trees of edits, prints by the dozen with excerpts and blends of
them, versions, halves, round-ups, reports of one event, forms, in several scripts; and around them by-lines,
datelines and credits from the package's own wordings with their parts swapped, line ends and white space of
all kinds, odd dates, outlets and ids. It is made from the seed and its number alone, so that a failure which
is printed can be made again.

A hundred at a time go through a scan, all their pairs compared, or a check, by turns; some also alone, in every
way. The last line tells seed, numbers, failures and time: runs of other numbers add to it.
"""
