"""What git ignores in a checkout: files that nobody meant to be read with it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

Test = Callable[[str], bool]

_SECONDS = 60


def ignored(top: str) -> Test | None:
    """Whether a path below a folder is ignored by git, asked with ``/`` at the end of a folder's.

    None where nothing is: outside a checkout, without git, or where the folder itself is ignored, since who
    names it wants it read.
    """
    if not _in_checkout(Path(top)):
        return None
    listed = _listed(top)
    if not listed or "./" in listed:
        return None
    files = frozenset(name for name in listed if not name.endswith("/"))
    folders = frozenset(name for name in listed if name.endswith("/"))

    def test(path: str) -> bool:
        return path in files or path in folders or (bool(folders) and _inside(path, folders))

    return test


def _inside(path: str, folders: frozenset[str]) -> bool:
    at = path.find("/")
    while at >= 0:
        if path[: at + 1] in folders:
            return True
        at = path.find("/", at + 1)
    return False


def _in_checkout(folder: Path) -> bool:
    here = Path(os.path.realpath(folder))
    return any((place / ".git").exists() for place in (here, *here.parents))


def _listed(top: str) -> frozenset[str]:
    """The ignored files below `top`, a folder of nothing else told once; none when git refuses."""
    words = ("ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z")
    try:
        done = subprocess.run(  # noqa: S603
            ["git", "-C", top, *words],  # noqa: S607 (whichever git the user has)
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    if done.returncode:
        return frozenset()
    return frozenset(os.fsdecode(name) for name in done.stdout.split(b"\0") if name)
