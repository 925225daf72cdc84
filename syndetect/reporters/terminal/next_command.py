"""The last line: which command to type next, chosen by the result."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from syndetect.model import Pair
from syndetect.reporters.escape import visible
from syndetect.reporters.outline import is_comparison
from syndetect.reporters.terminal.view import View

_KEEP = ["-o", "report.json"]
_SCAN = ["syndetect", "scan", "PATH..."]
_CHECK = ["syndetect", "check", "SUBMISSION...", "--against PATH"]
_ANY_TWO = ["syndetect", "compare", "LEFT", "RIGHT"]


def section(view: View) -> Iterator[RenderableType]:
    """One sentence and one command."""
    why, words = _choice(view)
    command = " ".join(words)
    text = Text.assemble("\n", ("Next: ", "bold"), f"{why}: ")
    if cell_len(text.plain) + cell_len(command) > view.width:
        text.append("\n  ")
        if cell_len(command) + 2 > view.width and not view.whole:
            # A shell takes a line that ends in a backslash together with the next one.
            command = " \\\n    ".join([" ".join(words[:2]), *words[2:]])
    yield text.append(command, style="bold green")


def _choice(view: View) -> tuple[str, list[str]]:
    report = view.report
    if is_comparison(report):
        options = ["--format", "json"] if view.explain else ["--explain"]
        why = "every figure and offset for a program" if view.explain else "every figure and passage"
        return why, [*(_compare(view, report.pairs[0]) or _ANY_TWO), *options]
    if not report.documents:
        return "see what can be read", ["syndetect", "scan", "--help"]
    derived = sorted((pair for pair in report.pairs if pair.derived), key=_strength)
    for pair in derived[:100]:
        if command := _compare(view, pair):
            return "every passage of a pair", command
    if report.pairs:
        return "keep every figure and passage", [*(_SCAN if report.submissions is None else _CHECK), *_KEEP]
    return "look at any two articles, whatever their relation", _ANY_TWO


def _strength(pair: Pair) -> tuple[float, int, str, str]:
    return -pair.confidence, -pair.evidence.matched_words, pair.left, pair.right


def _compare(view: View, pair: Pair) -> list[str] | None:
    """The command, or None where a document is not a file by itself or its name cannot be typed."""
    paths = [view.document(name).path for name in (pair.left, pair.right)]
    # A file of many articles is no argument for a comparison.
    articles = Counter(document.path for document in view.report.documents if document.path in paths)
    if all(path and visible(path) == path and articles[path] == 1 for path in paths):
        return ["syndetect", "compare", *(_quoted(path) for path in paths if path)]
    return None


def _quoted(path: str) -> str:
    return shlex.quote(f"./{path}" if path.startswith("-") else path)
