"""Leads: the first sentences of an article."""

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality.leads import lead
from syndetect.model import Document

TEXT = (
    "The lock keeper at Brindle rang the bell at noon. Eleven boats were waiting below the lower gate.\n\n"
    "Nobody had told the skippers of the drained basin. They moored where they could and walked to the inn."
)


@given(st.integers(1, 60))
def test_a_lead_is_the_fewest_whole_sentences_with_so_many_words(words: int) -> None:
    """It begins the text, ends with a sentence, and its last sentence was needed."""
    found = lead(Document("a", TEXT), words)
    assert TEXT.startswith(found.text)
    assert found.text.endswith(".")
    assert len(found.text.split()) >= min(words, len(TEXT.split()))
    before = found.text[:-1].rpartition(".")[0]
    assert len(before.split()) < words


def test_a_lead_is_a_document_of_its_own_unless_nothing_is_cut() -> None:
    """Two lengths of one article have two ids; a text with fewer words keeps its own."""
    article = Document("a", TEXT)
    assert len({lead(article, words).id for words in (5, 15, 1000)}) == 3
    assert lead(article, 1000) == article
