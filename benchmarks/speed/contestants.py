"""Who competes from one file to candidate pairs, and by which command; peers that are not there are named."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

WHOLE = "syndetect, whole-text view"
ALL = "syndetect, all views"
SCAN = "syndetect scan, verdicts included"
OURS = (WHOLE, ALL, SCAN)


@dataclass(frozen=True, slots=True)
class Peer:
    """A library, the module that runs it and its options; `pairs` is False where it gives none."""

    library: str
    module: str
    options: tuple[str, ...] = ()
    pairs: bool = True


PEERS = {
    "daft": Peer("daft", "daft_lsh"),
    "daft, bands hashed": Peer("daft", "daft_lsh", ("--hashed",)),
    "gaoya": Peer("gaoya", "gaoya_lsh"),
    "rensa": Peer("rensa", "rensa_lsh"),
    "rensa, shingles as documented": Peer("rensa", "rensa_lsh", ("--shingles", "documented")),
    "rensa rho, flags only": Peer("rensa", "rensa_lsh", ("--flags",), pairs=False),
    "datasketch, bulk": Peer("datasketch", "datasketch_lsh"),
    "datasketch, as documented": Peer(
        "datasketch", "datasketch_lsh", ("--shingles", "documented", "--single")
    ),
}


def installed(libraries: Iterable[str], python: str) -> set[str]:
    """Which of the libraries that Python has."""
    look = "import sys; from importlib.util import find_spec; print(*filter(find_spec, sys.argv[1:]))"
    done = subprocess.run(  # noqa: S603
        [python, "-c", look, *libraries], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def missing(python: str) -> list[str]:
    """Libraries that would compete and are not installed."""
    wanted = {peer.library for peer in PEERS.values()}
    return sorted(wanted - installed(wanted, python))


def pairs_file(place: Path, name: str) -> Path:
    """Where a contestant writes its pairs."""
    return place / f"{name.replace(' ', '-').replace(',', '')}.jsonl"


def commands(docs: Path, place: Path, python: str, left_out: Iterable[str]) -> dict[str, list[str]]:
    """What is run under which name; pairs and the report go into `place`."""
    absent = set(missing(python))
    module = [sys.executable, "-m"]
    found = {
        WHOLE: [*module, "benchmarks.speed.whole_text", str(docs)],
        ALL: [*module, "benchmarks.speed.all_views", str(docs)],
    }
    for name, peer in PEERS.items():
        if peer.library not in absent:
            found[name] = [python, "-m", f"benchmarks.speed.peers.{peer.module}", str(docs), *peer.options]
    found = {name: [*command, "--pairs", str(pairs_file(place, name))] for name, command in found.items()}
    options = ["--format", "json", "-o", str(place / "report.json"), "--jobs", "2", "--quiet"]
    found[SCAN] = [*module, "syndetect", "scan", str(docs), *options]
    unwanted = set(left_out)
    return {name: command for name, command in found.items() if name not in unwanted}
