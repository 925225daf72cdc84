"""Ways to disguise a copy: each takes a text and a seeded source of chance, and gives the disguised text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from random import Random

Attack = Callable[[str, Random], str]

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_SENTENCE = re.compile(r"(?<=[.!?])[”\"]?\s+(?=[A-Z“\"])")

SYNONYMS: Mapping[str, str] = {
    "said": "stated", "big": "large", "large": "sizeable", "small": "little", "began": "started",
    "begin": "start", "end": "finish", "ended": "finished", "help": "aid", "helped": "assisted",
    "show": "demonstrate", "showed": "demonstrated", "people": "persons", "house": "home",
    "workers": "employees", "work": "labour", "money": "funds", "road": "street", "ship": "vessel",
    "boat": "craft", "boats": "craft", "hurt": "injured", "injured": "wounded", "killed": "slain",
    "police": "officers", "town": "borough", "city": "municipality", "council": "assembly",
    "meeting": "gathering", "plan": "scheme", "plans": "schemes", "buy": "purchase", "bought": "purchased",
    "sell": "vend", "cost": "price", "costs": "expenses", "told": "informed", "asked": "inquired",
    "answer": "reply", "new": "recent", "old": "aged", "fast": "quick", "slow": "sluggish",
    "damage": "harm", "damaged": "harmed", "repair": "mend", "repaired": "mended", "close": "shut",
    "closed": "shut", "open": "accessible", "opened": "unlocked", "rise": "increase", "rose": "increased",
    "fall": "drop", "fell": "dropped", "important": "significant", "needed": "required", "need": "require",
    "near": "close to", "found": "discovered", "find": "discover", "carried": "transported",
    "children": "youngsters", "doctor": "physician", "company": "firm", "owner": "proprietor",
    "leave": "depart", "left": "departed", "arrived": "came", "arrive": "come", "rescue": "save",
    "rescued": "saved", "wanted": "wished", "want": "wish", "quickly": "rapidly", "often": "frequently",
    "about": "roughly", "almost": "nearly", "whole": "entire", "enough": "sufficient", "sea": "ocean",
    "night": "evening", "storm": "tempest", "rain": "downpour", "building": "structure", "bridge": "span",
    "report": "account", "reported": "related", "water": "liquid", "engine": "motor", "fire": "blaze",
    "seen": "spotted", "saw": "spotted", "talks": "negotiations", "strike": "walkout", "pay": "wages",
    "budget": "spending plan", "mayor": "town leader", "ice": "frozen water", "scientists": "researchers",
}  # fmt: skip

_AMERICAN: Mapping[str, str] = {
    "harbour": "harbor", "colour": "color", "labour": "labor", "centre": "center", "metre": "meter",
    "metres": "meters", "kilometres": "kilometers", "kilometre": "kilometer", "litres": "liters",
    "theatre": "theater", "programme": "program", "neighbour": "neighbor", "neighbours": "neighbors",
    "organise": "organize", "organised": "organized", "realise": "realize", "realised": "realized",
    "travelled": "traveled", "travelling": "traveling", "cancelled": "canceled", "defence": "defense",
    "licence": "license", "grey": "gray", "tyre": "tire", "tyres": "tires", "favour": "favor",
    "honour": "honor", "rumour": "rumor", "analyse": "analyze", "catalogue": "catalog", "plough": "plow",
    "jewellery": "jewelry", "storey": "story", "mould": "mold", "towards": "toward", "whilst": "while",
    "learnt": "learned", "spelt": "spelled", "burnt": "burned", "aluminium": "aluminum", "lorry": "truck",
}  # fmt: skip

_HOMOGLYPHS = str.maketrans("aceiopxyACEHKMOPTX", "асеіорхуАСЕНКМОРТХ")
_TYPOGRAPHIC = str.maketrans(
    {"“": '"', "”": '"', "’": "'", "‘": "'", "–": " - ", "—": " - ", "…": "...", "\u00a0": " "}
)
_FINE = str.maketrans({'"': "”", "'": "’", "-": "‐", " ": "\u00a0"})
_JUNK = (
    "A kettle sang somewhere behind the green door.",
    "Nobody had counted the spoons since the spring fair.",
    "The parrot repeated its lesson and fell asleep.",
    "Seven umbrellas leaned against the piano.",
    "His cousin preferred plums to every other fruit.",
    "The orchard gate squeaked twice in the wind.",
)
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def synonyms(share: float, text: str, chance: Random) -> str:
    """So large a share of the words replaced: by a synonym, or by a word about as common."""

    def other(match: re.Match[str]) -> str:
        word = match.group()
        if chance.random() >= share:
            return word
        known = SYNONYMS.get(word.lower()) or _about_as_common(word.lower(), chance)
        return known.capitalize() if word[0].isupper() else known

    return _WORD.sub(other, text)


def shuffled(text: str, chance: Random) -> str:
    """The sentences in another order."""
    parts = _sentences(text)
    chance.shuffle(parts)
    return " ".join(parts)


def merged(text: str, chance: Random) -> str:  # noqa: ARG001 - every attack is called alike
    """Every two sentences made one."""
    parts = _sentences(text)
    joined = []
    for first, second in zip(parts[::2], [*parts[1::2], ""], strict=False):
        joined.append(f"{first.rstrip('.!?')}, while {second[:1].lower()}{second[1:]}" if second else first)
    return " ".join(joined)


def split(text: str, chance: Random) -> str:  # noqa: ARG001
    """Sentences cut in two at their commas."""
    return re.sub(r", (?:and |but |which |who )?([a-z])", lambda match: f". {match.group(1).upper()}", text)


def junk(text: str, chance: Random) -> str:
    """A sentence from nowhere after every other one."""
    return " ".join(f"{part} {chance.choice(_JUNK)}" for part in _sentences(text))


def homoglyphs(text: str, chance: Random) -> str:
    """One word in three with letters of another alphabet that look the same."""
    return _WORD.sub(
        lambda m: m.group().translate(_HOMOGLYPHS) if chance.random() < 1 / 3 else m.group(), text
    )


def invisible(mark: str, text: str, chance: Random) -> str:
    """One word in three with an invisible mark inside."""

    def marked(match: re.Match[str]) -> str:
        word = match.group()
        if len(word) < 3 or chance.random() >= 1 / 3:
            return word
        place = chance.randrange(1, len(word))
        return word[:place] + mark + word[place:]

    return _WORD.sub(marked, text)


def plain_marks(text: str, chance: Random) -> str:  # noqa: ARG001
    """Typographic marks as a typewriter has them."""
    return text.translate(_TYPOGRAPHIC)


def fine_marks(text: str, chance: Random) -> str:  # noqa: ARG001
    """Straight marks as a printer sets them, with hard spaces and ligatures."""
    return text.translate(_FINE).replace("fi", "ﬁ").replace("fl", "ﬂ")


def spelt_out(text: str, chance: Random) -> str:  # noqa: ARG001
    """Numbers under a hundred in words."""
    return re.sub(r"(?<![\d.,])\d{1,2}(?![\d.,]*\d)", lambda match: in_words(int(match.group())), text)


def american(text: str, chance: Random) -> str:  # noqa: ARG001
    """British spellings made American ones."""
    return _WORD.sub(lambda match: _AMERICAN.get(match.group().lower(), match.group()), text)


def in_words(number: int) -> str:
    """A number below a hundred in words."""
    if number < len(_ONES):
        return _ONES[number]
    tens = _TENS[number // 10 - 2]
    return f"{tens}-{_ONES[number % 10]}" if number % 10 else tens


ATTACKS: Mapping[str, Attack] = {
    "none": lambda text, chance: text,  # noqa: ARG005
    "synonyms-10": partial(synonyms, 0.1),
    "synonyms-20": partial(synonyms, 0.2),
    "synonyms-30": partial(synonyms, 0.3),
    "sentences-shuffled": shuffled,
    "sentences-merged": merged,
    "sentences-split": split,
    "junk-inserted": junk,
    "homoglyphs": homoglyphs,
    "zero-width": partial(invisible, "\u200b"),
    "soft-hyphens": partial(invisible, "\u00ad"),
    "plain-marks": plain_marks,
    "fine-marks": fine_marks,
    "numbers-spelt-out": spelt_out,
    "american-spelling": american,
}

DISGUISES = frozenset({"homoglyphs", "zero-width", "soft-hyphens"})
"""Attacks that only a machine sees: the report should say that characters were disguised."""


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE.split(text.replace("\n", " ")) if part.strip()]


@lru_cache(maxsize=1)
def _by_frequency() -> tuple[list[str], dict[str, int]]:
    from wordfreq import top_n_list

    known = [word for word in top_n_list("en", 20_000, "small") if word.isalpha() and len(word) > 2]
    return known, {word: rank for rank, word in enumerate(known)}


def _about_as_common(word: str, chance: Random) -> str:
    known, ranks = _by_frequency()
    rank = ranks.get(word, len(known) - 200)
    return known[min(len(known) - 1, max(0, rank + chance.randrange(-150, 150)))]
