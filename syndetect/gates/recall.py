"""Whether a finding is in the baseline: under its names, renamed, or with another print of its source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from syndetect.gates.baseline import KnownFinding, digest
from syndetect.gates.cases import Case
from syndetect.gates.stable_names import name_of
from syndetect.model import Document, Report, at_least


@dataclass(frozen=True, slots=True)
class _Keys:
    """What identifies a document: its name, and the digest of its words."""

    name: str
    text: str | None


class Recall:
    """Compares a report with a baseline; names are paths relative to `folder`."""

    def __init__(self, baseline: Iterable[KnownFinding], folder: Path, report: Report) -> None:
        self._report, self._folder = report, folder
        self._keys = {
            document.id: _Keys(name_of(document, folder), digest(document)) for document in report.documents
        }
        self._present = {keys.name for keys in self._keys.values()}
        self._of: dict[str, list[KnownFinding]] = defaultdict(list)
        for known in baseline:
            self._of[known.submission].append(known)
            if known.text is not None:
                self._of[known.text].append(known)
        self._prints: dict[str, frozenset[str]] = {}

    def holds(self, case: Case) -> bool:
        """Whether the baseline has this finding, or a stronger one with another print of its source."""
        relation = case.pair.relation
        return any(
            (known.relation == relation and self._is_source(known, case.source))
            or (at_least(known.relation, relation) and self._is_print(known, case.source))
            for known in self._about(self._keys[case.submission.id])
        )

    def _about(self, submission: _Keys) -> Iterable[KnownFinding]:
        yield from self._of.get(submission.name, ())
        for known in self._of.get(submission.text or "", ()):
            # A text that was copied to another file, and is still in its old one, is new in the other.
            if not self._is_there(known.submission):
                yield known

    def _is_there(self, name: str) -> bool:
        """Whether the report has an article of that name, or such a file exists that was not read."""
        return name in self._present or (self._folder / name.partition("#")[0]).exists()

    def _is_source(self, finding: KnownFinding, source: Document) -> bool:
        keys = self._keys[source.id]
        return finding.source == keys.name or (
            finding.source_text is not None and finding.source_text == keys.text
        )

    def _is_print(self, finding: KnownFinding, source: Document) -> bool:
        keys = self._keys[source.id]
        if finding.source == keys.name:
            return False
        prints = self._of_group(source)
        return finding.source_text in prints or finding.group in prints or f"/{finding.source}" in prints

    def _of_group(self, source: Document) -> frozenset[str]:
        """The digests of the source's family, and its names after a slash, which no digest contains."""
        family = self._report.family_of(source.id)
        if family is None:
            return frozenset()
        if family.id not in self._prints:
            ids = (member.document for member in family.members)
            keys = [self._keys[id] for id in ids if id in self._keys]
            texts = {key.text for key in keys if key.text is not None}
            self._prints[family.id] = frozenset({*texts, *(f"/{key.name}" for key in keys)})
        return self._prints[family.id]
