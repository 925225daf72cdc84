"""The text that is compared: its words without the signs that typesetting and markup put into them.

It has the same length as the original, so that every offset stays the same: where the end of a line breaks a
word, each sign of the break becomes a soft hyphen; each sign of a link's address becomes a space.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from syndetect.kernels import words as kernel
from syndetect.kernels.words import WordBatch
from syndetect.text import identify, lexicon

FILL = "\u00ad"
"""A soft hyphen, which the tokeniser ignores inside a word."""

_SURE = "\u00ad\u00ac\u2e17\u2e40"
"""Hyphens that only break words: the soft one, that of OCR, and those of old print."""

_BREAK = re.compile(
    r"(?<=[^\W\d_])(?:(?P<sure>[\u00ad\u00ac\u2e17\u2e40])|[-\u2010]|=(?=[ \t]{0,3}\r?\n))"
    r"(?P<gap>[ \t\u00a0]*\r?\n[ \t\u00a0]*(?:\r?\n[ \t\u00a0]*)?|[ ])(?=(?P<after>[^\W\d_]))"
)
_BEFORE = re.compile(r"[^\W\d_]+\Z")
_AFTER = re.compile(r"[^\W\d_]+")
_LONGEST = 40
"""Characters of half a word, at most."""

_CLOSED = frozenset(("de", "nl", "sv", "da", "nb", "fi", "hu", "et", "is", "lt", "lv"))
"""Languages that write compounds as one word, so that a hyphen before a small letter is a break."""

_LINK = re.compile(
    r"\]\(<?[^\s()<>]{0,2000}(?:\([^\s()]{0,200}\)[^\s()<>]{0,500})?>?"
    r"(?:[ \t\n]{1,3}(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?\)"
)
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,500}(?=\]\()")
_REFERENCE = re.compile(r"\]\[[^\[\]\n]{1,80}\]")
_TARGET = re.compile(
    r"^[ ]{0,3}\[[^\[\]\n]{1,80}\]:[ \t]{0,4}<?(?:[a-z][a-z0-9+.-]{1,20}:|/|#|www\.)[^\n]{0,2000}",
    re.MULTILINE,
)
_SHORTCODE = re.compile(r"\{\{[<%][^\n{}]{0,500}[%>]\}\}")
_TAG = re.compile(
    r"</?(?:a|abbr|aside|b|blockquote|br|cite|code|del|details|div|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img"
    r"|ins|li|mark|ol|p|q|s|script|section|small|span|strong|sub|summary|sup|table|tbody|td|th|tr|u|ul|video)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)

_HALF_SPACES = re.compile(
    r"(?<![\w\u200c])(?:ن?م[يی])(?P<prefix> )(?=[\u0621-\u06d3])"
    r"|(?<=[\u0621-\u06d3])(?P<suffix> )"
    r"(?=(?:ها(?:[يی](?:[يی]|م|ت|ش|مان|تان|شان)?)?|تر(?:[يی]ن)?)(?![\w\u200c]))"
)
"""Spaces in Persian in place of the half-space within a word, after its usual prefixes, before suffixes."""

_PIECES = ("\u3099", "\u309a", "\u1161", "\u1175", "\u1173", "\u0d4d\u200d", "\u0e4d\u0e32", "\u0ecd\u0eb2")
"""Code points of which every letter that is written in pieces has one."""

_COMPOSED = re.compile(
    r"[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\u3040-\u30ff][\u3099\u309a]"
    r"|[\u0d23\u0d28\u0d30\u0d32\u0d33\u0d15]\u0d4d\u200d|\u0e4d\u0e32|\u0ecd\u0eb2"
)
_OTHERWISE = {
    "\u0d23\u0d4d\u200d": "\u0d7a", "\u0d28\u0d4d\u200d": "\u0d7b", "\u0d30\u0d4d\u200d": "\u0d7c",
    "\u0d32\u0d4d\u200d": "\u0d7d", "\u0d33\u0d4d\u200d": "\u0d7e", "\u0d15\u0d4d\u200d": "\u0d7f",
    "\u0e4d\u0e32": "\u0e33", "\u0ecd\u0eb2": "\u0eb3",
}  # fmt: skip


_Judge = Callable[[str, str, str], bool]
"""Whether two halves are one broken word and no compound, from the halves and the gap between them."""


def words(texts: Sequence[str]) -> WordBatch:
    """The words of texts as they are compared, with their offsets in the original texts."""
    return kernel.words([compared(text) for text in texts])


def compared(text: str) -> str:
    """The text as it is compared, of the same length; nearly always the text itself."""
    # Most texts need none of this, which a search for a few signs shows.
    if "](" in text or "][" in text or "]: " in text or "{{" in text:
        text = _unlinked(text)
    if "</" in text or "<br" in text:
        text = _TAG.sub(_blank, text)
    if text.isascii():
        return _joined(text) if _breaks(text, "-") or _breaks(text, "=") else text
    if any(_breaks(text, hyphen) for hyphen in _HYPHENS):
        text = _joined(text)
    return _whole(text)


_HYPHENS = ("-", *_SURE, "\u2010", "=")
"""The last is what people type for the double hyphen of old print."""


def _breaks(text: str, hyphen: str) -> bool:
    """Whether a hyphen follows a letter and precedes a space: dashes have spaces on both sides."""
    at = text.find(hyphen)
    while at >= 0:
        if at and text[at + 1 : at + 2].isspace() and text[at - 1].isalpha():
            return True
        at = text.find(hyphen, at + 1)
    return False


def _blank(match: re.Match[str]) -> str:
    return "".join("\n" if sign == "\n" else " " for sign in match[0])


def _unlinked(text: str) -> str:
    """The text with spaces in place of the addresses and titles of Markdown links and pictures."""
    for pattern in (_PICTURE, _LINK, _REFERENCE, _TARGET, _SHORTCODE):
        text = pattern.sub(_blank, text)
    return text


def _whole(text: str) -> str:
    """The text with composed letters, and with half-spaces inside Persian words."""
    if any(piece in text for piece in _PIECES):
        text = _COMPOSED.sub(_composed, text)
    if (
        "\u0645\u06cc " in text
        or "\u0645\u064a " in text
        or " \u0647\u0627" in text
        or " \u062a\u0631" in text
    ):
        text = _HALF_SPACES.sub(lambda match: match[0][:-1] + "\u200c", text)
    return text


def _composed(match: re.Match[str]) -> str:
    letter = _OTHERWISE.get(match[0]) or unicodedata.normalize("NFC", match[0])
    return letter + FILL * (len(match[0]) - len(letter))


def _joined(text: str) -> str:
    """The text with a soft hyphen in place of each sign that only breaks a word."""
    judge: _Judge | None = None
    pieces: list[str] = []
    at = 0
    for match in _BREAK.finditer(text):
        begin, end = match.start(), match.end()
        sure = match["sure"] is not None and "\n" in match["gap"]
        if not sure:
            before = _BEFORE.search(text, max(0, begin - _LONGEST), begin)
            after = _AFTER.match(text, end, end + _LONGEST)
            if before is None or after is None:
                continue
            if after[0][0].isupper() and not before[0].isupper():
                continue
            judge = judge or _judge(text)
            if not judge(before[0], after[0], match["gap"]):
                continue
        pieces += (text[at:begin], FILL * (end - begin))
        at = end
    return "".join((*pieces, text[at:])) if pieces else text


_FUNCTION_WORDS = 120
"""Common words of a language that can follow a hyphen and a space, as in "two- and three-year"."""

_SEEN = 2.5
"""Uses in a billion words, as a decimal logarithm, of a word that people write without a hyphen, at least."""


def _judge(text: str) -> _Judge:
    language = identify.named(identify.detect([text], [kernel.words([text]).hashes]))[0]
    if language is None:
        return lambda _before, _after, gap: "\n" in gap
    small = frozenset(lexicon.common_words().get(language, "").split()[:_FUNCTION_WORDS])
    own: set[str] = set()

    def judge(before: str, after: str, gap: str) -> bool:
        whole = before + after
        if lexicon.is_listed(whole, language):
            return True
        if after in small:
            return False
        if gap == " " or not (lexicon.is_listed(before, language) and lexicon.is_listed(after, language)):
            return True
        if not own:
            own.update(_OWN.findall(text))
        if whole in own or f"{before}-{after}" in own:
            return whole in own
        return language in _CLOSED or lexicon.commonness(whole, language) >= _SEEN

    return judge


_OWN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
