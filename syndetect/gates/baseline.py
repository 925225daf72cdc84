"""The findings that were already there when a gate was set up, by names and by the words of their texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import xxhash

from syndetect.errors import GateError
from syndetect.gates.stable_names import name_of
from syndetect.model import RELATIONS, Document, Relation, Report

SCHEMA = "syndetect/baseline/2"
_NAMES_ONLY = "syndetect/baseline/1"
"""Written by 0.1: without digests. Its findings are known by their names."""

_TEXTS = ("submission", "source", "relation")
_DIGESTS = ("text", "source_text", "group")


class KnownFinding(NamedTuple):
    """A finding of a baseline.

    The digests are of the submission's words, of the source's, and of the text that the source's family comes
    from; None in a baseline of names alone. By them a renamed text or another print of it is recognised.
    """

    submission: str
    source: str
    relation: Relation
    text: str | None = None
    source_text: str | None = None
    group: str | None = None


def digest(document: Document) -> str | None:
    """A digest of the document's words, 32 hex digits, independent of white space; None without a text."""
    if not document.text:
        return None
    words = " ".join(document.text.split())
    return xxhash.xxh3_128_hexdigest(words.encode("utf-8", "surrogatepass"))


def read_baseline(path: Path) -> frozenset[KnownFinding]:
    """The findings that a baseline lists; raises GateError, with the path, when it cannot be used."""
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise GateError(f"there is no baseline {path}; make it with --write-baseline") from None
    except OSError as error:
        raise GateError(f"cannot read the baseline {path}: {error.strerror or error}") from None
    except RecursionError:
        raise GateError(f"the baseline {path} is nested too deeply to be one") from None
    except ValueError as error:
        raise GateError(f"the baseline {path} is not valid JSON: {error}") from None
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema not in (SCHEMA, _NAMES_ONLY):
        shown = f"is of schema {schema!r}" if isinstance(schema, str) else "is no baseline"
        raise GateError(f"{path} {shown}; this version reads {SCHEMA!r}: make it again with --write-baseline")
    listed = data.get("findings")
    if not isinstance(listed, list):
        raise GateError(f"the baseline {path} has no list of findings; make it again with --write-baseline")
    return frozenset(_known(item, f"{path}: finding {number}") for number, item in enumerate(listed, 1))


def baseline_text(report: Report, folder: Path) -> Iterator[str]:
    """A baseline of the report's findings, one on each line, in pieces; names are paths from `folder`.

    Suppressed and licensed findings are left out: they should come back when the excuse ends.
    """
    names = {document.id: name_of(document, folder) for document in report.documents}
    kept = [finding for finding in report.findings if finding.status in ("new", "known")]
    listed = {
        KnownFinding(
            names[finding.submission],
            names[finding.source],
            finding.relation,
            digest(report.document(finding.submission)),
            digest(report.document(finding.source)),
            _origin(report, finding.source),
        )
        for finding in kept
    }
    yield from _lines(sorted(listed, key=lambda known: [value or "" for value in known]))


def _origin(report: Report, id: str) -> str | None:
    """The digest of the source of the document's family; None where there is no family or known source."""
    family = report.family_of(id)
    source = family.source.document if family is not None else None
    return digest(report.document(source)) if source is not None else None


def _lines(known: Iterable[KnownFinding]) -> Iterator[str]:
    opening = f'{{\n"schema": {json.dumps(SCHEMA)},\n"findings": ['
    records = ({name: value for name, value in finding._asdict().items() if value} for finding in known)
    rows = [json.dumps(record) for record in records]
    yield opening + "".join(f"{',' if number else ''}\n{row}" for number, row in enumerate(rows))
    yield "\n]\n}\n"


def _known(item: Any, where: str) -> KnownFinding:
    if not isinstance(item, Mapping) or not all(isinstance(item.get(name), str) for name in _TEXTS):
        raise GateError(
            f"{where} needs {', '.join(_TEXTS)}, each a text; make it again with --write-baseline"
        )
    digests = [item.get(name) for name in _DIGESTS]
    if not all(digest_value is None or isinstance(digest_value, str) for digest_value in digests):
        raise GateError(f"{where} has a digest that is no text; make it again with --write-baseline")
    if item["relation"] not in RELATIONS:
        raise GateError(
            f"{where} has an unknown relation {item['relation']!r}; valid are: {', '.join(RELATIONS)}"
        )
    return KnownFinding(item["submission"], item["source"], item["relation"], *digests)
