"""Reasons for readers: ids in them become the names of outlets, where a name can mean one article only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from syndetect.model import Document


def short_names(documents: Iterable[Document]) -> Mapping[str, str]:
    """The outlet for each id whose outlet has no other of the documents; other ids are left out."""
    listed = list(documents)
    outlets = Counter(document.outlet for document in listed)
    return {
        document.id: document.outlet
        for document in listed
        if document.outlet and document.outlet.strip() and outlets[document.outlet] == 1
    }


_BARE = r"(?![\w-])"
_SIDED = (
    (re.compile(rf"\bof what the (left|right) passages say{_BARE}"), "of what the passages of {} say"),
    (re.compile(rf"\bon the (left|right){_BARE}"), "in {}"),
    (re.compile(rf"\bthe (left|right) passages{_BARE}"), "the passages of {}"),
    (re.compile(rf"\bthe (left|right) words{_BARE}"), "the words of {}"),
    (re.compile(rf"\bthe (left|right) ones{_BARE}"), "those of {}"),
    (re.compile(rf"\bthe (left|right) (?:text|article|narrative|one){_BARE}"), "{}"),
    (re.compile(r"\bthe (left|right)(?=[,.;:]| (?:is|has|stands?|and|in)\b|$)"), "{}"),
)


def sided(reason: str, left: str, right: str) -> str:
    """A pair's reason with the names of its articles in place of "left" and "right"."""
    if "left" not in reason and "right" not in reason:
        return reason
    names = {"left": left, "right": right}
    marks = {side: f"\x00{side}\x00" for side in names}
    for form, words in _SIDED:
        reason = form.sub(lambda match, words=words: words.format(marks[match[1]]), reason)  # type: ignore[misc]
    # Last, so that no name is read as a side.
    for side, mark in marks.items():
        reason = reason.replace(mark, names[side])
    return reason


def pair_names(left: Document, right: Document) -> tuple[str, str]:
    """Names for the two documents: their outlets where these differ, else their ids."""
    first, second = (left.outlet or "").strip(), (right.outlet or "").strip()
    return (first, second) if first and second and first != second else (left.id, right.id)


def renamed(reason: str, names: Mapping[str, str]) -> str:
    """The reason with each id that is a whole word in it replaced by its name."""
    known = sorted((id for id in names if id and id in reason), key=len, reverse=True)
    if not known:
        return reason
    known_ids = re.compile(rf"(?<![\w./-])(?:{'|'.join(map(re.escape, known))})(?![\w/-])")
    return known_ids.sub(lambda match: names[match[0]], reason)


def called(document: Document) -> str:
    """A name for an article: its outlet, or without one the name of its file."""
    return (document.outlet or "").strip() or document.id.rpartition("/")[2].strip() or document.id


def called_apart(documents: Iterable[Document]) -> Mapping[str, str]:
    """A name for each id, so that no two articles have the same name.

    The outlet where it has one article here, outlet and file name where it has several, and the id where
    even these are the same.
    """
    listed = list(documents)
    plain = Counter(called(document) for document in listed)
    names = {
        document.id: _with_file(document) if plain[called(document)] > 1 else called(document)
        for document in listed
    }
    same = Counter(names.values())
    return {id: name if same[name] == 1 else id for id, name in names.items()}


def _with_file(document: Document) -> str:
    file = document.id.rpartition("/")[2]
    outlet = (document.outlet or "").strip()
    return f"{outlet} ({file})" if outlet and file else document.id
