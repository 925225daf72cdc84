"""What ``--fail-on`` means: when a finished report lets the run end with exit code 1."""

from __future__ import annotations

from dataclasses import dataclass

from syndetect.errors import UnknownNameError
from syndetect.model import RELATIONS, Relation, Report, at_least


@dataclass(frozen=True, slots=True)
class Policy:
    """Met by a report with a pair of relation `least` or a stronger one."""

    least: Relation

    def met(self, report: Report) -> bool:
        """Whether the run has to fail."""
        return any(at_least(pair.relation, self.least) for pair in report.pairs)


def parse(text: str) -> Policy:
    """The policy that `text` states.

    Raises UnknownNameError, with the valid ones, when it states none.
    """
    for relation in RELATIONS[:-1]:
        if text == relation:
            return Policy(relation)
    raise UnknownNameError(f"unknown relation {text!r}; valid are: {', '.join(RELATIONS[:-1])}")
