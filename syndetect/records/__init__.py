"""A report as JSON and back: the only package that knows the names of the published format."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from syndetect.records.from_json import from_dict, load_report
from syndetect.records.json_text import dumps, escaped, pieces, quick_dumps
from syndetect.records.to_json import parts, records, to_dict

__all__ = [
    "dumps",
    "escaped",
    "from_dict",
    "load_report",
    "parts",
    "pieces",
    "quick_dumps",
    "records",
    "schema",
    "to_dict",
]


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a report in JSON, as a dict."""
    text = (files("syndetect") / "data" / "report.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
