"""TEI: the articles of an encoded issue, or the text of the file where it marks none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from syndetect.errors import InputError
from syndetect.model import Document, Skipped
from syndetect.plugins import Input
from syndetect.readers.agency.items import when
from syndetect.readers.as_skipped import errors_as_skipped
from syndetect.readers.flow import JOIN, flow
from syndetect.readers.parts import article, whole_file
from syndetect.readers.xml_roots import tree, words_in
from syndetect.settings import Settings

_SPACE = "{http://www.w3.org/XML/1998/namespace}"
_DIVISIONS = ("div", "div0", "div1", "div2", "div3", "div4", "div5", "div6", "div7")
_BLOCKS = frozenset(
    (
        *_DIVISIONS,
        "p",
        "ab",
        "l",
        "lg",
        "sp",
        "list",
        "item",
        "table",
        "row",
        "quote",
        "signed",
        "closer",
        "trailer",
        "head",
        "opener",
        "salute",
        "body",
        "text",
        "front",
        "back",
        "group",
        "floatingText",
    )
)
_NOT_TEXT = frozenset(
    [
        "note",
        "fw",
        "del",
        "gap",
        "figure",
        "figDesc",
        "graphic",
        "byline",
        "dateline",
        "teiHeader",
        "front",
        "back",
        "facsimile",
        "standOff",
        "witDetail",
        "rdg",
        "surplus",
    ]
)
_WORSE = frozenset(["sic", "orig", "abbr"])
_NO_ARTICLE = frozenset(
    [
        "advertisement",
        "ad",
        "ads",
        "advert",
        "adverts",
        "contents",
        "toc",
        "index",
        "masthead",
        "price",
        "titlepage",
        "cover",
        "colophon",
        "imprint",
        "notes",
        "bibliography",
    ]
)
_QUOTED = frozenset(["q", "quote", "said"])
_LINES = frozenset(["p", "ab", "l", "item", "seg", "hi", "emph", "cell", "s", *_QUOTED])
_OPENING = tuple("\"'“”„‟«»‹›‘‚「『—–")
_DATES = ("when", "when-iso", "from", "notBefore", "from-iso")
_TEXT_WORDS = 5


@errors_as_skipped
def read_tei(
    file: IO[bytes],
    origin: Input,
    fields: Mapping[str, str],  # noqa: ARG001 (every reader's signature)
    settings: Settings,
) -> Iterator[Document | Skipped]:
    """One article a division that is marked as one; else the divisions with a head, else the whole text."""
    root, problem = tree(whole_file(file, origin, settings))
    texts = [one for one in root.iter("TEI", "TEI.2") if one.find("text") is not None] or [root]
    found = [(text, part) for text in texts for part in _articles(text)]
    if not found:
        raise InputError("is TEI without text")
    for number, (text, part) in enumerate(found, 1):
        record = {**_about(text), **_about_article(part)}
        if len(found) == 1 and not record["title"]:
            record["title"] = words_in(text.find("teiHeader/fileDesc/titleStmt/title"))
        yield article(record, _text(part), origin, settings, number if len(found) > 1 else None)
    if problem:
        yield Skipped(origin.path, problem)


def _articles(text: Any) -> list[Any]:
    divisions = list(text.iter(*_DIVISIONS))
    marked = [one for one in divisions if _type(one) == "article"]
    if marked:
        return [one for one in marked if not any(_type(above) == "article" for above in one.iterancestors())]
    body = text.find("text/body")
    body = body if body is not None else text.find("text")
    if body is None:
        return []
    headed = [one for one in _children(body) if _reads(one)]
    # A file that is one article has its headlines and its text in divisions of their own.
    whole = any(_type(one).startswith(("article", "headline")) for one in divisions)
    return headed if len(headed) > 1 and not whole else [body]


def _children(body: Any) -> list[Any]:
    """The outermost divisions with a head; of one division that holds all, those inside it."""
    level = [one for one in body if one.tag in _DIVISIONS]
    while len(level) == 1 and (inner := [one for one in level[0] if one.tag in _DIVISIONS and _reads(one)]):
        level = inner
    return level


def _reads(division: Any) -> bool:
    headed = division.find("head") is not None and next(division.iter("p", "ab", "l"), None) is not None
    return headed and _type(division) not in _NO_ARTICLE


def _type(division: Any) -> str:
    return (division.get("type") or "").strip().lower()


def _text(part: Any) -> str:
    own = _heads(part)
    blocks = flow(part, _is_block, lambda element: element in own or _passed_over(element), _sign, _behind)
    return "\n\n".join(blocks)


def _is_block(element: Any) -> bool:
    return element.tag in _BLOCKS and not _is_said(element)


def _is_said(element: Any) -> bool:
    """Whether an element is a quotation within a paragraph, which most files leave without its marks."""
    if element.tag not in _QUOTED:
        return False
    holder = element.getparent()
    inline = holder is not None and holder.tag in _LINES
    return inline and not any(one.tag in _BLOCKS for one in element.iterdescendants())


def _passed_over(element: Any) -> bool:
    if element.tag in _NOT_TEXT or (
        element.tag in _DIVISIONS and _type(element) in (*_NO_ARTICLE, "headlines")
    ):
        return True
    if element.tag in _WORSE:
        choice = element.getparent()
        return choice is not None and choice.tag == "choice" and any(one.tag not in _WORSE for one in choice)
    return False


def _sign(element: Any) -> str:
    if element.tag in _QUOTED:
        return _marks(element)[0]
    if element.tag in ("lb", "pb", "cb", "milestone", "gb"):
        return JOIN if element.get("break") == "no" else " "
    return " " if element.tag == "cell" else ""


def _behind(element: Any) -> str:
    return _marks(element)[1] if element.tag in _QUOTED else ""


def _marks(element: Any) -> tuple[str, str]:
    """The marks of a quotation within a paragraph; none where they stand in the text already."""
    if not _is_said(element):
        return "", ""
    inside, before = "".join(element.itertext()).strip(), element.getprevious()
    ahead = (before.tail if before is not None else element.getparent().text) or ""
    written = inside[:1] in _OPENING or (ahead[-1:] and ahead[-1:] in _OPENING)
    return ("", "") if written or not inside else ("“", "”")


def _about_article(part: Any) -> dict[str, Any]:
    heads = [text for one in _heads(part) if (text := _line(one))]
    byline, dateline = _first(part, "byline"), _first(part, "dateline")
    signed = " ".join(words_in(one) for one in part.iter("signed")).strip("()[] .")
    return {
        "title": heads[0] if heads else None,
        "subtitle": heads[1] if len(heads) > 1 else None,
        "byline": _line(byline) if byline is not None else None,
        "dateline": _line(dateline) if dateline is not None else None,
        "credit": signed or None,
        "language": next(
            (code for one in (part, *part.iterancestors()) if (code := one.get(f"{_SPACE}lang"))), None
        ),
    }


def _heads(part: Any) -> list[Any]:
    """The headlines of an article: those ahead of its text; later ones are subheads in it."""
    found = []
    for element in part.iter("head", "p", "ab", "l"):
        if element.tag != "head":
            break
        found.append(element)
    return found


def _first(part: Any, name: str) -> Any:
    return next(part.iter(name), None)


def _line(element: Any) -> str:
    inner = flow(element, _is_block, lambda one: one.tag in ("note", "fw", "del", "gap"), _sign)
    return " ".join(inner)


def _about(text: Any) -> dict[str, Any]:
    """What the header says of the print, not of the edition, which has a title and date of its own."""
    header = text.find("teiHeader")
    above = text.getparent()
    if header is None and above is not None:
        header = above.find("teiHeader")
    if header is None:
        return {}
    source = next(header.iter("sourceDesc"), None)
    journal = next((words_in(one) for one in header.iter("title") if one.get("level") == "j"), None)
    return {
        "outlet": journal or (words_in(source.find(".//bibl/title")) if source is not None else None),
        "published": _date(source)
        or _date(header.find("fileDesc/titleStmt"))
        or _born_digital(header, source),
        "author": ", ".join(
            name for one in header.findall("fileDesc/titleStmt/author") if (name := words_in(one))
        ),
    }


def _born_digital(header: Any, source: Any) -> str | None:
    """The day on which a file came out that says of no print that it was made from it."""
    printed = (
        source is not None and next(source.iter("bibl", "biblStruct", "biblFull", "msDesc"), None) is not None
    )
    date = header.find("fileDesc/publicationStmt/date")
    return None if printed or date is None else _date(date.getparent()) or when(words_in(date))


def _date(element: Any) -> str | None:
    for date in element.iter("date") if element is not None else ():
        for name in _DATES:
            value = (date.get(name) or "").strip()
            if re.fullmatch(r"\d{4}-\d\d-\d\d(?:T.{1,30})?", value) and (day := when(value)):
                return day
    return None
