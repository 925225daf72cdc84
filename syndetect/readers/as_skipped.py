"""An error that ends the reading of a file becomes a `Skipped`, behind what was read before it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import IO

from syndetect.errors import SyndetectError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.printable import shown
from syndetect.settings import Settings

Items = Iterator[Document | Skipped]
Read = Callable[[IO[bytes], Input, Mapping[str, str], Settings], Items]


ENDS_EARLY = "ends before what it begins with does, as a file that was cut off; what was there was read"


def errors_as_skipped(read: Read) -> Read:
    """A reader whose errors of ours, and the system's, become a `Skipped` under the file's name.

    What was read before stays, and the last article of it is named.
    """

    @functools.wraps(read)
    def told(file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings) -> Items:
        last = None
        try:
            for item in read(file, origin, fields, settings):
                last = item.id if isinstance(item, Document) else last
                yield item
        except OSError as error:
            yield Skipped(origin.path, up_to(last, os_reason(error)))
        except SyndetectError as error:
            yield Skipped(origin.path, up_to(last, str(error)))

    return told


def up_to(last: str | None, reason: str) -> str:
    """Why a file could not be read to its end, with the id of the `last` article of it that was read."""
    return reason if last is None else f"{reason}; the last article read before is '{shown(last)}'"


def os_reason(error: OSError) -> str:
    """Why the system refused, without the path: whoever shows it names that already."""
    if not error.strerror:
        return f"could not be read ({type(error).__name__})"
    return error.strerror[:1].lower() + error.strerror[1:]
