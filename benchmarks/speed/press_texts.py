"""Exports of press databases as text: Retriever, Infomedia, NewsBank and APA."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from syndetect.model import Document


def retriever(many: Sequence[Document]) -> bytes:
    """A Swedish export with its list of contents."""
    contents = "".join(f"> {one.title}, {one.outlet}, {day(one)}\n\n" for one in many)
    articles = "".join(
        f"{one.title}\n{one.outlet}, {day(one)}\nSida 5\nPublicerat i print.\n\n{one.text}\n\n"
        f"Bildtext: En bild.\n© {one.outlet}\nLäs hela artikeln på http://ret.nu/a{number}\n{'=' * 78}\n\n"
        for number, one in enumerate(many)
    )
    return f"Tolviks universitet\nUttag 2024-05-10\n\nNyheter:\n\n{contents}\n{articles}".encode()


def retriever_norwegian(many: Sequence[Document]) -> bytes:
    """A Norwegian one, with a line under each title and other dates."""
    return "".join(
        f"{one.title}\n{'-' * 78}\n{one.outlet}, {day(one):%d.%m.%Y}\nHOLM ADA\nSide 16\n"
        f"Publisert på trykk. \n\n{one.text}\n© {one.outlet}\n\n{'=' * 78}\n\n"
        for one in many
    ).encode()


def infomedia(many: Sequence[Document]) -> bytes:
    """A Danish export."""
    return "".join(
        f"{one.title}\n\n{one.outlet} | {day(one):%d.%m.%Y} | 1. sektion | Side 4 | 45 ord | "
        f"artikel-id: e8a1b2c{number} | Original\n\n{one.text}\n\n\n"
        for number, one in enumerate(many)
    ).encode()


def newsbank(many: Sequence[Document]) -> bytes:
    """Records with the outlet first."""
    return "".join(
        f"{one.outlet} (NO)\n{one.title}\n{_american(one)}\nSection: Local\nPage: B1\n"
        f"ADA HOLM; Staff Writer\n\n{one.text}\n\n"
        f"Copyright (c) 2024 {one.outlet}\nRecord Number: 040307012{number}\n\n\n"
        for number, one in enumerate(many)
    ).encode()


def newsbank_new(many: Sequence[Document]) -> bytes:
    """Records with the title first."""
    return "".join(
        f"{one.title}\n{one.outlet} (NO)\n{_american(one)} | Tolvik, NO | Section: Local | Page: B1\n"
        f"43 words\nAuthor: Ada Holm\n\n{one.text}\n\n"
        f"Record: 18FB123456789{number}\nCopyright: Copyright 2024\n\n\n"
        for number, one in enumerate(many)
    ).encode()


def apa(many: Sequence[Document]) -> bytes:
    """Reports of an agency, which names no outlet."""
    return "".join(
        f"APA012{number} 5 II 0123 XI                    {day(one):%d.%m.%Y}\n\nVerkehr/Brücke\n\n"
        f"{one.title}\n\nUtl.: Zwei Zeilen mit Angaben,\n      die unter dem Titel stehen =\n\n"
        f"{one.text}\n(Schluss) ada/bri\n"
        f"APA012{number}    {day(one)}/10:15\n\n071015 Mai 24\n\n"
        for number, one in enumerate(many)
    ).encode()


LAYOUTS: Mapping[str, Callable[[Sequence[Document]], bytes]] = {
    "Retriever": retriever,
    "Retriever, Norwegian": retriever_norwegian,
    "Infomedia": infomedia,
    "NewsBank": newsbank,
    "NewsBank, new": newsbank_new,
    "APA": apa,
}


def day(article: Document) -> date:
    """The day of an article."""
    return date.fromisoformat((article.published or "2024-05-01")[:10])


def _american(article: Document) -> str:
    return f"{day(article):%B} {day(article).day}, {day(article).year}"
