"""The text of the article on a page: by trafilatura where it is installed, else in a plainer form."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from copy import deepcopy
from functools import cache
from html import unescape
from itertools import islice
from types import ModuleType
from typing import Any

from syndetect.readers.optional_library import why_broken
from syndetect.readers.page import plain
from syndetect.readers.page.element_tree import parsed, words_of
from syndetect.readers.page.hidden import remove_hidden
from syndetect.readers.page.inline import settle
from syndetect.readers.page.notes import without_notes

_RIGHTS = re.compile(
    r"all rights reserved|alle rechte vorbehalten|alle rechten voorbehouden|tous droits réservés"
    r"|(?:todos los|tutti i|todos os) (?:derechos|diritti|direitos)|все права защищены|усі права захищено"
    r"|wszelkie prawa zastrzeżone|toate drepturile rezervate|tüm hakları saklıdır|©|\(c\) \d{4}",
    re.IGNORECASE,
)
_SHORT = 500
"""Signs under which the library has given up telling paragraphs apart."""

_SMALL_PRINT = 400
"""Signs up to which a last paragraph may be nothing but a notice of rights."""

_CONFUSED = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What the library raises over pages that nobody meant to be read, such as control characters in a link."""

BEST_ELEMENTS = 20_000
"""A page of more is read in the plain form, whose time grows with the page alone."""


def article_text(root: Any, title: str | None) -> str:
    """The paragraphs of the article, an empty line between them; empty when the page has no text.

    Where the library gives a layout's table, or far less than the paragraphs of the page hold, the plain
    form is taken if it holds more.
    """
    if recognised := _recognised(root):
        return "\n\n".join(recognised)
    blocks = _extracted(root)
    if not blocks or _is_doubtful(blocks, root):
        plainly = plain.article(root)
        blocks = plainly if not blocks or _is_more(plainly, blocks) else blocks
    else:
        blocks = _with_subheads(root, _with_lists(root, blocks))
    # Exports of blogs have it once over the article and once in it.
    while title and len(blocks) > 1 and _folded(blocks[0]) == _folded(title):
        blocks = blocks[1:]
    while len(blocks) > 1 and len(blocks[-1]) < _SMALL_PRINT and _RIGHTS.search(blocks[-1]):
        blocks = blocks[:-1]
    return "\n\n".join(blocks)


def _recognised(root: Any) -> list[str]:
    """The paragraphs of a scanned page that a text recognition wrote as hOCR, with the lines of the print."""
    if not any(one.get("name") == "ocr-system" for one in root.iter("meta")):
        return []
    found = []
    for paragraph in root.iter("p", "div"):
        if "ocr_par" not in (paragraph.get("class") or "").split():
            continue
        parts = [one for one in paragraph.iter("span") if _LINE.search(one.get("class") or "")]
        lines = [" ".join(words_of(one)) for one in parts or [paragraph]]
        found.append("\n".join(filter(None, lines)))
    return [text for text in found if text]


_LINE = re.compile(r"\bocr_(?:line|header|caption|textfloat)\b")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def _with_subheads(root: Any, blocks: list[str]) -> list[str]:
    """The blocks with those headings that stand on the page between two that follow each other among them.

    On pages that mark no article the library leaves them out; a heading at whose side something else stands,
    such as that of a box, is none of the article's.
    """
    headings = [one for one in root.iter(*_HEADINGS) if _before(one) is not None]
    if not headings:
        return blocks
    wanted = {_folded(block): at for at, block in enumerate(blocks)}
    before: dict[int, str] = {}
    for heading in headings:
        text = " ".join(words_of(heading))
        following = heading.getnext()
        if _folded(text) in wanted or following is None:
            continue
        above, below = (_folded("".join(one.itertext())) for one in (_before(heading), following))
        # One of the two is a block; the other may be a list, or a paragraph with breaks, which are several.
        for at in (wanted.get(above, len(blocks)) + 1, wanted.get(below, 0)):
            if not 0 < at < len(blocks):
                continue
            if above.endswith(_folded(blocks[at - 1])) and below.startswith(_folded(blocks[at])):
                before[at] = text
    return [part for at, block in enumerate(blocks) for part in (before.get(at), block) if part]


def _before(heading: Any) -> Any:
    """What stands before a heading; before its section, where it is the first of one."""
    before, around = heading.getprevious(), heading.getparent()
    if before is None and around is not None and around.tag in ("section", "div"):
        before = around.getprevious()
    return before


_LISTS = ("ul", "ol", "dl")
_PARAGRAPHS = ("div", "table", *_LISTS)
_INSIDE = 0.5
"""Share of the words inside links from which a list or a loose paragraph is no part of an article."""


def _with_lists(root: Any, blocks: list[str]) -> list[str]:
    """The blocks with those lists and loose paragraphs that stand between two which follow each other.

    On pages that mark no article the library collects paragraphs, quotations and tables alone. Where it kept
    a list or a heading it has found an article, and knows why it left others out.
    """
    loose = [one for one in root.iter(*_PARAGRAPHS) if _stands_between(one)]
    if not loose:
        return blocks
    held = {_letters(block) for block in blocks}
    kept = (one for one in root.iter("li", "dd", *_HEADINGS) if one.find(".//p") is None)
    if any(_letters("".join(one.itertext())) in held for one in kept):
        return blocks
    letters = [_letters(block) for block in blocks]
    after: dict[int, list[str]] = {}
    for parent in dict.fromkeys(one.getparent() for one in loose):
        at = -1
        waiting: list[str] = []
        for child in parent:
            said = _letters("".join(child.itertext())) if isinstance(child.tag, str) else ""
            if not said:
                continue
            begin = next((k for k in _following(at, letters) if said.startswith(letters[k])), None)
            if begin is None:
                if at >= 0:
                    waiting += _loose_blocks(child)
                continue
            if waiting and begin == at + 1:
                after[at] = waiting
            waiting = []
            at = begin
            end = len(letters[at])
            while (
                at + 1 < len(letters) and letters[at + 1] and (more := said.find(letters[at + 1], end)) >= 0
            ):
                at += 1
                end = more + len(letters[at])
    return [part for at, block in enumerate(blocks) for part in (block, *after.get(at, ()))]


def _following(at: int, letters: list[str]) -> Iterable[int]:
    """Where the next block may be that an element holds: just behind the last one, for the first anywhere."""
    places = (at + 1,) if at >= 0 else range(len(letters))
    return [place for place in places if place < len(letters) and letters[place]]


def _stands_between(element: Any) -> bool:
    """Whether an element has a paragraph before and behind it, as far as that is told from its neighbours."""
    return element.getprevious() is not None and element.getnext() is not None


def _loose_blocks(element: Any) -> list[str]:
    if element.tag not in _PARAGRAPHS or plain.is_furniture(element):
        return []
    found = _rows(element) if element.tag == "table" else plain.blocks(element, furniture=False)
    words = words_of(element)
    linked = sum(len(words_of(link)) for link in element.iter("a"))
    if linked >= _INSIDE * len(words):
        return []
    return found if element.tag != "div" or any(map(plain.reads, found)) else []


def _rows(table: Any) -> list[str]:
    """The rows of a table as the library writes them; none of one that is a page's layout."""
    if table.find(".//table") is not None or next(table.iterancestors("table"), None) is not None:
        return []
    rows = [[" ".join(words_of(cell)) for cell in row.iter("td", "th")] for row in table.iter("tr")]
    if any(len(cell) > _ROW for row in rows for cell in row):
        return []
    return [f"| {' | '.join(row)} |" for row in rows if any(row)]


_PART = 0.7
"""Share of the letters in the paragraphs of a page under which a text may be a part of the article only."""

_ROW = 200
"""Signs from which a table's row is a page's layout."""


def _is_doubtful(blocks: list[str], root: Any) -> bool:
    if any(block.startswith("|") and len(block) > _ROW for block in blocks):
        return True
    letters = sum(map(len, blocks))
    paragraphs = [(item, len("".join(item.itertext()))) for item in root.iter("p")]
    if letters >= _PART * sum(size for _, size in paragraphs):
        return False
    return letters < _PART * sum(size for item, size in paragraphs if not plain.is_furniture(item))


def _is_more(plainly: list[str], blocks: list[str]) -> bool:
    """Whether the plain form has all that the library found, and more, or what that took for a table."""
    if any(block.startswith("|") and len(block) > _ROW for block in blocks):
        return bool(plainly)
    held = {_folded(block) for block in plainly}
    return sum(_folded(block) in held for block in blocks) >= _PART * len(blocks) and len(plainly) > len(
        blocks
    )


_LINKED = 0.5
"""Share of the words of a text without sentences inside links from which it is a menu."""
_ALL_LINKED = 0.95
_INDEX = 400
"""Words up to which a text may be a list of links in one line, as folders of servers are shown."""
_NOTICE = 60
"""Words up to which a text may be a notice that asks for scripts to be allowed."""


_CONSENT = re.compile(
    r"cookie|tracker|tracking|traceur|\bconsent|einwilligung|zustimmung|pur-abo|consentimiento|consenso|toestemming"
    r"|personali[sz](?:ed|ierte) (?:ads|advertising|werbung|anzeigen)",
    re.IGNORECASE,
)
_CONSENT_WORDS = 250
"""Words up to which a text may be nothing but a request for consent."""
_CONSENT_SHARE = 0.8


def _asks_for_consent(text: str) -> bool:
    """Whether nearly all that a page says is what it wants to store and show."""
    if "cookie" not in text.lower() or len(text.split()) > _CONSENT_WORDS:
        return False
    asking = sum(len(line) for line in text.splitlines() if _CONSENT.search(line))
    return asking >= _CONSENT_SHARE * len(text.replace("\n", ""))


def no_article(root: Any, text: str, *, dated: bool = False) -> str | None:
    """Why what was found on a page is no article, None when it may be one: a menu, or a notice.

    A page that says when its article was published is no request for consent alone.
    """
    if not dated and _asks_for_consent(text):
        return f"holds no article, only a request for consent to cookies; {_SAVE}"
    first = next((line for line in text.splitlines() if plain.reads(line)), None)
    if first is None:
        title = "".join("".join(one.itertext()) for one in islice(root.iter("title"), 1))
        if text and _letters(text) in _letters(title):
            return f"holds no article, only its headline; {_SAVE}"
        if _linked(root, text) >= _LINKED:
            return f"holds no article, only links; {_SAVE}"
    elif len(text.split()) < _INDEX and _linked(root, text) > _ALL_LINKED:
        return f"holds no article, only links; {_SAVE}"
    elif "javascript" in first.lower() and len(text.split()) < _NOTICE:
        prose = [line for line in text.splitlines() if plain.reads(line)]
        if all("javascript" in line.lower() for line in prose):
            return f"holds no article, only a notice that asks for scripts; {_SAVE}"
    return None


def _linked(root: Any, text: str) -> float:
    """The share of the words of a text that stand inside links."""
    words = text.split()
    linked = {word for link in root.iter("a") for word in words_of(link)}
    return sum(word in linked for word in words) / max(len(words), 1)


_TOLD = 80
"""Signs from which a paragraph tells."""
_WHOLE = 400
"""Signs in such paragraphs from which an element marked as an article is more than a teaser."""


def further_articles(root: Any, text: str) -> int:
    """How many articles a page holds beside the one whose text was taken; comments and teasers are none."""
    marked = list(root.iter("article"))
    if len(marked) < 2:
        return 0
    held = "".join(text.split())
    count = 0
    for element in marked:
        above = [element, *element.iterancestors()]
        if any(one.tag == "article" for one in above[1:]) or any(_is_comment(one) for one in above):
            continue
        paragraphs = ["".join("".join(item.itertext()).split()) for item in element.iter("p")]
        paragraphs = [one for one in paragraphs if len(one) >= _TOLD]
        count += sum(map(len, paragraphs)) >= _WHOLE and not any(one in held for one in paragraphs)
    return count


def _is_comment(element: Any) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return "comment" in named or "related" in named


_SAVE = "a page that scripts make has to be saved from a browser that shows it"


def stated_text(stated: str, found: str) -> str:
    """The better of an article's text as the page's JSON-LD states it, and as it was `found` on the page.

    What is stated is the article where the page shows its beginning only, or something far shorter.
    """
    if len(stated) < _STATED or len(stated) < _LONGER * len(found):
        return found
    text = fragment_text(stated) if "</" in stated or "<br" in stated else _unescaped(stated)
    begins = _letters(text)[:_BEGINNING]
    if begins in _letters(found) or len(found) < _FAR_SHORTER * len(text):
        return text if len(text) >= _LONGER * len(found) else found
    return found


_STATED = 200
_LONGER = 1.3
_FAR_SHORTER = 0.4
_BEGINNING = 40


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _unescaped(text: str) -> str:
    lines = (" ".join(line.split()) for line in unescape(text).splitlines())
    return "\n\n".join(filter(None, lines))


def fragment_text(source: str) -> str:
    """The paragraphs of a piece of HTML that is all article, as feeds hold it."""
    root = parsed(source)
    if root is None:
        return ""
    settle(root)
    without_notes(root)
    remove_hidden(root)
    captions = [one for one in root.iter("figcaption", "p") if _is_caption(one)]
    if captions and len(words_of(root)) > sum(len(words_of(one)) for one in captions):
        for caption in captions:
            if caption.getparent() is not None:
                caption.drop_tree()
    return "\n\n".join(plain.blocks(root))


def _is_caption(element: Any) -> bool:
    return element.tag == "figcaption" or "wp-caption-text" in (element.get("class") or "").split()


def _extracted(root: Any) -> list[str]:
    library: Any = _trafilatura()
    if library is None and _BROKEN:
        _PLAIN.append(1)
    if library is None or sum(1 for _ in root.iter()) > BEST_ELEMENTS:
        return []
    try:
        # A copy, since the tree is taken apart on the way and may be needed again.
        found = library.bare_extraction(
            deepcopy(root), fast=True, include_comments=False, with_metadata=False
        )
    except _CONFUSED:
        return []
    text = (found.text if found is not None else None) or ""
    return [line for part in text.splitlines() if (line := part.strip())] if len(text) >= _SHORT else []


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


@cache
def _trafilatura() -> ModuleType | None:
    """The library that finds articles, None where it is not installed, or cannot be loaded."""
    try:
        import trafilatura
    except ImportError as error:
        reason = why_broken("trafilatura", error)
        _BROKEN.extend([reason] if reason else [])
        return None
    # What it logs about a page holds words of that page, and without a handler would go to the terminal.
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
    return trafilatura


_BROKEN: list[str] = []
_PLAIN: list[int] = []


def read_plainly() -> int:
    """How many pages were read without the library because it is broken."""
    return len(_PLAIN)


def broken() -> str | None:
    """Why the library could not be loaded though it is installed; None where it was not asked for, too."""
    return _BROKEN[0] if _BROKEN else None
