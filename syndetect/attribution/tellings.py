"""Whether a sentence says that a known outlet reported, by the part its name plays in it.

Wordings of credits have no end, but the parts that a name can play beside a word of telling are few: what is
told *by* it, *to* it, *in* it, a work *of* it, or what it tells. So a sentence is read for such a part only
where the name is certainly an outlet's: one of those whose articles are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from syndetect.attribution.credit_wording import TOKEN, Wording
from syndetect.attribution.mentions import Mention
from syndetect.attribution.telling_words import TellingWords, Terms, languages_at, telling_words
from syndetect.text.lexicon import common_words

_REACH = 300
"""Characters of a sentence that are looked at on either side of a name."""

_SENTENCE_END = re.compile(r"[.!?…][\"”»“'’)]{0,2}\s{1,3}|\n")
_MARKS = frozenset("“”„\"«»‘’'‹›*_[]")
_CLAUSE_MARKS = frozenset(",;:()–—|/")
_SHORT = 3
"""Letters of an abbreviation with a capital, whose full stop ends no sentence."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that credits an outlet: `told` where somebody told it something, else `named`."""

    kind: Literal["named", "told"]
    begin: int
    end: int


class _Side:
    """The tokens of a sentence on one side of a name, with their places in the text."""

    def __init__(self, text: str, begin: int, end: int) -> None:
        found = list(TOKEN.finditer(text[begin:end].replace("’", "'")))
        self.words = [match[0].casefold() for match in found]
        self.proper = [match[0][0].isupper() for match in found]
        self.spans = [(begin + match.start(), begin + match.end()) for match in found]

    def __len__(self) -> int:
        return len(self.words)


def telling_at(text: str, mention: Mention, words: Wording) -> Telling | None:
    """How the sentence around a name credits it, if it does."""
    if mention.common or mention.surname:
        return None
    for reading in _readings(text, mention, words):
        found = None if reading.unmade() else reading.telling()
        if found is not None:
            kind, first, last = found
            begin = mention.begin if first is None else reading.left.spans[first][0]
            end = mention.end if last is None else reading.right.spans[last][1]
            return Telling(kind, begin, end)
    return None


def is_disputed(text: str, mention: Mention, words: Wording, *, subject: bool) -> bool:
    """Whether the sentence around a name is against what the outlet reported, or says that it did not.

    `subject`: the outlet is the one who reports, in the sentence's grammar.
    """
    return any(
        reading.disputed() or (subject and reading.silent()) for reading in _readings(text, mention, words)
    )


def _readings(text: str, mention: Mention, words: Wording) -> Iterator[_Reading]:
    begin, end = _sentence(text, mention)
    left, right = _Side(text, begin, mention.begin), _Side(text, mention.end, end)
    for code in languages_at(text, mention.begin):
        yield _Reading(left, right, code, telling_words()[code], words)


def _sentence(text: str, mention: Mention) -> tuple[int, int]:
    """Where the sentence around a name begins and ends."""
    low, high = max(0, mention.begin - _REACH), min(len(text), mention.end + _REACH)
    ends = [match for match in _SENTENCE_END.finditer(text, low, high) if _ends(text, match)]
    begin = max((match.end() for match in ends if match.end() <= mention.begin), default=low)
    return begin, min((match.start() for match in ends if match.start() >= mention.end), default=high)


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a mark ends a sentence: that of "Mr." or "St." does not."""
    begin = match.start()
    while begin > match.start() - _SHORT - 1 and begin and text[begin - 1].isalnum():
        begin -= 1
    size = match.start() - begin
    return match[0][0] != "." or not (0 < size <= _SHORT and text[begin].isupper())


_Kind = Literal["named", "told"]
_Found = tuple[_Kind, int | None, int | None]
"""The kind, and the first token on the left and the last on the right that belong to the wording."""

_ROLES = ("by", "to", "at", "of", "source", "via", "per")
_LEADING = 7
"""Tokens of an article, a preposition and "the Spanish newspaper" ahead of a name, at most."""
_OFFICE = 5
"""Tokens of an office behind a genitive, at most: "'s former political editor"."""
_NEAR, _FAR = 8, 14
_CLEFT = (["that"], ["que"], ["qu'"], ["che"])
_LATE_VERBS = frozenset({"de", "nl"})
"""Languages with a verb at the end of a clause, and with the subject behind it where the clause opens so."""
_COMPOUNDS = frozenset({"en"})
"""Languages in which a noun may stand bare behind a name: "the Mercury building"."""
_NOUNS = frozenset({"de"})
"""Languages that give every noun a capital."""
_FUNCTION = 300
"""Commonest words that end a name where a noun would go on with it."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sentence around a name, read by the words of one language. Places are numbers of tokens."""

    left: _Side
    right: _Side
    code: str
    terms: TellingWords
    words: Wording

    def telling(self) -> _Found | None:
        """The first part that the name plays beside a word of telling."""
        stop, owned = self._right_end()
        staffed = stop > 2 and bool(self.terms["staff"].at(self.right.words[:stop], stop - 1))
        if owned or self._compounded(stop):
            place = self._ahead(self.right.words, stop, _OFFICE, self.terms["works"])
            return None if place is None else ("named", None, place)
        roles, at = self._roles(len(self.left))
        begin = self._medium(at) if "of" in roles else None
        if begin is not None:
            roles, at = self._roles(begin)
        if not self._closed(stop):
            return None
        if not roles:
            return self._actor(at, stop) or (self._reporter(stop) if staffed else None)
        parts = {
            "by": self._by, "to": self._to, "at": self._at, "of": self._of, "source": self._source,
            "via": self._via,
        }  # fmt: skip
        for role in (role for role in parts if role in roles):
            if (found := parts[role](at, stop)) is not None:
                return found
        if "per" in roles:
            return "named", at, None
        # An article alone may be of either case: "der Kurier".
        lists = self.words.lists
        bare = self._articles() - (lists["contractions"] if self.code not in _LATE_VERBS else frozenset())
        return self._actor(at, stop) if bare.issuperset(self.left.words[at:]) else None

    def _actor(self, at: int, stop: int) -> _Found | None:
        """What the outlet does, or has done to it, where no preposition leads up to its name."""
        if at > 0 and self.left.words[at - 1] in self.words.lists["bodies"]:
            return None
        if at > 0 and self.terms["refers"].at(self.left.words[:at], at - 1):
            return "told", at - 1, None
        # "Angehörige sagten Radio Nord, ...": a name has no article to show its case.
        said = self.code in _LATE_VERBS and at > 1 and self.terms["speaks"].at(self.left.words[:at], at - 1)
        if said and self.left.proper[at - 2] and self.right.words[stop : stop + 1] == [","]:
            return "told", at - 1, None
        return self._towards(stop) or self._subject(stop) or self._inverted(at)

    def _articles(self) -> frozenset[str]:
        # What is an article in this language may be a preposition in others, such as "de".
        own = self.terms["articles"].words
        return self.words.lists["articles"] | own if own else self.words.lists["articles"]

    def unmade(self) -> bool:
        """Whether the sentence is about the outlet itself, or against what it reported."""
        near = [*self.left.words[-_NEAR:], "|", *self.right.words[:_NEAR]]
        return self.terms["unmakes"].within(near) or self.disputed() or self.silent()

    def disputed(self) -> bool:
        """Whether what the outlet reported is denied."""
        begin, end = self._clause(len(self.left)), len(self.left)
        if self._behind(begin, end, end, self.terms["unlike"]) is not None:
            return True
        if self._denied_whole():
            return True
        roles, at = self._roles(end)
        work = self._behind(begin, at, 3, self.terms["works"]) if roles else None
        if work is None and self._compounded(0):
            work = end
        if work is None or self._spoken_in(work):
            return False
        halves = any(
            verb in self.left.words[begin:work] and last in self.right.words[:_NEAR]
            for verb, pairs in self.terms["denies_apart"].wordings.items()
            for _, last in pairs
        )
        against = self.terms["denies"]
        return (
            halves
            or self._behind(begin, work, work, against) is not None
            or self._ahead(self.right.words, 0, _NEAR, against) is not None
        )

    def _denied_whole(self) -> bool:
        """Whether what the outlet said is denied: "denied what the X wrote", "lo publicado es falso"."""
        tokens, against = self.left.words, self.terms["denies"]
        what = self._behind(self._clause(len(tokens)), len(tokens), _NEAR, self.terms["whats"])
        if what is None:
            return False
        ahead = max(0, what - (tokens[what - 1 : what] == [","]))
        if self._behind(self._clause(ahead), ahead, _NEAR, against) is not None:
            return True
        return any(against.at(self.right.words, place) for place in range(min(_FAR, len(self.right))))

    def _spoken_in(self, work: int) -> bool:
        """Whether a work is an interview in which something is said: that is not what is denied there."""
        tokens, articles = self.left.words, self._articles()
        held = work < len(tokens) and self.terms["interviews"].at(tokens, work)
        return bool(held) and any(
            self.terms["at"].at(tokens[:work], place) and articles.issuperset(tokens[place + 1 : work])
            for place in range(max(0, work - 2), work)
        )

    def silent(self) -> bool:
        """Whether it is said what the outlet did not report."""
        # Ahead of the verb, behind an auxiliary in English, behind the verb in German and Dutch.
        most = 5 if self.code in _LATE_VERBS else 2 if self.code in _COMPOUNDS else 1
        return self._ahead(self.right.words, 0, most, self.terms["nots"]) is not None

    def _right_end(self) -> tuple[int, bool]:
        """The first token behind the name and behind what speaks for it ("'s political editor").

        And whether a genitive stands there instead, of something else; then it is the first token of that.
        """
        tokens, at = self.right.words, 0
        while at < len(tokens) and tokens[at] in _MARKS and tokens[at : at + 2] != ["'", "s"]:
            at += 1
        if tokens[at : at + 2] != ["'", "s"]:
            return at, False
        first = at + 2
        office = self._ahead(tokens, first, _OFFICE, self.terms["offices"])
        # A word that an article follows is a verb: "'s figures show a loss".
        if office is not None and not self._articles().issuperset(tokens[office + 1 : office + 2] or "."):
            return office + 1, False
        if self.right.proper[first : first + 2] == [True, True]:
            return first + 2, False
        return first, True

    def _compounded(self, stop: int) -> bool:
        """Whether a work of the outlet stands bare behind its name: "a Mercury investigation"."""
        near = stop < len(self.right) and not self.right.proper[stop]
        return self.code in _COMPOUNDS and near and bool(self.terms["works"].at(self.right.words, stop))

    def _closed(self, stop: int) -> bool:
        """Whether the name ends here, and nothing longer is named: "the Mercury building"."""
        if stop >= len(self.right) or not self.right.words[stop][0].isalpha():
            return True
        token = self.right.words[stop]
        if self.right.proper[stop]:
            return self.code in _NOUNS or token in self.words.press["months"]
        if self.code not in _COMPOUNDS:
            return True
        common = common_words()[self.code].split()[:_FUNCTION]
        known = self.terms["follows"]
        return (
            token in common or token in self.words.lists["blockers"] or bool(known.at(self.right.words, stop))
        )

    def _roles(self, stop: int) -> tuple[set[str], int]:
        """The parts that words ahead of token `stop` give to what follows, and the first of these words."""
        tokens, at, roles = self.left.words, stop, set[str]()
        articles, nouns = self._articles(), self.words.lists["nouns"]
        while at and stop - at < _LEADING:
            sizes = {role: self._ending(role, at) for role in _ROLES}
            size = max(sizes.values())
            firm = size > 1 or tokens[at - 1] not in articles
            if size:
                roles = {role for role, given in sizes.items() if given == size}
                at -= size
                if firm:
                    break
            elif tokens[at - 1] in _MARKS or not firm:
                at -= 1
            elif (
                size := next((n for n in (3, 2, 1) if " ".join(tokens[max(0, at - n) : at]) in nouns), 0)
            ) > 0:
                at = max(0, at - size)
            else:
                break
        return roles, at

    def _ending(self, name: str, at: int) -> int:
        """How many tokens of a term end at a place, 0 for none."""
        tokens, terms = self.left.words, self.terms[name]
        for size in (3, 2):
            if at >= size and tuple(tokens[at - size : at]) in terms.wordings.get(tokens[at - size], ()):
                return size
        return int(tokens[at - 1] in terms.words)

    def _medium(self, at: int) -> int | None:
        """Where the medium begins of which the name is: "in the programme *Early* of"."""
        for place in range(at - 1, max(-1, at - _OFFICE - 1), -1):
            if self.terms["media"].at(self.left.words, place):
                return place
            if not (self.left.proper[place] or self.left.words[place] in _MARKS):
                return None
        return None

    def _clause(self, at: int) -> int:
        """Where the clause begins that ends at a place."""
        begin = at
        while begin and self.left.words[begin - 1] not in _CLAUSE_MARKS:
            begin -= 1
        return begin

    def _behind(self, begin: int, end: int, most: int, terms: Terms) -> int | None:
        """The last of the `most` tokens ahead of `end`, and not ahead of `begin`, where a term stands."""
        for place in range(end - 1, max(begin, end - most) - 1, -1):
            if terms.at(self.left.words[:end], place):
                return place
        return None

    def _ahead(self, tokens: Sequence[str], first: int, most: int, terms: Terms) -> int | None:
        """The first of `most` tokens from `first` on where a term stands, in the same clause."""
        for place in range(first, min(first + most, len(tokens))):
            if tokens[place] in _CLAUSE_MARKS:
                return None
            if size := terms.at(tokens, place):
                return place + size - 1
        return None

    def _by(self, at: int, stop: int) -> _Found | None:
        begin, terms = self._clause(at), self.terms["acts"]
        place = self._behind(begin, at, 5, terms)
        if place is None:
            place = self._behind(begin, at, 6, self.terms["works"])
        if place is not None:
            asked = self.terms["asks"].at(self.left.words, place)
            return ("told" if asked else "named"), place, None
        last = self._ahead(self.right.words, stop, 5, terms) if self.code in _LATE_VERBS else None
        return ("named", at, last) if last is not None and self._ends_clause(last + 1) else None

    def _ends_clause(self, place: int) -> bool:
        """Whether nothing but an auxiliary follows, as in "von der X verbreitet wurde"."""
        rest = self.right.words[place : place + 1]
        return not rest or not rest[0][0].isalpha() or bool(self.terms["passives"].at(rest, 0))

    def _to(self, at: int, stop: int) -> _Found | None:
        begin, speaks = self._clause(at), self.terms["speech"]
        if self._behind(begin, at, _NEAR, self.terms["refuses"]) is not None:
            return None
        place = self._behind(begin, at, _NEAR, speaks)
        if place is None:
            place = self._behind(begin, at, 3, self.terms["works"])
        if place is not None:
            return "told", place, None
        if begin == 0 and (at == 0 or self.right.words[stop : stop + 1] == [","]):
            return self._opening(at, stop, speaks, "told")
        # "hatte sie dem X gesagt", and "dem X gegenüber", of which the last word is no part of the verb.
        late = self.code in _LATE_VERBS
        behind = stop + (self._towards(stop) is not None)
        last = self._ahead(self.right.words, behind, 2 if at == begin else 6, speaks) if late else None
        return None if last is None else ("told", at, last)

    def _opening(self, at: int, stop: int, terms: Terms, kind: _Kind) -> _Found | None:
        """Who speaks behind a name that opens a sentence, over a comma: "Sur X, elle a dit"."""
        comma = self.right.words[stop : stop + 1] == [","]
        last = self._ahead(self.right.words, stop + comma, 7, terms)
        return None if last is None else (kind, at, last)

    def _towards(self, stop: int) -> _Found | None:
        """What is told to an outlet whose name stands ahead of that word: "Radio Nord gegenüber sagte"."""
        tokens = self.right.words
        if (
            self.code not in _LATE_VERBS
            or not tokens[stop : stop + 1]
            or not self.terms["to"].at(tokens, stop)
        ):
            return None
        last = self._ahead(tokens, stop + 1, 2, self.terms["speaks"])
        return None if last is None else ("told", None, last)

    def _at(self, at: int, stop: int) -> _Found | None:
        terms = self.terms["speech"]
        place = self._behind(self._clause(at), at, _NEAR, terms)
        if place is not None:
            return "named", place, None
        opens = self.right.words[stop : stop + 1] == [","] or self._cleft(stop)
        if at and not (self._clause(at) == 0 and opens):
            late = self.code in _LATE_VERBS
            # "Harms im X: „Niemand wusste es“" has no verb at all.
            if late and self.right.words[stop : stop + 1] == [":"]:
                return "named", at, stop
            last = self._ahead(self.right.words, stop, 6, terms) if late else None
            return ("named", at, last) if last is not None and self._ends_clause(last + 1) else None
        return self._opening(at, stop, terms, "named")

    def _cleft(self, stop: int) -> bool:
        """Whether it is told where something was said: "C'est sur X que la ministre a annoncé"."""
        return self.code not in _LATE_VERBS and self.right.words[stop : stop + 1] in _CLEFT

    def _of(self, at: int, stop: int) -> _Found | None:
        place = self._behind(self._clause(at), at, 3, self.terms["works"])
        if place is not None:
            return "named", place, None
        person = at >= 2 and self.left.proper[at - 2] and self.left.proper[at - 1]
        if self._behind(self._clause(at), at, 1, self.terms["staff"]) is not None:
            return self._reporter(stop)
        return self._subject(stop) if person else None

    def _reporter(self, stop: int) -> _Found | None:
        """What somebody of the outlet's says, on the spot or wherever."""
        last = self._ahead(self.right.words, stop, _NEAR, self.terms["tells"])
        return None if last is None or self._own(last, 1) else ("named", None, last)

    def _source(self, at: int, _: int) -> _Found | None:
        place = self._behind(self._clause(at), at, 4, self.terms["origins"])
        return None if place is None else ("named", place, None)

    def _via(self, at: int, stop: int) -> _Found | None:
        terms = self.terms["speech"]
        place = self._behind(0, at, 10, terms)
        if place is not None:
            return "named", place, None
        comma = stop < len(self.right) and self.right.words[stop] == ","
        last = self._ahead(self.right.words, stop + comma, 10, terms)
        return None if last is None else ("named", at, last)

    def _subject(self, stop: int) -> _Found | None:
        """What the outlet itself tells: "the Mercury has previously reported"."""
        tokens, tells = self.right.words, self.terms["tells"]
        at = stop + (tokens[stop : stop + 1] == [","])
        if at < len(tokens) and self.terms["relatives"].at(tokens, at):
            # ", which has seen the draft,": what is said there counts, and what comes behind it.
            last = self._ahead(tokens, at + 1, 4, tells)
            if last is not None:
                return "named", None, last
            at = tokens.index(",", at) + 1 if "," in tokens[at : at + 15] else len(tokens)
        for place in range(at, min(at + 6, len(tokens))):
            if size := tells.at(tokens, place):
                aired = self.terms["airs"].at(tokens, place)
                return None if aired or self._own(place, size) else ("named", None, place + size - 1)
            if not self._may_pass(place):
                break
        # "..., wie die X aus Kreisen erfahren haben will,": the verb ends the clause.
        last = self._ahead(tokens, stop, _NEAR, tells) if self.code in _LATE_VERBS else None
        within = last is not None and self._ends_clause(last + 1)
        return ("named", None, last) if within and self._subordinate() else None

    def _subordinate(self) -> bool:
        """Whether the verb of the name's clause is at its end: a small word opens it, or half of the verb."""
        words, begin = self.left.words, self._clause(len(self.left))
        opens = words[begin : begin + 1]
        halves = self._behind(begin, len(words), 3, self.terms["passives"]) is not None
        return halves or (bool(opens) and bool(self.terms["relatives"].at(opens, 0)))

    def _may_pass(self, place: int) -> bool:
        token = self.right.words[place]
        adverb = len(token) > _SHORT + 2 and token.endswith(_ADVERBS)
        return adverb or token in self.words.press["months"] or bool(self.terms["between"].at([token], 0))

    def _own(self, place: int, size: int) -> bool:
        """Whether what an outlet tells is of itself: "its", "layoffs"."""
        verb, lists = " ".join(self.right.words[place : place + size]), self.words.lists
        rest = self.right.words[place + size : place + size + _NEAR]
        guard = self.words.guards.get(verb)
        guarded = guard is not None and (
            any(token in guard.near for token in rest[:4])
            or any(" ".join(rest[:most]) in guard.next for most in range(1, 5))
        )
        return (
            guarded
            or any(token in lists["own"] for token in rest[:2])
            or not lists["affairs"].isdisjoint(rest)
        )

    def _inverted(self, at: int) -> _Found | None:
        """What the outlet tells with the verb ahead of its name: "la lettre que s'est procurée le X"."""
        begin = self._clause(at)
        if self.code in _COMPOUNDS:
            return None
        place = self._behind(begin, at, 5, self.terms["tells"])
        if place is None or (place > 1 and self.left.proper[place - 1] and self.code not in _NOUNS):
            return None
        size = self.terms["tells"].at(self.left.words, place)
        between = self.terms["between"]
        days = self.words.press["months"]
        if not all(
            between.at(self.left.words, rest) or self.left.words[rest] in days
            for rest in range(place + size, at)
        ):
            return None
        prints = self.terms["prints"].at(self.left.words, place)
        return None if prints else ("named", place, None)


_ADVERBS = ("ly", "mente", "ment")
