"""Write the documents that are made from the code, or check that they are up to date.

python -m docs.generate            write
python -m docs.generate --check    exit with 1, naming what is out of date
"""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import chdir
from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from docs.api import reference
from docs.worked import aligned, found, traced, weighed
from syndetect.cli.app import COMMANDS, app
from syndetect.gates.policy_fields import FIELDS
from syndetect.provenance.weights import weights
from syndetect.records.flat_tables import TABLES, Column, columns
from syndetect.reporters.csv import COLUMNS
from syndetect.reporters.graph import EDGE, NODE
from syndetect.settings import Settings
from syndetect.views import VIEWS

ROOT = Path(__file__).resolve().parents[1]
NOTE = "<!-- Written by docs/generate.py from the code; change it there. -->"
PICTURE = re.compile(r"(<!-- picture -->\n```text\n).*?(```\n<!-- /picture -->)", re.DOTALL)
PICTURE_LINES = 46


def commands() -> str:
    """docs/commands.md: every command with its arguments and options."""
    context = click.Context(app, info_name="syndetect", **app.context_settings)
    parts = ["# Commands", NOTE, _prose(app)]
    for name in COMMANDS:
        command = app.get_command(context, name)
        if command is None:
            raise LookupError(name)
        parts += _command(command, name, context)
    return "\n\n".join(parts) + "\n"


def _command(command: click.Command, name: str, above: click.Context) -> Iterator[str]:
    """The section of a command, and those of what it is a group of."""
    own = click.Context(command, info_name=name, parent=above)
    usage = " ".join([own.command_path, *command.collect_usage_pieces(own)])
    level = "##" if above.parent is None else "###"
    yield from (f"{level} {own.command_path.partition(' ')[2]}", f"```text\n{usage}\n```", _prose(command))
    rows = list(_options(command))
    if rows:
        yield _table(("option", "meaning"), rows)
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            yield from _command(inner, str(inner.name), own)


def settings() -> str:
    """docs/settings.md: every setting with its default, range and unit."""
    rows = [
        (
            f"`{item.name}`",
            f"`{item.default}`" if item.default != "" else "none",
            _range(item.metadata),
            *map(item.metadata.get, ("unit", "help")),
        )
        for item in fields(Settings)
    ]
    text = (
        "Each of these can stand in `syndetect.toml`, under `[tool.syndetect]` of `pyproject.toml`, in a\n"
        "file given with `--config`, or be typed as `--set NAME=VALUE`, which goes before the file. A table\n"
        '`fields`, such as `fields = {text = "body"}`, does there what `--field` does on the command line.\n'
        "Every report holds the settings that it was made with."
    )
    head = ("setting", "default", "range", "unit", "meaning")
    return "\n\n".join(["# Settings", NOTE, text, _table(head, rows)]) + "\n"


def gates() -> str:
    """docs/gates.md with its table of what a policy can ask about."""
    rows = []
    for name, field in FIELDS.items():
        values = {"share": "0 to 1, or 0% to 100%", "count": "a whole number"}.get(field.kind)
        rows.append((f"`{name}`", values or ", ".join(f"`{choice}`" for choice in field.choices), field.help))
    return _filled("docs/gates.md", "fields", _table(("name", "values", "meaning"), rows))


def formats() -> str:
    """docs/formats.md with the columns of the table and the attributes of the graphs."""
    graphs = [
        (part, f"`{name}`", kind)
        for part, kinds in (("node", NODE), ("edge", EDGE))
        for name, kind in kinds.items()
    ]
    text = _filled("docs/formats.md", "columns", ", ".join(f"`{name}`" for name in COLUMNS))
    text = _between(text, "attributes", _table(("of", "attribute", "type"), graphs))
    return _between(text, "tables", _table(("table", "columns"), _tables()))


def python() -> str:
    """docs/python.md with its reference from the docstrings."""
    return _filled("docs/python.md", "reference", reference())


def search() -> str:
    """docs/search.md with its table of views."""
    rows = []
    for view in VIEWS:
        settings = ", ".join(f"`{name}`" for name in view.settings)
        rows.append((view.name, view.finds, view.how, settings))
    return _filled("docs/search.md", "views", _table(("view", "finds", "how", "settings"), rows))


def families() -> str:
    """docs/families.md with its table of what evidence weighs."""
    rows = []
    for row in weights().values():
        limit = f", at most {row.most:g}" if row.most is not None else ""
        unit = "" if row.unit == "log odds" else f" {row.unit}"
        basis = "fitted" if row.basis == "fitted" else "set"
        rows.append((f"`{row.of}`", row.name, f"{row.value:g}{unit}{limit}", basis, row.because))
    head = ("kind", "weight", "log odds", "", "what speaks, or why it weighs that")
    return _filled("docs/families.md", "weights", _table(head, rows))


def verdict() -> str:
    """docs/verdict.md with the figures of its pair."""
    text = (ROOT / "docs/verdict.md").read_text(encoding="utf-8")
    for mark, make in (("found", found), ("aligned", aligned), ("weighed", weighed), ("traced", traced)):
        text = _between(text, mark, make())
    return text


def limits() -> str:
    """docs/limits.md: what the README says that cannot be done."""
    _, _, rest = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## What it cannot do\n")
    listed, _, _ = rest.partition("\n## ")
    text = "How often it is right on other people's labelled sets: [benchmarks](../benchmarks/README.md)."
    return f"# Limits\n\n{NOTE}\n\n{text}\n{listed.replace('](docs/', '](')}"


def _tables() -> Iterator[tuple[str, str]]:
    for name in TABLES:
        shown = [f"`{column.name}`{_kind(column)}" for column in columns(name)]
        yield f"`{name}`", ", ".join(shown)


def _kind(column: Column) -> str:
    """What a column holds, where that is no text and no figure."""
    if column.kind is Mapping:
        return " (JSON)"
    return "" if isinstance(column.kind, type) else " (list)"


def readme() -> str:
    """README.md with the picture of its terminal report taken anew."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    picture = _picture()
    return PICTURE.sub(lambda found: f"{found[1]}{picture}{found[2]}", text)


def _filled(document: str, mark: str, text: str) -> str:
    return _between((ROOT / document).read_text(encoding="utf-8"), mark, text)


def _between(page: str, mark: str, text: str) -> str:
    head, opening, rest = page.partition(f"<!-- {mark} -->\n")
    _, closing, tail = rest.partition(f"<!-- /{mark} -->")
    if not (opening and closing):
        raise LookupError(f"a page has no place for its {mark}")
    return f"{head}{opening}{text}\n{closing}{tail}"


DOCUMENTS: Mapping[str, Callable[[], str]] = {
    "docs/commands.md": commands,
    "docs/settings.md": settings,
    "docs/search.md": search,
    "docs/families.md": families,
    "docs/gates.md": gates,
    "docs/formats.md": formats,
    "docs/python.md": python,
    "docs/verdict.md": verdict,
    "docs/limits.md": limits,
    "README.md": readme,
}


def main() -> int:
    """Write or check every document; 1 when one was out of date."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing, exit with 1 on a difference")
    check = parser.parse_args().check
    stale = 0
    for name, make in DOCUMENTS.items():
        path, text = ROOT / name, make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if check:
            stale += 1
            sys.stderr.write(f"{name} is out of date; run: make docs\n")
        else:
            path.write_text(text, encoding="utf-8")
    return min(stale, 1)


def _prose(command: click.Command) -> str:
    return "\n\n".join(inspect.cleandoc(command.help or "").split("\n\n"))


def _options(command: click.Command) -> Iterator[tuple[str, str]]:
    for option in command.params:
        if isinstance(option, click.Option):
            names = ", ".join(f"`{name}`" for name in option.opts)
            yield f"{names} {_value(option)}".strip(), option.help or ""


def _value(option: click.Option) -> str:
    if option.is_flag:
        return ""
    if isinstance(option.type, click.Choice):
        return "\\|".join(map(str, option.type.choices))
    return option.metavar or option.type.name.upper()


def _range(metadata: Mapping[str, Any]) -> str:
    if "choices" in metadata:
        return ", ".join(f"`{choice}`" for choice in metadata["choices"])
    if metadata.get("file") or "problem" in metadata:
        return ""
    return f"{metadata['low']} to {metadata['high']}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _picture() -> str:
    """The opening of what the README's first command prints, at a pipe's width."""
    from syndetect import render, scan

    with chdir(ROOT):
        lines = [line.rstrip() for line in render(scan("corpus/"), width=80).splitlines()]
    more = ["..."] if len(lines) > PICTURE_LINES else []
    return "\n".join([*lines[:PICTURE_LINES], *more]) + "\n"


if __name__ == "__main__":
    sys.exit(main())
