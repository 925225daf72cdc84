"""``syndetect schema``."""

from __future__ import annotations

import click


@click.command()
def schema() -> int:
    """Print the JSON Schema of the JSON report."""
    import json

    from syndetect import records

    click.echo(json.dumps(records.schema(), indent=2))
    return 0
