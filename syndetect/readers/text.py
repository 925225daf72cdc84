"""Plain text and Markdown, with or without YAML front matter: one file, one article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import IO

from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.decode import decode
from syndetect.readers.exports import looks_like_export, split
from syndetect.readers.frontmatter import front_matter
from syndetect.readers.limits import whole
from syndetect.readers.prose import Line
from syndetect.readers.record import document
from syndetect.readers.telling import telling
from syndetect.settings import Settings


@telling
def read_text(
    file: IO[bytes], origin: Input, fields: Mapping[str, str], settings: Settings
) -> Iterator[Document | Skipped]:
    """The one article of a text file; offsets refer to what stands after the front matter."""
    data = whole(file, origin.size, settings)
    text = decode(data)
    if text is None:
        yield Skipped(origin.path, "looks binary, not text")
        return
    head = front_matter(text)
    if head.problem:
        reason = f"{head.problem}; the text after it was read without its fields"
        yield Skipped(f"{origin.path} (front matter)", reason)
    body = text[head.begin :]
    if looks_like_export(body, settings):
        parts = split([Line(line) for line in body.splitlines()], origin, settings)
        if parts is not None:
            yield from parts
            return
    if not body.strip():
        yield Skipped(origin.path, "is empty" if not head.begin else "holds no text after its front matter")
        return
    made = document(head.fields, body, origin.id, origin, fields)
    if isinstance(made, Document):
        yield replace(made, line=text.count("\n", 0, head.begin) + 1)
    else:
        yield Skipped(origin.path, made)
