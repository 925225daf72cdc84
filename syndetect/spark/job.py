"""The order of the stages on a cluster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from time import perf_counter
from typing import Any

import numpy as np

from syndetect import __version__
from syndetect.boilerplate.learned_lines import Furniture
from syndetect.candidates import bands_and_rows
from syndetect.faults import ordered as sorted_faults
from syndetect.kernels.words import I64, U64
from syndetect.model import Exchange, Fault, Report, Run, Skipped
from syndetect.pipeline.reading import nothing_read
from syndetect.pipeline.run_log import RunLog
from syndetect.records import dumps
from syndetect.settings import Settings
from syndetect.spark import family_tasks as kin
from syndetect.spark import prints
from syndetect.spark.cells import CELLS, packed, unpacked
from syndetect.spark.chunk_judging import JUDGED, documents_at, fault_of, judged_pairs
from syndetect.spark.inputs import ARTICLES, READ, Inputs, note_of, of_all, ordered, read
from syndetect.spark.prints import ArticleFacts, JobPlan
from syndetect.spark.search import candidates
from syndetect.spark.session import spark_errors
from syndetect.spark.stages import StageStore


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of a cluster; `parts`: tasks of a stage, `names` those of its stages for progress."""

    inputs: Inputs
    settings: Settings
    fields: Mapping[str, str]
    parts: int
    base: U64
    spellings: kin.Spellings = ()
    progress: Any = None

    def asked(self) -> list[str]:
        """What has to be the same for a job to go on with the stages of another one."""
        inputs = replace(self.inputs, frame=None)
        return [
            __version__,
            repr(inputs),
            dumps(self.settings.as_dict()),
            repr(sorted(self.fields.items())),
            repr(self.parts),
            repr(self.base.tolist()),
            repr(self.spellings),
        ]


@dataclass(slots=True)
class JobResult:
    """What a job left: frames of records, and what the driver knows of the run."""

    related: Any
    others: Any
    report: Report
    documents: int
    pairs: int
    families: int


@dataclass(slots=True)
class _Noted:
    """What is noted on the way."""

    job: Job
    master: str
    stages: dict[str, float] = field(default_factory=lambda: dict(RunLog(None).stages))
    skipped: list[Skipped] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    begun: float = field(default_factory=perf_counter)
    at: float = field(default_factory=perf_counter)

    def spent(self, stage: str) -> None:
        """The time since the last stage was this one's."""
        now = perf_counter()
        self.stages[stage] += now - self.at
        self.at = now

    def begin(self, stage: str) -> Any:
        """Inside, errors of the cluster are told with the stage."""
        if self.job.progress is not None:
            self.job.progress(stage, 0, 0)
        return spark_errors(self.master, f"in the stage {stage}")


def done(session: Any, job: Job, stages: StageStore) -> JobResult:
    """Everything up to the records of the report's tables. Raises InputError when no article is read."""
    started = datetime.now(UTC)
    noted = _Noted(job, session.sparkContext.master)
    articles, plan = _articles(session, job, stages, noted)
    with noted.begin("fingerprint"):
        cells, known = _known(articles, plan, stages, noted)
    noted.spent("fingerprint")
    with noted.begin("candidates"):
        found = stages.cells("candidates", lambda: [packed(candidates(articles, cells, known, plan, stages))])
        places = unpacked(found[0], np.int64).reshape(-1, 2)
    noted.spent("candidates")
    with noted.begin("align"):
        judged = stages.frame_of("judged", JUDGED, lambda: judged_pairs(articles, places, known, plan))
        noted.faults += [fault_of(row.data) for row in judged.where("left < 0").collect()]
    noted.spent("align")
    with noted.begin("families"):
        records, outlets = _families(articles, judged, known, plan, job, stages, noted)
        tally = {row.name: row.number for row in _tally(records)}
    noted.spent("families")
    _count(noted, known, places, plan, tally)
    run = Run(
        __version__,
        started.isoformat(timespec="seconds"),
        perf_counter() - noted.begun,
        noted.stages,
        noted.counts,
    )
    report = Report(
        run=run,
        settings=job.settings.as_dict(),
        documents=(),
        skipped=_said(noted.skipped, note=False),
        pairs=(),
        families=(),
        outlets=outlets,
        faults=sorted_faults(noted.faults),
        notes=_said(noted.skipped, note=True),
    )
    return JobResult(
        *records, report, int(known.first.sum()), tally.get("pairs", 0), tally.get("families", 0)
    )


def _said(skipped: Sequence[Skipped], *, note: bool) -> tuple[Skipped, ...]:
    chosen = (one for one in skipped if one.note is note)
    return tuple(sorted(chosen, key=lambda one: (one.source, one.reason)))


def _articles(session: Any, job: Job, stages: StageStore, noted: _Noted) -> tuple[Any, JobPlan]:
    with noted.begin("read"):
        raw = stages.frame_of("read", READ, lambda: read(session, job.inputs, job.settings, job.fields))
        articles = stages.frame_of("articles", ARTICLES, lambda: ordered(raw, job.parts))
        notes = [row.note for row in raw.where("note is not null").select("note").collect()]
        notes += [row.note for row in articles.where("note is not null").select("note").collect()]
        sizes = {row.part: row["count"] for row in articles.groupBy("part").count().collect()}
    for skipped, faults, counts in of_all(map(note_of, notes), job.inputs.shares):
        noted.skipped += skipped
        noted.faults += faults
        for name, count in counts.items():
            noted.counts[name] = noted.counts.get(name, 0) + count
    total = sum(sizes.values())
    if not total:
        watch = RunLog(None)
        watch.skipped, watch.faults = noted.skipped, noted.faults
        raise nothing_read(watch)
    prints.require_room(total, job.parts)
    ends = np.cumsum([sizes.get(part, 0) for part in range(max(sizes) + 1)])
    offsets = tuple(int(end) - sizes.get(part, 0) for part, end in enumerate(ends))
    noted.spent("read")
    return articles, JobPlan(offsets, job.parts, job.settings, job.base)


def _known(articles: Any, plan: JobPlan, stages: StageStore, noted: _Noted) -> tuple[Any, ArticleFacts]:
    """The cells of all articles, and what the driver knows of them."""
    first = stages.frame_of("prints", CELLS, lambda: prints.printed_cells(articles, plan), ("kind",))
    told_first = prints.article_columns(first)
    about = told_first.columns
    furniture = prints.furniture_of(first, about, plan, partial(_texts, articles, plan))
    anew = np.zeros(len(about), np.bool_)
    # What has no place is not looked at again.
    rows = furniture.rows
    anew[rows[about["first"][rows]]] = True
    repeated = np.ones(len(about), np.bool_)
    repeated[np.unique(about["digest"], return_index=True)[1]] = False
    again = stages.frame_of(
        "again",
        CELLS,
        lambda: prints.printed_again(articles, plan, furniture.keys, anew, repeated),
        ("kind",),
    )
    cells = first.unionAll(again)
    counted, digests = about["words"].copy(), about["digest"].copy()
    told_again = prints.article_columns(again)
    second = told_again.columns
    total = told_first.counted - told_again.counted
    vocabulary = prints.vocabulary_in(first, again, total, plan)
    counted[second["row"]], digests[second["row"]] = second["words"], second["digest"]
    noted.faults += told_first.faults + told_again.faults
    known = ArticleFacts(
        words=about["words"].copy(),
        counted=counted,
        digests=digests,
        owners=about["owner"].copy(),
        published=about["published"].copy(),
        sizes=about["size"].copy(),
        languages=about["language"].copy(),
        declared=about["declared"].copy(),
        first=about["first"].copy(),
        anew=anew,
        outlets=told_first.outlets,
        furniture=furniture,
        vocabulary=vocabulary,
    )
    return cells, known


def _texts(articles: Any, plan: JobPlan, rows: I64) -> dict[int, str]:
    return {row: one.text for row, one in documents_at(articles, plan, rows).items()}


def _families(
    articles: Any,
    judged: Any,
    facts: ArticleFacts,
    plan: JobPlan,
    job: Job,
    stages: StageStore,
    noted: _Noted,
) -> tuple[tuple[Any, Any], tuple[Exchange, ...]]:
    connected = stages.frame_of("related", kin.RELATED, lambda: kin.related(articles, judged, facts, plan))
    several = len(np.unique(facts.owners[facts.first & (facts.owners != 0)])) > 1

    def told_of() -> Any:
        phrases = kin.phrases(connected, articles, facts, plan, noted.faults)
        return kin.families(connected, kin.CommonGround(phrases, several, job.spellings, job.settings))

    records = stages.frame_of("families", kin.RECORDS, told_of, ("name",))
    noted.faults += kin.faults_in(records)
    others = stages.frame_of("others", kin.RECORDS, lambda: kin.others(articles, connected, facts, plan))
    return (records, others), kin.exchanges_in(records, facts)


def _tally(records: tuple[Any, Any]) -> Any:
    return records[0].groupBy("name").count().withColumnRenamed("count", "number").collect()


def _count(noted: _Noted, facts: ArticleFacts, places: I64, plan: JobPlan, tally: Mapping[str, int]) -> None:
    settings, furniture = plan.settings, facts.furniture
    bands, rows = bands_and_rows(settings.num_perm, settings.least_resemblance, settings.target_recall)
    noted.counts |= {
        "documents": int(facts.first.sum()),
        "words": int(facts.words[facts.first].sum()),
        "furniture_lines": len(furniture),
        "furniture_articles": _articles_with(furniture),
        "candidates": len(places),
        "bands": bands,
        "rows": rows,
        "pairs": tally.get("pairs", 0),
        "families": tally.get("families", 0),
    }


def _articles_with(furniture: Furniture) -> int:
    return len(furniture.rows)
