"""Help in groups: input, search, report, gate, cluster and speed."""

from __future__ import annotations

from collections.abc import Mapping

import click

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Input": (
        *("against", "changed_since", "pairs", "docs", "exclude", "files_from", "ignore", "no_ignore"),
        *("field", "name", "metadata", "encoding", "repair_encoding", "strict"),
    ),
    "Search": ("within", "min_relation", "glossary", "sample", "engine", "set", "config"),
    "Report": (
        *(
            "format",
            "output",
            "summary",
            "top",
            "passages",
            "explain",
            "verbose",
            "csv_bom",
            "color",
            "quiet",
        ),
        "debug",
    ),
    "Gate": ("fail_on", "exit_zero", "baseline", "write_baseline", "suppressions", "partners"),
    "Cluster": ("master", "resume", "spark_conf"),
    "Speed": ("jobs", "memory", "no_progress"),
}
"""Options by their group; all other options come last."""


class GroupedHelp(click.Command):
    """A command whose help lists its options in groups."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the groups, in their order, each with the options that the command has."""
        left = {
            option.name: record
            for option in self.get_params(ctx)
            if isinstance(option, click.Option) and (record := option.get_help_record(ctx)) is not None
        }
        for title, names in GROUPS.items():
            rows = [left.pop(name) for name in names if name in left]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)
        if left:
            with formatter.section("Other"):
                formatter.write_dl(list(left.values()))
