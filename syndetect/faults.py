"""Errors in syndetect: a fault names what is missing because of one, and the rest of the run goes on."""

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
"""Characters of an error message that are kept: a message can quote a whole article."""

_NAMED = 3
"""Documents that the sentence of a fault names, at most; its list has all of them."""

_STAGES = frozenset({"normalise", "fingerprint", "candidates", "align", "classify", "families", "changes"})
"""Packages and modules that are stages, by which the stage of an error is recognised."""


class _Contained:
    """The context of `contained`; `error` is the error that ended it, or None."""

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
    """A context in which an error in syndetect becomes a fault in `faults` and ends only this context.

    `what` names what is missing because of it, `documents` are the ids that it concerns. Errors that users
    can correct, errors of the system (a full disk), lack of memory and interrupts are raised as usual.
    """
    return _Contained(faults, stage, what, documents)


def is_error(error: BaseException | None) -> TypeGuard[BaseException]:
    """Whether an exception is an error, not an interrupt; False for None.

    The `PanicException` of a library in Rust is an error too, though Python does not count it as `Exception`.
    """
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def attempted() -> _Contained:
    """The same without a fault, for work that is tried again in smaller parts."""
    return contained([], "", "")


def fault_of(error: BaseException, stage: str, what: str, documents: Collection[str] = ()) -> Fault:
    """The fault for a caught error."""
    trace = "".join(traceback.format_exception(error))
    return Fault(stage, what, tuple(documents), described(error), trace)


def unread(source: str, error: BaseException) -> Unread:
    """The value in place of an input, or of its rest, that was not read because of an error in syndetect."""
    fault = fault_of(error, "read", source)
    reason = f"could not be read, or not to its end, because of an error in syndetect: {fault.error}"
    return Unread(source, reason, error=fault.error, trace=fault.trace)


def described(error: BaseException) -> str:
    """An error on one line: its type, its message, and its position in the package."""
    frames = traceback.extract_tb(error.__traceback__)
    # The last frame inside the package is more useful than a line of a library that it called.
    ours = [frame for frame in frames if PACKAGE in Path(frame.filename).parents] or frames
    position = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    message = " ".join(str(error).split())
    described = f"{type(error).__name__}: {message}" if message else type(error).__name__
    return f"{described if len(described) <= _LONGEST else described[: _LONGEST - 1] + '…'}{position}"


def stage_of(error: BaseException, otherwise: str) -> str:
    """The stage in which an error arose: that of the deepest frame in a stage, or `otherwise`."""
    stage = otherwise
    for frame, _ in traceback.walk_tb(error.__traceback__):
        module = str(frame.f_globals.get("__name__", "")).removeprefix("syndetect.").partition(".")[0]
        stage = module if module in _STAGES else stage
    return stage


def fault_sentence(fault: Fault) -> str:
    """A fault as a sentence, for people who report it."""
    return f"missing: {fault.what} ({fault.stage}: {fault.error})"


def missing(faults: Sequence[Fault]) -> str:
    """All faults as one text, one on each line, for formats that have only a description."""
    return "\n".join(map(fault_sentence, faults))


HOW_TO_REPORT = "please report this line and what --debug prints"


def named(documents: Collection[str]) -> str:
    """Ids in a sentence: "a, b, c and 4 more"."""
    first = ", ".join(list(documents)[:_NAMED])
    more = len(documents) - _NAMED
    return f"{first} and {more} more" if more > 0 else first


def ordered(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults, each once, in the order of a report."""
    distinct = dict.fromkeys(faults)
    return tuple(sorted(distinct, key=lambda fault: (fault.stage, fault.documents, fault.what, fault.error)))
