"""The options of another engine, as a decorator that gives the command one value, and a scan by Spark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from syndetect.cli import console
from syndetect.cli.exits import Code, tell_faults
from syndetect.cli.file_choice import FileOptions
from syndetect.cli.from_flags import outputs_of
from syndetect.cli.gate import GateOptions, gate_of
from syndetect.cli.options import Command, NameParameter, ReportOptions, ScanOptions, gather
from syndetect.errors import InputError, SettingsError

if TYPE_CHECKING:
    from syndetect.cli.configuration import Configuration
    from syndetect.spark import JobResult

SPARK = "spark"
_STDIN = "-"
_OF_ONE_MACHINE = ("jobs", "memory")


def _engines() -> Iterator[str]:
    from syndetect.plugins import names

    yield from (*names("engines"), SPARK)


@dataclass(frozen=True, slots=True)
class Clustering:
    """Which engine finds the candidate pairs, and on which cluster."""

    engine: str | None
    master: str | None
    resume: bool
    spark_conf: tuple[str, ...]

    @property
    def wanted(self) -> bool:
        """Whether a cluster does the work. Raises UsageError for options of a cluster without one."""
        if self.engine == SPARK:
            return True
        if self.master is not None or self.resume or self.spark_conf:
            raise click.UsageError("--master, --resume and --spark-conf are for --engine spark alone")
        return False

    def chosen(self, configuration: Configuration) -> Configuration:
        """The configuration with the engine of the command line."""
        if self.engine is None or self.wanted:
            return configuration
        return replace(configuration, settings=replace(configuration.settings, engine=self.engine))

    def conf(self) -> Mapping[str, str]:
        """The properties for Spark. Raises UsageError for one that is not NAME=VALUE."""
        from syndetect.cli import configuration

        try:
            return configuration.pairs(self.spark_conf, "--spark-conf", "spark.executor.memory=4g")
        except SettingsError as error:
            raise click.UsageError(str(error)) from None


def clustering(command: Command) -> Command:
    """Give `command` the options of another engine, as its argument ``clustering``."""
    return gather(command, "clustering", Clustering, _OPTIONS)


_OPTIONS = (
    click.option("--engine", metavar="NAME", type=NameParameter("engine", _engines),
        help="What finds the candidate pairs: local, datasketch, a plug-in, or spark, which does all work on "
        "a cluster and writes a folder of tables to -o."),
    click.option("--master", metavar="URL",
        help="The cluster for --engine spark, as spark://HOST:7077, yarn or k8s://...; without it local[*]."),
    click.option("--resume", is_flag=True,
        help="With --engine spark: go on with the stages that a job left in the folder of -o."),
    click.option("--spark-conf", metavar="NAME=VALUE", multiple=True,
        help="A property of Spark, such as spark.executor.memory=4g."),
)  # fmt: skip


def scan_by_cluster(
    clustering: Clustering,
    paths: tuple[str, ...],
    report_options: ReportOptions,
    gate_options: GateOptions,
    scan_options: ScanOptions,
    file_options: FileOptions,
    configuration: Configuration,
) -> int:
    """Scan on a cluster, write the tables and then any other outputs from them, and return the exit code.

    The other outputs are made on this machine, whose memory has to be large enough for the report.
    """
    from syndetect.cli.summary import counted, finish
    from syndetect.records import load_report

    context = click.get_current_context()
    for name in _OF_ONE_MACHINE:
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            raise click.UsageError(
                f"--{name} is for a scan on one machine; give a cluster its own by --spark-conf"
            )
    if _STDIN in paths:
        raise click.UsageError("a cluster cannot read standard input; name files that all its machines have")
    folder, rest = _outputs(report_options)
    outputs = None
    if (
        rest
        or report_options.format not in (None, "parquet")
        or gate_options.fail_on is not None
        or gate_options.files
    ):
        outputs = outputs_of(replace(report_options, output=rest), (*paths, *gate_options.files))
    gate = gate_of(gate_options)
    made = _made(
        clustering,
        paths,
        folder,
        report_options,
        scan_options,
        file_options,
        configuration,
        gate.spellings,
    )
    if outputs is not None:
        report = outputs.write(gate.written(load_report(folder)))
        return finish(report, outputs, report_options, gate, strict=scan_options.strict)
    if not report_options.quiet:
        counts = counted(made.report, made.documents, made.pairs, made.families)
        console.say(f"{counts}; written to {folder}", colour=report_options.color)
    tell_faults(made.report.faults)
    if made.report.faults:
        return Code.INTERNAL
    if scan_options.strict and made.report.skipped:
        console.error(f"{len(made.report.skipped):,} inputs skipped, and --strict allows none")
        return Code.UNUSABLE
    return Code.DONE


def _made(
    clustering: Clustering,
    paths: tuple[str, ...],
    folder: str,
    report_options: ReportOptions,
    scan_options: ScanOptions,
    file_options: FileOptions,
    configuration: Configuration,
    spellings: tuple[tuple[str, ...], ...],
) -> JobResult:
    from syndetect import spark
    from syndetect.cli.progress import progress

    session = spark.connected(clustering.master or "local[*]", clustering.conf())
    try:
        with progress(
            wanted=not (report_options.quiet or scan_options.no_progress), colour=report_options.color
        ) as tick:
            return spark.scan_paths(
                session,
                [path if "://" in path else str(Path(path).absolute()) for path in paths],
                folder,
                settings=file_options.settings(configuration),
                fields=configuration.fields,
                exclude=file_options.exclude,
                resume=clustering.resume,
                ignore=file_options.ignore,
                spellings=spellings,
                progress=tick,
            )
    finally:
        session.stop()


def _outputs(report_options: ReportOptions) -> tuple[str, tuple[str, ...]]:
    """The folder for the tables, and the other outputs. Raises UsageError unless just one folder is named."""
    folders = [
        target
        for target in report_options.output
        if PurePath(target).suffix in ("", ".parquet") and target != _STDIN
    ]
    if len(folders) != 1:
        raise click.UsageError("--engine spark writes a folder of tables; name one with -o DIR")
    folder = folders[0]
    if "://" not in folder:
        _require_folder(Path(folder))
        folder = str(Path(folder).absolute())
    return folder, tuple(target for target in report_options.output if target != folders[0])


def _require_folder(folder: Path) -> None:
    """Raise InputError for a folder that holds anything but folders of tables from an earlier scan."""
    from syndetect.records.flat_tables import TABLES
    from syndetect.records.parquet_tables import file_of
    from syndetect.spark.stages import FOLDER

    if folder.exists() and not folder.is_dir():
        raise InputError(f"cannot write tables to {folder}: it is a file; name a folder")
    own = {*map(file_of, TABLES), FOLDER}
    others = sorted({file.name for file in folder.iterdir()} - own) if folder.is_dir() else []
    if others:
        raise InputError(
            f"cannot write tables to {folder}: it holds other files, such as {others[0]!r}; name a new folder"
        )
    plain = [file for file in folder.iterdir() if file.is_file()] if folder.is_dir() else []
    if plain:
        raise InputError(f"cannot write tables to {folder}: its tables are files; name a new folder")
