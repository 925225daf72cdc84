"""The splitter: lines get letters, letters make articles, groups of letters make fields."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.agency.bodies import folded
from syndetect.readers.exports.export_dates import is_date_line
from syndetect.readers.exports.export_fields import record_of, text_of
from syndetect.readers.exports.layouts import DEFAULT, LONG, Layout, fitting, looks_like_export, page_marks
from syndetect.readers.parts import article
from syndetect.readers.printable import shown
from syndetect.readers.prose import GAP, Line
from syndetect.settings import Settings

_HEAD = 200
"""Signs of a line that its rules look at."""

_LONGEST = 20_000
"""Lines of one article beyond which none is looked for in them."""

_SENTENCE = re.compile(r"[.!?…:;][\"'”’»“)\]\s]*$")
_SHORT = 80

Items = Iterator[Document | Skipped]


@dataclass(slots=True)
class _Split:
    """What a layout made of a file."""

    layout: Layout
    articles: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    unplaced: list[tuple[int, str, str]] = field(default_factory=list)
    """Number, reason and first words of each part that is no article."""
    items: list[Document | Skipped] = field(default_factory=list)
    """Its articles, then what is to be told of it."""

    @property
    def worth(self) -> tuple[int, int]:
        """The more articles the better; among equals, the fewer parts that are none."""
        return self.articles, -len(self.unplaced)


def split(lines: Sequence[Line], origin: Input, settings: Settings) -> Items | None:
    """The articles of an export, then what is to be told of it; None for lines that are no export.

    Lines that look like an export in a layout that no rules know are None as well: whoever reads them on
    as one text is to say so, by `suspicion`.
    """
    whole = "\n" + "\n".join(line.text for line in lines)
    marks: set[str] = set()
    for line in lines:
        if line.marks:
            marks |= line.marks
    if not looks_like_export(whole, settings) and not marks & page_marks(settings.layouts):
        return None
    best: _Split | None = None
    for layout in fitting(whole, marks, settings.layouts):
        made = _by_layout(layout, lines, origin, settings)
        if made is not None and (best is None or made.worth > best.worth):
            # What numbers the records of one database may number those of another.
            best = made
        if best is not None and best.articles and not best.unplaced:
            break
    return iter(best.items) if best is not None else None


def _by_layout(layout: Layout, lines: Sequence[Line], origin: Input, settings: Settings) -> _Split | None:
    units, letters = _units(layout, lines)
    letters = _with_ends(layout, units, letters)
    borders = _borders(layout, letters)
    found = _Split(layout)
    made: list[Document | Skipped] = []
    parts = [(begin, end) for begin, end in pairwise(borders) if end > begin]
    placed = [
        (begin, end, groups)
        for begin, end in parts
        if (groups := _groups(layout, letters[begin:end])) is not None
    ]
    if not placed and not any(_is_foot(layout, units[begin:end]) for begin, end in parts):
        return None
    for begin, end in parts:
        match = _groups(layout, letters[begin:end])
        made.extend(_article_part(found, units[begin:end], letters[begin:end], match, origin, settings))
    if found.articles == 1:
        made = [_alone(item, origin) for item in made]
    found.items = [*made, *_items(found, origin)]
    return found


def _alone(item: Document | Skipped, origin: Input) -> Document | Skipped:
    """The only article of a file is called after the file."""
    from dataclasses import replace

    if isinstance(item, Document) and item.id == f"{origin.id}:1":
        return replace(item, id=origin.id)
    return item


def _article_part(
    split_file: _Split,
    units: Sequence[Line],
    letters: str,
    match: re.Match[str] | None,
    origin: Input,
    settings: Settings,
) -> Items:
    layout = split_file.layout
    first = _first(units)
    if match is None:
        if _is_foot(layout, units):
            return
        split_file.unplaced.append((split_file.articles, "fits none of the patterns of its layout", first))
        return
    record = record_of(layout, units, letters, match)
    title = record.get("title") or ""
    if layout.not_articles is not None and layout.not_articles.match(title):
        split_file.unplaced.append((split_file.articles, "is no article", title))
        return
    text = _without_title(text_of(layout, units, letters, match), title)
    if not text.strip():
        split_file.unplaced.append((split_file.articles, "has no text", record.get("title") or first))
        return
    split_file.articles += 1
    split_file.fields.update(name for name, value in record.items() if value)
    yield article({**record, "layout": layout.name}, text, origin, settings, split_file.articles)


def _without_title(text: str, title: str) -> str:
    """A text without the headline that stands over it once more."""
    first, gap, rest = text.partition("\n\n")
    return rest if gap and title and folded(first) == folded(title) else text


def _items(split_file: _Split, origin: Input) -> Items:
    layout, count = split_file.layout, split_file.articles
    if not count:
        if not split_file.unplaced:
            reason = f"is an export of {layout.name} without an article, such as a list of documents"
            yield Skipped(origin.path, reason, note=True)
    else:
        names = {"title": "a title", "outlet": "an outlet", "published": "a date", "byline": "a by-line"}
        held = ", ".join(f"{split_file.fields[key]:,} with {name}" for key, name in names.items())
        reason = f"is an export of {layout.name}: {count:,} article{'s' * (count != 1)}, {held}"
        yield Skipped(origin.path, reason, note=True)
    for place, reason, first in split_file.unplaced:
        where = "before the first article" if not place else f"after article {place:,}"
        yield Skipped(
            f"{origin.path} ({where})", f"a part that begins '{shown(first, 60)}' {reason} ({layout.name})"
        )


def _is_foot(layout: Layout, units: Sequence[Line]) -> bool:
    """Whether a part is a cover, a list of contents, a search summary or a notice, and nothing else."""
    first = _first(units)
    return not first or (
        layout.not_articles is not None and layout.not_articles.match(first[:_HEAD]) is not None
    )


def _first(units: Sequence[Line]) -> str:
    """The first line that says anything, which a line of dashes does not."""
    texts = (unit.text.strip() for unit in units)
    return next((text for text in texts if any(map(str.isalnum, text))), "")


def _groups(layout: Layout, letters: str) -> re.Match[str] | None:
    if len(letters) > _LONGEST:
        return None
    return next((match for pattern in layout.articles if (match := pattern.match(letters))), None)


def _borders(layout: Layout, letters: str) -> list[int]:
    """Where parts begin: behind each letter that ends one, and wherever the pattern for beginnings fits."""
    borders = {0, len(letters)}
    if layout.ends:
        borders.update(place + 1 for place, letter in enumerate(letters) if letter in layout.ends)
    if layout.begins is not None:
        borders.update(match.start() for match in layout.begins.finditer(letters))
    return sorted(borders)


def _letter(layout: Layout, unit: Line) -> str:
    text = unit.text.strip()
    head = text[:_HEAD]
    for rule in layout.rules:
        if rule.mark is not None and not _marked(rule.mark, unit):
            continue
        if rule.pattern is not None and rule.pattern.match(head) is None:
            continue
        if rule.date and not is_date_line(text):
            continue
        return rule.letter
    return LONG if len(text) > _SHORT or _SENTENCE.search(text) else DEFAULT


def _marked(mark: str, unit: Line) -> bool:
    if mark.endswith("*"):
        return any(one.startswith(mark[:-1]) for one in unit.marks)
    return mark in unit.marks


def _units(layout: Layout, lines: Sequence[Line]) -> tuple[list[Line], str]:
    """The lines, blocks or paragraphs of a file, as its layout counts them, and the letter of each."""
    if layout.unit == "paragraph":
        lines = _set_off(lines)
    units = _blocks(lines) if layout.unit == "block" else _single(lines)
    letters = [_letter(layout, unit) for unit in units]
    if layout.unit != "paragraph":
        return units, "".join(letters)
    made: list[Line] = []
    kept: list[str] = []
    for unit, letter in zip(units, letters, strict=True):
        # A line that no rule knows goes on in the paragraph above it, unless it is set off.
        goes_on = letter in (DEFAULT, LONG) and kept and kept[-1] in (DEFAULT, LONG)
        if goes_on and GAP not in unit.marks:
            made[-1] = Line(f"{made[-1].text} {unit.text}", made[-1].marks)
        else:
            made.append(unit)
            kept.append(DEFAULT if letter == LONG else letter)
    return made, "".join(kept)


def _with_ends(layout: Layout, units: Sequence[Line], letters: str) -> str:
    """The letters with an end of articles that no rule knows: what always stands where an end does."""
    if not layout.end_follows or not layout.ends or any(letter in layout.ends for letter in letters):
        return letters
    after = [
        units[at + 1].text.strip()
        for at, letter in enumerate(letters[:-1])
        if letter in layout.end_follows and letters[at + 1] in (DEFAULT, LONG)
    ]
    often = Counter(after).most_common(1)
    if not often or (often[0][1] < 2 and units[-1].text.strip() != often[0][0]):
        return letters
    marker = often[0][0]
    return "".join(
        layout.ends[0] if unit.text.strip() == marker else letter
        for unit, letter in zip(units, letters, strict=True)
    )


def _set_off(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of typed text with a mark on those that begin a paragraph.

    These are those behind an empty line, and behind one that is too long to have been wrapped.
    """
    if all(line.text.strip() for line in lines):
        return lines
    marked: list[Line] = []
    above = ""
    for line in lines:
        begins = not above.strip() or len(above) > _WRAPPED
        marked.append(Line(line.text, line.marks | {GAP}) if begins and line.text.strip() else line)
        above = line.text
    return marked


def _single(lines: Sequence[Line]) -> list[Line]:
    """Lines without line ends inside them."""
    return [
        line if "\n" not in line.text else Line(part, line.marks)
        for line in lines
        for part in line.text.split("\n")
        if part.strip()
    ]


_WRAPPED = 100
"""Signs beyond which a line is no line of typed text but a paragraph."""


def _blocks(lines: Sequence[Line]) -> list[Line]:
    """Lines put together up to the next empty one, as typed text means them; a block keeps its line ends."""
    typed = any(not line.text.strip() for line in lines) and all(len(line.text) <= _WRAPPED for line in lines)
    if not typed:
        return [line for line in lines if line.text.strip()]
    blocks: list[Line] = []
    held: list[str] = []
    marks: frozenset[str] = frozenset()
    for line in (*lines, Line("")):
        if line.text.strip():
            marks = line.marks if not held else marks
            held.append(line.text.rstrip())
            continue
        if held:
            blocks.append(Line("\n".join(held), marks))
        held = []
    return blocks
