"""The files of a git checkout that have changed since a revision."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from syndetect.errors import InputError
from syndetect.readers import patterns
from syndetect.readers.opening import kind_of_name, known_suffixes
from syndetect.readers.ownreports import is_own

_SECONDS = 120


def top_of_checkout(folder: Path) -> Path:
    """The top folder of the checkout that contains `folder`; raises InputError where there is none."""
    done = _git(folder, "rev-parse", "--show-toplevel")
    if done.returncode:
        # Git refuses for other reasons too, such as a checkout that belongs to somebody else.
        said = os.fsdecode(done.stderr).strip().partition("\n")[0] or "git refused"
        raise InputError(f"--changed-since needs a git checkout around {folder.absolute()}: {said}")
    return Path(os.fsdecode(done.stdout).rstrip("\n"))


@dataclass(frozen=True, slots=True)
class EditedArticles:
    """Paths of articles that differ from a revision; `edited` are those that it had in another version."""

    articles: tuple[str, ...]
    edited: tuple[str, ...]


def changed_since(revision: str, paths: Sequence[str], exclude: Sequence[str] = ()) -> EditedArticles:
    """Articles that differ from `revision`, or are new and not ignored, below `paths` if there are any.

    Changes on the branch of `revision` since both branches parted do not count. Paths are relative to the
    current folder, and sorted. Files that match `exclude` or the ignore file at the top are left out. Raises
    InputError when git, the checkout or the revision is missing.
    """
    top = top_of_checkout(Path())
    commit = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit.returncode:
        raise InputError(
            f"git knows no revision {revision!r} here; fetch it (a shallow checkout has only the newest one)"
        )
    base = os.fsdecode(commit.stdout).strip()
    parted = _git(top, "merge-base", base, "HEAD")
    if not parted.returncode:
        base = os.fsdecode(parted.stdout).strip()
    differing = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff")
    added = {
        *_names(top, *differing, "--diff-filter=A", base, "--"),
        *_names(top, "ls-files", "--others", "--exclude-standard", "-z"),
    }
    edited = {*_names(top, *differing, "--diff-filter=ad", base, "--")}
    wanted = [Path(os.path.realpath(path)) for path in paths]
    known, excluded = frozenset(known_suffixes()), patterns.excluded(os.fspath(top), exclude, git=False)
    articles, before = [], []
    for name in sorted(added | edited):
        file = top / name
        hidden = any(folder.startswith(".") for folder in Path(name).parts)
        if (
            hidden
            or excluded(name)
            or kind_of_name(name, known) is None
            or not file.is_file()
            or is_own(str(file))
        ):
            continue
        if not wanted or any(file.is_relative_to(path) for path in wanted):
            articles.append(os.path.relpath(file))
            if name not in added:
                before.append(articles[-1])
    return EditedArticles(tuple(articles), tuple(before))


def _names(top: Path, *words: str) -> list[str]:
    done = _git(top, *words)
    if done.returncode:
        raise InputError(f"git {words[0]} failed in {top}; run it by hand to see why")
    return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603
            ["git", "-C", os.fspath(folder), *words],  # noqa: S607 (whichever git the user has)
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except FileNotFoundError:
        raise InputError("--changed-since needs git, which is not installed; install it") from None
    except subprocess.TimeoutExpired:
        raise InputError(
            f"git {words[0]} took more than {_SECONDS} seconds; name the files instead"
        ) from None
