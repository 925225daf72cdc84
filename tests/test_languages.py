"""Ten short stories in every supported language, each with a copy and a paraphrase, through a whole scan."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from syndetect import Document, Report, compare, scan
from syndetect.kernels.words import words
from syndetect.model import Pair
from syndetect.text.identify import identified

FOLDER = Path(__file__).parent / "languages"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.jsonl"))
STORIES = ("bread", "bridge", "chess", "comet", "flood", "museum", "teachers", "train", "wedding", "whales")
WITHOUT_SPACES = ("ja", "zh")


def documents(language: str) -> list[Document]:
    """The thirty texts of a language: each story as it is, with one sentence cut, and told in other words."""
    gap = "" if language in WITHOUT_SPACES else " "
    found = []
    for number, line in enumerate((FOLDER / f"{language}.jsonl").read_text("utf-8").splitlines()):
        story = json.loads(line)
        sentences = story["original"]
        cut = [sentence for place, sentence in enumerate(sentences) if place != number % len(sentences)]
        texts = {
            "original": gap.join(sentences),
            "copy": gap.join(cut),
            "paraphrase": story["paraphrase"],
        }
        found += [Document(f"{language}/{story['story']}/{kind}", text) for kind, text in texts.items()]
    return found


@pytest.fixture(scope="module")
def report() -> Report:
    """All texts of all languages, none declared, as one corpus."""
    return scan([document for language in LANGUAGES for document in documents(language)])


def story(id: str) -> str:
    """A document's language and story."""
    return id.rsplit("/", 1)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_copies_and_paraphrases_are_found_and_nothing_else(report: Report, language: str) -> None:
    """Both are derived from their original, copies are copies, and only the same story joins the family."""
    for name in STORIES:
        copy = report.between(f"{language}/{name}/original", f"{language}/{name}/copy")
        paraphrase = report.between(f"{language}/{name}/original", f"{language}/{name}/paraphrase")
        assert copy is not None
        assert copy.relation == "copy", name
        assert paraphrase is not None, name
        assert paraphrase.derived, name
        family = report.family_of(f"{language}/{name}/original")
        assert family is not None
        members = {member.document for member in family.members}
        assert {id for id in members if id.startswith(f"{language}/")} == {
            f"{language}/{name}/{kind}" for kind in ("original", "copy", "paraphrase")
        }
        assert {id.split("/")[1] for id in members} == {name}


def test_only_translations_of_one_story_tie_two_languages(report: Report) -> None:
    """Between eighteen languages nothing is derived but a story from the same story, as a translation."""
    across = [pair for pair in report.pairs if pair.derived and story(pair.left) != story(pair.right)]
    assert {pair.relation for pair in across} == {"translation"}
    assert all(pair.left.split("/")[1] == pair.right.split("/")[1] for pair in across)
    assert len(LANGUAGES) == 18


def test_the_report_tells_each_language(report: Report) -> None:
    """Every text has its language in the report, marked as told by the text."""
    told = {(document.id[:2], document.language, document.identified) for document in report.documents}
    assert told == {(language, language, True) for language in LANGUAGES}


def test_a_language_that_was_given_stays() -> None:
    """What the input names is kept as it is written; a text that speaks for no language has none."""
    left = replace(documents("de")[0], language="de-AT")
    found = compare(left, Document("b", "12 34 56 78 90 zzyqxw vvkkj 11 12 13")).documents
    assert [(one.language, one.identified) for one in found] == [(None, False), ("de-AT", False)]


def test_passages_across_a_whole_copy_reach_its_first_and_last_letter(report: Report) -> None:
    """Offsets are those of the text: a copied text is covered up to its ends, also without spaces."""
    texts = {document.id: document.text for document in report.documents}
    for language in LANGUAGES:
        # The fourth story lost its last sentence, so the copy is the beginning of the original.
        pair = report.between(f"{language}/whales/copy", f"{language}/whales/original")
        assert pair is not None
        text = texts[pair.left]
        covered = {k for found in pair.passages for k in range(found.left.begin, found.left.end)}
        missed = [k for k, c in enumerate(text) if k not in covered and not c.isspace()]
        assert len(missed) <= 0.05 * len(text), language


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_among_others_are_an_excerpt(language: str) -> None:
    """Three sentences inside a text about something else are found, from the first letter to the last."""
    gap = "" if language in WITHOUT_SPACES else " "
    lines = (FOLDER / f"{language}.jsonl").read_text("utf-8").splitlines()
    told = {row["story"]: row["original"] for row in map(json.loads, lines)}
    first = gap.join([*told["bridge"], *told["museum"], *told["bread"]])
    excerpt = gap.join(told["bridge"][:3])
    second = gap.join([*told["whales"], *told["teachers"], excerpt, *told["flood"]])
    pair = compare(Document("first", first), Document("second", second)).pairs[0]
    assert pair.relation == "excerpt"
    assert [second[found.right.begin : found.right.end] for found in pair.passages] == [excerpt]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_short_texts_is_seen(language: str) -> None:
    """Every text, and of its sentences more than nine in ten, is taken for what it is."""
    texts = [document.text for document in documents(language)]
    lines = [json.loads(line) for line in (FOLDER / f"{language}.jsonl").read_text("utf-8").splitlines()]
    sentences = [sentence for line in lines for sentence in line["original"]]
    assert set(identified(texts, [words([text]).hashes for text in texts])) == {language}
    told = identified(sentences, [words([sentence]).hashes for sentence in sentences])
    assert told.count(language) >= 0.95 * len(sentences)


LOOK_ALIKES = str.maketrans("aeopc", "аеорс")


def disguised_pair(text: str) -> Pair:
    """The one pair of the English bridge story and a text."""
    original = documents("en")[0]
    found = scan([original, Document("other", text)]).pairs
    return found[0]


def test_look_alike_letters_hide_no_copy() -> None:
    """A copy with every second word disguised is a copy, said to be manipulated, with its own offsets."""
    plain = documents("en")[0].text
    parts = plain.split(" ")
    text = " ".join(part.translate(LOOK_ALIKES) if k % 2 else part for k, part in enumerate(parts))
    pair = disguised_pair(text)
    assert pair.relation == "copy"
    assert pair.evidence.resemblance == 1.0
    assert pair.evidence.disguised_left == 0
    assert pair.evidence.disguised_right > 20
    assert any(reason.startswith("manipulated_text: ") and "right" in reason for reason in pair.reasons)
    assert (pair.passages[0].right.begin, pair.passages[0].right.end) == (0, len(text))


def test_hidden_characters_hide_no_copy() -> None:
    """Zero-width characters in some words change nothing but the offsets and the reasons."""
    plain = documents("en")[0].text
    text = (
        plain.replace("bridge", "bri\u200bdge")
        .replace("pillars", "pil\u2060lars")
        .replace("road", "ro\u00adad")
    )
    pair = disguised_pair(text)
    assert pair.relation == "copy"
    assert pair.evidence.disguised_right == 3
    assert any(reason.startswith("manipulated_text: 3 words") for reason in pair.reasons)
    assert (pair.passages[0].right.begin, pair.passages[0].right.end) == (0, len(text))


def test_typography_is_no_manipulation() -> None:
    """Soft hyphens, ligatures, full-width letters and accents on their own are folded without a word."""
    plain = documents("en")[0].text
    text = plain.replace("traffic", "traﬃc").replace("bridge", "brid\u00adge").replace("May", "Ｍａｙ")
    pair = disguised_pair(text)
    assert pair.evidence.resemblance == 1.0
    assert pair.evidence.disguised_right == 0
    assert not any(reason.startswith("manipulated") for reason in pair.reasons)
