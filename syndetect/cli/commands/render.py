"""``syndetect render``."""

from __future__ import annotations

import click

from syndetect.cli import completing
from syndetect.cli.from_flags import outputs_of
from syndetect.cli.gate import GateOptions, gate_of, gate_options
from syndetect.cli.grouped import GroupedHelp
from syndetect.cli.options import ReportOptions, report_options


@click.command(cls=GroupedHelp)
@click.argument("report", metavar="REPORT", shell_complete=completing.files)
@report_options
@gate_options
def render(report: str, report_options: ReportOptions, gate_options: GateOptions) -> int:
    """Show a saved report in another format.

    REPORT is what --format json or parquet wrote; nothing is analysed again.
    """
    from syndetect.cli.summary import finish
    from syndetect.records import load_report

    outputs = outputs_of(report_options, (report, *gate_options.files))
    gate = gate_of(gate_options)
    loaded = gate.written(load_report(report))
    loaded = outputs.write(loaded)
    return finish(loaded, outputs, report_options, gate, may_be_empty=True)
