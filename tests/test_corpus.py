"""The sample corpus: its labels are sound, its texts are what the labels say, and a scan finds the labels."""

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.quality.sets.translations import aligned
from benchmarks.quality.translated import corpus_pairings
from syndetect import scan
from syndetect.families.family import SURE
from syndetect.model import DERIVED, RELATIONS, Report

CORPUS = Path(__file__).parent.parent / "corpus"
UNUSABLE = ("coast-radio-5/empty.txt", "tidewater-online/upload.txt")
DIRECTIONS = ("left-from-right", "right-from-left", "common-source", "undetermined")
CREDITS = ("named", "wire", "source-line", "link", "vague", "none")

_QUOTE = re.compile(r'"([^"\n]*)"|“([^”\n]*)”|„([^“\n]*)“')
_WORD = re.compile(r"\w+(?:[.']\w+)*")


def _articles() -> dict[str, dict[str, Any]]:
    """Each article's fields by its id, read without the readers under test."""
    found = {}
    for path in sorted(CORPUS.glob("*/*")):
        key = path.relative_to(CORPUS).as_posix()
        if key not in UNUSABLE:
            text = path.read_text(encoding="utf-8")
            head, _, body = text.removeprefix("---\n").partition("\n---\n")
            found[key] = {**yaml.safe_load(head), "text": body} if body else {"text": text}
    for line in (CORPUS / "feed.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        assert record["id"] not in found
        found[record["id"]] = record
    return found


def _labels() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    lines = [json.loads(line) for line in (CORPUS / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    return [x for x in lines if "left" in x], [x for x in lines if "family" in x]


ARTICLES = _articles()
PAIRS, FAMILIES = _labels()
LABEL = {(pair["left"], pair["right"]): pair for pair in PAIRS}


def _derivations() -> Iterator[tuple[str, str, str]]:
    """(member, what it was made from directly, relation) of every family."""
    for family in FAMILIES:
        for links in (family["parents"], family.get("also", {})):
            for member, parent in links.items():
                yield member, parent, LABEL[min(member, parent), max(member, parent)]["relation"]


DERIVATIONS = sorted(_derivations())
BOUNDS = {
    "copy": (0.8, 1),
    "paraphrase": (0.15, 0.55),
    "rewrite": (0, 0.08),
    "excerpt": (0.08, 0.3),
    "translation": (0, 0.01),
}
SAME_STORY = [(x["left"], x["right"]) for x in PAIRS if x["direction"] == "undetermined"]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


def _shingles(text: str, size: int) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def _narrative(key: str, size: int) -> set[tuple[str, ...]]:
    """Shingles of an article outside quotations, none of which spans one."""
    pieces = _QUOTE.sub("\n", ARTICLES[key]["text"]).split("\n")
    return set().union(*(_shingles(piece, size) for piece in pieces))


def _containment(inner: str, outer: str, size: int = 5) -> float:
    """Share of the word shingles of `inner` that `outer` has."""
    left, right = (_shingles(ARTICLES[key]["text"], size) for key in (inner, outer))
    return len(left & right) / len(left)


def _quotations(key: str) -> set[tuple[str, ...]]:
    found = ("".join(groups) for groups in _QUOTE.findall(ARTICLES[key]["text"]))
    return set().union(*(_shingles(quote, 6) for quote in found))


def _quotes_alike(left: str, right: str) -> bool:
    return len(_quotations(left) & _quotations(right)) >= 10


def _concordance(left: str, right: str) -> float:
    """Of two 3-grams that stand once in each article, how often the two are in the same order in both."""
    places = []
    for key in (left, right):
        words = _words(ARTICLES[key]["text"])
        triples = [tuple(words[at : at + 3]) for at in range(len(words) - 2)]
        places.append({triple: at for at, triple in enumerate(triples) if triples.count(triple) == 1})
    shared = sorted(places[0].keys() & places[1].keys(), key=places[0].__getitem__)
    ranks = [places[1][triple] for triple in shared]
    return sum(a < b for a, b in combinations(ranks, 2)) / max(1, len(ranks) * (len(ranks) - 1) / 2)


def _days(key: str) -> date | None:
    published = ARTICLES[key].get("published")
    return date.fromisoformat(str(published)[:10]) if published else None


# The labels


def test_pairs_are_well_formed() -> None:
    """Every pair names two known articles, in order, once, and a relation and a direction that exist."""
    for pair in PAIRS:
        assert {pair["left"], pair["right"], pair.get("via", pair["left"])} <= ARTICLES.keys()
        assert pair["left"] < pair["right"]
        assert pair["relation"] in RELATIONS[:-1]
        assert pair["direction"] in DIRECTIONS
        if pair["direction"] == "undetermined":
            assert pair["relation"] == "same-story"
    assert len(LABEL) == len(PAIRS)


def test_every_direction_agrees_with_the_family() -> None:
    """What was made from another article says so in its pair, and no other pair claims a direction."""
    claimed = set()
    for pair in PAIRS:
        if pair["direction"].endswith(("from-left", "from-right")) and "via" not in pair:
            made = pair["direction"] == "left-from-right"
            claimed.add((pair["left"], pair["right"]) if made else (pair["right"], pair["left"]))
    assert claimed == {(member, parent) for member, parent, _ in DERIVATIONS}


def test_translations_tell_their_sentences() -> None:
    """Twenty translations say which sentences they render: of their source's most of them, and no others."""
    told = [pair for pair in PAIRS if "sentences" in pair]
    assert len(told) >= 20
    for pair in told:
        assert pair["relation"] == "translation"
        assert "via" not in pair
        source = pair["left"] if pair["direction"] == "right-from-left" else pair["right"]
        sentences = len(re.findall(r"[.!?»”\"](?=\s|$)", ARTICLES[source]["text"]))
        rendered = {number for numbers in pair["sentences"] for number in numbers}
        assert rendered <= set(range(1, sentences + 1))
        assert len(rendered) >= 0.5 * sentences


def test_families_are_well_formed() -> None:
    """Members are known, in one family only, and lead back to their source; credits are of known kinds."""
    seen = []
    for family in FAMILIES:
        members = set(family["members"])
        seen += family["members"]
        assert members | set(family["same_story"]) <= ARTICLES.keys()
        assert not members & set(family["same_story"])
        assert set(family["credits"]) == members - {family["source"]}
        assert all(credit["kind"] in CREDITS for credit in family["credits"].values())
        assert family["origins"] == 1 + len(family["same_story"])
        if family["source"] is None:
            assert family["source_name"]
            assert not family["parents"]
            continue
        assert set(family["parents"]) == members - {family["source"]}
        for member in members:
            steps = 0
            while member != family["source"]:
                member, steps = family["parents"][member], steps + 1  # noqa: PLW2901
                assert steps < len(members)
    assert len(seen) == len(set(seen))


def test_families_and_pairs_say_the_same() -> None:
    """The labelled pairs are exactly those inside a family and those with its independent tellings."""
    expected = set()
    for family in FAMILIES:
        story = sorted({*family["members"], *family["same_story"]})
        expected |= set(combinations(story, 2))
        for left, right in combinations(story, 2):
            independent = bool({left, right} & set(family["same_story"]))
            assert independent == (LABEL[left, right]["direction"] == "undetermined")
    assert expected == set(LABEL)


def test_every_relation_and_credit_is_shown() -> None:
    """A newcomer finds several of each relation in one language, every kind of credit but a link."""
    kinds = {credit["kind"] for family in FAMILIES for credit in family["credits"].values()}
    assert kinds == {"named", "wire", "source-line", "vague", "none"}
    for relation in DERIVED:
        assert sum(found == relation for _, _, found in DERIVATIONS) >= 2
    in_stories = {key for pair in LABEL for key in pair}
    assert len(ARTICLES.keys() - in_stories) >= 4
    assert 40 <= len(ARTICLES) <= 90


def test_dates_come_as_they_do_in_life() -> None:
    """There are times with zones, bare days and a missing one; nothing precedes what it was made from."""
    published = [str(article["published"]) for article in ARTICLES.values() if "published" in article]
    assert len(published) == len(ARTICLES) - 1
    assert any(len(when) == 10 for when in published)
    assert any(len(when) > 10 for when in published)
    for member, parent, _ in DERIVATIONS:
        after, before = _days(member), _days(parent)
        assert after is None or before is None or after >= before


def test_the_unusable_files_are_unusable() -> None:
    """One file is empty and one is no text."""
    empty, binary = ((CORPUS / name).read_bytes() for name in UNUSABLE)
    assert empty == b""
    assert b"\0" in binary


# The texts


@pytest.mark.parametrize(("member", "parent", "relation"), DERIVATIONS)
def test_derived_texts_share_as_much_wording_as_their_relation_promises(
    member: str, parent: str, relation: str
) -> None:
    """Word 5-gram containment: over .8 one way for a copy, under .08 for a rewrite, none translated."""
    found = _containment(member, parent)
    if relation == "copy":
        found = max(found, _containment(parent, member))
    low, high = BOUNDS[relation]
    assert low <= found <= high


@pytest.mark.parametrize(
    ("member", "parent"), [(m, p) for m, p, relation in DERIVATIONS if relation in {"paraphrase", "rewrite"}]
)
def test_paraphrases_and_rewrites_keep_the_order_of_their_source(member: str, parent: str) -> None:
    """Nine in ten pairs of shared 3-grams stand in the source's order."""
    assert _concordance(member, parent) > 0.9


def test_rewrites_are_shorter_than_their_source() -> None:
    """A rewrite has 60 to 85 per cent of the source's words, a condensed one about a third."""
    shares = []
    for member, parent, relation in DERIVATIONS:
        if relation == "rewrite":
            shares.append(len(_words(ARTICLES[member]["text"])) / len(_words(ARTICLES[parent]["text"])))
    condensed = [share for share in shares if share < 0.5]
    assert condensed
    assert all(0.25 < share < 0.4 for share in condensed)
    assert len(shares) > len(condensed)
    assert all(0.6 <= share <= 0.85 for share in shares if share not in condensed)


@pytest.mark.parametrize(("left", "right"), SAME_STORY)
def test_independent_tellings_share_no_narrative(left: str, right: str) -> None:
    """Outside quotations an independent telling has few of another's 3-grams and hardly a 5-gram."""
    for size, bound in ((3, 0.1), (5, 0.01)):
        mine, theirs = _narrative(left, size), _narrative(right, size)
        assert len(mine & theirs) / min(len(mine), len(theirs)) < bound


def test_some_independent_tellings_share_quotations_and_some_do_not() -> None:
    """A press conference is quoted alike in at least four stories; elsewhere nothing is shared."""
    quoting = sum(
        any(_quotes_alike(key, member) for key in family["same_story"] for member in family["members"])
        for family in FAMILIES
    )
    silent = [
        key
        for family in FAMILIES
        for key in family["same_story"]
        if not any(_quotes_alike(key, member) for member in family["members"])
    ]
    assert quoting >= 4
    assert len(silent) >= 2


def test_unrelated_articles_share_no_wording() -> None:
    """Two articles without a label have less than one in fifty of their 5-grams in common."""
    for left, right in combinations(sorted(ARTICLES), 2):
        if (left, right) not in LABEL:
            assert max(_containment(left, right), _containment(right, left)) < 0.02


# What a scan says


def test_sentences_of_translations_are_put_beside_those_that_they_render() -> None:
    """Of the sentences that answer each other nine in ten are right and found."""
    assert aligned(corpus_pairings())[-1] >= 0.9


@pytest.fixture(scope="module")
def report() -> Report:
    """One scan of the whole corpus."""
    return scan(str(CORPUS))


@pytest.mark.parametrize(
    ("member", "parent", "relation"),
    DERIVATIONS,
)
def test_every_derivation_is_found(report: Report, member: str, parent: str, relation: str) -> None:
    """A scan calls every article derived from the one it was made from, by its labelled relation."""
    pair = report.between(member, parent)
    assert pair is not None
    assert pair.derived
    assert pair.relation == relation


@pytest.mark.parametrize(
    ("member", "parent", "relation"),
    DERIVATIONS,
)
def test_no_derivation_points_the_wrong_way(report: Report, member: str, parent: str, relation: str) -> None:
    """The direction is the labelled one, or undetermined; never the reverse."""
    pair = report.between(member, parent)
    assert pair is not None
    assert pair.direction in {LABEL[pair.left, pair.right]["direction"], "undetermined"}


def test_nothing_else_is_called_derived(report: Report) -> None:
    """No pair that is labelled same-story, or not labelled at all, comes out as derived."""
    wrong = []
    for pair in report.pairs:
        label = LABEL.get((pair.left, pair.right))
        independent = label is None or label["direction"] == "undetermined"
        if pair.derived and independent:
            wrong.append((pair.left, pair.right, pair.relation))
    assert wrong == []


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family["family"])
def test_families_are_found_whole(report: Report, family: dict[str, Any]) -> None:
    """Each labelled family is one family of the report, with the same members and no others."""
    found = report.family_of(family["members"][0])
    assert found is not None
    assert sorted(member.document for member in found.members) == family["members"]


def test_there_are_no_other_families(report: Report) -> None:
    """A scan finds as many families as there are."""
    assert len(report.families) == len(FAMILIES)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family["family"])
def test_sources_are_found(report: Report, family: dict[str, Any]) -> None:
    """A family's source is the labelled article (any version of it), or a name where it is absent."""
    found = report.family_of(family["members"][0])
    assert found is not None
    assert found.source.document in family.get("versions", [family["source"]])
    if family["source"] is None:
        assert found.source.name == family["source_name"]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family["family"])
def test_independent_tellings_stand_beside_the_family(report: Report, family: dict[str, Any]) -> None:
    """Tellings with the same quotations are listed as same-story, others at most, and origins counts them."""
    found = report.family_of(family["members"][0])
    assert found is not None
    quoting = {
        key for key in family["same_story"] if any(_quotes_alike(key, member) for member in family["members"])
    }
    assert quoting <= set(found.same_story) <= set(family["same_story"])
    assert found.origins == 1 + len(found.same_story)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family["family"])
def test_parents_are_found(report: Report, family: dict[str, Any]) -> None:
    """Each member hangs on the article it was made from; where that leaves a choice, on one of them."""
    found = report.family_of(family["members"][0])
    assert found is not None
    versions = set(family.get("versions", ()))
    for member in found.members:
        if member.document in versions or member.source is None:
            continue
        parent = family["parents"].get(member.document)
        allowed = {parent, family.get("also", {}).get(member.document)} | (
            versions if parent in versions else set()
        )
        assert member.source in allowed


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family["family"])
def test_credits_are_found(report: Report, family: dict[str, Any]) -> None:
    """Each member's credit is of the labelled kind and names who is labelled."""
    found = report.family_of(family["members"][0])
    assert found is not None
    found_credits = {member.document: (member.credit.kind, member.credit.name) for member in found.members}
    expected = {key: (credit["kind"], credit["name"]) for key, credit in family["credits"].items()}
    assert {key: found_credits.get(key) for key in expected} == expected


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family["family"])
def test_audits_are_as_labelled(report: Report, family: dict[str, Any]) -> None:
    """Credits, held against what was taken, come out as labelled; without a source nobody is blamed."""
    found = report.family_of(family["members"][0])
    assert found is not None
    right = {"full": "right", "part": "right"}
    chain = min(member.certainty or 1.0 for member in found.members)
    unsure = min(chain, found.source.confidence) < SURE
    for one in found.members:
        verdict = one.audit.verdict if one.audit else None
        given, wanted = right.get(str(verdict), verdict), family["credits"].get(one.document, {}).get("audit")
        if one.source is None:
            assert given in (None, "right")
        else:
            assert wanted is None or given == wanted or (unsure and given == "right")


def test_most_of_the_labelled_audits_are_told(report: Report) -> None:
    """Few of the members with a label have an open source, so what is right of the others says something."""
    labelled = {
        document for family in FAMILIES for document, one in family["credits"].items() if one.get("audit")
    }
    told = {one.document for family in report.families for one in family.members if one.audit}
    assert len(labelled & told) >= 0.85 * len(labelled)


def test_what_could_not_be_read_is_named(report: Report) -> None:
    """The two unusable files and the labels are listed as skipped, and every article was read."""
    skipped = " ".join(entry.source for entry in report.skipped)
    assert all(name in skipped for name in (*UNUSABLE, "labels.jsonl"))
    assert {document.id for document in report.documents} >= ARTICLES.keys()
