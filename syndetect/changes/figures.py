"""Figures and dates as wholes: *two hundred and forty*, *1.2 million*, *twenty to six*, *3 May*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from syndetect.changes.lists import lists
from syndetect.changes.tokens import Token
from syndetect.model import Span
from syndetect.text.numbers import Sum, begun

FigureSort = Literal["number", "year", "clock", "day", "month", "date"]

_TIME = re.compile(r"(\d{1,2})[.:h](\d\d)")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_HALF_DAY = 720
_NEAR = 3
"""Characters between the words of one figure."""

_CLOSE = 0.1
"""A figure that is said to be rounded may be this far from the exact one."""

_MONEY = "$£€¥"
OF = frozenset({"of", "de", "d", "di"})
"""What stands between a figure and what it counts."""
_DATE_LINKS = frozenset({"st", "nd", "rd", "th", "of", "de", "er"})
_ONES = frozenset({"un", "une", "uno", "una"})
"""One, where it is no article: in *vingt et un*."""
_BEHIND = frozenset({"moins", "menos", "y", "et", "e"})
"""Where minutes are told behind the hour."""
_LINKS = (" ", "-", "\u00a0", "\u202f")
"""What stands between two words of one number."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure or a date. Two that share one of their `keys` say the same.

    `value` is None where it is no amount. `first` and `last` are the places of its tokens.
    """

    sort: FigureSort
    span: Span
    keys: frozenset[str]
    value: float | None
    first: int
    last: int
    weak: bool = False


def figures(text: str, tokens: Sequence[Token]) -> list[Figure]:
    """The figures and dates among the tokens of a text, in order."""
    found: list[Figure] = []
    words = (
        _openers() | lists().figures.sets.keys() | (lists().figures.doubtful & lists().figures.scales.keys())
    )
    last = -1
    # Of a hundred words three or four begin a figure.
    for at in [at for at, one in enumerate(tokens) if one.sort in _AMOUNTS or one.form in words]:
        figure = _begun(text, tokens, at) if at > last else None
        if figure is not None:
            found.append(figure)
            last = figure.last
    return found


def rounded(figure: Figure, other: Figure, *, said: bool) -> bool:
    """Whether one of two amounts is the other, rounded; `said`: a word beside one of them says so."""
    if figure.value is None or other.value is None:
        return False
    large, small = max(figure.value, other.value), min(figure.value, other.value)
    if said:
        return large - small <= _CLOSE * large
    digits = min(_digits(figure.value), _digits(other.value))
    return digits >= 2 and _to(large, digits) == _to(small, digits)


def measured(text: str, tokens: Sequence[Token], figure: Figure) -> str:
    """What a figure counts, where that is a unit or a currency: two words of one group are told apart."""
    if figure.span.begin and text[figure.span.begin - 1] in _MONEY:
        return text[figure.span.begin - 1]
    units = lists().units
    return next(
        (token.form for token in tokens[figure.last + 1 : figure.last + 3] if token.form in units), ""
    )


def counted(text: str, tokens: Sequence[Token], figure: Figure) -> tuple[int, Span] | None:
    """The unit or currency that a figure counts, by number, and where both stand; None where it has none."""
    known, span = lists().measures, figure.span
    sign = text[span.begin - 1 : span.begin]
    if sign in _MONEY and sign in known:
        return known[sign], Span(span.begin - 1, span.end)
    for token in tokens[figure.last + 1 : figure.last + 3]:
        word = token.form.rpartition("'")[2]
        if word in known:
            return known[word], Span(span.begin, token.end)
        if token.form not in OF:
            break
    sign = text[span.end : span.end + 2].strip()[:1]
    return (known[sign], Span(span.begin, text.index(sign, span.end) + 1)) if sign in known else None


def is_measure(word: str) -> bool:
    """Whether a word, as white space cuts it and folded, names a unit or a currency or bears its sign."""
    bare = word.replace("’", "'").rpartition("'")[2]
    return bare in lists().measures or any(sign in word for sign in _MONEY)


def converted(one: str, other: str) -> bool:
    """Whether two units, or signs of money, measure the same by another measure."""
    if one == other or not one or not other:
        return False
    units = lists().units
    if one.rstrip("s") == other.rstrip("s"):
        return False
    return units.get(one, -1) == units.get(other, -1)


_AMOUNTS = frozenset({"number", "date"})


def _begun(text: str, tokens: Sequence[Token], at: int) -> Figure | None:
    token = tokens[at]
    if token.form in lists().figures.doubtful:
        return _number(text, tokens, at) if _is_hundred(text, tokens, at) else None
    if token.sort not in _AMOUNTS and token.form not in _openers() and not _is_set(tokens, at):
        return None
    if (clock := _clock(text, tokens, at)) is not None:
        return clock
    if token.sort == "number" or _is_set(tokens, at):
        return _number(text, tokens, at)
    return _date(text, tokens, at) if token.sort == "date" else None


def _is_hundred(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that mostly is no number begins one: *cent vingt*, but not *per cent*."""
    known = lists().figures
    ahead = tokens[at - 1] if at else None
    alone = ahead is None or (ahead.sort not in _AMOUNTS and ahead.form not in _PER)
    return alone and tokens[at].form in known.scales and _added(text, tokens, at + 1, joint=False) is not None


_PER = frozenset({"per", "pour", "a", "one"})
"""What makes a hundred a share, or a coin of it."""


def _is_set(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word names so many, and an article counts one of it: *a dozen*, *une douzaine*."""
    known = lists().figures
    return at > 0 and tokens[at].form in known.sets and tokens[at - 1].form in known.articles


def _openers() -> frozenset[str]:
    clock = lists().clock
    return clock["quarter"] | clock["half"] | clock["half_to"]


def _number(text: str, tokens: Sequence[Token], at: int) -> Figure:
    """A number with the words that multiply it or are added: 1.2 million, two hundred and forty."""
    counted_once = _is_set(tokens, at)
    first = at - counted_once
    span = tokens[first].span
    total = _once(tokens[at].form) if counted_once else _sum(text, tokens[at])
    if total is None:
        return Figure("number", span, frozenset({tokens[first].form}), None, first, at)
    while (after := _further(text, tokens, at, total)) is not None:
        total, at = after
    value, at = _and_a_half(text, tokens, at, total)
    span = Span(span.begin, tokens[at].end)
    raw = text[span.begin : span.end]
    keys = {_key(value)} | ({f"@{_minutes(raw)}"} if _TIME.fullmatch(raw) else set())
    sort: FigureSort = "year" if _YEAR.fullmatch(raw) else "number"
    weak = tokens[first].weak or counted_once
    return Figure(sort, span, frozenset(keys), value, first, at, weak)


def _once(word: str) -> Sum | None:
    """One of what a word names so many of: a dozen, *eine Million*."""
    return begun(1.0, worded=True).times(lists().figures.sets[word])


def _sum(text: str, token: Token) -> Sum | None:
    """What a number begins with."""
    known = lists().figures
    value = float(known.scales[token.form]) if token.form in known.doubtful else _amount(token.form)
    return None if value is None else begun(value, worded=not text[token.begin].isdecimal())


def _and_a_half(text: str, tokens: Sequence[Token], at: int, total: Sum) -> tuple[float, int]:
    """The number with a half behind it, and the place of the last word: *three and a half million*.

    The half is one of the scale ahead, *tres millones y medio*, or of what follows.
    """
    known, place = lists().figures, at + 1
    if not (_goes_on(text, tokens, place) and _said(text, tokens[place]) in known.joints):
        return total.value, at
    place += 1
    article = _goes_on(text, tokens, place) and _said(text, tokens[place]) in known.articles
    place += article
    if not _goes_on(text, tokens, place) or (_said(text, tokens[place]), article) not in _HALVES:
        return total.value, at
    if total.closed and not total.open:
        return total.value + 0.5 * total.scale, place
    halved = total.value + 0.5
    if _goes_on(text, tokens, place + 1) and (scale := known.scales.get(_said(text, tokens[place + 1]))):
        return halved * scale, place + 1
    return halved, place


_HALVES = frozenset(
    {
        ("half", True),
        *((word, False) for word in ("medio", "media", "demi", "demie", "mezzo", "mezza", "meio", "meia")),
    }
)
"""Half, and whether an article stands ahead of it."""


def _goes_on(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands close behind the one ahead of it."""
    return at < len(tokens) and text[tokens[at - 1].end : tokens[at].begin] in _LINKS


def _said(text: str, token: Token) -> str:
    return text[token.begin : token.end].casefold()


def _further(text: str, tokens: Sequence[Token], at: int, total: Sum) -> tuple[Sum, int] | None:
    """The number with the next word or two that belong to it, and the place of the last; None without any."""
    after = _next(text, tokens, at)
    if after is None:
        return None
    word, known = text[after.begin : after.end].casefold(), lists().figures
    found = None
    if after.form == "m" and _of_money(text, tokens, at):
        found = total.times(1_000_000)
    # "Per cent" and "50 cents" are no hundreds: only a number in words has such a scale.
    elif word in known.scales and (total.worded or word not in known.doubtful):
        found = total.times(known.scales[word])
    if found is not None:
        return found, at + 1
    joint = word in known.joints
    amount = _added(text, tokens, at + 1 + joint, joint=joint) if total.worded else None
    found = total.plus(amount, joint=joint) if amount is not None else None
    return (found, at + 1 + joint) if found is not None else None


def _added(text: str, tokens: Sequence[Token], at: int, *, joint: bool) -> float | None:
    """The number in words that stands close behind another one; `joint`: behind an *and*."""
    small = _next(text, tokens, at - 1)
    if small is None or small.weak or text[small.begin].isdecimal():
        return None
    near = range(at - joint, at + 1)
    if any(text[tokens[one - 1].end : tokens[one].begin] not in _LINKS for one in near):
        return None
    if joint and small.form in _ONES:
        return 1.0
    return _amount(small.form) if small.sort == "number" else None


def _of_money(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure and the letter at its end count money: £23m, 23m pounds."""
    if text[tokens[at].begin - 1 : tokens[at].begin] in tuple(_MONEY):
        return True
    after = tokens[at + 2].form if at + 2 < len(tokens) else ""
    return tokens[at].end == tokens[at + 1].begin and lists().units.get(after) == lists().units["dollars"]


def _date(text: str, tokens: Sequence[Token], at: int) -> Figure:
    known, token = lists(), tokens[at]
    if token.form in known.days:
        return Figure("day", token.span, frozenset({token.form}), None, at, at)
    last, parts = at, [token.form]
    while (after := _next(text, tokens, last)) is not None and len(parts) < 2:
        if after.sort == "date" and (after.form in known.months) != (token.form in known.months):
            parts.append(after.form)
        elif after.form not in _DATE_LINKS:
            break
        last += 1
    while tokens[last].sort != "date":
        last -= 1
    months = [part for part in parts if part in known.months]
    sort: FigureSort = "date" if len(parts) == 2 else "month" if months else "day"
    key = " ".join(sorted(parts))
    return Figure(sort, Span(token.begin, tokens[last].end), frozenset({key}), None, at, last)


def _clock(text: str, tokens: Sequence[Token], at: int) -> Figure | None:
    """A time of day: 17:40, 5.40 p.m., twenty to six, halb sechs, six heures moins vingt."""
    for shape in (_minutes_first, _minutes_after, _written):
        found = shape(text, tokens, at)
        if found is not None:
            minutes, last = found
            span = Span(tokens[at].begin, tokens[last].end)
            return Figure("clock", span, _clock_keys(minutes), None, at, last)
    return None


def _minutes_first(text: str, tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Minutes before the hour: *a quarter past five*, *zwanzig vor sechs*, *half past four*, *halb sechs*."""
    clock = lists().clock
    form = tokens[at].form
    if form in clock["half_to"]:
        hour = _hour(_next(text, tokens, at))
        return (hour * 60 - 30, at + 1) if hour is not None else None
    part = _part_of_hour(tokens[at])
    if part is None:
        return None
    at += 1
    while at < len(tokens) and tokens[at].form in {"minutes", "minuten"}:
        at += 1
    if at + 1 >= len(tokens) or text[tokens[at - 1].end : tokens[at].begin] != " ":
        return None
    way, hour = tokens[at].form, _hour(_next(text, tokens, at))
    if hour is None or not (way in clock["past"] or way in clock["to"]) or way in _BEHIND:
        return None
    return (hour * 60 + (part if way in clock["past"] else -part), _after(text, tokens, at + 1))


def _minutes_after(text: str, tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Minutes behind the hour: *six heures moins vingt*, *las cinco y media*."""
    clock = lists().clock
    hour = _hour(tokens[at])
    if hour is None:
        return None
    last = at
    named = (after := _next(text, tokens, last)) is not None and after.form in {"heures", "heure", "h"}
    last += named
    article = at > 0 and tokens[at - 1].form in clock["feminine"]
    if not (named or article):
        return None
    way = _next(text, tokens, last)
    if way is None or way.form not in clock["past"] | clock["to"]:
        return None
    part = next(
        (one for one in (_part_of_hour(tokens[at]) for at in (last + 2,) if at < len(tokens)) if one), None
    )
    if part is None:
        return None
    return hour * 60 + (part if way.form in clock["past"] else -part), last + 2


def _written(text: str, tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """An hour in figures, with what says that it is one: *17:40*, *5.40 p.m.*, *8 Uhr*, *six o'clock*."""
    clock, token = lists().clock, tokens[at]
    raw = text[token.begin : token.end]
    after = _after(text, tokens, at)
    if _TIME.fullmatch(raw) and _minutes(raw) < 1440:
        before = tokens[at - 1].form if at else ""
        if ":" in raw or after > at or before in clock["at"]:
            return _minutes(raw), after
        return None
    hour = _hour(token)
    if hour is None or after == at:
        return None
    minutes = _next(text, tokens, at + 1)
    if minutes is not None and raw.isdecimal() and tokens[at + 1].form in {"h", "uhr"}:
        digits = text[minutes.begin : minutes.end]
        if len(digits) == 2 and digits.isdecimal() and int(digits) < 60:
            return hour * 60 + int(digits), at + 2
    return hour * 60, after


def _after(text: str, tokens: Sequence[Token], at: int) -> int:
    """The place of the last of the words that say that what stands at `at` is an hour."""
    after = _next(text, tokens, at)
    if after is None or after.form not in lists().clock["hour"]:
        return at
    if after.form not in {"a", "p"}:
        return at + 1
    half = _next(text, tokens, at + 1)
    return at + 2 if half is not None and half.form == "m" else at


def _part_of_hour(token: Token) -> int | None:
    clock = lists().clock
    if token.form in clock["quarter"] or token.form == "0.25":
        return 15
    if token.form in clock["half"] or token.form == "0.5":
        return 30
    part = token.form if token.sort == "number" and not token.weak else ""
    return int(part) if part.isdecimal() and part.isascii() and 0 < int(part) < 60 else None


def _hour(token: Token | None) -> int | None:
    if token is None or token.sort not in {"number", "date"} or token.weak:
        return None
    plain = token.form if token.form.isdecimal() and len(token.form) <= 2 else ""
    return int(plain) if plain and int(plain) <= 24 else None


def _minutes(raw: str) -> int:
    hour, minute = _TIME.fullmatch(raw).groups()  # type: ignore[union-attr]
    return int(hour) * 60 + int(minute) if int(minute) < 60 else 1440


def _clock_keys(minutes: int) -> frozenset[str]:
    keys = {f"@{minutes % _HALF_DAY}"}
    if minutes % 60 == 0:
        hour = minutes // 60 % 12
        keys |= {_key(hour or 12), _key(hour + 12)}
    return frozenset(keys)


def _next(text: str, tokens: Sequence[Token], at: int) -> Token | None:
    """The token behind, where it stands in the same phrase."""
    if at + 1 >= len(tokens):
        return None
    gap = text[tokens[at].end : tokens[at + 1].begin]
    return tokens[at + 1] if len(gap) <= _NEAR and not gap.strip(" .\u00a0\u202f-") else None


def _amount(form: str) -> float | None:
    try:
        return float(form)
    except ValueError:
        return None


def _key(value: float) -> str:
    return f"{value:.6g}" if value < 1e5 else f"{value:.10g}"


def _digits(value: float) -> int:
    """Significant digits of an amount."""
    plain = f"{value:.10g}".replace(".", "").lstrip("0").split("e")[0]
    return len(plain.rstrip("0"))


def _to(value: float, digits: int) -> float:
    return float(f"{value:.{digits - 1}e}")
