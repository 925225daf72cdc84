"""Credits that stand apart from the sentences: datelines, by-lines, source lines, links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from syndetect.attribution.agency_signs import is_sign
from syndetect.attribution.credit_wording import Wording, phrase
from syndetect.attribution.line_ends import line_ends
from syndetect.attribution.mentions import Mention, Names, find_mentions, key_of, known_names, same_outlet
from syndetect.model import Credit, Document

_OPENING = re.compile(
    r"^[^\S\n]*+([^\n()/]{0,60}?(?:/[^\n()/]{2,30}){0,2}?)[(/]([^()\n/][^()\n]{1,60})[)/]([^\S\n]*(?:(?:\.\s{0,2})?(?:--?|[–—:])|\.(?=\s))|[^\S\n]*$|[^\S\n])",
    re.MULTILINE,
)
_CLOSING = re.compile(
    r"(?:\(([^()\n]{2,60})\)|\[([^\[\]\n]{2,60})\]|（([^（）\n]{2,60})）)[^\S\n]*+(?:\.[^\S\n]*+)?+$",
    re.MULTILINE,
)
_LAST = re.compile(r"[.!?…”\"»“)][^\S\n]+([^\W_][\w/,;&+ ]{0,28}\w)\.?[^\S\n]*$", re.MULTILINE)
_REACH = 36
"""Characters at the end of a line that such a name has at most, with the mark before it."""

_CLOSED = frozenset('.!?…”"»“)]_。！？」』）')
_SIGNED = re.compile(
    r"[.!?…”\"»“)](?:[^\S\n]*\n){0,2}[^\S\n]*+(?:[—–]|--|//)[^\S\n]*+([^\W_][^()\n]{1,40}?)\.?[^\S\n]*+$",
    re.MULTILINE,
)
_DASHES = ("--", "—", "–", "//")
_PLAIN = re.compile(
    r"^[^\S\n]*([^\W\d_][^()\n]{1,24}?)\s(?:--?|[–—])\s(?=[\"“„«]?[A-ZÀ-ÖØ-ÞŁŚŠŽČĐȘȚŐ])", re.MULTILINE
)
_WITH = re.compile(r"^(?:with|avec|mit|con|com|cu|by|from|di)\s+", re.IGNORECASE)
# A run of blanks is begun at its first one only: from each of its signs it would be walked again and again.
_PARTS = re.compile(r"(?:(?<!\s)\s++)?+[/;,&+|]\s*+|(?<!\s)\s++(?:and|y|e|et|und|și|sowie)\s++")
_LISTED = re.compile(r"(?:(?<!\s)\s++)?+[,;/&+]\s*+|(?<!\s)\s++(?:and|y|et|und|e|și|sowie)\s++")
_PLACE = re.compile(r"[A-ZÀ-ÖØ-ÞŁŚŠŽČĐȘȚŐ][^\n()]*")
_URL = re.compile(r"(?:https?://|\bwww\.)([\w.-]{3,100})((?:/[^\s)\]>\"'»”<]{0,300})?)")


def datelines(text: str, names: Names, words: Wording) -> Iterator[Credit]:
    """Wire datelines at the head of a line, ``LONDON (AP) —``, and sign-offs at the end of a paragraph."""
    if "(" in text or "/" in text:
        for match in _OPENING.finditer(text):
            for name in _dateline(match, text, names, words):
                yield Credit("wire", name, *_trimmed(match))
    if "(" in text or "[" in text or "（" in text:
        yield from _sign_offs(text, names, words)
    yield from _lines_of_agencies(text, names)
    if not text.isascii():
        yield from _eastern(text, names)
    yield from _signed_last(text, names)
    signed = _SIGNED.finditer(text) if any(dash in text for dash in _DASHES) else ()
    for match in (*_PLAIN.finditer(text, 0, _HEAD), *signed):
        # In a line below all else an outlet signs for the article; elsewhere it may be under a quotation.
        last = match.re is _SIGNED and "\n" in match[0] and not text[match.end() :].strip()
        for name in _inside(match[1].strip(), names, agencies=not last):
            yield Credit("wire", name, match.start(1), match.end(1))


_BRACKETED = re.compile(r"[【（(［\[]([^】）)］\]\n]{2,30})[】）)］\]]")
_EASTERN = re.compile(r"[\s=＝・／/、,，]+")
_CABLED = re.compile(r"^[^\S\n]*([^\W\da-z]{2,6}?)(?:社)?[^\W_]{0,12}\d{1,2}月\d{1,2}日[电電]", re.MULTILINE)


def _eastern(text: str, names: Names) -> Iterator[Credit]:
    """Agencies as East Asian papers give them: 【東京共同】, （서울=연합뉴스）, 新华社北京5月14日电."""
    for match in _BRACKETED.finditer(text, 0, _HEAD):
        for part in _EASTERN.split(match[1]):
            # No space parts the place from the agency behind it.
            found = next((one for at in range(len(part)) if (one := _signing(part[at:], names))), None)
            if found is not None and not part.isascii():
                yield Credit("wire", found, match.start(), match.end())
    for match in _CABLED.finditer(text, 0, _HEAD):
        head = text[match.start(1) : match.end()]
        found = next((one for end in range(6, 1, -1) if (one := _signing(head[:end], names))), None)
        if found is not None:
            yield Credit("wire", found, match.start(1), match.end())


def _signing(text: str, names: Names) -> str | None:
    """The agency that signs with a name, in letters that are no Latin ones."""
    found = names.spellings.get(text) or names.marks.get(text)
    return found.name if found is not None and found.agency and not text.isascii() else None


def _lines_of_agencies(text: str, names: Names) -> Iterator[Credit]:
    """Lines of agencies alone ("dpa"), or one agency as the first line, one, or an outlet, as the last."""
    begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
    for match in _AGENCIES.finditer(text):
        parts = _PARTS.split(match[1]) if not _WITH.match(match[1]) else [""]
        last = match.end() >= end
        edge = last or match.start() <= begin
        known = [next(_inside(part, names, agencies=not last), None) for part in parts]
        if None not in known and (len(parts) > 1 or edge):
            for name in known:
                yield Credit("wire", name, match.start(1), match.end(1))


def _signed_last(text: str, names: Names) -> Iterator[Credit]:
    """Agencies that stand alone behind the last sentence of a paragraph: "... 46 Züge aus. nba/dpa"."""
    for span in line_ends(text, _REACH):
        match = _LAST.search(text, *span)
        if match is None:
            continue
        parts = _PARTS.split(match[1])
        known = [next(_inside(part, names, agencies=True), None) for part in parts]
        # Beside an agency an editor signs with a few letters: "dpa/kes".
        if all(
            name or (len(part) <= _INITIALS and part.isalpha())
            for name, part in zip(known, parts, strict=True)
        ):
            for name in filter(None, known):
                yield Credit("wire", name, match.start(1), match.end(1))


_INITIALS = 4


_AGENCIES = re.compile(
    r"^[^\S\n]*+(?:©[^\S\n]*+(?:\d{4}[^\S\n]++)?+)?+(\w[\w /,;&+-]{1,40}\w)[^\S\n]*$", re.MULTILINE
)


def _sign_offs(text: str, names: Names, words: Wording) -> Iterator[Credit]:
    for match in _CLOSING.finditer(text):
        # To look back from a bracket is quicker than to look for one behind every sign.
        end = match.start()
        while end and text[end - 1].isspace() and text[end - 1] != "\n":
            end -= 1
        which = next(number for number in (1, 2, 3) if match[number] is not None)
        inside, ahead = match[which].strip(), text[end - 1 : end]
        bare = ahead.isalnum()
        if not (bare or ahead in _CLOSED or (which == 2 and not ahead.strip())):
            continue
        if bare and (_WITH.match(inside) or _spelled_out(text, end, inside, words)):
            continue
        for name in _inside(inside, names, agencies=which == 2):
            yield Credit("wire", name, match.start(which) - 1, match.end(which) + 1)


def _spelled_out(text: str, end: int, inside: str, words: Wording) -> bool:
    """Whether a bracket at `end` gives the short form of what stands ahead: "Press Agency (dpa)"."""
    tokens = re.findall(r"[^\W_]+", text[max(0, end - 120) : end])
    initials = "".join(token[0] for token in tokens if token[0].isupper())
    short = re.sub(r"\W", "", inside).casefold()
    noun = bool(tokens) and tokens[-1].casefold().endswith(words.press["agency_endings"])
    return (
        noun
        or (short.isalpha() and initials.casefold().endswith(short))
        or phrase(inside) in words.lists["nouns"]
    )


def _dateline(match: re.Match[str], text: str, names: Names, words: Wording) -> list[str]:
    place, inside, dashed = match[1].strip(), match[2].strip(), match[3].strip() != ""
    alone = not dashed and text[match.end(3) : match.end(3) + 1] in {"", "\n"}
    if text[match.start(2) - 1] == "/" and not dashed:
        return []
    known = list(_inside(inside, names))
    shaped = _place_like(place, words)
    if known:
        fits = (dashed or alone) if not place else shaped and (dashed or _in_capitals(place, words))
        return known if fits or _heads(match, text, names, words) else []
    if (
        place
        and shaped
        and dashed
        and _in_capitals(place, words)
        and (_new_agency(place, inside, names, words) or (inside.islower() and is_sign(inside)))
    ):
        return [inside]
    return [inside] if not place and alone and _titled(inside, names) else []


def _heads(match: re.Match[str], text: str, names: Names, words: Wording) -> bool:
    """A dateline without a dash, at the head of the text: "Paris (AFP) Die Seine steigt", "Paris. (AFP) Die".

    Any outlet may sign so where nothing stands ahead of its name, or a place at the very beginning.
    """
    place, inside = match[1].strip(), match[2].strip()
    following = text[match.end() :].lstrip(" \t")[:1]
    if match.start() > _HEAD or not (following.isupper() or following in _OPENED):
        return False
    if place.endswith(".") and place.count(" ") < 2:
        place = place[:-1]
    shaped = not place or (_place_like(place, words) and place.count(" ") < 3)
    first = not place or (not text[: match.start()].strip() and place.count(" ") < 2)
    agency = next(_inside(inside, names, agencies=not first), None) is not None
    return shaped and agency and not _spelled_out(text, match.end(1), inside, words)


_HEAD = 400
_OPENED = frozenset('"“„«»')


def _in_capitals(place: str, words: Wording) -> bool:
    tokens = re.findall(r"[^\W\d_]+", place)
    return all(token.isupper() or token.casefold() in words.press["months"] for token in tokens)


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    begin = match.start(1)
    return begin + len(match[1]) - len(match[1].lstrip()), match.end(2) + 1


def _inside(text: str, names: Names, *, agencies: bool = False) -> Iterator[str]:
    for part in _PARTS.split(_WITH.sub("", text)):
        if ":" in part:
            # A label and a name, "Translation: Nordmark Nachrichten", are no name together.
            continue
        found = names.signs.get(key_of(part)) if part.islower() or part.isupper() else None
        found = found or names.spellings.get(part) or names.marks.get(part)
        found = found or (names.keyed(part) if part[:1].isupper() else None)
        if found is not None and (found.agency or not (agencies or found.common)):
            yield found.name


def _place_like(place: str, words: Wording) -> bool:
    """A dateline's place: capitals or capitalised words, figures, days and months; no sentence."""
    if not _PLACE.match(place) or len(place) > 60:
        return False
    if _DATED.fullmatch(place):
        return True
    tokens = re.findall(r"[^\W\d_]+", place)
    small = [
        token for token in tokens if token[0].islower() and token.casefold() not in words.press["months"]
    ]
    return len(tokens) <= 7 and set(small) <= _SMALL and not _SENTENCE.search(place)


_DATED = re.compile(r"[^\n()]{2,40},?\s\d{1,2}\.?º?\s(?:de\s)?[^\W\d_]{3,10}\.?,?(?:\s\d{4})?,?")
_SENTENCE = re.compile(r"[^\W\d_]{5}\.$|[!?]$")


def _new_agency(place: str, inside: str, names: Names, words: Wording) -> bool:
    """An agency that no table has: capitalised words after a place in capitals, and no expansion of it."""
    tokens = inside.split()
    initials = "".join(token[0] for token in tokens if token[0].isupper())
    letters = re.sub(r"\W", "", place.partition(",")[0])
    return (
        len(letters) > 2
        and 1 <= len(tokens) <= 4
        and inside[0].isupper()
        and not any(sign.isdigit() for sign in inside)
        and not any(phrase(token) in words.press["months"] for token in tokens)
        and phrase(tokens[0]) not in words.press["not_wire"]
        and not (len(tokens) > 1 and letters.startswith(initials[:3]))
        and _press_like(inside, names, words)
    )


def _press_like(inside: str, names: Names, words: Wording) -> bool:
    """Whether a word says that it is an agency: (Meridian Wire), but neither (CNRS) nor (New Zealand)."""
    return ":" not in inside and any(
        token in names.last or token in names.first or token.casefold().endswith(words.press["press_endings"])
        for token in inside.split()
    )


def _titled(inside: str, names: Names) -> bool:
    tokens = inside.split()
    return len(tokens) > 1 and ":" not in inside and (tokens[-1] in names.last or tokens[0] in names.first)


def bylines(text: str, mentions: Sequence[Mention], names: Names, words: Wording) -> Iterator[Credit]:
    """Lines such as "By Anna Torvald, Associated Press"."""
    starts = tuple(word.casefold() for word in words.spelled["by"])
    short = (
        replace(names.marks[match[1]], begin=match.start(1), end=match.end(1))
        for match in _SHORT.finditer(text)
        if match[1] in names.marks
    )
    for mention in (*mentions, *short):
        begin, end = _line(text, mention)
        if mention.begin - begin > _LONGEST_HEAD or end - mention.end > _LONGEST_TAIL:
            continue
        head = _bare(text[begin : mention.begin], "*_")
        tail = _bare(text[mention.end : end], ".*_").casefold()
        by = next((word for word in starts if f"{head.casefold()} ".startswith(f"{word} ")), None)
        if by is None:
            continue
        noted = _NOTE.search(head) or _NOTE.search(f"{head} ")
        if noted and not tail and _names_only(head[len(by) : noted.start()]):
            yield Credit("source-line", mention.name, begin + noted.start() + 1, mention.end)
        elif _may_end(tail, words) and _names_only(head[len(by) :]):
            yield Credit("wire", mention.name, begin, mention.end)


def _line(text: str, mention: Mention) -> tuple[int, int]:
    """Where the line around a mention begins and ends, looked for no further away than by-lines reach."""
    first = max(0, mention.begin - _LONGEST_HEAD - 1)
    breaks = [match.end() for match in _BREAK.finditer(text, first, mention.begin)]
    begin = breaks[-1] if breaks else first
    last = min(len(text), mention.end + _LONGEST_TAIL + 1)
    ended = _BREAK.search(text, mention.end, last)
    return begin, ended.start() if ended else last


_LONGEST_HEAD, _LONGEST_TAIL = 80, 32
"""Characters of a by-line ahead of an outlet's name and behind it."""

_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def _bare(text: str, marks: str) -> str:
    """A text without the white space, of every kind, and the marks around it."""
    while (kept := text.strip().strip(marks)) != text:
        text = kept
    return text


def _may_end(tail: str, words: Wording) -> bool:
    """Whether a by-line may end so behind its outlet: with nothing, or an office ("Business Reporter")."""
    if not tail or tail in words.lists["byline_ends"]:
        return True
    tokens = tail.split()
    return 0 < len(tokens) <= _OFFICE and tokens[-1] in words.lists["staff"]


_OFFICE = 3
"""Words of an office at most."""


_SHORT = re.compile(r"[,/|]\s?([A-Z]{2,5})\b")
_NOTE = re.compile(r"\s(?:with|avec|mit|con|com|cu)\s(?:the\s|l['’]|la\s|o\s|a\s)?$")
_SMALL = frozenset(
    {
        "am",
        "an",
        "and",
        "de",
        "del",
        "der",
        "di",
        "du",
        "e",
        "et",
        "for",
        "in",
        "la",
        "of",
        "the",
        "und",
        "van",
        "von",
        "y",
    }
)


def _names_only(text: str) -> bool:
    names = re.findall(r"[^\W\d_][^\s,/|]*", text)
    return len(names) <= 7 and all(name[0].isupper() or name in _SMALL for name in names)


_COLON = re.compile("[:：]")


def source_lines(text: str, names: Names, words: Wording) -> Iterator[Credit]:
    """Lines such as "Source: The Kelsby Ledger"."""
    labels = _labels(words.spelled["labels"])
    for match in _COLON.finditer(text):
        colon = match.start()
        head = text[max(0, colon - 40) : colon].rstrip(" \u00a0\t*_")
        if head.endswith(labels):
            label = next(word for word in labels if head.endswith(word))
            begin = max(0, colon - 40) + len(head) - len(label)
            yield from _after_label(text, begin, begin + len(label), names, words)


@lru_cache(maxsize=4)
def _labels(labels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        sorted({*labels, *(label.upper() for label in labels)}, key=lambda label: (-len(label), label))
    )


def _after_label(text: str, begin: int, end: int, names: Names, words: Wording) -> Iterator[Credit]:
    head = text[max(0, begin - 3) : begin].rstrip(" *_([—–-|")
    colon = re.compile(r"[^\S\n]*[*_]{0,2}[:：][*_]{0,2}[^\S\n]*").match(text, end)
    if colon is None or (head and head[-1] not in '.!?\n”"»…)。）」'):
        return
    line = text[colon.end() : colon.end() + 200].split("\n", 1)[0]
    body = re.split(r"\.\s|[)\]]|\s[–—-]\s|\s\|\s", line, maxsplit=1)[0].strip(" .*_")
    body = re.sub(r"^\[([^\]]*)$", r"\1", body)
    place = colon.end()
    for part in _LISTED.split(body):
        name = _source_name(part, names, words)
        where = text.find(part, place) if part else -1
        if name and where >= 0:
            yield Credit("source-line", name, begin, where + len(part))
            place = where + len(part)


def _source_name(part: str, names: Names, words: Wording) -> str | None:
    text = re.sub(r"^(?:https?://)?(?:www\.)?", "", part).strip('„“”"«» [')
    found = names.spellings.get(text) or names.keyed(text)
    if found is not None:
        return found.name
    if "/" not in part and (host := names.hosts.get(text.casefold())):
        return host
    for mention in find_mentions(text, (), words):
        rest = phrase(text[mention.end :])
        if (
            mention.begin == 0
            and not mention.open
            and (rest in words.lists["nouns"] or rest in {"news", "online"})
        ):
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


def host_credit(document: Document, outlets: Sequence[str], words: Wording) -> Credit | None:
    """The link credit of a page whose head names another outlet's page as the canonical one.

    It stands in the page's head and not in its text, so it has no offsets.
    """
    names = known_names(outlets, words)
    for key in _CANONICAL:
        address = document.meta.get(key)
        match = _ADDRESS.match(address) if isinstance(address, str) else None
        if match is None:
            continue
        host = match[1].casefold()
        name = _host_name(host, names)
        own = _ADDRESS.match(document.url or "")
        at_home = own is not None and _site(own[1]) == _site(host)
        if not at_home and not same_outlet(name or host.removeprefix("www."), document.outlet):
            return Credit("link", name or host.removeprefix("www."))
    return None


_CANONICAL = ("canonical", "syndication-source", "syndication_source", "original-source", "original_source")
_ADDRESS = re.compile(r"https?://(?:[^/@\s]*@)?([\w.-]{3,100})", re.IGNORECASE)


def _site(host: str) -> str:
    return host.casefold().removeprefix("www.").removeprefix("m.").removeprefix("amp.")


def _host_name(host: str, names: Names) -> str | None:
    parts = host.split(".")
    for at in range(len(parts) - 1):
        found = names.hosts.get(".".join(parts[at:]))
        if found is not None:
            return found
    return None
