"""Corpora that nobody would write, and what must hold of what is found in them.

    python -m benchmarks.hunt [--corpora 100000] [--seed 1] [--first 0]

A corpus is a tree of edits over invented sentences with everything around them that articles have: by-lines,
datelines and credits from the package's own wordings with their parts swapped, line ends and white space of
all kinds, odd dates, outlets and ids. It is made from the seed and its number alone, so that a failure which
is printed can be made again.
"""
