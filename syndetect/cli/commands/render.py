"""``syndetect render``."""

from __future__ import annotations

import click

from syndetect.cli.options import Showing, showing


@click.command()
@click.argument("report", metavar="REPORT.json")
@showing
def render(report: str, showing: Showing) -> int:
    """Show a saved report in another format.

    REPORT.json is what --format json wrote; nothing is analysed again.
    """
    from syndetect.cli.finish import finish
    from syndetect.records import load_report

    output = showing.prepare([report])
    loaded = load_report(report)
    output.write(loaded)
    return finish(loaded, output, showing, saved=True)
