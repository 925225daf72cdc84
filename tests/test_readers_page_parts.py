"""What stands beside the article on pages: consent, teasers, live updates, parts of AMP, dates of events."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from syndetect import read
from syndetect.boilerplate.page_lines import is_furniture
from syndetect.model import Document, Skipped

STORY = (
    "The harbour board of Merrow sold its last steam crane on Tuesday to a museum in the north.",
    "Nobody had offered more than the price of scrap, the chairwoman told the members.",
    "The crane was built in 1911 and lifted nothing heavier than a piano in its last ten years.",
    "Work on the quay begins in March and should last until the end of the summer, she said.",
)
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in STORY)
CONSENT = {
    "de": "Wir und unsere Partner verwenden Cookies, um Informationen auf Ihrem Gerät zu speichern. Mit "
    "Ihrer Zustimmung dürfen wir Werbung personalisieren.",
    "es": "Nosotros y nuestros socios utilizamos cookies para almacenar información en su dispositivo. Con "
    "su consentimiento podemos personalizar la publicidad.",
    "fr": "Nous et nos partenaires utilisons des cookies pour stocker des informations. Avec votre "
    "consentement, nous personnalisons la publicité.",
}


def page(tmp_path: Path, body: str, head: str = "") -> Document | Skipped:
    """What is read of a page first."""
    (tmp_path / "a.html").write_text(
        f"<html><head><title>Crane</title>{head}</head><body>{body}</body></html>"
    )
    return next(iter(read(tmp_path / "a.html")))


@pytest.mark.parametrize("language", CONSENT)
def test_a_request_for_consent_alone_is_no_article(tmp_path: Path, language: str) -> None:
    """Two crawls that met the same wall are no copies of each other."""
    found = page(tmp_path, f"<main><h2>Cookies</h2><p>{CONSENT[language]}</p><button>OK</button></main>")
    assert isinstance(found, Skipped)
    assert found.reason.startswith("holds no article, only a request for consent to cookies")
    assert is_furniture(CONSENT[language])


def test_an_article_about_consent_is_one(tmp_path: Path) -> None:
    """What was published at a time is an article, whatever it is about."""
    when = '<meta property="article:published_time" content="2024-05-01">'
    found = page(tmp_path, f"<article><h1>Ruling</h1><p>{CONSENT['de']}</p></article>", when)
    assert isinstance(found, Document)


@pytest.mark.parametrize(
    "line",
    ["Already a subscriber? Log in", "Subscribe to continue reading this story.",
     "Jetzt weiterlesen mit MöwePlus",
     "Sie haben bereits ein Abo? Hier anmelden", "Cet article est réservé aux abonnés", "Tout accepter",
     "Il vous reste 75 % de cet article à lire.", "Este contenido es exclusivo para suscriptores"],
)  # fmt: skip
def test_lines_of_a_barrier_are_furniture(line: str) -> None:
    """What asks a reader to pay or to agree is no part of an article."""
    assert is_furniture(line)


def test_the_day_of_a_teaser_is_not_the_article_s(tmp_path: Path) -> None:
    """A ``time`` counts that stands in the article, and none of a card or comment beside it."""
    card = '<article class="card"><h2>Rain</h2><time datetime="2024-03-03">3 March</time></article>'
    comment = '<div class="comment"><time datetime="2024-03-04">4 March</time><p>I never heard it.</p></div>'
    own = '<time datetime="2023-05-04">4 May</time>'
    for head, expected in (("", None), (own, "2023-05-04")):
        body = f"<main>{card}<article><h1>Crane sold</h1>{head}{PARAGRAPHS}{comment}</article>{card}</main>"
        found = page(tmp_path, body)
        assert isinstance(found, Document)
        assert found.published == expected


def test_a_live_blog_has_its_updates(tmp_path: Path) -> None:
    """What a page shows by scripts alone stands in its data, an update a paragraph."""
    updates = [{"@type": "BlogPosting", "articleBody": line} for line in STORY]
    data = {"@type": "LiveBlogPosting", "headline": "Crane", "liveBlogUpdate": updates}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    found = page(tmp_path, '<div id="root"></div>', script)
    assert isinstance(found, Document)
    assert found.text == "\n\n".join(STORY)


def test_parts_of_amp_pages_that_are_no_article_are_left_out(tmp_path: Path) -> None:
    """Advertisements, consent and what only strangers see."""
    body = (
        f"<amp-consent><div>{CONSENT['fr']}</div></amp-consent><article><h1>Crane</h1>"
        f'<section amp-access="access" amp-access-hide>{PARAGRAPHS}</section>'
        "<amp-ad><div fallback>Buy more gulls from us today, said the box.</div></amp-ad>"
        '<section amp-access="NOT access"><p>Log in to read the whole of it.</p></section></article>'
    )
    found = page(tmp_path, body)
    assert isinstance(found, Document)
    assert found.text == "\n\n".join(STORY)


@pytest.mark.parametrize(
    "line",
    ["Merrow Town Hall, 14 June 2024, 7 pm", "Council resolution of 12 April 2023",
     "From our archive, 4 May 1911",
     "Applications until 30 June 2024", "Premiere: 14. Juni 2024", "Date limite : 14 juin 2024",
     "Fecha: 14 de junio de 2024", "gull7, 3 March 2024, 10:15"],
)  # fmt: skip
def test_a_date_behind_the_text_is_of_what_it_tells(tmp_path: Path, line: str) -> None:
    """A line under the paragraphs names an event, a deadline or a comment, unless it says otherwise."""
    found = page(tmp_path, f"<div><h1>Crane sold</h1>{PARAGRAPHS}<p>{line}</p></div>")
    assert isinstance(found, Document)
    assert found.published is None
    (tmp_path / "a.txt").write_text("\n\n".join(("Crane sold", *STORY, line)))
    [text] = read(tmp_path / "a.txt")
    assert isinstance(text, Document)
    assert text.published is None


def test_short_reports_on_one_page_are_counted(tmp_path: Path) -> None:
    """An article of two paragraphs is no teaser: that it was not read is said."""
    first, second = ("".join(f"<p>{line}</p>" for line in part) for part in (STORY[:2], STORY[2:]))
    body = f"<main><article><h2>Sold</h2>{first}</article><article><h2>Built</h2>{second}</article></main>"
    (tmp_path / "a.html").write_text(f"<html><head><title>Review</title></head><body>{body}</body></html>")
    _, told = read(tmp_path / "a.html")
    assert isinstance(told, Skipped)
    assert told.reason.startswith("holds 1 more article, and one alone is read")


@pytest.mark.parametrize(
    "marked", ["<code>crane</code>", "<em>steam\ncrane</em>", '<a href="/crane">crane</a>']
)
def test_a_paragraph_is_one_however_its_source_is_wrapped(tmp_path: Path, marked: str) -> None:
    """Word processors of technical writers wrap what they write; browsers show one paragraph."""
    wrapped = [line.replace(" to ", "\nto ").replace("crane", marked) for line in STORY]
    found = page(tmp_path, "<main>" + "\n".join(f"<p>{line}</p>" for line in wrapped) + "</main>")
    assert isinstance(found, Document)
    shown = [line.replace("crane", "steam crane" if "steam\n" in marked else "crane") for line in STORY]
    assert found.text.split("\n\n") == shown


@pytest.mark.parametrize(
    ("marked", "author"),
    [('<span class="byline-name">By Runa Velde</span>', "Runa Velde"),
     ('<a rel="author" href="/velde">Runa Velde</a>', "Runa Velde"),
     ('<span itemprop="author">Runa Velde</span> <span itemprop="author">Jens Ockholt</span>',
      "Runa Velde, Jens Ockholt"),
     # Who wrote a comment, and a line that is no name, wrote no article.
     ('<div class="comments"><span class="author">Runa Velde</span></div>', None),
     ('<span class="author">Read all that our desk has written on the harbour</span>', None)],
)  # fmt: skip
def test_an_element_that_is_marked_as_the_authors_names_one(
    tmp_path: Path, marked: str, author: str | None
) -> None:
    """Pages without data about themselves say who wrote them in a line that their style sheet knows."""
    found = page(tmp_path, f"<article><h1>Crane</h1>{marked}{PARAGRAPHS}</article>")
    assert isinstance(found, Document)
    assert found.meta.get("author") == author
