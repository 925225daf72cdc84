"""Every error that syndetect raises on purpose; each message names the thing at fault and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def meant(name: str, names: Iterable[str]) -> str:
    """``(did you mean 'scan'?)`` behind a name that is not known, nothing when no known one is like it."""
    folded = {one.casefold(): one for one in sorted(names)}
    near = difflib.get_close_matches(name.casefold(), folded, n=1)
    return f" (did you mean {folded[near[0]]!r}?)" if near else ""


class SyndetectError(Exception):
    """Something the caller can put right; the message says how."""


class ArgumentError(SyndetectError, TypeError):
    """A function was handed a value of a kind that it cannot use; the message says what to pass."""


class InputError(SyndetectError):
    """An input could not be used at all: a path that is not there, a pairs file with an unknown id."""


class LimitError(InputError):
    """A limit was met while reading; the message names the setting that holds it."""


class MissingExtraError(InputError):
    """A library that an input needs is not installed; the message says how to install it."""


class SettingsError(SyndetectError):
    """One or more settings are out of range or unknown; all of them are named in one message."""


class UnknownNameError(SyndetectError):
    """A reader, engine, format or relation of that name does not exist; the message lists those that do."""


class ReportError(SyndetectError):
    """A saved report is not one of ours, is damaged, or is of another schema version."""


class ArchiveError(SyndetectError):
    """An index cannot be used: it is none, is damaged, does not fit the settings, or is being written."""


class ArchiveBusyError(ArchiveError):
    """Somebody else is writing an index; it can be tried again."""


class InternalError(Exception):
    """An error of ours that leaves nothing to report; the message says how to report it instead."""


class PolicyError(SyndetectError):
    """A policy cannot be understood; `picture` shows it with a mark under the place that is wrong."""

    def __init__(self, problem: str, text: str, begin: int, end: int) -> None:
        super().__init__(problem)
        plain = "".join(" " if sign.isspace() else sign for sign in text)
        self.picture = f"  {plain}\n  {' ' * begin}{'^' * max(1, end - begin)}"


class GateError(SyndetectError):
    """A baseline, suppressions or partners cannot be used; a file's problems are told in one message."""
