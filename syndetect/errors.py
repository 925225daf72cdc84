"""Every error that syndetect raises on purpose; each message names the cause and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def meant(name: str, names: Iterable[str]) -> str:
    """``(did you mean 'scan'?)`` to follow an unknown name; empty where no name is similar."""
    folded = {known.casefold(): known for known in sorted(names)}
    near = difflib.get_close_matches(name.casefold(), folded, n=1)
    return f" (did you mean {folded[near[0]]!r}?)" if near else ""


class SyndetectError(Exception):
    """An error that the caller can correct; the message says how."""


class ArgumentError(SyndetectError, TypeError):
    """An argument has a type that the function cannot use; the message says what to pass."""


class InputError(SyndetectError):
    """An input cannot be used at all: a path that does not exist, a pairs file with an unknown id."""


class LimitError(InputError):
    """An input exceeds a limit; the message names the setting with the limit."""


class MissingExtraError(InputError):
    """An optional library is not installed; the message says how to install it."""


class SettingsError(SyndetectError):
    """One or more settings are out of range or unknown; one message names all of them."""


class UnknownNameError(SyndetectError):
    """A reader, engine, format, table or relation is unknown; the message lists the valid names."""


class ReportError(SyndetectError):
    """A file is no report of syndetect, is damaged, or is of another schema version."""


class ArchiveError(SyndetectError):
    """An index cannot be used: it is no index, is damaged, does not fit the settings, or is being written."""


class ArchiveBusyError(ArchiveError):
    """Another process is writing to the index; try again later."""


class InternalError(Exception):
    """An error in syndetect after which there is no report; the message says how to report the error."""


class PolicyError(SyndetectError):
    """A policy cannot be understood; `picture` shows it with a mark under the position of the problem."""

    def __init__(self, problem: str, text: str, begin: int, end: int) -> None:
        super().__init__(problem)
        plain = "".join(" " if sign.isspace() else sign for sign in text)
        self.picture = f"  {plain}\n  {' ' * begin}{'^' * max(1, end - begin)}"


class GateError(SyndetectError):
    """A baseline, suppressions or partners cannot be used; one message names all problems of a file."""
