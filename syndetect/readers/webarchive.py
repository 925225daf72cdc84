"""Pages that Safari saved (.webarchive): the page itself out of a property list."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator, Mapping
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.page import page
from syndetect.readers.parts import whole_file
from syndetect.settings import Settings


@errors_as_skipped
def read_webarchive(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """The one article of the page."""
    data = whole_file(file, origin, settings)
    if not data.strip():
        raise InputError("is empty")
    main = _main(data)
    source, kind = main.get("WebResourceData"), main.get("WebResourceMIMEType")
    if not isinstance(source, bytes) or kind not in ("text/html", "application/xhtml+xml", None):
        raise InputError("is no web archive of Safari with a page")
    url, charset = main.get("WebResourceURL"), main.get("WebResourceTextEncodingName")
    http = url if isinstance(url, str) and url.lower().startswith(("http://", "https://")) else None
    yield page(source, origin, settings, url=http, charset=charset if isinstance(charset, str) else None)


def _main(data: bytes) -> Mapping[str, Any]:
    """What a file says of its page; nothing where it is no property list."""
    # Entities are refused by the library; it recurses into lists, so that depth ends in an error.
    try:
        held = plistlib.loads(data)
    except Exception:  # noqa: BLE001 - over damage the library raises whatever it comes to
        raise InputError("is damaged, or no web archive of Safari") from None
    main = held.get("WebMainResource") if isinstance(held, dict) else None
    return main if isinstance(main, dict) else {}
