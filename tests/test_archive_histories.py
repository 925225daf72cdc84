"""An index of articles of many kinds: after any history it says what a folder of its articles says."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies
from stories import CHESS
from test_archive import ARTICLES, told
from test_common_lines import ENOUGH, NOTICE, prose

from syndetect import Settings, check, scan
from syndetect.model import Document, Skipped
from syndetect.pipeline import indexing, read
from syndetect.pipeline.task import opened

TRANSLATIONS = Path(__file__).resolve().parents[1] / "benchmarks" / "quality" / "translations_free"


@lru_cache
def pool() -> list[Document]:
    """Notices of many outlets, texts in several languages, copies and retellings, in no order."""
    found = [item for item in read(TRANSLATIONS) if not isinstance(item, Skipped)][:24]
    found += ARTICLES[:24]
    for number in range(ENOUGH + 4):
        text = f"{prose(number, 160)}\n{NOTICE}" if number % 5 else f"{NOTICE}\n\n{prose(number, 120)}"
        found.append(Document(f"notice/{number}", text, outlet=f"Paper {number}"))
    random.Random(0).shuffle(found)  # noqa: S311 (no secret)
    return found


def history(seed: int, folder: Path, ignore: list[Path]) -> None:
    """Change an index a few times, and hold it each time against its articles."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    path, every, given = folder / "index", pool(), Settings(furniture_articles=chance.choice((3, 20)))

    def chosen(least: int, most: int) -> list[Document]:
        return chance.sample(every, chance.randint(least, most))

    held = {document.id: document for document in chosen(4, 60)}
    indexing.build(path, [list(held.values())], opened(given, ignore=ignore))
    for _ in range(4):
        kind = chance.choice(("add", "replace", "remove", "merge"))
        if kind == "add":
            new = chosen(1, 40)
            indexing.add(path, [new], opened(given))
            held = {document.id: document for document in new} | held
        elif kind == "replace":
            new = [replace(document, text=chance.choice(every).text) for document in chosen(1, 4)]
            indexing.add(path, [new], opened(given), replace=True)
            held |= {document.id: document for document in new}
        elif kind == "remove" and len(held) > 2:
            gone = set(chance.sample(sorted(held), chance.randint(1, len(held) - 1)))
            indexing.remove(path, lambda rows: [row.key for row in rows if row.id in gone], opened(given))  # noqa: B023
            held = {id: document for id, document in held.items() if id not in gone}
        else:
            indexing.merge(path, opened(given))
        asked = [replace(document, id=f"new/{document.id}") for document in chosen(1, 8)]
        within = replace(given, within_hours=chance.choice((0.0, 60.0)))
        for ask in (check, scan):
            beside_folder = ask(asked, against=list(held.values()), settings=within, ignore=ignore)
            assert told(ask(asked, against=path, settings=within)) == told(beside_folder), (kind, ask)


@pytest.mark.parametrize("base", [False, True], ids=["", "base text"])
@given(seed=strategies.integers(0, 1 << 30))
@settings(deadline=None, max_examples=2, suppress_health_check=list(HealthCheck))
def test_any_history_leaves_what_a_folder_says(
    seed: int,
    base: bool,  # noqa: FBT001
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Checks and scans beside an index are, byte for byte, those beside its articles."""
    folder = tmp_path_factory.mktemp("history")
    form = folder / "form.txt"
    form.write_text(CHESS, encoding="utf-8")
    history(seed, folder, [form] if base else [])
