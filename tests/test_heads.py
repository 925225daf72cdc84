"""What a text says of itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.boilerplate.heads import stated
from syndetect.model import Document
from syndetect.readers.text_heads import with_head

STORY = "\n\n" + "".join(
    f"The council shut the outer mole on Thursday after {count} divers had found a crack below the water.\n\n"
    for count in range(2, 11)
)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Mole shut after crack is found", "Mole shut after crack is found"),
        ("# Mole shut #", "Mole shut"),
        ("Mole shut\n=========", "Mole shut"),
        ("**Mole shut**", "Mole shut"),
        ("World\n\nBy Ada Holm, BBC News\n\nMole shut after crack", "Mole shut after crack"),
        ("18.1 C\nMonday, June 5, 2023\n\nMole shut after crack", "Mole shut after crack"),
        ("Mole shut after crack | Tolvik Post", "Mole shut after crack"),
        ("Mole shut.\n\nMole shut.", "Mole shut."),
        ("外側の防波堤を閉鎖", "外側の防波堤を閉鎖"),
        ("The council shut the mole on Thursday, it said in a statement.", None),
        ("Berlin, 26 October 2025", None),
    ],
)
def test_the_headline_is_the_first_line_that_is_one(head: str, title: str | None) -> None:
    """A heading, or a short first line that is no sentence, whatever a page has over it."""
    assert stated(head + STORY).title == title


@pytest.mark.parametrize(
    ("head", "published", "certainty"),
    [
        ("Mole shut\n\nPublished 26 October 2025, 2.15 p.m.", "2025-10-26T14:15:00", "stated"),
        ("Mole shut\n\nThe Brask Courier. Published 26 October 2025", "2025-10-26", "stated"),
        ("Mole gesperrt\n\nVeröffentlicht am 5. Mai 2021 um 10:31 Uhr", "2021-05-05T10:31:00", "stated"),
        ("Le môle fermé\n\nPublié le 7 mars 2024 à 10h31", "2024-03-07T10:31:00", "stated"),
        ("Мол закрыт\n\nОпубликовано: 7 марта 2024, 10:31", "2024-03-07T10:31:00", "stated"),
        ("إغلاق الرصيف\n\nنشر في 7 مارس 2024", "2024-03-07", "stated"),
        ("Mole shut\n\nDaily Lantern, 26 October 2025", "2025-10-26", "likely"),
        ("Mole shut\n\n26 October 2025", "2025-10-26", "likely"),
        ("Le môle fermé\n\nLe Courrier de Brives, 23 janvier 2024", "2024-01-23", "likely"),
        ("Mole shut\n\nAda Holm, 26 October 2025", "2025-10-26", "likely"),
        ("Mole shut\n\nIt rained, on 26 October 2025 in any case", None, "stated"),
        ("26 October 2025\n\nMole shut", "2025-10-26", "likely"),
        (
            "TOLVIK, 5 May 2021 (Reuters) — The council of the town said that it had shut the mole.",
            "2021-05-05",
            "likely",
        ),
        ("18.1 C\nMonday, June 5, 2023\n\nMole shut", None, "stated"),
        ("Monday, June 5, 2023\n12°\n\nMole shut", None, "stated"),
        ("Monday, June 5, 2023\nSubscribe\n\nMole shut", None, "stated"),
        ("Mole shut\n\nUpdated 26 October 2025", None, "stated"),
        (
            "Mole shut\n\nThe law was published on 26 October 2025 and it has been in force since then.",
            None,
            "stated",
        ),
        ("Mole shut\n\nPublished 03/07/2024", None, "stated"),
    ],
)
def test_the_date_is_one_that_is_said_to_be_the_article_s(
    head: str, published: str | None, certainty: str
) -> None:
    """A date that a line names as that of publication is stated; one that only stands there is likely.

    One beside the weather or among buttons over the headline is the day on which somebody saved the page.
    """
    found = stated(head + STORY)
    assert (found.published, found.certainty) == (published, certainty)


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Mole shut\n\nDaily Lantern, 26 October 2025" + STORY, "Daily Lantern"),
        ("Le môle fermé\n\nLe Courrier de Brives, 23 janvier 2024" + STORY, "Le Courrier de Brives"),
        ("Mole shut - Tolvik Post" + STORY, "Tolvik Post"),
        ("Mole shut" + STORY + "TolvikNow on Google News\n", "TolvikNow"),
        ("Mole shut" + STORY + "© 2024 Tolvik Post. All rights reserved.\n", "Tolvik Post"),
        ("Mole shut" + STORY + "© 2024 Le Courrier d’Orval\n", "Le Courrier d’Orval"),
        (
            "Mole shut" + STORY + "I am Ada Holm, an author and editor for 24 Tolvik News. I like ships.\n",
            "24 Tolvik News",
        ),
        (
            "Mole gesperrt" + STORY + "Ada Holm ist Redakteurin bei der Tolviker Zeitung.\n",
            "Tolviker Zeitung",
        ),
        ("Mole shut" + STORY + "© 2024 The Associated Press. All rights reserved.\n", None),
        ("Mole shut" + STORY + "Source: Tolvik Post\n", None),
        ("Mole shut" + STORY + "Ada Holm is a writer for children and a swimmer.\n", None),
    ],
)
def test_the_outlet_is_one_that_speaks_of_itself(text: str, outlet: str | None) -> None:
    """A line with a date, a title, a notice of rights or an author's box name it; a credit does not."""
    assert stated(text).outlet == outlet


def test_what_the_input_says_is_kept() -> None:
    """Only what is missing is taken from the text, and it is told from where."""
    text = "Mole shut\n\nDaily Lantern, 26 October 2025" + STORY
    found = with_head(Document("a", text, outlet="The Gull", meta={"x": 1}))
    assert (found.title, found.outlet, found.published) == ("Mole shut", "The Gull", "2025-10-26")
    assert found.meta == {
        "x": 1,
        "told_by": {"title": "first line"},
        "date": {"from": "text", "certainty": "likely"},
    }
    full = Document("a", text, "The Gull", "T", "2020-01-01")
    assert with_head(full) is full


def test_a_date_that_may_be_two_is_kept_for_the_notes() -> None:
    """It is no date, and stays in meta as it stands."""
    found = with_head(Document("a", "Mole shut\n\nPublished 03/07/2024" + STORY))
    assert (found.published, found.meta["published"]) == (None, "Published 03/07/2024")


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\n #=-|.,0123456789 "), max_size=400))
def test_any_text_is_looked_at_without_harm(text: str) -> None:
    """No text makes the look at its head and foot fail, and a title is a part of it."""
    found = stated(text)
    assert found.title is None or found.title.split()[0] in text
