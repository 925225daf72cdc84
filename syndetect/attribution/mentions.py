"""Where a text names an outlet: known ones, the caller's, and names that carry a press word of their own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from syndetect.attribution.agency_signs import is_ordinary, is_sign
from syndetect.attribution.credit_wording import Wording, WordingKey, wording
from syndetect.attribution.transliterations import in_latin, latin_spellings, sound_of

_ARTICLE = re.compile(
    r"(?:the|der|die|das|den|dem|el|la|le|les|il|lo|los|las|o|os|as|l['’])\s+|l['’]", re.IGNORECASE
)
_ADJECTIVE = re.compile(r"([A-ZÄÖÜ]\w{2,}e)([rs]?) [A-ZÄÖÜ]")
_CONTRACTED = re.compile(r"(?:Le|Les|Il|La|O|A)\s|L['’]")
_SWALLOWED = re.compile(r"(?:Le|Les|Il|La|El|O|A)\s|L['’]")
_GERMAN = re.compile(r"(?:Der|Die|Das)\s(?=[A-ZÄÖÜ])")
_CONTRACTION = re.compile(
    r"(?<!\w)(?:du|au|des|aux|(?:d|n)el|dal|sul|al|(?:d|n)ella|dalla|sulla|alla|do|no|ao|pelo|da|na|pela|à)\s$"
    r"|(?<!\w)(?:d|n)ell['’]$|(?<!\w)(?:da|su|a)ll['’]$"
)
_LATIN = str.maketrans(
    dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True))
    | dict(zip("абвгґдезийіїклмнопрстуфыэєѕјљњ", "abvggdeziiiiklmnoprstufyeesjln", strict=True))
    | {"θ": "th", "χ": "ch", "ψ": "ps", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
    | {"ю": "yu", "я": "ya", "ъ": "", "ь": ""}
)
"""Greek and Cyrillic letters as the names of outlets are mostly written in Latin ones."""

_GAPS = re.compile(r"[\s\-_]+")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’.&]*)[ \n\-]$")
_RUNS = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"\s")
_WORD_START = re.compile(r"(?<!\w)[A-ZÄÖÜ]\w*-?\w+$")
_COMPOUND = re.compile(r"[^\W\d_]+")
_WORD_AFTER = re.compile(r"[ \n\-]([^\W\d_][\w&]*)")
_CLOSING = ("“", "”", '"', "«", "»")
_QUOTES = (("„", "“"), ("„", "”"), ("„", '"'), ('"', '"'), ("“", "”"), ("»", "«"), ("«", "»"), ("'", "'"))


@dataclass(frozen=True, slots=True)
class Mention:
    """An outlet's name in a text; `open` when only a press word in it says that it is one.

    `common` names are ordinary words too, so they need a firmer setting; a `surname` may be a
    person who speaks. A `compound` ends in a word for a report ("dpa-Bericht").
    """

    name: str
    begin: int
    end: int
    open: bool = False
    agency: bool = False
    common: bool = False
    surname: bool = False
    compound: bool = False


_HOST_PART = re.compile(r"[\w\-]+")
_UNDER_COUNTRIES = frozenset({"co", "com", "org", "net", "or", "ne", "gov", "ac", "gob", "gouv"})
"""Parts of a host that stand between a name and its country."""

_LABEL = 5
"""Letters from which on the name in a host is taken for the outlet's: shorter ones may be anybody's."""

_FEW = 200
"""Spellings that are looked for one by one sooner than an expression for them is built, or their first words
sooner than all words of a text are taken."""


_MANY = 200
"""Texts from which on one expression for all spellings is worth its building."""


class Finder:
    """Whole spellings in texts. The first texts are searched by an expression for those that begin alike."""

    def __init__(self, spellings: Iterable[str]) -> None:
        self._spellings = sorted(spellings)
        # A name may be broken over two lines, so its words are looked for one by one.
        self._words = [text.split(" ") for text in self._spellings]
        self._texts = 0

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where spellings stand, the longest of those that begin at one place, none over another."""
        if len(self._words) <= _FEW and not any(all(word in text for word in words) for words in self._words):
            return
        self._texts += 1
        if len(self._words) <= _FEW or self._texts > _MANY:
            yield from (match.span() for match in self._pattern.finditer(text))
            return
        found = self._begun.search(text)
        while found is not None:
            match = self._alike[_SPACE.sub(" ", found[0])].match(text, found.start())
            if match is not None:
                yield match.span()
            found = self._begun.search(text, match.end() if match else found.start() + 1)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """All spellings."""
        # No group or look-behind in front: the engine skips fast only to a set of first characters.
        return re.compile(_branch(_tree(self._spellings)))

    @cached_property
    def _begun(self) -> re.Pattern[str]:
        """The first two signs of every spelling, or the first one where that is a spelling by itself."""
        seconds: dict[str, set[str]] = {}
        for start in self._alike.starts:
            seconds.setdefault(start[0], set()).update(map(re.escape, start[1:]))
        parts = [
            re.escape(first) + (f"[{''.join(sorted(signs))}]" if signs else "")
            for first, signs in seconds.items()
        ]
        return re.compile("|".join(parts).replace("\\ ", r"\s"))

    @cached_property
    def _alike(self) -> _Alike:
        return _Alike(self._spellings)


class _Alike(dict[str, re.Pattern[str]]):
    """An expression for the spellings that begin alike, built when it is asked for.

    They begin with the same two signs, or with the same one where that is a spelling by itself: an outlet X.
    """

    def __init__(self, spellings: Sequence[str]) -> None:
        self._groups: dict[str, list[str]] = {}
        single = {text for text in spellings if len(text) == 1}
        for text in spellings:
            self._groups.setdefault(text[: 1 if text[0] in single else 2], []).append(text)

    @property
    def starts(self) -> Iterable[str]:
        """What the spellings begin with: one sign or two."""
        return self._groups

    def __missing__(self, signs: str) -> re.Pattern[str]:
        self[signs] = re.compile(_branch(_tree(self._groups[signs])))
        return self[signs]


def _tree(spellings: Iterable[str]) -> dict[str, Any]:
    """The spellings sign by sign, those that begin alike under one branch."""
    tree: dict[str, Any] = {}
    for text in spellings:
        place = tree
        for sign in text:
            place = place.setdefault(sign, {})
        place[""] = {}
    return tree


@dataclass(frozen=True, slots=True)
class Names:
    """What can be found: spellings with their outlets, hosts, and what finds them.

    `bare` spellings lack the article that a word ahead has swallowed ("du Parisien"); `marks` are short
    forms that say something in a dateline only. `sounds` are the caller's outlets by how they sound, for
    names in another script. `signs` are outlets by a name that an agency signs with, in small letters, which
    mean it in brackets and at the end in whatever letters. `small` are the spellings that begin with a small
    letter, by their first word.
    """

    spellings: Mapping[str, Mention]
    bare: Mapping[str, Mention]
    marks: Mapping[str, Mention]
    signs: Mapping[str, Mention]
    keys: Mapping[str, Mention]
    sounds: Mapping[str, Mention]
    hosts: Mapping[str, str]
    finders: tuple[Finder, ...]
    small: Mapping[str, tuple[str, ...]]
    endings: tuple[str, ...]
    last: frozenset[str]
    first: frozenset[str]

    def keyed(self, name: str) -> Mention | None:
        """The outlet of a name in any spelling, also where the caller writes its words as one."""
        key = key_of(name)
        return self.keys.get(key) or self.keys.get(key.replace(" ", "")) or self._heard(name)

    def _heard(self, name: str) -> Mention | None:
        """The outlet that a name in another script sounds like."""
        sound = sound_of(name.casefold())
        found = self.sounds.get(sound) if sound else None
        return found if found is not None and in_latin(found.name) != in_latin(name) else None


@lru_cache(maxsize=8192)
def key_of(name: str) -> str:
    """What two spellings of an outlet share: no accents, case, hyphens or leading article; Latin letters."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("’", "'"))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = _GAPS.sub(" ", plain if plain.isascii() else plain.translate(_LATIN)).strip()
    return _ARTICLE.sub("", plain, count=1) if _ARTICLE.match(plain) else plain


def canonical(name: str, words: Wording | None = None) -> str:
    """The table's name for an outlet (``Agence France-Presse`` is ``AFP``); itself when it is in no table."""
    names = known_names((), words or wording())
    found = names.keyed(name)
    return found.name if found else names.hosts.get(name.casefold().removeprefix("www."), name)


def same_outlet(left: str | None, right: str | None) -> bool:
    """Whether two names are one outlet's; never for None."""
    if left is None or right is None:
        return False
    return left == right or identity(left) == identity(right)


@lru_cache(maxsize=65536)
def identity(name: str) -> str:
    """What all names of one outlet share; a folder may write a name of several words as one.

    The paper, its edition on the web or of Sunday, and its host are one.
    """
    host = _HOST.fullmatch(name.strip())
    words = key_of(host[1] if host and canonical(name) == name else canonical(name)).split()
    while len(words) > 1 and words[-1] in _EDITIONS:
        words.pop()
    if len(words) > _SUNDAY and tuple(words[-_SUNDAY:]) in _SUNDAYS:
        del words[-_SUNDAY:]
    return "".join(words)


_EDITIONS = frozenset({"online", "digital", "plus", "web", "print", "epaper", "mobile", "mobil"})
"""What an edition of an outlet is called behind its name."""

_SUNDAY, _SUNDAYS = 2, {("am", "sonntag"), ("on", "sunday")}
"""The same of its edition of Sunday, and the words of that."""

_HOST = re.compile(r"(?:www\.)?([\w-]{6,40})\.(?:[a-z]{2,3}\.)?[a-z]{2,10}", re.IGNORECASE)
"""A host by the name of its outlet; a shorter one may be anybody's."""


def known_names(outlets: Sequence[str], words: Wording) -> Names:
    """The table and the caller's outlets, ready to search; the caller's spelling of a name wins."""
    return _known(tuple(outlets), WordingKey(words))


def name_set(outlets: Sequence[str]) -> frozenset[str]:
    """The names as a set, made once for all texts in which they are looked for."""
    return _name_set(tuple(outlets))


@lru_cache(maxsize=256)
def _name_set(outlets: tuple[str, ...]) -> frozenset[str]:
    return frozenset(outlets)


@lru_cache(maxsize=4)
def _table(same: WordingKey) -> Names:
    """The table alone; its expression takes so long to build that it is built once."""
    words = same.words
    spellings: dict[str, Mention] = {}
    bare: dict[str, Mention] = {}
    marks: dict[str, Mention] = {}
    keys: dict[str, Mention] = {}
    hosts: dict[str, str] = {}
    for row in words.outlets:
        one = Mention(row.name, 0, 0, agency=row.agency, common=row.common, surname=row.surname)
        for text in _inflected((row.name, *row.aliases), words):
            spellings.setdefault(text, one)
            keys.setdefault(key_of(text), one)
            if len(text) > 3:
                spellings.setdefault(text.upper(), one)
            if (contracted := _CONTRACTED.match(text)) is not None:
                bare.setdefault(text[contracted.end() :], one)
        marks.update(dict.fromkeys(row.marks, one))
        for text in row.quoted:
            spellings.update({f"{left}{text}{right}": one for left, right in _QUOTES})
        for host in row.hosts:
            hosts[host] = row.name
    press = {*words.press["last"], *words.press["first"]}
    return Names(
        spellings=spellings,
        bare=bare,
        marks=marks,
        signs={},
        keys=keys,
        sounds={},
        hosts=hosts,
        # Names in lower case stay out of the expression: it is quick because few letters can begin a name.
        finders=(Finder(text for text in {*spellings, *bare, *press} if not text[0].islower()),),
        small=_by_first_word(text for text in spellings if text[0].islower()),
        endings=words.press["suffixes"],
        last=frozenset(words.press["last"]),
        first=frozenset(words.press["first"]),
    )


@lru_cache(maxsize=256)
def _known(outlets: tuple[str, ...], same: WordingKey) -> Names:
    table = _table(same)
    spellings, keys, hosts = dict(table.spellings), dict(table.keys), dict(table.hosts)
    signs: dict[str, Mention] = {}
    bare: dict[str, Mention] = {}
    for outlet in reversed(outlets):
        for text, mention in _add_outlet(outlet, spellings, keys, hosts, signs, same.words).items():
            bare.update(_without_article(text, mention, spellings, same.words))
    for label, outlet in _host_labels(outlets).items():
        keys.setdefault(label, Mention(outlet, 0, 0))
    more = (spellings.keys() - table.spellings.keys()) | (bare.keys() - table.bare.keys())
    small = [text for text in more if text[0].islower()]
    return replace(
        table,
        spellings=spellings,
        bare={**_renamed(table.bare, keys), **bare},
        marks=_renamed(table.marks, keys),
        signs=signs,
        keys=keys,
        sounds=_sounds(outlets, keys),
        hosts=hosts,
        finders=(*table.finders, Finder(more.difference(small))) if more else table.finders,
        small=_by_first_word([*small, *(text for texts in table.small.values() for text in texts)]),
    )


def _sounds(outlets: Sequence[str], keys: Mapping[str, Mention]) -> dict[str, Mention]:
    """The caller's outlets by how they sound, but for those that sound like another one."""
    found: dict[str, list[Mention]] = {}
    for outlet in outlets:
        one = keys.get(key_of(outlet.strip()))
        if one is not None and (sound := sound_of(outlet.strip().casefold())):
            found.setdefault(sound, []).append(one)
    return {sound: same[0] for sound, same in found.items() if len({one.name for one in same}) == 1}


def _host_labels(outlets: Sequence[str]) -> dict[str, str]:
    """The names that are told by hosts: coastpress for www.coastpress.example, where no other host has it."""
    labels: dict[str, list[str]] = {}
    for outlet in outlets:
        parts = outlet.strip().casefold().removeprefix("www.").split(".")
        if len(parts) > 1 and all(_HOST_PART.fullmatch(part) for part in parts):
            named = [part for part in parts[:-1] if part not in _UNDER_COUNTRIES]
            if named and len(named[-1]) >= _LABEL:
                labels.setdefault(named[-1].replace("-", ""), []).append(outlet)
    return {label: same[0] for label, same in labels.items() if len(same) == 1}


def _by_first_word(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Names by the first run of letters and figures in them, without which no text has the name."""
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(names):
        first = _RUNS.findall(name)[0]
        found[first] = (*found.get(first, ()), name)
    return found


def _inflected(texts: Sequence[str], words: Wording) -> list[str]:
    """The spellings, and those in the cases of German: "der Neuen Wolmer Zeitung", "des Küstenboten"."""
    forms = [text for spelled in texts for text in (spelled, *_declined(spelled, words))]
    return list(dict.fromkeys([*texts, *forms]))


def _declined(text: str, words: Wording) -> list[str]:
    """A name with other endings of its last word and of an adjective in front."""
    low = text.casefold()
    pairs = [pair.split() for pair in words.press["inflected"]]
    lasts = [text, *(text + new.removeprefix(old) for old, new in pairs if low.endswith(old))]
    first = _ADJECTIVE.match(text)
    if first is None:
        return lasts[1:]
    # "Neues Blatt" is "das Neue Blatt" as well.
    endings = ("", "n", "m") if first[2] else ("n", "r")
    heads = [first[1] + first[2], *(first[1] + ending for ending in endings)]
    return [head + last[first.end(2) :] for head in heads for last in lasts]


def _renamed(table: Mapping[str, Mention], keys: Mapping[str, Mention]) -> dict[str, Mention]:
    return {text: keys.get(key_of(found.name), found) for text, found in table.items()}


def _add_outlet(
    outlet: str,
    spellings: dict[str, Mention],
    keys: dict[str, Mention],
    hosts: dict[str, str],
    signs: dict[str, Mention],
    words: Wording,
) -> dict[str, Mention]:
    """Adds an outlet of the caller's; its names as texts write them are returned."""
    name = outlet.strip()
    if sum(sign.isalpha() for sign in name) < 2:
        return {}
    host = name.casefold().removeprefix("www.")
    old = keys.get(key_of(hosts.get(host, name)))
    common = old.common if old is not None else is_ordinary(name)
    one = Mention(
        outlet,
        0,
        0,
        agency=bool(old and old.agency),
        common=common,
        surname=bool(old and old.surname),
    )
    if old is not None:
        # The same outlet under the table's name: every spelling now leads to the caller's.
        for table in (spellings, keys):
            table.update({text: one for text, found in table.items() if found.name == old.name})
        hosts.update({text: outlet for text, found in hosts.items() if found == old.name})
    if "." in host and " " not in host:
        hosts[host] = outlet
    keys[key_of(name)] = one
    _add_spelled(name, one, keys)
    if is_sign(name):
        signs[name.casefold()] = replace(one, agency=True, common=False)
        # Within a sentence a short form may be anybody's, so it needs a firm setting there.
        for text in (name, name.upper()):
            spellings.setdefault(text, replace(one, common=True))
    bare = _GAPS.sub(" ", name)
    folder = " ".join(word[:1].upper() + word[1:] for word in bare.split(" "))
    written = (name, folder, re.sub(r"^The\s+", "", bare), *latin_spellings(name))
    for text in _inflected(written, words):
        if text[:1].isupper() or (text == name and not name.islower()):
            spellings[text] = one
            if len(text) > 3:
                spellings.setdefault(text.upper(), one)
    return dict.fromkeys(written, one)


def _add_spelled(name: str, one: Mention, keys: dict[str, Mention]) -> None:
    """Adds a name in other letters as texts in Latin ones write it, with accents or in capitals."""
    for text in latin_spellings(name):
        keys.setdefault(key_of(text), one)


def _without_article(
    text: str, one: Mention, spellings: dict[str, Mention], words: Wording
) -> dict[str, Mention]:
    """A name without the article that opens it: what a word ahead may swallow ("au Littoral") is returned.

    A German article changes with the case, so the rest is a spelling by itself; a word that means something
    else, too, in quotation marks only.
    """
    swallowed = _SWALLOWED.match(text)
    if swallowed is not None and text[swallowed.end() :][:1].isupper():
        return {text[swallowed.end() :]: one}
    german = _GERMAN.match(text)
    if german is not None:
        rest = text[german.end() :]
        for form in _inflected((rest,), words):
            if is_ordinary(rest):
                spellings.update({f"{left}{form}{right}": one for left, right in _QUOTES})
            else:
                spellings.setdefault(form, one)
    return {}


def _branch(tree: dict[str, Any]) -> str:
    ends = "" in tree
    parts = []
    for sign in sorted(tree.keys() - {""}):
        text, rest = re.escape(sign), tree[sign]
        while len(rest) == 1 and "" not in rest:
            ((following, rest),) = rest.items()
            text += re.escape(following)
        # A name may be broken over two lines.
        text = text.replace("\\ ", r"\s")
        parts.append(text + (_branch(rest) if rest.keys() != {""} else r"(?!\w)"))
    if not ends and len(parts) == 1:
        return parts[0]
    if ends:
        parts.append(r"(?!\w)")
    return f"(?:{'|'.join(parts)})"


def find_mentions(text: str, outlets: Sequence[str], words: Wording) -> Iterator[Mention]:
    """Every mention in `text`, in order, none inside an address, a handle or a compound."""
    names = known_names(outlets, words)
    done = 0
    for begin, end in _spans(text, names):
        joined = _compound(text, end, words)
        if begin < done or _inside_word(text, begin, joined or end, compound=text[begin:end] in names.last):
            continue
        spelled = _SPACE.sub(" ", text[begin:end])
        one = names.spellings.get(spelled)
        if one is None and spelled in names.bare and _CONTRACTION.search(text, max(0, begin - 7), begin):
            one = names.bare[spelled]
        grown = _open(text, begin, end, names, words)
        if grown is not None and (one is None or grown.end > end or (one.common and grown.begin < begin)):
            found = names.keyed(grown.name)
            yield grown if found is None else replace(found, begin=grown.begin, end=grown.end)
            done = grown.end
        elif one is not None:
            yield replace(one, begin=begin, end=joined or end, compound=joined is not None)
            done = end


def _compound(text: str, end: int, words: Wording) -> int | None:
    """The end of a compound that still speaks of the outlet's report: "dpa-Informationen"."""
    end += text[end : end + 1] in _CLOSING
    if text[end : end + 1] != "-":
        return None
    match = _COMPOUND.match(text, end + 1)
    return match.end() if match and match[0].casefold() in words.lists["compounds"] else None


def _spans(text: str, names: Names) -> list[tuple[int, int]]:
    spans = [span for finder in names.finders for span in finder.spans(text)]
    # Most texts have few of many names: only those are looked for whose first word is there. To look for
    # each of a few is several times quicker than to take all words of the text.
    few = len(names.small) <= _FEW
    there = (
        [word for word in names.small if word in text] if few else names.small.keys() & _RUNS.findall(text)
    )
    for name in (name for word in there for name in names.small[word]):
        begin = text.find(name)
        while begin >= 0:
            end = begin + len(name)
            if not text[end : end + 1].isalnum():
                spans.append((begin, end))
            begin = text.find(name, end)
    for ending in names.endings:
        begin = text.find(ending)
        while begin >= 0:
            end = begin + len(ending)
            end += text.startswith("s", end)
            start = _WORD_START.search(text, max(0, begin - 25), begin)
            if start is not None and not text[end : end + 1].isalnum():
                spans.append((start.start(), end))
            begin = text.find(ending, end)
    return sorted(spans, key=lambda span: (span[0], -span[1]))


def _inside_word(text: str, begin: int, end: int, *, compound: bool) -> bool:
    before, after = text[max(0, begin - 1) : begin], text[end : end + 2]
    if compound and before == "-":
        before = ""
    if before and text[begin].isalnum():
        if before.isalnum() or before in "@_#.-":
            return True
        if before == "/":
            # A slash between agencies (AFP/Reuters) is no address.
            return "." in text[max(0, begin - 60) : begin].rsplit(None, 1)[-1]
    if len(after) < 2 or after[0] not in "-.@_":
        return False
    return after[1].islower() or (after[0] in "-_" and after[1].isalnum())


def _open(text: str, begin: int, end: int, names: Names, words: Wording) -> Mention | None:
    word = text[begin:end]
    if (
        word.removesuffix("s").endswith(names.endings)
        and word not in names.last
        and word not in words.press["not"]
    ):
        # A compound is a name by itself: Küstenblatt, and des Küstenblatts.
        return Mention(word.removesuffix("s"), begin, end, open=True)
    if word not in names.last and word not in names.first:
        return None
    start = _leftwards(text, begin, words, last=word in names.last)
    stop = _rightwards(text, end, words, first=word in names.first)
    name = _SPACE.sub(" ", text[start:stop])
    if (start, stop) == (begin, end) and word not in words.press["alone"]:
        return None
    if any(name.startswith(trap) or _ends(name, trap, names) for trap in words.press["not"]):
        return None
    return Mention(name, start, stop, open=True)


def _ends(name: str, trap: str, names: Names) -> bool:
    """A press word that is no name alone (ein Tageblatt) may well end one (das Wolmer Tageblatt)."""
    return name.endswith(trap) and (name == trap or trap not in names.last)


def _leftwards(text: str, begin: int, words: Wording, *, last: bool) -> int:
    for _ in range(4):
        match = _WORD_BEFORE.search(text, max(0, begin - 30), begin)
        if match is None or not match[1][0].isupper() or match[1].endswith("."):
            break
        low = match[1].casefold()
        glued = text[max(0, match.start() - 1) : match.start()]
        if low in _stops(WordingKey(words)) or glued.isalnum() or glued in {"-", "'", "’"}:
            break
        if not last and low not in _KEPT:
            break
        begin = match.start()
        if low in _KEPT:
            break
    return begin


_KEPT = frozenset({"la", "el", "le", "il", "les", "los", "las"})
"""Articles that are part of a name: La Voz de Galicia, but the Harbour Gazette."""


@lru_cache(maxsize=4)
def _stops(same: WordingKey) -> frozenset[str]:
    lists = same.words.lists
    sources = ("before", "leads", "fillers", "told", "blockers", "by")
    joined = {token for name in sources for text in lists[name] for token in text.split()}
    months = set(same.words.press["months"])
    return frozenset(joined | lists["articles"] | months | {"but", "and"}) - _KEPT


def _rightwards(text: str, end: int, words: Wording, *, first: bool) -> int:
    for _ in range(3):
        joined = _joiner(text, end, words)
        match = _WORD_AFTER.match(text, joined)
        if match is None or not match[1][0].isupper() or (not first and joined == end):
            break
        end = match.end()
    return end


def _joiner(text: str, end: int, words: Wording) -> int:
    for joiner in words.press["joiners"]:
        stop = end + 1 + len(joiner)
        if text.startswith(f" {joiner} ", end) and text[stop + 1 : stop + 2].isupper():
            return stop
    return end
