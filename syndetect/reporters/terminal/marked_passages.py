"""Two passages with what is equal and what was changed made visible, side by side or one under the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from syndetect.counting import percent
from syndetect.model import Passage
from syndetect.reporters.diff import Stretch, equal_words, stretches, trimmed
from syndetect.reporters.escape import clip, visible
from syndetect.reporters.terminal.view import View, indented
from syndetect.reporters.wording import KIND_WORDS

_MOST_WORDS, _MOST_WORDS_EXPLAINED = 60, 400
_LONGEST_WORD = 120
_GUTTER = 13
_SIDES = {"left": ("[-", "-]", "bold red"), "right": ("{+", "+}", "bold green underline")}
_RULED = box.Box("    \n  │ \n    \n  │ \n    \n    \n  │ \n    \n")


def legend(view: View, left: str, right: str) -> Text:
    """What the marks mean; `left` and `right` name the sides."""
    if not view.colour:
        return Text(f"[-only {left}-]  {{+only {right}+}}  … left out")
    pieces = (
        (f"only {left}", _SIDES["left"][2]),
        "  ",
        (f"only {right}", _SIDES["right"][2]),
        "  … left out",
    )
    return Text.assemble(*pieces)


def side_by_side(
    view: View, passage: Passage, texts: tuple[str, str], names: tuple[str, str]
) -> Iterator[RenderableType]:
    """A caption and both texts: in two columns where there is room, else one below the other."""
    if not all(texts):
        yield indented(Text(f"{KIND_WORDS[passage.kind]} (the texts are not in this report)", style="dim"))
        return
    compared = stretches(*texts)
    yield indented(_caption(passage, compared))
    if passage.kind in ("reworded", "translated"):
        yield from _sentences(view, texts, names)
        return
    short = trimmed(compared, _MOST_WORDS_EXPLAINED if view.explain else _MOST_WORDS)
    left, right = (marked(short, side, colour=view.colour) for side in ("left", "right"))
    if view.wide:
        yield indented(_table(_column(view), _column(view), [(left, right)]))
    elif left.plain == right.plain and all(stretch.equal for stretch in compared):
        yield indented(_stack(view, [("both", left)]))
    else:
        yield indented(_stack(view, [(names[0], left), (names[1], right)]))


def _sentences(view: View, texts: tuple[str, str], names: tuple[str, str]) -> Iterator[RenderableType]:
    """A reworded or translated passage, in full and without marks: nearly every word would have one."""
    most = _MOST_WORDS_EXPLAINED if view.explain else _MOST_WORDS
    left, right = (Text(_begun(text, most)) for text in texts)
    if view.wide:
        yield indented(_table(_column(view), _column(view), [(left, right)]))
    else:
        yield indented(_stack(view, [(names[0], left), (names[1], right)]))


def _begun(text: str, most: int) -> str:
    words = text.split()
    cut = " …" if len(words) > most else ""
    return visible(" ".join(map(_bounded, words[:most]))) + cut


def column_names(view: View, names: tuple[str, str]) -> RenderableType:
    """The heads of the two columns, for a page that is wide enough for them."""
    width = _column(view)
    left, right = (Text(clip(name, width), style="bold") for name in names)
    return indented(_table(width, width, [(left, right)]))


def marked(compared: Iterable[Stretch], side: str, *, colour: bool) -> Text:
    """One side's words; what the other side does not have is in brackets, or coloured."""
    opening, closing, style = _SIDES[side]
    text = Text()
    for stretch in compared:
        raw = "".join(map(_bounded, stretch.left if side == "left" else stretch.right))
        words = visible(raw)
        if not words:
            continue
        if stretch.equal:
            text.append(words)
        elif colour:
            text.append(words, style=style)
        else:
            text.append(f"{opening}{words}{closing}")
        if raw[-1].isspace():
            text.append(" ")
    text.rstrip()
    return text


def _bounded(word: str) -> str:
    return word if len(word) <= _LONGEST_WORD else f"{word[: _LONGEST_WORD // 2]}… "


def _caption(passage: Passage, compared: tuple[Stretch, ...]) -> Text:
    if passage.kind == "translated":
        return Text(
            f"{KIND_WORDS[passage.kind]} · {percent(passage.similarity)} recognised", style="dim italic"
        )
    equal, words = equal_words(compared), sum(len(stretch.left) for stretch in compared)
    share = f"{equal:,} of {words:,} words equal" if equal < words else f"all {words:,} words equal"
    return Text(
        f"{KIND_WORDS[passage.kind]} · {share} · similarity {percent(passage.similarity)}", style="dim italic"
    )


def _column(view: View) -> int:
    return (view.room - 3) // 2


def _stack(view: View, rows: list[tuple[str, Text]]) -> Table:
    named = [(Text(clip(name, _GUTTER), style="bold"), text) for name, text in rows]
    return _table(_GUTTER, view.room - _GUTTER - 3, named)


def _table(first: int, second: int, rows: Iterable[tuple[Text, Text]]) -> Table:
    table = Table(box=_RULED, show_header=False, show_edge=False, pad_edge=False, border_style="dim")
    for width in (first, second):
        table.add_column(width=width, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table
