"""Lines with labels over a text."""

from __future__ import annotations

import pytest

from syndetect.model import Document
from syndetect.readers.text_labels import labels_of
from tests.test_readers_trade import read

TEXT = "The tide gate at Port Elm held through the storm, it said.\n\nNobody was hurt on the quay below.\n"
HEADS = {
    "Org": "#+TITLE: Gate holds\n#+AUTHOR: Ada Holm\n#+DATE: <2024-03-07 Thu>\n",
    "fields under a headline": "Gate holds\n##########\n\n:date: 2024-03-07\n:author: Ada Holm\n",
    "fields under a headline between rules": "==========\nGate holds\n==========\n\n:Author: Ada "
    "Holm\n:Date: 2024-03-07\n",
    "comments": ".. title: Gate holds\n.. date: 2024-03-07\n.. author: Ada Holm\n",
    "comments in a comment": "<!--\n.. title: Gate holds\n.. date: 2024-03-07\n.. author: Ada Holm\n-->\n",
    "Org with an empty line, as pandoc writes it": "#+title: Gate holds\n\n#+author: Ada Holm\n"
    "#+date: 7 March 2024\n",
    "AsciiDoc with a date alone": "= Gate holds\nAda Holm\n7 March 2024\n:lang: en\n",
    "AsciiDoc": "= Gate holds\nAda Holm <ada@gull.example>\nv1.0, 2024-03-07\n:toc:\n",
    "labels": "Title: Gate holds\nDate: 7 March 2024\nAuthor: Ada Holm\n",
    "MultiMarkdown": "Author:   Ada Holm\nTitle:    Gate holds\nKeywords: one,\n    two\nDate: 2024-03-07\n",
    "Muse": "#title Gate holds\n#author Ada Holm\n#date March 7, 2024\n#lang en\n",
    "labels in German": "Titel: Gate holds\nDatum: 7. März 2024\nAutor: Ada Holm\n",
}


MARKED = """
A list of the dates was pinned to the door: it says this.

____________________
“Nobody here wants charity: we want stones,” she said: three times.
____________________

:stage: one: two: three

The work began in May 2020 and is to end in 2021, it said: at last.
"""
"""What text in a light markup may hold that exports hold, too."""


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_signs_of_markup_below_do_not_keep_labels_from_being_fields(head: str) -> None:
    """Colons, lines of signs and years in the text are no reason to read its labels as words of it."""
    data = f"{head}\n{TEXT}{MARKED}{TEXT}"
    [one] = [item for item in read(".txt", data.encode()) if isinstance(item, Document)]
    assert (one.title, one.published, one.meta["author"]) == ("Gate holds", "2024-03-07", "Ada Holm")
    assert one.text.split()[:4] == TEXT.split()[:4]


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_labels_are_fields_and_no_part_of_the_text(head: str, end: str) -> None:
    """Headline, day and author are those that the labels name, and the text begins behind them."""
    data = f"{head}\n{TEXT}".replace("\n", end)
    [one] = [item for item in read(".txt", data.encode()) if isinstance(item, Document)]
    assert one.text.split() == TEXT.split()
    assert data.endswith(one.text)
    assert (one.title, one.published, one.meta["author"]) == ("Gate holds", "2024-03-07", "Ada Holm")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Gate holds\n==========\n\n" + TEXT,
        "Storm: the gate at Port Elm holds\n\n" + TEXT,
        "Question: did it hold?\nAnswer: it did.\n\n" + TEXT,
        "Title: Gate holds\n\n" + TEXT,
        "Title: Gate holds\nDate: 2024-03-07\nIt held.\n",
        "Title: Gate holds\nDate: 2024-03-07\n\n",
        "# Gate holds\n\n" + TEXT,
        ".. note: held\n",
        "",
    ],
)
def test_other_texts_have_none(text: str) -> None:
    """A headline, a single label and a talk are part of their text, and so are labels without one."""
    assert labels_of(text) is None


def test_the_day_on_which_a_page_of_zim_was_made_is_none_of_publication() -> None:
    """The head of the program and the line under the title are no text, and tell no day of the article."""
    head = "Content-Type: text/x-zim-wiki\nWiki-Format: zim 0.6\nCreation-Date: 2024-05-01T10:15:00+01:00\n"
    data = f"{head}\n====== Gate holds ======\nCreated Wednesday 01 May 2024\n\n{TEXT}"
    [made] = [item for item in read(".txt", data.encode()) if isinstance(item, Document)]
    assert (made.title, made.published, made.text.split()) == ("Gate holds", None, TEXT.split())


@pytest.mark.parametrize("first", ["#storm #tolvik", "Author: why did you write it?\nHolm: because."])
def test_what_only_begins_so_is_text(first: str) -> None:
    """Hashtags and questions are words of the text."""
    [made] = [item for item in read(".txt", f"{first}\n\n{TEXT}".encode()) if isinstance(item, Document)]
    assert made.text.startswith(first)
