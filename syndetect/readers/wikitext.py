"""The text of a page of a wiki as its readers see it: without templates, tables, notes and markup."""

from __future__ import annotations

import html
import re

_COMMENT = re.compile(r"<!--(?:[^-]|-(?!->))*+(?:-->)?")
_UNSEEN = (
    "ref",
    "gallery",
    "math",
    "timeline",
    "imagemap",
    "score",
    "syntaxhighlight",
    "source",
    "templatestyles",
    "references",
    "noinclude",
    "graph",
    "mapframe",
    "categorytree",
    "dynamicpagelist",
    "inputbox",
)
"""Elements of which nothing is text of the page."""

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,30})((?:[^<>\"']|\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}')*+)>")
_MARK = re.compile(r"\{\{|\}\}|\[\[|\]\]|^[ \t:]*+\{\||^[ \t]*+\|\}", re.MULTILINE)
_OUTER = re.compile(r"\[(?:https?:|ftp:|mailto:)?//[^\s\[\]<>]{1,2000}(?:[ \t]([^\[\]\n]{0,1000}))?\]")
_HEADING = re.compile(r"^=[^\n]*+", re.MULTILINE)
_EMPHASIS = re.compile(r"'{2,5}")
_SWITCH = re.compile(r"__[A-Z]{3,30}__")
_LIST = re.compile(r"^[*#:;]{1,20}[ \t]*", re.MULTILINE)
_RULE = re.compile(r"^-{4,}[ \t]*", re.MULTILINE)
_GAPS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_FILE = re.compile(
    r"(?:file|image|media|datei|bild|fichier|archivo|imagen|immagine|ficheiro|imagem|bestand|afbeelding"
    r"|plik|soubor|"
    r"файл|изображение|зображення|dosya|fil|tiedosto|kép|fișier|ملف|صورة|קובץ|ファイル|画像|文件|파일|category"
    r"|kategorie|"
    r"catégorie|categoría|categoria|categorie|kategoria|категория|категорія|kategori|luokka|kategória"
    r"|تصنيف|קטגוריה|カテゴリ|"
    r"分类|分類|분류)[ \t]*:",
    re.IGNORECASE,
)
"""What links begin with that show a picture or put the page into a category."""

_DATED = re.compile(r"\{\{[ \t]*(?:date|datum)[ \t]*\|([^{}|\n]{4,60})[}|]", re.IGNORECASE)
_LINKED = re.compile(r"\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]|]{0,200})\]\]")
_REDIRECT = re.compile(
    r"\s{0,100}#(?:redirect|weiterleitung|redirection|redirección|rinvia|doorverwijzing|patrz"
    r"|перенаправление|"
    r"перенаправлення|yönlendir|omdirigering|ohjaus|átirányítás|تحويل|הפניה|転送|重定向|넘겨주기)\b",
    re.IGNORECASE,
)
_KEPT_IN = frozenset(
    ["br", "p", "div", "li", "tr", "td", "th", "blockquote", "center", "poem", "h2", "h3", "dd", "dt"]
)
_LEVELS = 100


def is_redirect(source: str) -> bool:
    """Whether a page does nothing but lead to another."""
    return _REDIRECT.match(source) is not None


def stated_date(source: str) -> str | None:
    """What the page's template of a date says, as pages of news have one; None without one."""
    found = _DATED.search(source)
    return found[1].strip() if found else None


def plain_text(source: str) -> str:
    """The paragraphs of a page, with empty lines between them."""
    text = _COMMENT.sub("", source.replace("\r\n", "\n"))
    text = _without_tags(text)
    text = _without_nested(text)
    text = _OUTER.sub(lambda found: found[1] or "", text)
    text = _HEADING.sub(_heading, text)
    text = _EMPHASIS.sub("", _SWITCH.sub("", text))
    text = _RULE.sub("", _LIST.sub("\n", text))
    paragraphs = (" ".join(part.split()) for part in _GAPS.split(html.unescape(text)))
    return "\n\n".join(part for part in paragraphs if part)


def _heading(found: re.Match[str]) -> str:
    line = found[0].rstrip()
    return "\n" + line.strip("= \t") + "\n" if line.endswith("=") else line


def _without_tags(text: str) -> str:
    """The text without elements: of those that show no text nothing is left, of blocks a line's end."""
    pieces: list[str] = []
    place = 0
    unseen: tuple[str, int] | None = None
    for found in _TAG.finditer(text):
        name = found[2].lower()
        if unseen is not None:
            if found[1] and name == unseen[0]:
                place, unseen = found.end(), None
            continue
        if name == "nowiki" or (found[1] and name in _UNSEEN):
            pieces.append(text[place : found.start()])
            place = found.end()
        elif name in _UNSEEN:
            pieces.append(text[place : found.start()])
            place = found.end()
            if not found[3].rstrip().endswith("/"):
                unseen = (name, found.start())
        else:
            pieces += [text[place : found.start()], "\n\n" if name in _KEPT_IN else ""]
            place = found.end()
    # What is opened and never closed hides nothing.
    return "".join([*pieces, text[place:]])


def _without_nested(text: str) -> str:
    """The text without templates and tables; links to pages are what they show, those to pictures nothing."""
    levels: list[tuple[str, list[str]]] = [("", [])]
    place = 0
    for found in _MARK.finditer(text):
        mark = found[0].strip(" \t:")
        levels[-1][1].append(text[place : found.start()])
        place = found.end()
        if mark in ("{{", "[[", "{|"):
            if len(levels) < _LEVELS:
                levels.append((mark, []))
            continue
        opened = {"}}": "{{", "]]": "[[", "|}": "{|"}[mark]
        depth = next((at for at in range(len(levels) - 1, 0, -1) if levels[at][0] == opened), 0)
        if not depth:
            continue
        _, inner = levels[depth]
        inner = [*inner, *(piece for mark, pieces in levels[depth + 1 :] for piece in (mark, *pieces))]
        del levels[depth:]
        if opened == "[[":
            levels[-1][1].append(_shown("".join(inner)))
        elif opened == "{{":
            levels[-1][1].append(_worded("".join(inner)))
        else:
            levels[-1][1].append("\n")
    levels[-1][1].append(text[place:])
    # What was opened and never closed stays as it is, without the mark.
    return "".join(piece for _, pieces in levels for piece in pieces)


_WORDS = re.compile(
    r"[ \t\n]*(?:w|wikipedia|source "
    r"link|lang|langue|nowrap|nobr|quote|q|cita|cytat|zitat|citation|blockquote|small|s)"
    r"[ \t]*(?=\|)",
    re.IGNORECASE,
)


def _worded(inner: str) -> str:
    """What a template shows of which it is known that it shows a value: the last one without a name."""
    if not _WORDS.match(inner):
        return ""
    head, *values = inner.split("|")
    plain = [value for value in values if "=" not in value.partition(" ")[0]]
    if not plain:
        return ""
    first = head.strip().casefold() in ("quote", "q", "cita", "cytat", "zitat", "citation", "blockquote")
    return (plain[0] if first else plain[-1]).strip()


def _shown(inner: str) -> str:
    if _FILE.match(inner):
        return ""
    target, bar, label = inner.partition("|")
    if target.startswith(("fr:", "en:", "de:")) and not bar:
        return ""
    return label if bar and label else target.lstrip(":").partition("#")[0] or inner
