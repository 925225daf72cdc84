"""What every section needs: the report, the room there is, and how documents are named in it."""

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
from syndetect.reporters.wording import RELATION_WORDS, in_several_languages, language_words

INDENT = 3
WIDE = 100
SUBMITTED = "▶"
"""Stands before the name of a document that a check judged."""

_LONGEST = 400
_UNBOUND = 10_000
"""Cells of a line that may become as long as its names are."""

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
    """Whether names are never shortened, whatever the width: what is piped is searched and pasted."""
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
        """Cells of a line inside a section."""
        return self.width - INDENT

    @property
    def wide(self) -> bool:
        """Whether two texts fit side by side."""
        return self.width >= WIDE

    def mark(self, name: str) -> str:
        """What stands before the name of that document."""
        return f"{SUBMITTED} " if name in (self.report.submissions or ()) else ""

    def document(self, name: str) -> Document:
        """The document of that id; an empty one when the report has none, as a hand-made one may."""
        try:
            return self.report.document(name)
        except KeyError:
            return Document(id=name, text="")

    def spoken(self, document: Document, among: Iterable[str]) -> list[str]:
        """The language of a document as a fact to show, where those `among` whom it stands have several."""
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
    """The reasons of a pair where no side is called left or right: with outlets, or ids."""
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
    """Text of an article or a file name, fit to be shown, and never more than a few lines of it."""
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
    """The headline of the document that stands for a family, or its id when it has none."""
    document = view.document(head_document(family, lambda name: view.document(name).title))
    return clip(safe(document.title) or safe(document.id), room)


def relation_text(relation: Relation, *, doubtful: bool = False, cells: int = 0) -> Text:
    """The relation as people say it, with ? when the verdict is uncertain, padded to `cells`."""
    words = "same story" if relation == "same-story" else RELATION_WORDS[relation]
    # A style for the words alone: a style of the whole text would also colour what is appended to it.
    return Text.assemble((f"{words}{'?' * doubtful}".ljust(cells), _STYLES[relation]))


def packed(parts: Iterable[str], room: int) -> str:
    """The parts joined by ` · `, broken into lines between parts where they do not fit."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]} · {part}" if lines else part
        if lines and cell_len(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(part)
    return "\n".join(lines)


def more(hidden: int, noun: str, many: str = "", *, how: str = "") -> Text:
    """The line that says what a bounded list left out, and how to see it."""
    name = noun if hidden == 1 else many or f"{noun}s"
    return Text(f"and {hidden:,} more {name}{f': {how}' if how else ''}", style="italic dim")
