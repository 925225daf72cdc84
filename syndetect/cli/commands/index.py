"""``syndetect index``: an archive that is kept on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from syndetect.cli import completing
from syndetect.cli.commands.watch import watch
from syndetect.cli.file_choice import FileOptions, file_options
from syndetect.cli.from_flags import configured, output_of, outputs_of
from syndetect.cli.gate import GateOptions, gate_of, gate_options
from syndetect.cli.grouped import GroupedHelp
from syndetect.cli.options import (
    CompareOptions,
    ReportOptions,
    ScanOptions,
    TextOptions,
    compare_options,
    report_options,
    scan_options,
    text_options,
)
from syndetect.counting import plural

if TYPE_CHECKING:
    from syndetect.archive.manifest import Row
    from syndetect.cli.output import Outputs
    from syndetect.pipeline.index_contents import IndexSummary
    from syndetect.pipeline.indexing import IndexChange
    from syndetect.pipeline.task import Task

_INDEX = click.argument("index", metavar="INDEX", type=click.Path(path_type=Path))
_NOTHING = "nothing to remove; give --id, --outlet, --before or --match"


@click.group()
def index() -> None:
    """Keep an archive on disk, and check against it.

    An index is a folder that syndetect alone writes. `check SUBMISSION... --against INDEX` gives the same
    report as a check against the same articles, in a fraction of the time.
    """


@index.command(cls=GroupedHelp)
@_INDEX
@click.argument("paths", metavar="[PATH...]", nargs=-1, shell_complete=completing.files)
@click.option(
    "--from",
    "other",
    metavar="INDEX",
    type=click.Path(path_type=Path),
    help="Take in the articles of another index, for other settings or a new version.",
)
@click.option(
    "--no-text",
    is_flag=True,
    help="Keep fingerprints and where they stand in the texts, but not what these say.",
)
@text_options
@compare_options
@file_options
def build(
    index: Path,
    paths: tuple[str, ...],
    other: Path | None,
    no_text: bool,  # noqa: FBT001 (click's way)
    text_options: TextOptions,
    compare_options: CompareOptions,
    file_options: FileOptions,
) -> int:
    """Make a new index of articles."""
    from syndetect.pipeline import indexing

    def make(sources: list[Any], task: Task) -> IndexChange:
        return indexing.build(index, sources, task, texts=not no_text)

    missing = "missing argument 'PATH...'; name a folder, a file, --files-from a list, or --from an index"
    paths = paths if other is not None and not file_options.files_from else file_options.paths(paths, missing)
    return _changed(make, paths, text_options, compare_options, file_options, other)


@index.command(cls=GroupedHelp)
@_INDEX
@click.argument("paths", metavar="PATH...", nargs=-1, shell_complete=completing.files)
@click.option("--replace", is_flag=True, help="Take articles in place of others that have their ids.")
@click.option(
    "--report",
    metavar="FORMAT",
    help="First report what is new, among itself and against the index, in this format; -o is its file.",
)
@text_options
@compare_options
@file_options
def add(
    index: Path,
    paths: tuple[str, ...],
    replace: bool,  # noqa: FBT001 (click's way)
    report: str | None,
    text_options: TextOptions,
    compare_options: CompareOptions,
    file_options: FileOptions,
) -> int:
    """Add articles to an index; those that it has are passed over."""
    from syndetect.pipeline import indexing
    from syndetect.pipeline.watching import news

    output = _output_of_report(report, text_options, [index, *paths]) if report is not None else None

    def make(sources: list[Any], task: Task) -> IndexChange:
        if output is None:
            return indexing.add(index, sources, task, replace=replace)
        fresh = news(index, chain.from_iterable(sources), replace=replace)
        if fresh.articles:
            output.write(fresh.report(index, task))
        # What a reader or the index refused is reported together with what was added.
        changed = indexing.add(index, [[*fresh.skipped, *fresh.articles]], task, replace=replace)
        changed.known += fresh.known
        return changed

    return _changed(make, file_options.paths(paths), text_options, compare_options, file_options, None)


def _output_of_report(format: str, text_options: TextOptions, inputs: list[Any]) -> Outputs:
    """The outputs for the report on what is added, checked before any work starts."""
    from syndetect.cli import output

    if text_options.format == "json":
        raise click.UsageError("--format json and --report would share one output; leave one of them out")
    files = () if text_options.output is None else (text_options.output,)
    return output.prepare_all(files, format, colour=text_options.color, inputs=inputs)


index.add_command(watch)


@index.command(cls=GroupedHelp)
@_INDEX
@click.option("--id", "ids", metavar="ID", multiple=True, help="The article with this id; may be repeated.")
@click.option("--outlet", "outlets", metavar="NAME", multiple=True, help="All articles of this outlet.")
@click.option("--before", metavar="DATE", help="All articles published before this date, ISO 8601.")
@click.option(
    "--match", metavar="PATTERN", multiple=True, help="All articles whose id matches, as in 'wire/*'."
)
@text_options
def remove(
    index: Path,
    ids: tuple[str, ...],
    outlets: tuple[str, ...],
    before: str | None,
    match: tuple[str, ...],
    text_options: TextOptions,
) -> int:
    """Let articles go.

    They are found no more from then on; `syndetect index merge` gives back the room that they take.
    """
    from syndetect.pipeline import indexing

    if not (ids or outlets or before or match):
        raise click.UsageError(_NOTHING)
    chosen = _choice(ids, outlets, _hours(before), match)
    changed = indexing.remove(index, chosen, _kept_task(index))
    _print_change(changed, text_options)
    return 0


@index.command(cls=GroupedHelp)
@_INDEX
@text_options
def merge(index: Path, text_options: TextOptions) -> int:
    """Make one file of an index's segments, without what was removed."""
    from syndetect.cli import console
    from syndetect.pipeline import indexing

    count = indexing.merge(index, _kept_task(index))
    if not text_options.quiet:
        console.say(f"{plural(count, 'segment')} made one", colour=text_options.color)
    return 0


@index.command(cls=GroupedHelp)
@_INDEX
@text_options
def info(index: Path, text_options: TextOptions) -> int:
    """Show what an index holds."""
    from syndetect.pipeline.index_contents import info as look

    output = output_of(text_options, [index])
    stock = look(index)
    output.send(_as_json(stock) if text_options.format == "json" else _as_text(stock))
    return 0


@index.command(cls=GroupedHelp)
@_INDEX
@text_options
def verify(index: Path, text_options: TextOptions) -> int:
    """Read an index from end to end, and name all that is damaged.

    Ends in exit code 2 when anything is.
    """
    import json

    from syndetect.cli import console
    from syndetect.cli.exits import Code
    from syndetect.pipeline.index_contents import verify as look

    output = output_of(text_options, [index])
    damage = list(look(index))
    if text_options.format == "json":
        output.send([json.dumps({"damaged": damage}, indent=2), "\n"])
    else:
        output.send([f"{console.visible(line)}\n" for line in damage or ["everything is as it was written"]])
    return Code.UNUSABLE if damage else Code.DONE


@index.command(cls=GroupedHelp)
@_INDEX
@report_options
@gate_options
@scan_options
def families(
    index: Path, report_options: ReportOptions, gate_options: GateOptions, scan_options: ScanOptions
) -> int:
    """Report every relation inside an index.

    The report is that of a scan of its articles, which are neither read nor searched again.
    """
    from syndetect import pipeline
    from syndetect.cli.progress import progress
    from syndetect.cli.summary import finish, require_reachable

    settings = configured(scan_options).settings
    require_reachable(gate_options.fail_on, settings)
    outputs = outputs_of(report_options, (index, *gate_options.files))
    gate = gate_of(gate_options)
    with progress(
        wanted=not (report_options.quiet or scan_options.no_progress), colour=report_options.color
    ) as tick:
        report = pipeline.index_families(
            index, settings=settings, jobs=scan_options.jobs, progress=tick, spellings=gate.spellings
        )
    report = outputs.write(gate.written(report))
    return finish(report, outputs, report_options, gate, strict=scan_options.strict)


def _changed(
    make: Callable[[list[Any], Task], IndexChange],
    paths: tuple[str, ...],
    text_options: TextOptions,
    compare_options: CompareOptions,
    file_options: FileOptions,
    other: Path | None,
) -> int:
    """Read the articles, change the index by `make`, and return the exit code."""
    from syndetect.archive.stored_documents import stored_documents
    from syndetect.cli.exits import Code
    from syndetect.cli.progress import progress
    from syndetect.pipeline.reading import read_named
    from syndetect.pipeline.task import opened

    configuration = configured(compare_options)
    settings = file_options.settings(configuration)
    sources: list[Any] = []
    if paths:
        sources.append(
            read_named(*paths, settings=settings, fields=configuration.fields, exclude=file_options.exclude)
        )
    if other is not None:
        sources.append(stored_documents(other))
    with progress(
        wanted=not (text_options.quiet or compare_options.no_progress), colour=text_options.color
    ) as tick:
        task = opened(
            settings,
            configuration.fields,
            compare_options.jobs,
            compare_options.room,
            tick,
            file_options.ignore,
        )
        changed = make(sources, task)
    _print_change(changed, text_options)
    return Code.UNUSABLE if compare_options.strict and changed.skipped else Code.DONE


def _kept_task(index: Path) -> Task:
    """The task for a change of an index without new articles: with the settings of the index."""
    from syndetect.pipeline.index_contents import settings_of
    from syndetect.pipeline.task import opened

    return opened(settings_of(index))


def _choice(
    ids: Iterable[str], outlets: Iterable[str], before: float | None, match: Iterable[str]
) -> Callable[[Iterable[Row]], Iterator[int]]:
    """A function that yields the keys of the rows with one of these properties."""
    from fnmatch import fnmatchcase

    known, names, patterns = set(ids), set(outlets), tuple(match)

    def chosen(rows: Iterable[Row]) -> Iterator[int]:
        for row in rows:
            old = before is not None and row.published is not None and row.published < before
            fits = any(fnmatchcase(row.id, pattern) for pattern in patterns)
            if old or fits or row.id in known or row.outlet in names:
                yield row.key

    return chosen


def _hours(date: str | None) -> float | None:
    """A date in hours since 1970; raises UsageError for any other text."""
    from datetime import UTC, datetime

    if date is None:
        return None
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        raise click.UsageError(f"--before {date!r} is no date; write it as 2026-11-28") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() / 3600


def _print_change(changed: IndexChange, text_options: TextOptions) -> None:
    """Print how many articles were changed: in words on stderr, or as JSON on stdout."""
    import json
    from dataclasses import asdict

    from syndetect.cli import console

    for item in changed.skipped:
        if not text_options.quiet:
            console.say(f"skipped {item.source}: {item.reason}", colour=text_options.color)
    if text_options.format == "json":
        output_of(text_options).send([json.dumps(asdict(changed), indent=2), "\n"])
    elif not text_options.quiet:
        counts = [
            f"{count:,} {what}"
            for what in ("added", "known", "replaced", "removed")
            if (count := getattr(changed, what))
        ]
        total = f"{changed.articles:,} {'article' if changed.articles == 1 else 'articles'} in the index"
        console.say(f"{', '.join(counts) or 'nothing changed'}; {total}", colour=text_options.color)


def _as_json(stock: IndexSummary) -> Iterator[str]:
    import json
    from dataclasses import asdict

    yield json.dumps(asdict(stock), indent=2)
    yield "\n"


def _as_text(stock: IndexSummary) -> Iterator[str]:
    from syndetect.cli import console

    each = stock.bytes / max(1, stock.articles)
    lines = {
        "articles": f"{stock.articles:,}, {stock.outlets:,} outlets",
        "removed": f"{stock.removed:,}, whose room a merge gives back",
        "published": f"{stock.first} to {stock.last}" if stock.first else "no dates",
        "candidates": f"{stock.pairs:,} pairs",
        "furniture": f"{stock.furniture_lines:,} lines",
        "texts": "kept" if stock.texts else "not kept: where words stand, and fingerprints",
        "size": f"{stock.bytes / 1e6:,.1f} MB in {stock.segments} segments, {each / 1000:.1f} kB an article",
        "made by": f"syndetect {stock.version}",
        "settings": ", ".join(f"{name} = {value}" for name, value in stock.settings.items()),
    }
    for name, text in lines.items():
        yield f"{name:<11} {console.visible(text)}\n"
    for line in stock.damaged:
        yield f"damaged     {console.visible(line)}\n"
