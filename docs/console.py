"""The console blocks of the documents, run as they stand there.

A page's blocks run in order, in one shell and one folder, in which the sample corpus lies. A comment
``<!-- file: NAME -->`` before a block makes that block a file. What a command prints has to be what stands
under it; ``...`` stands for anything. A command ends in 0, or the next one asks with ``echo $?``.

python -m docs.console PAGE...            show what differs
python -m docs.console --write PAGE...    write what was printed under each command
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_BLOCK = re.compile(
    r"(?:^<!-- file: (?P<file>[^\n]+) -->\n)?^```(?P<kind>[a-z]*)\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
_MARK = "\x01"
_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Step:
    """A command with what stands under it, or a file with what it holds."""

    command: str
    printed: str
    file: str | None = None


def steps(page: str) -> Iterator[Step]:
    """The files and commands of a page, in order."""
    for found in _BLOCK.finditer(page):
        if found["file"]:
            yield Step("", found["text"], found["file"])
        elif found["kind"] == "console":
            yield from _commands(found["text"])


def _commands(block: str) -> Iterator[Step]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        lines = part.splitlines(keepends=True)
        count = 1
        while count < len(lines) and lines[count - 1].rstrip("\n").endswith("\\"):
            count += 1
        yield Step("".join(lines[:count]).rstrip("\n"), "".join(lines[count:]))


def run(wanted: Sequence[Step], folder: Path, env: Mapping[str, str]) -> list[str]:
    """What each step printed, nothing for files; its exit code stands in it where nobody asks for one."""
    script = ["exec 2>&1 </dev/null", "code=0"]
    for number, step in enumerate(wanted):
        if step.file is not None:
            kept = folder / ".files" / str(number)
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(step.printed, encoding="utf-8")
            target = folder / step.file
            script += [f"mkdir -p '{target.parent}' && cp '{kept}' '{target}'"]
        else:
            script += [f"(exit $code)\n{step.command}\ncode=$?"]
        asked = number + 1 < len(wanted) and wanted[number + 1].command == "echo $?"
        if step.file is None and not asked:
            script += ['[ $code = 0 ] || echo "exit code $code"']
        script += [f"printf '{_MARK}'"]
    done = subprocess.run(  # noqa: S603
        ["/bin/bash", "-c", "\n".join(script)],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    return done.stdout.split(_MARK)[: len(wanted)]


def prepared(folder: Path, env: Mapping[str, str]) -> dict[str, str]:
    """A folder with the sample corpus, and the environment in which this checkout's command is at hand."""
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    bin = folder / ".bin"
    bin.mkdir()
    for name, words in (("syndetect", f"{sys.executable} -m syndetect"), ("python", sys.executable)):
        (bin / name).write_text(f'#!/bin/sh\nexec {words} "$@"\n', encoding="utf-8")
        (bin / name).chmod(0o755)
    hidden = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "GITHUB_STEP_SUMMARY", "GIT_DIR", "GIT_WORK_TREE"}
    kept = {name: value for name, value in env.items() if name not in hidden}
    who = {
        f"GIT_{role}_{what}": "desk@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    return {
        **kept,
        **who,
        "HOME": str(folder / ".home"),
        "PATH": f"{bin}:{env.get('PATH', '')}",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def fits(stands: str, printed: str) -> bool:
    """Whether what was printed is what stands there, in which ``...`` may be anything."""
    tidy = "\n".join(line.rstrip() for line in printed.splitlines()).strip("\n")
    parts = map(re.escape, stands.strip("\n").split("..."))
    return re.fullmatch(".*?".join(parts), tidy, re.DOTALL) is not None


def differences(page: Path, env: Mapping[str, str]) -> list[str]:
    """Every command of a page that printed something else than stands under it, with both."""
    wanted = list(steps(page.read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as name:
        printed = run(wanted, Path(name), prepared(Path(name), env))
    pairs = zip(wanted, [*printed, *[""] * (len(wanted) - len(printed))], strict=True)
    return [
        f"$ {step.command}\n--- stands there\n{step.printed}--- was printed\n{found}"
        for step, found in pairs
        if step.file is None and not fits(step.printed, found)
    ]


def rewritten(page: Path, env: Mapping[str, str]) -> str:
    """The page with what its commands print, where something else stood under them."""
    text = page.read_text(encoding="utf-8")
    wanted = list(steps(text))
    with tempfile.TemporaryDirectory() as name:
        printed = run(wanted, Path(name), prepared(Path(name), env))
    place = 0
    for step, found in zip(wanted, printed, strict=True):
        if step.file is None and not fits(step.printed, found):
            old = f"$ {step.command}\n{step.printed}"
            tidy = "".join(f"{line.rstrip()}\n" for line in found.strip("\n").splitlines())
            at = text.index(old, place)
            text = f"{text[:at]}$ {step.command}\n{tidy}{text[at + len(old) :]}"
            place = at
    return text


def main() -> int:
    """Check or rewrite pages; 1 when something differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("pages", nargs="+", type=Path)
    given = parser.parse_args()
    code = 0
    for page in given.pages:
        if given.write:
            page.write_text(rewritten(page, os.environ), encoding="utf-8")
            continue
        for one in differences(page, os.environ):
            sys.stdout.write(f"{page}: {one}\n")
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
