"""Who has it from whom, in situations made by the harness: blends, annotations, compilations, and others.

A link is right, wrong, or left open. A text that was made from none and hangs on another one is blamed; so is
a taker whose credit is called wrong. Seeds of these sets were not looked at when limits were chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.quality import detect, mixtures, printings, situations
from benchmarks.quality.measures import calibration
from benchmarks.quality.measures.calibration import Outcome
from benchmarks.quality.results import Figure, Result, Table, Task, share, table
from benchmarks.quality.situations import LANGUAGES, Situation, Text
from syndetect.model import Member, Pair, Report

SEED = 7_201
COUNT, FAST_COUNT = 100, 20
SURE = 0.8
"""Certainty from which a wrong link is counted by itself."""

_HALVES = (0, 4)
_BLAMES = frozenset({"wrong", "laundered"})


@dataclass(slots=True)
class Told:
    """What is right and wrong in some situations.

    `tally` by what (links, roots, directions, sources) and answer; `links` are all links that were shown,
    with their certainty.
    """

    tally: Counter[tuple[str, str]] = field(default_factory=Counter)
    links: list[Outcome] = field(default_factory=list)

    def add(self, other: Told) -> None:
        """Take in what was found of other situations."""
        self.tally += other.tally
        self.links += other.links

    def shares(self, what: str) -> tuple[int, float, float]:
        """How many there are, and which shares are right and wrong."""
        total = sum(self.tally[what, answer] for answer in ("right", "wrong", "open"))
        return total, share(self.tally[what, "right"], total), share(self.tally[what, "wrong"], total)


def run_blends(task: Task) -> Result:
    """Two tellings of one event, and an article that takes from both."""
    events = situations.english(task.directories)
    return _run(situations.blends(events, _count(task), SEED), task)


def run_annotations(task: Task) -> Result:
    """A speech, and an article that quotes it with remarks between."""
    events = situations.english(task.directories)
    remarks = {language: situations.others(language) for language in LANGUAGES}
    remarks["en"] = [one for event in events for one in event[-1].sentences[3:6]]
    return _run(situations.annotations(_texts(events), remarks, _count(task), SEED), task)


def run_compilations(task: Task) -> Result:
    """Articles of a week, and a live blog or round-up of them."""
    texts = _texts(situations.english(task.directories))
    # Two stories stand in each text of our own: a compilation has them one by one.
    short = {
        language: found
        if language == "en"
        else [Text(text.paragraphs[half : half + 4], language) for text in found for half in _HALVES]
        for language, found in texts.items()
    }
    return _run(situations.compilations(short, _count(task), SEED), task)


def run_releases(task: Task) -> Result:
    """A hand-out, and papers that print it."""
    texts = _texts(situations.english(task.directories))
    return _run(situations.releases(texts, _count(task), SEED), task)


def run_prints(task: Task) -> Result:
    """A wire, and papers that print it with a line of the house below, 3 to 60 of them."""
    texts = {language: situations.own(language) for language in LANGUAGES}
    return _run(printings.printings(texts, _count(task), SEED), task)


def run_mixtures(task: Task) -> Result:
    """Prints of a wire, an own report of the event, and articles that mix the two by paragraphs."""
    return _run(mixtures.mixtures(mixtures.events(), _count(task), SEED), task)


def _count(task: Task) -> int:
    return FAST_COUNT if task.fast else COUNT


def _texts(events: Sequence[Sequence[Text]]) -> dict[str, list[Text]]:
    """By language: the first article of each event, and the project's own stories."""
    found = {language: situations.own(language) for language in LANGUAGES}
    return {**found, "en": [event[0] for event in events]}


def _run(made: Iterable[Situation], task: Task) -> Result:
    by_dates: dict[str, Told] = {"dated": Told(), "undated": Told()}
    for situation in made:
        report = detect.scan(list(situation.documents), task.jobs)
        dated = "dated" if any(one.published for one in situation.documents) else "undated"
        by_dates[dated].add(judge(report, situation))
    everything = Told()
    for found in by_dates.values():
        everything.add(found)
    figures = [figure for name, found in by_dates.items() for figure in _figures(name, found)]
    figures += link_figures(everything.links)
    rows = [
        (name, what, *found.shares(what))
        for name, found in by_dates.items()
        for what in ("links", "roots", "sources", "directions")
    ]
    tables = (
        table("All situations", ("dates", "what", "number", "right", "wrong"), rows),
        curve(everything.links),
    )
    return Result(tuple(figures), tables, links=tuple(everything.links))


def _figures(name: str, found: Told) -> Iterator[Figure]:
    for what in ("links", "roots", "directions"):
        _, right, wrong = found.shares(what)
        yield Figure(f"{name}.{what}", right)
        yield Figure(f"{name}.{what}.wrong", wrong, "down")
    yield Figure(f"{name}.blamed", found.tally["blamed", "yes"], "down")


def link_figures(links: Sequence[Outcome]) -> list[Figure]:
    """How far the certainty of links comes true, and how many of the sure ones are wrong."""
    sure = [one for one in links if one.confidence >= SURE]
    return [
        Figure("links.calibration", calibration.expected_error(links), "down"),
        Figure("links.sure.wrong", share(sum(not one.right for one in sure), len(sure)), "down"),
    ]


def curve(links: Sequence[Outcome]) -> Table:
    """By stated certainty: how many links were right."""
    rows = [
        (f"{part.low:.1f} to {part.high:.1f}", part.count, part.confidence, part.accuracy)
        for part in calibration.bins(links)
    ]
    return table("Links by stated certainty", ("certainty", "number", "mean", "right"), rows)


def judge(report: Report, situation: Situation) -> Told:
    """How many links, roots, second sources and directions are right and wrong."""
    found = Told()
    members = {one.document: one for family in report.families for one in family.members}
    for document in situation.documents:
        _judge_member(members.get(document.id), document.id, situation, found)
    for pair in report.pairs:
        _judge_pair(pair, members, situation, found)
    return found


def _judge_member(member: Member | None, id: str, situation: Situation, found: Told) -> None:
    allowed = situation.sources.get(id, frozenset())
    source = member.source if member is not None else None
    right = source in allowed
    if allowed:
        found.tally["links", "open" if source is None else "right" if right else "wrong"] += 1
    else:
        found.tally["roots", "right" if source is None else "wrong"] += 1
    if member is not None and source is not None:
        found.links.append(Outcome(member.certainty, right))
    audit = member.audit if member is not None else None
    if audit is not None:
        blamed = audit.uncredited_words > 0 if not allowed else audit.verdict in _BLAMES and not right
        found.tally["blamed", "yes"] += blamed
    if (both := situation.both.get(id)) is not None:
        given = {source, *(one.document for one in member.also)} if member is not None else set()
        found.tally["sources", "open" if source is None else "right" if both <= given else "wrong"] += 1


def _judge_pair(pair: Pair, members: dict[str, Member], situation: Situation, found: Told) -> None:
    if not pair.derived:
        return
    linked = {(pair.left, pair.right), (pair.right, pair.left)} & set(_truths(pair, situation))
    if pair.direction not in {"left-from-right", "right-from-left"}:
        if linked:
            found.tally["directions", "open"] += 1
        return
    ids = (pair.left, pair.right) if pair.direction == "left-from-right" else (pair.right, pair.left)
    right = ids in linked
    found.tally["directions", "right" if right else "wrong"] += 1
    member = members.get(ids[0])
    if member is None or member.source != ids[1]:
        found.links.append(Outcome(pair.certainty, right))


def _truths(pair: Pair, situation: Situation) -> Iterator[tuple[str, str]]:
    """The true directions of a pair, by way of others too: taker first."""
    for taker, giver in ((pair.left, pair.right), (pair.right, pair.left)):
        above: set[str] = set()
        waiting = [taker]
        while waiting:
            fresh = situation.sources.get(waiting.pop(), frozenset()) - above
            above |= fresh
            waiting.extend(fresh)
        if giver in above:
            yield taker, giver


RUNNERS: dict[str, Callable[[Task], Result]] = {
    "blends": run_blends,
    "annotations": run_annotations,
    "compilations": run_compilations,
    "releases": run_releases,
    "prints": run_prints,
    "mixtures": run_mixtures,
}
