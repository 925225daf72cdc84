"""Opening one input: which reader takes it, whether it may be opened at all, and why it could not be."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import IO, NamedTuple

from syndetect import plugins
from syndetect.errors import InputError, LimitError, SyndetectError
from syndetect.faults import is_error, unread
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import os_reason, up_to
from syndetect.readers.sniffing import GZIP, HEAD, kind_of_bytes, looks_like_page
from syndetect.readers.unpacked import OPENERS, cut, forgiving, unpacked
from syndetect.settings import Settings

_BY_RECORD = frozenset({".warc", ".arc", ".wet"})
"""Formats whose records are compressed one by one, so that damage to one of them leaves the others whole."""

_IN_FOLDERS = frozenset({".pdf", ".html", ".eml", ".sqlite", ".sgml"})
"""What is read inside a folder whatever its name.

Saved sites call their pages ``story.php?id=12``, mailboxes that are folders number their mails, and
databases are called ``.db`` by most programs, as pictures of folders are by Windows. News corpora in SGML
have files without any suffix.
"""

_MAIL_FIELDS = re.compile(rb"^(?:from|subject|message-id):", re.IGNORECASE | re.MULTILINE)

_WHOLE = frozenset([
    ".txt", ".md", ".markdown", ".text", ".rst", ".org", ".adoc", ".asciidoc", ".mdown", ".mkd", ".mdx",
    ".qmd", ".muse", ".html", ".htm", ".mhtml", ".mht", ".rtf", ".eml", ".emlx",
    ".json", ".yaml", ".yml", ".toml", ".srt", ".vtt", ".webarchive",
    ".xml", ".nitf", ".newsml", ".tei", ".nxml", ".jats", ".dbk", ".docbook", ".fb2",
    ".fodt", ".fods", ".docx", ".docm", ".dotx", ".dotm", ".odt", ".ott",
    ".ods", ".ots", ".epub", ".zip", ".wacz", ".maff", ".htz", ".htmlz", ".txtz", ".textpack",
    ".sbv", ".ttml", ".dfxp", ".sgml", ".sgm",
])  # fmt: skip
"""Formats whose readers need all of a file before they give anything: they get what is there of a cut one.

The others give their records as they come, and a record that is cut off would pass for a whole one.
"""

_SHORT = {
    ".tgz": (".tar", ".gz"),
    ".tbz2": (".tar", ".bz2"),
    ".txz": (".tar", ".xz"),
    ".tzst": (".tar", ".zst"),
}


class Kind(NamedTuple):
    """What a name says of a file: its reader's suffix, and the compressions around it, outermost first."""

    suffix: str
    packing: tuple[str, ...] = ()


def known_suffixes() -> tuple[str, ...]:
    """Every file suffix that some reader takes, in lower case with its dot."""
    return plugins.names("readers")


def kind_of_name(name: str, known: Container[str]) -> Kind | None:
    """What the suffixes of `name` say, None when no reader takes it."""
    packing = []
    stem = name.lower()
    while True:
        stem, dot, last = stem.rpartition(".")
        suffix = dot + last
        if suffix in _SHORT:
            suffix, outer = _SHORT[suffix]
            packing.append(outer)
        elif suffix in OPENERS:
            packing.append(suffix)
            continue
        return Kind(suffix, tuple(packing)) if suffix in known else None


def no_reader(names: Iterable[str]) -> str:
    """Why a file of unknown type is left out where it was not named itself."""
    return f"is of no type that is read inside a folder ({', '.join(names)})"


def kind_of_content(head: bytes, names: Collection[str], *, named: bool) -> Kind:
    """What the first bytes of a file say whose name says nothing.

    Who has `named` a file says that it is an article: it is prose where it begins like no other format.
    Raises InputError for what is not read.
    """
    found = kind_of_bytes(head)
    if not named:
        if found is None or found[0] not in _IN_FOLDERS or not _is_certain(found[0], head):
            raise InputError(no_reader(names))
        return Kind(found[0])
    if found is None or found[0] in names:
        return Kind(found[0] if found else ".txt")
    suffix, name = found
    if suffix in OPENERS:
        return Kind("", (suffix,))
    raise InputError(f"is {name}, which is not read; save it as text, as a page or as PDF")


def _is_certain(suffix: str, head: bytes) -> bool:
    """Whether nothing but a file of that kind begins so."""
    if suffix == ".html":
        return looks_like_page(head)
    return suffix != ".eml" or len(_MAIL_FIELDS.findall(head)) >= 2


def peeked(file: IO[bytes]) -> bytes:
    """The first bytes of a stream, which stay to be read; none where the stream cannot show them."""
    peek = getattr(file, "peek", None)
    return bytes(peek(HEAD)[:HEAD]) if peek is not None else b""


def deliver(
    open_it: Callable[[], IO[bytes]], kind: Kind, origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped]:
    """What is in a file of that kind; whatever keeps it from being opened or read on becomes a `Skipped`.

    A kind without a suffix is told by the first bytes. What was read before something fails stays, and the
    last article of it is named.
    """
    last: str | None = None
    cut_off_noted = several = False
    layers: list[IO[bytes]] = []
    try:
        file, suffix, depth = _unpacked(open_it, kind, origin, settings, layers)
        reader: plugins.Reader = plugins.load("readers", suffix)
        size = None if depth > origin.depth else origin.size
        inner = (
            origin
            if (size, depth) == (origin.size, origin.depth)
            else replace(origin, size=size, depth=depth)
        )
        for item in reader(file, inner, fields, settings):
            if isinstance(item, Document):
                several, last = last is not None, item.id
            else:
                cut_off_noted = cut_off_noted or (item.source == origin.path and "cut off" in item.reason)
            yield item
        broken = next(filter(None, map(cut, layers)), None)
        if broken is not None and not cut_off_noted:
            reason = f"{broken}; what stands ahead of the cut was read"
            yield Skipped(origin.path, up_to(last if several else None, reason))
    except OSError as error:
        yield Skipped(origin.path, up_to(last, os_reason(error)))
    except SyndetectError as error:
        yield Skipped(origin.path, up_to(last, str(error)))
    except BaseException as error:
        # No error of a reader ends the run.
        if not is_error(error):
            raise
        failed = unread(origin.path, error)
        yield replace(failed, reason=up_to(last, failed.reason))


def _unpacked(
    open_it: Callable[[], IO[bytes]],
    kind: Kind,
    origin: Input,
    settings: Settings,
    layers: list[IO[bytes]],
) -> tuple[IO[bytes], str, int]:
    """The stream inside all compressions, its reader's suffix, and the depth; `layers` gets every stream."""
    suffix, packing = kind
    depth = _deeper(origin.depth, packing, settings)
    file = open_it()
    layers.append(file)
    while True:
        for outer in packing:
            file = unpacked(file, outer, origin.unpacking, settings, by_member=suffix in _BY_RECORD)
            layers.append(file)
        if suffix in _WHOLE:
            forgiving(file)
        head = peeked(file)
        if not suffix:
            suffix, packing = kind_of_content(head, known_suffixes(), named=True)
        else:
            # Servers hand out packed pages under plain names, and nothing that is read begins like that.
            packing = (".gz",) if head.startswith(GZIP) else ()
        if not packing:
            return file, suffix, depth
        depth = _deeper(depth, packing, settings)


def _deeper(depth: int, packing: tuple[str, ...], settings: Settings) -> int:
    if depth + len(packing) > settings.max_nesting:
        raise LimitError(
            f"is packed more than {settings.max_nesting} layers deep; raise max_nesting to read it"
        )
    return depth + len(packing)


@contextmanager
def opened(path: str) -> Iterator[tuple[IO[bytes], int | None]]:
    """The bytes of the file at `path` and their number, None where only reading tells.

    Raises InputError for what is neither a file nor a pipe; OSError as opening does.
    """
    # Without the objects of paths: to make one takes as long as to ask the system.
    mode = os.stat(path).st_mode  # noqa: PTH116
    if not stat.S_ISREG(mode) and not stat.S_ISFIFO(mode):
        raise InputError("is a device or socket, not a file")
    with open(path, "rb") as file:  # noqa: PTH123
        size = os.fstat(file.fileno()).st_size if stat.S_ISREG(mode) else None
        yield file, size
