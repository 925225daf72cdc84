"""Texts in two languages: our own translations beside independent reports, and those of a machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.quality import detect, translated
from benchmarks.quality.data import Labelled
from benchmarks.quality.detect import UnavailableError
from benchmarks.quality.results import Figure, Result, Task, share, table
from benchmarks.quality.translated import Pairing
from syndetect.align import prepare
from syndetect.crosslingual import KeyedText, beside, keyed_text
from syndetect.model import DERIVED, Document
from syndetect.normalise import tokenise

FAST_EVENTS = 3
"""Events of each set whose reports are translated by machine in a fast run."""

EVENTS = 14

_APART = ("apart", "same-story")


def run(task: Task) -> Result:
    """Our own: one scan of the sample corpus with its translations, then every other pair compared."""
    pairings = list(translated.own_pairings())
    made = [pair for pair in pairings if pair.translated and pair.left.id == pair.right.meta.get("of")]
    documents = list({one.id: one for pair in pairings for one in (pair.left, pair.right)}.values())
    report = detect.scan(documents, task.jobs)
    called = [report.between(pair.left.id, pair.right.id) for pair in made]
    found = [pair is not None and pair.relation == "translation" for pair in called]
    links = {
        member.document: member.source
        for family in report.families
        for member in family.members
        if member.relation == "translation"
    }
    wrong = sum(links.get(pair.right.id) not in (None, pair.left.id) for pair in made)
    event = [pair for pair in pairings if pair.kind in _APART]
    other = [pair for pair in pairings if pair.kind == "unrelated"]
    forms = list(translated.form_pairings())
    answers = _compared([*event, *forms, *(other[::9] if task.fast else other)], task.jobs)
    of_event = _derived(event, answers)
    of_others = _derived(other, answers)
    sentences = [("by hand", *aligned(made)), ("sample corpus", *aligned(translated.corpus_pairings()))]
    figures = (
        Figure("translated.derived", share(sum(found), len(found))),
        Figure("wrong-source", wrong, "down"),
        Figure("same-event.derived", share(len(of_event), len(event)), "down"),
        Figure("others.derived", len(of_others), "down"),
        Figure("forms.derived", len(_derived(forms, answers)), "down"),
        Figure("sentences.f1", sentences[0][-1]),
        Figure("corpus.sentences.f1", sentences[1][-1]),
    )
    rows = [
        (
            f"{pair.left.id} – {pair.right.id}",
            answer.relation if answer else "not listed",
            answer.confidence if answer else "–",
            links.get(pair.right.id) or "–",
        )
        for pair, answer in zip(made, called, strict=True)
    ]
    wrongly = [(f"{pair.left.id} – {pair.right.id}", pair.kind) for pair in (*of_event, *of_others)]
    tables = (
        table(f"{len(made)} translations", ("pair", "relation", "confidence", "source"), rows),
        table(f"Called derived of {len(event)} of one event and others", ("pair", "kind"), wrongly),
        table("Sentences", ("of", "precision", "recall", "f1"), sentences),
    )
    return Result(figures, tables)


def run_unseen(task: Task) -> Result:
    """Free, condensed and reordered translations that nothing was fitted on, beside independent reports."""
    return _run_retold(translated.UNSEEN, task)


def run_short(task: Task) -> Result:
    """The same of reports of 50 to 120 words, and of excerpts as short."""
    return _run_retold(translated.SHORT, task)


def run_kinds(task: Task) -> Result:
    """The same of recipes, interviews, press releases, corrections, opinions, sport, and chains of three."""
    return _run_retold(translated.KINDS, task)


def run_events(task: Task) -> Result:
    """Reports of one event in two languages, and what the same people did on another day.

    `fitted` are those that the model was fitted on.
    """
    figures: list[Figure] = []
    rows: list[tuple[str, str, str, str, float]] = []
    for name, folder in (("unseen", translated.EVENTS_UNSEEN), ("fitted", translated.EVENTS)):
        pairings = list(translated.event_pairings(folder))
        answers = _compared(pairings, task.jobs)
        relations = {
            kind: [answers[pair.left.id, pair.right.id].relation for pair in pairings if pair.kind == kind]
            for kind in ("independent", "beside", "unrelated")
        }
        told = {kind: some.count("same-story") for kind, some in relations.items()}
        figures += (
            Figure(f"{name}.same-event.told", share(told["independent"], len(relations["independent"]))),
            Figure(f"{name}.beside.told", told["beside"], "down"),
            Figure(f"{name}.others.told", told["unrelated"], "down"),
            Figure(f"{name}.derived", len(_derived(pairings, answers)), "down"),
        )
        for pair in pairings:
            if pair.kind != "unrelated":
                answer = answers[pair.left.id, pair.right.id]
                ends = f"{pair.left.id} – {pair.right.id}"
                rows.append((name, pair.kind, ends, answer.relation, answer.confidence))
    title = f"{len(rows)} pairs of one event or of the same people"
    return Result(tuple(figures), (table(title, ("texts", "kind", "pair", "relation", "confidence"), rows),))


def _run_retold(folder: Path, task: Task) -> Result:
    """Listed: the pairs that one scan of all of them gives. Called: of every pair, compared."""
    pairings = list(translated.retold_pairings(folder))
    documents = list({one.id: one for pair in pairings for one in (pair.left, pair.right)}.values())
    report = detect.scan(documents, task.jobs)
    answers = _compared(pairings, task.jobs)
    made = [pair for pair in pairings if pair.translated]
    event = [pair for pair in pairings if pair.kind == "independent"]
    other = [pair for pair in pairings if pair.kind == "unrelated"]
    called, of_event, of_others = (_derived(some, answers) for some in (made, event, other))
    listed = [report.between(pair.left.id, pair.right.id) for pair in made]
    figures = (
        Figure("translated.listed", share(sum(pair is not None for pair in listed), len(made))),
        Figure("translated.derived", share(len(called), len(made))),
        Figure("same-event.derived", share(len(of_event), len(event)), "down"),
        Figure("others.derived", len(of_others), "down"),
    )
    rows = [
        (_how(pair), f"{pair.left.id} – {pair.right.id}", answer.relation, answer.confidence)
        for pair in sorted(made, key=_how)
        if (answer := answers.get((pair.left.id, pair.right.id)))
    ]
    wrongly = [(f"{pair.left.id} – {pair.right.id}", pair.kind) for pair in (*of_event, *of_others)]
    tables = (
        table(f"{len(made)} translations", ("how", "pair", "relation", "confidence"), rows),
        table(f"Called derived of {len(event)} of one event, {len(other)} others", ("pair", "kind"), wrongly),
    )
    return Result(figures, tables)


def _how(pair: Pairing) -> str:
    return " + ".join(sorted(str(one.meta["how"]) for one in (pair.left, pair.right) if "how" in one.meta))


def run_machine(task: Task) -> Result:
    """English reports of one event beside machine translations of each other.

    Raises UnavailableError where Apertium, or one of its pairs of languages, is not installed.
    """
    if not translated.can_translate():
        raise UnavailableError("apertium with eng-spa, spa-ita, es-fr and es-pt is not installed")
    most = FAST_EVENTS if task.fast else EVENTS
    pairings = list(translated.machine_pairings(task.directories, most=most))
    answers = _compared(pairings, task.jobs)
    made = [pair for pair in pairings if pair.translated]
    event = [pair for pair in pairings if not pair.translated]
    derived = _derived(made, answers)
    wrong = _derived(event, answers)
    figures = (
        Figure("translated.derived", share(len(derived), len(made))),
        Figure("same-event.derived", share(len(wrong), len(event)), "down"),
    )
    rows = [("translated", len(derived), len(made)), ("another report of the event", len(wrong), len(event))]
    return Result(figures, (table("Called derived", ("pairs", "derived", "of"), rows),))


def aligned(pairings: Iterable[Pairing]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the sentences that answer each other, against what was translated."""
    told = true = right = 0
    for pair in pairings:
        left, right_text = _keyed(pair.left), _keyed(pair.right)
        found = beside(left, right_text)
        links = {
            (i, j)
            for a, b, c, d in found.beads.spans[found.supported].tolist()
            for i in range(a, b)
            for j in range(c, d)
        }
        beads = pair.beads or tuple((row,) for row in range(len(left)))
        wanted = {(i, j) for j, sentences in enumerate(beads) for i in sentences}
        told, true, right = told + len(links), true + len(wanted), right + len(links & wanted)
    return share(right, told), share(right, true), share(2 * right, told + true)


def _keyed(one: Document) -> KeyedText:
    return keyed_text(prepare([tokenise([one])]).tokens[0], one.text)


def _compared(pairings: Sequence[Pairing], jobs: int) -> detect.Answers:
    documents = {one.id: one for pair in pairings for one in (pair.left, pair.right)}
    pairs = [Labelled(pair.left.id, pair.right.id, pair.kind) for pair in pairings]
    return detect.compare(pairs, documents.values(), jobs)


def _derived(pairings: Sequence[Pairing], answers: detect.Answers) -> list[Pairing]:
    return [
        pair
        for pair in pairings
        if (answer := answers.get((pair.left.id, pair.right.id))) and answer.relation in DERIVED
    ]
