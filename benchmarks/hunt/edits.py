"""What one article makes of others: cuts, halves, blends, round-ups, near-copies, quotations, notices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from benchmarks.hunt.notices import notice
from benchmarks.hunt.texts import MARKS, Words, sentence

Text = list[str]
Others = Sequence[Sequence[str]]
Edit = Callable[[Random, Text, Others, Words], Text]

_LONGEST = 40
"""Sentences of an article at most."""


def cut(source: Random, text: Text, _: Others, words: Words) -> Text:
    """A stretch of it."""
    begin = source.randrange(len(text))
    return text[begin : begin + source.randint(1, len(text))]


def shortened(source: Random, text: Text, _: Others, words: Words) -> Text:
    """All but its end, as a desk cuts."""
    return text[: max(1, len(text) - source.randint(1, 3))]


def halved(source: Random, text: Text, _: Others, words: Words) -> Text:
    """One half of it."""
    middle = len(text) // 2
    return (text[:middle] if source.random() < 0.5 else text[middle:]) or text


def moved(source: Random, text: Text, _: Others, words: Words) -> Text:
    """Its end ahead of its beginning."""
    at = source.randrange(len(text))
    return text[at:] + text[:at]


def shuffled(source: Random, text: Text, _: Others, words: Words) -> Text:
    """Its sentences in another order."""
    source.shuffle(text)
    return text


def added(source: Random, text: Text, _: Others, words: Words) -> Text:
    """With sentences of its own."""
    at = source.randint(0, len(text))
    return [*text[:at], *(sentence(source, words) for _ in range(source.randint(1, 4))), *text[at:]]


def near(source: Random, text: Text, _: Others, words: Words) -> Text:
    """A print: a line of its own at an end, or one word changed."""
    chance = source.random()
    if chance < 0.4:
        return [*text, sentence(source, words)]
    if chance < 0.6:
        return [sentence(source, words), *text]
    at = source.randrange(len(text))
    parts = text[at].split(" ")
    parts[source.randrange(len(parts))] = source.choice(words.things)
    return [*text[:at], " ".join(parts), *text[at + 1 :]]


def reworded(source: Random, text: Text, _: Others, words: Words) -> Text:
    """With some of its words replaced."""
    share = source.choice((0.05, 0.1, 0.2, 0.5))
    known = (*words.things, *words.places, *words.foreign, "this", "nearly", "7", "of")
    return [
        " ".join(source.choice(known) if source.random() < share else word for word in part.split(" "))
        for part in text
    ]


def excerpted(source: Random, text: Text, _: Others, words: Words) -> Text:
    """A few of its sentences in an article of one's own."""
    begin = source.randrange(len(text))
    own = [sentence(source, words) for _ in range(source.randint(4, 12))]
    at = source.randint(0, len(own))
    return [*own[:at], *text[begin : begin + source.randint(1, 4)], *own[at:]]


def blended(source: Random, text: Text, others: Others, words: Words) -> Text:
    """Sewn together with another one, behind it or by turns."""
    other = source.choice(others)
    chance = source.random()
    if chance < 0.3:
        return [*text, *other][:_LONGEST]
    if chance < 0.6:
        return [*text[: len(text) // 2 + 1], *other[len(other) // 2 :]]
    found = []
    for at in range(max(len(text), len(other))):
        found += [*text[at : at + 1], *other[at : at + 1]]
    return found[:_LONGEST]


def rounded_up(source: Random, text: Text, others: Others, words: Words) -> Text:
    """A round-up of several."""
    chosen = source.sample(list(others), min(len(others), source.randint(1, 4)))
    return [part for one in (text, *chosen) for part in one[: source.randint(1, 8)]][:_LONGEST]


def repeated(source: Random, text: Text, _: Others, words: Words) -> Text:
    """The whole of it, or its first sentence, again and again."""
    whole = source.random() < 0.3
    return (text * source.randint(2, 4) if whole else [text[0]] * source.randint(2, 30))[: 2 * _LONGEST]


def quoted(source: Random, text: Text, _: Others, words: Words) -> Text:
    """Each sentence in quotation marks, or set off, with a word of one's own."""
    marks = (
        ("“", "”"),
        ("„", "“"),
        ("«", "»"),
        ('"', '"'),
        ("「", "」"),
        ("“", ""),
        ("> ", ""),
        ("    ", ""),
    )
    begin, end = source.choice(marks)
    found = []
    for part in text:
        found += [f"{begin}{part}{end}", sentence(source, words)] if source.random() < 0.7 else [part]
    return found[:_LONGEST]


def block(source: Random, text: Text, _: Others, words: Words) -> Text:
    """All of it set off as one quotation between words of one's own."""
    begin, end = source.choice((("“", "”"), ("> ", ""), ("«", "»"), ("", "")))
    return [sentence(source, words), f"{begin}{' '.join(text)}{end}", sentence(source, words)]


def shouted(source: Random, text: Text, _: Others, words: Words) -> Text:
    """In capitals, or without any."""
    return [part.upper() if source.random() < 0.5 else part.lower() for part in text]


def noticed(source: Random, text: Text, _: Others, words: Words) -> Text:
    """With by-lines, datelines and credits whose parts are swapped."""
    at = source.choice((0, len(text), source.randint(0, len(text))))
    return [*text[:at], *(notice(source, words) for _ in range(source.randint(1, 3))), *text[at:]]


def marked(source: Random, text: Text, _: Others, words: Words) -> Text:
    """With an odd sign somewhere."""
    at = source.randrange(len(text))
    place = source.randint(0, len(text[at]))
    text[at] = text[at][:place] + source.choice(MARKS) * source.choice((1, 1, 2, 30)) + text[at][place:]
    return text


TANGLED: Sequence[Edit] = (
    cut, shortened, halved, moved, moved, shuffled, added, near, near, reworded, excerpted, blended, blended, rounded_up,
)  # fmt: skip
"""Those that lead to entangled trees."""

ODD: Sequence[Edit] = (
    cut, halved, moved, added, reworded, reworded, blended, rounded_up, repeated, quoted, block, shouted, noticed,
    noticed, noticed, marked,
)  # fmt: skip
"""Those that lead to odd texts."""
