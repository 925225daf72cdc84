"""Saved web pages made from articles: six layouts, each with the furniture that surrounds real ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape
from itertools import cycle, islice

from syndetect.model import Document

Layout = Callable[[Document, list[str]], str]

MENU = ("Home", "Town", "Harbour", "Business", "Sport", "Culture", "Weather", "Notices", "Archive", "Log in")
RELATED = (
    "Ten walks along the dyke that take less than an hour",
    "Why the market clock has been wrong since the spring",
    "Bakers count the cost of a summer without flour",
    "Quiz: how well do you know the lighthouses of the coast?",
    "Council votes on new benches for the station square",
)
COMMENTS = (
    ("tidewatcher", "I have said so for years and nobody at the town hall wanted to hear a word of it."),
    ("Marthe K.", "Does anybody know whether the number 4 bus runs on Sunday evenings again?"),
    ("old_salt", "Thanks to the reporter, finally an article that names the sums involved."),
)
COOKIES = (
    "We and our 214 partners store information on your device to measure audiences and to show personalised "
    "advertising. You can change your choice at any time in the settings."
)
LETTER = "The morning in five minutes: subscribe to our newsletter and read the day's stories over breakfast."
RIGHTS = (
    "All rights reserved. Reproduction in whole or in part only with written permission. Imprint. Privacy."
)


def page(document: Document, layout: str) -> bytes:
    """The bytes of a page with the article in the middle, in the layout's own encoding."""
    paragraphs = [escape(part) for part in document.text.strip().split("\n\n")]
    text = LAYOUTS[layout](document, paragraphs)
    return text.encode("cp1252", "xmlcharrefreplace") if layout == "tables" else text.encode()


def _semantic(document: Document, paragraphs: list[str]) -> str:
    body = "\n".join(f"<p>{part}</p>" for part in paragraphs)
    return f"""<!DOCTYPE html>
<html lang="{document.language or "en"}"><head><meta charset="utf-8"><title>{_title(document)} - {_outlet(document)}</title>
<meta property="og:site_name" content="{_outlet(document)}"><meta property="og:title" content="{_title(document)}">
<meta property="og:url" content="{_url(document)}"><link rel="canonical" href="{_url(document)}">
{_linked(document)}<style>.sr-only{{position:absolute;left:-9999px}} .modal{{display:none}}</style></head>
<body><a class="sr-only" href="#main">Skip to the content</a>
<header><nav aria-label="Main">{_menu("li")}</nav></header>
<main id="main"><article itemscope itemtype="https://schema.org/NewsArticle">
<header><h1 itemprop="headline">{_title(document)}</h1><p class="byline">From our own correspondent</p></header>
<figure><img src="photo.jpg" alt="The scene on the day"><figcaption>The scene on the day. Photo: archive</figcaption></figure>
<div itemprop="articleBody">{body}</div>
<footer class="tags"><ul><li><a href="/t/a">Coast</a></li><li><a href="/t/b">Region</a></li></ul></footer></article>
<section class="related"><h2>Read more</h2><ul>{_related("li")}</ul></section>
<section id="comments" class="comments"><h2>Comments</h2>{_comments()}</section></main>
<aside><h3>Most read</h3><ol>{_related("li")}</ol></aside>
<div class="modal" id="cookie-consent"><p>{COOKIES}</p><button>Accept all</button></div>
<footer><p>{RIGHTS}</p></footer></body></html>"""  # noqa: E501


def _divided(document: Document, paragraphs: list[str]) -> str:
    box = f'<div class="related-box"><h4>See also</h4><ul>{_related("li")}</ul></div>'
    half = max(1, len(paragraphs) // 2)
    body = "".join(f"<p>{part}</p>\n" for part in paragraphs[:half])
    body += box + "".join(f"<p>{part}</p>\n" for part in paragraphs[half:])
    return f"""<!DOCTYPE html>
<html><head><meta charset="UTF-8"/><title>{_title(document)} | {_outlet(document)}</title>
<meta name="author" content="Newsroom"/><meta property="article:published_time" content="{document.published or ""}"/>
<meta property="og:site_name" content="{_outlet(document)}"/><meta property="og:title" content="{_title(document)}"/>
<script>var page = {{"ad": "top"}};</script></head><body class="single">
<div id="header"><div class="logo">{_outlet(document)}</div><div class="menu"><ul>{_menu("li")}</ul></div></div>
<div id="cookie-banner" class="cookie-notice"><p>{COOKIES}</p><a href="#">Accept</a></div>
<div id="content" class="content-area"><div class="post"><h1 class="entry-title">{_title(document)}</h1>
<div class="post-meta"><span class="author">Newsroom</span> <span class="date">{(document.published or "")[:10]}</span></div>
<div class="share-buttons"><a href="#">Share</a> <a href="#">Send</a> <a href="#">Print</a></div>
<div class="entry-content">{body}</div>
<div class="newsletter-signup"><p>{LETTER}</p><form><input name="mail"><button>Subscribe</button></form></div></div>
<div class="comments-area" id="comments">{_comments()}</div></div>
<div id="sidebar" class="sidebar widget-area"><h3>Popular</h3><ul>{_related("li")}</ul></div>
<div id="footer" class="site-footer">{RIGHTS}</div></body></html>"""  # noqa: E501


def _tables(document: Document, paragraphs: list[str]) -> str:
    body = "<br><br>\n".join(paragraphs)
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">
<title>{_outlet(document)}: {_title(document)}</title><meta name="date" content="{document.published or ""}"></head>
<body bgcolor="#ffffff"><table width="100%"><tr><td colspan="2">{_menu("font")}</td></tr>
<tr><td width="160" valign="top" class="navigation">{_related("div")}</td>
<td valign="top" class="article"><h2>{_title(document)}</h2><div class="text">{body}</div></td></tr>
<tr><td colspan="2" class="footer"><small>{RIGHTS}</small></td></tr></table></body></html>"""  # noqa: E501


def _sections(document: Document, paragraphs: list[str]) -> str:
    body = "".join(
        f'<div data-component="text-block"><p class="c7f3">{part}</p></div>' for part in paragraphs
    )
    return f"""<!doctype html><html><head><meta charset=utf-8><title>{_title(document)}</title>
<meta property="og:site_name" content="{_outlet(document)}">{_linked(document)}</head>
<body><div id="root"><header class="b21a"><nav>{_menu("span")}</nav></header>
<main class="k9d0"><article class="a01x"><div data-component="headline-block"><h1>{_title(document)}</h1></div>
<div data-component="byline-block"><span>By the night desk</span> <time datetime="{document.published or ""}">today</time></div>
<div data-component="share"><button>Share</button><button>Save</button></div>{body}
<div data-component="links-block"><h2>Related topics</h2><ul>{_related("li")}</ul></div></article></main>
<section class="promo"><h2>More on this story</h2>{_related("div")}</section>
<footer class="z1"><nav>{_menu("span")}</nav><small>{RIGHTS}</small></footer></div></body></html>"""  # noqa: E501


def _plain(document: Document, paragraphs: list[str]) -> str:
    body = "\n".join(f"<p>{part}</p>" for part in paragraphs)
    return f"""<!DOCTYPE html>
<!-- saved from url=(0044){_url(document)} -->
<html><head><meta charset="utf-8"><title>{_title(document)}</title><meta name="application-name" content="{_outlet(document)}">
<meta name="dc.date.issued" content="{document.published or ""}"></head>
<body><h1>{_title(document)}</h1>{body}<hr><p><small>{RIGHTS}</small></p></body></html>"""  # noqa: E501


def _hidden(document: Document, paragraphs: list[str]) -> str:
    trap = '<span style="display: none">zq unseen filler words meant for machines only</span>'
    body = "\n".join(f"<p>{part}{trap if at % 3 == 1 else ''}</p>" for at, part in enumerate(paragraphs))
    return _semantic(document, paragraphs).replace(
        "".join(f"<p>{part}</p>\n" for part in paragraphs).rstrip("\n"), body
    )


LAYOUTS: Mapping[str, Layout] = {
    "semantic": _semantic,
    "divided": _divided,
    "tables": _tables,
    "sections": _sections,
    "plain": _plain,
    "hidden": _hidden,
}
"""Every layout by name."""


def layout_of(number: int) -> str:
    """The layout of the page with that number; neighbours differ."""
    return next(islice(cycle(LAYOUTS), number % len(LAYOUTS), None))


def _title(document: Document) -> str:
    return escape(document.title or "Untitled")


def _outlet(document: Document) -> str:
    return escape(document.outlet or "")


def _url(document: Document) -> str:
    return escape(document.url or "")


def _linked(document: Document) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": document.title,
        "datePublished": document.published,
        "author": {"@type": "Person", "name": "A. Reporter"},
        "publisher": {"@type": "Organization", "name": document.outlet},
    }
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _menu(tag: str) -> str:
    return "".join(f'<{tag}><a href="/{name.lower()}">{name}</a></{tag}>' for name in MENU)


def _related(tag: str) -> str:
    return "".join(f'<{tag}><a href="/{at}">{title}</a></{tag}>' for at, title in enumerate(RELATED))


def _comments() -> str:
    return "".join(
        f'<div class="comment"><b class="comment-author">{name}</b><p>{text}</p></div>'
        for name, text in COMMENTS
    )
