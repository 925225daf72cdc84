"""Text that a page holds and no reader sees: taken out, and counted where it stands inside an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from syndetect.readers.page.element_tree import words_of

_UNSEEN = frozenset({"template", "noscript", "script", "style"})
_AMP = frozenset(
    {"amp-ad", "amp-embed", "amp-consent", "amp-sidebar", "amp-sticky-ad", "amp-user-notification"}
)
"""Parts of AMP pages that lie over an article or come from elsewhere."""
_INSIDE = frozenset({"p", "article", "main"})
_CONTROLS = frozenset({"nav", "form", "button", "select", "dialog", "figure", "aside", "header", "footer"})

_TOOLBARS = frozenset({"wm-ipp-base", "wm-ipp", "wm-ipp-print"})
"""What web archives lay over their copies of pages."""

_STYLE = re.compile(
    r"""(?<![\w-])(?: display\s*:\s*none
      | visibility\s*:\s*(?:hidden|collapse)
      | (?:opacity|font-size)\s*:\s*(?:0++(?:\.0++)?+|\.0++)(?![\d.])
      | (?:left|top|right|text-indent|margin-left)\s*:\s*-\d{4}
      | clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\) )""",
    re.IGNORECASE | re.VERBOSE,
)
# What is never closed goes to the end: to look for its end from every opening would take for ever.
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_RULE = re.compile(r"(?<![^{}])([^{}]*+)\{([^{}]*+)\}")
_NAME = re.compile(r"(?:[a-zA-Z][\w-]*)?([.#][A-Za-z_][\w-]*)")
_MAX_STYLE = 400_000


class Removed(NamedTuple):
    """What was taken out of the article of a page, in words and in letters."""

    words: int = 0
    letters: int = 0


def remove_hidden(root: Any, *, from_article: bool = True) -> Removed:
    """Take hidden elements out of the tree; what is told are those that stood inside an article.

    Without `from_article` those stay: styles hide a whole article until a script shows it.
    """
    words = letters = 0
    for element in list(_hidden(root)):
        if element.getparent() is None:
            continue
        if _counts(element):
            if not from_article:
                continue
            found = words_of(element)
            words += len(found)
            letters += sum(map(len, found))
        element.drop_tree()
    return Removed(words, letters)


_PROSE = 20
"""Words from which what stands in ``noscript`` is part of an article."""
_NOTICE = 60
"""Words up to which it may be a notice that asks for scripts to be allowed."""
_BEGINNING = 8


def show_noscript(root: Any) -> None:
    """Make parts of the article of what pages hold for readers without scripts, unless it is there."""
    for element in list(islice(root.iter("noscript"), _MAX_NOSCRIPT)):
        words = words_of(element)
        if len(words) < _PROSE or not (_counts(element, unseen=False) or _is_all(words, root)):
            continue
        text = " ".join(words)
        if len(words) < _NOTICE and "javascript" in text.lower():
            continue
        whole = " ".join(words_of(root))
        if whole.count(" ".join(words[:_BEGINNING])) == 1:
            element.tag = "div"


def _is_all(words: list[str], root: Any) -> bool:
    """Whether words are an article's by their number, and most of what a page holds."""
    return len(words) >= _WHOLE and 2 * len(words) > len(words_of(root))


_MAX_NOSCRIPT = 20
_WHOLE = 80
"""Words of a part that is an article although nothing marks it as one: notices have fewer."""


def _counts(element: Any, *, unseen: bool = True) -> bool:
    if unseen and element.tag in _UNSEEN:
        return False
    around = [element.tag, *(parent.tag for parent in element.iterancestors())]
    return not _INSIDE.isdisjoint(around) and _CONTROLS.isdisjoint(around)


def _hidden(root: Any) -> Iterator[Any]:
    """Every outermost hidden element, in the order of the page."""
    names = _hiding_names(root)
    body = root.find("body")
    inside: Any = None
    for element in body.iter() if body is not None else ():
        if not _is_hidden(element, names) or element is body:
            continue
        if inside is None or inside not in element.iterancestors():
            inside = element
            yield element


def _is_hidden(element: Any, names: frozenset[str]) -> bool:
    get, tag = element.get, element.tag
    if tag in _UNSEEN or get("hidden") is not None or get("id") in _TOOLBARS or get("aria-modal") == "true":
        return True
    if tag in _AMP or (get("amp-access") or "").strip().upper().startswith("NOT "):
        return True
    if tag == "dialog" and get("open") is None:
        return True
    style = get("style")
    if style and _STYLE.search(style):
        return True
    own = [f".{name}" for name in get("class", "").split()] if names else []
    return not names.isdisjoint(own) or f"#{get('id', '')}" in names


def _hiding_names(root: Any) -> frozenset[str]:
    """Classes and ids that the page's own style sheets hide, from rules for nothing but such a name."""
    names: set[str] = set()
    for sheet in root.iter("style"):
        if sheet.get("media", "") not in ("", "all", "screen"):
            continue
        css = _COMMENT.sub("", (sheet.text or "")[:_MAX_STYLE])
        for selector, rules in _RULE.findall(_outside_media(css)):
            if _STYLE.search(rules):
                parts = (_NAME.fullmatch(part.strip()) for part in selector.split(","))
                names |= {part[1] for part in parts if part}
    return frozenset(names)


def _outside_media(css: str) -> str:
    """A style sheet without what stands inside ``@media`` and its like: that may hold for print only."""
    if "@" not in css:
        return css
    kept, depth, begin, skipping = [], 0, 0, False
    for match in re.finditer(r"[@{};]", css):
        sign, at = match[0], match.start()
        if sign == "@" and depth == 0 and not skipping:
            kept.append(css[begin:at])
            skipping = True
        elif sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
        if skipping and depth == 0 and sign in "};":
            begin, skipping = at + 1, False
    return "".join([*kept, "" if skipping else css[begin:]])
