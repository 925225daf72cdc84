"""A report as tables of pandas and polars, or as a graph of networkx."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from syndetect.extras import library
from syndetect.model import Report
from syndetect.records.flat_tables import columns, item_of, parts_of, tables, without_none
from syndetect.reporters.graph import edges, nodes


def to_pandas(report: Report, table: str) -> Any:
    """A table of the report as a pandas.DataFrame; pandas' nullable types where a value can be missing.

    Raises MissingExtraError without pandas, UnknownNameError for an unknown table.
    """
    wanted = columns(table)
    pandas = library("pandas", "pandas", "to_pandas()")
    rows = tables(report)[table]
    made = {
        column.name: pandas.array([row[column.name] for row in rows], dtype=kind)
        if (kind := _PANDAS.get((column.kind, column.nullable)))
        else pandas.Series([row[column.name] for row in rows], dtype=object)
        for column in wanted
    }
    return pandas.DataFrame(made, columns=[column.name for column in wanted])


_PANDAS: Mapping[tuple[Any, bool], str] = {
    (int, False): "int64",
    (int, True): "Int64",
    (float, False): "float64",
    (float, True): "float64",
    (bool, False): "bool",
    (bool, True): "boolean",
}
"""The type of a column by its kind and by whether a value can be missing; any other is `object`."""


def to_polars(report: Report, table: str) -> Any:
    """A table of the report as a polars.DataFrame.

    Raises MissingExtraError without polars, UnknownNameError for an unknown table.
    """
    wanted = columns(table)
    polars = library("polars", "polars", "to_polars()")
    rows = tables(report)[table]
    schema = {column.name: _polars_type(column.kind, polars) for column in wanted}
    return polars.DataFrame([list(row.values()) for row in rows], schema=schema, orient="row")


def _polars_type(kind: Any, polars: Any) -> Any:
    if (item := item_of(kind)) is not None:
        return polars.List(_polars_type(item, polars))
    if (fields_of := parts_of(kind)) is not None:
        return polars.Struct({name: _polars_type(field, polars) for name, field in fields_of})
    plain = {bool: polars.Boolean, int: polars.Int64, float: polars.Float64}
    return plain.get(without_none(kind)[0], polars.String)


def to_networkx(report: Report) -> Any:
    """The related articles as a networkx.DiGraph; unknown attributes are left out.

    Raises MissingExtraError without networkx.
    """
    networkx = library("networkx", "networkx", "to_networkx()")
    graph = networkx.DiGraph()
    for node in nodes(report):
        graph.add_node(node.id, **_known(node.values))
    for edge in edges(report):
        graph.add_edge(edge.source, edge.target, **_known(edge.values))
    return graph


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
