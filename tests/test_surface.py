"""What of a text is compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.kernels import words as kernel
from syndetect.text.surface import compared, words


def spelled(text: str) -> list[str]:
    """The words of a text, as they are compared."""
    batch = words([text])
    return [batch.spelled(row) for row in range(len(batch.hashes))]


SIGNS = st.characters(codec="utf-8") | st.sampled_from("-\n\u00ad¬[](){}<>aböن می\u1112\u1161\u11ab")


@given(st.lists(st.text(SIGNS, max_size=60), max_size=4))
def test_no_place_ever_moves(texts: list[str]) -> None:
    """What is compared is as long as the text, so that every word has its place in the text as it is."""
    for text in texts:
        assert len(compared(text)) == len(text)


@given(st.text(st.characters(codec="ascii", exclude_characters="-=<[{"), max_size=80))
def test_a_plain_text_is_compared_as_it_is(text: str) -> None:
    """Where there is nothing to mend the text itself comes back."""
    assert compared(text) is text


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u00ad", "¬", "⸗", "⹀"])
@pytest.mark.parametrize("end", ["\n", "\r\n", " \n", "\n    ", " "])
def test_words_broken_at_a_line_s_end_are_words(hyphen: str, end: str) -> None:
    """Whatever mark and space break a word, it is the word that it was, at its place in the text."""
    plain = "Die Behörde hat am Donnerstag die Fest/macher der äußeren Mole gesperrt und die Fahrt ver/boten."
    text = plain.replace("/", hyphen + end)
    assert spelled(text) == spelled(plain.replace("/", ""))
    batch = words([text])
    begins, ends = batch.begins.tolist(), batch.ends.tolist()
    assert text[begins[6] : ends[6]] == f"Fest{hyphen}{end}macher"


@pytest.mark.parametrize("end", ["\n", "\r\n", " \n"])
def test_the_sign_for_the_double_hyphen_of_old_print_breaks_words(end: str) -> None:
    """An equals sign that ends a line within a word is one; elsewhere it is a sign like others."""
    plain = "Die Behörde hat am Donnerstag die äußere Fest/macherei gesperrt und die Fahrt ver/boten."
    assert spelled(plain.replace("/", "=" + end)) == spelled(plain.replace("/", ""))
    formula = f"Es gilt a = b={end}C und x=y."
    assert "=" in compared(formula)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("They told of a well-\nknown reef and of the in-\nlaws of the chief.", None),
        ("The two- and three-year plans, pre- or post-war, were told to the crew.", None),
        ("On the page of the Müller-\nLüdenscheid house they told of it.", None),
        (
            "It was a break-\nwater, and the breakwater was old.",
            "It was a breakwater, and the breakwater was old.",
        ),
    ],
)
def test_compounds_keep_their_hyphens(text: str, plain: str | None) -> None:
    """What is written with a hyphen anyway is no broken word, unless the text writes it in one elsewhere."""
    batch = kernel.words([plain or text])
    assert spelled(text) == [batch.spelled(row) for row in range(len(batch.hashes))]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("The [outer mole](https://a.example/b_(c)?d=e \"More\") is shut.", "The outer mole is shut."),
        ("The [outer mole][3] is shut.\n\n[3]: https://a.example/b 'More'\n", "The outer mole is shut."),
        ("The mole ![a crack](c.jpg) is shut.", "The mole is shut."),
        ("The mole {{< figure src=\"c.jpg\" >}} is shut.", "The mole is shut."),
        ("The <b>mole</b> is<br>shut, <a href=\"https://a.example/\">they</a> said.",
         "The mole is shut, they said."),
        ("The mole [is shut] (today) and a < b > c.", "The mole is shut today and a b c."),
    ],
)  # fmt: skip
def test_where_links_lead_is_no_wording(marked: str, plain: str) -> None:
    """Markdown and tags count for nothing, what they are laid around does."""
    assert spelled(marked) == spelled(plain)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("می‌شود کتاب‌ها بزرگ‌تر", "می شود کتاب ها بزرگ تر"),
        ("می‌شود", "ميشود"),
        ("한국어 뉴스", "\u1112\u1161\u11ab\u1100\u116e\u11a8\u110b\u1165 \u1102\u1172\u1109\u1173"),
        ("ガギグ", "\u30ab\u3099\u30ad\u3099\u30af\u3099"),
        ("അവൻ", "അവന്\u200d"),
        ("น้ำ", "น้\u0e4d\u0e32"),
        ("यह पढ़ा", "यह पढ\u093cा"),
        ("বাড়ি", "বাড\u09bcি"),
        ("کتاب یک", "كتاب يك"),
        ("ہے", "هے"),
        ("المدرسة", "المدرسه"),
        ("Пʼятий зв'язок", "П’ятий зв`язок"),
        ("Oʻzbek gʻalaba", "O'zbek g’alaba"),
        ("צה״ל ג׳ורג׳", "צה\"ל ג'ורג'"),
    ],
)
def test_one_word_in_several_codes_is_one_word(one: str, other: str) -> None:
    """Letters of one script that keyboards write in several codes, or in pieces, are the same letter."""
    assert spelled(one) == spelled(other)
