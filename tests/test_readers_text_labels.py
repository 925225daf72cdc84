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
    "AsciiDoc": "= Gate holds\nAda Holm <ada@gull.example>\nv1.0, 2024-03-07\n:toc:\n",
    "labels": "Title: Gate holds\nDate: 7 March 2024\nAuthor: Ada Holm\n",
    "labels in German": "Titel: Gate holds\nDatum: 7. März 2024\nAutor: Ada Holm\n",
}


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
