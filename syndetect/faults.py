"""Errors of our own: what could not be done because of one is named, and the rest of the run goes on."""

from __future__ import annotations

import traceback
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeGuard

from syndetect.errors import SyndetectError
from syndetect.model import Fault, Unread

PACKAGE = Path(__file__).parent

_LONGEST = 300
"""Characters of an error that are kept: what a message quotes of an article may be all of it."""

_NAMED = 3
"""Documents that a fault names in its sentence; its list has all."""

_STAGES = frozenset({"normalise", "fingerprint", "candidates", "align", "classify", "families", "changes"})
"""Packages and modules that are stages of their own, by which an error tells where it arose."""


class _Contained:
    """What `contained` is while it lasts; `error` is the one that ended it, None as long as there is none."""

    def __init__(self, faults: list[Fault], stage: str, what: str, documents: Collection[str]) -> None:
        self._faults = faults
        self._about = stage, what, documents
        self.error: BaseException | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not is_error(error) or isinstance(error, (SyndetectError, MemoryError, OSError)):
            return False
        self.error = error
        self._faults.append(fault_of(error, *self._about))
        return True


def contained(faults: list[Fault], stage: str, what: str, documents: Collection[str] = ()) -> _Contained:
    """Do what stands inside the ``with``; an error of ours ends it alone and becomes a fault.

    `what` names what is then missing, `documents` are the ids that it concerns. Errors that users can mend,
    those of the system (a full disk) and those for want of memory keep their meaning, as interrupts do.
    """
    return _Contained(faults, stage, what, documents)


def is_error(error: BaseException | None) -> TypeGuard[BaseException]:
    """Whether something is an error and no interrupt.

    A library in Rust that breaks a promise of its own raises a `PanicException`, which Python takes for
    something like an interrupt.
    """
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def attempted() -> _Contained:
    """The same for what is tried once more in smaller parts: the error is not told."""
    return contained([], "", "")


def fault_of(error: BaseException, stage: str, what: str, documents: Collection[str] = ()) -> Fault:
    """The fault that a caught error is."""
    trace = "".join(traceback.format_exception(error))
    return Fault(stage, what, tuple(documents), described(error), trace)


def unread(source: str, error: BaseException) -> Unread:
    """What stands for an input, or the rest of it, that an error of ours kept from being read."""
    fault = fault_of(error, "read", source)
    reason = f"could not be read, or not to its end, because of an error in syndetect: {fault.error}"
    return Unread(source, reason, error=fault.error, trace=fault.trace)


def described(error: BaseException) -> str:
    """What went wrong, and where in the package, on one line."""
    frames = traceback.extract_tb(error.__traceback__)
    # The last frame of ours says more than a line of the standard library that it called.
    ours = [frame for frame in frames if PACKAGE in Path(frame.filename).parents] or frames
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    said = " ".join(str(error).split())
    described = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return f"{described if len(described) <= _LONGEST else described[: _LONGEST - 1] + '…'}{place}"


def stage_of(error: BaseException, otherwise: str) -> str:
    """The stage that an error arose in, by the deepest module of a stage that it passed."""
    found = otherwise
    for frame, _ in traceback.walk_tb(error.__traceback__):
        part = str(frame.f_globals.get("__name__", "")).removeprefix("syndetect.").partition(".")[0]
        found = part if part in _STAGES else found
    return found


def fault_sentence(fault: Fault) -> str:
    """A fault as a sentence for who has to report it."""
    return f"missing: {fault.what} ({fault.stage}: {fault.error})"


def missing(faults: Sequence[Fault]) -> str:
    """All faults as one text, for formats with room for a description alone."""
    return "\n".join(map(fault_sentence, faults))


HOW_TO_REPORT = "please report this line and what --debug prints"


def named(documents: Collection[str]) -> str:
    """Ids as a sentence names them: "a, b, c and 4 more"."""
    first = ", ".join(list(documents)[:_NAMED])
    more = len(documents) - _NAMED
    return f"{first} and {more} more" if more > 0 else first


def ordered(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults in a report's order, each once."""
    distinct = dict.fromkeys(faults)
    return tuple(sorted(distinct, key=lambda one: (one.stage, one.documents, one.what, one.error)))
