"""What every section needs: the report, the width of the page, and the names of documents."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from syndetect.model import Document, Family, Pair, Relation, Report
from syndetect.reporters.escape import clip, clip_middle, visible
from syndetect.reporters.outline import head_document
from syndetect.reporters.readable import pair_names, sided
from syndetect.reporters.wording import RELATION_WORDS
from syndetect.text.language_words import in_several_languages, language_words

INDENT = 3
WIDE = 100
SUBMITTED = "▶"
"""The mark before the name of a document that a check judged."""

_LONGEST = 400
_UNBOUND = 10_000
"""Terminal cells of a line that may be as long as its names are."""

_STYLES: dict[Relation, str] = {
    "copy": "bold magenta",
    "paraphrase": "bold yellow",
    "translation": "bold red",
    "rewrite": "bold cyan",
    "excerpt": "bold green",
    "same-story": "bold blue",
    "unrelated": "bold",
}


@dataclass(frozen=True, slots=True)
class View:
    """A report and how it is to be shown."""

    report: Report
    width: int
    colour: bool
    explain: bool
    whole: bool = False
    """Whether names are never shortened, whatever the width: piped output is searched and pasted."""
    verbose: bool = False
    top: int | None = None
    """Families and findings to show at most."""
    passages: int = 0
    """Passages of each pair to show."""

    def name(self, document: Document, room: int) -> str:
        """`Outlet · id`, in at most `room` cells where names may be shortened."""
        return name_of(document, _UNBOUND if self.whole else room)

    def id(self, name: str, room: int) -> str:
        """An id, in at most `room` cells where names may be shortened."""
        return safe(name) if self.whole else clip_middle(safe(name), room)

    @property
    def room(self) -> int:
        """Terminal cells of a line inside a section."""
        return self.width - INDENT

    @property
    def wide(self) -> bool:
        """Whether two texts fit side by side."""
        return self.width >= WIDE

    def mark(self, name: str) -> str:
        """The mark before the name of that document, empty for any but a submission."""
        return f"{SUBMITTED} " if name in (self.report.submissions or ()) else ""

    def document(self, name: str) -> Document:
        """The document of that id; an empty one where the report lacks it, as one made by hand may."""
        try:
            return self.report.document(name)
        except KeyError:
            return Document(id=name, text="")

    def spoken(self, document: Document, among: Iterable[str]) -> list[str]:
        """The language of a document in words, where the documents with the ids `among` have several."""
        languages = (self.document(name).language for name in among)
        shown = document.language and in_several_languages(languages)
        return [safe(language_words(document.language))] if shown else []


def printed(view: View, section: Iterable[RenderableType]) -> Iterator[str]:
    """The section's text, without spaces at the ends of lines; nothing for an empty section."""
    file = io.StringIO()
    console = Console(
        file=file,
        width=_UNBOUND if view.whole else view.width,
        force_terminal=view.colour,
        force_jupyter=False,
        color_system="256" if view.colour else None,
        no_color=not view.colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    for item in section:
        console.print(item)
    text = file.getvalue()
    if text:
        yield "".join(f"{line.rstrip(' ')}\n" for line in text.split("\n")[:-1])


def worded_reasons(view: View, pair: Pair) -> Iterator[str]:
    """The reasons of a pair with outlets or ids in place of "left" and "right"."""
    names = pair_names(view.document(pair.left), view.document(pair.right))
    left, right = (clip_middle(safe(name), 60) for name in names)
    yield from (sided(safe(reason), left, right) for reason in pair.reasons)


def heading(words: str, note: str = "") -> Text:
    """The first line of a section, under an empty one."""
    return Text.assemble("\n", (words, "bold underline"), (f"  {note}" if note else "", "dim"))


def indented(item: RenderableType, cells: int = INDENT) -> Padding:
    """`item` moved to the right."""
    return Padding(item, (0, 0, 0, cells))


def safe(text: str | None) -> str:
    """Text of an article or a file name without control characters, at most 400 characters and a …."""
    if not text:
        return ""
    return visible(text) if len(text) <= _LONGEST else f"{visible(text[:_LONGEST])}…"


def name_of(document: Document, room: int) -> str:
    """`Outlet · id` in at most `room` cells."""
    name = safe(document.id)
    outlet = clip(safe(document.outlet), max(room // 3, room - cell_len(name) - 3, 8))
    if not outlet:
        return clip_middle(name, room)
    return f"{outlet} · {clip_middle(name, max(room - cell_len(outlet) - 3, 5))}"


def story_title(view: View, family: Family, room: int) -> str:
    """The headline of the family's head document, or its id where it has none."""
    document = view.document(head_document(family, lambda name: view.document(name).title))
    return clip(safe(document.title) or safe(document.id), room)


def relation_text(relation: Relation, *, doubtful: bool = False, cells: int = 0) -> Text:
    """The relation in words, with ? where the verdict is uncertain, padded to `cells` terminal cells."""
    words = "same story" if relation == "same-story" else RELATION_WORDS[relation]
    # A style for the words alone: a style of the whole text would also colour what is appended to it.
    return Text.assemble((f"{words}{'?' * doubtful}".ljust(cells), _STYLES[relation]))


def packed(facts: Iterable[str], room: int) -> str:
    """The facts joined by ` · `, in lines of at most `room` terminal cells, broken only between facts."""
    lines: list[str] = []
    for fact in facts:
        longer = f"{lines[-1]} · {fact}" if lines else fact
        if lines and cell_len(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(fact)
    return "\n".join(lines)


def more(hidden: int, noun: str, many: str = "", *, how: str = "") -> Text:
    """The line about what a bounded list left out, and how to see it."""
    name = noun if hidden == 1 else many or f"{noun}s"
    return Text(f"and {hidden:,} more {name}{f': {how}' if how else ''}", style="italic dim")
