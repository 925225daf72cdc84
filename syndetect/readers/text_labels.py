"""Lines with labels over a text, as Org, reStructuredText, AsciiDoc, Pelican, Nikola and people put there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from syndetect.readers.json_records import names
from syndetect.text.dates import iso

_MOST = 6_000
"""Signs at the beginning of a text in which its labels stand."""

_KEYWORD = re.compile(r"#\+(\w{1,40}):[ \t]*(.*)")
_COMMENT = re.compile(r"\.\. (\w[\w -]{0,40}?):(?: (.*))?")
_FIELD = re.compile(r":(\w[\w -]{0,40}):(?:[ \t]+(.*))?")
_LABEL = re.compile(r"([^\W\d_][\w -]{0,30}):[ \t]+(\S.*)")
_HEADING = re.compile(r"# (\S[^\n]{1,200})")
_DIRECTIVE = re.compile(r"#([A-Za-z]{2,20})[ \t]+(\S.*)")
_ZIM_HEADING = re.compile(r"={2,6} (\S.{0,200}) ={2,6}")
_ZIM_MADE = re.compile(r"\w{3,20} \w{3,20},? .{4,40}\d{4}")
_BLANKS = (" ", "\t")
_RULE = re.compile(r"([=#*~^+\"'-])\1{2,}[ \t]*")
_STAMP = re.compile(r"[<\[](\d{4}-\d\d-\d\d)[^>\]\n]{0,30}[>\]]")
_VERSION = re.compile(r"v?\d[\w.]{0,10}, ?(.{4,40})")
_MAIL = re.compile(r" ?<[^<>\n]{3,100}>")
_AUTHOR = ("author", "authors", "by", "byline", "autor", "auteur", "autore")


_OF_THE_NOTE = ("created", "created_at", "createdAt")
"""Names of the day on which a record was made: over a text that is the note's, not the article's."""


class Labels(NamedTuple):
    """The fields that labels name, and where the text begins behind them, in code points."""

    fields: dict[str, str]
    begin: int


def labels_of(text: str) -> Labels | None:
    """The labels over a text; None for one that begins with its first sentence, as nearly all do."""
    if text[:1] not in "#.:=<" and ":" not in text[: text.find("\n") + 1] and not _under_rule(text):
        return None
    lines = text[:_MOST].split("\n")
    if len(text) > _MOST:
        lines.pop()
    for reads in (_keywords, _comments, _asciidoc, _fields, _muse, _zim, _labels):
        found = reads(lines)
        if found is not None:
            fields, count = found
            begin = sum(len(line) + 1 for line in lines[:count])
            ours = _ours(fields)
            return Labels(ours, begin) if (ours or reads is _zim) and text[begin:].strip() else None
    return None


Found = tuple[list[tuple[str, str]], int]
"""Names with their values, and the number of lines that they take."""


def _under_rule(text: str) -> bool:
    second = text[text.find("\n") + 1 :]
    return _RULE.match(second[:200]) is not None or _RULE.match(text[:200]) is not None


def _run(lines: Sequence[str], begin: int, pattern: re.Pattern[str]) -> Found:
    """The lines of one form from there on."""
    fields = []
    at = begin
    while at < len(lines):
        line = lines[at].rstrip("\r")
        if (match := pattern.fullmatch(line)) is not None:
            fields.append((match[1], (match[2] or "").strip()))
        elif fields and line[:1] in _BLANKS and line.strip() and pattern is _LABEL:
            # MultiMarkdown sets off what goes on with the value above it.
            fields[-1] = (fields[-1][0], f"{fields[-1][1]} {line.strip()}")
        else:
            break
        at += 1
    return fields, at


def _keywords(lines: Sequence[str]) -> Found | None:
    fields, at = _run(lines, 0, _KEYWORD)
    # Programs put an empty line between the title and the rest.
    while fields and at + 1 < len(lines) and not lines[at].strip():
        more, end = _run(lines, at + 1, _KEYWORD)
        if not more:
            break
        fields, at = [*fields, *more], end
    return (fields, at) if fields else None


def _comments(lines: Sequence[str]) -> Found | None:
    wrapped = lines[0].strip() == "<!--"
    fields, at = _run(lines, int(wrapped), _COMMENT)
    if len(fields) < 2:
        return None
    return fields, at + int(wrapped and at < len(lines) and lines[at].strip() == "-->")


def _asciidoc(lines: Sequence[str]) -> Found | None:
    if not lines[0].startswith("= ") or not lines[0][2:].strip():
        return None
    fields = [("title", lines[0][2:].strip())]
    at = 1
    while at < len(lines) and lines[at].strip():
        line = lines[at].strip()
        if (match := _FIELD.fullmatch(line)) is not None:
            fields.append((match[1], (match[2] or "").strip()))
        elif (match := _VERSION.fullmatch(line)) is not None:
            fields.append(("date", match[1]))
        elif iso(line) is not None:
            fields.append(("date", line))
        elif at == 1:
            fields.append(("author", _MAIL.sub("", line)))
        else:
            return None
        at += 1
    return fields, at


def _fields(lines: Sequence[str]) -> Found | None:
    """A list of fields, under a headline with a rule or without one."""
    at = 0
    title = None
    if len(lines) > 2 and _RULE.fullmatch(lines[0].rstrip()) and _RULE.fullmatch(lines[2].rstrip()):
        title, at = lines[1].strip(), 3
    elif len(lines) > 1 and _RULE.fullmatch(lines[1].rstrip()):
        title, at = lines[0].strip(), 2
    while title is not None and at < len(lines) and not lines[at].strip():
        at += 1
    fields, end = _run(lines, at, _FIELD)
    if not fields:
        return None
    return ([("title", title), *fields] if title else fields), end


def _labels(lines: Sequence[str]) -> Found | None:
    """Labels of people: a headline's first, another that is known, and an empty line behind all of them."""
    begin, heading = 0, _HEADING.fullmatch(lines[0])
    if heading is not None and len(lines) > 2 and not lines[1].strip():
        # Notion has the title as a heading above them.
        begin = 2
    fields, at = _run(lines, begin, _LABEL)
    # Books of libraries have an empty line behind each.
    while fields and at + 1 < len(lines) and not lines[at].strip():
        more, end = _run(lines, at + 1, _LABEL)
        if not more or any(_key(name) is None for name, _ in more):
            break
        fields, at = [*fields, *more], end
    if heading is not None and fields:
        fields.insert(0, ("title", heading[1]))
    if len(fields) < 2 or at >= len(lines) or lines[at].strip():
        return None
    ours = [_key(name) for name, _ in fields]
    count = sum(name is not None for name in ours)
    titled = ours[0] == "title" or ("title" in ours and count > 2)
    return (fields, at) if titled and count > 1 else None


def _key(name: str) -> str | None:
    """Our name of a field that a label names in one or several words."""
    folded = name.casefold()
    return _known().get(folded) or _known().get(folded.replace(" ", "_"))


def _muse(lines: Sequence[str]) -> Found | None:
    """Directives of Muse, as AmuseWiki's libraries keep their texts."""
    fields, at = _run(lines, 0, _DIRECTIVE)
    return (fields, at) if len(fields) > 1 and fields[0][0] == "title" else None


def _zim(lines: Sequence[str]) -> Found | None:
    """The head of a page of Zim, which says when the page was made, and its title under it."""
    if lines[0].strip() != "Content-Type: text/x-zim-wiki":
        return None
    _, at = _run(lines, 0, _LABEL)
    while at < len(lines) and not lines[at].strip():
        at += 1
    heading = _ZIM_HEADING.fullmatch(lines[at].strip()) if at < len(lines) else None
    if heading is None:
        return [("title", "")], at
    at += 1
    made = at < len(lines) and _ZIM_MADE.fullmatch(lines[at].strip()) is not None
    return [("title", heading[1])], at + made


def _dated(value: str) -> str:
    """The date ahead of a remark in brackets, or the value as it is."""
    return iso(value.partition("[")[0]) or value


@lru_cache(maxsize=1)
def _known() -> Mapping[str, str]:
    listed = {
        name.casefold(): ours
        for ours in ("title", "outlet", "published", "url", "language")
        for name in names()[ours]
        if name not in _OF_THE_NOTE
    }
    return {**listed, **dict.fromkeys(_AUTHOR, "author")}


def _ours(fields: Sequence[tuple[str, str]]) -> dict[str, str]:
    ours: dict[str, str] = {}
    for name, value in fields:
        key = _key(name) or name.casefold().replace(" ", "_")
        said = (iso(_STAMP.sub(r"\1", value)) or _dated(value)) if key == "published" else value
        if said and key not in ("text", "id"):
            ours.setdefault(key, said)
    return ours
