"""The plain form of reading a page: the part that is marked as the article, without marked furniture."""

from __future__ import annotations

import re
from typing import Any

from syndetect.readers.page.element_tree import xpath

_BLOCK_NAMES = """address article aside blockquote body br dd details div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr
ul"""
BLOCKS = _BLOCKS = frozenset(_BLOCK_NAMES.split())
"""Elements that stand for themselves, apart from what is around them."""

_FURNITURE_NAMES = """nav header footer aside form button select figcaption time h1 iframe svg script style
noscript template"""
_FURNITURE_TAGS = frozenset(_FURNITURE_NAMES.split())
_FURNITURE = re.compile(
    r"cookie|consent|newsletter|related|comment|share|sharing|social|sidebar|promo|breadcrumb|byline|post-?meta"
    r"|popular|most-?read|navigation|\bnav\b|\bmenu\b|subscri|footer|links-block|caption|advert|\btags?\b",
    re.IGNORECASE,
)
_DATES = frozenset({"datePublished", "dateModified", "dateCreated"})
_ROLES = frozenset({"navigation", "dialog", "complementary", "contentinfo", "banner", "search"})

_MARKED = "descendant-or-self::*[self::article or self::main or @itemprop='articleBody']"
"""The elements that are marked as the article."""

_LINKED = 0.6
"""Share of a block's signs inside links from which it is a list of links."""
_LONG = 12
_SHORTEST = 3
"""Words of the shortest sentence that is told from a label."""
_FULL = re.compile(r"[.!?:…][\"'”’»“)\]]*$")


def article(root: Any) -> list[str]:
    """The blocks of what is marked as the article; else from the first that reads like one to the last."""
    container = _container(root)
    found = blocks(container, furniture=False)
    if container is not root and found:
        return found
    good = [at for at, text in enumerate(found) if reads(text)]
    if not good:
        return blocks(root)
    first, last = good[0], good[-1]
    # A short sentence beside one that reads like one is the article's as well.
    while first and _is_short_sentence(found[first - 1]):
        first -= 1
    while last + 1 < len(found) and _is_short_sentence(found[last + 1]):
        last += 1
    return found[first : last + 1]


def _is_short_sentence(text: str) -> bool:
    return text.count(" ") >= _SHORTEST - 1 and _FULL.search(text) is not None and not text.endswith(":")


def blocks(root: Any, *, furniture: bool = True) -> list[str]:
    """The text of an element block by block; without `furniture` what is marked as such is passed over."""
    from lxml import etree

    found: list[str] = []
    pieces: list[str] = []
    linked = 0
    walk = etree.iterwalk(root, events=("start", "end"))

    def flush() -> None:
        nonlocal linked
        text = " ".join("".join(pieces).split())
        if text and (furniture or linked < _LINKED * len(text)):
            found.append(text)
        pieces.clear()
        linked = 0

    skipped: Any = None
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _BLOCKS:
                flush()
            if skipped is None and element is not root and _passed_over(element, furniture=furniture):
                skipped = element
                walk.skip_subtree()
                continue
            pieces.append(element.text or "")
            linked += len(element.text or "") if tag == "a" else 0
            continue
        if element is skipped:
            skipped = None
        if tag in _BLOCKS:
            flush()
        if element is not root:
            pieces.append(element.tail or "")
    flush()
    return found


def _passed_over(element: Any, *, furniture: bool) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in ("script", "style", "head", "title"):
        return True
    if furniture:
        return False
    if tag in _FURNITURE_TAGS or element.get("role") in _ROLES:
        return True
    prop = element.get("itemprop")
    if prop in _DATES:
        return True
    names = f"{element.get('class', '')} {element.get('id', '')} {element.get('data-component', '')}"
    return tag not in ("body", "html", "article", "main") and _FURNITURE.search(names) is not None


def is_furniture(element: Any) -> bool:
    """Whether an element stands inside what is marked as furniture."""
    return any(_passed_over(around, furniture=False) for around in (element, *element.iterancestors()))


def _container(root: Any) -> Any:
    """The smallest element that is marked as the article and holds most of what stands in such elements."""
    sizes = [(len("".join(element.itertext())), element) for element in xpath(_MARKED)(root)[:50]]
    largest = max((size for size, _ in sizes), default=0)
    near = [(size, element) for size, element in sizes if 2 * size > largest]
    return min(near, key=lambda item: item[0])[1] if near else root


def reads(text: str) -> bool:
    """Whether a block is long enough for a sentence, or ends like one."""
    count = text.count(" ") + 1
    return count >= _LONG or (count >= _LONG // 2 and _FULL.search(text) is not None)
