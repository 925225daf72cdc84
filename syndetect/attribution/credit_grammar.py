"""What stands around an outlet's name: wording before it, a verb after it, where it ends."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

from syndetect.attribution.credit_wording import ANY, TOKEN, Guard, Wording, WordingKey

_PARAGRAPH = re.compile(r"\n\s*\n")
_CLAUSE_ENDS = frozenset(".,;:!?")
_MARKS = frozenset("“”„\"«»‘’'‹›*_[]")
_WINDOW = 80
_LONGEST = 8
_REMEMBERED = 64
"""Names next to which the tokens are kept: about as many as an article has."""


class NearbyTokens:
    """Tokens next to a name, in lower case; where each stands is worked out only when it is asked for."""

    __slots__ = ("_offset", "_places", "_window", "words")

    def __init__(self, window: str, offset: int) -> None:
        self._window, self._offset = window.replace("’", "'"), offset
        self._places: list[tuple[int, int]] | None = None
        self.words: tuple[str, ...] = tuple([word.casefold() for word in TOKEN.findall(self._window)])

    def trimmed(self, mark: str) -> NearbyTokens:
        """The same without a last token `mark`."""
        if self.words[-1:] != (mark,):
            return self
        trimmed = copy(self)
        trimmed.words = self.words[:-1]
        return trimmed

    def begin(self, at: int) -> int:
        """Where token `at` begins in the text."""
        return self._place(at)[0] + self._offset

    def end(self, at: int) -> int:
        """Where token `at` ends in the text."""
        return self._place(at)[1] + self._offset

    def proper(self, at: int) -> bool:
        """Whether token `at` opens with a capital."""
        return self._window[self._place(at)[0]].isupper()

    def _place(self, at: int) -> tuple[int, int]:
        if self._places is None:
            self._places = [match.span() for match in TOKEN.finditer(self._window)]
        return self._places[at]


@dataclass(frozen=True, slots=True)
class NearbyWording:
    """A wording next to a name, and where it begins and ends."""

    text: str
    begin: int
    end: int


# A name is looked at for credits, and for what a taker left standing.
@lru_cache(maxsize=_REMEMBERED)
def before(text: str, begin: int) -> NearbyTokens:
    """The tokens ahead of `begin`, in the same paragraph."""
    low = max(0, begin - _WINDOW)
    window = text[low:begin]
    cut = 0
    for match in _PARAGRAPH.finditer(window):
        cut = match.end()
    if low and not cut:
        # The window may open in the middle of a word.
        cut = next((place for place, sign in enumerate(window) if not sign.isalnum()), 0)
    return NearbyTokens(window[cut:], low + cut)


@lru_cache(maxsize=_REMEMBERED)
def behind(text: str, end: int) -> NearbyTokens:
    """The tokens from `end` on, in the same paragraph."""
    window = text[end : end + _WINDOW]
    match = _PARAGRAPH.search(window)
    return NearbyTokens(window[: match.start()] if match else window, end)


def lead(near: NearbyTokens, lists: tuple[str, ...], words: Wording) -> tuple[str, NearbyWording] | None:
    """The wording of one of `lists` that leads up to the name, over an article or "the Spanish newspaper"."""
    stop, endings = len(near.words), _endings(lists, WordingKey(words))
    while stop and near.words[stop - 1] in _MARKS:
        stop -= 1
    for gap in range(min(6, stop) + 1):
        at = stop - gap
        if gap and not _is_word(near.words[at]) and near.words[at] not in _MARKS:
            return None
        if not (near.words[at - 1 : at] and near.words[at - 1] in endings) or not _bridges(
            near.words[at:stop], words
        ):
            continue
        for size in range(min(_LONGEST, at), 0, -1):
            text = " ".join(near.words[at - size : at])
            for name in lists:
                if words.has(name, text):
                    return name, NearbyWording(text, near.begin(at - size), near.end(at - 1))
    return None


@lru_cache(maxsize=64)
def _endings(lists: tuple[str, ...], same: WordingKey) -> frozenset[str]:
    """The last tokens of all phrases on some lists: most words lead up to nothing."""
    words = same.words
    phrases = {phrase for name in lists for phrase in (words.ahead if name == "ahead" else words.lists[name])}
    return frozenset(phrase.rpartition(" ")[2] for phrase in phrases)


def _is_word(token: str) -> bool:
    return token[0].isalnum()


def _bridges(gap: tuple[str, ...], words: Wording) -> bool:
    lists = words.lists
    rest = [token for token in gap if token not in _MARKS]
    if all(token in lists["articles"] or token in lists["fillers"] for token in rest):
        return True
    if " ".join(rest) in lists["articles"]:
        return True
    for begin in range(len(rest)):
        for end in range(len(rest), begin, -1):
            if " ".join(rest[begin:end]) in lists["nouns"]:
                around = rest[:begin] + rest[end:]
                return all(
                    token in lists["articles"] or (_is_word(token) and token not in lists["blockers"])
                    for token in around
                )
    return False


def closes(
    near: NearbyTokens, allowed: frozenset[str], words: Wording, *, barred: frozenset[str] = frozenset()
) -> bool:
    """Whether the name ends here: a mark, nothing, or a word that `allowed` has; "Reuters Institute" goes on.

    `barred` words are not let through by `allowed` having the wildcard.
    """
    at = _past_marks(near, _past_noun(near, _past_marks(near, 0, words), words), words)
    if at >= len(near.words) or not _is_word(near.words[at]):
        return True
    token = near.words[at]
    if (
        token.isdigit()
        or token in allowed
        or (ANY in allowed and not near.proper(at) and token not in barred)
    ):
        return True
    return token in words.lists["verbs"]


def _past_marks(near: NearbyTokens, at: int, words: Wording) -> int:
    while at < len(near.words) and near.words[at] in _MARKS and not _possessive(near, at, words):
        at += 1
    return at


def past_marks(near: NearbyTokens, words: Wording) -> int:
    """The first token behind the quotation marks that close the name."""
    return _past_marks(near, 0, words)


def heard(left: NearbyTokens, right: NearbyTokens, words: Wording) -> int | None:
    """Where the wording ends by which the name, in front, is told something: "Der „taz“ sagte Harms"."""
    at = _past_marks(right, 0, words)
    if not (left.words and right.words[at : at + 1] and right.words[at] in words.lists["told_first"]):
        return None
    stop = len(left.words)
    while stop and left.words[stop - 1] in _MARKS:
        stop -= 1
    opens = stop == 1 or (stop > 1 and not _is_word(left.words[stop - 2]))
    if not opens or left.words[stop - 1] not in words.lists["articles"]:
        return None
    # Whoever speaks follows: with a capital, or as a pronoun that comes with a subject's place.
    spoken = len(right.words) > at + 1 and (right.proper(at + 1) or right.words[at + 1] in words.lists["who"])
    return right.end(at) if spoken else None


def _possessive(near: NearbyTokens, at: int, words: Wording) -> bool:
    if near.words[at] not in "'’" or at + 1 >= len(near.words):
        return False
    return near.words[at + 1] == "s" or (
        at == 0 and any(word in words.lists["departments"] for word in near.words[2:4])
    )


def _person(near: NearbyTokens, first: int) -> bool:
    """Whether a name of two words stands at `first`."""
    return len(near.words) > first + 2 and all(
        _is_word(near.words[at]) and near.proper(at) for at in (first, first + 1)
    )


def possessive(near: NearbyTokens, words: Wording) -> bool:
    """Whether a genitive follows the name: "Bloomberg's Hana Ode"."""
    return bool(near.words) and _possessive(near, 0, words)


def _past_noun(near: NearbyTokens, at: int, words: Wording) -> int:
    if at < len(near.words) and _possessive(near, at, words):
        # The BBC's Moscow correspondent speaks for the BBC; the BBC's annual report does not.
        first = at + 1 + (near.words[at + 1] == "s")
        for last in range(first + 1, min(first + 4, len(near.words))):
            if near.words[last] in words.lists["staff"] or near.words[last] in words.lists["departments"]:
                return last + 1
        return first + 2 if _person(near, first) else at
    for size in range(min(4, len(near.words) - at), 0, -1):
        if " ".join(near.words[at : at + size]) in words.lists["nouns"]:
            return at + size
    return at


def verb(near: NearbyTokens, words: Wording) -> NearbyWording | None:
    """The reporting verb whose subject the name is, unless what follows it unmakes the report."""
    at = _past_marks(near, _past_noun(near, _past_marks(near, 0, words), words), words)
    at = _past_quoting(near, _past_genitive(near, at, words), words)
    for skip in range(4):
        place = at + skip
        for size in range(min(_LONGEST, len(near.words) - place), 0, -1):
            text = " ".join(near.words[place : place + size])
            if text in words.lists["verbs"]:
                if _guarded(near, text, place + size, words):
                    return None
                return NearbyWording(text, near.begin(place), near.end(place + size - 1))
        if near.words[place : place + 1] and near.words[place] not in words.lists["fillers"]:
            return None
    return None


def _past_genitive(near: NearbyTokens, at: int, words: Wording) -> int:
    """To the work behind a genitive: "the BBC's report said", as a verb's words may begin with the work."""
    if at >= len(near.words) or not _possessive(near, at, words):
        return at
    first = at + 1 + (near.words[at + 1] == "s")
    return first if near.words[first : first + 1] and near.words[first] in words.lists["works"] else at


def _past_quoting(near: NearbyTokens, at: int, words: Wording) -> int:
    """Past an insertion between commas, such as ", citing two diplomats,"."""
    inside = near.words[at + 1 : at + 16]
    if near.words[at : at + 1] == (",",) and inside and inside[0] in words.lists["quoting"] and "," in inside:
        return at + 2 + inside.index(",")
    return at


def _guarded(near: NearbyTokens, text: str, at: int, words: Wording) -> bool:
    guard = words.guards.get(text, _UNGUARDED)
    rest = near.words[at : at + 5]
    if rest[:1] and rest[0] in words.lists["own"]:
        return True
    if any(" ".join(rest[:size]) in guard.next for size in range(1, 5)):
        return True
    if any(token in words.lists["affairs"] for token in _clause(near.words[at : at + 8], words)):
        return True
    marks = [at for at, token in enumerate(rest[:4]) if not _is_word(token)]
    return any(token in guard.near for token in rest[: min([4, *marks])])


_UNGUARDED = Guard(frozenset(), frozenset())


def _clause(tokens: tuple[str, ...], words: Wording) -> tuple[str, ...]:
    """The tokens up to a mark or to what opens another clause."""
    for place, token in enumerate(tokens):
        if token in words.lists["subordinators"] or (not _is_word(token) and token not in _MARKS):
            return tokens[:place]
    return tokens


def parted_verb(left: NearbyTokens, right: NearbyTokens, words: Wording) -> NearbyWording | None:
    """A reporting verb in two parts around its clause: "hatte die „taz“ zuvor über den Fall berichtet"."""
    at = _past_marks(right, _past_noun(right, _past_marks(right, 0, words), words), words)
    stop = len(left.words)
    while stop and (left.words[stop - 1] in _MARKS or left.words[stop - 1] in words.lists["articles"]):
        stop -= 1
    apart = _turned(left, right, at, stop, words) or _late_verb(left, right, at, stop, words)
    if apart is not None:
        return apart
    begin: int | None = None
    if right.words[at : at + 1] and right.words[at] in words.lists["auxiliaries"]:
        begin, at = right.begin(at), at + 1
    elif stop and left.words[stop - 1] in words.lists["auxiliaries"]:
        begin = left.begin(stop - 1)
    if begin is None:
        return None
    clause = _clause(right.words[at : at + 14], words)
    for place, token in enumerate(clause):
        for size in (1, 2):
            text = " ".join(clause[max(0, place + 1 - size) : place + 1])
            if text in words.lists["participles"] and not _own_affairs(clause[:place], words):
                return NearbyWording(token, begin, right.end(at + place))
    return None


def _turned(
    left: NearbyTokens, right: NearbyTokens, at: int, stop: int, words: Wording
) -> NearbyWording | None:
    """The same with the participle in front and the name at the end: "Aufgedeckt hatte das die „taz“"."""
    if at < len(right.words) and right.words[at] not in _CLAUSE_ENDS:
        return None
    clause = _last_clause(left.words[:stop])
    begin = stop - len(clause)
    for place, token in enumerate(clause[:4]):
        if token in words.lists["auxiliaries"] and " ".join(clause[:place]) in words.lists["participles"]:
            return NearbyWording(token, left.begin(begin), left.end(stop - 1))
    return None


def _late_verb(
    left: NearbyTokens, right: NearbyTokens, at: int, stop: int, words: Wording
) -> NearbyWording | None:
    """A verb at the end of a clause that a word such as "wie" opens: "wie die „taz“ aus Kreisen erfuhr"."""
    if not stop or left.words[stop - 1] not in words.lists["leads"]:
        return None
    clause = _clause(right.words[at : at + 10], words)
    ends = at + len(clause)
    closed = ends < len(right.words) and right.words[ends] in _CLAUSE_ENDS
    if not clause or not closed or clause[-1] not in words.lists["inverted"]:
        return None
    return NearbyWording(clause[-1], left.begin(stop - 1), right.end(ends - 1))


def written(left: NearbyTokens, words: Wording) -> NearbyWording | None:
    """Who wrote so in an outlet, ahead of its name: "writes Ann Lehmann in the", "cuenta Ana Ruiz en"."""
    stop = len(left.words)
    while stop and (left.words[stop - 1] in _MARKS or left.words[stop - 1] in words.lists["articles"]):
        stop -= 1
    # An article in one language may be this word in another.
    at = stop if stop and left.words[stop - 1] in words.lists["printed_in"] else stop + 1
    if at > len(left.words) or left.words[at - 1] not in words.lists["printed_in"]:
        return None
    first = at - 1
    while first and first > at - 5 and _is_word(left.words[first - 1]) and left.proper(first - 1):
        first -= 1
    if not at - 1 - first >= 2 or not first or left.words[first - 1] not in words.lists["inverted"]:
        return None
    return NearbyWording(left.words[first - 1], left.begin(first - 1), left.end(at - 1))


def _last_clause(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The tokens behind the last mark but quotation marks."""
    at = len(tokens)
    while at and (_is_word(tokens[at - 1]) or tokens[at - 1] in _MARKS):
        at -= 1
    while at < len(tokens) and not _is_word(tokens[at]):
        at += 1
    return tokens[at:]


def passive(left: NearbyTokens, right: NearbyTokens, words: Wording) -> NearbyWording | None:
    """What an outlet is said to have done in the passive: "vom „Kurier“ aufgedeckt"."""
    stop = len(left.words)
    while stop and (left.words[stop - 1] in _MARKS or left.words[stop - 1] in words.lists["articles"]):
        stop -= 1
    if not stop or left.words[stop - 1] not in words.lists["by_whom"]:
        return None
    at = _past_marks(right, 0, words)
    clause = _clause(right.words[at : at + 5], words)
    for place in range(len(clause)):
        for size in (2, 1):
            text = " ".join(clause[place : place + size])
            if text in words.lists["participles"]:
                return NearbyWording(text, left.begin(stop - 1), right.end(at + place))
    return None


def _own_affairs(clause: tuple[str, ...], words: Wording) -> bool:
    lists = words.lists
    return any(token in lists["affairs"] for token in clause) or (bool(clause) and clause[0] in lists["own"])


def contributed(near: NearbyTokens, words: Wording) -> NearbyWording | None:
    """The words by which an outlet is said to have helped with the report: "contributed to this report".

    Another name may stand in between: "AP and the Fen Radio contributed to this report".
    """
    first = _behind_another(near, words)
    for size in range(min(_LONGEST, len(near.words) - first), 1, -1):
        text = " ".join(near.words[first : first + size])
        if text in words.lists["contributed"]:
            return NearbyWording(text, near.begin(first), near.end(first + size - 1))
    return None


def _behind_another(near: NearbyTokens, words: Wording) -> int:
    """How many tokens join another name, of any outlet: *and the Fen Radio*."""
    if not near.words or near.words[0] not in words.lists["conjunctions"]:
        return 0
    at = 1
    while at < min(len(near.words), _LONGEST) and (
        near.proper(at) or near.words[at] in words.lists["articles"]
    ):
        at += 1
    return at


def firm(near: NearbyTokens, wording: NearbyWording, words: Wording) -> bool:
    """Whether the clause is plainly a report: the verb ends it, or a clause or quotation opens."""
    for at, word in enumerate(near.words):
        if near.begin(at) >= wording.end and (
            word in words.lists["subordinators"] or word not in words.lists["fillers"]
        ):
            return word in words.lists["subordinators"] or not _is_word(word)
    return True


def subject(near: NearbyTokens, words: Wording) -> bool:
    """Whether the name can be the verb's subject: "a spokesman for the BBC said" is not the BBC's report."""
    at = len(near.words)
    while at and (near.words[at - 1] in _MARKS or near.words[at - 1] in words.lists["articles"]):
        at -= 1
        if near.words[at] in words.lists["contractions"]:
            return False
    for size in range(min(4, at), 0, -1):
        if " ".join(near.words[at - size : at]) in words.lists["nouns"]:
            at -= size
            for _ in range(3):
                token = near.words[at - 1] if at else "."
                # An article in one language is a preposition in another: here it stands before a noun.
                if token in words.lists["articles"] - words.lists["contractions"] or (
                    _is_word(token) and token not in words.lists["blockers"]
                ):
                    at -= 1
            break
    return not (at and near.words[at - 1] in words.lists["blockers"])


def opens_clause(near: NearbyTokens, wording: NearbyWording, words: Wording) -> bool:
    """Whether a verb ahead of its subject opens a clause: ", reports the BBC", "as reported"."""
    previous = [word for at, word in enumerate(near.words) if near.end(at) <= wording.begin]
    return not previous or not _is_word(previous[-1]) or previous[-1] in words.lists["leads"]


def wording_across(near: NearbyTokens, words: Wording) -> NearbyWording | None:
    """A wording of the list `told` with its subject inside: "a déclaré le maire à l'AFP"."""
    stop = len(near.words)
    for gap in range(min(5, stop) + 1):
        at = stop - gap
        if gap and not _is_word(near.words[at]) and near.words[at] not in _MARKS:
            return None
        if at and _bridges(near.words[at:stop], words):
            for begin in range(at - 2, max(-1, at - 9), -1):
                if not _is_word(near.words[begin]):
                    break
                for size in range(1, min(4, at - begin)):
                    text = " ".join((*near.words[begin : begin + size], near.words[at - 1]))
                    if text in words.lists["told"]:
                        return NearbyWording(text, near.begin(begin), near.end(at - 1))
    return None
