"""Markdown for a comment on a pull request; text from articles is escaped, so none of it is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from syndetect.counting import percent, plural
from syndetect.faults import fault_sentence
from syndetect.gates import Case, findings_of
from syndetect.model import Finding, Report
from syndetect.reporters.escape import clip, visible
from syndetect.reporters.finding_lines import altered, credit, figures, headline, ranked, shown, tally
from syndetect.reporters.wording import KIND_WORDS, RELATION_WORDS

LIMIT = 65_536
"""Characters of a comment on GitHub; counted here in UTF-16 code units, of which there are never fewer."""

MARK = "<!-- syndetect -->"
"""The first line, by which a workflow finds the comment that it has to replace."""

_RESERVE = 1_000
_FOR_ROWS = 30_000
_FOR_SKIPPED = 8_000
_FOR_FAULTS = 4_000
_MISSING = "Part of this report is missing because of errors in syndetect; please report them:"
_PASSAGES = 3
_PASSAGE_CELLS = 400
_BACKTICKS = re.compile("`+")

CaseWithFinding = tuple[Case, Finding]


def render(report: Report, *, width: int, colour: bool, explain: bool) -> Iterator[str]:  # noqa: ARG001
    """The comment; `width`, `colour` and `explain` change nothing."""
    ranking = ranked(findings_of(report))
    room = _Room(LIMIT - _RESERVE)
    yield from room.take([_opening(report, ranking)])
    if report.faults:
        lines = (f"- {code(clip(fault_sentence(fault), 500))}\n" for fault in report.faults)
        yield from room.take([f"**{_MISSING}**\n\n"])
        yield from room.fill(lines, _FOR_FAULTS, "error", len(report.faults))
        yield from room.take(["\n"])
    if ranking:
        head = "| | submission | relation | source | its words | credit | relation sure | direction sure |\n"
        head += "|-|-|-|-|-:|-|-:|-:|\n"
        rows = (_row(judged, policy=bool(report.gate and report.gate.policy)) for judged in ranking)
        yield from room.take([head])
        yield from room.fill(rows, _FOR_ROWS, "finding", len(ranking))
    if report.skipped:
        lines = (f"- {code(shown(item.source))}: {code(shown(item.reason))}\n" for item in report.skipped)
        summary = f"\n<details><summary>{plural(len(report.skipped), 'input')} skipped</summary>\n\n"
        yield from room.take([summary])
        yield from room.fill(lines, _FOR_SKIPPED, "skipped input", len(report.skipped))
        yield from room.take(["\n</details>\n"])
    serious = [judged for judged in ranking if judged[1].fails]
    if serious:
        yield from room.take(["\n### What stands in both\n"])
        yield from room.fill(map(_details, serious), room.left, "finding", len(serious))


class _Room:
    """Counts how many characters may still be written."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, pieces: Iterable[str]) -> Iterator[str]:
        for piece in pieces:
            self.left -= _units(piece)
            yield piece

    def fill(self, pieces: Iterable[str], limit: int, noun: str, total: int) -> Iterator[str]:
        """Pieces while they fit into `limit` UTF-16 code units, then how many of `total` did not fit."""
        end = self.left - min(limit, self.left)
        written = 0
        for piece in pieces:
            if self.left - _units(piece) < end:
                break
            yield from self.take([piece])
            written += 1
        if written < total:
            missing = plural(total - written, f"more {noun}")
            yield f"\n*{missing} left out here for want of room; the JSON report has all of them.*\n"


def code(text: str) -> str:
    """`text` as a code span, in which no mention, link or markup takes effect."""
    plain = visible(text)
    if not plain:
        return "–"
    fence = "`" * (1 + max((len(run) for run in _BACKTICKS.findall(plain)), default=0))
    pad = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{fence}{pad}{plain}{pad}{fence}"


def cell(text: str) -> str:
    """`text` as a code span in a table, where even inside a code span a | ends the cell unless escaped."""
    return code(shown(text)).replace("|", "\\|")


def _opening(report: Report, cases: Sequence[CaseWithFinding]) -> str:
    failing = sum(finding.fails for _, finding in cases)
    policy = report.gate.policy if report.gate is not None else None
    if policy is not None:
        said = (
            f"{plural(failing, 'finding')} {'fails' if failing == 1 else 'fail'}"
            if failing
            else "nothing fails"
        )
    else:
        said = plural(failing, "derived pair") if failing else "no derived pair"
    lines = [MARK, f"## syndetect: {said}", "", tally(report, cases)]
    if policy is not None:
        lines += ["", f"Fails on {code(clip(policy, 1000))}"]
    notes = report.gate.notes if report.gate is not None else ()
    lines += [f"\n> {code(clip(note, 300))}" for note in islice(notes, 20)]
    if len(notes) > 20:
        lines.append(f"\n> *{plural(len(notes) - 20, 'more note')}*")
    return "\n".join([*lines, "", ""])


def _row(judged: CaseWithFinding, *, policy: bool) -> str:
    case, finding = judged
    mark: str = "" if finding.status == "new" else finding.status
    if finding.fails and policy:
        mark = "❌"
    cells = (
        mark,
        cell(finding.submission),
        RELATION_WORDS[finding.relation],
        cell(finding.source),
        percent(case.coverage),
        cell(credit(case)) if case.credit.kind != "none" else "none",
        f"{case.pair.confidence:.2f}",
        f"{case.pair.certainty:.2f}" if case.pair.certainty else "–",
    )
    return f"| {' | '.join(cells)} |\n"


def _details(judged: CaseWithFinding) -> str:
    case, _ = judged
    pieces = [
        f"\n<details><summary>{_html(case.submission.id)}: {_html(headline(case))}</summary>\n",
        f"\n{code(figures(case))}\n",
    ]
    if case.altered:
        pieces.append(f"\n{code(altered(case))}\n")
    for here, there, passage in islice(case.passages(), _PASSAGES):
        ours = _passage(case.submission.text[here.begin : here.end])
        theirs = _passage(case.source.text[there.begin : there.end])
        caption = f"{KIND_WORDS[passage.kind]}, {percent(passage.similarity)} alike"
        lines = f"  {ours}" if ours == theirs else f"- {theirs}\n+ {ours}"
        fence = "`" * max(3, 1 + max((len(run) for run in _BACKTICKS.findall(lines)), default=0))
        pieces.append(f"\n{caption}:\n{fence}diff\n{lines}\n{fence}\n")
    more = len(case.pair.passages) - _PASSAGES
    if more > 0:
        pieces.append(f"\n*{plural(more, 'more passage')}*\n")
    return "".join([*pieces, "\n</details>\n"])


def _passage(text: str) -> str:
    return clip(visible(text), _PASSAGE_CELLS)


def _html(text: str) -> str:
    """`text` inside an HTML block: as a code element, where mentions and markup take no effect."""
    plain = shown(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<code>{plain}</code>"


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
