"""Every set by name: what runs it, and the directories it reads, the set's own first.

Directories are below the data directory; `../seeds` lies beside it, and `corpus` is the project's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality.sets import (
    attacks,
    candidates,
    changes,
    corpus,
    events,
    forms,
    leads,
    paraphrases,
    passages,
    planted,
    popular,
    provenance,
    quoted,
    relations,
    restyled,
    restylings,
    seeds,
    sentences,
    translations,
    trees,
    wires,
)
from benchmarks.quality.sets.shapes import Runner

OWN_CORPUS = Path(__file__).resolve().parents[3] / "corpus"
_TEXTS = Path(__file__).resolve().parents[1]
OWN = {"corpus": OWN_CORPUS} | {
    name: _TEXTS / name
    for name in (
        "translations",
        "translations_unseen",
        "translations_short",
        "translations_kinds",
        "events_abroad",
        "events_abroad_unseen",
    )
}

OUTSIDE = frozenset(
    {
        "events-abroad",
        "mixtures",
        "restyled",
        "translations",
        "translations-unseen",
        "translations-kinds",
        "translations-machine",
    }
)
"""Sets that the calibration is not taken of, whose data is no part of its own."""

OPTIONAL = frozenset({"translations-machine"})
"""Sets that need a program that is not everywhere; nothing is summed up over them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A set's runner and where its data lies."""

    run: Runner
    names: tuple[str, ...]

    def directories(self, root: Path) -> tuple[Path, ...]:
        """The set's directories under the data directory `root`."""
        return tuple(OWN.get(name, root / name) for name in self.names)


SETS: Mapping[str, Entry] = {
    "corpus": Entry(corpus.run, ("corpus",)),
    "attacks": Entry(attacks.run, ("corpus",)),
    "sentences": Entry(sentences.run, ("corpus",)),
    "forms": Entry(forms.run, ("corpus",)),
    "quoted": Entry(quoted.run, ("corpus",)),
    "restyled": Entry(restyled.run, ("corpus",)),
    "translations": Entry(translations.run, ("translations", "corpus")),
    "translations-unseen": Entry(translations.run_unseen, ("translations_unseen",)),
    "translations-short": Entry(translations.run_short, ("translations_short",)),
    "translations-kinds": Entry(translations.run_kinds, ("translations_kinds",)),
    "events-abroad": Entry(translations.run_events, ("events_abroad_unseen", "events_abroad")),
    "translations-machine": Entry(translations.run_machine, ("basil", "newswcl50")),
    "seeds": Entry(seeds.run, ("../seeds",)),
    "seeds-among": Entry(seeds.run_among, ("../seeds", "bbc", "reuters21578")),
    "changes": Entry(changes.run, ("bbc",)),
    "trees": Entry(trees.run, ("corpus",)),
    "clough-stevenson": Entry(relations.run, ("clough-stevenson",)),
    "pan13-baseline": Entry(passages.run_baseline, ("pan13-train",)),
    "pan13-train": Entry(passages.run, ("pan13-train",)),
    "basil": Entry(events.run, ("basil",)),
    "newswcl50": Entry(events.run, ("newswcl50",)),
    "leads": Entry(leads.run, ("basil", "newswcl50")),
    "restylings": Entry(restylings.run, ("ai-rewrites-train",)),
    "fnc1": Entry(wires.run, ("fnc1",)),
    **{name: Entry(runner, ("basil", "newswcl50")) for name, runner in provenance.RUNNERS.items()},
    "popular": Entry(popular.run, ("bbc",)),
    "seeds-printed": Entry(seeds.run_printed, ("../seeds", "bbc")),
    "edinburgh-2500": Entry(planted.run, ("edinburgh-2500",)),
    "webis-cpc-sample": Entry(paraphrases.run_passages, ("webis-cpc-sample",)),
    "mrpc-train": Entry(paraphrases.run_sentences, ("mrpc-train",)),
    "pan-para-train": Entry(paraphrases.run_sentences, ("pan-para-train",)),
    "candidates-pan13": Entry(candidates.run_labelled, ("pan13-train",)),
    "candidates-reuters": Entry(candidates.run_oracle, ("reuters21578",)),
}
