"""Reasons for readers: ids in them become the names of outlets, where a name can mean one article only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from syndetect.model import Document


def short_names(documents: Iterable[Document]) -> Mapping[str, str]:
    """For each id its outlet, where no other of the documents is of that outlet; ids stand for themselves."""
    listed = list(documents)
    outlets = Counter(document.outlet for document in listed)
    return {
        document.id: document.outlet
        for document in listed
        if document.outlet and document.outlet.strip() and outlets[document.outlet] == 1
    }


def renamed(reason: str, names: Mapping[str, str]) -> str:
    """The reason with each id that stands there as a whole word put as its name."""
    known = sorted((id for id in names if id and id in reason), key=len, reverse=True)
    if not known:
        return reason
    found = re.compile(rf"(?<![\w./-])(?:{'|'.join(map(re.escape, known))})(?![\w/-])")
    return found.sub(lambda match: names[match[0]], reason)
