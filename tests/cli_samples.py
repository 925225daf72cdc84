"""Reports and articles that several tests of the command share."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from syndetect.model import Document, Evidence, Family, Member, Pair, Report, Run, Skipped, Source, Span
from syndetect.model import Passage as Stretch
from syndetect.records import to_dict
from syndetect.settings import Settings

ORIGINAL = """The harbour board of Tarnwick voted on Monday to close the old swing bridge for eleven months.
Engineers had found cracks in both of its main bearings during an inspection in early spring.
Lorries heading for the fish market will be sent round by the Kelder viaduct, seven miles to the north.
"We would rather be late than sorry," said the board's chairwoman, Ottoline Frayne, after the vote.
Traders fear that the detour will cost them a third of their morning custom before Christmas.
A ferry for pedestrians is to run every twenty minutes from the customs steps until the bridge opens again.
"""

COPY = ORIGINAL.replace("on Monday", "this week").replace("early spring", "March")

OTHER = """Beekeepers across the Vellan hills report their best heather honey in a decade after a dry August.
The co-operative at Mossgate has run out of jars twice, and its press now works through the night.
Prices at the autumn fair are expected to stay where they were, since most of the crop is sold ahead.
Young swarms came through the winter well because growers along the ridge gave up two common sprays.
"""


def write_articles(folder: Path) -> Path:
    """A folder with a text, a copy of it and a third article that has nothing to do with them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("a.txt", ORIGINAL), ("b.txt", COPY), ("c.txt", OTHER)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def report_with(*relations: str, skipped: tuple[Skipped, ...] = ()) -> Report:
    """A report with a pair of each of the `relations`, and with a family of the first two documents."""
    names = [f"d{number:02}" for number in range(len(relations) + 1)]
    pairs = tuple(
        Pair(
            "d00",
            name,
            relation,  # type: ignore[arg-type]
            0.9,
            "right-from-left",
            Evidence(coverage_right=0.8, passages=1),
            (Stretch(Span(0, 4), Span(0, 4), "verbatim", 1.0),),
            ("80 % of the right side's words stand inside passages",),
        )
        for name, relation in zip(names[1:], relations, strict=True)
    )
    members = tuple(Member(name, "copy", None if name == "d00" else "d00", 0.8, 0.9) for name in names[:2])
    family = Family("d00", Source("d00", None, 0.9), members)
    return Report(
        run=Run("0.1.0", "2026-01-01T00:00:00+00:00", 0.5),
        settings=Settings().as_dict(),
        documents=tuple(Document(name, ORIGINAL, path=f"{name}.txt", words=100) for name in names),
        skipped=skipped,
        pairs=pairs,
        families=(family,) if relations else (),
    )


def save(report: Report, path: Path) -> Path:
    """`report` as the JSON that ``render`` reads."""
    path.write_text(json.dumps(to_dict(report)), encoding="utf-8")
    return path


def start(*args: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None) -> list[object]:
    """What subprocess needs to run the command as a user would: argument list, folder, environment."""
    clean = {
        name: text for name, text in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "FORCE_COLOR"}
    }
    root = str(Path(__file__).resolve().parents[1])
    clean["PYTHONPATH"] = os.pathsep.join(filter(None, [root, clean.get("PYTHONPATH")]))
    return [[sys.executable, "-m", "syndetect", *map(str, args)], cwd, {**clean, **(env or {})}]


def syndetect(
    *args: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    command, folder, variables = start(*args, cwd=cwd, env=env)
    return subprocess.run(  # noqa: S603
        command,  # type: ignore[arg-type]
        cwd=folder,  # type: ignore[arg-type]
        env=variables,  # type: ignore[arg-type]
        input=stdin,
        capture_output=True,
        check=False,
    )
