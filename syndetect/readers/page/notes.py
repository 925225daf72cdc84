"""Notes of a page: their marks stand inside sentences, and they are no part of the text."""

from __future__ import annotations

import re
from typing import Any

_BARE = re.compile(r"\d{1,3}|[*†‡]{1,3}")
_BRACKETED = re.compile(r"\[\s*(?:\d{1,3}|[a-z]|note \d{1,3})\s*\]", re.IGNORECASE)
_NAMED = re.compile(r"foot-?note|end-?note|note-?ref|reference|citation", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|file)://", re.IGNORECASE)
_NOTES = ("li", "p", "dd", "aside", "div", "tr")
_LONGEST = 300
"""Words of a note beyond which what a mark leads to is a part of the text."""


def without_notes(root: Any) -> int:
    """Take the marks that lead to notes on the same page out of its sentences, and the notes.

    Gives the words of the notes. What leads back from a note stands behind its target, and is no mark.
    """
    if not any(_is_mark(element) for element in root.iter("a")):
        return 0
    marks: list[tuple[Any, str]] = []
    targets: dict[str, Any] = {}
    # Notes stand behind their marks, so that a name is looked for among those that were led to before.
    for element in root.iter():
        for name in (element.get("id"), element.get("name")):
            if name and name in targets and targets[name] is None:
                targets[name] = element
        if element.tag == "a" and _is_mark(element):
            name = element.get("href").rpartition("#")[2]
            marks.append((element, name))
            targets.setdefault(name, None)
    words = 0
    for mark, name in marks:
        note = _note(targets[name], mark)
        if note is None:
            continue
        _drop(_whole(mark))
        if note.getparent() is not None:
            words += len("".join(note.itertext()).split())
            _drop(note)
    return words


def _is_mark(link: Any) -> bool:
    # Pages that a browser saved have their whole address there, too.
    before, sign, name = (link.get("href") or "").rpartition("#")
    if not sign or not name or (before and _ADDRESS.match(before) is None):
        return False
    text = "".join(link.itertext()).strip()
    if _BRACKETED.fullmatch(text):
        return True
    return _BARE.fullmatch(text) is not None and (
        _named(link)
        or link.find(".//sup") is not None
        or any(one.tag == "sup" for one in link.iterancestors())
    )


def _named(link: Any) -> bool:
    around = link.getparent()
    names = f"{link.get('class') or ''} {(around.get('class') or '') if around is not None else ''}"
    return "noteref" in (link.get("role") or "") or _NAMED.search(names) is not None


def _whole(mark: Any) -> Any:
    """The mark with what raises it."""
    above = mark.getparent()
    alone = above is not None and above.tag == "sup" and "".join(above.itertext()).strip()
    return above if alone and alone == "".join(mark.itertext()).strip() else mark


def _note(target: Any, mark: Any) -> Any:
    """The note that a target is or stands in, None for what is more than a note."""
    while target is not None and target.tag not in _NOTES:
        target = target.getparent()
    if target is None or any(one is target for one in mark.iterancestors()):
        return None
    return target if len("".join(target.itertext()).split()) <= _LONGEST else None


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()
