"""A report whose every foreign string tries to be something else: a formula, markup, a command, a link."""

from __future__ import annotations

from syndetect.model import (
    Credit,
    Document,
    Evidence,
    Family,
    Member,
    Pair,
    Passage,
    Report,
    Run,
    Skipped,
    Source,
    Span,
)
from syndetect.settings import Settings

STRINGS = (
    '=HYPERLINK("http://evil.example")',
    " +1+1",
    "-2",
    "@SUM(A1)",
    "＝cmd",
    "\t=1",
    "'=1",
    "<script>alert(1)</script>",
    "</failure><!--",
    "]]>",
    "a\n::error::taken over",
    "50%,title=x:y",
    "[click](http://evil.example)",
    "@everyone #1 ![](x) `code` ``` | cell",
    "\u202eabc\u2066",
    "\x1b[31mred\x00\x07\ufffe",
    "{0} \\ {1}",
    "\U0001f600 café",
    "half \ud800 a pair",
    "~~~ ``` `",
)


def hostile_report() -> Report:
    """Each string as id, outlet, title, path, text, credit, reason and skipped input, next to a plain one."""
    texts = [f"{text} and\r\nthe ```rest``` of it </details> \U0001f600 is here\n" for text in STRINGS]
    documents = [
        Document(name, text, name, name, "2026-01-01", name, "en", f"dir x/{name}", {}, 9, 1 + 3 * row)
        for row, (name, text) in enumerate(zip(STRINGS, texts, strict=True))
    ]
    plain = Document("plain.txt", "The rest of it is here.", path="plain.txt", words=6, line=1)
    pairs = tuple(
        Pair(
            *sorted((document.id, plain.id)),  # type: ignore[arg-type]
            "copy",
            0.91239999,
            "undetermined",
            Evidence(0.123456, coverage_left=0.999951, coverage_right=0.33333333, passages=1),
            (Passage(*_spans(document, plain), "edited", 0.87654321),),
            (f"because of {document.id}",),
        )
        for document in documents
    )
    members = tuple(
        Member(document.id, "copy", plain.id, 0.5, 0.9, Credit("named", document.id, 0, 1))
        for document in documents
    )
    family = Family(
        STRINGS[0], Source(plain.id, STRINGS[0], 0.9), (*members, Member(plain.id, "copy", None, 1.0, 0.9))
    )
    return Report(
        run=Run("0.1.0", "2026-01-01T00:00:00+00:00", 0.123456),
        settings=Settings().as_dict(),
        documents=tuple(sorted((*documents, plain), key=lambda one: one.id)),
        skipped=tuple(Skipped(text, text) for text in sorted(STRINGS)),
        pairs=tuple(sorted(pairs, key=lambda pair: (pair.left, pair.right))),
        families=(family,),
    )


def _spans(document: Document, plain: Document) -> list[Span]:
    spans = {document.id: Span(0, len(document.text) - 3), plain.id: Span(4, 20)}
    return [spans[id] for id in sorted(spans)]
