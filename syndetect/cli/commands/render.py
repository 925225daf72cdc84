"""``syndetect render``."""

from __future__ import annotations

import click

from syndetect.cli import completing
from syndetect.cli.from_flags import outputs_of
from syndetect.cli.gate import Gating, gate_of, gating
from syndetect.cli.grouped import Grouped
from syndetect.cli.options import Showing, showing


@click.command(cls=Grouped)
@click.argument("report", metavar="REPORT", shell_complete=completing.files)
@showing
@gating
def render(report: str, showing: Showing, gating: Gating) -> int:
    """Show a saved report in another format.

    REPORT is what --format json or parquet wrote; nothing is analysed again.
    """
    from syndetect.cli.summary import finish
    from syndetect.records import load_report

    outputs = outputs_of(showing, (report, *gating.files))
    barrier = gate_of(gating)
    loaded = barrier.written(load_report(report))
    loaded = outputs.write(loaded)
    return finish(loaded, outputs, showing, barrier, may_be_empty=True)
