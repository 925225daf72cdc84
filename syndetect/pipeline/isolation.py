"""What is left when a whole batch or chunk fails: its parts one by one, those that fail alone named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from syndetect.faults import attempted, contained, fault_of, named, stage_of
from syndetect.model import Fault, Pair
from syndetect.pipeline.chunks import Chunk

Pairs = list[Pair]


@dataclass(frozen=True, slots=True)
class JudgedChunk:
    """The pairs of a chunk that are told, the processor seconds of each stage, and what could not be judged.

    `looked_at`: how many pairs there were to judge.
    """

    pairs: Pairs
    seconds: dict[str, float]
    faults: list[Fault] = field(default_factory=list)
    looked_at: int = 0


def judged_apart(
    chunk: Chunk, read: Callable[[Chunk], object], judge: Callable[[Chunk], JudgedChunk]
) -> JudgedChunk:
    """The pairs of a chunk that failed, without the texts that cannot be read and the pairs that fail.

    `read` only does what is done for a chunk's texts, `judge` does everything.
    """
    faults: list[Fault] = []
    bad = set()
    for row, document in enumerate(chunk.documents):
        what = f"all that {document.id} has in common with others"
        with contained(faults, "normalise", what, (document.id,)) as reading:
            read(_smaller_chunk(chunk, [], (row,)))
        if reading.error is not None:
            bad.add(row)
    pairs: Pairs = []
    seconds: dict[str, float] = {}
    waiting = [[pair for pair in chunk.pairs if not bad.intersection(pair)]]
    while waiting:
        part = waiting.pop()
        if not part:
            continue
        with attempted() as judging:
            found = judge(_smaller_chunk(chunk, part))
        if judging.error is not None:
            if len(part) > 1:
                middle = len(part) // 2
                waiting += [part[middle:], part[:middle]]
            else:
                faults.append(_pair_fault(judging.error, [chunk.documents[row].id for row in part[0]]))
            continue
        pairs += found.pairs
        faults += found.faults
        for stage, spent in found.seconds.items():
            seconds[stage] = seconds.get(stage, 0.0) + spent
    return JudgedChunk(pairs, seconds, faults, len(chunk.pairs))


def _pair_fault(error: BaseException, ids: Sequence[str]) -> Fault:
    return fault_of(error, stage_of(error, "align"), f"the pair of {' and '.join(ids)}", ids)


def _smaller_chunk(chunk: Chunk, pairs: Sequence[tuple[int, int]], rows: Sequence[int] = ()) -> Chunk:
    """The pairs of a chunk with the documents that they need, or `rows` of its documents alone."""
    needed = list(dict.fromkeys([*rows, *(row for pair in pairs for row in pair)]))
    place = {row: at for at, row in enumerate(needed)}
    return Chunk(
        tuple(chunk.documents[row] for row in needed),
        tuple((place[left], place[right]) for left, right in pairs),
        {place[row]: part for row, part in chunk.extracts.items() if row in place},
    )


def texts_apart(
    ids: Sequence[str], texts: Sequence[str], stage: str, what: str, work: Callable[[Sequence[str]], object]
) -> tuple[list[str], list[Fault]]:
    """The texts, those empty with which `work` fails even alone, and what is missing for that.

    `what` is said of each of `ids`. Where no text fails alone, all of them are given up together.
    """
    faults: list[Fault] = []
    kept = []
    for id, text in zip(ids, texts, strict=True):
        with contained(faults, stage, f"{what} {id}", (id,)) as alone:
            work([text])
        kept.append(text if alone.error is None else "")
    with contained(faults, stage, f"{what} {named(ids)}", ids) as together:
        work(kept)
    return kept if together.error is None else [""] * len(texts), faults
