"""Pages that a browser saved as one file: the page itself is found among its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from email import policy
from email.errors import CloseBoundaryNotFoundDefect
from email.message import EmailMessage, Message
from email.parser import BytesParser
from typing import IO, cast

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import ENDS_EARLY, errors_as_skipped
from syndetect.readers.limit_messages import whole
from syndetect.readers.page import page
from syndetect.settings import Settings


@errors_as_skipped
def read_mhtml(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """The one article of the page."""
    data = whole(file, origin.size, settings, container=True)
    if not data.strip():
        yield Skipped(origin.path, "is empty")
        return
    message = BytesParser(policy=policy.compat32).parsebytes(data)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = cast("EmailMessage", part).get_payload(decode=True)
            if isinstance(body, bytes) and body.strip():
                url = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
                http = url.strip() if url.strip().lower().startswith(("http://", "https://")) else None
                yield page(body, origin, settings, url=http, charset=part.get_content_charset())
                if ends_early(message):
                    yield Skipped(origin.path, ENDS_EARLY, note=True)
                return
    yield Skipped(origin.path, "holds no page; a saved page has a part of type text/html")


def page_of(data: bytes) -> tuple[bytes, str | None]:
    """The bytes of the first page in a saved one, empty when there is none, and their declared charset."""
    message = BytesParser(policy=policy.compat32).parsebytes(data)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = cast("EmailMessage", part).get_payload(decode=True)
            if isinstance(body, bytes) and body.strip():
                return body, part.get_content_charset()
    return b"", None


def ends_early(message: Message) -> bool:
    """Whether the last text of a message may go on behind the end of the file."""
    *_, last = message.walk()
    unclosed = any(isinstance(one, CloseBoundaryNotFoundDefect) for one in message.defects)
    return unclosed and last.get_content_maintype() == "text"
