"""Wordings that only one outlet of a corpus uses."""

from syndetect.attribution.document_words import words_of
from syndetect.attribution.leftovers import Leftover
from syndetect.attribution.phrases import NO_PHRASES, Phrases, learned
from syndetect.model import Document

HABIT = "as our newsroom on Tallow Street was told"
STORIES = [
    "The ferry stayed in port all Monday",
    "A heron built its nest on the crane",
    "Council staff painted the long pier green",
    "Two boys found an anchor under the sand",
]


def corpus() -> list[Document]:
    """Three stories of one outlet with its habit, the fourth taken from it by another one."""
    kept = [
        Document(f"a{n}", f"{text}, {HABIT}. It rained.", "Tallow Post") for n, text in enumerate(STORIES)
    ]
    taken = Document("b0", f"{STORIES[3]}, {HABIT}. Nobody minded.", "Bay Times")
    own = [
        Document(f"b{n}", f"{text} again. It did not rain.", "Bay Times") for n, text in enumerate("xyz", 1)
    ]
    return [*kept, taken, *own]


def traces(phrases: Phrases, document: Document) -> tuple[Leftover, ...]:
    """What a document has of other outlets' wordings."""
    return phrases.traces(document, words_of([document.text])[document.text])


def test_the_habit_of_an_outlet_is_a_trace_in_anothers_text() -> None:
    """It is found where it stands, with the outlet's name, and not in the outlet's own texts."""
    documents = corpus()
    phrases = learned(documents, [("a3", "b0")])
    taken = next(one for one in documents if one.id == "b0")
    (trace,) = traces(phrases, taken)
    assert (trace.name, trace.kind) == ("Tallow Post", "phrase")
    assert taken.text[trace.begin : trace.end] == HABIT
    assert traces(phrases, documents[0]) == ()


def test_what_others_say_too_is_nobodys_habit() -> None:
    """A wording that another outlet uses in a story of its own is common."""
    documents = [*corpus(), Document("b9", f"A swan came back, {HABIT}. It snowed.", "Bay Times")]
    assert traces(learned(documents, [("a3", "b0")]), documents[4]) == ()


def test_a_story_in_many_copies_teaches_nothing() -> None:
    """Members of one family count as one story."""
    documents = [Document(f"a{n}", f"{STORIES[0]}, {HABIT}.", "Tallow Post") for n in range(5)]
    documents += [Document("b", f"{STORIES[0]}, {HABIT}.", "Bay Times")]
    phrases = learned(documents, [tuple(one.id for one in documents)])
    assert traces(phrases, documents[-1]) == ()
    assert traces(NO_PHRASES, documents[0]) == ()
