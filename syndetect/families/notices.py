"""Credits that stand apart from the sentences: datelines, by-lines, source lines, links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from syndetect.families import contexts
from syndetect.families.mentions import Mention, Names, find_mentions, key_of
from syndetect.families.wording import Wording, phrase
from syndetect.model import Credit

_OPENING = re.compile(
    r"^[^\S\n]*([^\n()/]{0,60}?)[(/]([^()\n/][^()\n]{1,60})[)/]([^\S\n]*(?:\.\s{0,2})?(?:--?|[–—:])|[^\S\n]*$|[^\S\n])", re.MULTILINE
)
_CLOSING = re.compile(r"[.!?…”\"»“)\]][^\S\n]*\(([^()\n]{2,60})\)[^\S\n]*$", re.MULTILINE)
_WITH = re.compile(r"^(?:with|avec|mit|con|com|cu|by|from|di)\s+", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:[/;,&+|]|\s(?:and|y|e|et|und|și|sowie)\s)\s*")
_PLACE = re.compile(r"[A-ZÀ-ÖØ-ÞŁŚŠŽČĐȘȚŐ][^\n()]*")
_URL = re.compile(r"(?:https?://|\bwww\.)([\w.-]{3,100})((?:/[^\s)\]>\"'»”<]{0,300})?)")
_LINE = re.compile(r"[^\n]+")


def datelines(text: str, names: Names, words: Wording) -> Iterator[Credit]:
    """Wire datelines at the head of a line, ``LONDON (AP) —``, and sign-offs at the end of a paragraph."""
    if "(" not in text and "/" not in text:
        return
    for match in _OPENING.finditer(text):
        place, inside, after = match[1].strip(), match[2].strip(), match[3].strip()
        dashed, alone = after != "", match.end(3) == len(text) or text[match.end(3) : match.end(3) + 1] == "\n"
        shape = _place_like(place, words)
        if match[0].lstrip()[len(match[1]) :].startswith("/") and not dashed:
            continue
        for name in _inside(inside, names):
            if (not place and (dashed or alone)) or (shape and (dashed or place.isupper())):
                yield Credit("wire", name, *_trimmed(match, text))
        if place and shape and dashed and place.upper() == place and _new_agency(place, inside, names, words):
            yield Credit("wire", inside, *_trimmed(match, text))
        elif not place and alone and not dashed and _titled(inside, names):
            yield Credit("wire", inside, *_trimmed(match, text))
    for match in _CLOSING.finditer(text):
        for name in _inside(match[1].strip(), names):
            yield Credit("wire", name, match.start(1) - 1, match.end(1) + 1)


def _trimmed(match: re.Match[str], text: str) -> tuple[int, int]:
    begin = match.start(1)
    return begin + len(match[1]) - len(match[1].lstrip()), match.end(2) + 1


def _inside(text: str, names: Names) -> Iterator[str]:
    for part in _PARTS.split(_WITH.sub("", text)):
        found = names.spellings.get(part) or (names.keys.get(key_of(part)) if part[:1].isupper() else None)
        if found is not None and (found.agency or not found.common):
            yield found.name


def _place_like(place: str, words: Wording) -> bool:
    """A dateline's place: capitals or capitalised words, figures, days and months; no sentence."""
    if not _PLACE.match(place) or len(place) > 60:
        return False
    tokens = re.findall(r"[^\W\d_]+", place)
    small = [token for token in tokens if token[0].islower() and token.casefold() not in words.press["months"]]
    return len(tokens) <= 7 and all(token in {"de", "del", "la", "of", "du", "di", "am", "an", "der", "et"} for token in small) and not place.endswith((".", "!", "?")) or bool(
        re.fullmatch(r"[^\n()]{2,40},?\s\d{1,2}\.?º?\s(?:de\s)?[^\W\d_]{3,10}\.?,?(?:\s\d{4})?,?", place)
    )


def _new_agency(place: str, inside: str, names: Names, words: Wording) -> bool:
    """An agency that no table has: capitalised words after a place in capitals, and no expansion of it."""
    tokens = inside.split()
    initials = "".join(token[0] for token in tokens if token[0].isupper())
    letters = re.sub(r"\W", "", place.split(",")[0])
    return (
        len(letters) > 2
        and 1 <= len(tokens) <= 4
        and inside[0].isupper()
        and not any(sign.isdigit() for sign in inside)
        and not any(phrase(token) in words.press["months"] for token in tokens)
        and phrase(tokens[0]) not in words.press["not_wire"]
        and not (len(tokens) > 1 and letters.startswith(initials[:3]))
        and _press_like(inside, names)
    )


def _press_like(inside: str, names: Names) -> bool:
    """Several words, or one that is no plain acronym: (Meridian Wire), but not (CNRS)."""
    return len(inside.split()) > 1 or not inside.isupper() or inside in names.spellings


def _titled(inside: str, names: Names) -> bool:
    last = inside.split()[-1]
    return len(inside.split()) > 1 and (last in names.last or inside.split()[0] in names.first)


def bylines(text: str, mentions: Sequence[Mention], words: Wording) -> Iterator[Credit]:
    """Lines such as "By Anna Torvald, Associated Press"."""
    for mention in mentions:
        begin = text.rfind("\n", 0, mention.begin) + 1
        end = text.find("\n", mention.end)
        line_end = len(text) if end < 0 else end
        if mention.begin - begin > 80 or line_end - mention.end > 12:
            continue
        head = text[begin : mention.begin].strip(" *_")
        tail = text[mention.end : line_end].strip(" .*_").casefold()
        by = next((word for word in words.spelled["by"] if head.casefold().startswith(f"{word.casefold()} ") or head.casefold() == word.casefold()), None)
        names = re.findall(r"[^\W\d_][^\s,/|]*", head[len(by) :]) if by else []
        if by and tail in {"", "staff", "news", "reporter", "writer"} and len(names) <= 7 and all(
            name[0].isupper() or name in {"and", "de", "von", "van", "in", "y", "et", "und", "der", "the", "e", "for", "of"} for name in names
        ):
            yield Credit("wire", mention.name, begin, mention.end)


def source_lines(
    text: str, names: Names, mentions: Sequence[Mention], words: Wording
) -> Iterator[Credit]:
    """Lines such as "Source: The Kelsby Ledger", and "originally published by"."""
    for mention in mentions:
        ahead = contexts.lead(contexts.before(text, mention.begin), ("republished",), words)
        near = contexts.behind(text, mention.end)
        if ahead and not mention.common | mention.open or ahead and contexts.closes(near, words.after.get(ahead[1].text, frozenset()), words):
            if contexts.closes(near, frozenset(words.lists["after"]) - {"*"}, words):
                if not _mere_with(ahead[1].text, text, ahead[1].begin, mention.end):
                    yield Credit("source-line", mention.name, ahead[1].begin, mention.end)
    if ":" not in text:
        return
    for label in words.spelled["labels"]:
        for spelled in {label, label.upper()}:
            begin = text.find(spelled)
            while begin >= 0:
                yield from _after_label(text, begin, begin + len(spelled), names, words)
                begin = text.find(spelled, begin + 1)


def _mere_with(wording: str, text: str, begin: int, end: int) -> bool:
    """A bare "with" or "avec" is a note only where nothing but the name is in the brackets or on the line."""
    if " " in wording:
        return False
    before, after = text[max(0, begin - 1) : begin], text[end : end + 1]
    return not (before in {"", "(", "\n"} and after in {"", ")", "\n"})


def _after_label(text: str, begin: int, end: int, names: Names, words: Wording) -> Iterator[Credit]:
    head = text[max(0, begin - 3) : begin].rstrip(" *_([—–-|")
    colon = re.compile(r"[^\S\n]*[*_]{0,2}[:：][*_]{0,2}[^\S\n]*").match(text, end)
    if colon is None or (head and head[-1] not in ".!?\n”\"»…)"):
        return
    line = _LINE.match(text, colon.end())
    if line is None:
        return
    body = re.split(r"\.\s|[)\]]|\s[–—-]\s|\s\|\s", line[0][:200])[0].strip(" .*_")
    body = re.sub(r"^\[([^\]]*)$", r"\1", body)
    place = line.start()
    for part in re.split(r"\s*[,;/&+]\s*|\s+(?:and|y|et|und|e|și|sowie)\s+", body):
        name = _source_name(part, names, words)
        where = text.find(part, place) if part else -1
        if name and where >= 0:
            yield Credit("source-line", name, begin, where + len(part))
            place = where + len(part)


def _source_name(part: str, names: Names, words: Wording) -> str | None:
    text = re.sub(r"^(?:https?://)?(?:www\.)?", "", part).strip("„“”\"«» [")
    found = names.spellings.get(text) or names.keys.get(key_of(text))
    if found is not None:
        return found.name
    if "/" not in part and (host := names.hosts.get(text.casefold())):
        return host
    for mention in find_mentions(text, (), words):
        rest = phrase(text[mention.end :])
        if mention.begin == 0 and not mention.open and (rest in words.lists["nouns"] or rest in {"news", "online"}):
            return mention.name
    tokens = phrase(text).split()
    capitals = sum(word[:1].isupper() for word in text.split())
    if not tokens or not text[0].isupper() or len(tokens) > 5 or any(sign.isdigit() for sign in text[:4]):
        return None
    if set(tokens) & set(words.press["skip_line"]) or capitals * 2 < len(text.split()):
        return None
    return text


def links(text: str, names: Names, words: Wording) -> Iterator[Credit]:
    """Addresses of an article at a known outlet."""
    if "://" not in text and "www." not in text:
        return
    for match in _URL.finditer(text):
        path = match[2].strip("/.,;:")
        first = path.split("/")[0].split("?")[0].casefold()
        name = _host_name(match[1].casefold().strip("."), names)
        if name and path and first not in words.press["dead_paths"]:
            yield Credit("link", name, match.start(), match.start(2) + len(match[2].rstrip(".,;:")))


def _host_name(host: str, names: Names) -> str | None:
    parts = host.split(".")
    for at in range(len(parts) - 1):
        found = names.hosts.get(".".join(parts[at:]))
        if found is not None:
            return found
    return None
