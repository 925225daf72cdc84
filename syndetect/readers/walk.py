"""From what the user named to documents: folders walked, files given to their readers, the rest explained."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import IO, TYPE_CHECKING

from xxhash import xxh3_64_intdigest

from syndetect.errors import InputError
from syndetect.faults import attempted, unread
from syndetect.model import Document, Skipped
from syndetect.plugins import Input, KnownNames, Unpacking
from syndetect.readers import mojibake, patterns
from syndetect.readers.as_skipped import os_reason
from syndetect.readers.file_names import named
from syndetect.readers.folder import files
from syndetect.readers.hidden_credentials import unmarked
from syndetect.readers.opening import (
    Kind,
    deliver,
    kind_of_content,
    kind_of_name,
    no_reader,
    opened,
    peeked,
)
from syndetect.readers.ownreports import is_own
from syndetect.readers.printable import shown, valid_name
from syndetect.readers.record import resolve_fields
from syndetect.readers.short_ids import absolute
from syndetect.readers.sources import STDIN, NamedPath, is_folder, resolve
from syndetect.settings import Settings

if TYPE_CHECKING:
    from syndetect.readers.mets import Packages

_DEFAULTS = Settings()
_NOT_MAPPED: Mapping[str, str] = MappingProxyType({})

ALL = (0, 1)
"""The share of files that one reader of one has."""

_NO_SUFFIX = "without a suffix"
_OWN = "own reports"

Items = Iterator[Document | Skipped]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What stays the same for all files of one call."""

    settings: Settings
    fields: Mapping[str, str]
    known: KnownNames
    exclude: tuple[str, ...]
    seen: dict[str, str] | None = None
    """The files read so far and what they were shown as; kept only where arguments may overlap."""
    prefixed: bool = False
    share: tuple[int, int] = ALL


def read(
    *sources: str | Path,
    settings: Settings = _DEFAULTS,
    fields: Mapping[str, str] = _NOT_MAPPED,
    exclude: Sequence[str] = (),
    stdin: IO[bytes] | None = None,
    prefixed: bool = False,
    share: tuple[int, int] = ALL,
) -> Items:
    """Every article under `sources`, in the order named and, inside folders, of their names.

    ``-`` is JSON lines from `stdin`, the process's own by default; a glob is the folder it begins at, with
    what matches below. `fields` gives the input's name for a field of ours, `exclude` patterns as in
    .gitignore for what is left out of folders and archives. The ids of a single folder are `prefixed` with
    its name, as those of several are, where that is asked for. Of a `share`, a number and how many there are,
    only its files are read, chosen by their paths; all shares together read each once. Raises, before
    anything is read, InputError for a source that does not exist and UnknownNameError for a field that is not
    ours.
    """
    paths = [os.fspath(source) for source in sources]
    if not paths:
        raise InputError("nothing to read; name a file, a folder, or - for JSON lines on standard input")
    patterns.matcher(exclude)
    resolved = resolve(paths)
    reading = _Reading(
        settings=settings,
        fields=resolve_fields(fields),
        known=KnownNames("readers"),
        exclude=tuple(exclude),
        seen={} if len(resolved) > 1 else None,
        prefixed=prefixed or len(resolved) > 1,
        share=share,
    )
    items: Items = map(unmarked, _with_notes(_items(resolved, reading, stdin)))
    if settings.metadata:
        from syndetect.readers.sidecar import sidecar

        items = sidecar(settings.metadata).completed(items)
    return _repaired(items) if settings.mojibake == "repair" else items


def _repaired(items: Items) -> Items:
    for item in items:
        whole = item
        with attempted() as repairing:
            whole = mojibake.repaired(item)
        yield whole
        if repairing.error is not None:
            name = item.source if isinstance(item, Skipped) else item.id
            yield unread(f"the repaired text of {name}", repairing.error)


def _with_notes(items: Items) -> Items:
    """The items, and at last what holds for all of them."""
    before = _read_plainly()
    yield from items
    if _read_plainly() != before:
        from syndetect.readers.page.body import broken

        yield Skipped(
            "the extra html",
            f"is installed but broken ({broken()}), so that pages were read in the plainer form; "
            "install it anew with: pip install --force-reinstall 'syndetect[html]'",
            note=True,
        )


def _read_plainly() -> int:
    """How many pages were read in the plainer form because the library for them is broken."""
    body = sys.modules.get("syndetect.readers.page.body")
    return body.read_plainly() if body is not None else 0


def _items(sources: Sequence[NamedPath], reading: _Reading, stdin: IO[bytes] | None) -> Items:
    for source in sources:
        if source.path == STDIN:
            origin = Input(STDIN, STDIN)
            yield from _delivered(lambda: stdin or sys.stdin.buffer, Kind(".jsonl"), origin, reading)
        elif source.pattern is not None or is_folder(source):
            prefix = f"{valid_name(source.label)}/" if reading.prefixed else ""
            yield from _folder(source, prefix, reading)
        else:
            # Who names a file says that it is an article, whatever its suffix.
            kind = kind_of_name(source.path, reading.known) or Kind("")
            excluded = _below("", patterns.matcher(reading.exclude))
            origin = Input(valid_name(source.label), valid_name(source.path), excluded=excluded)
            yield from _file(source.path, kind, origin, reading)


def _file(path: str, kind: Kind | None, origin: Input, reading: _Reading) -> Items:
    """What is in one file; None for a kind that its name does not say, inside a folder."""
    place = absolute(path) if reading.seen is not None or reading.share != ALL else ""
    if not _ours(place, reading.share):
        return
    if reading.seen is not None:
        if place in reading.seen:
            yield Skipped(origin.path, f"was already read as '{shown(reading.seen[place], 200)}'")
            return
        reading.seen[place] = origin.path
    with ExitStack() as stack:
        try:
            file, size = stack.enter_context(opened(path))
            kind = kind or kind_of_content(peeked(file), reading.known.all(), named=False)
        except OSError as error:
            yield Skipped(origin.path, os_reason(error))
            return
        except InputError as error:
            if reading.seen is not None:
                # It was not read, and may still be named itself.
                del reading.seen[place]
            yield Skipped(origin.path, str(error))
            return
        sized = Input(
            origin.id,
            origin.path,
            origin.outlet,
            size,
            unpacking=Unpacking(size),
            excluded=origin.excluded,
            named=named(origin.path, reading.settings.name),
        )
        yield from _delivered(lambda: file, kind, sized, reading)


def _ours(place: str, share: tuple[int, int]) -> bool:
    """Whether a file belongs to a share."""
    number, shares = share
    return shares == 1 or xxh3_64_intdigest(place.encode("utf-8", "surrogatepass")) % shares == number


def _delivered(open_it: Callable[[], IO[bytes]], kind: Kind, origin: Input, reading: _Reading) -> Items:
    return deliver(open_it, kind, origin, reading.fields, reading.settings)


def _folder(source: NamedPath, prefix: str, reading: _Reading) -> Items:
    articles = False
    top = source.path
    start = len(top) if top.endswith(os.sep) else len(top) + 1
    excluded = patterns.excluded(top, reading.exclude, git=reading.settings.git_ignored == "skip")
    passed: Counter[str] = Counter()
    wanted = patterns.matcher([source.pattern]) if source.pattern is not None else None
    for found in _without_pages(files(top, excluded), partial(_is_read, top, excluded, wanted)):
        if isinstance(found, Skipped):
            yield found
            continue
        place = valid_name(found[start:]).replace(os.sep, "/")
        if wanted is not None and not wanted(place):
            continue
        path = valid_name(found)
        kind = kind_of_name(found, reading.known)
        if is_own(found):
            if _ours(absolute(found), reading.share):
                passed[_OWN] += 1
            continue
        outlet = place.rpartition("/")[0].rpartition("/")[2] or None
        origin = Input(prefix + place, path, outlet, excluded=_below(prefix, excluded))
        unknown = Skipped(path, no_reader(reading.known.all())) if kind is None else None
        for item in _file(found, kind, origin, reading):
            if item == unknown:
                passed[PurePath(found).suffix.lower() or _NO_SUFFIX] += 1
                continue
            articles = True
            yield item
    if passed:
        counts = dict(sorted(passed.items()))
        yield Skipped(valid_name(top), _passed_over(passed), passed_over=counts)
    if not articles and reading.share == ALL:
        pattern = f" that match {shown(source.pattern[1:])}" if source.pattern else ""
        yield Skipped(valid_name(top), f"holds no {', '.join(reading.known.all())} files{pattern}")


def _without_pages(
    found: Iterator[str | Skipped], readable: Callable[[Path], bool]
) -> Iterator[str | Skipped]:
    """The files without those pages that are read through the METS file which puts them together."""
    packages: Packages | None = None
    for one in found:
        if isinstance(one, str) and one.lower().endswith(".xml"):
            if packages is None:
                from syndetect.readers.mets import Packages

                packages = Packages(readable)
            if packages.holder(one) is not None:
                continue
        yield one


def _is_read(top: str, excluded: patterns.Test, wanted: patterns.Test | None, path: Path) -> bool:
    """Whether a file lies below the folder `top`, and the user left it in."""
    if not path.is_relative_to(top):
        return False
    place = valid_name(path.relative_to(top).as_posix())
    return not excluded(place) and (wanted is None or wanted(place))


def _passed_over(passed: Mapping[str, int]) -> str:
    kinds = ", ".join(f"{count:,} {shown(kind)}" for kind, count in sorted(passed.items()))
    return f"holds files that are never read inside a folder: {kinds}"


def _below(prefix: str, excluded: patterns.Test) -> patterns.Test:
    """The test of paths below a source, asked with ids that begin with `prefix`."""
    return partial(_asked, prefix, excluded)


def _asked(prefix: str, excluded: patterns.Test, id: str) -> bool:
    return excluded(id.removeprefix(prefix))
