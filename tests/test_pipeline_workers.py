"""Work shared by processes: in order, the same as alone, and told when one of them dies."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
import time
from collections.abc import Callable, Iterable
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from syndetect import Settings, compare_pairs, read
from syndetect.attribution.credit_wording import load_wording, wording
from syndetect.columns import WordCounts
from syndetect.errors import SyndetectError
from syndetect.model import Document
from syndetect.pipeline.workers import Workers
from syndetect.records import to_dict

MANY = 5000
CORPUS = Path(__file__).parent.parent / "corpus"


def process_of(_: int) -> int:
    """The process that this is called in."""
    return os.getpid()


def elsewhere(function: Callable[[int], Any], items: Iterable[int]) -> list[Any]:
    """What two other processes make of the items."""
    with Workers(2) as workers:
        workers.start(MANY)
        return list(workers.mapped(function, items))


def travelled(value: Any) -> Any:
    """What another process gets."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - our own bytes


def test_results_come_in_order_from_other_processes() -> None:
    """However many items there are, each result stands where its item stood, and was made elsewhere."""
    with Workers(2) as workers:
        assert list(workers.mapped(process_of, range(3))) == [os.getpid()] * 3
        workers.start(MANY)
        assert list(workers.mapped(abs, range(-20, 0))) == list(range(20, 0, -1))
        assert os.getpid() not in workers.mapped(process_of, range(3))


def has_read(module: str) -> bool:
    """Whether the process that this is called in has imported a module."""
    return module in sys.modules


@pytest.mark.skipif(
    "forkserver" not in multiprocessing.get_all_start_methods(), reason="processes start from nothing here"
)
def test_processes_begin_with_what_they_need() -> None:
    """Tables and expressions are read once for all of them, before the first one begins."""
    with Workers(2) as workers:
        workers.start(MANY)
        assert all(workers.mapped(has_read, ["syndetect.pipeline.warm"] * 4))


def test_word_counts_are_one_object_in_another_process() -> None:
    """What is known of a corpus's words there is known for all chunks of work that follow."""
    counts = WordCounts(np.arange(3, dtype=np.uint64), np.arange(3), 3)
    first, second = travelled(counts), travelled(counts)
    assert first is second
    assert first.hashes.tolist() == counts.hashes.tolist()
    assert first.counts.tolist() == counts.counts.tolist()
    assert first.total == counts.total


def test_one_job_starts_nothing() -> None:
    """With one job all work is done in this process."""
    with Workers(1) as workers:
        workers.start(MANY)
        assert list(workers.mapped(process_of, range(3))) == [os.getpid()] * 3


def test_little_work_starts_nothing() -> None:
    """A few pairs are judged sooner than other processes have begun."""
    with Workers(2) as workers:
        workers.start(20)
        assert list(workers.mapped(process_of, range(3))) == [os.getpid()] * 3


def test_a_worker_that_dies_is_told_with_what_to_do() -> None:
    """A process that is gone ends the run with one clear sentence."""
    with pytest.raises(SyndetectError, match="run with one job"):
        elsewhere(os._exit, [3])


def test_what_one_item_raises_is_raised_here() -> None:
    """An error in another process is no other error than it would be in this one."""
    with pytest.raises(ZeroDivisionError):
        elsewhere((1).__truediv__, [1, 0])


def test_processes_that_share_the_work_change_nothing(tmp_path: Path) -> None:
    """A list long enough to be shared gives the same report, with credit wordings of one's own."""
    credits = tmp_path / "credits.json"
    credits.write_text('{"outlets": [{"name": "Ostrand Courier"}]}')
    settings = Settings(credits=str(credits))
    articles = [item for item in read(CORPUS) if isinstance(item, Document)]
    pairs = list(permutations((one.id for one in articles), 2))[:1100]
    alone, shared = (to_dict(compare_pairs(pairs, articles, settings=settings, jobs=jobs)) for jobs in (1, 2))
    assert any(member["changes"] for family in alone["families"] for member in family["members"])
    assert {**alone, "run": None} == {**shared, "run": None}


def test_a_wording_that_travels_stays_one_object(tmp_path: Path) -> None:
    """What is kept for a wording is found again in another process, the package's own and a user's."""
    file = tmp_path / "credits.json"
    file.write_text('{"outlets": [{"name": "Ostrand Courier"}]}')
    own = load_wording(file)
    assert travelled(wording()) is wording()
    assert travelled(own) is travelled(own)
    assert travelled(own) == own


def used(seconds: float) -> float:
    """Work on nothing for so many processor seconds."""
    begun = time.process_time()
    while time.process_time() - begun < seconds:
        pass
    return seconds


def test_what_other_processes_spend_is_known() -> None:
    """Their processor seconds are told, and none where all is done right here."""
    with Workers(1) as workers:
        assert list(workers.mapped(used, [0.01])) == [0.01]
        assert workers.spent() == 0.0
    with Workers(2) as workers:
        workers.start(MANY)
        assert list(workers.mapped(used, [0.05, 0.05])) == [0.05, 0.05]
        assert workers.spent() >= 0.1


def test_stages_add_up_to_the_run() -> None:
    """Wall seconds of stages are no more than the run took, processor seconds are those of all processes."""
    listed = list(
        permutations([document.id for document in read(CORPUS) if isinstance(document, Document)], 2)
    )
    for jobs in (1, 2):
        run = compare_pairs(listed[:1100], CORPUS, jobs=jobs).run
        assert 0 < sum(run.stages.values()) <= run.seconds
        assert run.cpu.keys() >= run.stages.keys()
        assert all(run.cpu[name] > 0 for name in ("read", "normalise", "align", "classify", "families"))
        assert ("workers" in run.cpu) == (jobs == 2)
